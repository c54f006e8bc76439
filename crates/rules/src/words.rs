//! The fixed words of rules files: an enumeration for each key that accepts a fixed set of words.

use calendar::{Count, Unit};

/// A value that files write as one of a fixed set of words.
pub(crate) trait Word: Copy + 'static {
    /// Every value, in the order in which messages list them.
    fn all() -> &'static [Self];
    /// The word that files write for the value.
    fn code(self) -> &'static str;

    fn read(text: &str) -> Option<Self> {
        Self::all().iter().copied().find(|value| value.code() == text)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word that files, events and addresses have for the value.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word; `None` where no value has the word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl Word for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn code(self) -> &'static str {
                self.code()
            }

            fn read(text: &str) -> Option<Self> {
                Self::from_code(text)
            }
        }
    )+};
}

words! {
    /// How a notice reaches its addressee.
    NoticeWay {
        /// A mail to the address.
        Mail = "mail",
        /// A message to the telephone.
        Sms = "sms",
        /// A message of a chat service to the telephone.
        Chat = "chat",
        /// A sheet that the desk prints, gives or posts.
        Paper = "paper",
    }
    /// How a connection to a mail server is made secure.
    MailTls {
        /// After the greeting, by STARTTLS.
        StartTls = "starttls",
        /// From its first byte.
        Implicit = "implicit",
        /// Not at all.
        None = "none",
    }

    /// The kind of a question of a form.
    QuestionKind {
        /// A line of text.
        Line = "line",
        /// A text of several lines.
        Long = "long",
        /// A number with decimal places, bounds and a unit.
        Number = "number",
        /// An amount in đồng.
        Amount = "amount",
        /// A day.
        Day = "day",
        /// A year.
        Year = "year",
        /// One choice from a list that opens.
        Select = "select",
        /// One choice; the page shows all choices.
        Radio = "radio",
        /// Any number of choices.
        Ticks = "ticks",
        /// One sentence to tick, which is the only choice.
        Tick = "tick",
        /// A telephone number.
        Telephone = "telephone",
        /// A mail address.
        Mail = "mail",
        /// The number of an identity paper.
        Identity = "identity",
        /// A tax code, whose check digit is checked.
        TaxCode = "tax_code",
    }

    /// A recorded fact that fills a question before anything is typed.
    KnownFact {
        /// The applicant's name.
        ApplicantName = "applicant.name",
        /// The number of the applicant's identity paper.
        ApplicantIdentity = "applicant.identity",
        /// The applicant's telephone number.
        ApplicantPhone = "applicant.phone",
        /// The applicant's address.
        ApplicantAddress = "applicant.address",
        /// The name of the company that applies.
        CompanyName = "company.name",
        /// The tax code of the company that applies.
        CompanyTaxCode = "company.tax_code",
        /// The telephone number of the company that applies.
        CompanyPhone = "company.phone",
        /// The address of the company that applies.
        CompanyAddress = "company.address",
        /// The contact of the account, where it is a mail address.
        AccountMail = "account.mail",
    }

    /// The post of an officer.
    Post {
        /// An officer who receives dossiers and hands results over.
        DeskOfficer = "desk_officer",
        /// An officer who appraises dossiers.
        Specialist = "specialist",
        /// The head of a unit.
        Head = "head",
        /// A deputy of a unit's head.
        DeputyHead = "deputy_head",
        /// A leader of the agency: chairman or deputy chairman.
        Leader = "leader",
        /// An officer who controls administrative procedures.
        Inspector = "inspector",
        /// An officer who helps citizens to file.
        Adviser = "adviser",
        /// An officer who manages accounts and settings.
        Administrator = "administrator",
    }

    /// The kind of a unit.
    UnitKind {
        /// The agency's leaders.
        Leadership = "leadership",
        /// A division or office.
        Department = "department",
        /// The one-stop desk.
        Desk = "desk",
        /// The people's committee of a ward or commune.
        Ward = "ward",
        /// A unit of another agency that takes part.
        Partner = "partner",
    }

    /// The level of government.
    Level {
        /// A ward or commune.
        Commune = "commune",
        /// A district, until July 2025.
        District = "district",
        /// A city or province.
        Province = "province",
    }

    /// The kind of an applicant.
    Applicant {
        /// A citizen.
        Individual = "individual",
        /// A household or residential community.
        Household = "household",
        /// An organization or enterprise.
        Organization = "organization",
        /// A Vietnamese who lives abroad, or a foreigner.
        Overseas = "overseas",
    }

    /// The online level of a procedure.
    Online {
        /// No part is online.
        None = "none",
        /// The filing is online (level 3).
        Partial = "partial",
        /// The whole procedure is online (level 4).
        Full = "full",
        /// The filing is online at the national portal; the source names no level.
        Portal = "portal",
    }

    /// A part of a procedure file that no source states.
    Unverified {
        /// The first day of the version.
        EffectiveFrom = "effective_from",
        /// The duration; the source has none.
        Duration = "duration",
        /// The unit of the duration; the source has a number without a unit.
        DurationUnit = "duration_unit",
        /// The fees; the source has no amount and no words that state whether anything is paid.
        Fees = "fees",
        /// The online level; the source has an online channel without a level.
        OnlineLevel = "online_level",
        /// The number of copies of each paper, and whether each dossier must contain the paper.
        Papers = "papers",
        /// The steps after reception, with their posts and budgets.
        Steps = "steps",
    }

    /// The book in which certifications of a procedure are numbered (Decree 23/2015/NĐ-CP, article
    /// 13.4).
    CertificationBook {
        /// Copies certified against originals.
        Copies = "copies",
        /// Signatures and fingerprints.
        Signatures = "signatures",
        /// Signatures of translators.
        Translators = "translators",
        /// Contracts and transactions.
        Transactions = "transactions",
    }

    /// A paper or book whose numbers are a series of a unit and year.
    NumberedPaper {
        AppointmentSlip = "appointment_slip",
        SupplementRequest = "supplement_request",
        Refusal = "refusal",
        ApologyLetter = "apology_letter",
        StopNotice = "stop_notice",
        HandoverList = "handover_list",
        ResultList = "result_list",
        PaymentSlip = "payment_slip",
        RefundSlip = "refund_slip",
        CertificationOfCopies = "certification_copies",
        CertificationOfSignatures = "certification_signatures",
        CertificationOfTranslators = "certification_translators",
        CertificationOfTransactions = "certification_transactions",
    }

    /// The kind of a fee.
    FeeKind {
        /// Phí: payment for a service.
        Fee = "fee",
        /// Lệ phí: payment for an act of state administration.
        Charge = "charge",
    }

    /// The unit that a fee counts.
    Per {
        /// The dossier; no quantity is counted.
        Dossier = "dossier",
        /// Each page of each copy.
        Page = "page",
        /// Each copy, or another unit that the fee names.
        Copy = "copy",
        /// Each parcel of land.
        Parcel = "parcel",
        /// Each month.
        Month = "month",
    }

    /// The channel of a filing.
    Channel {
        /// At the desk.
        Counter = "counter",
        /// Through a portal.
        Online = "online",
        /// By post.
        Post = "post",
    }

    /// The effect of a supplement on the clock.
    Supplement {
        /// The remaining duration continues.
        Continue = "continue",
        /// The duration is counted again.
        Restart = "restart",
        /// The duration in `supplement_duration` is counted.
        Fixed = "fixed",
    }

    /// The holidays of a calendar.
    Holidays {
        /// The holidays of Việt Nam: as announced, or by rule for other years.
        Vn = "vn",
        /// No holidays.
        None = "none",
    }
}

impl Post {
    /// Whether an officer of this post may do the work of the post `other`: a deputy head may do
    /// that of a head.
    #[must_use]
    pub fn serves_as(self, other: Self) -> bool {
        self == other || (self, other) == (Self::DeputyHead, Self::Head)
    }
}

impl NoticeWay {
    /// The ways by which a gateway sends notices.
    pub const SENT: [Self; 3] = [Self::Mail, Self::Sms, Self::Chat];
}

impl MailTls {
    /// The usual port.
    #[must_use]
    pub const fn port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Implicit => 465,
            Self::None => 25,
        }
    }
}

impl Online {
    /// Whether a site of this program can take the filing itself.
    #[must_use]
    pub const fn filed_here(self) -> bool {
        matches!(self, Self::Partial | Self::Full)
    }
}

impl QuestionKind {
    /// Whether a question of this kind offers choices.
    #[must_use]
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Select | Self::Radio | Self::Ticks | Self::Tick)
    }
}

impl Word for Unit {
    fn all() -> &'static [Self] {
        &[Self::WorkingDays, Self::WorkingHours, Self::CalendarDays]
    }

    fn code(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::WorkingHours => "working_hours",
            Self::CalendarDays => "calendar_days",
            Self::WorkingMinutes => "working_minutes",
        }
    }
}

impl Word for Count {
    fn all() -> &'static [Self] {
        &[Self::Effective, Self::Civil]
    }

    fn code(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Civil => "civil",
        }
    }
}

impl NumberedPaper {
    /// The series of the entries of a book.
    #[must_use]
    pub const fn of_book(book: CertificationBook) -> Self {
        match book {
            CertificationBook::Copies => Self::CertificationOfCopies,
            CertificationBook::Signatures => Self::CertificationOfSignatures,
            CertificationBook::Translators => Self::CertificationOfTranslators,
            CertificationBook::Transactions => Self::CertificationOfTransactions,
        }
    }
}

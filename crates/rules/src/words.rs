//! The fixed words of rules files: an enumeration for each key with a fixed set of words.

use calendar::{Count, Unit};

/// A value that files write as one of a fixed set of words.
pub(crate) trait Word: Copy + 'static {
    /// Every value, in the order of messages.
    fn all() -> &'static [Self];
    /// The word.
    fn word(self) -> &'static str;

    fn read(text: &str) -> Option<Self> {
        Self::all().iter().copied().find(|value| value.word() == text)
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

            /// The word for it in files, events and addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl Word for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn word(self) -> &'static str {
                self.code()
            }

            fn read(text: &str) -> Option<Self> {
                Self::from_code(text)
            }
        }
    )+};
}

words! {
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
        /// One choice of a list that opens.
        Select = "select",
        /// One choice, all of them shown.
        Radio = "radio",
        /// Any number of choices.
        Ticks = "ticks",
        /// A sentence that is ticked or not: its only choice.
        Tick = "tick",
        /// A telephone number.
        Telephone = "telephone",
        /// A mail address.
        Mail = "mail",
        /// The number of an identity paper.
        Identity = "identity",
        /// A tax code, with its check digit.
        TaxCode = "tax_code",
    }

    /// A known fact that stands in an empty question.
    KnownFact {
        /// Of the person who applies.
        ApplicantName = "applicant.name",
        /// Number of the identity paper.
        ApplicantIdentity = "applicant.identity",
        /// Of the person who applies.
        ApplicantPhone = "applicant.phone",
        /// Of the person who applies.
        ApplicantAddress = "applicant.address",
        /// Of the company that applies.
        CompanyName = "company.name",
        /// Of the company that applies.
        CompanyTaxCode = "company.tax_code",
        /// Of the company that applies.
        CompanyPhone = "company.phone",
        /// Of the company that applies.
        CompanyAddress = "company.address",
        /// The contact of the account, where it is a mail address.
        AccountMail = "account.mail",
    }

    /// The post of an officer.
    Post {
        /// Receives dossiers and hands results over.
        DeskOfficer = "desk_officer",
        /// Appraises dossiers.
        Specialist = "specialist",
        /// Leads a unit.
        Head = "head",
        /// Leads a unit as the deputy of its head.
        DeputyHead = "deputy_head",
        /// Leads the agency: chairman or deputy chairman.
        Leader = "leader",
        /// Controls administrative procedures.
        Inspector = "inspector",
        /// Helps citizens to file.
        Adviser = "adviser",
        /// Manages accounts and settings.
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
        /// A ward's or commune's own people's committee.
        Ward = "ward",
        /// A unit of another agency that takes part.
        Partner = "partner",
    }

    /// The level of government.
    Level {
        /// Ward or commune.
        Commune = "commune",
        /// District, until July 2025.
        District = "district",
        /// City or province.
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
        /// A Vietnamese abroad or a foreigner.
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
    }

    /// The kind of a fee.
    FeeKind {
        /// Phí: for a service.
        Fee = "fee",
        /// Lệ phí: for state administration.
        Charge = "charge",
    }

    /// The unit that a fee counts.
    Per {
        /// The dossier: no unit is counted.
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

    /// The effect of a supplement.
    Supplement {
        /// The remaining duration continues.
        Continue = "continue",
        /// The duration is counted again.
        Restart = "restart",
        /// `supplement_duration` is counted.
        Fixed = "fixed",
    }

    /// The holidays of a calendar.
    Holidays {
        /// Those of Việt Nam: announced, or by rule for other years.
        Vn = "vn",
        /// No holidays.
        None = "none",
    }
}

impl Post {
    /// Whether an officer of this post may do the work of `wanted`: a deputy head may do that of a head.
    #[must_use]
    pub fn serves_as(self, other: Self) -> bool {
        self == other || (self, other) == (Self::DeputyHead, Self::Head)
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

    fn word(self) -> &'static str {
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

    fn word(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Civil => "civil",
        }
    }
}

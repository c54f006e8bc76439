//! Statutory papers of a dossier as PDF: which there are, the form that is in force on the day of
//! reception, and what stands in it. A form is a template of the agency, or that of the release; the
//! values are those of the pages. Papers are in Vietnamese, whatever the reader's language. It must not
//! know a request.

mod book;
mod certification;
mod filled_form;
mod handover;
mod payment_slip;
mod person_data;
mod values;

pub(crate) use book::corrected;
pub use book::{RegisterBook, register_book};
pub use certification::{CertificationBookPaper, certification_book};
pub(crate) use certification::{CertificationRow, book_name, certifying_words, has_words};
pub(crate) use filled_form::{Unsent as UnsentForm, unsent as unsent_form};
pub use handover::{HandoverPaper, handover_list};
pub(crate) use handover::{
    HandoverRow, kind_of, rows as handover_rows, version as handover_version,
};
pub(crate) use payment_slip::{PaymentSlipPaper, payment_slip};
pub(crate) use person_data::person_data;
use values::{date, version_of};
pub(crate) use values::{form, number, version_issued};

use affairs::payment::Payments;
use app::{DossierView, Personal};
use calendar::{Instant, Zone};
use documents::{About, Fault, Template};
use dossier::{Event, NOT_SUPPLIED, RuleSet};
use http::names::Names;
use rules::{PaperTemplate, Rules};
use serde_json::{Map, Value};
use text::{Language, Sentence, ToSentence, sentence};

use crate::layout;
use crate::pages::dossier::rule_set;

macro_rules! released {
    ($path:literal) => {
        include_str!(concat!("../../../catalogue/papers/", $path))
    };
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal [$($value:literal)*];)*) => {
        /// A statutory paper, by word: its number changes with the form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum PaperKind { $($(#[$doc])* $name),* }

        impl PaperKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word for it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The values that a template of this kind may name, in addition to the common ones.
            #[must_use]
            pub const fn values(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($value),*]),* }
            }
        }
    };
}

kinds! {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    AppointmentSlip "appointment_slip" [
        "competent" "papers" "sets" "duration" "received" "due" "result_at" "fee" "key" "track" "qr"
    ];
    /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    SupplementRequest "supplement_request" ["items" "reason" "until" "contact"];
    /// Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal "refusal" ["reason"];
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả; văn bản xin lỗi và đề nghị gia hạn.
    ApologyLetter "apology_letter" ["unit" "to" "paragraphs" "signer_title" "signer" "draft"];
    /// Thông báo dừng giải quyết hồ sơ: there is one from 15 September 2025.
    StopNotice "stop_notice" ["reason" "stopped" "fee"];
    /// Phiếu kiểm soát quá trình giải quyết hồ sơ.
    ControlSheet "control_sheet" ["unit" "cooperating" "received" "due" "rows"];
    /// Tờ khai: the form of the procedure as the applicant filled it in.
    FilledForm "filled_form" ["basis" "compared" "groups" "signer" "signers"];
    /// Dữ liệu cá nhân: everything that is held about a person, not of a dossier.
    PersonData "person_data" ["sections"];
    /// Sổ theo dõi hồ sơ: of a register and days, not of a dossier.
    RegisterBook "register_book" ["from" "to" "rows"];
    /// Sổ chứng thực: of a kind of certification and days.
    CertificationBook "certification_book" ["symbol" "from" "to" "rows"];
    /// Lời chứng: of a certified copy.
    CertifiedCopy "certified_copy" ["symbol" "what" "copies" "signer" "signer_title"];
    /// Lời chứng: of a signature, in the agency's own template.
    CertifiedSignature "certified_signature" ["symbol" "what" "copies" "signer" "signer_title"];
    /// Lời chứng: of a translator's signature, in the agency's own template.
    CertifiedTranslator "certified_translator" ["symbol" "what" "copies" "signer" "signer_title"];
    /// Lời chứng: of a contract or transaction, in the agency's own template.
    CertifiedTransaction "certified_transaction" ["symbol" "what" "copies" "signer" "signer_title"];
    /// Phiếu thu: of money that was received for a dossier.
    PaymentSlip "payment_slip" ["amount" "words" "way" "lines"];
    /// Phiếu chi: of money that was paid back.
    RefundSlip "refund_slip" ["amount" "words" "way" "lines"];
    /// Danh sách bàn giao hồ sơ: of several dossiers, from a desk to a unit.
    HandoverList "handover_list" ["giver_unit" "taker_unit" "rows"];
    /// Danh sách bàn giao kết quả: of several results, from a unit to a desk.
    ResultList "result_list" ["giver_unit" "taker_unit" "rows"];
}

/// The values that every template may name.
pub const COMMON: &[&str] = &[
    "agency",
    "desk",
    "title",
    "form",
    "code",
    "procedure",
    "case",
    "applicant",
    "submitter",
    "officer",
    "date",
    "version",
    "number",
    "year",
];

/// The released templates, by the year of the circular and the kind of paper.
const RELEASED: &[(&str, PaperKind, &str)] = &[
    ("2018", PaperKind::AppointmentSlip, released!("2018/appointment_slip.md")),
    ("2018", PaperKind::SupplementRequest, released!("2018/supplement_request.md")),
    ("2018", PaperKind::Refusal, released!("2018/refusal.md")),
    ("2018", PaperKind::ApologyLetter, released!("2018/apology_letter.md")),
    ("2018", PaperKind::ControlSheet, released!("2018/control_sheet.md")),
    ("2018", PaperKind::RegisterBook, released!("2018/register_book.md")),
    ("2018", PaperKind::FilledForm, released!("filled_form.md")),
    ("2025", PaperKind::FilledForm, released!("filled_form.md")),
    ("2018", PaperKind::PersonData, released!("person_data.md")),
    ("2025", PaperKind::PersonData, released!("person_data.md")),
    ("2018", PaperKind::CertificationBook, released!("certification_book.md")),
    ("2025", PaperKind::CertificationBook, released!("certification_book.md")),
    ("2018", PaperKind::CertifiedCopy, released!("certified_copy.md")),
    ("2025", PaperKind::CertifiedCopy, released!("certified_copy.md")),
    ("2018", PaperKind::PaymentSlip, released!("payment_slip.md")),
    ("2025", PaperKind::PaymentSlip, released!("payment_slip.md")),
    ("2018", PaperKind::RefundSlip, released!("refund_slip.md")),
    ("2025", PaperKind::RefundSlip, released!("refund_slip.md")),
    ("2018", PaperKind::HandoverList, released!("handover_list.md")),
    ("2025", PaperKind::HandoverList, released!("handover_list.md")),
    ("2018", PaperKind::ResultList, released!("result_list.md")),
    ("2025", PaperKind::ResultList, released!("result_list.md")),
    ("2025", PaperKind::AppointmentSlip, released!("2025/appointment_slip.md")),
    ("2025", PaperKind::SupplementRequest, released!("2025/supplement_request.md")),
    ("2025", PaperKind::Refusal, released!("2025/refusal.md")),
    ("2025", PaperKind::ApologyLetter, released!("2025/apology_letter.md")),
    ("2025", PaperKind::StopNotice, released!("2025/stop_notice.md")),
    ("2025", PaperKind::ControlSheet, released!("2025/control_sheet.md")),
    ("2025", PaperKind::RegisterBook, released!("2025/register_book.md")),
];

/// Papers whose words no released template has: an agency writes them from the text in force.
const OWN: [PaperKind; 3] = [
    PaperKind::CertifiedSignature,
    PaperKind::CertifiedTranslator,
    PaperKind::CertifiedTransaction,
];

/// A dossier of which a paper is made, with what stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub rules: &'a Rules,
    pub view: &'a DossierView,
    pub data: &'a Personal,
    /// What is charged and paid.
    pub money: &'a Payments,
    /// The unit of the desk.
    pub desk: &'a str,
    /// The site's address, as `https://motcua.example`; a paper of an unknown site has no QR code.
    pub site: Option<&'a str>,
    pub now: Instant,
}

impl PaperKind {
    /// The kind of a word.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// Whether a dossier has this paper by now.
    #[must_use]
    pub fn is_of(self, view: &DossierView) -> bool {
        let has = |is: fn(&Event) -> bool| view.history.iter().any(|recorded| is(&recorded.event));
        match self {
            Self::AppointmentSlip => has(|event| matches!(event, Event::Received { .. })),
            Self::SupplementRequest => {
                has(|event| matches!(event, Event::SupplementAsked { .. } | Event::Guided { .. }))
            }
            Self::Refusal => has(|event| matches!(event, Event::Refused { .. })),
            // A draft is for no reader while the clock stands still: no letter is owed.
            Self::ApologyLetter => view
                .state
                .letters
                .last()
                .is_some_and(|letter| letter.signed.is_some() || !view.state.suspended()),
            // The desk's closing of a dossier whose supplement did not come is no stop that was asked for.
            Self::StopNotice => {
                rule_set(view) == RuleSet::TT03
                    && has(
                        |event| matches!(event, Event::Withdrawn { reason } if reason != NOT_SUPPLIED),
                    )
            }
            Self::ControlSheet => view.state.received.is_some() && !view.state.due_is_stated,
            Self::FilledForm => view.has_form(),
            Self::RegisterBook
            | Self::PersonData
            | Self::PaymentSlip
            | Self::RefundSlip
            | Self::HandoverList
            | Self::ResultList
            | Self::CertificationBook
            | Self::CertifiedCopy
            | Self::CertifiedSignature
            | Self::CertifiedTranslator
            | Self::CertifiedTransaction => false,
        }
    }
}

/// The year of the circular whose forms a dossier has.
fn forms_of(rule_set: RuleSet) -> &'static str {
    match rule_set {
        RuleSet::ND61 | RuleSet::ND118 => "2018",
        RuleSet::TT03 => "2025",
    }
}

/// The bytes of the PDF; `None` where the dossier has no such paper.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub fn pdf(kind: PaperKind, subject: &Subject<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    if !kind.is_of(subject.view) {
        return Ok(None);
    }
    let names = Names { rules: subject.rules, language: Language::Vietnamese };
    let of = (kind, rule_set(subject.view));
    let title = format!("{} {}", title(names, kind, of.1), subject.view.spoken_code());
    let values = values::of(kind, names, subject);
    write_paper(names, of, (&title, &values), (subject.now, &subject.view.zone))
}

/// The bytes of a paper with its values; `None` where the forms of the rule set have no such paper.
fn write_paper(
    names: Names<'_>,
    (kind, rule_set): (PaperKind, RuleSet),
    (title, values): (&str, &Value),
    (at, zone): (Instant, &Zone),
) -> Result<Option<Vec<u8>>, Sentence> {
    let named = COMMON.iter().chain(kind.values());
    debug_assert!(named.into_iter().all(|name| values.get(name).is_some()), "{kind:?}: {values}");
    let Some(template) = template(names.rules, forms_of(rule_set), kind) else { return Ok(None) };
    let template = template.map_err(|fault| fault.to_sentence())?;
    let author = agency(names);
    let about = About { title, language: "vi", author: &author, at, zone };
    documents::paper(&template, values, &about).map(Some).map_err(|failure| failure.to_sentence())
}

/// The values of a paper that is of no dossier: those of every template that it does not give are none.
fn with_common(given: Value) -> Value {
    let mut values: Map<String, Value> =
        COMMON.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    if let Value::Object(given) = given {
        values.extend(given);
    }
    Value::Object(values)
}

/// The agency's name.
fn agency(names: Names<'_>) -> String {
    let agency = names.rules.agency.as_ref();
    agency.map(|agency| layout::name(agency, names.language)).unwrap_or_default()
}

/// The paper's name in its form.
pub(crate) fn title(names: Names<'_>, kind: PaperKind, rule_set: RuleSet) -> String {
    match kind {
        PaperKind::ApologyLetter => messages::letter_name(names.language, rule_set),
        PaperKind::AppointmentSlip => names.text("slip-appointment"),
        PaperKind::SupplementRequest => names.text("sheet-guidance"),
        PaperKind::Refusal => names.text("sheet-refusal"),
        PaperKind::StopNotice => names.text("paper-stop_notice"),
        PaperKind::ControlSheet => names.text("control-heading"),
        PaperKind::FilledForm => names.text("form-heading"),
        PaperKind::RegisterBook => names.text("page-register_book"),
        PaperKind::PersonData => names.text("data-paper"),
        PaperKind::CertificationBook => names.text("page-certifications"),
        PaperKind::CertifiedCopy => names.text("paper-certified_copy"),
        PaperKind::CertifiedSignature => names.text("paper-certified_signature"),
        PaperKind::CertifiedTranslator => names.text("paper-certified_translator"),
        PaperKind::CertifiedTransaction => names.text("paper-certified_transaction"),
        PaperKind::PaymentSlip => names.text("paper-payment_slip"),
        PaperKind::RefundSlip => names.text("paper-refund_slip"),
        PaperKind::HandoverList => names.text("paper-handover_list"),
        PaperKind::ResultList => names.text("paper-result_list"),
    }
}

/// The agency's own template, otherwise the released one.
fn template(rules: &Rules, forms: &str, kind: PaperKind) -> Option<Result<Template, Fault>> {
    let own = rules.papers.iter().find(|own| own.forms == forms && own.kind == kind.code());
    let released = RELEASED.iter().find(|(year, of, _)| *year == forms && *of == kind);
    let text = own.map(|own| own.text.as_str()).or(released.map(|(.., text)| *text))?;
    Some(Template::parse(text))
}

/// Every fault of the agency's own templates: one that cannot be read, a paper that no form has, a
/// value that the paper does not give.
#[must_use]
pub fn faults(own: &[PaperTemplate]) -> Vec<Sentence> {
    own.iter().flat_map(faults_of).collect()
}

fn faults_of(own: &PaperTemplate) -> Vec<Sentence> {
    let path = &own.path;
    let kind = PaperKind::of(&own.kind);
    let all = RELEASED.iter().map(|(forms, of, _)| (*forms, *of));
    let all = all.chain(["2018", "2025"].into_iter().flat_map(|forms| OWN.map(|of| (forms, of))));
    let known = all.clone().find(|(forms, of)| *forms == own.forms && Some(*of) == kind);
    let Some((_, kind)) = known else {
        let released: Vec<String> =
            all.map(|(forms, of)| format!("{forms}/{}", of.code())).collect();
        let released = released.join(", ");
        return vec![sentence!(
            "{path}: there is no such paper; one of {released}",
            path,
            released
        )];
    };
    let template = match Template::parse(&own.text) {
        Ok(template) => template,
        Err(fault) => {
            let fault = fault.to_sentence();
            return vec![sentence!("{path}: {fault}", path, fault)];
        }
    };
    let given =
        |name: &String| COMMON.contains(&name.as_str()) || kind.values().contains(&name.as_str());
    let unknown = template.names().into_iter().filter(|name| !given(name));
    let finding = |name: String| {
        let line = template.line_of(&name);
        let released = COMMON.iter().chain(kind.values()).copied().collect::<Vec<_>>().join(", ");
        sentence!(
            "{path}: line {line}: no value {name:?}; there are {released}",
            path,
            line,
            name,
            released
        )
    };
    unknown.map(finding).collect()
}

#[cfg(test)]
mod tests;

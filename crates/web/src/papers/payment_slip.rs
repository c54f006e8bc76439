//! The slip of a receipt or of a refund of a dossier's money. Knows no page.

use affairs::payment::{Paid, Payments};
use app::{Personal, VisibleDossier};
use calendar::Instant;
use dossier::RuleSet;
use http::names::Names;
use rules::Rules;
use serde_json::{Value, json};
use text::words_of_money::vnd_in_words;
use text::{Language, Sentence};

use super::{PaperKind, agency, title, with_common, write_paper};
use crate::papers::values::date;

/// A receipt or a refund, of which the slip is made.
pub(crate) struct PaymentSlipPaper<'a> {
    pub rules: &'a Rules,
    pub dossier: &'a VisibleDossier,
    pub data: &'a Personal,
    pub payments: &'a Payments,
    pub paid: &'a Paid,
    pub now: Instant,
}

/// The bytes of the PDF.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub(crate) fn payment_slip(paper: &PaymentSlipPaper<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    let names = Names { rules: paper.rules, language: Language::Vietnamese };
    let (view, paid) = (&paper.dossier.view, paper.paid);
    let rule_set = RuleSet::on(view.zone.day(paid.at));
    let kind = if paid.refund { PaperKind::RefundSlip } else { PaperKind::PaymentSlip };
    let heading = title(names, kind, rule_set);
    let money = |vnd: u64| {
        let vnd = i64::try_from(vnd).unwrap_or(i64::MAX);
        names.format("receive-money", &[("amount", vnd.into())])
    };
    let charge = paper.payments.charge.iter();
    let line = |line: &affairs::payment::ChargeLine| json!({ "name": line.name, "amount": money(line.amount_vnd), "basis": line.basis });
    let lines: Vec<Value> = charge.flat_map(|charge| &charge.lines).map(line).collect();
    let applicant = paper.data.applicant.as_ref();
    let values = with_common(json!({
        "agency": agency(names),
        "desk": names.unit(&paid.office),
        "title": heading,
        "code": view.spoken_code(),
        "procedure": names.procedure(&view.state.filing.procedure),
        "applicant": applicant.map(|person| person.name.clone()),
        "officer": names.officer(&paid.by),
        "date": date(names, paid.at, &view.zone),
        "number": paid.number,
        "year": paid.year,
        "amount": money(paid.amount_vnd),
        "words": vnd_in_words(paid.amount_vnd),
        "way": names.text(&format!("money-way_{}", paid.way.code())),
        "lines": lines,
    }));
    let title = format!("{heading} {}/{}", paid.number, paid.year);
    write_paper(names, (kind, rule_set), (&title, &values), (paper.now, &view.zone))
}

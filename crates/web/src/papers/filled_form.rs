//! The form of a procedure as it was filled in, as a sheet to print and sign: before it is sent, and of a
//! dossier that was filed with it.

use calendar::{Instant, Zone};
use dossier::RuleSet;
use dossier::event::{FilledForm, FilledGroup, FormAnswer};
use http::names::Names;
use serde_json::{Value, json};
use text::Sentence;

use super::{PaperKind, agency, with_common, write_paper};

/// A filled form that is not sent yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unsent<'a> {
    pub form: &'a FilledForm,
    pub procedure: &'a str,
    pub case: Option<&'a str>,
    /// The name of the person who signs.
    pub signer: &'a str,
    pub zone: &'a Zone,
    pub now: Instant,
}

/// The bytes of the PDF of a form before it is sent.
///
/// # Errors
/// The agency's own template cannot be filled: the sentence says where.
pub(crate) fn unsent(names: Names<'_>, unsent: &Unsent<'_>) -> Result<Option<Vec<u8>>, Sentence> {
    let rule = names.rule(unsent.procedure);
    let case =
        rule.zip(unsent.case).and_then(|(rule, id)| rule.cases.iter().find(|case| case.id == id));
    let mut all = with_common(json!({
        "agency": agency(names),
        "procedure": names.procedure(unsent.procedure),
        "case": case.map(|case| case.name.clone()),
        "date": names.text("paper-date_open"),
    }));
    if let (Value::Object(all), Value::Object(of_form)) =
        (&mut all, values(unsent.form, unsent.signer))
    {
        all.extend(of_form);
    }
    let rule_set = RuleSet::on(unsent.zone.day(unsent.now));
    let of = (PaperKind::FilledForm, rule_set);
    write_paper(names, of, (&unsent.form.title, &all), (unsent.now, unsent.zone))
}

/// What stands in the sheet of a filled form.
pub(super) fn values(form: &FilledForm, signer: &str) -> Value {
    json!({
        "title": form.title,
        "basis": form.basis,
        "compared": form.compared_with_official,
        "signer": signer,
        "signers": form.signers,
        "groups": form.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

fn group(group: &FilledGroup) -> Value {
    let answer = |answer: &FormAnswer| json!({ "label": answer.label, "text": answer.text() });
    json!({ "title": group.heading(), "answers": group.answers.iter().map(answer).collect::<Vec<_>>() })
}

//! What the forms of these pages have in common: faults, lists to choose from. Knows none of them.

use crate::request_context::RequestContext;

/// What is wrong with a field; the field's id.
pub(super) struct Fault {
    pub field: &'static str,
    pub message: String,
}

impl Fault {
    pub fn new(context: &RequestContext, field: &'static str, key: &str) -> Self {
        Self { field, message: context.text(key) }
    }
}

/// The fault of a field, if it has one.
pub(super) fn of<'a>(faults: &'a [Fault], field: &str) -> Option<&'a str> {
    faults.iter().find(|fault| fault.field == field).map(|fault| fault.message.as_str())
}

/// One value to choose.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// Officers in service as choices, by unit and name.
pub(super) fn officers(
    context: &RequestContext,
    chosen: &str,
    which: impl Fn(&rules::Officer) -> bool,
) -> Vec<Choice> {
    let today = context.today();
    let names = context.names();
    let agency = context.rules.agency.as_ref();
    let officers = agency.map(|agency| agency.officers.as_slice()).unwrap_or_default();
    let mut found: Vec<(Vec<u8>, Choice)> = officers
        .iter()
        .filter(|officer| officer.valid(today) && which(officer))
        .map(|officer| {
            let unit = names.unit(&officer.unit);
            let label = format!("{} · {}", officer.name, unit);
            let key = text::sort::sort_key(&format!("{unit} {}", officer.name));
            let chosen = officer.id == chosen;
            (key, Choice { value: officer.id.clone(), label, chosen })
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.into_iter().map(|(_, choice)| choice).collect()
}

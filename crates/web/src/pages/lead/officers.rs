//! Officers as the values of a choice.

use crate::fields::Choice;
use crate::request_context::RequestContext;

/// Officers in service, by unit and name.
pub(in crate::pages) fn choices(
    context: &RequestContext,
    which: impl Fn(&rules::Officer) -> bool,
) -> Vec<Choice> {
    let today = context.today();
    let names = context.names();
    let agency = context.rules.agency.as_ref();
    let officers = agency.map(|agency| agency.officers.as_slice()).unwrap_or_default();
    let mut choices: Vec<(Vec<u8>, Choice)> = officers
        .iter()
        .filter(|officer| officer.valid(today) && which(officer))
        .map(|officer| {
            let unit = names.unit(&officer.unit);
            let label = format!("{} · {}", officer.name, unit);
            let key = text::sort::sort_key(&format!("{unit} {}", officer.name));
            (key, Choice::new(&officer.id, label))
        })
        .collect();
    choices.sort_by(|one, other| one.0.cmp(&other.0));
    choices.into_iter().map(|(_, choice)| choice).collect()
}

//! What the forms of these pages have in common: faults, lists to choose from, the second factor
//! shown again. Knows none of them.

use app::{NotEntered, Who};

use crate::answer::Error;
use crate::request_context::RequestContext;

/// What is wrong with a field; the field's id.
pub(super) struct Fault {
    pub field: &'static str,
    pub said: String,
}

impl Fault {
    pub fn new(context: &RequestContext, field: &'static str, key: &str) -> Self {
        Self { field, said: context.t(key) }
    }
}

/// The fault of a field, if it has one.
pub(super) fn of<'a>(faults: &'a [Fault], field: &str) -> Option<&'a str> {
    faults.iter().find(|fault| fault.field == field).map(|fault| fault.said.as_str())
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

/// Whether the form must ask for the second factor.
pub(super) fn asks_step(context: &RequestContext) -> bool {
    context.signed.as_ref().is_some_and(|signed| !signed.stepped)
}

/// Asks for the second factor where it was not shown lately.
pub(super) fn step_up(context: &RequestContext) -> Result<Option<Fault>, Error> {
    let (Some(signed), Who::Officer { login, .. }) = (&context.signed, context.who()) else {
        return Err(Error::SignIn { citizen: false });
    };
    if signed.stepped {
        return Ok(None);
    }
    let code = context.form.raw("step_code").trim();
    if code.is_empty() {
        return Ok(Some(Fault::new(context, "step_code", "step-missing")));
    }
    let shown = context.app().step_up(&signed.id, &login, code, context.machine_now())?;
    Ok(match shown {
        Ok(()) => None,
        Err(NotEntered::Wait(_)) => Some(Fault::new(context, "step_code", "step-wait")),
        Err(_) => Some(Fault::new(context, "step_code", "account-wrong_code")),
    })
}

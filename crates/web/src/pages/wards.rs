//! The agency's wards in a form: its choices, and what the typed address says of the ward.

use rules::UnitKind;
use text::sort::sort_key;

use crate::fields::{Choice, Fault};
use crate::request_context::RequestContext;

/// The wards in force today, and the one on record. The name stands before the title, so that its
/// first letters choose it.
pub(super) fn choices(context: &RequestContext, present: &str) -> Vec<Choice> {
    let today = context.today();
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let wards = units
        .filter(|unit| unit.kind == UnitKind::Ward && (unit.valid(today) || unit.code == present));
    let label = |code: &str| {
        let name = context.names().ward(code);
        let titles = ["Phường", "Xã", "Thị trấn"].into_iter();
        let mut plain = titles.filter_map(|title| Some((title, name.strip_prefix(title)?.trim())));
        let turned = plain.next().map(|(title, name)| format!("{name} ({})", title.to_lowercase()));
        turned.unwrap_or(name)
    };
    let mut choices: Vec<Choice> =
        wards.map(|unit| Choice::new(&unit.code, label(&unit.code))).collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

/// The ward that an address names, where it names one of today's only.
pub(super) fn named(context: &RequestContext, address: &str) -> Option<String> {
    let (today, names) = (context.today(), context.names());
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let wards = units.filter(|unit| unit.kind == UnitKind::Ward && unit.valid(today));
    let mut named = wards.filter(|unit| names.says_ward(address, &unit.code));
    let ward = named.next()?;
    named.next().is_none().then(|| ward.code.clone())
}

/// Asks which is right, where the address names another ward than the one that was chosen.
pub(super) fn differs(context: &RequestContext, address: &str, ward: &str) -> Option<Fault> {
    let named = named(context, address).filter(|named| named != ward && !ward.is_empty())?;
    let names = context.names();
    // A street may have a ward's name: the chosen one stands in the address too.
    let known = context.rules.unit(ward).is_some() && !names.says_ward(address, ward);
    let values = [("named", names.ward(&named).into()), ("chosen", names.ward(ward).into())];
    known.then(|| Fault::new("ward", context.format("fault-ward_differs", &values)))
}

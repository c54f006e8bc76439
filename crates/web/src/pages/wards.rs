//! The agency's wards in a form: its choices, and the warning where the typed address names another
//! ward than the one chosen, with the tick that confirms the choice.

use rules::UnitKind;
use text::sort::sort_key;

use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::request_context::RequestContext;

/// The field of the ward that the reader confirmed in spite of the address.
pub(super) const CONFIRMED: &str = "ward_confirmed";

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
    let mut named = wards.filter(|unit| names.names_ward(address, &unit.code));
    let ward = named.next()?;
    named.next().is_none().then(|| ward.code.clone())
}

/// A typed address, the ward chosen for it, and the ward that the reader confirmed in spite of the
/// address; each empty where there is none.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub address: &'a str,
    pub ward: &'a str,
    pub confirmed: &'a str,
}

impl<'a> Place<'a> {
    /// The fields of a form; the ward's field has the name given.
    pub fn of(form: &'a Form, ward: &str) -> Self {
        Self { address: form.raw("address"), ward: form.raw(ward), confirmed: form.raw(CONFIRMED) }
    }

    /// The ward that the address names, where the chosen one is another.
    fn named(self, context: &RequestContext) -> Option<String> {
        let other = |named: &String| named != self.ward && !self.ward.is_empty();
        let named = named(context, self.address).filter(other)?;
        // A street may have a ward's name: the chosen one stands in the address too.
        let is_known = context.rules.unit(self.ward).is_some()
            && !context.names().names_ward(self.address, self.ward);
        is_known.then_some(named)
    }

    /// The warning at the ward's field, where the address names another ward and the reader has not
    /// confirmed the chosen one.
    pub fn warning(self, context: &RequestContext, field: &str) -> Option<Fault> {
        let named = self.named(context).filter(|_| self.confirmed != self.ward)?;
        let names = context.names();
        let values =
            [("named", names.ward(&named).into()), ("chosen", names.ward(self.ward).into())];
        Some(Fault::new(field, context.format("fault-ward_differs", &values)))
    }

    /// The tick by which the reader confirms the chosen ward, where the address names another.
    pub fn tick(self, context: &RequestContext) -> Option<Field> {
        self.named(context)?;
        let values = [("chosen", context.names().ward(self.ward).into())];
        let sentence = context.format("fault-ward_right", &values);
        let tick = Field::new(Kind::Tick, CONFIRMED, context.text("fault-ward_confirm"));
        Some(tick.unmarked().choices(vec![Choice::new(self.ward, sentence)]).text(self.confirmed))
    }
}

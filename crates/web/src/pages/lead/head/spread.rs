//! How the work is spread: over a unit's officers, over the agency's units. Counts only.

use app::Pick;
use rules::UnitKind;

use super::lists::{HELD, late, letters, near, of_unit, owes_letter};
use crate::address::Params;
use crate::answer::Error;
use crate::request_context::RequestContext;

/// An officer's load.
pub(super) struct OfficerLoad {
    pub name: String,
    pub post: String,
    /// The present and coming stand-ins of the officer.
    pub away: Vec<String>,
    pub held: String,
    pub late: String,
    pub near: String,
    /// The address of the page that reassigns the officer's dossiers.
    pub reassign: Option<String>,
}

/// A unit's load.
pub(super) struct UnitLoad {
    pub name: String,
    pub href: String,
    pub open: String,
    pub late: String,
    pub near: String,
    pub to_sign: String,
    pub to_send: String,
}

fn open(context: &RequestContext) -> Pick {
    Pick { phases: vec!["open".to_owned()], at: context.now().0, ..Pick::default() }
}

/// The officers of a unit who serve today, as the rules list them.
pub(super) fn officers(context: &RequestContext, unit: &str) -> Result<Vec<OfficerLoad>, Error> {
    let (app, who, today) = (context.app(), context.who(), context.today());
    let agency = context.rules.agency.as_ref();
    let officers = agency.map(|agency| agency.officers.as_slice()).unwrap_or_default();
    let mut loads = Vec::new();
    for officer in officers.iter().filter(|o| o.unit == unit && o.valid(today)) {
        let count = |pick: Pick| {
            let pick = Pick { held_by: Some(officer.id.clone()), ..pick };
            app.count(&who, &pick)
        };
        let held = count(open(context))?;
        let params = Params::default().with("officer", &officer.id);
        loads.push(OfficerLoad {
            name: officer.name.clone(),
            post: context.text(&format!("role-{}", app::role_of(officer.post).code())),
            away: absences_of(context, &officer.id),
            held: context.number(held),
            late: context.number(count(late(context))?),
            near: context.number(count(near(context, 2))?),
            reassign: (held > 0).then(|| context.link("/head/reassign", &params)),
        });
    }
    Ok(loads)
}

/// The officer's absences that go on or lie ahead, the next first.
fn absences_of(context: &RequestContext, officer: &str) -> Vec<String> {
    let (now, zone) = (context.now(), &context.rules.deadline_calendar().zone);
    let instant = |at| messages::instant(context.language, at, zone);
    let mut absences = context.app().absences(now);
    absences.retain(|absence| absence.officer == officer);
    absences.sort_by_key(|absence| absence.from);
    let describe = |absence: app::Absence| {
        let key = if absence.from <= now { "head-away" } else { "head-away_ahead" };
        let values = [
            ("by", context.names().officer(&absence.by).into()),
            ("from", instant(absence.from).into()),
            ("until", instant(absence.until).into()),
        ];
        context.format(key, &values)
    };
    absences.into_iter().map(describe).collect()
}

/// The units that stand today and have work, as the rules list them.
pub(super) fn units(context: &RequestContext) -> Result<Vec<UnitLoad>, Error> {
    let (app, who, today) = (context.app(), context.who(), context.today());
    let agency = context.rules.agency.as_ref();
    let units = agency.map(|agency| agency.units.as_slice()).unwrap_or_default();
    let works = |unit: &&rules::Unit| unit.valid(today) && unit.kind != UnitKind::Leadership;
    let owed = |letter: &str| {
        let rows = app.pick(&who, &Pick { limit: HELD, ..letters(context, letter) });
        rows.map(|rows| rows.into_iter().filter(owes_letter).map(|row| row.unit).collect())
    };
    let (drafted, signed): (Vec<String>, Vec<String>) = (owed("drafted")?, owed("signed")?);
    let of = |letters: &[String], code: &str| {
        context.number(letters.iter().filter(|unit| *unit == code).count() as u64)
    };
    let mut loads = Vec::new();
    for unit in units.iter().filter(works) {
        let count = |pick: Pick| app.count(&who, &of_unit(context, &unit.code, pick));
        loads.push(UnitLoad {
            name: context.names().unit(&unit.code),
            href: context.link("/head", &Params::default().with("unit", &unit.code)),
            open: context.number(count(open(context))?),
            late: context.number(count(late(context))?),
            near: context.number(count(near(context, 2))?),
            to_sign: of(&drafted, &unit.code),
            to_send: of(&signed, &unit.code),
        });
    }
    Ok(loads)
}

//! Dossiers whose time stands still: how long already, for what, and which supplements are overdue.

use office::{Order, Pick, Suspended};

use super::Reach;
use super::lists::of_unit;
use crate::answer::Error;
use crate::visit::Visit;

/// Suspended dossiers looked through.
const LOOKED: usize = 300;
/// Rows shown.
const SHOWN: usize = 10;
/// Working days of standing still from which it is long.
const LONG: u32 = 10;

/// The two lists.
pub(super) struct Waiting {
    pub heading: String,
    pub long: Vec<Row>,
    pub more_long: Option<String>,
    pub overdue_heading: String,
    pub overdue: Vec<Row>,
    pub more_overdue: Option<String>,
}

pub(super) struct Row {
    pub code: String,
    pub href: String,
    pub procedure: String,
    pub holder: String,
    pub reason: String,
    pub since: String,
    pub days: String,
    /// The last day of the supplement.
    pub until: Option<String>,
}

impl Waiting {
    pub fn new(visit: &Visit, reach: &Reach) -> Result<Self, Error> {
        let phases = vec!["open".to_owned()];
        let (at, order) = (visit.now().0, Order::Filed);
        let pick = Pick { phases, at, order, limit: LOOKED, ..Pick::default() };
        let pick = match &reach.unit {
            Some(unit) => of_unit(visit, unit, pick),
            None => pick,
        };
        let found = visit.office().suspended(&visit.who(), &pick)?;
        let today = visit.today();
        let is_overdue = |found: &Suspended| found.supplement_until.is_some_and(|day| day < today);
        let (overdue, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(is_overdue);
        let long: Vec<_> = rest.into_iter().filter(|found| days(visit, found) >= LONG).collect();
        let told = |key: &str, n: usize| {
            let values = [("name", visit.t(key).into()), ("n", (n as i64).into())];
            visit.say("head-heading", &values)
        };
        let more = |n: usize| {
            let left = n.saturating_sub(SHOWN) as i64;
            (left > 0).then(|| visit.say("head-more", &[("n", left.into())]))
        };
        let rows = |found: &[Suspended]| found.iter().take(SHOWN).map(|f| row(visit, f)).collect();
        Ok(Self {
            heading: told("head-long_heading", long.len()),
            long: rows(&long),
            more_long: more(long.len()),
            overdue_heading: told("head-overdue_heading", overdue.len()),
            overdue: rows(&overdue),
            more_overdue: more(overdue.len()),
        })
    }
}

/// Working days that it has stood still.
fn days(visit: &Visit, found: &Suspended) -> u32 {
    let calendar = visit.rules.deadline_calendar();
    calendar.working_days_between(calendar.zone.day(found.since), visit.today())
}

fn row(visit: &Visit, found: &Suspended) -> Row {
    let names = visit.names();
    let zone = &visit.rules.deadline_calendar().zone;
    let row = &found.row;
    Row {
        code: row.code.clone(),
        href: visit.dossier(&row.code, &row.register),
        procedure: names.procedure(&row.procedure),
        holder: names.officer(row.holder.as_deref().unwrap_or_default()),
        reason: messages::pause_reason(visit.language, found.reason),
        since: messages::date_of(zone.day(found.since)),
        days: visit.say("head-days", &[("n", i64::from(days(visit, found)).into())]),
        until: found.supplement_until.map(messages::date_of),
    }
}

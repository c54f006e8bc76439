//! Dossiers whose time stands still: how long already, for what, and which supplements are overdue.

use app::{Order, Pick, Suspended};

use super::Reach;
use super::lists::of_unit;
use crate::answer::Error;
use crate::request_context::RequestContext;

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
    pub fn new(context: &RequestContext, reach: &Reach) -> Result<Self, Error> {
        let phases = vec!["open".to_owned()];
        let (at, order) = (context.now().0, Order::Filed);
        let pick = Pick { phases, at, order, limit: LOOKED, ..Pick::default() };
        let pick = match &reach.unit {
            Some(unit) => of_unit(context, unit, pick),
            None => pick,
        };
        let found = context.app().suspended(&context.who(), &pick)?;
        let today = context.today();
        let is_overdue = |found: &Suspended| found.supplement_until.is_some_and(|day| day < today);
        let (overdue, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(is_overdue);
        let long: Vec<_> = rest.into_iter().filter(|found| days(context, found) >= LONG).collect();
        let told = |key: &str, n: usize| {
            let values = [("name", context.t(key).into()), ("n", (n as i64).into())];
            context.say("head-heading", &values)
        };
        let more = |n: usize| {
            let left = n.saturating_sub(SHOWN) as i64;
            (left > 0).then(|| context.say("head-more", &[("n", left.into())]))
        };
        let rows =
            |found: &[Suspended]| found.iter().take(SHOWN).map(|f| row(context, f)).collect();
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
fn days(context: &RequestContext, found: &Suspended) -> u32 {
    let calendar = context.rules.deadline_calendar();
    calendar.working_days_between(calendar.zone.day(found.since), context.today())
}

fn row(context: &RequestContext, found: &Suspended) -> Row {
    let names = context.names();
    let zone = &context.rules.deadline_calendar().zone;
    let row = &found.row;
    Row {
        code: row.code.clone(),
        href: context.dossier(&row.code, &row.register),
        procedure: names.procedure(&row.procedure),
        holder: names.officer(row.holder.as_deref().unwrap_or_default()),
        reason: messages::pause_reason(context.language, found.reason),
        since: messages::date_of(zone.day(found.since)),
        days: context.say("head-days", &[("n", i64::from(days(context, found)).into())]),
        until: found.supplement_until.map(messages::date_of),
    }
}

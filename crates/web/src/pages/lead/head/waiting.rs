//! Dossiers whose time stands still: how long already, for what, and which supplements are overdue.

use app::{DossierRow, Order, Pick};
use calendar::{Day, Instant};
use dossier::event::PauseReason;

use super::Reach;
use super::lists::of_unit;
use crate::answer::Error;
use crate::request_context::RequestContext;

/// Rows shown.
const SHOWN: usize = 10;
/// Working days of standing still from which it is long.
const LONG: u32 = 10;
/// Days that hold so many working days, whatever the holidays.
const FARTHEST: i32 = 60;

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
        let today = i64::from(context.today().0);
        let overdue = Pick { supplement_before: Some(today), ..waiting_pick(context, reach) };
        let long = Pick {
            suspended_before: Some(long_before(context).0),
            supplement_from: Some(today),
            ..waiting_pick(context, reach)
        };
        let (long, more_long, heading) = list(context, "head-long_heading", &long)?;
        let (overdue, more_overdue, overdue_heading) =
            list(context, "head-overdue_heading", &overdue)?;
        Ok(Self { heading, long, more_long, overdue_heading, overdue, more_overdue })
    }
}

/// The suspended dossiers, the longest suspended first.
fn waiting_pick(context: &RequestContext, reach: &Reach) -> Pick {
    let pick = Pick {
        phases: vec!["open".to_owned()],
        suspended: Some(true),
        order: Order::Suspended,
        limit: SHOWN,
        at: context.now().0,
        ..Pick::default()
    };
    match &reach.unit {
        Some(unit) => of_unit(context, unit, pick),
        None => pick,
    }
}

/// The rows shown of a list, how many more there are, and its heading.
fn list(
    context: &RequestContext,
    name: &str,
    pick: &Pick,
) -> Result<(Vec<Row>, Option<String>, String), Error> {
    let (app, who) = (context.app(), context.who());
    let rows: Vec<Row> =
        app.pick(&who, pick)?.iter().filter_map(|dossier| row(context, dossier)).collect();
    let all = app.count(&who, pick)? as i64;
    let left = all - rows.len() as i64;
    let more = (left > 0).then(|| context.format("head-more", &[("n", left.into())]));
    let values = [("name", context.text(name).into()), ("n", all.into())];
    Ok((rows, more, context.format("head-heading", &values)))
}

/// Before which instant a suspension that is long began.
fn long_before(context: &RequestContext) -> Instant {
    let (calendar, today) = (context.rules.deadline_calendar(), context.today());
    let mut day = today;
    while calendar.working_days_between(day, today) < LONG && day.plus(FARTHEST) > today {
        day = day.plus(-1);
    }
    calendar.zone.at(day.plus(1), 0)
}

/// A row as it is shown; `None` of one that has been resumed.
fn row(context: &RequestContext, row: &DossierRow) -> Option<Row> {
    let (names, calendar) = (context.names(), context.rules.deadline_calendar());
    let since = calendar.zone.day(Instant(row.suspended_at?));
    let days = calendar.working_days_between(since, context.today());
    let until = row.supplement_until.and_then(|day| i32::try_from(day).ok()).map(Day);
    let reason = PauseReason::ALL.into_iter().find(|reason| reason.code() == row.suspended_for)?;
    Some(Row {
        code: row.code.clone(),
        href: context.dossier(&row.code, &row.register),
        procedure: names.procedure(&row.procedure),
        holder: names.officer(row.holder.as_deref().unwrap_or_default()),
        reason: messages::pause_reason(context.language, reason),
        since: messages::date_of(since),
        days: context.format("head-days", &[("n", i64::from(days).into())]),
        until: until.map(messages::date_of),
    })
}

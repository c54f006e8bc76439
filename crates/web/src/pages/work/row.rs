//! A row of the queue: how much working time is left, in a word with shape and colour, and the
//! step's use of its budget.

use calendar::{Calendar, Instant};
use office::DossierRow;

use super::instant;
use crate::answer::Error;
use crate::visit::Visit;

/// Working minutes before due from which a dossier is near it: one day.
const NEAR: i64 = 480;

/// How pressing a dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slack {
    PastDue,
    Near,
    /// 80 % of the time has passed.
    Most,
    /// Half of the time has passed.
    Half,
    Within,
    Paused,
    /// Not received yet, or over.
    Apart,
}

impl Slack {
    pub const ALL: [Self; 6] =
        [Self::PastDue, Self::Near, Self::Most, Self::Half, Self::Within, Self::Paused];

    /// By the row alone: due and reception, on the deadline calendar.
    pub fn of(row: &DossierRow, calendar: &Calendar, now: Instant) -> Self {
        let (Some(received), Some(due)) = (instant(row.received_at), instant(row.due_at)) else {
            return Self::Apart;
        };
        if row.phase != "open" {
            return Self::Apart;
        }
        if row.suspended {
            return Self::Paused;
        }
        if due < now {
            return Self::PastDue;
        }
        let left = calendar.working_minutes_between(now, due);
        let whole = calendar.working_minutes_between(received, due).max(1);
        match (whole - left) * 100 / whole {
            _ if left <= NEAR => Self::Near,
            80.. => Self::Most,
            50.. => Self::Half,
            _ => Self::Within,
        }
    }

    /// The class that gives it shape and colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::PastDue => "past_due",
            Self::Near => "near",
            Self::Most => "most",
            Self::Half => "half",
            Self::Within => "within",
            Self::Paused => "paused",
            Self::Apart => "apart",
        }
    }

    pub fn word(self, visit: &Visit) -> String {
        visit.t(&format!("queue-{}", self.class()))
    }
}

/// A dossier in a list.
pub(super) struct Row {
    pub code: String,
    pub href: String,
    pub class: &'static str,
    pub word: String,
    /// Working time left, or gone past due.
    pub left: String,
    pub due: String,
    pub procedure: String,
    pub step: String,
    /// The use of the step's budget, and whether it is over.
    pub used: String,
    pub over: bool,
    /// For whom it is held, where that is another.
    pub acting_for: Option<String>,
    /// Whether it is offered to somebody and not accepted.
    pub offered: Option<String>,
}

/// A dossier that is offered, with what its forms need.
pub(super) struct Offer {
    pub row: Row,
    pub from: String,
    pub accept: String,
    pub decline: String,
    pub pick: String,
    pub version: u64,
    pub keys: [String; 2],
}

/// The rows of a list.
pub(super) fn rows(visit: &Visit, rows: &[DossierRow]) -> Result<Vec<Row>, Error> {
    let used = visit.office().used_at_step(rows, visit.now())?;
    Ok(rows.iter().zip(used).map(|(row, used)| one(visit, row, used)).collect())
}

fn one(visit: &Visit, row: &DossierRow, used: i64) -> Row {
    let (names, calendar, now) = (visit.names(), visit.rules.deadline_calendar(), visit.now());
    let slack = Slack::of(row, calendar, now);
    let due = instant(row.due_at);
    let left = match (slack, due) {
        (Slack::PastDue, Some(due)) => visit.say(
            "queue-gone",
            &[("time", visit.span(calendar.working_minutes_between(due, now)).into())],
        ),
        (Slack::Paused | Slack::Apart, _) | (_, None) => String::new(),
        (_, Some(due)) => visit.say(
            "queue-left",
            &[("time", visit.span(calendar.working_minutes_between(now, due)).into())],
        ),
    };
    let budget = budget(visit, row);
    let holder = row.holder.as_deref().filter(|holder| *holder != visit.actor().id);
    let own = row.stand_in.as_deref() == Some(visit.actor().id.as_str());
    Row {
        code: row.code.clone(),
        href: visit.dossier(&row.code, &row.register),
        class: slack.class(),
        word: match slack {
            Slack::Apart => visit.t(&format!("phase-{}", row.phase)),
            slack => slack.word(visit),
        },
        left,
        due: due.map(|due| short(due, calendar)).unwrap_or_default(),
        procedure: names.procedure(&row.procedure),
        step: if row.step.is_empty() { String::new() } else { names.any_step(&row.step) },
        used: match budget {
            Some(budget) => {
                let values =
                    [("used", visit.span(used).into()), ("budget", visit.span(budget).into())];
                visit.say("queue-used", &values)
            }
            None => String::new(),
        },
        over: budget.is_some_and(|budget| used > budget),
        acting_for: holder.filter(|_| own).map(|holder| names.officer(holder)),
        offered: row.offered_to.as_deref().map(|to| names.officer(to)),
    }
}

/// An instant without its weekday: in a list of dues the dates stand under each other.
fn short(at: Instant, calendar: &Calendar) -> String {
    let (day, millis) = calendar.zone.civil(at);
    let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
    format!("{hour:02}:{minute:02} {}", messages::date_of(day))
}

/// The budget of the step, by the procedure's version on the day of reception.
fn budget(visit: &Visit, row: &DossierRow) -> Option<i64> {
    let zone = &visit.rules.deadline_calendar().zone;
    let day = zone.day(instant(row.received_at)?);
    let rule = visit.rules.procedure_on(&row.procedure, day)?;
    let step = rule.steps.iter().find(|step| step.id == row.step)?;
    Some(step.budget_minutes).filter(|minutes| *minutes > 0)
}

/// The dossiers that are offered.
pub(super) fn offers(visit: &Visit, offered: Vec<DossierRow>) -> Result<Vec<Offer>, Error> {
    let shown = rows(visit, &offered)?;
    let offer = |(row, shown): (DossierRow, Row)| {
        let path = |action: &str| {
            let path = format!("/dossier/{}/do/{action}", crate::address::encode(&row.code));
            visit.to(&path)
        };
        let from = row.holder.as_deref().map(|holder| visit.names().officer(holder));
        Offer {
            from: from.unwrap_or_default(),
            accept: path("accept"),
            decline: path("decline"),
            pick: format!("{} {}", row.version, row.code),
            version: row.version,
            keys: [visit.random_text(), visit.random_text()],
            row: shown,
        }
    };
    Ok(offered.into_iter().zip(shown).map(offer).collect())
}

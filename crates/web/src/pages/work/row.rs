//! A row of the queue: how much working time is left, in a word with shape and colour, and the
//! step's use of its budget.

use std::collections::BTreeMap;

use app::{AtStep, DossierRow};
use calendar::{Calendar, Day, Instant};
use dossier::Action;
use dossier::event::PauseReason;
use rules::Post;

use super::instant;
use crate::address::{Params, encode};
use crate::answer::Error;
use crate::pages::{act, coverage};
use crate::request_context::RequestContext;

/// Working minutes before due from which a dossier is near it: one day.
const NEAR: i64 = 480;

/// The urgency of a dossier.
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

    /// The urgency by the row alone: due and reception, on the deadline calendar.
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

    pub fn word(self, context: &RequestContext) -> String {
        context.text(&format!("queue-{}", self.class()))
    }
}

/// The class and the word of a tag.
type Tag = (&'static str, String);

/// A dossier in a list.
pub(super) struct Row {
    pub code: String,
    pub applicant: String,
    /// The text on what the dossier waits for; `None` where it does not wait.
    pub waits: Option<String>,
    /// When the supplement came that is new to the holder.
    pub supplied: Option<String>,
    /// The new date of a late dossier whose letter was sent: its tag where it comes or is over, and words.
    pub new_date: Option<(Option<Tag>, String)>,
    /// The number of missing papers of the supplement, in words; `None` where none is missing.
    pub lacks: Option<String>,
    /// The possible actions, the likely one first; empty where the dossier waits.
    pub actions: Vec<(String, String)>,
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
    /// The officer for whom a stand-in holds the dossier.
    pub acting_for: Option<String>,
}

/// A dossier that is offered, with what its forms need.
pub(super) struct Offer {
    pub row: Row,
    pub from: String,
    pub accept: String,
    pub decline: String,
    pub pick: String,
    pub ticked: bool,
    pub version: u64,
    pub keys: [String; 2],
}

/// The applicants' names by stream, those whose showing is on record.
pub(crate) type Applicants = BTreeMap<String, String>;

/// The rows of a list.
pub(super) fn rows(
    context: &RequestContext,
    names_of: &Applicants,
    rows: &[DossierRow],
) -> Result<Vec<Row>, Error> {
    let steps = context.app().at_step(rows, context.now())?;
    rows.iter().zip(steps).map(|(row, step)| one(context, names_of, row, &step)).collect()
}

fn one(
    context: &RequestContext,
    names_of: &Applicants,
    row: &DossierRow,
    at_step: &AtStep,
) -> Result<Row, Error> {
    let used = at_step.minutes;
    let (names, calendar, now) =
        (context.names(), context.rules.deadline_calendar(), context.now());
    let slack = Slack::of(row, calendar, now);
    let due = instant(row.due_at);
    let left = match (slack, due) {
        (Slack::Paused | Slack::Apart, _) | (_, None) => String::new(),
        (_, Some(due)) => messages::remaining(context.language, calendar, now, due),
    };
    let budget = budget(context, row);
    let holder = row.holder.as_deref().filter(|holder| *holder != context.actor().id);
    let own = row.stand_in.as_deref() == Some(context.actor().id.as_str());
    Ok(Row {
        code: row.code.clone(),
        new_date: coverage::promised(context, row)?.map(|date| new_date(context, date)),
        applicant: names_of.get(&row.stream).cloned().unwrap_or_default(),
        waits: waits(context, row),
        supplied: supplied(context, row),
        lacks: (at_step.lacking > 0)
            .then(|| context.format("queue-lacks", &[("n", i64::from(at_step.lacking).into())])),
        actions: actions(context, row),
        href: context.dossier(&row.code, &row.register),
        class: slack.class(),
        word: match slack {
            Slack::Apart => context.text(&format!("phase-{}", row.phase)),
            slack => slack.word(context),
        },
        left,
        due: due.map(|due| short(due, calendar)).unwrap_or_default(),
        procedure: names.procedure(&row.procedure),
        step: if row.step.is_empty() { String::new() } else { names.any_step(&row.step) },
        used: match budget {
            Some(budget) => {
                let values =
                    [("used", context.span(used).into()), ("budget", context.span(budget).into())];
                context.format("queue-used", &values)
            }
            None => String::new(),
        },
        over: budget.is_some_and(|budget| used > budget),
        acting_for: holder.filter(|_| own).map(|holder| names.officer(holder)),
    })
}

fn new_date(context: &RequestContext, date: Day) -> (Option<Tag>, String) {
    let day = messages::day_of(context.language, date);
    let tag = coverage::near(context, date).then(|| coverage::tag(context, date));
    (tag, context.format("queue-new_date", &[("day", day.into())]))
}

/// The text on what the dossier waits for: the applicant or another agency, another unit's answer, an
/// acceptance.
fn waits(context: &RequestContext, row: &DossierRow) -> Option<String> {
    let names = context.names();
    if let Some(to) = row.offered_to.as_deref() {
        return Some(context.format("queue-waits_accept", &[("to", names.officer(to).into())]));
    }
    if row.suspended {
        let reason = PauseReason::ALL.into_iter().find(|r| r.code() == row.suspended_for)?;
        let until = row.supplement_until.and_then(|day| i32::try_from(day).ok()).map(Day);
        return Some(match until {
            Some(day) => {
                context.format("queue-waits_supplement", &[("day", messages::date_of(day).into())])
            }
            None => messages::pause_reason(context.language, reason),
        });
    }
    let units: Vec<String> = row.consulted.split_whitespace().map(|u| names.unit(u)).collect();
    (!units.is_empty())
        .then(|| context.format("queue-waits_answer", &[("units", units.join(", ").into())]))
}

fn supplied(context: &RequestContext, row: &DossierRow) -> Option<String> {
    let at = short(instant(row.supplied_at)?, context.rules.deadline_calendar());
    Some(context.format("queue-supplied", &[("at", at.into())]))
}

/// The next steps of the process; rarer actions follow them.
fn actions(context: &RequestContext, row: &DossierRow) -> Vec<(String, String)> {
    let me = context.actor();
    let acting =
        row.stand_in.as_ref() == Some(&me.id) && row.stand_in_until > Some(context.now().0);
    let mine = acting || row.holder.as_ref() == Some(&me.id);
    if !mine || row.phase != "open" || row.offered_to.is_some() {
        return Vec::new();
    }
    let day = row.received_at.map(|at| context.zone().day(Instant(at)));
    let rule = day.and_then(|day| context.rules.procedure_on(&row.procedure, day));
    let steps = rule.map(|rule| rule.steps.as_slice()).unwrap_or_default();
    let last_of = |serves: fn(Post) -> bool| steps.iter().rev().find(|step| serves(step.post));
    let decides = last_of(|post| post == Post::Leader)
        .or_else(|| last_of(|post| matches!(post, Post::Head | Post::DeputyHead)));
    let approves = decides.is_some_and(|step| step.id == row.step) && row.approved_at.is_none();
    let last = steps.last().is_none_or(|last| last.id == row.step);
    let finishes = decides.is_none() || row.approved_at.is_some();
    let likely = match (row.suspended, approves, last) {
        (true, ..) if row.suspended_for == PauseReason::Supplement.code() => Action::Note,
        (true, ..) => Action::Resume,
        (_, true, _) => Action::ApproveResult,
        (_, _, true) if finishes => Action::Finish,
        _ => Action::Give,
    };
    let others = match row.suspended {
        true => [Action::Note].as_slice(),
        false => &[
            Action::Give,
            Action::AskSupplement,
            Action::Consult,
            Action::ReturnStep,
            Action::Note,
            Action::Finish,
        ],
    };
    let may = |action: &Action| action.permitted().iter().any(|(role, _)| *role == me.role);
    let open = |action: &Action| *action != likely && (finishes || *action != Action::Finish);
    let others = others.iter().copied().filter(open);
    let from = Params::default().with("from", "work");
    let link = |action: Action| {
        let path = format!("/dossier/{}/do/{}", encode(&row.code), action.code());
        (context.link(&path, &from), act::word(context, row.received_at.map(Instant), action))
    };
    std::iter::once(likely).chain(others).filter(may).map(link).collect()
}

/// An instant without its weekday: in a list of dues the dates stand under each other.
fn short(at: Instant, calendar: &Calendar) -> String {
    let (day, millis) = calendar.zone.civil(at);
    let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
    format!("{hour:02}:{minute:02} {}", messages::date_of(day))
}

/// The budget of the step, by the procedure's version on the day of reception.
fn budget(context: &RequestContext, row: &DossierRow) -> Option<i64> {
    let zone = &context.rules.deadline_calendar().zone;
    let day = zone.day(instant(row.received_at)?);
    let rule = context.rules.procedure_on(&row.procedure, day)?;
    let step = rule.steps.iter().find(|step| step.id == row.step)?;
    Some(step.budget_minutes).filter(|minutes| *minutes > 0)
}

/// The dossiers that are offered.
pub(super) fn offers(
    context: &RequestContext,
    names_of: &Applicants,
    offered: Vec<DossierRow>,
) -> Result<Vec<Offer>, Error> {
    let shown = rows(context, names_of, &offered)?;
    // A button ticks all that are shown.
    let ticks = if context.form.raw("tick") == "1" { "shown" } else { "pick" };
    let offer = |(row, shown): (DossierRow, Row)| {
        let path = |action: &str| {
            let path = format!("/dossier/{}/do/{action}", encode(&row.code));
            context.to(&path)
        };
        let from = row.holder.as_deref().map(|holder| context.names().officer(holder));
        Offer {
            from: from.unwrap_or_default(),
            accept: path("accept"),
            decline: path("decline"),
            ticked: context
                .form
                .all(ticks)
                .any(|pick| pick == format!("{}~{}", row.version, row.code)),
            pick: format!("{}~{}", row.version, row.code),
            version: row.version,
            keys: [context.random_text(), context.random_text()],
            row: shown,
        }
    };
    Ok(offered.into_iter().zip(shown).map(offer).collect())
}

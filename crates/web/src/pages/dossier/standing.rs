//! How a dossier stands: the tag, the line about due, the letter. Decides nothing: it reads the
//! snapshot.

use app::DossierView;
use calendar::{Amount, Instant, Remaining, Unit};
use dossier::apology::Apology;
use dossier::{Outcome, Phase};

use crate::address::encode;
use crate::request_context::RequestContext;

/// Working minutes before due from which a dossier is near it: one day.
const NEAR: i64 = 480;

/// The state in a word, with the class that gives it shape and colour.
pub(crate) struct Tag {
    pub class: &'static str,
    pub word: String,
    /// The phase, where the word does not include it.
    pub phase: Option<String>,
}

impl Tag {
    pub fn new(context: &RequestContext, view: &DossierView, at: Instant) -> Self {
        let phase = messages::phase(context.language, view.snapshot.phase);
        let Some(outcome) = view.snapshot.outcome_by_instant else {
            let class = if view.snapshot.phase == Phase::Refused { "refused" } else { "withdrawn" };
            return Self { class, word: phase, phase: None };
        };
        let near = outcome == Outcome::Within && left(view, at).is_some_and(|left| left <= NEAR);
        let word = if near {
            context.text("dossier-near_due")
        } else {
            messages::outcome(context.language, outcome)
        };
        let class = if near { "near" } else { outcome.code() };
        let phase = (outcome != Outcome::Withdrawn).then_some(phase);
        Self { class, word, phase }
    }
}

/// Working minutes from an instant to due.
fn left(view: &DossierView, at: Instant) -> Option<i64> {
    let due = view.snapshot.due?;
    Some(view.state.calendar.as_ref()?.working_minutes_between(at, due))
}

/// The line about due, which opens its derivation.
pub(crate) struct DueLine {
    pub text: String,
    pub href: Option<String>,
}

impl DueLine {
    pub fn new(context: &RequestContext, view: &DossierView, at: Instant) -> Self {
        let path = format!("/dossier/{}/due", encode(&context.code));
        let params = context.params.only(&["register", "as_of"]);
        let href = view.snapshot.due.map(|_| context.link(&path, &params));
        Self { text: describe(context, view, at), href }
    }
}

/// The line itself.
pub(in crate::pages) fn describe(
    context: &RequestContext,
    view: &DossierView,
    at: Instant,
) -> String {
    let snapshot = &view.snapshot;
    let Some(due) = snapshot.due else { return context.text("due-none") };
    let due_text = messages::instant(context.language, due, &view.zone);
    let stated = |key: &str| context.format(key, &[("due", (&due_text).into())]);
    let Some(outcome) = snapshot.outcome_by_instant else { return stated("due-plain") };
    let with = |key: &str, time: String| {
        context.format(key, &[("time", time.into()), ("due", (&due_text).into())])
    };
    let minutes = |n: i64| text::date::working_duration(n, context.language);
    match outcome {
        Outcome::Withdrawn => stated("due-withdrawn"),
        Outcome::Paused => match snapshot.remaining {
            Some(left) => with("due-paused", remaining(context, left)),
            None => stated("due-paused_plain"),
        },
        Outcome::Within => match view.state.calendar.as_deref() {
            Some(calendar) => {
                with("due-left", messages::remaining(context.language, calendar, at, due))
            }
            None => stated("due-plain"),
        },
        // Without a calendar the lateness cannot be counted.
        Outcome::PastDue | Outcome::Late if snapshot.lateness.minutes == 0 => {
            stated(if outcome == Outcome::Late { "due-late_plain" } else { "due-past_plain" })
        }
        Outcome::PastDue => with("due-past", minutes(snapshot.lateness.minutes)),
        Outcome::Late => with("due-late", minutes(snapshot.lateness.minutes)),
        Outcome::Early => match left(view, view.state.finished.unwrap_or(at)) {
            Some(left) if left > 0 => with("due-early", minutes(left)),
            _ => stated("due-early_plain"),
        },
        Outcome::OnTheDay => stated("due-on_the_day"),
    }
}

fn remaining(context: &RequestContext, left: Remaining) -> String {
    match left {
        Remaining::Days(days) => {
            let days = Amount { amount: days, unit: Unit::WorkingDays };
            messages::amount(context.language, days)
        }
        Remaining::OpenMillis(millis) => {
            text::date::working_duration(millis / 60_000, context.language)
        }
    }
}

/// The progress of the apology letter, where one is owed or near, and whether the letter is missing.
pub(super) fn apology(context: &RequestContext, view: &DossierView) -> Option<(String, bool)> {
    let apology = view.snapshot.apology;
    let rule_set = context.rule_set(view.state.received);
    let describe = messages::apology(context.language, rule_set, apology);
    (apology != Apology::None).then(|| (describe, apology == Apology::Violation))
}

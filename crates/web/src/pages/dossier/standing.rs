//! How a dossier stands: the tag, the line about due, the letter. Decides nothing: it reads the
//! snapshot.

use app::DossierView;
use calendar::Instant;
use dossier::apology::Apology;
use dossier::{Outcome, Phase};
use messages::Standing;

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
    let DossierView { state, snapshot, history, zone, .. } = view;
    messages::due_line(context.language, &Standing { state, snapshot, history, zone, at })
}

/// The progress of the apology letter, where one is owed or near, and whether the letter is missing.
pub(super) fn apology(context: &RequestContext, view: &DossierView) -> Option<(String, bool)> {
    let apology = view.snapshot.apology;
    let rule_set = context.rule_set(view.state.received);
    let describe = messages::apology(context.language, rule_set, apology);
    (apology != Apology::None).then(|| (describe, apology == Apology::Violation))
}

//! A dossier's life in a citizen's words: what happened and which unit works on it. No officer is
//! named; a sealed text is shown to the dossier's own citizen only.

use app::DossierView;
use calendar::{Amount, Instant, SupplementEffect};
use dossier::event::PauseReason;
use dossier::state::PauseSpan;
use dossier::{Event, Recorded};

use crate::request_context::RequestContext;

/// An event of the timeline.
pub(super) struct Entry {
    pub at: String,
    pub text: String,
    pub detail: String,
}

/// The events in order; `own` shows the sealed texts too.
pub(super) fn entries(context: &RequestContext, view: &DossierView, own: bool) -> Vec<Entry> {
    let mut all: Vec<(Instant, String, String)> = Vec::new();
    for (index, recorded) in view.history.iter().enumerate() {
        if let Some((text, detail)) = describe(context, view, (index, recorded)) {
            let mut detail = if own { detail } else { String::new() };
            if view.corrected(index) {
                detail = format!("{detail} {}", context.text("story-was_corrected"));
            }
            all.push((recorded.at, text, detail.trim().to_owned()));
        }
    }
    all.extend(work(context, view));
    all.sort_by_key(|(at, ..)| *at);
    let at = |at: Instant| messages::instant(context.language, at, &view.zone);
    all.into_iter().map(|(when, text, detail)| Entry { at: at(when), text, detail }).collect()
}

/// The instants at which another unit or step takes the dossier on.
fn work(context: &RequestContext, view: &DossierView) -> Vec<(Instant, String, String)> {
    let mut before = ("desk", "");
    let mut all = Vec::new();
    for hold in &view.state.holds {
        let now = (hold.step.as_str(), hold.unit.as_str());
        if now != before && now.0 != "desk" {
            let values = [
                ("unit", context.names().unit(now.1).into()),
                ("step", context.names().step(&view.state, now.0).into()),
            ];
            all.push((hold.from, context.format("story-work", &values), String::new()));
        }
        before = now;
    }
    all
}

/// A papers' list: names of the procedure's components where they are meant.
pub(in crate::pages) fn papers(
    context: &RequestContext,
    view: &DossierView,
    items: &[String],
) -> Vec<String> {
    context.names().papers(&view.state.filing.procedure, items)
}

fn paid(context: &RequestContext, amount_vnd: u64) -> String {
    let amount = i64::try_from(amount_vnd).unwrap_or(i64::MAX);
    context.format("story-paid", &[("amount", amount.into())])
}

fn paused(context: &RequestContext, reason: PauseReason) -> String {
    let reason = messages::pause_reason(context.language, reason);
    context.format("story-paused", &[("reason", reason.into())])
}

fn extended(context: &RequestContext, by: Amount) -> String {
    let by = messages::amount(context.language, by);
    context.format("story-extended", &[("by", by.into())])
}

/// What the papers that were asked for did to the time: the pause that they ended says so, or where
/// the terms set no limit for a restart, the terms.
fn supplied(context: &RequestContext, view: &DossierView, at: Instant) -> String {
    let pause = view.state.pauses.iter().rfind(|pause| pause.to == Some(at));
    let terms = view.state.terms.as_ref().map(|terms| terms.supplement_effect);
    let effect = match (pause, terms.unwrap_or_default()) {
        (Some(PauseSpan { after_due: true, .. }), _) => "late",
        (Some(PauseSpan { restarts: Some(true), .. }), _) => "restart",
        (Some(PauseSpan { restarts: Some(false), .. }), _) => "continue",
        (_, SupplementEffect::Restart) => "restart",
        (_, SupplementEffect::Fixed(_)) => "fixed",
        (_, SupplementEffect::Continue) => "continue",
    };
    context.format("story-supplied", &[("effect", effect.into())])
}

/// The change of the due date by a new calendar, with the reason for that calendar.
fn recounted(
    context: &RequestContext,
    view: &DossierView,
    index: usize,
    reason: &str,
) -> Option<(String, String)> {
    let due_after = |events: usize| {
        let recorded = view.history.get(..events)?;
        dossier::fold(recorded, &context.rules.calendars).ok()?.due()
    };
    let due = |events| Some(messages::instant(context.language, due_after(events)?, &view.zone));
    let (before, due) = (due(index).unwrap_or_default(), due(index + 1).unwrap_or_default());
    let key = if before == due { "story-calendar_same" } else { "story-calendar" };
    let reason = reason.trim_end_matches('.');
    let values = [("before", before.into()), ("due", due.into()), ("reason", reason.into())];
    Some((context.format(key, &values), String::new()))
}

fn letter(context: &RequestContext, view: &DossierView, key: &str) -> Option<(String, String)> {
    let naming = messages::naming(context.rule_set(view.state.received));
    Some((context.format(key, &[naming]), String::new()))
}

/// The text of what became of a result that waits or is with the post.
fn of_waiting(event: &Event) -> &'static str {
    match event {
        Event::PostDelivered => "story-post_delivered",
        Event::PostReturned { .. } => "story-post_returned",
        _ => "story-collection_reminded",
    }
}

fn describe(
    context: &RequestContext,
    view: &DossierView,
    (index, recorded): (usize, &Recorded),
) -> Option<(String, String)> {
    let plain = |key: &str| Some((context.text(key), String::new()));
    let with = |key: &str, detail: String| Some((context.text(key), detail));
    let list = |key: &str, items: &[String]| with(key, papers(context, view, items).join("; "));
    let unit = |key: &str, unit: &str| {
        let unit = context.names().unit(unit);
        Some((context.format(key, &[("unit", unit.into())]), String::new()))
    };
    match &recorded.event {
        Event::Filed { filing } => {
            with("story-filed", messages::channel(context.language, &filing.channel))
        }
        Event::Guided { missing } => list("story-guided", missing),
        Event::Refused { reason } => with("story-refused", reason.clone()),
        Event::Received { .. } | Event::Imported { .. } => plain("story-received"),
        Event::SupplementAsked { items, .. } => list("story-supplement_asked", items),
        Event::PapersPromised { items } if items.is_empty() => plain("story-no_promise"),
        Event::PapersPromised { items } => list("story-promised", items),
        Event::Supplied { .. } => Some((supplied(context, view, recorded.at), String::new())),
        Event::Paused { reason, basis } => Some((paused(context, *reason), basis.clone())),
        Event::Resumed => plain("story-resumed"),
        Event::Extended { by, basis } => Some((extended(context, *by), basis.clone())),
        Event::CalendarChanged { reason, .. } => recounted(context, view, index, reason),
        Event::Consulted { unit: text, .. } => unit("story-consulted", text),
        Event::ConsultationAnswered { .. } => plain("story-answered"),
        Event::ApologySent { .. } => letter(context, view, "story-apology"),
        Event::ApologyQueued { .. } => letter(context, view, "story-letter_queued"),
        Event::ApologyUndelivered => letter(context, view, "story-letter_undelivered"),
        Event::Reappointed { date } | Event::ChairmanDate { date, .. } => {
            let date = messages::day_of(context.language, *date);
            Some((context.format("story-new_date", &[("date", date.into())]), String::new()))
        }
        Event::Paid { amount_vnd } => Some((paid(context, *amount_vnd), String::new())),
        Event::ResultApproved { declined: true, .. } => plain("story-declined"),
        Event::ResultApproved { .. } => plain("story-approved"),
        Event::Finished => plain("story-finished"),
        Event::ResultDeclined { reason, .. } => with("story-result_declined", reason.clone()),
        Event::HandedOver { .. } => plain("story-handed_over"),
        Event::PostDelivered | Event::PostReturned { .. } | Event::CollectionReminded { .. } => {
            plain(of_waiting(&recorded.event))
        }
        Event::Posted { tracking } => with("story-posted", tracking.clone()),
        Event::Withdrawn { reason } if reason == "not_supplied" => plain("story-closed"),
        Event::Withdrawn { reason } => with("story-withdrawn", reason.clone()),
        Event::Corrected { .. } => plain("story-corrected"),
        Event::MovedToUnit { unit: successor, .. } => unit("story-moved", successor),
        // Entries about the work inside the office: the holder, reminders, stand-ins.
        Event::Given { .. }
        | Event::Returned { .. }
        | Event::Accepted { .. }
        | Event::Declined { .. }
        | Event::Lapsed { .. }
        | Event::StepStarted { .. }
        | Event::StepCompleted { .. }
        | Event::Reassigned { .. }
        | Event::StandIn { .. }
        | Event::StandInEnded { .. }
        | Event::Reminded { .. }
        | Event::ApologyDrafted { .. }
        | Event::ApologySigned { .. }
        | Event::LetterWaived { .. }
        | Event::Noted
        | Event::Erased { .. } => None,
    }
}

//! What those before the approval left to the one who approves: who worked on the dossier, the outcome
//! proposed, the opinion, the draft of the result. It is read from the record; it decides nothing.

use app::{Personal, VisibleDossier};
use dossier::{Event, Recorded};

use crate::pages::dossier as dossier_page;
use crate::pages::dossier::inside::{self, FileLink};
use crate::request_context::RequestContext;

/// The officers who held it before the actor, each with step and unit, once.
pub(super) fn appraisers(context: &RequestContext, dossier: &VisibleDossier) -> Vec<String> {
    let (state, names) = (&dossier.view.state, context.names());
    let mut seen = Vec::new();
    for hold in state.holds.iter().filter(|hold| hold.to.is_some() && hold.step != "desk") {
        let values = [
            ("officer", names.officer(&hold.officer).into()),
            ("unit", names.unit(&hold.unit).into()),
            ("step", names.step(state, &hold.step).into()),
        ];
        let text = context.format("act-appraiser", &values);
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// The place in the history of the proposal that stands.
fn place(dossier: &VisibleDossier) -> Option<usize> {
    dossier.view.state.proposed?;
    let proposes = |recorded: &Recorded| {
        matches!(recorded.event, Event::Given { proposes_decline: Some(_), .. })
    };
    dossier.view.history.iter().rposition(proposes)
}

/// The outcome proposed, by whom and when.
pub(in crate::pages) fn proposal(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Option<String> {
    let recorded = dossier.view.history.get(place(dossier)?)?;
    let (_, declines) = dossier.view.state.proposed?;
    Some(outcome(context, dossier, recorded, declines))
}

/// The opinion that stands with the proposal.
pub(super) fn opinion(dossier: &VisibleDossier, data: &Personal) -> Option<String> {
    data.texts.get(place(dossier)?)?.clone()
}

/// The drafts of the result, the newest first.
pub(super) fn drafts(
    context: &RequestContext,
    dossier: &VisibleDossier,
    data: &Personal,
) -> Vec<FileLink> {
    let drafts =
        data.files.iter().rev().filter(|file| file.component == app::DRAFT_RESULT).cloned();
    drafts.map(|file| inside::link(context, dossier, file)).collect()
}

/// The decision on record, with who took it and when, and why it is not what was proposed.
pub(super) fn decision(
    context: &RequestContext,
    dossier: &VisibleDossier,
) -> Option<(String, Option<String>)> {
    let approves = |recorded: &&Recorded| matches!(recorded.event, Event::ResultApproved { .. });
    let recorded = dossier.view.history.iter().rev().find(approves)?;
    let Event::ResultApproved { reason, .. } = &recorded.event else { return None };
    let (_, declined) = dossier.view.state.approved?;
    Some((outcome(context, dossier, recorded, declined), reason.clone()))
}

fn outcome(
    context: &RequestContext,
    dossier: &VisibleDossier,
    recorded: &Recorded,
    declined: bool,
) -> String {
    let outcome = if declined { "act-declined" } else { "act-granted" };
    let values = [
        ("outcome", context.text(outcome).into()),
        ("by", dossier_page::who(context, &recorded.actor, recorded.on_behalf.as_deref()).into()),
        ("at", messages::instant(context.language, recorded.at, &dossier.view.zone).into()),
    ];
    context.format("act-decision_of", &values)
}

//! The one-stop desk: reception on one screen, filings that wait, hand-over to the units and back,
//! results given out. Here stands what these pages share; what may be done is decided elsewhere.

pub(crate) mod filings;
pub(crate) mod handovers;
pub(crate) mod notices;
pub(crate) mod paper_notices;
pub(crate) mod receive;
pub(crate) mod results;

use app::{DossierView, Failure};
use calendar::Instant;
use dossier::{Actor, Reason};

use crate::answer::Error;
use crate::fields::Fault;
use crate::request_context::RequestContext;

/// Rows of a list on one page.
pub(super) const ROWS: usize = 50;

/// Why a command did not happen, in words; what the reader cannot mend is the page's error.
pub(super) fn describe(
    context: &RequestContext,
    failure: Failure,
    field: &str,
) -> Result<Fault, Error> {
    let zone = &context.rules.deadline_calendar().zone;
    let message = match failure {
        Failure::Refused(refusal) => {
            messages::refusal(context.language, context.rule_set(None), &refusal, zone)
        }
        Failure::FilesFull { .. } => context.text("desk-files_full"),
        Failure::Unknown { name, .. } => context.format("desk-unknown", &[("name", name.into())]),
        Failure::Changed { stream, .. } => changed(context, &stream)?,
        other => return Err(other.into()),
    };
    Ok(Fault::new(field, message))
}

/// The last change of a dossier, with its actor.
fn changed(context: &RequestContext, stream: &str) -> Result<String, Error> {
    let dossier = context.app().open_stream(&context.who(), stream, context.now())?;
    let Some(dossier) = dossier else { return Ok(context.text("desk-changed_away")) };
    let Some(last) = dossier.view.history.last() else {
        return Ok(context.text("desk-changed_away"));
    };
    let rule_set = context.rule_set(dossier.view.state.received);
    let values = [
        ("who", context.names().officer(&last.actor).into()),
        ("what", messages::event_title(context.language, rule_set, &last.event).into()),
        ("at", messages::instant(context.language, last.logged_at, &dossier.view.zone).into()),
    ];
    Ok(context.format("desk-changed", &values))
}

/// Whether it failed because the desk is closed.
pub(super) fn closed(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(refusal)
        if matches!(refusal.reason, Reason::DeskClosed { .. }))
}

/// The page that moves a demonstration's clock, where there is one.
pub(super) fn clock_page(context: &RequestContext) -> Option<String> {
    context.shared.site.demonstration.as_ref().map(|_| context.to("/demonstration"))
}

/// When the desk opens next, where it is closed now.
pub(super) fn opens(context: &RequestContext) -> Option<String> {
    let desk = context.rules.desk_calendar();
    let now = context.now();
    (!desk.is_open(now))
        .then(|| messages::instant(context.language, desk.next_open(now), &desk.zone))
}

/// The desk officer who asks.
pub(super) fn officer(context: &RequestContext) -> Actor {
    context.actor()
}

/// When something happened or falls due, in the dossier's zone.
pub(super) fn at(context: &RequestContext, view: &DossierView, instant: Option<Instant>) -> String {
    instant.map_or_else(String::new, |at| messages::instant(context.language, at, &view.zone))
}

/// The hidden key of a form, if it is one that this program gave.
pub(super) fn form_key(context: &RequestContext) -> Result<String, Error> {
    let key = context.form.raw("key");
    let ours = key.len() == 32 && key.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
    if ours { Ok(key.to_owned()) } else { Err(Error::BadForm) }
}

//! The one-stop desk: reception on one screen, filings that wait, hand-over to the units and back,
//! results given out. Here stands what these pages share; what may be done is decided elsewhere.

pub(crate) mod filings;
pub(crate) mod handovers;
pub(crate) mod receive;
pub(crate) mod results;

use calendar::Instant;
use dossier::event::Person;
use dossier::{Actor, Reason, Recorded};
use office::{DossierView, Failure};

use crate::answer::Error;
use crate::visit::Visit;

/// Rows of a list on one page.
pub(super) const ROWS: usize = 50;

/// Something that must be mended before it can be done.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The id of the field; empty where none is to blame.
    pub field: String,
    pub message: String,
}

impl Fault {
    pub fn new(field: &str, message: String) -> Self {
        Self { field: field.to_owned(), message }
    }
}

/// Why a command did not happen, in words; what the reader cannot mend is the page's error.
pub(super) fn told(visit: &Visit, failure: Failure, field: &str) -> Result<Fault, Error> {
    let zone = &visit.rules.deadline_calendar().zone;
    let message = match failure {
        Failure::Refused(refusal) => messages::refusal(visit.language, &refusal, zone),
        Failure::Unknown { what, .. } if what.starts_with("room") => visit.t("desk-files_full"),
        Failure::Unknown { name, .. } => visit.say("desk-unknown", &[("name", name.into())]),
        Failure::Changed { stream, .. } => changed(visit, &stream)?,
        other => return Err(other.into()),
    };
    Ok(Fault::new(field, message))
}

/// Who did what meanwhile.
fn changed(visit: &Visit, stream: &str) -> Result<String, Error> {
    let opened = visit.office().open_stream(&visit.who(), stream, visit.now())?;
    let Some(opened) = opened else { return Ok(visit.t("desk-changed_away")) };
    let Some(last) = opened.view.history.last() else { return Ok(visit.t("desk-changed_away")) };
    let values = [
        ("who", visit.names().officer(&last.actor).into()),
        ("what", messages::event_title(visit.language, &last.event).into()),
        ("at", messages::instant(visit.language, last.logged_at, &opened.view.zone).into()),
    ];
    Ok(visit.say("desk-changed", &values))
}

/// Whether it failed because the desk is closed.
pub(super) fn closed(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(refusal)
        if matches!(refusal.reason, Reason::DeskClosed { .. }))
}

/// The page that moves a demonstration's clock, where there is one.
pub(super) fn clock_page(visit: &Visit) -> Option<String> {
    visit.shared.site.demonstration.as_ref().map(|_| visit.to("/demonstration"))
}

/// When the desk opens next, where it is closed now.
pub(super) fn opens(visit: &Visit) -> Option<String> {
    let desk = visit.rules.desk_calendar();
    let now = visit.now();
    (!desk.is_open(now)).then(|| messages::instant(visit.language, desk.next_open(now), &desk.zone))
}

/// The desk officer who asks.
pub(super) fn officer(visit: &Visit) -> Actor {
    visit.actor()
}

/// The applicant and the one who brought it, as last given.
pub(crate) fn people_of(history: &[Recorded]) -> (Option<Person>, Option<Person>) {
    let sealed = || history.iter().rev().filter_map(|recorded| recorded.sealed.as_ref());
    let applicant = sealed().find_map(|sealed| sealed.applicant.clone());
    (applicant, sealed().find_map(|sealed| sealed.submitter.clone()))
}

/// When something happened or falls due, in the dossier's zone.
pub(super) fn at(visit: &Visit, view: &DossierView, instant: Option<Instant>) -> String {
    instant.map_or_else(String::new, |at| messages::instant(visit.language, at, &view.zone))
}

/// The hidden key of a form, if it is one that this program gave.
pub(super) fn form_key(visit: &Visit) -> Result<String, Error> {
    let key = visit.form.raw("key");
    let ours = key.len() == 32 && key.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
    if ours { Ok(key.to_owned()) } else { Err(Error::BadForm) }
}

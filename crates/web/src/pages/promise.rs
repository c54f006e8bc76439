//! What an applicant has promised to bring to the desk: which papers, where, until when. It is read
//! from the public part of the record, so that every side sees the same; it decides nothing.

use app::{AttachmentRow, DossierView};
use calendar::Instant;
use dossier::event::{ComponentGiven, PauseReason};
use dossier::{Event, Phase};
use rules::UnitKind;

use super::citizen::timeline;
use super::letter;
use crate::request_context::RequestContext;

/// Working hours in which a filing is answered (decisions, "The legal clock" 13).
const ANSWER_HOURS: i64 = 8;

/// A promise as it is shown.
pub(in crate::pages) struct Promise {
    /// The papers by name.
    pub papers: Vec<String>,
    /// The place and the last day for the applicant.
    pub said: String,
    /// The same text for officers.
    pub said_to_office: String,
}

impl Promise {
    /// The promise that stands; none where nothing is to be brought any more.
    pub fn of(context: &RequestContext, view: &DossierView) -> Option<Self> {
        let promised = &promised(view)[..];
        if promised.is_empty() {
            return None;
        }
        let values = [
            ("desk", place(context, view).into()),
            ("until", until(context, view).unwrap_or_default().into()),
        ];
        Some(Self {
            papers: timeline::papers(context, view, promised),
            said: context.format("promise-said", &values),
            said_to_office: context.format("promise-said_to_office", &values),
        })
    }
}

/// The papers as they were promised: components of the filing, or the texts of what was asked for.
pub(in crate::pages) fn promised(view: &DossierView) -> Vec<String> {
    match view.state.phase {
        Phase::Filed => view.state.filing.promised.clone(),
        Phase::Open => of_supplement(view),
        _ => Vec::new(),
    }
}

/// The last promise since the last request. Papers that the desk took in end it: what the applicant
/// sent online does not.
fn of_supplement(view: &DossierView) -> Vec<String> {
    let mut taken = Vec::new();
    for recorded in view.history.iter().rev() {
        match &recorded.event {
            Event::PapersPromised { items } => {
                let stands = |item: &&String| !taken.contains(item);
                return items.iter().filter(stands).cloned().collect();
            }
            Event::SupplementAsked { .. } => break,
            Event::Supplied { items } if recorded.actor != "citizen" => {
                if items.is_empty() {
                    break;
                }
                taken.extend(items);
            }
            _ => {}
        }
    }
    Vec::new()
}

/// The last day, or for a filing the instant by which the desk answers.
fn until(context: &RequestContext, view: &DossierView) -> Option<String> {
    if let (Phase::Filed, Some(filed)) = (view.state.phase, view.state.filed) {
        let calendar = context.rules.deadline_calendar();
        let until: Instant = calendar.plus_open_millis(filed, ANSWER_HOURS * 3_600_000);
        return Some(messages::instant(context.language, until, &calendar.zone));
    }
    let mut pauses = view.state.pauses.iter().rev();
    let supplement = pauses.find(|pause| pause.reason == PauseReason::Supplement)?;
    view.state.last_day_of(supplement).map(|day| messages::day_of(context.language, day))
}

/// The desk to which its applicant comes: the one that received it, else the agency's.
fn desk_of<'a>(context: &'a RequestContext, view: &'a DossierView) -> &'a str {
    let received = view.state.holds.first().map(|hold| hold.unit.as_str());
    let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
    let mut desks = units.filter(|unit| unit.kind == UnitKind::Desk);
    received.or_else(|| desks.next().map(|desk| desk.code.as_str())).unwrap_or_default()
}

/// That desk with its address and telephone.
pub(in crate::pages) fn place(context: &RequestContext, view: &DossierView) -> String {
    letter::desk(context, desk_of(context, view))
}

/// Whether a component came as a file only: no paper of it lies at the desk.
pub(in crate::pages) fn is_file(given: &ComponentGiven, files: &[AttachmentRow]) -> bool {
    given.counts == [0; 3] && files.iter().any(|file| file.component == given.id)
}

//! What happened to a dossier: its events in words, and its pauses, extensions, letters and
//! consultations told together. Of sealed parts only the text, for those who may read it.

use calendar::Instant;
use office::DossierView;

use crate::visit::Visit;

/// An event as it is told.
pub(super) struct Entry {
    pub at: String,
    pub title: String,
    pub detail: Option<String>,
    pub actor: String,
    /// When it was logged, where that was not when it happened.
    pub logged: Option<String>,
    pub corrected: bool,
    /// What an officer wrote beside it, which may name a person.
    pub text: Option<String>,
}

/// A pause, extension, letter or consultation.
pub(super) struct Stretch {
    pub kind: String,
    pub span: String,
    pub detail: String,
}

pub(super) fn entries(visit: &Visit, view: &DossierView, personal: bool) -> Vec<Entry> {
    let names = visit.names();
    let told = |at: Instant| messages::instant(visit.language, at, &view.zone);
    let entry = |(index, recorded): (usize, &dossier::Recorded)| {
        let event = names.event(&view.state, &recorded.event);
        Entry {
            at: told(recorded.at),
            title: messages::event_title(visit.language, &event),
            detail: messages::event_detail(visit.language, &event, &view.zone),
            actor: super::who(visit, &recorded.actor, recorded.on_behalf.as_deref()),
            logged: (recorded.logged_at > recorded.at).then(|| told(recorded.logged_at)),
            corrected: view.corrected(index),
            text: recorded.sealed.as_ref().filter(|_| personal).and_then(|part| part.text.clone()),
        }
    };
    view.history.iter().enumerate().map(entry).collect()
}

pub(super) fn stretches(visit: &Visit, view: &DossierView) -> Vec<Stretch> {
    let mut all = pauses(visit, view);
    all.extend(extensions(visit, view));
    all.extend(consultations(visit, view));
    all.extend(letters(visit, view));
    all
}

/// The steps that an old register has on record: when, step, officer, unit.
pub(super) fn imported(visit: &Visit, view: &DossierView) -> Vec<[String; 4]> {
    let names = visit.names();
    let steps = view.state.imported_steps.iter();
    steps
        .map(|step| {
            let officer = step.officer.as_deref().map(|officer| names.officer(officer));
            let unit = step.unit.as_deref().map(|unit| names.unit(unit));
            let at = messages::instant(visit.language, step.at, &view.zone);
            [at, step.name.clone(), officer.unwrap_or_default(), unit.unwrap_or_default()]
        })
        .collect()
}

fn span(visit: &Visit, view: &DossierView, from: Instant, to: Option<Instant>) -> String {
    let told = |at: Instant| messages::instant(visit.language, at, &view.zone);
    let to = to.map_or_else(|| visit.t("dossier-now"), told);
    visit.say("dossier-span", &[("from", told(from).into()), ("to", to.into())])
}

fn pauses(visit: &Visit, view: &DossierView) -> Vec<Stretch> {
    let pauses = view.state.pauses.iter();
    pauses
        .map(|pause| {
            let reason = messages::pause_reason(visit.language, pause.reason);
            let basis = &pause.basis;
            let mut detail = if basis.is_empty() {
                reason
            } else {
                visit.say("dossier-basis", &[("reason", reason.into()), ("basis", basis.into())])
            };
            if pause.after_due {
                detail = format!("{detail} {}", visit.t("dossier-after_due"));
            }
            Stretch {
                kind: visit.t("dossier-pause"),
                span: span(visit, view, pause.from, pause.to),
                detail,
            }
        })
        .collect()
}

fn extensions(visit: &Visit, view: &DossierView) -> Vec<Stretch> {
    let extensions = view.state.extensions.iter();
    extensions
        .map(|(at, by, basis)| Stretch {
            kind: visit.t("dossier-extension"),
            span: messages::instant(visit.language, *at, &view.zone),
            detail: format!("{}. {basis}", messages::amount(visit.language, *by)),
        })
        .collect()
}

fn consultations(visit: &Visit, view: &DossierView) -> Vec<Stretch> {
    let asked = view.state.consultations.iter();
    asked
        .map(|consultation| {
            let due = messages::instant(visit.language, consultation.due, &view.zone);
            let late = consultation.answered.is_some_and(|at| at > consultation.due);
            let key = if late { "dossier-answered_late" } else { "dossier-answer_due" };
            let unit = visit.names().unit(&consultation.unit);
            Stretch {
                kind: visit.t("dossier-consultation"),
                span: span(visit, view, consultation.asked, consultation.answered),
                detail: visit.say(key, &[("unit", unit.into()), ("due", due.into())]),
            }
        })
        .collect()
}

fn letters(visit: &Visit, view: &DossierView) -> Vec<Stretch> {
    let told = |at: Instant| messages::instant(visit.language, at, &view.zone);
    let letters = view.state.letters.iter();
    letters
        .map(|letter| {
            let unit = visit.names().unit(&letter.unit);
            let values = [
                ("unit", unit.into()),
                ("reason", visit.names().reason(&view.state, &letter.reason).into()),
            ];
            let mut detail = visit.say("dossier-letter_told", &values);
            if let Some((_, by)) = &letter.signed {
                let by = visit.names().officer(by);
                detail = format!("{detail} {}", visit.say("dossier-signed", &[("by", by.into())]));
            }
            if let Some(date) = letter.new_date {
                let date = messages::day_of(visit.language, date);
                detail =
                    format!("{detail} {}", visit.say("dossier-new_date", &[("date", date.into())]));
            }
            let (key, at) = match letter.sent {
                Some(sent) => ("dossier-letter_sent", sent),
                None => ("dossier-letter_drafted", letter.drafted),
            };
            let span = visit.say(key, &[("at", told(at).into())]);
            Stretch { kind: visit.t("dossier-letter"), span, detail }
        })
        .collect()
}

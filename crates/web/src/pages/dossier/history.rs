//! What happened to a dossier: its events in words, and its pauses, extensions, letters and
//! consultations merged. Of sealed parts only the text, for those who may read it.

use app::DossierView;
use calendar::Instant;

use crate::request_context::RequestContext;

/// An event in the reader's language.
pub(super) struct Entry {
    pub at: String,
    pub title: String,
    pub detail: Option<String>,
    pub actor: String,
    /// When it was logged, where that was not when it happened.
    pub logged: Option<String>,
    pub corrected: bool,
    /// The officer's sealed text, which may name a person.
    pub text: Option<String>,
}

/// A pause, extension, letter or consultation.
pub(super) struct Stretch {
    pub kind: String,
    pub span: String,
    pub detail: String,
}

/// The events; `texts` are what was written with each, where that may be shown.
pub(super) fn entries(
    context: &RequestContext,
    view: &DossierView,
    texts: &[Option<String>],
) -> Vec<Entry> {
    let names = context.names();
    let rule_set = context.rule_set(view.state.received);
    let describe = |at: Instant| messages::instant(context.language, at, &view.zone);
    let entry = |(index, recorded): (usize, &dossier::Recorded)| {
        let event = names.event(&view.state, &recorded.event);
        Entry {
            at: describe(recorded.at),
            title: messages::event_title(context.language, rule_set, &event),
            detail: messages::event_detail(context.language, rule_set, &event, &view.zone),
            actor: super::who(context, &recorded.actor, recorded.on_behalf.as_deref()),
            logged: (recorded.logged_at > recorded.at).then(|| describe(recorded.logged_at)),
            corrected: view.corrected(index),
            text: texts.get(index).cloned().flatten(),
        }
    };
    view.history.iter().enumerate().map(entry).collect()
}

pub(super) fn stretches(context: &RequestContext, view: &DossierView) -> Vec<Stretch> {
    let mut all = pauses(context, view);
    all.extend(extensions(context, view));
    all.extend(consultations(context, view));
    all.extend(letters(context, view));
    all
}

/// The steps that an old register has on record: when, step, officer, unit.
pub(super) fn imported(context: &RequestContext, view: &DossierView) -> Vec<[String; 4]> {
    let names = context.names();
    let steps = view.state.imported_steps.iter();
    steps
        .map(|step| {
            let officer = step.officer.as_deref().map(|officer| names.officer(officer));
            let unit = step.unit.as_deref().map(|unit| names.unit(unit));
            let at = messages::instant(context.language, step.at, &view.zone);
            [at, step.name.clone(), officer.unwrap_or_default(), unit.unwrap_or_default()]
        })
        .collect()
}

fn span(
    context: &RequestContext,
    view: &DossierView,
    from: Instant,
    to: Option<Instant>,
) -> String {
    let describe = |at: Instant| messages::instant(context.language, at, &view.zone);
    let to = to.map_or_else(|| context.text("dossier-now"), describe);
    context.format("dossier-span", &[("from", describe(from).into()), ("to", to.into())])
}

fn pauses(context: &RequestContext, view: &DossierView) -> Vec<Stretch> {
    let pauses = view.state.pauses.iter();
    pauses
        .map(|pause| {
            let reason = messages::pause_reason(context.language, pause.reason);
            let basis = &pause.basis;
            let mut detail = if basis.is_empty() {
                reason
            } else {
                context
                    .format("dossier-basis", &[("reason", reason.into()), ("basis", basis.into())])
            };
            if pause.after_due {
                detail = format!("{detail} {}", context.text("dossier-after_due"));
            }
            Stretch {
                kind: context.text("dossier-pause"),
                span: span(context, view, pause.from, pause.to),
                detail,
            }
        })
        .collect()
}

fn extensions(context: &RequestContext, view: &DossierView) -> Vec<Stretch> {
    let extensions = view.state.extensions.iter();
    extensions
        .map(|(at, by, basis)| Stretch {
            kind: context.text("dossier-extension"),
            span: messages::instant(context.language, *at, &view.zone),
            detail: format!("{}. {basis}", messages::amount(context.language, *by)),
        })
        .collect()
}

fn consultations(context: &RequestContext, view: &DossierView) -> Vec<Stretch> {
    let consultations = view.state.consultations.iter();
    consultations
        .map(|consultation| {
            let due = messages::instant(context.language, consultation.due, &view.zone);
            let late = consultation.answered.is_some_and(|at| at > consultation.due);
            let key = if late { "dossier-answered_late" } else { "dossier-answer_due" };
            let unit = context.names().unit(&consultation.unit);
            Stretch {
                kind: context.text("dossier-consultation"),
                span: span(context, view, consultation.asked_at, consultation.answered),
                detail: context.format(key, &[("unit", unit.into()), ("due", due.into())]),
            }
        })
        .collect()
}

fn letters(context: &RequestContext, view: &DossierView) -> Vec<Stretch> {
    let describe = |at: Instant| messages::instant(context.language, at, &view.zone);
    let naming = messages::naming(context.rule_set(view.state.received));
    let count = view.state.letters.len();
    // A draft that another took the place of is no letter.
    let letters = view.state.letters.iter().enumerate();
    letters
        .filter(|(place, letter)| letter.sent.is_some() || place + 1 == count)
        .map(|(_, letter)| {
            let unit = context.names().unit(&letter.unit);
            let values = [
                ("unit", unit.into()),
                ("reason", context.names().reason(&view.state, &letter.reason).into()),
            ];
            let mut detail = context.format("dossier-letter_detail", &values);
            if let Some((_, by)) = &letter.signed {
                let by = context.names().officer(by);
                detail =
                    format!("{detail} {}", context.format("dossier-signed", &[("by", by.into())]));
            }
            if let Some(date) = letter.new_date {
                let date = messages::day_of(context.language, date);
                detail = format!(
                    "{detail} {}",
                    context.format("dossier-new_date", &[("date", date.into())])
                );
            }
            let queued = letter.queued.as_ref().map(|(at, _)| *at);
            let (key, at) = match (letter.sent, queued, &letter.signed) {
                (Some(sent), ..) => ("dossier-letter_sent", sent),
                (None, Some(queued), _) => ("dossier-letter_queued", queued),
                (None, None, Some((signed, _))) => ("dossier-letter_signed", *signed),
                (None, None, None) => ("dossier-letter_drafted", letter.drafted),
            };
            let span = context.format(key, &[("at", describe(at).into())]);
            Stretch {
                kind: context.format("dossier-letter", std::slice::from_ref(&naming)),
                span,
                detail,
            }
        })
        .collect()
}

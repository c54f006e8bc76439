//! The rows that stand for a dossier: caches of the fold, never a second truth.

use dossier::{Recorded, State};
use indicators::{Fact, Known};
use store::{DossierRow, SpanRow};

use crate::timers;

/// The register a stream belongs to: `dossier/<register>/<id>`.
pub(crate) fn register_of(stream: &str) -> &str {
    stream.split('/').nth(1).unwrap_or_default()
}

/// The dossier's row.
pub(crate) fn row(stream: &str, version: u64, state: &State, known: &Known) -> DossierRow {
    let code = if state.code.is_empty() {
        stream.rsplit('/').next().unwrap_or_default().to_owned()
    } else {
        state.code.clone()
    };
    DossierRow {
        stream: stream.to_owned(),
        register: register_of(stream).to_owned(),
        code,
        phase: state.phase.code().to_owned(),
        procedure: state.filing.procedure.clone(),
        unit: state.filing.unit.clone(),
        holder: state.hold().map(|hold| hold.officer.clone()),
        received_at: state.received.map(|at| at.0),
        due_at: state.due().map(|at| at.0),
        ended_at: state.ended().map(|at| at.0),
        timer_at: timers::next(state).map(|(at, _)| at.0),
        version,
        facts: serde_json::to_string(known).unwrap_or_default(),
    }
}

/// What the figures need to know of the dossier; `None` before anything happened.
pub(crate) fn known(
    stream: &str,
    state: &State,
    history: impl FnOnce() -> Result<Vec<Recorded>, crate::Failure>,
    calendars: &calendar::Calendars,
) -> Result<Option<Known>, crate::Failure> {
    let id = stream.rsplit('/').next().unwrap_or_default();
    if state.irregular {
        return Ok(Known::of(id, &history()?, calendars));
    }
    let fact = Fact::of(state).map(|mut fact| {
        if fact.code.is_empty() {
            id.clone_into(&mut fact.code);
        }
        fact
    });
    Ok(fact.map(Known::from))
}

/// The dossier's spans, from the first that may have changed.
pub(crate) fn spans(state: &State, first: usize) -> Vec<SpanRow> {
    let holds = state.holds.iter().skip(first);
    holds
        .map(|hold| SpanRow {
            from_at: hold.from.0,
            to_at: hold.to.map(|to| to.0),
            unit: hold.unit.clone(),
            step: hold.step.clone(),
            holder: hold.officer.clone(),
        })
        .collect()
}

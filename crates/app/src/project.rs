//! The rows of a dossier: caches of the fold, which is the record.

use std::collections::BTreeSet;

use calendar::Instant;
use dossier::event::PauseReason;
use dossier::{Recorded, State};
use indicators::{DossierFacts, FactHistory};
use rules::{Rules, UnitKind};
use store::{DossierRow, SpanRow};

use crate::timers;

/// The register a stream belongs to: `dossier/<register>/<id>`.
pub(crate) fn register_of(stream: &str) -> &str {
    stream.split('/').nth(1).unwrap_or_default()
}

/// The dossier's row, its facts left out. What names no agency is the own one's.
pub(crate) fn row(stream: &str, version: u64, state: &State, rules: &Rules) -> DossierRow {
    let code = if state.code.is_empty() {
        stream.rsplit('/').next().unwrap_or_default().to_owned()
    } else {
        state.code.clone()
    };
    let (filing, hold, offer) = (&state.filing, state.hold(), state.offer.as_ref());
    let stand_in = hold.and_then(|hold| {
        state.stand_ins.iter().rev().find(|stand_in| stand_in.officer == hold.officer)
    });
    let pause = state.paused().filter(|_| state.suspended());
    let named = if filing.agency.is_empty() { agency_of(rules) } else { &filing.agency };
    DossierRow {
        stream: stream.to_owned(),
        register: register_of(stream).to_owned(),
        code,
        phase: state.phase.code().to_owned(),
        procedure: filing.procedure.clone(),
        unit: filing.unit.clone(),
        holder: hold.map(|hold| hold.officer.clone()),
        received_at: state.received.map(|at| at.0),
        due_at: state.due().map(|at| at.0),
        ended_at: state.ended().map(|at| at.0),
        timer_at: timers::next(state).map(|(at, _)| at.0),
        version,
        facts: String::new(),
        agency: named.to_owned(),
        desk: desk(state, rules).to_owned(),
        holding_unit: hold.map(|hold| hold.unit.clone()).unwrap_or_default(),
        offered_to: offer.map(|offer| offer.to.clone()),
        offered_unit: offer.map(|offer| offer.unit.clone()),
        step: hold.map(|hold| hold.step.clone()).unwrap_or_default(),
        helped_at: filing.helped_at.clone().unwrap_or_default(),
        person: filing.person.clone(),
        stand_in: stand_in.map(|stand_in| stand_in.by.clone()),
        stand_in_until: stand_in.map(|stand_in| stand_in.until.0),
        consulted: consulted(state),
        letter: letter(state).to_owned(),
        suspended: state.suspended(),
        filed_at: state.filed.map(|at| at.0),
        suspended_at: pause.map(|pause| pause.from.0),
        suspended_for: pause.map_or("", |pause| pause.reason.code()).to_owned(),
        supplement_until: pause.and(state.supplement_until()).map(|day| i64::from(day.0)),
        given_out_at: state.given_out().map(|at| at.0),
        approved_at: state.approved.map(|(at, _)| at.0),
        supplied_at: supplied(state).map(|at| at.0),
    }
}

/// The desk that received it; of a filing the desk that is to receive it: the ward's own for what a
/// ward answers for, else the agency's.
pub(crate) fn desk<'a>(state: &'a State, rules: &'a Rules) -> &'a str {
    if let Some(first) = state.holds.first() {
        return &first.unit;
    }
    let Some(agency) = &rules.agency else { return "" };
    let ward = |unit: &&rules::Unit| unit.kind == UnitKind::Ward;
    if let Some(unit) = agency.unit(&state.filing.unit).filter(ward) {
        return &unit.code;
    }
    let desk = agency.units.iter().find(|unit| unit.kind == UnitKind::Desk);
    desk.map_or("", |unit| unit.code.as_str())
}

/// When a supplement came to its present holder.
fn supplied(state: &State) -> Option<Instant> {
    let hold = state.hold()?;
    let supplements = state.pauses.iter().filter(|p| p.reason == PauseReason::Supplement);
    let ended = supplements.filter_map(|pause| pause.to).next_back();
    let came = state.requested_papers.iter().filter_map(|paper| paper.received_at).max();
    ended.max(came).filter(|at| *at >= hold.from)
}

/// The units asked that have not answered, each once, with a space on either side.
fn consulted(state: &State) -> String {
    let open = state.consultations.iter().filter(|consultation| consultation.answered.is_none());
    let units: BTreeSet<&str> = open.map(|consultation| consultation.unit.as_str()).collect();
    if units.is_empty() {
        return String::new();
    }
    format!(" {} ", units.into_iter().collect::<Vec<_>>().join(" "))
}

/// The progress of the letter for the due in force.
fn letter(state: &State) -> &'static str {
    if state.letter_for_due().is_some() {
        return "sent";
    }
    match state.letters.last().filter(|letter| letter.sent.is_none()) {
        Some(letter) if letter.signed.is_some() => "signed",
        Some(_) => "drafted",
        None => "",
    }
}

/// The agency of the rules in force; empty where only a catalogue was loaded.
pub(crate) fn agency_of(rules: &Rules) -> &str {
    rules.agency.as_ref().map_or("", |agency| agency.code.as_str())
}

/// The facts of a dossier that the figures count; `None` for a dossier without events.
pub(crate) fn fact_history(
    stream: &str,
    state: &State,
    history: impl FnOnce() -> Result<Vec<Recorded>, crate::Failure>,
    calendars: &calendar::Calendars,
) -> Result<Option<FactHistory>, crate::Failure> {
    let id = stream.rsplit('/').next().unwrap_or_default();
    if state.has_late_entries {
        let facts = FactHistory::of(id, &history()?, calendars);
        return Ok(facts.map(|facts| given(facts, state)));
    }
    let fact = DossierFacts::of(state).map(|mut fact| {
        if fact.code.is_empty() {
            id.clone_into(&mut fact.code);
        }
        fact
    });
    Ok(fact.map(|fact| given(FactHistory::from(fact), state)))
}

/// The facts with what became of the result.
fn given(facts: FactHistory, state: &State) -> FactHistory {
    facts.given_out(state.given_out()).brought_back(state.returned_by_post.clone())
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

//! Reads the steps of a dossier, with their beginnings, and the contradictions between the instants
//! of the steps and of the dossier. The module knows events and the map's rules of steps; it must
//! not know the format of the log.

use std::collections::{HashMap, VecDeque};

use crate::collector::{Reading, Refusal};
use crate::dossier::{Step, WarningKind};
use crate::limits::excerpt;
use crate::map::{Level, StepRule};
use crate::moment::Moment;
use text::{Sentence, phrase, sentence};

/// A step with its moments, by which contradictions are found.
pub(crate) struct ReadStep {
    pub(crate) step: Step,
    line: usize,
    at: Moment,
    started: Option<Moment>,
}

/// The phase of a step that an event records.
#[derive(PartialEq, Eq)]
pub(crate) enum Phase {
    Start,
    Complete,
    Other,
}

/// Reads all steps of a dossier, in the order of their instants.
pub(crate) fn read(reading: &mut Reading<'_>) -> Result<Vec<ReadStep>, Refusal> {
    let map = reading.map;
    let places: Vec<Option<usize>> = match map.level {
        Level::Event => reading.order.iter().copied().map(Some).collect(),
        Level::Dossier | Level::SingleEvent => vec![None],
    };
    let mut steps = Vec::new();
    let mut begun: HashMap<String, VecDeque<Moment>> = HashMap::new();
    for event in places {
        for rule in &map.steps {
            let name = reading.find(&rule.name, event)?.map(|value| value.text.into_owned());
            let Some(name) = name else { continue };
            let at = match event {
                Some(index) => reading.instants[index],
                None => reading.moment(&rule.at, None)?,
            };
            match (at, phase(reading, event)) {
                (_, Phase::Other) => {}
                (Some(at), Phase::Start) => begun.entry(name).or_default().push_back(at),
                (Some(at), Phase::Complete) => {
                    let begun = begun.get_mut(&name).and_then(VecDeque::pop_front);
                    steps.push(step(reading, rule, event, (name, at), begun)?);
                }
                (None, _) if event.is_some() => {
                    let name = excerpt(&name);
                    let text = sentence!("step {name:?} has no instant and was left out", name);
                    reading.warn(line(reading, event), WarningKind::StepWithoutInstant, text);
                }
                // The column of a step that was not done is empty.
                (None, _) => {}
            }
        }
    }
    steps.sort_by_key(|read: &ReadStep| read.step.at);
    Ok(steps)
}

fn step(
    reading: &Reading<'_>,
    rule: &StepRule,
    event: Option<usize>,
    (name, at): (String, Moment),
    begun: Option<Moment>,
) -> Result<ReadStep, Refusal> {
    let text = |field| -> Result<Option<String>, Refusal> {
        Ok(reading.find(field, event)?.map(|value| value.text.into_owned()))
    };
    let started = reading.moment(&rule.started, event)?.or(begun);
    let step = Step {
        name,
        unit: text(&rule.unit)?,
        officer: text(&rule.officer)?,
        at: at.at,
        started: started.map(|moment| moment.at),
        due: reading.moment(&rule.due, event)?.map(|due| reading.due_of_date(due)),
    };
    Ok(ReadStep { step, line: line(reading, event), at, started })
}

fn line(reading: &Reading<'_>, event: Option<usize>) -> usize {
    event.map_or(reading.case.line, |index| reading.case.events[index].line)
}

pub(crate) fn phase(reading: &Reading<'_>, event: Option<usize>) -> Phase {
    let (Some(lifecycle), Some(index)) = (&reading.map.lifecycle, event) else {
        return Phase::Complete;
    };
    let word = reading.case.events[index].cells[lifecycle.cell].as_deref();
    let among = |words: &[String]| word.is_some_and(|word| words.iter().any(|w| w == word));
    if among(&lifecycle.complete) {
        Phase::Complete
    } else if among(&lifecycle.start) {
        Phase::Start
    } else {
        Phase::Other
    }
}

/// Adds a warning for each kind of contradiction: it names the first such step, and the number of
/// further ones.
pub(crate) fn contradictions(
    reading: &mut Reading<'_>,
    steps: &[ReadStep],
    received: Moment,
    end: Option<Moment>,
) {
    let zone = &reading.map.zone;
    type Test<'a> = &'a dyn Fn(&ReadStep) -> bool;
    let before: Test<'_> = &|read| read.at.before(received, zone);
    let after: Test<'_> = &|read| end.is_some_and(|end| end.before(read.at, zone));
    let turned: Test<'_> = &|read| read.started.is_some_and(|start| read.at.before(start, zone));
    for (test, kind, fault) in [
        (before, WarningKind::StepBeforeReceived, phrase!("lies before the reception")),
        (after, WarningKind::StepAfterFinished, phrase!("lies after the end")),
        (turned, WarningKind::StartedAfterCompleted, phrase!("was completed before it began")),
    ] {
        let mut matching = steps.iter().filter(|read| test(read));
        if let Some(first) = matching.next() {
            let at = reading.moment_text(first.at);
            let (name, fault) = (excerpt(&first.step.name), Sentence::phrase(fault));
            let text = match matching.count() {
                0 => sentence!("step {name:?} of {at} {fault}", name, at, fault),
                more => sentence!(
                    "step {name:?} of {at} {fault}; so do {more} more",
                    name,
                    at,
                    fault,
                    more
                ),
            };
            reading.warn(first.line, kind, text);
        }
    }
}

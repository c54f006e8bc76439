//! The map: which cell of a log plays which role for a dossier. Knows the roles and how a source
//! is looked up; not how a map is written (`parse` and below) nor what a dossier is made of.

mod clock;
mod columns;
mod parse;
mod toml_node;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use calendar::{Calendar, Duration, Zone};

use crate::case::{Case, Cell};

/// Reads logs of one register; see `docs/import/README.md` for the language.
#[derive(Clone, Debug)]
pub struct Map {
    register: Option<String>,
    pub(crate) format: Format,
    pub(crate) level: Level,
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: Option<u8>,
    pub(crate) zone: Zone,
    pub(crate) formats: Vec<String>,
    pub(crate) absent: Vec<String>,
    /// Columns read once a dossier.
    pub(crate) case_names: Vec<String>,
    /// Columns read at every event.
    pub(crate) event_names: Vec<String>,
    pub(crate) roles: Roles,
    pub(crate) steps: Vec<StepRule>,
    pub(crate) lifecycle: Option<Lifecycle>,
    pub(crate) durations: Option<Durations>,
    calendar: Option<Calendar>,
}

impl Map {
    /// The register's name, where the map gives one.
    #[must_use]
    pub fn register(&self) -> Option<&str> {
        self.register.as_deref()
    }

    /// Where the register's civil dates are read.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The calendar that due is counted on, where the map has one.
    #[must_use]
    pub fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_ref()
    }

    /// A cell as the log has it: trimmed, `None` where it is empty or a word for "absent".
    pub(crate) fn cell<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = text.trim();
        let absent = matches!(text, "" | "NULL" | "NaN") || self.absent.iter().any(|a| a == text);
        (!absent).then_some(text)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Auto,
    Csv,
    Xes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// One row is a dossier.
    Dossier,
    /// One row is an event of a dossier.
    Event,
}

/// What a dossier is read from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roles {
    pub(crate) dossier: Field,
    pub(crate) procedure: Field,
    pub(crate) field: Field,
    pub(crate) unit: Field,
    pub(crate) officer: Field,
    pub(crate) channel: Field,
    pub(crate) ward: Field,
    pub(crate) received: Field,
    pub(crate) due: Field,
    pub(crate) finished: Field,
    pub(crate) withdrawn: Field,
}

/// What a step is read from: at the level of events at every event, otherwise once a dossier.
#[derive(Clone, Debug, Default)]
pub(crate) struct StepRule {
    pub(crate) name: Field,
    pub(crate) at: Field,
    pub(crate) started: Field,
    pub(crate) officer: Field,
    pub(crate) unit: Field,
}

/// Events that only begin a step, and those that complete one.
#[derive(Clone, Debug)]
pub(crate) struct Lifecycle {
    pub(crate) cell: usize,
    pub(crate) start: Vec<String>,
    pub(crate) complete: Vec<String>,
}

/// Durations for dossiers without a stated due.
#[derive(Clone, Debug, Default)]
pub(crate) struct Durations {
    pub(crate) general: Option<Duration>,
    pub(crate) by_procedure: BTreeMap<String, Duration>,
}

/// One role: its sources, tried in order, and the words its values are replaced by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) values: HashMap<String, String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) pick: ValueSelector,
    pub(crate) when: Option<When>,
}

#[derive(Clone, Debug)]
pub(crate) enum ValueSelector {
    /// A cell.
    Place(Place),
    /// A constant.
    Value(String),
    /// A cell of the first or last event that has it.
    Event { cell: usize, named: Option<Named>, last: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Of the dossier.
    Case(usize),
    /// Of the event being read.
    Event(usize),
}

/// Only events whose step has one of these names in the log.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) cell: usize,
    pub(crate) names: Vec<String>,
}

/// A source that holds only where a cell has (or has not) one of some values.
#[derive(Clone, Debug)]
pub(crate) struct When {
    pub(crate) place: Place,
    pub(crate) values: Option<Vec<String>>,
    pub(crate) not: Vec<String>,
}

/// A dossier and, while a step is read, the event it is read from.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) case: &'a Case<'a>,
    /// Indices of the events, in order of their instants.
    pub(crate) order: &'a [usize],
    pub(crate) event: Option<usize>,
}

/// A value and the line it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

impl Field {
    /// The first source that has a value, in the map's words.
    pub(crate) fn find<'a>(&'a self, view: View<'a>) -> Option<Found<'a>> {
        let found = self.sources.iter().find_map(|source| source.find(view))?;
        let text = self.values.get(found.text).map_or(found.text, String::as_str);
        (!text.is_empty()).then_some(Found { text, line: found.line })
    }
}

impl Source {
    fn find<'a>(&'a self, view: View<'a>) -> Option<Found<'a>> {
        if self.when.as_ref().is_some_and(|when| !when.holds(view)) {
            return None;
        }
        match &self.pick {
            ValueSelector::Place(place) => place.find(view),
            ValueSelector::Value(text) => Some(Found { text, line: view.case.line }),
            ValueSelector::Event { cell, named, last } => {
                let pick = |index: &usize| {
                    let event = &view.case.events[*index];
                    let wanted = named.as_ref().is_none_or(|named| named.includes(&event.cells));
                    let text = event.cells[*cell].as_deref().filter(|_| wanted)?;
                    Some(Found { text, line: event.line })
                };
                let mut order = view.order.iter();
                if *last { order.rev().find_map(pick) } else { order.find_map(pick) }
            }
        }
    }
}

impl Place {
    fn find<'a>(self, view: View<'a>) -> Option<Found<'a>> {
        let (line, cells, index) = match self {
            Self::Case(index) => (view.case.line, &view.case.cells, index),
            Self::Event(index) => {
                let event = &view.case.events[view.event?];
                (event.line, &event.cells, index)
            }
        };
        cells[index].as_deref().map(|text| Found { text, line })
    }
}

impl Named {
    fn includes(&self, cells: &[Cell<'_>]) -> bool {
        cells[self.cell].as_deref().is_some_and(|name| self.names.iter().any(|n| n == name))
    }
}

impl When {
    fn holds(&self, view: View<'_>) -> bool {
        let text = self.place.find(view).map(|found| found.text);
        let among = |list: &[String]| text.is_some_and(|text| list.iter().any(|v| v == text));
        self.values.as_ref().is_none_or(|values| among(values)) && !among(&self.not)
    }
}

/// One thing to mend in a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line in the map, from 1.
    pub line: usize,
    /// What is wrong and what to write instead.
    pub text: String,
}

/// Everything that is wrong with a map, in order of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapError(pub Vec<Problem>);

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.0.iter().map(|problem| format!("line {}: {}", problem.line, problem.text));
        write!(f, "{}", lines.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for MapError {}

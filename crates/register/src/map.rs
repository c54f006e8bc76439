//! The map: the roles of a dossier, and the cells of a log from which each is read. The module must
//! not know the text of a map (which `parse` and the modules below read) or how a dossier is made.

mod clock;
mod columns;
mod parse;
mod pauses;
mod toml_node;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use calendar::{Calendar, Day, Duration, Zone};
use encoding_rs::Encoding;

use crate::case::{Case, Cell};
use crate::dossier::PauseReason;
use crate::moment::Formats;
use text::{Sentence, ToSentence, sentence};

/// The map of one register; `docs/import/README.md` describes its language.
#[derive(Clone, Debug)]
pub struct Map {
    register: Option<String>,
    pub(crate) format: Format,
    pub(crate) level: Level,
    pub(crate) delimiter: Option<u8>,
    pub(crate) quote: Option<u8>,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) sheet: Option<String>,
    /// The number of lines above the header.
    pub(crate) skip_rows: usize,
    /// The conditions on which rows, traces and events are skipped.
    pub(crate) skip: Vec<Condition>,
    pub(crate) zone: Zone,
    pub(crate) formats: Formats,
    pub(crate) absent: Vec<String>,
    /// The columns that are read once for a dossier.
    pub(crate) case_names: Vec<String>,
    /// The indices of the columns with the same value in all rows of a dossier.
    pub(crate) stated: BTreeSet<usize>,
    /// The columns that are read for every event.
    pub(crate) event_names: Vec<String>,
    pub(crate) roles: Roles,
    pub(crate) steps: Vec<StepRule>,
    pub(crate) lifecycle: Option<Lifecycle>,
    pub(crate) pauses: Vec<PauseRule>,
    pub(crate) durations: Option<Durations>,
    /// The values that the map names, each with the places in which it is expected.
    pub(crate) expected: Vec<(Vec<Place>, String)>,
    calendar: Option<Calendar>,
    /// The first and the last day that can be counted; the calendar itself ends later, so that a
    /// count beyond the last day is recognised.
    pub(crate) counted: Option<(Day, Day)>,
}

impl Map {
    /// The name of the register, if the map states one.
    #[must_use]
    pub fn register(&self) -> Option<&str> {
        self.register.as_deref()
    }

    /// The zone of the register's civil dates.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The calendar on which dues are counted, if the map has one.
    #[must_use]
    pub fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_ref()
    }

    /// The normalised text of a cell; `None` where the cell is empty or contains a word for
    /// "absent".
    pub(crate) fn cell<'t>(&self, text: &'t str) -> Cell<'t> {
        let text = text::outside::line(text);
        let absent = ABSENT.contains(&text.as_ref()) || self.absent.iter().any(|a| *a == text);
        (!absent).then_some(text)
    }

    /// Whether the map skips a row, given as a case.
    pub(crate) fn skips(&self, row: &Case<'_>) -> bool {
        let event = (!row.events.is_empty()).then_some(0);
        let view = View { case: row, order: &[], event };
        self.skip.iter().any(|condition| condition.holds(view))
    }
}

/// Words that always mean an empty cell.
pub(crate) const ABSENT: [&str; 7] = ["", "NULL", "null", "NaN", "nan", "NaT", "<NA>"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Auto,
    Csv,
    Xlsx,
    Xes,
}

impl Format {
    pub(crate) const WORDS: [(&'static str, Self); 4] =
        [("auto", Self::Auto), ("csv", Self::Csv), ("xlsx", Self::Xlsx), ("xes", Self::Xes)];

    pub(crate) fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// A row is a dossier.
    Dossier,
    /// A row is an event of a dossier.
    Event,
    /// A row, or an event of a trace, is a dossier.
    SingleEvent,
}

/// The sources of a dossier's properties.
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

/// The sources of a step: read for every event at the level of events, otherwise once for a
/// dossier.
#[derive(Clone, Debug, Default)]
pub(crate) struct StepRule {
    pub(crate) name: Field,
    pub(crate) at: Field,
    pub(crate) started: Field,
    pub(crate) officer: Field,
    pub(crate) unit: Field,
    pub(crate) due: Field,
}

/// The sources of pauses.
#[derive(Clone, Debug)]
pub(crate) struct PauseRule {
    pub(crate) reason: PauseReason,
    pub(crate) at: PauseSource,
}

#[derive(Clone, Debug)]
pub(crate) enum PauseSource {
    /// One pause, from values of the dossier.
    Values { from: Field, to: Field },
    /// Any number of pauses, from steps that begin and end one.
    Steps { begin: StepFilter, end: StepFilter },
}

/// The words for the transitions that begin a step, and for those that complete one.
#[derive(Clone, Debug)]
pub(crate) struct Lifecycle {
    pub(crate) cell: usize,
    pub(crate) start: Vec<String>,
    pub(crate) complete: Vec<String>,
}

/// Durations for dossiers without a stated due.
#[derive(Clone, Debug, Default)]
pub(crate) struct Durations {
    /// The source of an amount in each row, with its unit and cut-off.
    pub(crate) stated: Option<(Field, Duration)>,
    pub(crate) general: Option<Duration>,
    pub(crate) by_procedure: BTreeMap<String, Duration>,
}

/// A role: its sources in order of precedence, and the replacements of its values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) values: HashMap<String, String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) pick: ValueSelector,
    pub(crate) condition: Option<Condition>,
}

#[derive(Clone, Debug)]
pub(crate) enum ValueSelector {
    /// A cell, or several joined cells.
    Cells(Join),
    /// A constant.
    Value(String),
    /// The cells of the first or the last event in which they are filled.
    Event { cells: Join, step_filter: Option<StepFilter>, last: bool },
}

/// Cells whose texts are joined into one value.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    pub(crate) places: Vec<Place>,
    pub(crate) with: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A cell of the dossier.
    Case(usize),
    /// A cell of the current event.
    Event(usize),
}

/// A filter of events by the names of their steps in the log.
#[derive(Clone, Debug)]
pub(crate) struct StepFilter {
    pub(crate) cell: usize,
    pub(crate) names: Vec<String>,
}

/// A condition: a cell contains, or does not contain, one of some values. An empty cell contains
/// "".
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// The places of the cell; the first filled one is used. A place in the event comes before one
    /// in the dossier.
    pub(crate) places: Vec<Place>,
    pub(crate) values: Option<Vec<String>>,
    pub(crate) not: Vec<String>,
}

/// A dossier, with the current event while a step is read.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) case: &'a Case<'a>,
    /// The indices of the events, in order of their instants.
    pub(crate) order: &'a [usize],
    pub(crate) event: Option<usize>,
}

/// A value with its line.
#[derive(Clone, Debug)]
pub(crate) struct CellValue<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) line: usize,
}

/// The error for a value of which only some cells are filled; contains the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartlyFilled(pub(crate) usize);

impl Field {
    /// The value of the first source that has one, with the map's replacement.
    ///
    /// # Errors
    /// [`PartlyFilled`] where no source has a whole value and one has a part of it.
    pub(crate) fn find<'a>(
        &'a self,
        view: View<'a>,
    ) -> Result<Option<CellValue<'a>>, PartlyFilled> {
        let mut half = None;
        for source in &self.sources {
            match source.find(view) {
                Ok(Some(value)) => {
                    let word = self.values.get(value.text.as_ref());
                    let text = word.map_or(value.text, |word| Cow::Borrowed(word.as_str()));
                    return Ok((!text.is_empty()).then_some(CellValue { text, ..value }));
                }
                Ok(None) => {}
                Err(error) => half = half.or(Some(error)),
            }
        }
        half.map_or(Ok(None), Err)
    }
}

impl Source {
    fn find<'a>(&'a self, view: View<'a>) -> Result<Option<CellValue<'a>>, PartlyFilled> {
        let holds = |view| self.condition.as_ref().is_none_or(|when| when.holds(view));
        match &self.pick {
            ValueSelector::Event { cells, step_filter, last } => {
                let pick = |index: &usize| {
                    let view = View { event: Some(*index), ..view };
                    let event = &view.case.events[*index];
                    let is_included =
                        step_filter.as_ref().is_none_or(|filter| filter.includes(&event.cells));
                    if is_included && holds(view) { cells.find(view).transpose() } else { None }
                };
                let mut order = view.order.iter();
                let value = if *last { order.rev().find_map(pick) } else { order.find_map(pick) };
                value.transpose()
            }
            _ if !holds(view) => Ok(None),
            ValueSelector::Cells(cells) => cells.find(view),
            ValueSelector::Value(text) => {
                Ok(Some(CellValue { text: Cow::Borrowed(text), line: view.case.line }))
            }
        }
    }
}

impl Join {
    fn find<'a>(&self, view: View<'a>) -> Result<Option<CellValue<'a>>, PartlyFilled> {
        if let [place] = self.places.as_slice() {
            return Ok(place.find(view));
        }
        let values: Vec<CellValue<'_>> =
            self.places.iter().filter_map(|place| place.find(view)).collect();
        let Some(first) = values.first() else { return Ok(None) };
        let line = first.line;
        if values.len() < self.places.len() {
            return Err(PartlyFilled(line));
        }
        let texts: Vec<&str> = values.iter().map(|value| value.text.as_ref()).collect();
        Ok(Some(CellValue { text: Cow::Owned(texts.join(&self.with)), line }))
    }
}

impl Place {
    pub(crate) fn find<'a>(self, view: View<'a>) -> Option<CellValue<'a>> {
        let (line, cells, index) = match self {
            Self::Case(index) => (view.case.line, &view.case.cells, index),
            Self::Event(index) => {
                let event = &view.case.events[view.event?];
                (event.line, &event.cells, index)
            }
        };
        cells[index].as_deref().map(|text| CellValue { text: Cow::Borrowed(text), line })
    }
}

impl StepFilter {
    pub(crate) fn includes(&self, cells: &[Cell<'_>]) -> bool {
        cells[self.cell].as_deref().is_some_and(|name| self.names.iter().any(|n| n == name))
    }
}

impl Condition {
    pub(crate) fn holds(&self, view: View<'_>) -> bool {
        let cell = self.places.iter().find_map(|place| place.find(view));
        let text = cell.map_or(Cow::Borrowed(""), |cell| cell.text);
        let among = |list: &[String]| list.iter().any(|value| *value == text);
        self.values.as_ref().is_none_or(|values| among(values)) && !among(&self.not)
    }
}

/// A problem of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line in the map, from 1.
    pub line: usize,
    /// The problem with its remedy.
    pub text: Sentence,
}

/// All problems of a map, in order of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapError(pub Vec<Problem>);

impl ToSentence for MapError {
    fn to_sentence(&self) -> Sentence {
        let line = |problem: &Problem| {
            sentence!("line {line}: {text}", line = problem.line, text = problem.text)
        };
        sentence!("{problems}", problems = self.0.iter().map(line).collect::<Vec<_>>())
    }
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for MapError {}

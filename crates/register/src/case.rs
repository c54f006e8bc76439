//! The cells of one dossier as read from a log: only those that the map names. The module must not
//! know the format of the file or the role of a cell.

use std::borrow::Cow;
use text::Sentence;

/// The text of a cell, trimmed; `None` where the cell is absent.
pub(crate) type Cell<'t> = Option<Cow<'t, str>>;

/// The rows of one dossier, or one trace.
#[derive(Debug, Default)]
pub(crate) struct Case<'t> {
    /// The line of the dossier's first row, or of its trace.
    pub(crate) line: usize,
    /// The cells of the dossier, by the index of the name in `Map::case_names`.
    pub(crate) cells: Vec<Cell<'t>>,
    /// The events of the dossier, in the order of the file.
    pub(crate) events: Vec<Event<'t>>,
    /// The cells whose later rows contradict the first row.
    pub(crate) conflicts: Vec<Conflict>,
    /// The line and the reason, where a row of the dossier cannot be read.
    pub(crate) broken: Option<(usize, Sentence)>,
}

/// One event of a dossier.
#[derive(Debug)]
pub(crate) struct Event<'t> {
    /// The line of the event.
    pub(crate) line: usize,
    /// The cells of the event, by the index of the name in `Map::event_names`.
    pub(crate) cells: Vec<Cell<'t>>,
}

/// A row that contradicts an earlier one of the same dossier.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The line of the row.
    pub(crate) line: usize,
    /// The index of the cell in the dossier.
    pub(crate) cell: usize,
    /// The value in the row.
    pub(crate) value: String,
}

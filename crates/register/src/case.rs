//! The cells of one dossier as read from a log: only those that the map names. It must not know the
//! format of the file or the role of a cell.

use std::borrow::Cow;
use text::Sentence;

/// A cell: trimmed, `None` where absent.
pub(crate) type Cell<'t> = Option<Cow<'t, str>>;

/// One dossier's rows, or one trace.
#[derive(Debug, Default)]
pub(crate) struct Case<'t> {
    /// The line of its first row or of its trace.
    pub(crate) line: usize,
    /// By the index of the name in `Map::case_names`.
    pub(crate) cells: Vec<Cell<'t>>,
    /// In the order of the file.
    pub(crate) events: Vec<Event<'t>>,
    /// Cells whose later rows disagree with the first.
    pub(crate) conflicts: Vec<Conflict>,
    /// The line and the reason, where a row cannot be read.
    pub(crate) broken: Option<(usize, Sentence)>,
}

/// One event of a dossier.
#[derive(Debug)]
pub(crate) struct Event<'t> {
    /// Its line.
    pub(crate) line: usize,
    /// By the index of the name in `Map::event_names`.
    pub(crate) cells: Vec<Cell<'t>>,
}

/// A row that disagrees with an earlier one of its dossier.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The row's line.
    pub(crate) line: usize,
    /// The index of the cell in the dossier.
    pub(crate) cell: usize,
    /// The content of a row.
    pub(crate) value: String,
}

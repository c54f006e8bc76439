//! The parts of a paper, in reading order. The module must not know a page or a font file.

/// A part of a paper that begins on a new line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading with its level; level 1 is the title of the paper.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    /// A list; with the number of its first item if the list is numbered.
    List(Option<u64>, Vec<Vec<Inline>>),
    Table(Table),
}

/// A table: cells in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The alignment of each column.
    pub aligns: Vec<Align>,
    /// The heads of the columns. Where every head is blank the table only sets its cells next to
    /// each other: it has no lines, and a screen reader does not announce it as a table.
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

impl Table {
    /// Whether the table has lines and heads.
    pub fn has_heads(&self) -> bool {
        self.head.iter().any(|cell| !cell.is_empty())
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Align {
    #[default]
    Left,
    Center,
    Right,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    Text(String, Face),
    /// The beginning of a new line.
    Break,
    /// A QR code of a text, with the words that describe it.
    Code {
        text: String,
        alt: String,
    },
}

/// A face of the type family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    #[default]
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

impl Face {
    pub fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }
}

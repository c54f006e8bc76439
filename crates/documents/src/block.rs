//! What a paper consists of, in reading order. Knows no page and no font file.

/// A part of a paper that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Level 1 is the title of the paper.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    /// The items; with the number of the first one where they are numbered.
    List(Option<u64>, Vec<Vec<Inline>>),
    Table(Table),
}

/// Cells in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The alignment of each column.
    pub aligns: Vec<Align>,
    /// The heads of the columns. Where every one is blank the table only puts its cells next to
    /// each other: it has no lines, and is no table to a reader who hears it.
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

impl Table {
    /// Whether it is a table with lines and heads.
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
    /// A new line begins.
    Break,
    /// A QR code of a text, with the words that stand for it.
    Code {
        of: String,
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

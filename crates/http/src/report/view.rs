//! The table of a report as HTML: headings with the columns that they span, cells with their links.

use askama::Template;
use askama::filters::HtmlSafe;
use text::Language;

use super::{Cell, Report};

/// The table of a report, as its template needs it.
#[derive(Template)]
#[template(path = "report.html")]
pub struct ReportTable {
    /// The id of the caption, unique on a page.
    id: String,
    caption: String,
    /// The rows of headings.
    heads: Vec<Vec<Head>>,
    /// The marks of a statutory form; empty where the report has none.
    marks: Vec<String>,
    rows: Vec<Vec<Shown>>,
    total: Vec<Shown>,
    empty: Option<String>,
    notes: Vec<String>,
}

impl HtmlSafe for ReportTable {}

struct Head {
    label: String,
    wide: usize,
    row_span: usize,
}

struct Shown {
    text: String,
    href: Option<String>,
    words: bool,
    /// Whether the cell is the heading of its row.
    names: bool,
}

impl ReportTable {
    /// The table as one of several on a page, with its place among them from 1.
    #[must_use]
    pub fn at_place(mut self, place: usize) -> Self {
        self.id = format!("report-caption-{place}");
        self
    }

    pub(super) fn new(report: &Report, language: Language) -> Self {
        let depth = report.depth();
        let heads = (0..depth).map(|level| {
            let columns = report.columns.iter().enumerate();
            let heads = columns.filter_map(|(at, column)| match report.group_at(level, at) {
                Some((label, wide)) => Some(Head { label: label.to_owned(), wide, row_span: 1 }),
                None if level == column.groups.len() => {
                    Some(Head { label: column.label.clone(), wide: 1, row_span: depth - level })
                }
                None => None,
            });
            heads.collect()
        });
        let marked = report.columns.iter().any(|column| column.mark.is_some());
        let mark = |mark: &Option<String>| {
            mark.as_ref().map(|mark| format!("({mark})")).unwrap_or_default()
        };
        let marks = report.columns.iter().filter(|_| marked).map(|column| mark(&column.mark));
        let named = report.columns.iter().position(|column| column.words).unwrap_or(0);
        let row = |cells: &Vec<Cell>| -> Vec<Shown> {
            let cells = cells.iter().enumerate();
            let shown = cells.map(|(at, cell)| Shown {
                text: cell.value.shown(language),
                href: cell.href.clone(),
                words: cell.value.is_words(),
                names: at == named,
            });
            shown.collect()
        };
        Self {
            id: "report-caption".to_owned(),
            caption: report.title.clone(),
            heads: heads.collect(),
            marks: marks.collect(),
            rows: report.rows.iter().map(row).collect(),
            total: report.total.as_ref().map(row).unwrap_or_default(),
            empty: report.empty.clone().filter(|_| report.rows.is_empty()),
            notes: report.notes.clone(),
        }
    }
}

//! How long dossiers are kept (thời hạn lưu trữ), by procedure, as an agency enters it with its basis.
//! A procedure without a rule keeps its dossiers. Reads a `retention.toml`. It must not know dossiers.

use std::collections::BTreeSet;

use calendar::Day;
use text::sentence;

use crate::procedure::Procedure;
use crate::reader::{Source, Table, WithTable};

/// How long dossiers of some procedures are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The procedures, by code.
    pub procedures: Vec<String>,
    /// Whole years after the year in which the dossier ended; `None`: permanently.
    pub years: Option<u32>,
    /// The document that says so.
    pub basis: String,
}

impl Retention {
    /// The last day on which a dossier that ended on a day is kept; `None` where it is kept permanently.
    /// The years are counted from the end of the year in which it ended.
    #[must_use]
    pub fn until(&self, ended: Day) -> Option<Day> {
        // The loader admits 200 years at most.
        let years = i16::try_from(self.years?).unwrap_or(i16::MAX);
        let (year, ..) = ended.ymd();
        Some(Day::from_ymd(year.saturating_add(years), 12, 31))
    }
}

/// The rules of a file with their tables, in the same order, for problem reports.
pub(crate) struct RetentionFile<'a> {
    pub rules: Vec<Retention>,
    tables: Vec<Table<'a>>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>) -> RetentionFile<'a> {
    let root = source.root();
    let tables = root.tables("retention");
    root.close();
    let rules = tables.iter().map(retention).collect();
    RetentionFile { rules, tables }
}

fn retention(table: &Table<'_>) -> Retention {
    let years = table.optional_integer("years", 1..=200);
    let permanent = table.optional_flag("permanent");
    if years.is_some() == permanent && !table.may_lack_keys() {
        table.report(
            "years",
            sentence!(
                "a dossier is kept for years or permanently; write years = 10 or permanent = true"
            ),
        );
    }
    let rule = Retention {
        procedures: table.texts("procedures"),
        // `optional_integer` returns a number of its range.
        years: years.and_then(|years| u32::try_from(years).ok()),
        basis: table.text("basis"),
    };
    table.close();
    rule
}

/// Reports codes that no procedure has, and codes that stand twice.
pub(crate) fn check(files: &[RetentionFile<'_>], procedures: &[WithTable<'_, Procedure>]) {
    let codes: BTreeSet<&str> = procedures.iter().map(|read| read.value.code.as_str()).collect();
    let mut seen = BTreeSet::new();
    for (rule, table) in files.iter().flat_map(|file| file.rules.iter().zip(&file.tables)) {
        for code in &rule.procedures {
            // A procedure with an unreadable code may be the missing one.
            if !codes.contains("") && !codes.contains(code.as_str()) {
                let text = sentence!(
                    "no procedure has the code {code:?}; write the code of a procedure",
                    code
                );
                table.report_text("procedures", code, text);
            }
            if !seen.insert(code.as_str()) {
                let text = sentence!("{code:?} has a rule already; keep one of them", code);
                table.report_text("procedures", code, text);
            }
        }
    }
}

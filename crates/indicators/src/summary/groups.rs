//! The fields, procedures and units of the period: the largest, the worst, and each.

use std::cmp::Reverse;

use super::composer::{Composer, FEWEST, Table};
use super::{Behind, Section, Sentence, Word};
use crate::blocks::is_merged;
use crate::counts::IdentityBroken;
use crate::figure::Figure;
use crate::query::{Dimension, Query};

/// Rows listed of a dimension, most dossiers first; a table has the others.
const SHOWN: usize = 13;

/// A row of a table with its name.
type Row = (String, Table);

impl Composer<'_> {
    /// The groups of a dimension. One group alone is the whole, which the other sections describe.
    pub fn groups(
        &self,
        id: &'static str,
        by: Dimension,
        total: &Table,
    ) -> Result<Section, IdentityBroken> {
        let mut rows = self.rows(by, self.query)?;
        if rows.len() < 2 {
            return Ok(Section { id, sentences: Vec::new() });
        }
        rows.sort_by_key(|(_, table)| Reverse(table.counts.received));
        rows.truncate(SHOWN);
        let mut sentences = vec![largest(by, &rows[0], total)];
        sentences.extend(worst_rows(by, &rows));
        sentences.extend(rows.iter().map(|row| sentence_of(by, row)));
        Ok(Section { id, sentences })
    }

    /// The rows of a dimension as the reader may see them, each a table of its own; a row of several
    /// groups with the query of its table.
    pub fn rows(&self, by: Dimension, query: &Query) -> Result<Vec<Row>, IdentityBroken> {
        let query = Query { by: Some(by), ..query.clone() };
        let Some(report) = self.report(&query)? else { return Ok(Vec::new()) };
        let rows = report.rows.into_iter();
        Ok(rows
            .filter_map(|(key, counts)| {
                let row = if is_merged(&key) { query.clone() } else { query.of_row(&key)? };
                Some((key, Table { query: row, counts }))
            })
            .collect())
    }
}

/// A sentence about a row, with its name; the numbers of several groups are those of their table.
fn about(mut sentence: Sentence, by: Dimension, (key, table): &Row) -> Sentence {
    if is_merged(key) {
        for number in &mut sentence.numbers {
            number.behind = Behind::Table(table.query.clone());
        }
    }
    sentence.word("name", Word::Named(by, key.clone()))
}

fn largest(by: Dimension, row: &Row, total: &Table) -> Sentence {
    let (received, all) = (row.1.of(Figure::Received), total.of(Figure::Received));
    let sentence = Sentence::new("largest").dossiers("received", &received);
    about(sentence.share("rate", &received, &all), by, row)
}

/// The lowest in-time rate of the rows shown that can be judged; nothing where none was late.
fn worst_rows(by: Dimension, rows: &[Row]) -> Option<Sentence> {
    let judged = |table: &Table| table.counts.finished >= FEWEST && !table.mostly_open();
    let late = rows.iter().filter(|(_, table)| judged(table) && table.counts.late > 0);
    let row @ (_, table) = late.max_by(|(_, one), (_, other)| {
        let (one, other) = (&one.counts, &other.counts);
        (one.late * other.finished).cmp(&(other.late * one.finished))
    })?;
    let (late, finished) = (table.of(Figure::Late), table.of(Figure::Finished));
    let sentence = Sentence::new("worst").dossiers("late", &late).dossiers("finished", &finished);
    Some(about(sentence.share("rate", &table.of(Figure::InTime), &finished), by, row))
}

fn sentence_of(by: Dimension, row @ (_, table): &Row) -> Sentence {
    let finished = table.of(Figure::Finished);
    let id = if finished.n > 0 { "row" } else { "row_open" };
    let sentence = Sentence::row(id).dossiers("received", &table.of(Figure::Received));
    if finished.n == 0 {
        return about(sentence, by, row);
    }
    let in_time = table.of(Figure::InTime);
    let sentence = sentence.dossiers("finished", &finished).dossiers("in_time", &in_time);
    let sentence = sentence.share("rate", &in_time, &finished);
    about(sentence.dossiers("late", &table.of(Figure::Late)), by, row)
}

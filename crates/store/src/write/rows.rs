//! Writes the rows of dossiers, their spans, series of numbers and named values. The module must
//! not know when a group is committed.

use super::Writer;
use crate::driver::values;
use crate::error::Error;
use crate::read;
use crate::rows::{DossierRow, SpanRow};
use crate::schema;

impl Writer {
    /// Inserts or replaces the row of a dossier.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_dossier(&mut self, row: &DossierRow) -> Result<(), Error> {
        let values = values![
            row.stream,
            row.register,
            row.code,
            row.phase,
            row.procedure,
            row.unit,
            row.holder,
            row.received_at,
            row.due_at,
            row.ended_at,
            row.timer_at,
            row.version as i64,
            row.facts,
            row.agency,
            row.desk,
            row.holding_unit,
            row.offered_to,
            row.offered_unit,
            row.step,
            row.helped_at,
            row.person,
            row.stand_in,
            row.stand_in_until,
            row.consulted,
            row.letter,
            row.suspended,
            row.filed_at,
            row.suspended_at,
            row.suspended_for,
            row.supplement_until,
            row.given_out_at,
            row.approved_at,
            row.supplied_at,
        ];
        // Most events change only the columns of the holder and the step.
        if row.version > 1 && self.change(schema::MOVE_DOSSIER, values)? == 1 {
            return Ok(());
        }
        self.write(schema::PUT_DOSSIER, values)
    }

    /// Replaces the spans of a dossier from the `first`-th on.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_spans(
        &mut self,
        stream: &str,
        first: usize,
        spans: &[SpanRow],
    ) -> Result<(), Error> {
        self.begin()?;
        for (index, span) in spans.iter().enumerate() {
            let values = values![
                stream,
                (first + index) as i64,
                span.from_at,
                span.to_at,
                span.unit,
                span.step,
                span.holder,
            ];
            self.write(schema::PUT_SPAN, values)?;
        }
        if first == 0 {
            self.write(schema::DROP_SPANS, values![stream, spans.len() as i64])?;
        }
        Ok(())
    }

    /// The next number of a series, from 1.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn next_serial(&mut self, scope: &str) -> Result<u64, Error> {
        self.next_serial_from(scope, 1)
    }

    /// The next number of a series that begins with `first`. A series that has begun goes on.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn next_serial_from(&mut self, scope: &str, first: u64) -> Result<u64, Error> {
        Ok(self.number(schema::NEXT_SERIAL, values![scope, first as i64], "last")? as u64)
    }

    /// Inserts or replaces a named value.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_meta(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.write(schema::PUT_META, values![name, value])
    }

    /// Records that the rows of all dossiers were projected again from their events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn rows_fresh(&mut self) -> Result<(), Error> {
        let name = "rows_version";
        let noted: Option<String> =
            self.driver.first(schema::META, values![name], |row| row.get("value"))?;
        if noted.as_deref() == Some(schema::ROWS_VERSION) {
            return Ok(());
        }
        self.put_meta(name, schema::ROWS_VERSION)
    }

    /// Whether the rows of dossiers are of an older schema and must be projected again from the
    /// events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        read::rows_stale(&*self.driver)
    }
}

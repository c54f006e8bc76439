//! Reading what is committed. Knows no filter of the domain; lists are asked for in `lists.rs`, the
//! tables beside the record in the files named after them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, ToSql};

use crate::error::Error;
use crate::numbered::numbered;
use crate::rows::{DossierRow, EventRow, NewEvent, SpanRow};
use crate::schema;

/// A reading connection.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
}

impl Reader {
    pub(crate) fn open(file: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = crate::folder::open_readable(file, flags)?;
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection })
    }

    /// From the next question on, all answers are of one instant.
    pub(crate) fn hold(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    /// A stream's events in order.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn stream(&self, name: &str) -> Result<Vec<EventRow>, Error> {
        stream(&self.connection, name)
    }

    /// Every stream whose name begins so, one after the other, its events in order.
    ///
    /// # Errors
    /// The driver refuses; what `each` returns ends the reading.
    pub fn streams_like<E: From<Error>>(
        &self,
        prefix: &str,
        mut each: impl FnMut(&str, Vec<EventRow>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement =
            self.connection.prepare_cached(&numbered(schema::EVENTS_LIKE)).map_err(Error::from)?;
        let mut rows = statement.query([prefix, &after(prefix)]).map_err(Error::from)?;
        let mut current: Vec<EventRow> = Vec::new();
        while let Some(row) = rows.next().map_err(Error::from)? {
            let event = event_row(row).map_err(Error::from)?;
            if current.first().is_some_and(|first| first.stream != event.stream) {
                let done = std::mem::take(&mut current);
                each(&done[0].stream.clone(), done)?;
            }
            current.push(event);
        }
        match current.first().map(|first| first.stream.clone()) {
            Some(name) => each(&name, current),
            None => Ok(()),
        }
    }

    /// What the figures need of each dossier of a register, one after the other: stream and facts.
    ///
    /// # Errors
    /// The driver refuses; what `each` returns ends the reading.
    pub fn facts<E: From<Error>>(
        &self,
        register: &str,
        mut each: impl FnMut(&str, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement =
            self.connection.prepare_cached(&numbered(schema::FACTS)).map_err(Error::from)?;
        let mut rows = statement.query([register]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let text = |index| row.get_ref(index).and_then(|value| Ok(value.as_str()?));
            each(text(0).map_err(Error::from)?, text(1).map_err(Error::from)?)?;
        }
        Ok(())
    }

    /// The dossiers with a code, one per register at most.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_code(&self, code: &str) -> Result<Vec<DossierRow>, Error> {
        self.dossiers(&schema::dossiers_by_code(), &[code])
    }

    /// Every dossier's row.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn all_dossiers(&self) -> Result<Vec<DossierRow>, Error> {
        self.dossiers(&schema::all_dossiers(), &[])
    }

    pub(crate) fn dossiers(&self, text: &str, values: &[&str]) -> Result<Vec<DossierRow>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(text))?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), dossier_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a register has a dossier.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn has_register(&self, name: &str) -> Result<bool, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::HAS_REGISTER))?;
        Ok(statement.query_row([name], |row| row.get(0))?)
    }

    /// Registers with their numbers of dossiers.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn registers(&self) -> Result<Vec<(String, u64)>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::REGISTERS))?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Instants at which the program must look at a dossier by itself.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn timers(&self) -> Result<Vec<(i64, String)>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::TIMERS))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Streams of the dossiers that are received, not ended, and held by somebody.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn in_work(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::IN_WORK))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Streams of the dossiers that an officer holds.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn held_by(&self, officer: &str) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::HELD_BY))?;
        let rows = statement.query_map([officer], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A dossier's spans in order.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn spans(&self, stream: &str) -> Result<Vec<SpanRow>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::SPANS))?;
        let rows = statement.query_map([stream], |row| {
            Ok(SpanRow {
                from_at: row.get(0)?,
                to_at: row.get(1)?,
                unit: row.get(2)?,
                step: row.get(3)?,
                holder: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The streams that have spans.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn span_streams(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::SPAN_STREAMS))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A named value.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn meta(&self, name: &str) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(schema::META))?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Whether the dossiers' rows are of an older schema and must be made anew from the events.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        rows_stale(&self.connection)
    }

    /// The position of the last event; positions may have gaps. 0 where there is none.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn last_position(&self) -> Result<i64, Error> {
        Ok(self.connection.query_row(schema::LAST_POSITION, [], |row| row.get(0))?)
    }

    /// The latest instant at which an event was logged; 0 where there is none.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn last_logged_at(&self) -> Result<i64, Error> {
        last_logged_at(&self.connection)
    }

    /// How many commands have a key that begins so.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn keys_like(&self, prefix: &str) -> Result<u64, Error> {
        let count: i64 = self.connection.query_row(
            &numbered(schema::KEYS_LIKE),
            [prefix, &after(prefix)],
            |row| row.get(0),
        )?;
        Ok(count as u64)
    }

    /// What the engine finds wrong with its own file; `None` where nothing.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn integrity(&self) -> Result<Option<String>, Error> {
        let verdict: String =
            self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok((verdict != "ok").then_some(verdict))
    }

    /// How many bytes the engine's log beside the database has.
    #[must_use]
    pub fn log_bytes(&self) -> u64 {
        let log = self.connection.path().map(|path| format!("{path}-wal"));
        log.and_then(|log| std::fs::metadata(log).ok()).map_or(0, |log| log.len())
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

pub(crate) fn stream(connection: &Connection, name: &str) -> Result<Vec<EventRow>, Error> {
    let mut statement = connection.prepare_cached(&numbered(schema::STREAM))?;
    let rows = statement.query_map([name], event_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn last_logged_at(connection: &Connection) -> Result<i64, Error> {
    Ok(connection.query_row(schema::LAST_LOGGED, [], |row| row.get(0))?)
}

pub(crate) fn rows_stale(connection: &Connection) -> Result<bool, Error> {
    Ok(connection.query_row(schema::ROWS_STALE, [], |row| row.get(0))?)
}

/// The rows that a text answers with.
pub(crate) fn ask<T>(
    connection: &Connection,
    text: &str,
    values: &[&dyn ToSql],
    row: fn(&Row<'_>) -> Result<T, rusqlite::Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare_cached(&numbered(text))?;
    let rows = statement.query_map(values, row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first row that a text answers with.
pub(crate) fn ask_one<T>(
    connection: &Connection,
    text: &str,
    values: &[&dyn ToSql],
    row: fn(&Row<'_>) -> Result<T, rusqlite::Error>,
) -> Result<Option<T>, Error> {
    let mut statement = connection.prepare_cached(&numbered(text))?;
    Ok(statement.query_row(values, row).optional()?)
}

/// The first text after all those that begin with `prefix`.
pub(crate) fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

fn event_row(row: &Row<'_>) -> Result<EventRow, rusqlite::Error> {
    Ok(EventRow {
        position: row.get(0)?,
        stream: row.get(1)?,
        version: row.get::<_, i64>(2)? as u64,
        event: NewEvent {
            happened_at: row.get(3)?,
            logged_at: row.get(4)?,
            actor: row.get(5)?,
            on_behalf: row.get(6)?,
            kind: row.get(7)?,
            public_part: row.get(8)?,
            sealed_part: row.get(9)?,
        },
    })
}

pub(crate) fn dossier_row(row: &Row<'_>) -> Result<DossierRow, rusqlite::Error> {
    Ok(DossierRow {
        stream: row.get(0)?,
        register: row.get(1)?,
        code: row.get(2)?,
        phase: row.get(3)?,
        procedure: row.get(4)?,
        unit: row.get(5)?,
        holder: row.get(6)?,
        received_at: row.get(7)?,
        due_at: row.get(8)?,
        ended_at: row.get(9)?,
        timer_at: row.get(10)?,
        version: row.get::<_, i64>(11)? as u64,
        facts: row.get(12)?,
        agency: row.get(13)?,
        desk: row.get(14)?,
        holding_unit: row.get(15)?,
        offered_to: row.get(16)?,
        offered_unit: row.get(17)?,
        step: row.get(18)?,
        helped_at: row.get(19)?,
        person: row.get(20)?,
        stand_in: row.get(21)?,
        stand_in_until: row.get(22)?,
        consulted: row.get(23)?,
        letter: row.get(24)?,
        suspended: row.get(25)?,
        filed_at: row.get(26)?,
        suspended_at: row.get(27)?,
        suspended_for: row.get(28)?,
        supplement_until: row.get(29)?,
        given_out_at: row.get(30)?,
    })
}

//! Reads the committed record. Lists are in `lists/`, the tables outside the record in the files
//! named after them. The module must not know filters of the domain.

use std::path::{Path, PathBuf};

use crate::driver::{Driver, Row, sqlite, values};
use crate::error::Error;
use crate::folder::sibling;
use crate::rows::{DossierRow, EventRow, NewEvent, SpanRow};
use crate::schema;

/// A reading connection.
#[derive(Debug)]
pub struct Reader {
    driver: Box<dyn Driver>,
    file: PathBuf,
}

impl Reader {
    pub(crate) fn open(file: &Path) -> Result<Self, Error> {
        Ok(Self { driver: sqlite::file::open_reader(file)?, file: file.to_owned() })
    }

    /// Fixes the state that is read: from the next query on, all results are of one instant.
    pub(crate) fn fix_snapshot(&self) -> Result<(), Error> {
        self.driver.begin_read()
    }

    /// The events of a stream in order.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn stream(&self, name: &str) -> Result<Vec<EventRow>, Error> {
        stream(&*self.driver, name)
    }

    /// Calls `each` for every stream with this prefix, with its events in order.
    ///
    /// # Errors
    /// Errors of the driver, and an error of `each`, which ends the reading.
    pub fn streams_with_prefix<E: From<Error>>(
        &self,
        prefix: &str,
        mut each: impl FnMut(&str, Vec<EventRow>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut current: Vec<EventRow> = Vec::new();
        self.driver.stream(schema::EVENTS_LIKE, values![prefix, after(prefix)], |row| {
            let event = event_row(row)?;
            if current.first().is_some_and(|first| first.stream != event.stream) {
                let done = std::mem::take(&mut current);
                each(&done[0].stream.clone(), done)?;
            }
            current.push(event);
            Ok::<(), E>(())
        })?;
        match current.first().map(|first| first.stream.clone()) {
            Some(name) => each(&name, current),
            None => Ok(()),
        }
    }

    /// Calls `each` for every dossier of a register with the stream, the facts, and the instant at
    /// which the result was handed over or posted.
    ///
    /// # Errors
    /// Errors of the driver, and an error of `each`, which ends the reading.
    pub fn facts<E: From<Error>>(
        &self,
        register: &str,
        mut each: impl FnMut(&str, &str, Option<i64>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.driver.stream(schema::FACTS, values![register], |row| {
            each(row.text("stream")?, row.text("facts")?, row.get("given_out_at")?)
        })
    }

    /// The row of a dossier.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn row(&self, stream: &str) -> Result<Option<DossierRow>, Error> {
        self.driver.first(&schema::dossier_of_stream(), values![stream], dossier_row)
    }

    /// The facts of a dossier, which rows of lists lack.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn facts_of(&self, stream: &str) -> Result<Option<String>, Error> {
        self.driver.first(schema::FACTS_OF_STREAM, values![stream], |row| row.get("facts"))
    }

    /// The dossiers with a code, at most one in each register.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_code(&self, code: &str) -> Result<Vec<DossierRow>, Error> {
        self.driver.all(&schema::dossiers_by_code(), values![code], dossier_row)
    }

    /// The dossier whose code begins with these hexadecimal digits, if it is the only one.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_code_prefix(&self, digits: &str) -> Result<Option<DossierRow>, Error> {
        // The end of the range: `g` follows `f`, the last hexadecimal digit.
        let end = format!("{digits}g");
        let text = schema::dossiers_by_code_prefix();
        let mut rows = self.driver.all(&text, values![digits, end], dossier_row)?;
        Ok(if rows.len() == 1 { rows.pop() } else { None })
    }

    /// The rows of all dossiers.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn all_dossiers(&self) -> Result<Vec<DossierRow>, Error> {
        self.driver.all(&schema::all_dossiers(), &[], dossier_row)
    }

    /// Whether a register has a dossier.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn has_register(&self, name: &str) -> Result<bool, Error> {
        self.driver.one(schema::HAS_REGISTER, values![name], "found")
    }

    /// The registers with their numbers of dossiers.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn registers(&self) -> Result<Vec<(String, u64)>, Error> {
        self.driver.all(schema::REGISTERS, &[], |row| Ok((row.get("register")?, row.get("n")?)))
    }

    /// The timers of all dossiers: (instant, stream).
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn timers(&self) -> Result<Vec<(i64, String)>, Error> {
        self.driver.all(schema::TIMERS, &[], |row| Ok((row.get("timer_at")?, row.get("stream")?)))
    }

    /// The streams of the dossiers that are received, not ended, and held by an officer.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn streams_in_work(&self) -> Result<Vec<String>, Error> {
        self.driver.all(schema::IN_WORK, &[], |row| row.get("stream"))
    }

    /// The streams of the dossiers that an officer holds.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn streams_held_by(&self, officer: &str) -> Result<Vec<String>, Error> {
        self.driver.all(schema::HELD_BY, values![officer], |row| row.get("stream"))
    }

    /// The streams of the dossiers that are offered to an officer.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn streams_offered_to(&self, officer: &str) -> Result<Vec<String>, Error> {
        self.driver.all(schema::OFFERED_TO, values![officer], |row| row.get("stream"))
    }

    /// The spans of a dossier in order.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn spans(&self, stream: &str) -> Result<Vec<SpanRow>, Error> {
        self.driver.all(schema::SPANS, values![stream], |row| {
            Ok(SpanRow {
                from_at: row.get("from_at")?,
                to_at: row.get("to_at")?,
                unit: row.get("unit")?,
                step: row.get("step")?,
                holder: row.get("holder")?,
            })
        })
    }

    /// The streams that have spans.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn span_streams(&self) -> Result<Vec<String>, Error> {
        self.driver.all(schema::SPAN_STREAMS, &[], |row| row.get("stream"))
    }

    /// The value of a name in the table `meta`.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn meta(&self, name: &str) -> Result<Option<String>, Error> {
        self.driver.first(schema::META, values![name], |row| row.get("value"))
    }

    /// Whether the rows of dossiers are of an older schema and must be projected again from the
    /// events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        rows_stale(&*self.driver)
    }

    /// The position of the last event, 0 where there is none. Positions may have gaps.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn last_position(&self) -> Result<i64, Error> {
        self.driver.one(schema::LAST_POSITION, &[], "position")
    }

    /// The number of events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn event_count(&self) -> Result<i64, Error> {
        self.driver().one(schema::EVENT_COUNT, &[], "events")
    }

    /// The latest instant at which an event was logged; 0 where there is none.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn last_logged_at(&self) -> Result<i64, Error> {
        last_logged_at(&*self.driver)
    }

    /// The number of commands with a key of this prefix.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn count_keys_with_prefix(&self, prefix: &str) -> Result<u64, Error> {
        self.driver.one(schema::KEYS_LIKE, values![prefix, after(prefix)], "n")
    }

    /// The first fault that the engine finds in its file; `None` for an intact file.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn integrity(&self) -> Result<Option<String>, Error> {
        sqlite::file::integrity(&*self.driver)
    }

    /// The size of the engine's log of the database, in bytes.
    #[must_use]
    pub fn log_bytes(&self) -> u64 {
        std::fs::metadata(sibling(&self.file, "-wal")).map_or(0, |log| log.len())
    }

    pub(crate) fn driver(&self) -> &dyn Driver {
        &*self.driver
    }
}

pub(crate) fn stream(driver: &dyn Driver, name: &str) -> Result<Vec<EventRow>, Error> {
    driver.all(schema::STREAM, values![name], event_row)
}

pub(crate) fn last_logged_at(driver: &dyn Driver) -> Result<i64, Error> {
    driver.one(schema::LAST_LOGGED, &[], "logged_at")
}

pub(crate) fn rows_stale(driver: &dyn Driver) -> Result<bool, Error> {
    driver.one(schema::ROWS_STALE, &[], "stale")
}

/// The first text after all texts that begin with `prefix`.
pub(crate) fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

fn event_row(row: &Row<'_>) -> Result<EventRow, Error> {
    Ok(EventRow {
        position: row.get("position")?,
        stream: row.get("stream")?,
        version: row.get("version")?,
        event: NewEvent {
            happened_at: row.get("happened_at")?,
            logged_at: row.get("logged_at")?,
            actor: row.get("actor")?,
            on_behalf: row.get("on_behalf")?,
            kind: row.get("kind")?,
            public_part: row.get("public_part")?,
            sealed_part: row.get("sealed_part")?,
        },
    })
}

pub(crate) fn dossier_row(row: &Row<'_>) -> Result<DossierRow, Error> {
    Ok(DossierRow {
        stream: row.get("stream")?,
        register: row.get("register")?,
        code: row.get("code")?,
        phase: row.get("phase")?,
        procedure: row.get("procedure_code")?,
        unit: row.get("unit")?,
        holder: row.get("holder")?,
        received_at: row.get("received_at")?,
        due_at: row.get("due_at")?,
        ended_at: row.get("ended_at")?,
        timer_at: row.get("timer_at")?,
        version: row.get("version")?,
        facts: row.get("facts")?,
        agency: row.get("agency")?,
        desk: row.get("desk")?,
        holding_unit: row.get("holding_unit")?,
        offered_to: row.get("offered_to")?,
        offered_unit: row.get("offered_unit")?,
        step: row.get("step")?,
        helped_at: row.get("helped_at")?,
        person: row.get("person")?,
        stand_in: row.get("stand_in")?,
        stand_in_until: row.get("stand_in_until")?,
        consulted: row.get("consulted")?,
        letter: row.get("letter")?,
        suspended: row.get("suspended")?,
        filed_at: row.get("filed_at")?,
        suspended_at: row.get("suspended_at")?,
        suspended_for: row.get("suspended_for")?,
        supplement_until: row.get("supplement_until")?,
        given_out_at: row.get("given_out_at")?,
        approved_at: row.get("approved_at")?,
        supplied_at: row.get("supplied_at")?,
    })
}

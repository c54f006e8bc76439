//! The one writer: commands are grouped into one commit. Knows no policy of when to commit.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;
use crate::read;
use crate::rows::{DossierRow, Durability, EventRow, NewEvent, SpanRow};
use crate::schema;

/// The writing connection. Between [`Writer::append`] and [`Writer::commit`] a group is open.
#[derive(Debug)]
pub struct Writer {
    connection: Connection,
    position: i64,
    open: bool,
}

impl Writer {
    pub(crate) fn open(file: &Path, durability: Durability) -> Result<Self, Error> {
        let connection = Connection::open(file)?;
        let synchronous = match durability {
            Durability::PowerCut => "FULL",
            Durability::ProcessOnly => "OFF",
        };
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
             PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; \
             PRAGMA wal_autocheckpoint = 4000;"
        ))?;
        connection.set_prepared_statement_cache_capacity(64);
        let position = connection.query_row(schema::LAST_POSITION, [], |row| row.get(0))?;
        Ok(Self { connection, position, open: false })
    }

    /// Appends the events of one command to a stream whose version must be `expected`.
    ///
    /// # Errors
    /// The key is known; the stream has another version; the driver refuses. Nothing is kept then.
    pub fn append(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[NewEvent],
        key: Option<&str>,
    ) -> Result<(), Error> {
        self.begin()?;
        if let Some(key) = key
            && let Some((stream, version)) = self.by_key(key)?
        {
            return Err(Error::KnownKey { stream, version });
        }
        let before = self.position;
        self.connection.execute_batch("SAVEPOINT command")?;
        match self.insert(stream, expected, events, key) {
            Ok(()) => {
                self.connection.execute_batch("RELEASE command")?;
                Ok(())
            }
            Err(error) => {
                self.position = before;
                self.connection.execute_batch("ROLLBACK TO command; RELEASE command")?;
                Err(match error.sqlite_error_code() {
                    Some(rusqlite::ErrorCode::ConstraintViolation) => {
                        Error::Conflict { stream: stream.to_owned(), expected }
                    }
                    _ => error.into(),
                })
            }
        }
    }

    fn insert(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[NewEvent],
        key: Option<&str>,
    ) -> Result<(), rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(schema::APPEND)?;
        for (index, event) in events.iter().enumerate() {
            self.position += 1;
            statement.execute(params![
                self.position,
                stream,
                expected as i64 + 1 + index as i64,
                event.happened_at,
                event.logged_at,
                event.actor,
                event.on_behalf,
                event.kind,
                event.public_part,
                event.sealed_part,
                key.filter(|_| index == 0),
            ])?;
        }
        Ok(())
    }

    /// Puts a dossier's row in place of the one before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_dossier(&mut self, row: &DossierRow) -> Result<(), Error> {
        self.begin()?;
        self.connection.prepare_cached(schema::PUT_DOSSIER)?.execute(params![
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
        ])?;
        Ok(())
    }

    /// Puts a dossier's spans from the `first`-th on in place of the ones before.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_spans(&mut self, stream: &str, first: usize, spans: &[SpanRow]) -> Result<(), Error> {
        self.begin()?;
        let mut put = self.connection.prepare_cached(schema::PUT_SPAN)?;
        for (index, span) in spans.iter().enumerate() {
            put.execute(params![
                stream,
                (first + index) as i64,
                span.from_at,
                span.to_at,
                span.unit,
                span.step,
                span.holder,
            ])?;
        }
        if first == 0 {
            let mut drop = self.connection.prepare_cached(schema::DROP_SPANS)?;
            drop.execute(params![stream, spans.len() as i64])?;
        }
        Ok(())
    }

    /// The next number of a series, from 1.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn next_serial(&mut self, scope: &str) -> Result<u64, Error> {
        self.begin()?;
        let mut statement = self.connection.prepare_cached(schema::NEXT_SERIAL)?;
        let last: i64 = statement.query_row([scope], |row| row.get(0))?;
        Ok(last as u64)
    }

    /// Keeps a named value.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_meta(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.begin()?;
        self.connection.prepare_cached(schema::PUT_META)?.execute([name, value])?;
        Ok(())
    }

    /// Keeps a draft; an empty body drops it.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_draft(&mut self, id: &str, at: i64, body: &str) -> Result<(), Error> {
        self.begin()?;
        if body.is_empty() {
            self.connection.prepare_cached(schema::DROP_DRAFT)?.execute([id])?;
        } else {
            self.connection.prepare_cached(schema::PUT_DRAFT)?.execute(params![id, at, body])?;
        }
        Ok(())
    }

    /// A draft's body.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn draft(&self, id: &str) -> Result<Option<String>, Error> {
        let mut statement = self.connection.prepare_cached(schema::DRAFT)?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Drops drafts not touched since an instant.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn drop_drafts_before(&mut self, at: i64) -> Result<usize, Error> {
        self.begin()?;
        Ok(self.connection.execute(schema::DROP_OLD_DRAFTS, [at])?)
    }

    /// A stream's events, those of the open group too.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn stream(&self, stream: &str) -> Result<Vec<EventRow>, Error> {
        read::stream(&self.connection, stream)
    }

    /// A stream's version, 0 where it has no event.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn version(&self, stream: &str) -> Result<u64, Error> {
        let mut statement = self.connection.prepare_cached(schema::STREAM_VERSION)?;
        let version: i64 = statement.query_row([stream], |row| row.get(0))?;
        Ok(version as u64)
    }

    /// Which stream and version a command's key stands at.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_key(&self, key: &str) -> Result<Option<(String, u64)>, Error> {
        let mut statement = self.connection.prepare_cached(schema::BY_KEY)?;
        let found = statement.query_row([key], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)));
        Ok(found.optional()?.map(|(stream, version)| (stream, version as u64)))
    }

    /// Makes the open group durable. On an error nothing of the group is kept.
    ///
    /// # Errors
    /// The disk is full; the driver refuses.
    pub fn commit(&mut self) -> Result<(), Error> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        if let Err(error) = self.connection.execute_batch("COMMIT") {
            self.rollback();
            return Err(error.into());
        }
        Ok(())
    }

    /// Gives up the open group.
    pub fn rollback(&mut self) {
        self.open = false;
        // Where the engine has already rolled back there is no transaction to end.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        if let Ok(position) = self.connection.query_row(schema::LAST_POSITION, [], |r| r.get(0)) {
            self.position = position;
        }
    }

    fn begin(&mut self) -> Result<(), Error> {
        if !self.open {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.open = true;
        }
        Ok(())
    }
}

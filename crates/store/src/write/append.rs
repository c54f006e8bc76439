//! Appends events to streams, and reads streams and keys including the open group. The module must
//! not know when a group is committed.

use super::Writer;
use crate::driver::{Row, values};
use crate::error::Error;
use crate::read;
use crate::rows::{EventRow, KeyedCommand, NewEvent};
use crate::schema;

impl Writer {
    /// Appends the events of one command to a stream whose version must be `expected`.
    ///
    /// # Errors
    /// [`Error::KnownKey`] where the key is on record, [`Error::Conflict`] where the stream has
    /// another version, and errors of the driver. No event is appended then.
    pub fn append(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[NewEvent],
        key: Option<&str>,
    ) -> Result<(), Error> {
        self.append_keyed(stream, expected, events, key.map(|key| (key, "")))
    }

    /// Appends like [`Writer::append`], with the digest of the content to which the key is bound.
    ///
    /// # Errors
    /// Those of [`Writer::append`].
    pub fn append_keyed(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[NewEvent],
        key: Option<(&str, &str)>,
    ) -> Result<(), Error> {
        self.begin()?;
        if self.version(stream)? != expected {
            let conflict = Error::Conflict { stream: stream.to_owned(), expected };
            return Err(self.known_key(key, conflict));
        }
        let latest = events.iter().map(|event| event.logged_at).max().unwrap_or_default();
        self.insert_whole((stream, expected), events, key, latest)
    }

    /// Appends the only event of a stream that was imported from an old register, with the instant
    /// at which that register logged it.
    ///
    /// # Errors
    /// Those of [`Writer::append`].
    pub fn append_imported(&mut self, stream: &str, event: &NewEvent) -> Result<(), Error> {
        self.begin()?;
        if self.version(stream)? != 0 {
            return Err(Error::Conflict { stream: stream.to_owned(), expected: 0 });
        }
        self.insert_whole((stream, 0), std::slice::from_ref(event), None, 0)
    }

    /// Removes an imported register with all its rows; returns the number of its events. `None`,
    /// without a change, where one of its events is not an import.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn remove_imported(&mut self, register: &str) -> Result<Option<usize>, Error> {
        self.begin()?;
        let prefix = format!("dossier/{register}/");
        let end = read::after(&prefix);
        if self.driver.one(schema::LIVES, values![prefix, end], "found")? {
            return Ok(None);
        }
        let removed = self.change(schema::DROP_IMPORTED, values![prefix, end])?;
        self.write(schema::DROP_SPANS_LIKE, values![prefix, end])?;
        self.write(schema::DROP_DOSSIERS, values![register])?;
        self.head.events -= removed as i64;
        Ok(Some(removed))
    }

    /// Inserts all events or none; a single event is one statement. Within a savepoint the caller
    /// undoes the writes after a failure.
    fn insert_whole(
        &mut self,
        place: (&str, u64),
        events: &[NewEvent],
        key: Option<(&str, &str)>,
        latest: i64,
    ) -> Result<(), Error> {
        if self.head_at_savepoint.is_some() || events.len() == 1 {
            return self.insert(place, events, key, latest);
        }
        self.savepoint()?;
        match self.insert(place, events, key, latest) {
            Ok(()) => self.end_savepoint(),
            Err(error) => {
                self.roll_back_to_savepoint()?;
                Err(error)
            }
        }
    }

    /// Inserts the events; `latest` becomes the latest logged instant if it is later.
    fn insert(
        &mut self,
        (stream, expected): (&str, u64),
        events: &[NewEvent],
        key: Option<(&str, &str)>,
        latest: i64,
    ) -> Result<(), Error> {
        for (index, event) in events.iter().enumerate() {
            let number = index as i64 + 1;
            let key = key.filter(|_| index == 0);
            let values = values![
                self.head.position + number,
                stream,
                expected as i64 + number,
                event.happened_at,
                event.logged_at,
                event.actor,
                event.on_behalf,
                event.kind,
                event.public_part,
                event.sealed_part,
                key.map(|(key, _)| key),
                key.map(|(_, digest)| digest).filter(|digest| !digest.is_empty()),
            ];
            let inserted = self.driver.execute(schema::APPEND, values);
            self.note_failure(inserted).map_err(|error| self.known_key(key, error))?;
        }
        self.head.position += events.len() as i64;
        self.head.events += events.len() as i64;
        self.head.logged_at = self.head.logged_at.max(latest);
        Ok(())
    }

    /// The error of a failed insert: [`Error::KnownKey`] if the key is on record.
    fn known_key(&self, key: Option<(&str, &str)>, error: Error) -> Error {
        match key.map(|(key, _)| self.by_key(key)) {
            Some(Ok(Some((stream, version)))) if !self.engine_rolled_back() => {
                Error::KnownKey { stream, version }
            }
            _ => error,
        }
    }

    /// The events of a stream, including those of the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn stream(&self, stream: &str) -> Result<Vec<EventRow>, Error> {
        read::stream(&*self.driver, stream)
    }

    /// The version of a stream, 0 where it has no event.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn version(&self, stream: &str) -> Result<u64, Error> {
        self.driver.one(schema::STREAM_VERSION, values![stream], "version")
    }

    /// The stream and the version of the command with a key.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_key(&self, key: &str) -> Result<Option<(String, u64)>, Error> {
        let place = |row: &Row<'_>| Ok((row.get("stream")?, row.get("version")?));
        self.driver.first(schema::BY_KEY, values![key], place)
    }

    /// The command with a key, if it is on record.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn keyed_command(&self, key: &str) -> Result<Option<KeyedCommand>, Error> {
        self.driver.first(schema::KEYED_COMMAND, values![key], |row| {
            Ok(KeyedCommand {
                stream: row.get("stream")?,
                version: row.get("version")?,
                actor: row.get("actor")?,
                digest: row.get("command_digest")?,
            })
        })
    }

    /// The latest instant at which an event was logged, including those of the open group; 0 where
    /// there is none. Only imports may be logged before this instant.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn last_logged_at(&self) -> Result<i64, Error> {
        if self.open { Ok(self.head.logged_at) } else { read::last_logged_at(&*self.driver) }
    }
}

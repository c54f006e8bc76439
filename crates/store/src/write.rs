//! The one writer: commands are grouped into one commit. Knows no policy of when to commit.

use std::path::Path;

use crate::driver::{Driver, Row, ToValue, sqlite, values};
use crate::error::Error;
use crate::read;
use crate::rows::{DossierRow, EventRow, KeyedCommand, NewEvent, SpanRow};
use crate::schema;

/// The writing connection. Between [`Writer::append`] and [`Writer::commit`] a group is open.
#[derive(Debug)]
pub struct Writer {
    driver: Box<dyn Driver>,
    /// Whether the folder can be written.
    writable: bool,
    open: bool,
    /// Why the engine gave up the open group by itself; until that is taken note of by
    /// [`Writer::commit`] or [`Writer::rollback`] nothing more goes in.
    given_up: Option<Lost>,
}

#[derive(Clone, Debug)]
enum Lost {
    Full,
    Other(String),
}

impl From<Lost> for Error {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::Full => Self::Full,
            Lost::Other(why) => Self::GivenUp(why),
        }
    }
}

impl Writer {
    pub(crate) fn on(driver: Box<dyn Driver>) -> Self {
        Self { driver, writable: true, open: false, given_up: None }
    }

    /// A writer of a folder that cannot be written: it reads, and refuses the rest.
    pub(crate) fn read_only(file: &Path) -> Result<Self, Error> {
        let driver = sqlite::file::open_reader(file)?;
        Ok(Self { driver, writable: false, open: false, given_up: None })
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
        self.append_keyed(stream, expected, events, key.map(|key| (key, "")))
    }

    /// As [`Writer::append`], with the digest of what the key was given for.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_keyed(
        &mut self,
        stream: &str,
        expected: u64,
        events: &[NewEvent],
        key: Option<(&str, &str)>,
    ) -> Result<(), Error> {
        self.begin()?;
        if let Some((key, _)) = key
            && let Some((stream, version)) = self.by_key(key)?
        {
            return Err(Error::KnownKey { stream, version });
        }
        if self.version(stream)? != expected {
            return Err(Error::Conflict { stream: stream.to_owned(), expected });
        }
        let latest = events.iter().map(|event| event.logged_at).max().unwrap_or_default();
        self.insert_whole((stream, expected), events, key, latest)
    }

    /// Appends the one event of a stream that was taken over from an old register, which keeps the
    /// instant at which that register logged it.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_imported(&mut self, stream: &str, event: &NewEvent) -> Result<(), Error> {
        self.begin()?;
        if self.version(stream)? != 0 {
            return Err(Error::Conflict { stream: stream.to_owned(), expected: 0 });
        }
        self.insert_whole((stream, 0), std::slice::from_ref(event), None, 0)
    }

    fn insert_whole(
        &mut self,
        place: (&str, u64),
        events: &[NewEvent],
        key: Option<(&str, &str)>,
        latest: i64,
    ) -> Result<(), Error> {
        self.driver.savepoint("command")?;
        let inserted = self.insert(place, events, key, latest);
        let Err(error) = inserted else {
            return self.noted(self.driver.release("command"));
        };
        if !self.driver.in_transaction() {
            return self.noted(Err(error));
        }
        self.driver.roll_back_to("command")?;
        Err(error)
    }

    /// Marks the place to which [`Writer::undo`] goes back; one at a time.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn savepoint(&mut self) -> Result<(), Error> {
        self.begin()?;
        self.noted(self.driver.savepoint("whole"))
    }

    /// Keeps what was written since [`Writer::savepoint`].
    ///
    /// # Errors
    /// The driver refuses.
    pub fn release(&mut self) -> Result<(), Error> {
        self.noted(self.driver.release("whole"))
    }

    /// Takes back what was written since [`Writer::savepoint`]. Where the engine gave up the group,
    /// there is nothing to take back.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn undo(&mut self) -> Result<(), Error> {
        if !self.open || self.given_up.is_some() {
            return Ok(());
        }
        self.noted(self.driver.roll_back_to("whole"))
    }

    /// Inserts the events; the log's clock goes on to `latest` if that is later.
    fn insert(
        &mut self,
        (stream, expected): (&str, u64),
        events: &[NewEvent],
        key: Option<(&str, &str)>,
        latest: i64,
    ) -> Result<(), Error> {
        let count = events.len() as i64;
        let last: i64 =
            self.driver.one(schema::TAKE_POSITIONS, values![count, latest], "position")?;
        for (index, event) in events.iter().enumerate() {
            let values = values![
                last - count + 1 + index as i64,
                stream,
                expected as i64 + 1 + index as i64,
                event.happened_at,
                event.logged_at,
                event.actor,
                event.on_behalf,
                event.kind,
                event.public_part,
                event.sealed_part,
                key.filter(|_| index == 0).map(|(key, _)| key),
                key.filter(|(_, digest)| index == 0 && !digest.is_empty())
                    .map(|(_, digest)| digest),
            ];
            self.driver.execute(schema::APPEND, values)?;
        }
        Ok(())
    }

    /// Puts a dossier's row in place of the one before.
    ///
    /// # Errors
    /// The driver refuses.
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
        ];
        self.write(schema::PUT_DOSSIER, values)
    }

    /// Puts a dossier's spans from the `first`-th on in place of the ones before.
    ///
    /// # Errors
    /// The driver refuses.
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
    /// The driver refuses.
    pub fn next_serial(&mut self, scope: &str) -> Result<u64, Error> {
        Ok(self.number(schema::NEXT_SERIAL, values![scope], "last")? as u64)
    }

    /// Keeps a named value.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_meta(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.write(schema::PUT_META, values![name, value])
    }

    /// Notes that every dossier's row was made anew from its events.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn rows_fresh(&mut self) -> Result<(), Error> {
        let name = "rows_version";
        let noted: Option<String> =
            self.driver.first(schema::META, values![name], |row| row.get("value"))?;
        if noted.as_deref() == Some(schema::ROWS_VERSION) {
            return Ok(());
        }
        self.put_meta(name, schema::ROWS_VERSION)
    }

    /// Whether the dossiers' rows are of an older schema and must be made anew from the events.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn rows_stale(&self) -> Result<bool, Error> {
        read::rows_stale(&*self.driver)
    }

    /// A stream's events, those of the open group too.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn stream(&self, stream: &str) -> Result<Vec<EventRow>, Error> {
        read::stream(&*self.driver, stream)
    }

    /// A stream's version, 0 where it has no event.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn version(&self, stream: &str) -> Result<u64, Error> {
        self.driver.one(schema::STREAM_VERSION, values![stream], "version")
    }

    /// Which stream and version a command's key stands at.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_key(&self, key: &str) -> Result<Option<(String, u64)>, Error> {
        let place = |row: &Row<'_>| Ok((row.get("stream")?, row.get("version")?));
        self.driver.first(schema::BY_KEY, values![key], place)
    }

    /// The latest instant at which an event was logged, those of the open group too; 0 where there
    /// is none. Nothing is logged before it, but for imports.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn last_logged_at(&self) -> Result<i64, Error> {
        read::last_logged_at(&*self.driver)
    }

    /// The command of a key, if it is on record.
    ///
    /// # Errors
    /// The driver refuses.
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

    /// Makes the open group durable. On an error nothing of the group is kept.
    ///
    /// # Errors
    /// The disk is full; the driver refuses.
    pub fn commit(&mut self) -> Result<(), Error> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        if let Some(lost) = self.given_up.take() {
            return Err(lost.into());
        }
        if let Err(error) = self.driver.commit() {
            self.rollback();
            return Err(error);
        }
        Ok(())
    }

    /// Gives up the open group.
    pub fn rollback(&mut self) {
        self.open = false;
        self.given_up = None;
        // Where the engine has already rolled back there is no transaction to end.
        if self.driver.in_transaction() {
            let _ = self.driver.rollback();
        }
    }

    /// Whether the engine gave up the open group by itself: all that was in it is lost.
    #[must_use]
    pub fn gave_up(&self) -> bool {
        self.given_up.is_some()
    }

    pub(crate) fn begin(&mut self) -> Result<(), Error> {
        if !self.writable {
            return Err(Error::ReadOnly);
        }
        if let Some(lost) = &self.given_up {
            return Err(lost.clone().into());
        }
        if !self.open {
            self.driver.begin()?;
            self.open = true;
        }
        Ok(())
    }

    fn write(&mut self, text: &str, values: &[&dyn ToValue]) -> Result<(), Error> {
        self.change(text, values).map(|_| ())
    }

    /// Carries a text out within the open group; how many rows it touched.
    pub(crate) fn change(&mut self, text: &str, values: &[&dyn ToValue]) -> Result<usize, Error> {
        self.begin()?;
        self.noted(self.driver.execute(text, values))
    }

    /// As [`Self::change`], for a text that returns the number in a column.
    pub(crate) fn number(
        &mut self,
        text: &str,
        values: &[&dyn ToValue],
        column: &'static str,
    ) -> Result<i64, Error> {
        self.begin()?;
        self.noted(self.driver.one(text, values, column))
    }

    pub(crate) fn driver(&self) -> &dyn Driver {
        &*self.driver
    }

    /// Notes whether a failed write made the engine give up the whole group: a full disk does.
    fn noted<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| {
            if self.open && !self.driver.in_transaction() {
                let full = matches!(error, Error::Full);
                self.given_up =
                    Some(if full { Lost::Full } else { Lost::Other(error.to_string()) });
            }
            error
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use crate::{Durability, Folder};

    #[test]
    fn a_commit_is_synced_unless_a_test_asks_otherwise() {
        let path = tempfile::tempdir().unwrap();
        let synchronous = |folder: &Folder| -> i64 {
            let writer = folder.writer().unwrap();
            writer.driver.one("PRAGMA synchronous", &[], "synchronous").unwrap()
        };
        let mut folder = Folder::open_or_create(path.path()).unwrap();
        assert_eq!(synchronous(&folder), 2, "FULL where nothing is said");
        for (durability, expected) in [(Durability::ProcessOnly, 0), (Durability::PowerCut, 2)] {
            folder = folder.with_durability(durability);
            assert_eq!(synchronous(&folder), expected, "{durability:?}");
        }
    }
}

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
    /// The end of the record with what the open group appended; it is written once, at the commit.
    head: Head,
    /// The end of the record as the database has it.
    head_on_disk: Head,
    /// The end of the record at the savepoint, if there is one.
    head_at_savepoint: Option<Head>,
    /// Why the engine gave up the open group by itself; until that is taken note of by
    /// [`Writer::commit`] or [`Writer::rollback`] nothing more goes in.
    given_up: Option<Lost>,
}

/// The end of the record: the last position given out, how many events there are, and the latest
/// instant at which one was logged, imports left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    position: i64,
    events: i64,
    logged_at: i64,
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
        Self::new(driver, true)
    }

    /// A writer of a folder that cannot be written: it reads, and refuses the rest.
    pub(crate) fn read_only(file: &Path) -> Result<Self, Error> {
        let driver = sqlite::file::open_reader(file)?;
        Ok(Self::new(driver, false))
    }

    fn new(driver: Box<dyn Driver>, writable: bool) -> Self {
        Self {
            driver,
            writable,
            open: false,
            head: Head::default(),
            head_on_disk: Head::default(),
            head_at_savepoint: None,
            given_up: None,
        }
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
        if self.version(stream)? != expected {
            let conflict = Error::Conflict { stream: stream.to_owned(), expected };
            return Err(self.known_key(key, conflict));
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

    /// Removes an imported register whole, with every row made from it; how many events it had.
    /// `None`, with nothing removed, where an event of it is no import.
    ///
    /// # Errors
    /// The driver refuses.
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

    /// Inserts all events or none; one alone is one statement. Within a savepoint the caller takes
    /// back what was written.
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
            Ok(()) => self.release(),
            Err(error) => {
                self.undo()?;
                Err(error)
            }
        }
    }

    /// Marks the place to which [`Writer::undo`] goes back; one at a time.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn savepoint(&mut self) -> Result<(), Error> {
        self.begin()?;
        let marked = self.driver.savepoint("command");
        self.noted(marked)?;
        self.head_at_savepoint = Some(self.head);
        Ok(())
    }

    /// Keeps what was written since [`Writer::savepoint`].
    ///
    /// # Errors
    /// The driver refuses.
    pub fn release(&mut self) -> Result<(), Error> {
        let released = self.driver.release("command");
        self.noted(released)?;
        self.head_at_savepoint = None;
        Ok(())
    }

    /// Takes back what was written since [`Writer::savepoint`]. Where the engine gave up the group,
    /// there is nothing to take back.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn undo(&mut self) -> Result<(), Error> {
        let Some(head) = self.head_at_savepoint.take() else { return Ok(()) };
        if !self.open || self.given_up.is_some() {
            return Ok(());
        }
        self.head = head;
        let undone = self.driver.roll_back_to("command");
        self.noted(undone)
    }

    /// Inserts the events; the log's clock goes on to `latest` if that is later.
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
            self.noted(inserted).map_err(|error| self.known_key(key, error))?;
        }
        self.head.position += events.len() as i64;
        self.head.events += events.len() as i64;
        self.head.logged_at = self.head.logged_at.max(latest);
        Ok(())
    }

    /// Why an insert failed: the key is known, where it is.
    fn known_key(&self, key: Option<(&str, &str)>, error: Error) -> Error {
        match key.map(|(key, _)| self.by_key(key)) {
            Some(Ok(Some((stream, version)))) if !self.gave_up() => {
                Error::KnownKey { stream, version }
            }
            _ => error,
        }
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
            row.approved_at,
            row.supplied_at,
        ];
        // Most events move the work only: the indexes of the other columns stay as they are.
        if row.version > 1 && self.change(schema::MOVE_DOSSIER, values)? == 1 {
            return Ok(());
        }
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
        if self.open { Ok(self.head.logged_at) } else { read::last_logged_at(&*self.driver) }
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
        let put = if self.gave_up() { Ok(()) } else { self.put_head() };
        self.open = false;
        if let Some(lost) = self.given_up.take() {
            return Err(lost.into());
        }
        let committed = put.and_then(|()| self.driver.commit());
        if committed.is_err() {
            self.rollback();
        }
        committed
    }

    /// Writes the end of the record, where the open group moved it. [`Writer::commit`] does it too;
    /// who does it before knows that nothing of the group is durable if it fails.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_head(&mut self) -> Result<(), Error> {
        let Head { position, events, logged_at } = self.head;
        if !self.open || self.head == self.head_on_disk {
            return Ok(());
        }
        self.write(schema::PUT_HEAD, values![position, events, logged_at])?;
        self.head_on_disk = self.head;
        Ok(())
    }

    /// Gives up the open group.
    pub fn rollback(&mut self) {
        self.open = false;
        self.head_at_savepoint = None;
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
            match self.driver.first(schema::HEAD, &[], head) {
                Ok(Some(head)) => (self.head, self.head_on_disk) = (head, head),
                unread => {
                    self.rollback();
                    unread?;
                    return Err(Error::unreadable("the end of the record is missing"));
                }
            }
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

fn head(row: &Row<'_>) -> Result<Head, Error> {
    Ok(Head {
        position: row.get("position")?,
        events: row.get("events")?,
        logged_at: row.get("logged_at")?,
    })
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

    /// A group that began at a wrong end would give positions out twice.
    #[test]
    fn without_the_end_of_the_record_no_group_begins() {
        let path = tempfile::tempdir().unwrap();
        let mut writer = Folder::open_or_create(path.path()).unwrap().writer().unwrap();
        writer.driver.execute("DELETE FROM head", &[]).unwrap();
        for _ in 0..2 {
            assert!(writer.put_meta("name", "value").is_err());
            assert!(!writer.driver.in_transaction());
        }
    }
}

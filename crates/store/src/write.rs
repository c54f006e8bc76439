//! The only writer: groups, savepoints and commits. The module must not know when a group is
//! committed.

mod append;
mod rows;

use std::path::Path;

use crate::driver::{Driver, Row, ToValue, sqlite, values};
use crate::error::Error;
use crate::schema;

/// The connection that writes. Between [`Writer::append`] and [`Writer::commit`] a group is open.
#[derive(Debug)]
pub struct Writer {
    driver: Box<dyn Driver>,
    /// Whether the folder can be written.
    writable: bool,
    open: bool,
    /// The end of the record, including the events of the open group; written once, at the commit.
    head: Head,
    /// The end of the record in the database.
    head_on_disk: Head,
    /// The end of the record at the savepoint, if there is one.
    head_at_savepoint: Option<Head>,
    /// The reason why the engine rolled back the open group by itself; further writes are refused
    /// until [`Writer::commit`] or [`Writer::rollback`].
    rolled_back: Option<Lost>,
}

/// The end of the record: the last position, the number of events, and the latest logged instant
/// without imports.
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
            Lost::Other(why) => Self::RolledBack(why),
        }
    }
}

impl Writer {
    pub(crate) fn on(driver: Box<dyn Driver>) -> Self {
        Self::new(driver, true)
    }

    /// The writer of a folder that cannot be written: it reads, and refuses writes.
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
            rolled_back: None,
        }
    }

    /// Sets the savepoint of [`Writer::roll_back_to_savepoint`]; at most one may exist.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn savepoint(&mut self) -> Result<(), Error> {
        self.begin()?;
        let marked = self.driver.savepoint("command");
        self.note_failure(marked)?;
        self.head_at_savepoint = Some(self.head);
        Ok(())
    }

    /// Ends the savepoint and keeps the writes since [`Writer::savepoint`].
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn end_savepoint(&mut self) -> Result<(), Error> {
        let released = self.driver.release("command");
        self.note_failure(released)?;
        self.head_at_savepoint = None;
        Ok(())
    }

    /// Undoes the writes since [`Writer::savepoint`]. Has no effect where the engine rolled back
    /// the group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn roll_back_to_savepoint(&mut self) -> Result<(), Error> {
        let Some(head) = self.head_at_savepoint.take() else { return Ok(()) };
        if !self.open || self.rolled_back.is_some() {
            return Ok(());
        }
        self.head = head;
        let undone = self.driver.roll_back_to("command");
        self.note_failure(undone)
    }

    /// Makes the open group durable. After an error the whole group is discarded.
    ///
    /// # Errors
    /// [`Error::Full`] on a full disk; the error of the driver otherwise.
    pub fn commit(&mut self) -> Result<(), Error> {
        if !self.open {
            return Ok(());
        }
        let put = if self.engine_rolled_back() { Ok(()) } else { self.put_head() };
        self.open = false;
        if let Some(lost) = self.rolled_back.take() {
            return Err(lost.into());
        }
        let committed = put.and_then(|()| self.driver.commit());
        if committed.is_err() {
            self.rollback();
        }
        committed
    }

    /// Writes the end of the record, if the open group changed it. [`Writer::commit`] does this
    /// too; a failure of an earlier call shows that no part of the group is durable.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_head(&mut self) -> Result<(), Error> {
        let Head { position, events, logged_at } = self.head;
        if !self.open || self.head == self.head_on_disk {
            return Ok(());
        }
        self.write(schema::PUT_HEAD, values![position, events, logged_at])?;
        self.head_on_disk = self.head;
        Ok(())
    }

    /// Discards the open group.
    pub fn rollback(&mut self) {
        self.open = false;
        self.head_at_savepoint = None;
        self.rolled_back = None;
        // After a rollback by the engine no transaction is in progress.
        if self.driver.in_transaction() {
            let _ = self.driver.rollback();
        }
    }

    /// Whether the engine rolled back the open group by itself.
    #[must_use]
    pub fn engine_rolled_back(&self) -> bool {
        self.rolled_back.is_some()
    }

    /// Rewrites the file without what was deleted. What was deleted stands in the log until that is emptied
    /// ([`Writer::empty_log`]). No group may be open.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn rewrite_file(&mut self) -> Result<(), Error> {
        if !self.writable {
            return Err(Error::ReadOnly);
        }
        sqlite::file::rewrite(&*self.driver)
    }

    /// Empties the log into the file; returns whether no reader held it. No group may be open.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn empty_log(&mut self) -> Result<bool, Error> {
        if !self.writable {
            return Err(Error::ReadOnly);
        }
        sqlite::file::empty_log(&*self.driver)
    }

    pub(crate) fn begin(&mut self) -> Result<(), Error> {
        if !self.writable {
            return Err(Error::ReadOnly);
        }
        if let Some(lost) = &self.rolled_back {
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

    /// Executes a text in the open group; returns the number of changed rows.
    pub(crate) fn change(&mut self, text: &str, values: &[&dyn ToValue]) -> Result<usize, Error> {
        self.begin()?;
        self.note_failure(self.driver.execute(text, values))
    }

    /// Executes a text in the open group that returns a number in a column; returns the number.
    pub(crate) fn number(
        &mut self,
        text: &str,
        values: &[&dyn ToValue],
        column: &'static str,
    ) -> Result<i64, Error> {
        self.begin()?;
        self.note_failure(self.driver.one(text, values, column))
    }

    pub(crate) fn driver(&self) -> &dyn Driver {
        &*self.driver
    }

    /// Records that the engine rolled back the whole group after a failed write, as on a full disk.
    fn note_failure<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| {
            if self.open && !self.driver.in_transaction() {
                let full = matches!(error, Error::Full);
                self.rolled_back =
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
        assert_eq!(synchronous(&folder), 2, "FULL by default");
        for (durability, expected) in [(Durability::ProcessOnly, 0), (Durability::PowerCut, 2)] {
            folder = folder.with_durability(durability);
            assert_eq!(synchronous(&folder), expected, "{durability:?}");
        }
    }

    /// A group that begins with a wrong end of the record would use positions twice.
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

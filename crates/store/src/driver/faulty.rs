//! A driver that wraps another one and simulates faults of the disk for tests. Its errors and its
//! state after a fault are those of an engine on a real disk. The module must not know tables.

use std::ops::DerefMut;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Driver, EachRow, ToValue};
use crate::error::{EngineFault, Error};

/// The way in which a disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full: the engine rolls the transaction back.
    Full,
    /// Reading or writing failed: the engine rolls the transaction back.
    Io,
    /// The sync after a write failed: the transaction may or may not be on disk.
    Sync,
}

/// The faults of a folder's disk, for tests. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Planned>>);

#[derive(Debug, Default)]
struct Planned {
    at_commit: Option<Fault>,
    /// The number of writes that succeed before one fails, and its fault.
    at_write: Option<(u64, Fault)>,
}

impl Faults {
    /// Makes every commit fail from now on.
    pub fn at_commit(&self, fault: Fault) {
        self.planned().at_commit = Some(fault);
    }

    /// Makes one write fail, after `count` others.
    pub fn at_write(&self, count: u64, fault: Fault) {
        self.planned().at_write = Some((count, fault));
    }

    /// Ends all faults; returns whether a planned fault did not occur.
    pub fn clear_faults(&self) -> bool {
        std::mem::take(&mut *self.planned()).at_write.is_some()
    }

    fn commit(&self) -> Option<Fault> {
        self.planned().at_commit
    }

    fn write(&self) -> Option<Fault> {
        let mut planned = self.planned();
        match &mut planned.at_write {
            Some((0, fault)) => {
                let fault = *fault;
                planned.at_write = None;
                Some(fault)
            }
            Some((count, _)) => {
                *count -= 1;
                None
            }
            None => None,
        }
    }

    fn planned(&self) -> impl DerefMut<Target = Planned> + '_ {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A driver whose disk has faults.
#[derive(Debug)]
pub(crate) struct Faulty {
    driver: Box<dyn Driver>,
    faults: Faults,
}

impl Faulty {
    pub(crate) fn new(driver: Box<dyn Driver>, faults: Faults) -> Self {
        Self { driver, faults }
    }

    /// Rolls the transaction back, as the engine does by itself after such a fault.
    fn roll_back(&self, fault: Fault) -> Error {
        if self.driver.in_transaction()
            && let Err(error) = self.driver.rollback()
        {
            return error;
        }
        error_of(fault)
    }

    fn write(&self) -> Result<(), Error> {
        self.faults.write().map_or(Ok(()), |fault| Err(self.roll_back(fault)))
    }
}

fn error_of(fault: Fault) -> Error {
    match fault {
        Fault::Full => Error::Full,
        Fault::Io | Fault::Sync => {
            Error::Engine { kind: EngineFault::Io, text: "the disk failed".into(), number: None }
        }
    }
}

impl Driver for Faulty {
    fn execute(&self, text: &str, values: &[&dyn ToValue]) -> Result<usize, Error> {
        self.write()?;
        self.driver.execute(text, values)
    }

    fn query(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        each: &mut EachRow<'_>,
    ) -> Result<(), Error> {
        if !text.starts_with("SELECT") {
            self.write()?;
        }
        self.driver.query(text, values, each)
    }

    fn begin(&self) -> Result<(), Error> {
        self.driver.begin()
    }

    fn begin_read(&self) -> Result<(), Error> {
        self.driver.begin_read()
    }

    fn commit(&self) -> Result<(), Error> {
        match self.faults.commit() {
            None => self.driver.commit(),
            Some(Fault::Sync) => {
                self.driver.commit()?;
                Err(error_of(Fault::Sync))
            }
            Some(fault) => Err(self.roll_back(fault)),
        }
    }

    fn rollback(&self) -> Result<(), Error> {
        self.driver.rollback()
    }

    fn in_transaction(&self) -> bool {
        self.driver.in_transaction()
    }

    fn savepoint(&self, name: &'static str) -> Result<(), Error> {
        self.driver.savepoint(name)
    }

    fn release(&self, name: &'static str) -> Result<(), Error> {
        self.driver.release(name)
    }

    fn roll_back_to(&self, name: &'static str) -> Result<(), Error> {
        self.driver.roll_back_to(name)
    }
}

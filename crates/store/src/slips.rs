//! The marks of printed slips. Knows no person.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

const PUT: &str = "INSERT INTO slip (mark, stream) VALUES ($1, $2) \
     ON CONFLICT (mark) DO UPDATE SET stream = excluded.stream";

const BY_MARK: &str = "SELECT stream FROM slip WHERE mark = $1";

const ALL: &str = "SELECT mark, stream FROM slip ORDER BY mark";

impl Writer {
    /// Keeps which dossier a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn put_slip(&mut self, mark: &str, stream: &str) -> Result<(), Error> {
        self.change(PUT, values![mark, stream]).map(|_| ())
    }
}

impl Reader {
    /// The dossier that a slip's mark stands for.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn by_slip(&self, mark: &str) -> Result<Option<String>, Error> {
        self.driver().first(BY_MARK, values![mark], |row| row.get("stream"))
    }

    /// All marks with their dossiers.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn slips(&self) -> Result<Vec<(String, String)>, Error> {
        self.driver().all(ALL, &[], |row| Ok((row.get("mark")?, row.get("stream")?)))
    }
}

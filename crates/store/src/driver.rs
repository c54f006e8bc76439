//! The driver port: the interface to a database engine. The rest of the crate is written once on
//! top of it. The module must not know tables.
//!
//! A text is an SQL statement that numbers its values `$1`, `$2`, …, in any order; values are
//! integers, text, bytes and null. A row is read by the names of its columns.

pub(crate) mod faulty;
mod row;
pub(crate) mod sqlite;
mod value;

use std::fmt;
use std::ops::ControlFlow;

pub(crate) use self::row::{Columns, Row};
pub(crate) use self::value::{FromValue, ToValue, Value, values};

use crate::error::Error;

/// The function that [`Driver::query`] calls for each row; a break ends the query.
pub(crate) type EachRow<'a> = dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, Error> + 'a;

/// A connection to a database.
///
/// # Errors
/// Every function may return [`Error::Full`], [`Error::ReadOnly`] or [`Error::Engine`].
pub(crate) trait Driver: fmt::Debug + Send {
    /// Executes a text; returns the number of changed rows.
    fn execute(&self, text: &str, values: &[&dyn ToValue]) -> Result<usize, Error>;

    /// Executes a text and calls `each` for every row.
    fn query(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        each: &mut EachRow<'_>,
    ) -> Result<(), Error>;

    /// Begins the transaction of a writer.
    fn begin(&self) -> Result<(), Error>;

    /// Begins a transaction that reads one state of the database.
    fn begin_read(&self) -> Result<(), Error>;

    /// Ends the transaction and makes it durable.
    fn commit(&self) -> Result<(), Error>;

    /// Ends the transaction and discards it.
    fn rollback(&self) -> Result<(), Error>;

    /// Whether a transaction is in progress. An engine may end one by itself, as on a full disk.
    fn in_transaction(&self) -> bool;

    fn savepoint(&self, name: &'static str) -> Result<(), Error> {
        self.execute(&format!("SAVEPOINT {name}"), &[]).map(drop)
    }

    fn release(&self, name: &'static str) -> Result<(), Error> {
        self.execute(&format!("RELEASE SAVEPOINT {name}"), &[]).map(drop)
    }

    /// Undoes all writes since the savepoint, and ends it.
    fn roll_back_to(&self, name: &'static str) -> Result<(), Error> {
        self.execute(&format!("ROLLBACK TO SAVEPOINT {name}"), &[])?;
        self.release(name)
    }
}

impl dyn Driver + '_ {
    /// The rows that a text returns.
    pub(crate) fn all<T>(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.query(text, values, &mut |row| {
            rows.push(map(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// The first row that a text returns.
    pub(crate) fn first<T>(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        map: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut first = None;
        self.query(text, values, &mut |row| {
            first = Some(map(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(first)
    }

    /// One column of the only row that a text returns.
    pub(crate) fn one<T: FromValue>(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        column: &'static str,
    ) -> Result<T, Error> {
        self.first(text, values, |row| row.get(column))?
            .ok_or_else(|| Error::unreadable("a text gives no row"))
    }

    /// Calls `each` for every row that a text returns; an error of `each` ends the query.
    pub(crate) fn stream<E: From<Error>>(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        mut each: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        self.query(text, values, &mut |row| {
            failed = each(row).err();
            Ok(if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        failed.map_or(Ok(()), Err)
    }
}

//! SQLite behind the driver port. The module must not know tables.

pub(crate) mod file;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode};

use super::row::Cells;
use super::{Columns, Driver, EachRow, Row, ToValue, Value};
use crate::error::{EngineFault, Error};

/// The most prepared statements in the cache of a connection.
const MAX_STATEMENTS: usize = 64;

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<i64> = const { std::cell::Cell::new(0) };
}

/// The steps of the engine that queries of this thread have taken.
#[cfg(test)]
pub(crate) fn steps_of_this_thread() -> i64 {
    STEPS.get()
}

/// A connection to a database file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    fn new(connection: Connection) -> Result<Self, Error> {
        connection.set_prepared_statement_cache_capacity(MAX_STATEMENTS);
        // Plans must not depend on bound values: otherwise the engine would compile a text again
        // whenever a value changes.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self { connection })
    }

    #[cfg(test)]
    pub(crate) fn in_memory() -> Self {
        Self::new(Connection::open_in_memory().expect("memory")).expect("memory")
    }

    /// The plan of a text: the steps by which the engine finds its rows.
    #[cfg(test)]
    pub(crate) fn plan(&self, text: &str) -> Vec<String> {
        let mut statement =
            self.connection.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect(text);
        let steps = statement.raw_query().mapped(|row| row.get("detail"));
        steps.collect::<Result<_, _>>().expect(text)
    }

    /// Executes texts without values, one after the other.
    #[cfg(test)]
    pub(crate) fn run(&self, texts: &str) {
        self.connection.execute_batch(texts).expect(texts);
    }
}

impl Sqlite {
    /// Prepares a text with its values. SQLite treats `$n` as a name and assigns the next free
    /// place to it, so that the values of `$2 … $1` would be bound in the wrong order. Therefore
    /// each place gets the value with the number in its name.
    fn bound(&self, text: &str, values: &[&dyn ToValue]) -> Result<CachedStatement<'_>, Error> {
        let mut statement = self.connection.prepare_cached(text)?;
        let count = statement.parameter_count();
        for place in 1..=count {
            let name = statement.parameter_name(place).and_then(|name| name.strip_prefix('$'));
            let number = name.and_then(|number| number.parse::<usize>().ok());
            let value = number.and_then(|number| values.get(number.checked_sub(1)?));
            let Some(value) = value.filter(|_| count == values.len()) else {
                return Err(mismatch(text, values.len()));
            };
            statement.raw_bind_parameter(place, value.to_value())?;
        }
        Ok(statement)
    }
}

/// The error for a text with the wrong number of values, which is a fault of this program.
fn mismatch(text: &str, count: usize) -> Error {
    let text = format!("{count} values do not fit the parameters of: {text}");
    Error::Engine { kind: EngineFault::Other, text, number: None }
}

impl Driver for Sqlite {
    fn execute(&self, text: &str, values: &[&dyn ToValue]) -> Result<usize, Error> {
        Ok(self.bound(text, values)?.raw_execute()?)
    }

    fn query(
        &self,
        text: &str,
        values: &[&dyn ToValue],
        each: &mut EachRow<'_>,
    ) -> Result<(), Error> {
        let mut statement = self.bound(text, values)?;
        let columns = Columns::default();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if each(&Row::new(&columns, row))?.is_break() {
                break;
            }
        }
        #[cfg(test)]
        {
            drop(rows);
            let steps = statement.reset_status(rusqlite::StatementStatus::VmStep);
            STEPS.set(STEPS.get() + i64::from(steps));
        }
        Ok(())
    }

    fn begin(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn begin_read(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    fn commit(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn rollback(&self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("ROLLBACK")?)
    }

    fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Cells for rusqlite::Row<'_> {
    fn index(&self, column: &str) -> Option<usize> {
        self.as_ref().column_index(column).ok()
    }

    fn cell(&self, index: usize) -> Result<Value<'_>, Error> {
        Ok(match self.get_ref(index)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Text(text) => Value::Text(
                std::str::from_utf8(text).map_err(|_| Error::unreadable("a text is no UTF-8"))?,
            ),
            ValueRef::Blob(bytes) => Value::Bytes(bytes),
            ValueRef::Real(_) => return Err(Error::unreadable("a value is a fraction")),
        })
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            code => Self::Engine {
                kind: code.map_or(EngineFault::Other, kind),
                number: error.sqlite_error().map(|code| code.extended_code),
                text: error.to_string(),
            },
        }
    }
}

fn kind(code: ErrorCode) -> EngineFault {
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => EngineFault::Busy,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => EngineFault::Io,
        ErrorCode::ConstraintViolation => EngineFault::Constraint,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => EngineFault::Corrupt,
        _ => EngineFault::Other,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::driver::values;

    #[test]
    fn values_are_bound_by_number_in_any_order_of_the_text() {
        let driver: &dyn Driver = &Sqlite::in_memory();
        for (text, expected) in [
            ("SELECT $1 AS a, $2 AS b", ["one", "two"]),
            ("SELECT $2 AS a, $1 AS b", ["two", "one"]),
            ("SELECT $2 AS a, $1 AS b WHERE $1 <> $2", ["two", "one"]),
            ("SELECT $1 AS a, $1 AS b WHERE $2 = 'two'", ["one", "one"]),
        ] {
            let pair = |row: &Row<'_>| Ok([row.get::<String>("a")?, row.get("b")?]);
            let rows = driver.all(text, values!["one", "two"], pair).unwrap();
            assert_eq!(rows, [expected.map(str::to_owned)], "{text}");
        }
    }

    #[test]
    fn values_that_do_not_match_their_text_are_refused() {
        let driver: &dyn Driver = &Sqlite::in_memory();
        for (text, values) in [
            ("SELECT $1 AS a", values!["one", "two"] as &[&dyn ToValue]),
            ("SELECT $1 AS a, $3 AS b", values!["one", "two"]),
            ("SELECT $1 AS a", values![]),
            ("SELECT ? AS a", values!["one"]),
        ] {
            assert!(driver.first(text, values, |_| Ok(())).is_err(), "{text}");
        }
    }

    #[test]
    fn values_of_every_kind_are_read_as_written() {
        let driver: &dyn Driver = &Sqlite::in_memory();
        let bytes: &[u8] = &[0, 255];
        let none: Option<i64> = None;
        let read = |row: &Row<'_>| {
            Ok((row.get::<i64>("a")?, row.get::<String>("b")?, row.get::<Vec<u8>>("c")?, {
                row.get::<Option<i64>>("d")?
            }))
        };
        let text = "SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d";
        let read_back = driver.first(text, values![i64::MIN, "Đỗ", bytes, none], read).unwrap();
        assert_eq!(read_back, Some((i64::MIN, "Đỗ".to_owned(), bytes.to_vec(), None)));
    }
}

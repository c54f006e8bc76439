//! A row, read by the names of its columns. The module must not know engines or tables.

use std::cell::{Cell, RefCell};

use super::{FromValue, Value};
use crate::error::Error;

/// The columns of a result; each name is looked up once for all rows.
#[derive(Default)]
pub(crate) struct Columns {
    /// The columns with their indices, in the order of their first use.
    columns: RefCell<Vec<(&'static str, usize)>>,
    /// The place at which the search for the next name begins, because most rows are read in the
    /// same order.
    next: Cell<usize>,
}

impl Columns {
    fn index(&self, cells: &dyn Cells, name: &'static str) -> Option<usize> {
        let mut columns = self.columns.borrow_mut();
        let (count, start) = (columns.len(), self.next.get());
        let position = (start..count).chain(0..start.min(count)).find(|i| columns[*i].0 == name);
        let place = match position {
            Some(place) => place,
            None => {
                columns.push((name, cells.index(name)?));
                count
            }
        };
        self.next.set(place + 1);
        Some(columns[place].1)
    }
}

/// The values of a row, as an engine stores them.
pub(crate) trait Cells {
    /// The index of the column with a name.
    fn index(&self, column: &str) -> Option<usize>;

    /// # Errors
    /// [`Error::Engine`] where the value is of an unsupported kind.
    fn cell(&self, index: usize) -> Result<Value<'_>, Error>;
}

/// The current row of a query.
pub(crate) struct Row<'a> {
    columns: &'a Columns,
    cells: &'a dyn Cells,
}

impl<'a> Row<'a> {
    pub(crate) fn new(columns: &'a Columns, cells: &'a dyn Cells) -> Self {
        Self { columns, cells }
    }

    /// The value of a column.
    ///
    /// # Errors
    /// [`Error::Engine`] where the row has no such column, or its value is of another kind.
    pub(crate) fn get<T: FromValue>(&self, column: &'static str) -> Result<T, Error> {
        let value = T::from_value(self.value(column)?);
        value
            .ok_or_else(|| Error::unreadable(&format!("column {column} has another kind of value")))
    }

    /// The text of a column, without a copy.
    ///
    /// # Errors
    /// The same as [`Self::get`].
    pub(crate) fn text(&self, column: &'static str) -> Result<&str, Error> {
        match self.value(column)? {
            Value::Text(text) => Ok(text),
            _ => Err(Error::unreadable(&format!("column {column} has another kind of value"))),
        }
    }

    fn value(&self, column: &'static str) -> Result<Value<'_>, Error> {
        let index = self.columns.index(self.cells, column);
        let index = index.ok_or_else(|| Error::unreadable(&format!("no column {column}")))?;
        self.cells.cell(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbers;

    impl Cells for Numbers {
        fn index(&self, column: &str) -> Option<usize> {
            ["a", "b", "c"].iter().position(|name| *name == column)
        }

        fn cell(&self, index: usize) -> Result<Value<'_>, Error> {
            Ok(Value::Integer(i64::try_from(index).unwrap_or(-1)))
        }
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let columns = Columns::default();
        let row = Row::new(&columns, &Numbers);
        for (name, expected) in [("c", 2), ("c", 2), ("a", 0), ("b", 1), ("a", 0), ("c", 2)] {
            assert_eq!(row.get::<i64>(name).ok(), Some(expected), "{name}");
        }
        assert!(row.get::<i64>("d").is_err());
        assert!(row.get::<String>("a").is_err(), "another kind");
    }
}

//! SQLite's spelling of the shared dialect. Knows no table.
//!
//! The texts write `$n` as PostgreSQL does. SQLite takes `$n` for a name and gives it the next free
//! place, so that `$2 … $1` would be bound the other way round; `?n` is bound by its number.

/// The text with `?n` in place of each `$n`.
pub(crate) fn numbered(text: &str) -> String {
    text.replace('$', "?")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use rusqlite::{Connection, params};

    use crate::read::{ask, ask_one};

    #[test]
    fn values_are_bound_by_number_in_whatever_order_the_text_names_them() {
        let connection = Connection::open_in_memory().unwrap();
        for (text, expected) in [
            ("SELECT $1, $2", ("one", "two")),
            ("SELECT $2, $1", ("two", "one")),
            ("SELECT $2, $1 WHERE $1 <> $2", ("two", "one")),
            ("SELECT $1, $1 WHERE $2 = 'two'", ("one", "one")),
        ] {
            let expected = (expected.0.to_owned(), expected.1.to_owned());
            let pair = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let values = params!["one", "two"];
            let found: Option<(String, String)> = ask_one(&connection, text, values, pair).unwrap();
            assert_eq!(found, Some(expected.clone()), "{text}");
            let found: Vec<(String, String)> = ask(&connection, text, values, pair).unwrap();
            assert_eq!(found, [expected], "{text}");
        }
    }
}

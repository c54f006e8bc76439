//! The fourth schema: one list of texts, a constant for each area. The module must not know
//! queries.

pub(super) const FOURTH: &[&str] = &[SEARCH, PERSONS, QUEUES];

/// Adds the index of an agency's dossiers in the order in which a search shows them.
const SEARCH: &str = "
CREATE INDEX dossier_received ON dossier (agency, received_at, stream);
";

/// Changes the telephone numbers of accounts to E.164; older programs stored the national form.
const PERSONS: &str = "
UPDATE citizen SET contact = '+84' || substr(contact, 2)
    WHERE contact LIKE '0%' AND contact NOT LIKE '%@%';
";

/// Adds columns for queues. Rows of an older schema are projected again from the events.
const QUEUES: &str = "
ALTER TABLE dossier ADD COLUMN approved_at BIGINT;
ALTER TABLE dossier ADD COLUMN supplied_at BIGINT;
UPDATE meta SET value = '4'
    WHERE name = 'rows_version' AND NOT EXISTS (SELECT 1 FROM dossier);
";

#[cfg(test)]
mod tests {
    use crate::schema::MIGRATIONS;

    #[test]
    fn a_telephone_of_the_third_schema_becomes_e164_and_an_address_stays() {
        let connection = rusqlite::Connection::open_in_memory().expect("in memory");
        let before =
            "INSERT INTO citizen VALUES ('0900000001', 'a', '', 1), ('0x@y.vn', 'b', '', 1)";
        let (third, fourth) = MIGRATIONS.split_at(3);
        for text in third.concat().iter().chain([&before]).chain(fourth[0]) {
            connection.execute_batch(text).expect("a migration");
        }
        let mut statement =
            connection.prepare("SELECT contact FROM citizen ORDER BY person").expect("prepared");
        let rows = statement.query_map([], |row| row.get(0)).expect("asked");
        let contacts: Vec<String> = rows.map(|row| row.expect("a row")).collect();
        assert_eq!(contacts, ["+84900000001", "0x@y.vn"]);
    }
}

//! The sixth schema: how a notice reaches its addressee, and what a person chose. The module must not know
//! queries.

pub(super) const SIXTH: &[&str] = &[NOTICES];

/// Adds way and language of a notice, and the choice of a person. A notice of an older program goes by mail
/// where its address is one, else by SMS, in Vietnamese.
const NOTICES: &str = "
ALTER TABLE outbox ADD COLUMN way TEXT NOT NULL DEFAULT 'sms';
ALTER TABLE outbox ADD COLUMN language TEXT NOT NULL DEFAULT 'vi';
UPDATE outbox SET way = 'mail' WHERE address LIKE '%@%';
DROP INDEX outbox_new;
CREATE INDEX outbox_way_code ON outbox (way, expires_at, id)
    WHERE state = 'waiting' AND expires_at IS NOT NULL;
CREATE INDEX outbox_way_new ON outbox (way, next_at, id)
    WHERE state = 'waiting' AND tries = 0 AND expires_at IS NULL;
CREATE INDEX outbox_way_tried ON outbox (way, next_at, id)
    WHERE state = 'waiting' AND tries > 0 AND expires_at IS NULL;
CREATE INDEX outbox_paper ON outbox (at, id) WHERE state = 'waiting' AND way = 'paper';
CREATE TABLE notice_choice (
    person TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    way TEXT NOT NULL
);
";

#[cfg(test)]
mod tests {
    use crate::schema::MIGRATIONS;

    #[test]
    fn a_notice_of_the_fifth_schema_keeps_its_way() {
        let connection = rusqlite::Connection::open_in_memory().expect("in memory");
        let before = "INSERT INTO outbox (id, at, address, subject, body, tries) \
                      VALUES (1, 1, '0900', 's', 'b', 0), (2, 1, 'lan@example.vn', 's', 'b', 0)";
        let (fifth, sixth) = MIGRATIONS.split_at(5);
        for text in fifth.concat().iter().chain([&before]).chain(sixth[0]) {
            connection.execute_batch(text).expect("a migration");
        }
        let mut statement =
            connection.prepare("SELECT way || language FROM outbox ORDER BY id").expect("prepared");
        let rows = statement.query_map([], |row| row.get(0)).expect("asked");
        let ways: Vec<String> = rows.map(|row| row.expect("a row")).collect();
        assert_eq!(ways, ["smsvi", "mailvi"]);
    }
}

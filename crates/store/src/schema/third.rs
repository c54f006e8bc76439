//! The third schema: one list of texts, a constant for each area. The module must not know queries.

pub(super) const THIRD: &[&str] = &[HEAD, NOTICES, LISTS, AUDIT, KEYS, AUTH];

/// Adds the end of the record, in one row: the last position, the number of events, and the latest
/// logged instant without imports. The writer reads the row when a group begins, counts positions
/// from it, and writes it at the end of the group, in the same commit.
const HEAD: &str = "
CREATE TABLE head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    events BIGINT NOT NULL,
    logged_at BIGINT NOT NULL
);
INSERT INTO head (id, position, events, logged_at)
    SELECT 1, coalesce(max(position), 0), count(*),
        coalesce(max(CASE WHEN kind <> 'imported' THEN logged_at END), 0) FROM event;
";

/// Adds the state of a notice, the instant of its next attempt, and its end. Notices that an older
/// program abandoned after ten attempts are shown to an officer; one-time codes expire after ten
/// minutes.
const NOTICES: &str = "
DROP INDEX outbox_unsent;
DROP INDEX outbox_stream;
ALTER TABLE outbox RENAME COLUMN sent_at TO ended_at;
ALTER TABLE outbox ADD COLUMN expires_at BIGINT;
ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE outbox ADD COLUMN next_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN handed_at BIGINT;
ALTER TABLE outbox ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
UPDATE outbox SET state = 'delivered' WHERE ended_at IS NOT NULL;
UPDATE outbox SET state = 'failed', ended_at = at
    WHERE ended_at IS NULL AND tries >= 10 AND stream IS NOT NULL;
UPDATE outbox SET expires_at = at + 600000 WHERE stream IS NULL;
UPDATE outbox SET body = '' WHERE stream IS NULL AND state = 'delivered';
CREATE INDEX outbox_stream ON outbox (stream, id) WHERE stream IS NOT NULL;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_new ON outbox (next_at, id) WHERE state = 'waiting' AND tries = 0;
CREATE INDEX outbox_code ON outbox (expires_at, id)
    WHERE state = 'waiting' AND expires_at IS NOT NULL;
CREATE INDEX outbox_failed ON outbox (ended_at, id) WHERE state = 'failed';
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE address <> '' AND ended_at IS NOT NULL;
CREATE INDEX one_time_code_sent ON one_time_code (sent_at);
INSERT INTO serial (scope, last) SELECT 'outbox', coalesce(max(id), 0) FROM outbox;
";

/// Adds known browsers of accounts; sent codes, by the digest of their contact; claimed persons;
/// revoked slips.
const AUTH: &str = "
CREATE TABLE device (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    label TEXT NOT NULL,
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (id, kind, who)
);
CREATE INDEX device_who ON device (kind, who, seen_at);
CREATE INDEX device_ends ON device (ends_at);
CREATE TABLE code_sent (
    contact TEXT NOT NULL,
    known BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX code_sent_contact ON code_sent (contact, known, at);
CREATE INDEX code_sent_at ON code_sent (at);
CREATE TABLE claim (
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    stream TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, person)
);
CREATE INDEX claim_person ON claim (person, at);
CREATE INDEX claim_stream ON claim (stream);
ALTER TABLE one_time_code ADD COLUMN known BIGINT NOT NULL DEFAULT 0;
ALTER TABLE slip ADD COLUMN revoked_at BIGINT;
CREATE INDEX slip_stream ON slip (stream);
";

/// Adds the digest of the content to which a command's key is bound; empty for older keys.
const KEYS: &str = "
ALTER TABLE event ADD COLUMN command_digest TEXT;
";

/// Adds columns of lists, and an index for every list in the order shown. Older rows are projected
/// again from the events.
const LISTS: &str = "
ALTER TABLE dossier ADD COLUMN suspended_at BIGINT;
ALTER TABLE dossier ADD COLUMN suspended_for TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN supplement_until BIGINT;
ALTER TABLE dossier ADD COLUMN given_out_at BIGINT;
DROP INDEX dossier_offered;
DROP INDEX dossier_person;
DROP INDEX dossier_letter;
DROP INDEX dossier_consulted;
DROP INDEX dossier_filed;
CREATE INDEX dossier_offered ON dossier (offered_to, due_at, stream)
    WHERE offered_to IS NOT NULL;
CREATE INDEX dossier_offering ON dossier (holder, due_at, stream) WHERE offered_to IS NOT NULL;
CREATE INDEX dossier_person ON dossier (person, received_at, stream) WHERE person <> '';
CREATE INDEX dossier_letter ON dossier (letter, due_at, stream) WHERE letter <> '';
CREATE INDEX dossier_consulted ON dossier (due_at, stream) WHERE consulted <> '';
CREATE INDEX dossier_filed ON dossier (desk, filed_at, stream)
    WHERE phase IN ('filed', 'guided');
CREATE INDEX dossier_open ON dossier (agency, due_at, stream) WHERE phase = 'open';
CREATE INDEX dossier_open_unit ON dossier (unit, due_at, stream) WHERE phase = 'open';
CREATE INDEX dossier_ready ON dossier (desk, ended_at, stream) WHERE phase = 'ready';
CREATE INDEX dossier_given_out ON dossier (desk, given_out_at, stream)
    WHERE given_out_at IS NOT NULL;
CREATE INDEX dossier_suspended ON dossier (agency, suspended_at, stream)
    WHERE suspended_at IS NOT NULL;
CREATE INDEX dossier_suspended_unit ON dossier (unit, suspended_at, stream)
    WHERE suspended_at IS NOT NULL;
CREATE INDEX dossier_suspended_holding ON dossier (holding_unit, suspended_at, stream)
    WHERE suspended_at IS NOT NULL;
UPDATE meta SET value = '3'
    WHERE name = 'rows_version' AND NOT EXISTS (SELECT 1 FROM dossier);
";

/// Adds recorded acts. The reads of personal data in the second schema are copied.
const AUDIT: &str = "
CREATE TABLE audit (
    position BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TABLE audit_object (
    position BIGINT NOT NULL,
    object TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (position, object)
);
INSERT INTO audit (position, at, actor, kind, detail)
    SELECT position, at, officer, 'read', what FROM read_log;
INSERT INTO audit_object (position, object, at) SELECT position, stream, at FROM read_log;
INSERT INTO serial (scope, last) SELECT 'audit', coalesce(max(position), 0) FROM read_log;
DROP TABLE read_log;
CREATE INDEX audit_at ON audit (at, position);
CREATE INDEX audit_actor ON audit (actor, at, position);
CREATE INDEX audit_kind ON audit (kind, at, position);
CREATE INDEX audit_actor_kind ON audit (actor, kind, at, position);
CREATE INDEX audit_object_object ON audit_object (object, at, position);
";

#[cfg(test)]
mod tests {
    use crate::schema::MIGRATIONS;

    /// A folder of the second schema has the same content after its migration to the third.
    #[test]
    fn a_folder_of_the_second_schema_opens_with_all_its_content() {
        let path = tempfile::tempdir().expect("a folder");
        let file = path.path().join("motcua.db");
        let connection = rusqlite::Connection::open(file).expect("a file");
        let content = "INSERT INTO event VALUES \
            (7, 'a', 1, 5, 9, 'an', NULL, 'noted', 'first', NULL, NULL);
            PRAGMA application_id = 828601697; PRAGMA user_version = 2;";
        for text in MIGRATIONS[..2].concat().into_iter().chain([content]) {
            connection.execute_batch(text).expect("a migration");
        }
        drop(connection);
        let folder = crate::Folder::open(path.path()).expect("it opens");
        let reader = folder.reader().expect("a reader");
        assert_eq!(reader.stream("a").expect("a stream").len(), 1);
        assert_eq!(reader.last_position().expect("a position"), 7);
        assert_eq!(reader.last_logged_at().expect("an instant"), 9);
        assert_eq!(reader.integrity().expect("a verdict"), None);
    }

    const BEFORE: &str = "
INSERT INTO outbox VALUES (1, 10, '0900', 'code', '123456', NULL, 11, 1);
INSERT INTO outbox VALUES (2, 20, '0900', 'code', '234567', NULL, NULL, 0);
INSERT INTO outbox VALUES (3, 30, '0900', 'turn:ready', '{}', 'd', 31, 2);
INSERT INTO outbox VALUES (4, 40, '0900', 'turn:ready', '{}', 'd', NULL, 9);
INSERT INTO outbox VALUES (5, 50, '0900', 'turn:ready', '{}', 'd', NULL, 10);
";

    #[test]
    fn notices_of_the_second_schema_get_their_state() {
        let connection = rusqlite::Connection::open_in_memory().expect("in memory");
        let (second, third) = MIGRATIONS.split_at(2);
        for text in second.concat().iter().chain([&BEFORE]).chain(third[0]) {
            connection.execute_batch(text).expect("a migration");
        }
        let text = "SELECT id, state, body, coalesce(ended_at, 0), coalesce(expires_at, 0), tries \
                    FROM outbox ORDER BY id";
        let mut statement = connection.prepare(text).expect("prepared");
        let row = |row: &rusqlite::Row<'_>| {
            let words: (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let numbers: (i64, i64, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
            Ok(format!("{words:?} {numbers:?}"))
        };
        let rows = statement.query_map([], row).expect("asked").map(|row| row.expect("a row"));
        let expected = [
            r#"(1, "delivered", "") (11, 600010, 1)"#,
            r#"(2, "waiting", "234567") (0, 600020, 0)"#,
            r#"(3, "delivered", "{}") (31, 0, 2)"#,
            r#"(4, "waiting", "{}") (0, 0, 9)"#,
            r#"(5, "failed", "{}") (50, 0, 10)"#,
        ];
        assert_eq!(rows.collect::<Vec<_>>(), expected);
    }
}

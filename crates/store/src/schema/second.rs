//! The second schema: the columns of lists of dossiers, and the tables of accounts and citizens.
//! The module must not know queries.
//!
//! The new columns of a dossier are caches of the fold; rows in a folder of the first schema are
//! stale until they are projected again (`rows_version`). Every index makes writes slower, so an
//! index on a column that is mostly empty is partial. `BLOB` is the only type name with another
//! spelling in PostgreSQL (`BYTEA`).

pub(super) const SECOND: &str = "
ALTER TABLE dossier ADD COLUMN agency TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN desk TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN holding_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN offered_to TEXT;
ALTER TABLE dossier ADD COLUMN offered_unit TEXT;
ALTER TABLE dossier ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN helped_at TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN stand_in TEXT;
ALTER TABLE dossier ADD COLUMN stand_in_until BIGINT;
ALTER TABLE dossier ADD COLUMN consulted TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN suspended BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN filed_at BIGINT;
DROP INDEX dossier_queue;
DROP INDEX dossier_timer;
CREATE INDEX dossier_queue ON dossier (holder, due_at, stream) WHERE holder IS NOT NULL;
CREATE INDEX dossier_timer ON dossier (timer_at) WHERE timer_at IS NOT NULL;
CREATE INDEX dossier_stand_in ON dossier (stand_in, due_at, stream) WHERE stand_in IS NOT NULL;
CREATE INDEX dossier_offered ON dossier (offered_to) WHERE offered_to IS NOT NULL;
CREATE INDEX dossier_filed ON dossier (filed_at, stream) WHERE phase IN ('filed', 'guided');
CREATE INDEX dossier_holding ON dossier (holding_unit, due_at, stream) WHERE holding_unit <> '';
CREATE INDEX dossier_unit ON dossier (unit, due_at, stream);
CREATE INDEX dossier_desk ON dossier (desk, received_at, stream) WHERE desk <> '';
CREATE INDEX dossier_person ON dossier (person) WHERE person <> '';
CREATE INDEX dossier_helped ON dossier (helped_at) WHERE helped_at <> '';
CREATE INDEX dossier_letter ON dossier (letter, due_at) WHERE letter <> '';
CREATE INDEX dossier_consulted ON dossier (consulted) WHERE consulted <> '';
INSERT INTO meta (name, value)
    SELECT 'rows_version', '2' WHERE NOT EXISTS (SELECT 1 FROM dossier);
ALTER TABLE draft ADD COLUMN person TEXT NOT NULL DEFAULT '';
CREATE INDEX draft_person ON draft (person) WHERE person <> '';
CREATE TABLE account (
    login TEXT PRIMARY KEY,
    officer TEXT NOT NULL,
    password TEXT NOT NULL,
    totp TEXT NOT NULL,
    totp_step BIGINT NOT NULL,
    recovery TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    must_change BIGINT NOT NULL,
    enrolled BIGINT NOT NULL,
    disabled BIGINT NOT NULL
);
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    stepped_at BIGINT NOT NULL,
    label TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX session_who ON session (kind, who);
CREATE TABLE citizen (
    contact TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    since BIGINT NOT NULL
);
CREATE INDEX citizen_person ON citizen (person);
CREATE TABLE one_time_code (
    contact TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    stream TEXT,
    sent_at BIGINT,
    tries BIGINT NOT NULL
);
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_stream ON outbox (stream) WHERE stream IS NOT NULL;
CREATE TABLE slip (
    mark TEXT PRIMARY KEY,
    stream TEXT NOT NULL
);
CREATE TABLE applicant (
    stream TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    identity TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX applicant_person ON applicant (person);
CREATE TABLE applicant_word (
    word TEXT NOT NULL,
    stream TEXT NOT NULL,
    PRIMARY KEY (word, stream)
);
CREATE TABLE read_log (
    position BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    officer TEXT NOT NULL,
    stream TEXT NOT NULL,
    what TEXT NOT NULL
);
CREATE INDEX read_log_stream ON read_log (stream);
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    component TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX attachment_stream ON attachment (stream);
";

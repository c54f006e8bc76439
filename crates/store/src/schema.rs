//! The SQL texts of the record and its rows, in the dialect that SQLite and PostgreSQL share, and
//! the migrations in order. The texts of the other tables are next to their functions; the tests in
//! `dialect.rs` prepare all texts.

mod fifth;
mod fourth;
mod second;
mod seventh;
mod sixth;
mod third;

/// The version of the schema that this program writes.
pub const SCHEMA_VERSION: i64 = 7;

/// The application id in this program's database files: "1cua" in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x3163_7561;

/// The texts of each schema version; the n-th list migrates version n−1 to n.
pub(crate) const MIGRATIONS: &[&[&str]] = &[
    &[FIRST],
    &[second::SECOND],
    third::THIRD,
    fourth::FOURTH,
    fifth::FIFTH,
    sixth::SIXTH,
    seventh::SEVENTH,
];

const FIRST: &str = "
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE event (
    position BIGINT PRIMARY KEY,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    logged_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    on_behalf TEXT,
    kind TEXT NOT NULL,
    public_part TEXT NOT NULL,
    sealed_part TEXT,
    command_key TEXT,
    UNIQUE (stream, version),
    UNIQUE (command_key)
);
CREATE TABLE dossier (
    stream TEXT PRIMARY KEY,
    register TEXT NOT NULL,
    code TEXT NOT NULL,
    phase TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    holder TEXT,
    received_at BIGINT,
    due_at BIGINT,
    ended_at BIGINT,
    timer_at BIGINT,
    version BIGINT NOT NULL,
    facts TEXT NOT NULL
);
CREATE INDEX dossier_code ON dossier (code);
CREATE INDEX dossier_register ON dossier (register, received_at);
CREATE INDEX dossier_queue ON dossier (holder, due_at);
CREATE INDEX dossier_timer ON dossier (timer_at);
CREATE TABLE span (
    stream TEXT NOT NULL,
    number BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    unit TEXT NOT NULL,
    step TEXT NOT NULL,
    holder TEXT NOT NULL,
    PRIMARY KEY (stream, number)
);
CREATE TABLE serial (
    scope TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    updated_at BIGINT NOT NULL,
    body TEXT NOT NULL
);
";

/// The texts that migrate a database of a version to this program's version.
pub(crate) fn migrations_from(version: i64) -> impl Iterator<Item = &'static str> {
    let applied = usize::try_from(version).unwrap_or_default();
    MIGRATIONS.iter().skip(applied).copied().flatten().copied()
}

/// The texts that create a database of a version.
pub(crate) fn migrations_to(version: i64) -> impl Iterator<Item = &'static str> {
    let applied = usize::try_from(version).unwrap_or_default();
    MIGRATIONS.iter().take(applied).copied().flatten().copied()
}

/// The schema version of the rows, which `meta` stores.
pub(crate) const ROWS_VERSION: &str = "5";

pub(crate) const ROWS_STALE: &str = "SELECT (EXISTS (SELECT 1 FROM dossier) AND \
     NOT EXISTS (SELECT 1 FROM meta WHERE name = 'rows_version' AND value = '5')) AS stale";

pub(crate) const APPEND: &str = "INSERT INTO event (position, stream, version, happened_at, \
     logged_at, actor, on_behalf, kind, public_part, sealed_part, command_key, command_digest) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

pub(crate) const HEAD: &str = "SELECT position, events, logged_at FROM head WHERE id = 1";

pub(crate) const PUT_HEAD: &str =
    "UPDATE head SET position = $1, events = $2, logged_at = $3 WHERE id = 1";

pub(crate) const LAST_POSITION: &str = "SELECT position FROM head WHERE id = 1";

pub(crate) const EVENT_COUNT: &str = "SELECT events FROM head WHERE id = 1";

pub(crate) const LAST_LOGGED: &str = "SELECT logged_at FROM head WHERE id = 1";

pub(crate) const STREAM_VERSION: &str =
    "SELECT coalesce(max(version), 0) AS version FROM event WHERE stream = $1";

pub(crate) const STREAM: &str = "SELECT position, stream, version, happened_at, logged_at, actor, \
     on_behalf, kind, public_part, sealed_part FROM event WHERE stream = $1 ORDER BY version";

pub(crate) const EVENTS_LIKE: &str = "SELECT position, stream, version, happened_at, logged_at, \
     actor, on_behalf, kind, public_part, sealed_part FROM event \
     WHERE stream >= $1 AND stream < $2 ORDER BY stream, version";

pub(crate) const BY_KEY: &str = "SELECT stream, version FROM event WHERE command_key = $1";

pub(crate) const KEYED_COMMAND: &str =
    "SELECT stream, version, actor, command_digest FROM event WHERE command_key = $1";

pub(crate) const KEYS_LIKE: &str =
    "SELECT count(*) AS n FROM event WHERE command_key >= $1 AND command_key < $2";

pub(crate) const PUT_DOSSIER: &str = "INSERT INTO dossier (stream, register, code, phase, procedure_code, unit, holder, \
     received_at, due_at, ended_at, timer_at, version, facts, agency, desk, holding_unit, \
     offered_to, offered_unit, step, helped_at, person, stand_in, stand_in_until, \
     consulted, letter, suspended, filed_at, suspended_at, suspended_for, supplement_until, \
     given_out_at, approved_at, supplied_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
     $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, \
     $27, $28, $29, $30, $31, $32, $33) ON CONFLICT (stream) DO UPDATE SET register = excluded.register, code = \
     excluded.code, phase = excluded.phase, procedure_code = excluded.procedure_code, unit \
     = excluded.unit, holder = excluded.holder, received_at = excluded.received_at, due_at \
     = excluded.due_at, ended_at = excluded.ended_at, timer_at = excluded.timer_at, \
     version = excluded.version, facts = excluded.facts, agency = excluded.agency, desk = \
     excluded.desk, holding_unit = excluded.holding_unit, offered_to = \
     excluded.offered_to, offered_unit = excluded.offered_unit, step = excluded.step, \
     helped_at = excluded.helped_at, person = excluded.person, stand_in = \
     excluded.stand_in, stand_in_until = excluded.stand_in_until, consulted = \
     excluded.consulted, letter = excluded.letter, suspended = excluded.suspended, \
     filed_at = excluded.filed_at, suspended_at = excluded.suspended_at, suspended_for = \
     excluded.suspended_for, supplement_until = excluded.supplement_until, given_out_at = \
     excluded.given_out_at, approved_at = excluded.approved_at, supplied_at = \
     excluded.supplied_at";

/// Updates the columns of the holder and the step, where no other column changes; the values are
/// those of [`PUT_DOSSIER`]. The indexes of other columns need no update, which saves time.
pub(crate) const MOVE_DOSSIER: &str = "UPDATE dossier SET holder = $7, timer_at = $11, version = $12, facts = $13, \
     holding_unit = $16, offered_to = $17, offered_unit = $18, step = $19, stand_in = $22, \
     stand_in_until = $23, consulted = $24, approved_at = $32, supplied_at = $33 WHERE stream = $1 \
     AND register = $2 AND code = $3 AND phase = $4 AND procedure_code = $5 AND unit = $6 AND \
     received_at IS NOT DISTINCT FROM $8 AND due_at IS NOT DISTINCT FROM $9 AND ended_at IS NOT \
     DISTINCT FROM $10 AND agency = $14 AND desk = $15 AND helped_at = $20 AND person = $21 AND \
     letter = $25 AND suspended = $26 AND filed_at IS NOT DISTINCT FROM $27 AND suspended_at IS \
     NOT DISTINCT FROM $28 AND suspended_for = $29 AND supplement_until IS NOT DISTINCT FROM $30 \
     AND given_out_at IS NOT DISTINCT FROM $31";

/// The columns of a row in a list: all columns except the facts.
pub(crate) const LISTED: &str = "stream, register, code, phase, procedure_code, unit, holder, received_at, due_at, \
     ended_at, timer_at, version, '' AS facts, agency, desk, holding_unit, offered_to, \
     offered_unit, step, helped_at, person, stand_in, stand_in_until, consulted, letter, \
     suspended, filed_at, suspended_at, suspended_for, supplement_until, given_out_at, approved_at, \
     supplied_at";

fn dossier_columns() -> String {
    format!("SELECT {} FROM dossier", LISTED.replace("'' AS facts", "facts"))
}

pub(crate) fn dossiers_by_code() -> String {
    format!("{} WHERE code = $1 ORDER BY register", dossier_columns())
}

pub(crate) fn dossiers_by_code_prefix() -> String {
    format!("{} WHERE code >= $1 AND code < $2 LIMIT 2", dossier_columns())
}

pub(crate) fn dossier_of_stream() -> String {
    format!("{} WHERE stream = $1", dossier_columns())
}

pub(crate) fn all_dossiers() -> String {
    format!("{} ORDER BY stream", dossier_columns())
}

pub(crate) const FACTS: &str =
    "SELECT stream, facts, given_out_at FROM dossier WHERE register = $1 ORDER BY stream";

pub(crate) const FACTS_OF_STREAM: &str = "SELECT facts FROM dossier WHERE stream = $1";

pub(crate) const HAS_REGISTER: &str =
    "SELECT EXISTS (SELECT 1 FROM dossier WHERE register = $1) AS found";

pub(crate) const REGISTERS: &str =
    "SELECT register, count(*) AS n FROM dossier GROUP BY register ORDER BY register";

pub(crate) const TIMERS: &str =
    "SELECT timer_at, stream FROM dossier WHERE timer_at IS NOT NULL ORDER BY timer_at, stream";

pub(crate) const IN_WORK: &str = "SELECT stream FROM dossier WHERE received_at IS NOT NULL \
     AND ended_at IS NULL AND holder IS NOT NULL ORDER BY stream";

pub(crate) const HELD_BY: &str =
    "SELECT stream FROM dossier WHERE holder = $1 AND ended_at IS NULL ORDER BY stream";

pub(crate) const OFFERED_TO: &str =
    "SELECT stream FROM dossier WHERE offered_to = $1 AND ended_at IS NULL ORDER BY stream";

pub(crate) const LIVES: &str = "SELECT EXISTS (SELECT 1 FROM event WHERE stream >= $1 AND \
     stream < $2 AND kind NOT IN ('imported', 'erased')) AS found";

pub(crate) const DROP_IMPORTED: &str = "DELETE FROM event WHERE stream >= $1 AND stream < $2";

pub(crate) const DROP_DOSSIERS: &str = "DELETE FROM dossier WHERE register = $1";

pub(crate) const DROP_SPANS_LIKE: &str = "DELETE FROM span WHERE stream >= $1 AND stream < $2";

pub(crate) const PUT_SPAN: &str = "INSERT INTO span (stream, number, from_at, to_at, unit, step, \
     holder) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (stream, number) DO UPDATE SET \
     from_at = excluded.from_at, to_at = excluded.to_at, unit = excluded.unit, \
     step = excluded.step, holder = excluded.holder";

pub(crate) const DROP_SPANS: &str = "DELETE FROM span WHERE stream = $1 AND number >= $2";

pub(crate) const SPANS: &str =
    "SELECT from_at, to_at, unit, step, holder FROM span WHERE stream = $1 ORDER BY number";

pub(crate) const SPAN_STREAMS: &str = "SELECT DISTINCT stream FROM span ORDER BY stream";

pub(crate) const NEXT_SERIAL: &str = "INSERT INTO serial (scope, last) VALUES ($1, $2) \
     ON CONFLICT (scope) DO UPDATE SET last = serial.last + 1 RETURNING last";

pub(crate) const PUT_META: &str = "INSERT INTO meta (name, value) VALUES ($1, $2) \
     ON CONFLICT (name) DO UPDATE SET value = excluded.value";

pub(crate) const META: &str = "SELECT value FROM meta WHERE name = $1";

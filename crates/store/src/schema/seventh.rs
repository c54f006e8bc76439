//! The seventh schema: the entries of the cashbook, and what waits for an officer. The
//! module must not know queries.

pub(super) const SEVENTH: &[&str] = &[CASHBOOK];

/// `debit` and `credit` are accounts (`cash:<unit>`, `bank`, `aside`, `fees:<agency>`,
/// `difference:<unit>`); `at` is the instant of logging, so that no entry is added to a day that passed.
const CASHBOOK: &str = "
CREATE TABLE journal (
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    amount BIGINT NOT NULL,
    office TEXT NOT NULL,
    number BIGINT,
    year BIGINT,
    procedure_code TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (stream, version)
);
CREATE INDEX journal_at ON journal (at, stream, version);
CREATE INDEX journal_debit ON journal (debit, at, amount);
CREATE INDEX journal_credit ON journal (credit, at, amount);
CREATE TABLE journal_account (
    account TEXT PRIMARY KEY
);
CREATE TABLE money_waiting (
    stream TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX money_waiting_at ON money_waiting (kind, at, stream);
";

//! The entries of the cashbook, each made from one event of the record, with the sums of accounts; and
//! what waits for an officer. The module must not know what an account means.

use std::collections::BTreeMap;

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// An entry of the cashbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalRow {
    /// The stream and the version of the event.
    pub stream: String,
    pub version: u64,
    /// The instant of logging.
    pub at: i64,
    /// The kind of the event.
    pub kind: String,
    pub debit: String,
    pub credit: String,
    /// The amount in đồng.
    pub amount: i64,
    /// The unit where the money moved; empty where none did it.
    pub office: String,
    /// The number of the slip in the series of the office and year.
    pub number: Option<u64>,
    pub year: Option<i64>,
    pub procedure: String,
    /// The id of the officer, or `system`.
    pub actor: String,
}

/// The number and the sum of entries, by procedure and kind.
pub type JournalSums = BTreeMap<(String, String), (u64, i64)>;

const PUT: &str = "INSERT INTO journal (stream, version, at, kind, debit, credit, amount, office, \
     number, year, procedure_code, actor) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const BETWEEN: &str = "SELECT stream, version, at, kind, debit, credit, amount, office, number, year, \
     procedure_code, actor FROM journal WHERE at >= $1 AND at < $2 \
     ORDER BY at, stream, version LIMIT $3 OFFSET $4";

const OF_STREAM: &str = "SELECT stream, version, at, kind, debit, credit, amount, office, number, year, \
     procedure_code, actor FROM journal WHERE stream = $1 ORDER BY version";

const COUNT: &str = "SELECT count(*) AS n FROM journal WHERE at >= $1 AND at < $2";

const PUT_ACCOUNT: &str =
    "INSERT INTO journal_account (account) VALUES ($1) ON CONFLICT (account) DO NOTHING";

const ACCOUNTS: &str = "SELECT account FROM journal_account WHERE account > $1 ORDER BY account";

const DEBITS: &str =
    "SELECT coalesce(sum(amount), 0) AS total FROM journal WHERE debit = $1 AND at < $2";

const CREDITS: &str =
    "SELECT coalesce(sum(amount), 0) AS total FROM journal WHERE credit = $1 AND at < $2";

const DEBITS_BETWEEN: &str = "SELECT coalesce(sum(amount), 0) AS total FROM journal \
     WHERE debit = $1 AND at >= $2 AND at < $3";

const CREDITS_BETWEEN: &str = "SELECT coalesce(sum(amount), 0) AS total FROM journal \
     WHERE credit = $1 AND at >= $2 AND at < $3";

const MOVES: &str = "SELECT procedure_code, kind, amount FROM journal WHERE at >= $1 AND at < $2 \
     ORDER BY at, stream, version";

const PUT_WAITING: &str = "INSERT INTO money_waiting (stream, kind, at) VALUES ($1, $2, $3) \
     ON CONFLICT (stream) DO NOTHING";

const DROP_WAITING: &str = "DELETE FROM money_waiting WHERE stream = $1";

const WAITING: &str =
    "SELECT stream FROM money_waiting WHERE kind = $1 ORDER BY at, stream LIMIT $2";

const WAITS: &str = "SELECT EXISTS (SELECT 1 FROM money_waiting WHERE stream = $1) AS found";

impl Writer {
    /// Adds an entry.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_journal(&mut self, row: &JournalRow) -> Result<(), Error> {
        for account in [&row.debit, &row.credit] {
            self.change(PUT_ACCOUNT, values![account])?;
        }
        let (version, number) = (row.version as i64, row.number.map(|number| number as i64));
        let values = values![
            row.stream,
            version,
            row.at,
            row.kind,
            row.debit,
            row.credit,
            row.amount,
            row.office,
            number,
            row.year,
            row.procedure,
            row.actor
        ];
        self.change(PUT, values).map(drop)
    }

    /// The debits less the credits of an account before an instant, those of the open group included.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_balance(&self, account: &str, before: i64) -> Result<i64, Error> {
        let total = |text| self.driver().one::<i64>(text, values![account, before], "total");
        Ok(total(DEBITS)? - total(CREDITS)?)
    }

    /// The credits of an account from an instant on, those of the open group included.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_credits_from(&self, account: &str, from: i64) -> Result<i64, Error> {
        self.driver().one(CREDITS_BETWEEN, values![account, from, i64::MAX], "total")
    }

    /// Notes since when something of a kind waits for an officer, or that it waits no more.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_money_waiting(
        &mut self,
        (kind, stream): (&str, &str),
        since: Option<i64>,
    ) -> Result<(), Error> {
        match since {
            Some(at) => self.change(PUT_WAITING, values![stream, kind, at])?,
            None => self.change(DROP_WAITING, values![stream])?,
        };
        Ok(())
    }
}

impl Reader {
    /// Up to `limit` entries of [from, to) after the first `skip`, in the order of logging.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal(
        &self,
        (from, to): (i64, i64),
        (skip, limit): (usize, usize),
    ) -> Result<Vec<JournalRow>, Error> {
        let values = values![from, to, limit as i64, skip as i64];
        self.driver().all(BETWEEN, values, journal_row)
    }

    /// The entries of a stream, in the order of its events.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_of(&self, stream: &str) -> Result<Vec<JournalRow>, Error> {
        self.driver().all(OF_STREAM, values![stream], journal_row)
    }

    /// The number of entries of [from, to).
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_count(&self, (from, to): (i64, i64)) -> Result<u64, Error> {
        self.driver().one(COUNT, values![from, to], "n")
    }

    /// Every account with an entry.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_accounts(&self) -> Result<Vec<String>, Error> {
        self.driver().all(ACCOUNTS, values![""], |row| row.get("account"))
    }

    /// The debits less the credits of an account before an instant.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_balance(&self, account: &str, before: i64) -> Result<i64, Error> {
        let total = |text| self.driver().one::<i64>(text, values![account, before], "total");
        Ok(total(DEBITS)? - total(CREDITS)?)
    }

    /// The debits and the credits of an account in [from, to).
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_moves(
        &self,
        account: &str,
        (from, to): (i64, i64),
    ) -> Result<(i64, i64), Error> {
        let total = |text| self.driver().one(text, values![account, from, to], "total");
        Ok((total(DEBITS_BETWEEN)?, total(CREDITS_BETWEEN)?))
    }

    /// The receipts and refunds of each procedure in [from, to): the number and the sum, by procedure and
    /// kind.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn journal_takings(&self, (from, to): (i64, i64)) -> Result<JournalSums, Error> {
        let mut takings = JournalSums::new();
        let moves = self.driver().all(MOVES, values![from, to], |row: &Row<'_>| {
            Ok(((row.get("procedure_code")?, row.get("kind")?), row.get::<i64>("amount")?))
        })?;
        for (of, amount) in moves {
            let (count, sum) = takings.entry(of).or_insert((0, 0));
            (*count, *sum) = (*count + 1, *sum + amount);
        }
        takings.retain(|(procedure, _): &(String, String), _| !procedure.is_empty());
        Ok(takings)
    }

    /// The streams of a kind that wait for an officer, the longest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn money_waiting(&self, kind: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.driver().all(WAITING, values![kind, limit as i64], |row| row.get("stream"))
    }

    /// Whether a stream is noted as waiting for an officer.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn money_waits(&self, stream: &str) -> Result<bool, Error> {
        self.driver().one(WAITS, values![stream], "found")
    }
}

fn journal_row(row: &Row<'_>) -> Result<JournalRow, Error> {
    Ok(JournalRow {
        stream: row.get("stream")?,
        version: row.get("version")?,
        at: row.get("at")?,
        kind: row.get("kind")?,
        debit: row.get("debit")?,
        credit: row.get("credit")?,
        amount: row.get("amount")?,
        office: row.get("office")?,
        number: row.get("number")?,
        year: row.get("year")?,
        procedure: row.get("procedure_code")?,
        actor: row.get("actor")?,
    })
}

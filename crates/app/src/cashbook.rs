//! The cashbook: the entry of each event of money, put down with the event, and the questions that pages
//! and commands ask of the book. Knows no page.

use affairs::bank_notice::BankNotice;
use affairs::cashbook::{Account, Balance, Posting};
use affairs::payment::{self, Payments};
use affairs::settlement::Settlements;
use affairs::till::Till;
use affairs::{Aggregate, bank_notice, settlement, till};
use calendar::{Day, Instant};
use serde::de::DeserializeOwned;
use store::{EventRow, JournalRow};
use text::{Sentence, sentence};

use crate::affairs as streams;
use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use crate::inquiry::Inquiry;

/// An entry of the cashbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashbookEntry {
    pub row: JournalRow,
    pub debit: Account,
    pub credit: Account,
    /// The code of the dossier that the money is about.
    pub dossier: Option<String>,
}

/// A period of the cashbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cashbook {
    /// The number of entries in the period.
    pub count: u64,
    /// The asked part of the entries.
    pub entries: Vec<CashbookEntry>,
    /// Every account with an entry up to the end of the period.
    pub balances: Vec<(Account, Balance)>,
}

/// What a procedure brought in within a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takings {
    /// How many receipts and refunds.
    pub receipts: u64,
    pub refunds: u64,
    /// In đồng.
    pub received_vnd: i64,
    pub refunded_vnd: i64,
}

/// What a procedure brought in on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayTakings {
    pub day: Day,
    pub procedure: String,
    pub takings: Takings,
}

impl Takings {
    /// What was received less what was paid back, in đồng.
    pub fn kept_vnd(&self) -> i64 {
        self.received_vnd - self.refunded_vnd
    }
}

impl std::iter::Sum for Takings {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, of| Self {
            receipts: sum.receipts + of.receipts,
            refunds: sum.refunds + of.refunds,
            received_vnd: sum.received_vnd + of.received_vnd,
            refunded_vnd: sum.refunded_vnd + of.refunded_vnd,
        })
    }
}

/// The entry that follows from an event; `None` where it moves no money.
///
/// # Errors
/// [`Failure::BrokenRecord`] where the event does not read.
pub(crate) fn entry(row: &EventRow) -> Result<Option<JournalRow>, Failure> {
    let (mut office, mut procedure, mut slip) = (String::new(), String::new(), None);
    let posting = match row.stream.split('/').next() {
        Some(Payments::KIND) => {
            let event: payment::Event = read(row)?;
            if let payment::Event::Received { office: at, procedure: of, number, year, .. }
            | payment::Event::Refunded { office: at, procedure: of, number, year, .. } = &event
            {
                (office, procedure) = (at.clone(), of.clone());
                slip = Some((*number, i64::from(*year)));
            }
            Posting::of_payment(&event)
        }
        Some(Till::KIND) => {
            office = streams::name_of(&row.stream).to_owned();
            Posting::of_till(&read::<till::Event>(row)?)
        }
        Some(BankNotice::KIND) => Posting::of_bank_notice(&read::<bank_notice::Event>(row)?),
        Some(Settlements::KIND) => Some(Posting::of_settlement(&read::<settlement::Event>(row)?)),
        _ => None,
    };
    Ok(posting.map(|posting| JournalRow {
        stream: row.stream.clone(),
        version: row.version,
        at: row.event.logged_at,
        kind: row.event.kind.clone(),
        debit: posting.debit.code(),
        credit: posting.credit.code(),
        amount: posting.amount_vnd,
        office,
        number: slip.map(|(number, _)| number),
        year: slip.map(|(_, year)| year),
        procedure,
        actor: row.event.actor.clone(),
    }))
}

fn read<E: DeserializeOwned>(row: &EventRow) -> Result<E, Failure> {
    serde_json::from_str(&row.event.public_part).map_err(|error| streams::broken(row, &error))
}

/// The number of entries that follow from the events of a stream.
///
/// # Errors
/// [`Failure::BrokenRecord`] where an event does not read.
pub(crate) fn entry_count(rows: &[EventRow]) -> Result<u64, Failure> {
    let mut count = 0;
    for row in rows {
        count += u64::from(entry(row)?.is_some());
    }
    Ok(count)
}

/// Puts down the entry of the last event of a stream of money.
///
/// # Errors
/// The store failed.
pub(crate) fn put_down(core: &mut Core, stream: &str) -> Result<(), Failure> {
    let last = core.writer.stream(stream)?.pop();
    if let Some(entry) = last.map(|row| entry(&row)).transpose()?.flatten() {
        core.writer.put_journal(&entry)?;
    }
    Ok(())
}

/// The difference of the entries of a stream from those that follow from its events.
///
/// # Errors
/// The store failed.
pub(crate) fn fault(
    inquiry: Inquiry<'_>,
    stream: &str,
    rows: &[EventRow],
) -> Result<Option<Sentence>, Failure> {
    let entries = rows.iter().filter_map(|row| entry(row).transpose());
    let entries: Vec<JournalRow> = entries.collect::<Result<_, _>>()?;
    let differs = inquiry.reader.journal_of(stream)? != entries;
    Ok(differs.then(|| sentence!("its entries in the cashbook are not those of its events")))
}

/// Whether what waits of a stream of money is not what is noted as waiting.
///
/// # Errors
/// The store failed.
pub(crate) fn waits_otherwise(
    inquiry: Inquiry<'_>,
    stream: &str,
    waits: bool,
) -> Result<Option<Sentence>, Failure> {
    let differs = inquiry.reader.money_waits(stream)? != waits;
    Ok(differs.then(|| sentence!("what waits of it for an officer is noted otherwise")))
}

/// The debits less the credits of an account, the open group included.
///
/// # Errors
/// The store failed.
pub(crate) fn balance(core: &Core, account: &Account) -> Result<i64, Failure> {
    balance_before(core, account, Instant::MAX)
}

/// Like [`balance`], of what was logged before an instant.
///
/// # Errors
/// The store failed.
pub(crate) fn balance_before(
    core: &Core,
    account: &Account,
    before: Instant,
) -> Result<i64, Failure> {
    Ok(core.writer.journal_balance(&account.code(), before.0)?)
}

impl Inquiry<'_> {
    /// The cashbook of [from, to): balances of every account, and up to `limit` entries after the first
    /// `skip`.
    ///
    /// # Errors
    /// The store failed.
    pub fn cashbook(
        &self,
        (from, to): (Instant, Instant),
        page: (usize, usize),
    ) -> Result<Cashbook, Failure> {
        let count = self.reader.journal_count((from.0, to.0))?;
        let mut balances = Vec::new();
        for code in self.reader.journal_accounts()? {
            let Some(account) = Account::of(&code) else { continue };
            let opening_vnd = self.reader.journal_balance(&code, from.0)?;
            let (debit_vnd, credit_vnd) = self.reader.journal_moves(&code, (from.0, to.0))?;
            balances.push((account, Balance { opening_vnd, debit_vnd, credit_vnd }));
        }
        let mut entries = Vec::new();
        for row in self.reader.journal((from.0, to.0), page)? {
            entries.extend(self.entry(row)?);
        }
        Ok(Cashbook { count, entries, balances })
    }

    fn entry(&self, row: JournalRow) -> Result<Option<CashbookEntry>, Failure> {
        let accounts = Account::of(&row.debit).zip(Account::of(&row.credit));
        let Some((debit, credit)) = accounts else { return Ok(None) };
        let dossier = match row.stream.starts_with(Payments::KIND) {
            true => self.reader.row(&streams::dossier_of(&row.stream))?.map(|row| row.code),
            false => None,
        };
        Ok(Some(CashbookEntry { row, debit, credit, dossier }))
    }

    /// What each procedure brought in within [from, to), by its code.
    ///
    /// # Errors
    /// The store failed.
    pub fn takings(
        &self,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<(String, Takings)>, Failure> {
        let sums = self.reader.journal_takings((from.0, to.0))?;
        let mut takings: Vec<(String, Takings)> = Vec::new();
        for ((procedure, kind), (count, sum)) in sums {
            if takings.last().is_none_or(|(last, _)| *last != procedure) {
                takings.push((procedure, Takings::default()));
            }
            let Some((_, of)) = takings.last_mut() else { continue };
            match kind.as_str() {
                "refunded" => (of.refunds, of.refunded_vnd) = (count, sum),
                _ => (of.receipts, of.received_vnd) = (count, sum),
            }
        }
        Ok(takings)
    }

    /// What each procedure brought in on each day within [from, to), in the order of days and codes.
    ///
    /// # Errors
    /// The store failed.
    pub fn takings_of_days(
        &self,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<DayTakings>, Failure> {
        let zone = &self.rules.deadline_calendar().zone;
        let (mut all, mut start) = (Vec::new(), from);
        // A day without an entry is not asked for.
        while let Some(next) = self.reader.journal((start.0, to.0), (0, 1))?.first() {
            let day = zone.day(Instant(next.at));
            let end = zone.at(day.plus(1), 0).min(to);
            let of = self.takings((start, end))?.into_iter();
            all.extend(of.map(|(procedure, takings)| DayTakings { day, procedure, takings }));
            start = end;
        }
        Ok(all)
    }
}

impl Application {
    /// Like [`Inquiry::cashbook`].
    ///
    /// # Errors
    /// The store failed.
    pub fn cashbook(
        &self,
        period: (Instant, Instant),
        page: (usize, usize),
    ) -> Result<Cashbook, Failure> {
        self.ask(|inquiry| inquiry.cashbook(period, page))
    }

    /// Like [`Inquiry::takings`].
    ///
    /// # Errors
    /// The store failed.
    pub fn takings(&self, period: (Instant, Instant)) -> Result<Vec<(String, Takings)>, Failure> {
        self.ask(|inquiry| inquiry.takings(period))
    }

    /// Like [`Inquiry::takings_of_days`].
    ///
    /// # Errors
    /// The store failed.
    pub fn takings_of_days(&self, period: (Instant, Instant)) -> Result<Vec<DayTakings>, Failure> {
        self.ask(|inquiry| inquiry.takings_of_days(period))
    }

    /// The debits less the credits of an account now, in đồng.
    ///
    /// # Errors
    /// The store failed.
    pub fn account_balance(&self, account: &Account) -> Result<i64, Failure> {
        let code = account.code();
        self.read(|reader| Ok(reader.journal_balance(&code, i64::MAX)?))
    }
}

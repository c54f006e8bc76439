//! What was received for a competent agency, month by month, and passed on to it. Knows no page.

use affairs::Aggregate as _;
use affairs::cashbook::{Account, Balance};
use affairs::settlement::{Command, Context, Refusal, Settlements};
use calendar::{Day, Instant};

use crate::affairs::{self as streams, Entry};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::error::Failure;
use crate::policy::{Right, Who, permit_affair};
use crate::{cashbook, project};

/// The sheet of an agency and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementSheet {
    pub agency: String,
    /// The account of its fees in the month: credits are receipts, debits are refunds and what was passed
    /// on.
    pub balance: Balance,
    /// What was passed on for this month, whenever it was.
    pub settlements: Settlements,
}

/// Money passed on to an agency.
#[derive(Clone, Debug)]
pub struct NewSettlement {
    pub agency: String,
    /// The first day of the month up to whose end it was received.
    pub month: Day,
    pub amount_vnd: u64,
    pub reference: String,
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        Self::NotSettled(why)
    }
}

impl Application {
    /// The sheets of a month, [from, to), of every agency with fees on the books.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub fn settlement_sheets(
        &self,
        (from, to): (Instant, Instant),
    ) -> Result<Vec<SettlementSheet>, Failure> {
        let own = self.agency_code();
        let book = self.cashbook((from, to), (0, 0))?;
        let fees = book.balances.into_iter().filter_map(|(account, balance)| match account {
            Account::Fees(agency) => Some((agency, balance)),
            _ => None,
        });
        self.read(|reader| {
            let sheet = |(agency, balance): (String, Balance)| {
                let stream = format!("{}/{own}/{agency}", Settlements::KIND);
                let settlements = streams::load(&reader.stream(&stream)?)?;
                Ok(SettlementSheet { agency, balance, settlements })
            };
            fees.map(sheet).collect()
        })
    }

    /// Notes that money was passed on to an agency.
    ///
    /// # Errors
    /// [`Failure::NoPermit`]; [`Failure::NotSettled`] with the reason; [`Failure::AlreadyDone`] and
    /// [`Failure::KeyConflict`] by the key; or the store failed.
    pub fn settle(
        &self,
        who: &Who,
        new: NewSettlement,
        (key, at): (CommandKey, Instant),
    ) -> Result<(), Failure> {
        let actor = permit_affair(who, Right::Money)?.actor;
        let entry = Entry { actor, at, key: Some(key), sealed: None };
        self.write(move |core| settle(core, new, entry))
    }
}

fn settle(core: &mut Core, new: NewSettlement, entry: Entry) -> Result<(), Failure> {
    let rules = core.rules();
    let zone = &rules.deadline_calendar().zone;
    let end = zone.at(new.month.last_of_month().plus(1), 0);
    let fees = Account::Fees(new.agency.clone());
    // What was received by the end of the month, less everything passed on or paid back since.
    let by_end = cashbook::balance_before(core, &fees, end)?;
    let now = cashbook::balance(core, &fees)?;
    let received_since = core.writer.journal_credits_from(&fees.code(), end.0)?;
    let owed_vnd = (-now - received_since).min(-by_end.min(0)).max(0);
    let bank_vnd = cashbook::balance(core, &Account::Bank)?;
    let (year, month, _) = new.month.ymd();
    let id = format!("{}/{}", project::agency_of(&rules), new.agency);
    let command = Command::Settle {
        agency: new.agency,
        month: format!("{year}-{month:02}"),
        amount_vnd: new.amount_vnd,
        reference: new.reference,
    };
    let context = Context { owed_vnd, bank_vnd };
    let _: Settlements = streams::carry_out(core, &id, context, command, entry)?;
    cashbook::put_down(core, &streams::stream_of::<Settlements>(&id))
}

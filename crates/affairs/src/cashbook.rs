//! The cashbook in double entry: the entry that follows from each event of money, and the balances of
//! accounts. Each entry debits one account and credits another one by the same amount, so the balances
//! of all accounts sum to zero. The module must not know where entries are stored.

use std::collections::BTreeMap;

use crate::payment::Way;
use crate::{bank_notice, payment, settlement, till};

/// An account of the cashbook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// The cash in the till of an office.
    Cash(String),
    /// The account of the agency at its bank or the treasury.
    Bank,
    /// Money on the account that no dossier is found for.
    Aside,
    /// Fees received for an agency and not passed on to it.
    Fees(String),
    /// Cash over or short in the till of an office.
    Difference(String),
}

impl Account {
    /// The name in the record and machine-readable output: `cash:<unit>`, `bank`, `aside`,
    /// `fees:<agency>`, `difference:<unit>`.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Cash(office) => format!("cash:{office}"),
            Self::Bank => "bank".to_owned(),
            Self::Aside => "aside".to_owned(),
            Self::Fees(agency) => format!("fees:{agency}"),
            Self::Difference(office) => format!("difference:{office}"),
        }
    }

    /// The account of a name; `None` for another text.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let owned = |name: &str| name.to_owned();
        match code.split_once(':') {
            None => match code {
                "bank" => Some(Self::Bank),
                "aside" => Some(Self::Aside),
                _ => None,
            },
            Some(("cash", office)) => Some(Self::Cash(owned(office))),
            Some(("fees", agency)) => Some(Self::Fees(owned(agency))),
            Some(("difference", office)) => Some(Self::Difference(owned(office))),
            Some(_) => None,
        }
    }
}

/// An entry: the amount, above zero, is added to one account and taken from the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    pub debit: Account,
    pub credit: Account,
    pub amount_vnd: i64,
}

impl Posting {
    fn new(debit: Account, credit: Account, amount_vnd: u64) -> Self {
        // An amount of more than 64 bits is refused before it is recorded.
        Self { debit, credit, amount_vnd: i64::try_from(amount_vnd).unwrap_or(i64::MAX) }
    }

    /// The entry of an event of the money of a dossier.
    #[must_use]
    pub fn of_payment(event: &payment::Event) -> Option<Self> {
        let money = |way: Way, office: &str| match way {
            Way::Cash => Account::Cash(office.to_owned()),
            Way::Transfer => Account::Bank,
            Way::Aside => Account::Aside,
        };
        match event {
            payment::Event::Received { amount_vnd, way, office, agency, .. } => {
                let fees = Account::Fees(agency.clone());
                Some(Self::new(money(*way, office), fees, *amount_vnd))
            }
            payment::Event::Refunded { amount_vnd, way, office, agency, .. } => {
                let fees = Account::Fees(agency.clone());
                Some(Self::new(fees, money(*way, office), *amount_vnd))
            }
            _ => None,
        }
    }

    /// The entry of an event of a till.
    #[must_use]
    pub fn of_till(event: &till::Event) -> Option<Self> {
        match event {
            till::Event::Deposited { office, amount_vnd, .. } => {
                Some(Self::new(Account::Bank, Account::Cash(office.clone()), *amount_vnd))
            }
            till::Event::DifferenceApproved { office, amount_vnd } => {
                let cash = Account::Cash(office.clone());
                let difference = Account::Difference(office.clone());
                Some(match amount_vnd {
                    over if *over > 0 => Self::new(cash, difference, over.unsigned_abs()),
                    short => Self::new(difference, cash, short.unsigned_abs()),
                })
            }
            _ => None,
        }
    }

    /// The entry of an event of money put aside.
    #[must_use]
    pub fn of_bank_notice(event: &bank_notice::Event) -> Option<Self> {
        match event {
            bank_notice::Event::PutAside { amount_vnd, .. } => {
                Some(Self::new(Account::Bank, Account::Aside, *amount_vnd))
            }
            bank_notice::Event::Returned { amount_vnd, .. } => {
                Some(Self::new(Account::Aside, Account::Bank, *amount_vnd))
            }
            _ => None,
        }
    }

    /// The entry of an event of a settlement.
    #[must_use]
    pub fn of_settlement(event: &settlement::Event) -> Self {
        let settlement::Event::Settled { agency, amount_vnd, .. } = event;
        Self::new(Account::Fees(agency.clone()), Account::Bank, *amount_vnd)
    }
}

/// What a period moved on an account, in đồng.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Debits less credits before the period.
    pub opening_vnd: i64,
    pub debit_vnd: i64,
    pub credit_vnd: i64,
}

impl Balance {
    /// Debits less credits up to the end of the period.
    #[must_use]
    pub const fn closing_vnd(&self) -> i64 {
        self.opening_vnd + self.debit_vnd - self.credit_vnd
    }
}

/// The balances of accounts, from those before a period and the entries of the period.
#[must_use]
pub fn balances<'a>(
    opening: impl IntoIterator<Item = (Account, i64)>,
    postings: impl IntoIterator<Item = &'a Posting>,
) -> BTreeMap<Account, Balance> {
    let mut balances: BTreeMap<Account, Balance> = BTreeMap::new();
    for (account, opening_vnd) in opening {
        balances.entry(account).or_default().opening_vnd += opening_vnd;
    }
    for posting in postings {
        balances.entry(posting.debit.clone()).or_default().debit_vnd += posting.amount_vnd;
        balances.entry(posting.credit.clone()).or_default().credit_vnd += posting.amount_vnd;
    }
    balances
}

#[cfg(test)]
mod tests;

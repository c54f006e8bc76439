//! Decides a command on the settlement with an agency. The module must not know how events are stored.

use dossier::Actor;

use super::command::Command;
use super::event::Event;
use super::state::Settlements;
use crate::aggregate::Decide;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// What is owed to the agency of the money received up to the end of the month, in đồng.
    pub owed_vnd: i64,
    /// The money on the account, in đồng.
    pub bank_vnd: i64,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The amount is zero.
    ZeroAmount,
    /// Only this much is owed, in đồng.
    MoreThanOwed(i64),
    /// The account has only this much, in đồng: cash is to be deposited first.
    AccountShort(i64),
    /// The reference is missing.
    EmptyText,
}

impl Refusal {
    /// One of every kind; tests and documents list them.
    pub const ALL: &[Self] =
        &[Self::ZeroAmount, Self::MoreThanOwed(0), Self::AccountShort(0), Self::EmptyText];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ZeroAmount => "zero_amount",
            Self::MoreThanOwed(_) => "more_than_owed",
            Self::AccountShort(_) => "account_short",
            Self::EmptyText => "empty_text",
        }
    }

    /// The amount that the reason names, in đồng.
    #[must_use]
    pub const fn amount_vnd(self) -> Option<i64> {
        match self {
            Self::MoreThanOwed(amount) | Self::AccountShort(amount) => Some(amount),
            Self::ZeroAmount | Self::EmptyText => None,
        }
    }
}

impl Decide for Settlements {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(&self, context: Context, _: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let Command::Settle { agency, month, amount_vnd, reference } = command;
        if amount_vnd == 0 {
            return Err(Refusal::ZeroAmount);
        }
        if reference.trim().is_empty() {
            return Err(Refusal::EmptyText);
        }
        let amount = i64::try_from(amount_vnd).unwrap_or(i64::MAX);
        if amount > context.owed_vnd {
            return Err(Refusal::MoreThanOwed(context.owed_vnd));
        }
        if amount > context.bank_vnd {
            return Err(Refusal::AccountShort(context.bank_vnd));
        }
        Ok(vec![Event::Settled { agency, month, amount_vnd, reference }])
    }
}

#[cfg(test)]
mod tests;

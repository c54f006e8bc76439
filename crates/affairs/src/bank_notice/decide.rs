//! Decides a command on money put aside. The module must not know how events are stored.

use dossier::Actor;

use super::command::Command;
use super::event::Event;
use super::state::{BankNotice, Standing};
use crate::aggregate::Decide;

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such money, or it waits no more, or not for this.
    NotAside,
    /// A reason or a reference is missing.
    EmptyText,
    /// The officer who proposed to pay it back cannot approve it.
    OwnReturn,
}

impl Refusal {
    /// Every refusal; tests and documents list them.
    pub const ALL: &[Self] = &[Self::NotAside, Self::EmptyText, Self::OwnReturn];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAside => "not_aside",
            Self::EmptyText => "empty_text",
            Self::OwnReturn => "own_return",
        }
    }
}

impl Decide for BankNotice {
    type Context<'a> = ();
    type Command = Command;
    type Refusal = Refusal;

    fn decide(&self, (): (), actor: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let event = match (command, &self.standing) {
            (Command::PutAside { why, bank_id, amount_vnd, transferred_at }, _)
                if self.bank_id.is_empty() =>
            {
                Event::PutAside { why, bank_id, amount_vnd, transferred_at }
            }
            (Command::Match { dossier, bank_id, amount_vnd, transferred_at }, _)
                if self.bank_id.is_empty() =>
            {
                Event::Matched { dossier, bank_id, amount_vnd, transferred_at }
            }
            _ if self.bank_id.is_empty() => return Err(Refusal::NotAside),
            (Command::Assign { dossier }, Standing::Aside) => Event::Assigned { dossier },
            (Command::ProposeReturn { reason }, Standing::Aside) => {
                check_text(&reason)?;
                Event::ReturnProposed
            }
            (Command::SendReturnBack { reason }, Standing::ReturnProposed { .. }) => {
                check_text(&reason)?;
                Event::ReturnSentBack
            }
            (Command::ApproveReturn { reference }, Standing::ReturnProposed { by, .. }) => {
                if *by == actor.id {
                    return Err(Refusal::OwnReturn);
                }
                check_text(&reference)?;
                Event::Returned { amount_vnd: self.amount_vnd, reference }
            }
            _ => return Err(Refusal::NotAside),
        };
        Ok(vec![event])
    }
}

fn check_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

#[cfg(test)]
mod tests;

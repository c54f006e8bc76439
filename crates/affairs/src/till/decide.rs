//! Decides a command on a till. The module must not know how events are stored.

use dossier::Actor;

use super::command::Command;
use super::event::Event;
use super::state::Till;
use crate::aggregate::Decide;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The unit whose till it is.
    pub office: &'a str,
    /// The cash on the books, in đồng.
    pub cash_vnd: i64,
    /// Whether the officer to whom the cash is offered serves in the office today.
    pub other_serves: bool,
}

/// The reason why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another officer answers for the cash.
    NotCustodian(String),
    /// No officer took the cash over yet.
    NoCustodian,
    /// The count is not the cash on the books.
    Differs { books_vnd: i64, counted_vnd: i64 },
    /// The count is the cash on the books.
    NoDifference,
    /// A difference waits for the second officer.
    DifferenceWaits,
    /// No difference waits.
    NoProposal,
    /// The officer who proposed the difference cannot approve it.
    OwnDifference,
    /// The cash is not offered.
    NoOffer,
    /// The officer to whom it is offered does not serve in this office, or is the one who offers it.
    NotOfOffice,
    /// The amount is zero.
    ZeroAmount,
    /// The till holds only this much, in đồng.
    TillShort(i64),
    /// A reason or a reference is missing.
    EmptyText,
}

impl Refusal {
    /// The name of every kind; tests and documents list them.
    pub const CODES: &[&str] = &[
        "not_custodian",
        "no_custodian",
        "differs",
        "no_difference",
        "difference_waits",
        "no_proposal",
        "own_difference",
        "no_offer",
        "not_of_office",
        "zero_amount",
        "till_short",
        "empty_text",
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotCustodian(_) => "not_custodian",
            Self::NoCustodian => "no_custodian",
            Self::Differs { .. } => "differs",
            Self::NoDifference => "no_difference",
            Self::DifferenceWaits => "difference_waits",
            Self::NoProposal => "no_proposal",
            Self::OwnDifference => "own_difference",
            Self::NoOffer => "no_offer",
            Self::NotOfOffice => "not_of_office",
            Self::ZeroAmount => "zero_amount",
            Self::TillShort(_) => "till_short",
            Self::EmptyText => "empty_text",
        }
    }
}

impl Decide for Till {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::TakeOver { counted_vnd } => {
                let offered = self.offer.as_ref().is_some_and(|offer| offer.to == actor.id);
                if let Some(custodian) = &self.custodian
                    && !offered
                {
                    return Err(Refusal::NotCustodian(custodian.clone()));
                }
                check_count(context, counted_vnd)?;
                Event::TakenOver { counted_vnd }
            }
            Command::Offer { to, counted_vnd } => {
                self.check_custodian(actor)?;
                if !context.other_serves || to == actor.id {
                    return Err(Refusal::NotOfOffice);
                }
                check_count(context, counted_vnd)?;
                Event::Offered { to, counted_vnd }
            }
            Command::EndOffer => {
                let offer = self.offer.as_ref().ok_or(Refusal::NoOffer)?;
                if offer.to != actor.id {
                    self.check_custodian(actor)?;
                }
                Event::OfferEnded
            }
            Command::CloseDay { day, counted_vnd } => {
                self.check_custodian(actor)?;
                if self.difference.is_some() {
                    return Err(Refusal::DifferenceWaits);
                }
                check_count(context, counted_vnd)?;
                Event::DayClosed { day, counted_vnd }
            }
            Command::Deposit { amount_vnd, reference } => {
                self.deposit(context, actor, (amount_vnd, reference))?
            }
            Command::ProposeDifference { counted_vnd, reason } => {
                self.propose(context, actor, (counted_vnd, &reason))?
            }
            Command::SendDifferenceBack { reason } => {
                self.difference.as_ref().ok_or(Refusal::NoProposal)?;
                check_text(&reason)?;
                Event::DifferenceSentBack
            }
            Command::ApproveDifference => {
                let difference = self.difference.as_ref().ok_or(Refusal::NoProposal)?;
                if difference.by == actor.id {
                    return Err(Refusal::OwnDifference);
                }
                let (office, amount_vnd) = (context.office.to_owned(), difference.amount_vnd);
                Event::DifferenceApproved { office, amount_vnd }
            }
        };
        Ok(vec![event])
    }
}

impl Till {
    fn check_custodian(&self, actor: &Actor) -> Result<(), Refusal> {
        match &self.custodian {
            None => Err(Refusal::NoCustodian),
            Some(custodian) if *custodian != actor.id => {
                Err(Refusal::NotCustodian(custodian.clone()))
            }
            Some(_) => Ok(()),
        }
    }

    fn deposit(
        &self,
        context: Context<'_>,
        actor: &Actor,
        (amount_vnd, reference): (u64, String),
    ) -> Result<Event, Refusal> {
        self.check_custodian(actor)?;
        check_text(&reference)?;
        if amount_vnd == 0 {
            return Err(Refusal::ZeroAmount);
        }
        if i64::try_from(amount_vnd).map_or(true, |amount| amount > context.cash_vnd) {
            return Err(Refusal::TillShort(context.cash_vnd));
        }
        Ok(Event::Deposited { office: context.office.to_owned(), amount_vnd, reference })
    }

    fn propose(
        &self,
        context: Context<'_>,
        actor: &Actor,
        (counted_vnd, reason): (i64, &str),
    ) -> Result<Event, Refusal> {
        self.check_custodian(actor)?;
        if self.difference.is_some() {
            return Err(Refusal::DifferenceWaits);
        }
        check_text(reason)?;
        match counted_vnd - context.cash_vnd {
            0 => Err(Refusal::NoDifference),
            amount_vnd => Ok(Event::DifferenceProposed { amount_vnd }),
        }
    }
}

fn check_count(context: Context<'_>, counted_vnd: i64) -> Result<(), Refusal> {
    let books_vnd = context.cash_vnd;
    if counted_vnd == books_vnd {
        return Ok(());
    }
    Err(Refusal::Differs { books_vnd, counted_vnd })
}

fn check_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { Ok(()) }
}

#[cfg(test)]
mod tests;

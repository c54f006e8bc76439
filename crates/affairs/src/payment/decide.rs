//! Decides a command on the money of a dossier. The module must not know how events are stored.

use dossier::Actor;

use super::command::{Command, Receipt};
use super::event::{Event, Way};
use super::state::Payments;
use crate::aggregate::Decide;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Whether the dossier is received, and its result is not handed over.
    pub before_hand_over: bool,
    /// Whether the money was paid in the one act that receives and finishes the dossier.
    pub one_act: bool,
    /// Whether an amount is missing that a resolution sets.
    pub fee_not_entered: bool,
    /// The cash in the till of the office, in đồng.
    pub cash_vnd: i64,
}

/// The reason why a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The dossier is not received, or its result is handed over.
    NotBeforeHandOver,
    /// A resolution sets a fee, and its amount is not entered.
    FeeNotEntered,
    /// The rules have no fee for the dossier, or a relief or a number does not fit it.
    NotAssessed,
    /// Nothing is charged yet.
    NotCharged,
    /// Everything charged is paid.
    NothingOwed,
    /// The amount is zero.
    ZeroAmount,
    /// More than what is owed; this amount is.
    MoreThanOwed(u64),
    /// More than what was received; this amount was.
    MoreThanPaid(u64),
    /// A reason is missing.
    EmptyText,
    /// A refund waits for the second officer already.
    RefundWaits,
    /// No refund waits.
    NoRefund,
    /// The officer who proposed the refund cannot approve it.
    OwnRefund,
    /// The till holds less cash than is to be paid back; this much, in đồng.
    TillShort(i64),
}

impl Refusal {
    /// One of every kind; tests and documents list them.
    pub const ALL: &[Self] = &[
        Self::NotBeforeHandOver,
        Self::FeeNotEntered,
        Self::NotAssessed,
        Self::NotCharged,
        Self::NothingOwed,
        Self::ZeroAmount,
        Self::MoreThanOwed(0),
        Self::MoreThanPaid(0),
        Self::EmptyText,
        Self::RefundWaits,
        Self::NoRefund,
        Self::OwnRefund,
        Self::TillShort(0),
    ];

    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotBeforeHandOver => "not_before_hand_over",
            Self::FeeNotEntered => "fee_not_entered",
            Self::NotAssessed => "not_assessed",
            Self::NotCharged => "not_charged",
            Self::NothingOwed => "nothing_owed",
            Self::ZeroAmount => "zero_amount",
            Self::MoreThanOwed(_) => "more_than_owed",
            Self::MoreThanPaid(_) => "more_than_paid",
            Self::EmptyText => "empty_text",
            Self::RefundWaits => "refund_waits",
            Self::NoRefund => "no_refund",
            Self::OwnRefund => "own_refund",
            Self::TillShort(_) => "till_short",
        }
    }

    /// The amount that the reason names, in đồng.
    #[must_use]
    pub fn amount_vnd(self) -> Option<i64> {
        match self {
            Self::MoreThanOwed(amount) | Self::MoreThanPaid(amount) => i64::try_from(amount).ok(),
            Self::TillShort(amount) => Some(amount),
            _ => None,
        }
    }
}

impl Decide for Payments {
    type Context<'a> = Context;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Charge(_) if !(context.before_hand_over || context.one_act) => {
                return Err(Refusal::NotBeforeHandOver);
            }
            Command::Charge(_) if context.fee_not_entered => return Err(Refusal::FeeNotEntered),
            Command::Charge(charge) => Event::Charged { charge },
            Command::Receive { amount_vnd, way, bank_id, receipt } => {
                self.check_receipt(context, amount_vnd)?;
                let Receipt { office, agency, procedure, number, year } = receipt;
                let place = (office, agency, procedure);
                received(place, (number, year), (amount_vnd, way), bank_id)
            }
            Command::ProposeRefund { amount_vnd, way, reason } => {
                self.check_refund(context, (amount_vnd, way), &reason)?;
                Event::RefundProposed { amount_vnd, way }
            }
            Command::SendRefundBack { reason } => {
                self.proposal.as_ref().ok_or(Refusal::NoRefund)?;
                if reason.trim().is_empty() {
                    return Err(Refusal::EmptyText);
                }
                Event::RefundSentBack
            }
            Command::ApproveRefund { receipt } => {
                let proposal = self.proposal.as_ref().ok_or(Refusal::NoRefund)?;
                if proposal.by == actor.id {
                    return Err(Refusal::OwnRefund);
                }
                let (amount_vnd, way) = (proposal.amount_vnd, proposal.way);
                self.check_paid(context, (amount_vnd, way))?;
                let Receipt { office, agency, procedure, number, year } = receipt;
                Event::Refunded { amount_vnd, way, office, agency, procedure, number, year }
            }
        };
        Ok(vec![event])
    }
}

fn received(
    (office, agency, procedure): (String, String, String),
    (number, year): (u64, i16),
    (amount_vnd, way): (u64, Way),
    bank_id: Option<String>,
) -> Event {
    Event::Received { amount_vnd, way, office, agency, procedure, number, year, bank_id }
}

impl Payments {
    fn check_receipt(&self, context: Context, amount_vnd: u64) -> Result<(), Refusal> {
        if context.one_act {
            return Ok(());
        }
        if !context.before_hand_over {
            return Err(Refusal::NotBeforeHandOver);
        }
        if self.charge.is_none() {
            return Err(Refusal::NotCharged);
        }
        match self.owed_vnd() {
            0 => Err(Refusal::NothingOwed),
            _ if amount_vnd == 0 => Err(Refusal::ZeroAmount),
            owed if amount_vnd > owed => Err(Refusal::MoreThanOwed(owed)),
            _ => Ok(()),
        }
    }

    fn check_refund(
        &self,
        context: Context,
        (amount_vnd, way): (u64, Way),
        reason: &str,
    ) -> Result<(), Refusal> {
        if self.proposal.is_some() {
            return Err(Refusal::RefundWaits);
        }
        if reason.trim().is_empty() {
            return Err(Refusal::EmptyText);
        }
        if amount_vnd == 0 {
            return Err(Refusal::ZeroAmount);
        }
        self.check_paid(context, (amount_vnd, way))
    }

    fn check_paid(&self, context: Context, (amount_vnd, way): (u64, Way)) -> Result<(), Refusal> {
        if amount_vnd > self.paid_vnd() {
            return Err(Refusal::MoreThanPaid(self.paid_vnd()));
        }
        let short = i64::try_from(amount_vnd).is_ok_and(|amount| amount > context.cash_vnd);
        if way == Way::Cash && short {
            return Err(Refusal::TillShort(context.cash_vnd));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

//! Permits for what an agency answers for in addition to its dossiers: sessions of advisers, campaigns,
//! initiatives.

use dossier::Actor;

use super::permit::{NoPermit, SecondFactor};
use super::right::{Right, allow};
use super::who::Who;

/// Proof that the policy allowed an officer to act on an aggregate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffairPermit {
    pub(crate) actor: Actor,
}

/// Allows an officer with the right, or refuses; the aggregate decides on the rest.
///
/// # Errors
/// [`NoPermit::NotPermitted`].
pub(crate) fn permit_affair(who: &Who, right: Right) -> Result<AffairPermit, NoPermit> {
    match who {
        Who::Officer { actor, .. } if allow(who, right).is_ok() => {
            Ok(AffairPermit { actor: actor.clone() })
        }
        _ => Err(NoPermit::NotPermitted),
    }
}

/// The part of an officer in an act on money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MoneyPart {
    /// Receives, counts, proposes.
    Record,
    /// As the second officer: does not approve what another one proposed.
    SendBack,
    /// As the second officer: approves it.
    Approve,
}

/// Allows an officer an act on money: the second officer is a head or a leader, who approves with the
/// second factor.
///
/// # Errors
/// [`NoPermit::NotPermitted`] or [`NoPermit::SecondFactor`].
pub(crate) fn permit_money(
    (who, second_factor): (&Who, SecondFactor),
    part: MoneyPart,
) -> Result<AffairPermit, NoPermit> {
    let right = if part == MoneyPart::Record { Right::Money } else { Right::ApproveMoney };
    let permit = permit_affair(who, right)?;
    if part == MoneyPart::Approve && !second_factor.is_shown() {
        return Err(NoPermit::SecondFactor);
    }
    Ok(permit)
}

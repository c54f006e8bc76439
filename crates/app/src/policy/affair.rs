//! Permits for what an agency answers for in addition to its dossiers: sessions of advisers, campaigns,
//! initiatives.

use dossier::Actor;

use super::permit::NoPermit;
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

//! Which dossiers an actor sees, and how much of them. The same [`Scope`] answers for one dossier
//! and, turned into SQL by the store, for every list.

use calendar::Instant;
use dossier::{Actor, Role};
use store::{AccessPath, DossierRow, Scope};

use super::right::{Right, allow};
use super::who::Who;

/// How much of a dossier an actor sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visibility {
    /// Names, addresses, papers, free text.
    pub personal: bool,
    /// Who read them.
    pub reads: bool,
}

/// The dossiers that an actor sees in an agency.
#[must_use]
pub fn scope(who: &Who, agency: &str) -> Scope {
    scope_of(&who.actor(), agency)
}

pub(super) fn scope_of(actor: &Actor, agency: &str) -> Scope {
    let (unit, id) = (|| actor.unit.clone(), || actor.id.clone());
    let access_paths = match actor.role {
        Role::Leader | Role::Inspector | Role::Administrator | Role::System => None,
        Role::Citizen => {
            Some(actor.persons().map(|person| AccessPath::Person(person.to_owned())).collect())
        }
        Role::Adviser => Some(vec![AccessPath::HelperUnit(unit())]),
        Role::DeskOfficer | Role::Specialist | Role::Head => {
            let mut access_paths = vec![
                AccessPath::AnsweringUnit(unit()),
                AccessPath::HoldingUnit(unit()),
                AccessPath::ConsultedUnit(unit()),
                AccessPath::Holder(id()),
                AccessPath::Offered(id()),
                AccessPath::OfferedUnit(unit()),
                AccessPath::StandIn(id()),
            ];
            if actor.role == Role::DeskOfficer {
                access_paths.push(AccessPath::Desk(unit()));
            }
            Some(access_paths)
        }
    };
    Scope { agency: agency.to_owned(), access_paths }
}

/// How much an actor sees of a dossier; `None` where it is as good as absent.
#[must_use]
pub fn visibility(who: &Who, row: &DossierRow, agency: &str, at: Instant) -> Option<Visibility> {
    let own = matches!(who, Who::Citizen { .. });
    scope(who, agency).holds(row, at.0).then(|| Visibility {
        personal: own || allow(who, Right::ReadPersonal).is_ok(),
        reads: own || allow(who, Right::ReadReads).is_ok(),
    })
}

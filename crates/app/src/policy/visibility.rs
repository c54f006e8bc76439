//! Which dossiers an actor sees, and how much of them. The same [`Scope`] answers for one dossier
//! and for every list. Knows no row.

use calendar::Instant;
use dossier::{Actor, Role};

use super::right::{Right, allow};
use super::who::Who;

/// A reason why an actor sees a dossier. One with an empty text holds for no dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessPath {
    /// The unit answers for the result.
    AnsweringUnit(String),
    /// The unit's officer holds it.
    HoldingUnit(String),
    /// The dossier was received at the desk.
    Desk(String),
    /// The unit was asked for its opinion and has not answered.
    ConsultedUnit(String),
    /// The unit helped the applicant to file.
    HelperUnit(String),
    /// The officer holds it.
    Holder(String),
    /// The dossier is offered to the officer.
    Offered(String),
    /// The dossier is offered to an officer of the unit.
    OfferedUnit(String),
    /// The officer stands in for its holder.
    StandIn(String),
    /// The dossier is the person's own.
    Person(String),
}

/// The properties of a dossier that the policy reads.
pub trait Standing {
    /// The agency that it belongs to.
    fn agency(&self) -> &str;
    /// Whether the path leads to it at an instant.
    fn is_reached(&self, path: &AccessPath, at: Instant) -> bool;
}

/// Which dossiers an actor may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The agency; dossiers of another are not seen, whatever the paths.
    pub agency: String,
    /// Any of them is enough; `None`: all of the agency's; empty: nothing.
    pub access_paths: Option<Vec<AccessPath>>,
}

impl Scope {
    /// Whether the actor sees a dossier at an instant.
    #[must_use]
    pub fn holds(&self, dossier: &impl Standing, at: Instant) -> bool {
        let reached = |access_paths: &Vec<AccessPath>| {
            access_paths.iter().any(|path| dossier.is_reached(path, at))
        };
        dossier.agency() == self.agency && self.access_paths.as_ref().is_none_or(reached)
    }
}

/// The part of a dossier that an actor sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visibility {
    /// Names, addresses, papers, free text.
    pub personal: bool,
    /// Whether the reads of personal data are shown.
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
            // What was entered at reception is a desk's head's to correct.
            if matches!(actor.role, Role::DeskOfficer | Role::Head) {
                access_paths.push(AccessPath::Desk(unit()));
            }
            Some(access_paths)
        }
    };
    Scope { agency: agency.to_owned(), access_paths }
}

/// The part of a dossier that an actor sees; `None` where the dossier is answered as absent.
#[must_use]
pub fn visibility(
    who: &Who,
    dossier: &impl Standing,
    agency: &str,
    at: Instant,
) -> Option<Visibility> {
    let own = matches!(who, Who::Citizen { .. });
    scope(who, agency).holds(dossier, at).then(|| Visibility {
        personal: own || allow(who, Right::ReadPersonal).is_ok(),
        reads: own || allow(who, Right::ReadReads).is_ok(),
    })
}

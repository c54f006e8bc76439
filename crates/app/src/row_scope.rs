//! From the policy's words to the store's: the dossiers that an actor sees, as lists and rows ask
//! for them. Knows no right.

use calendar::Instant;
use store::DossierRow;

use crate::policy::{AccessPath, Scope, Standing};

impl Standing for DossierRow {
    fn agency(&self) -> &str {
        &self.agency
    }

    fn is_reached(&self, reason: &AccessPath, at: Instant) -> bool {
        path(reason).holds(self, at.0)
    }
}

/// The scope that the store filters by.
pub(crate) fn of(scope: &Scope) -> store::Scope {
    let paths = scope.access_paths.as_ref().map(|paths| paths.iter().map(path).collect());
    store::Scope { agency: scope.agency.clone(), access_paths: paths }
}

fn path(reason: &AccessPath) -> store::AccessPath {
    use store::AccessPath as Path;
    match reason.clone() {
        AccessPath::AnsweringUnit(unit) => Path::AnsweringUnit(unit),
        AccessPath::HoldingUnit(unit) => Path::HoldingUnit(unit),
        AccessPath::Desk(unit) => Path::Desk(unit),
        AccessPath::ConsultedUnit(unit) => Path::ConsultedUnit(unit),
        AccessPath::HelperUnit(unit) => Path::HelperUnit(unit),
        AccessPath::Holder(officer) => Path::Holder(officer),
        AccessPath::Offered(officer) => Path::Offered(officer),
        AccessPath::OfferedUnit(unit) => Path::OfferedUnit(unit),
        AccessPath::StandIn(officer) => Path::StandIn(officer),
        AccessPath::Person(person) => Path::Person(person),
    }
}

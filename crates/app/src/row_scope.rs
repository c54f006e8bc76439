//! From the policy's words to the store's: the dossiers that somebody sees, as lists and rows ask
//! for them. Knows no right.

use calendar::Instant;
use store::DossierRow;

use crate::policy::{Scope, Standing, Tie};

impl Standing for DossierRow {
    fn agency(&self) -> &str {
        &self.agency
    }

    fn is_tied(&self, tie: &Tie, at: Instant) -> bool {
        path(tie).holds(self, at.0)
    }
}

/// The scope that the store filters by.
pub(crate) fn of(scope: &Scope) -> store::Scope {
    let paths = scope.ties.as_ref().map(|ties| ties.iter().map(path).collect());
    store::Scope { agency: scope.agency.clone(), access_paths: paths }
}

fn path(tie: &Tie) -> store::AccessPath {
    use store::AccessPath as Path;
    match tie.clone() {
        Tie::AnsweringUnit(unit) => Path::AnsweringUnit(unit),
        Tie::HoldingUnit(unit) => Path::HoldingUnit(unit),
        Tie::Desk(unit) => Path::Desk(unit),
        Tie::ConsultedUnit(unit) => Path::ConsultedUnit(unit),
        Tie::HelperUnit(unit) => Path::HelperUnit(unit),
        Tie::Holder(officer) => Path::Holder(officer),
        Tie::Offered(officer) => Path::Offered(officer),
        Tie::OfferedUnit(unit) => Path::OfferedUnit(unit),
        Tie::StandIn(officer) => Path::StandIn(officer),
        Tie::Person(person) => Path::Person(person),
    }
}

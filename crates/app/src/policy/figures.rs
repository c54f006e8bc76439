//! How much of the figures a reader sees: the public form without officers, names and small groups,
//! or the full one of what they see. Counts nothing.

use dossier::Role;
use rules::UnitKind;

use super::right::{Right, allow};
use super::who::Who;

/// The officers by whom a reader sees figures (decisions, "Responsibility" 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Officers {
    /// No officer: the dimension, the filter and the names do not exist.
    None,
    /// The reader's own figures.
    Own(String),
    /// The figures of a unit's officers.
    OfUnit(String),
    All,
}

/// The part of the figures that a reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresScope {
    /// Whether the public form is shown: without codes and instants, small groups merged.
    pub public: bool,
    /// Only the dossiers that this unit answers for.
    pub unit: Option<String>,
    pub officers: Officers,
}

/// How much of a register's figures a reader sees. `own`: the register is their agency's; `kind`:
/// what their unit is in it.
#[must_use]
pub fn figures_scope(who: &Who, own: bool, kind: Option<UnitKind>) -> FiguresScope {
    let public = FiguresScope { public: true, unit: None, officers: Officers::None };
    let Who::Officer { actor, .. } = who else { return public };
    if !own || allow(who, Right::StaffFigures).is_err() {
        return public;
    }
    let (unit, id) = (actor.unit.clone(), actor.id.clone());
    let (whole, officers) = match actor.role {
        Role::Leader | Role::Inspector => (true, Officers::All),
        Role::Administrator => (true, Officers::None),
        Role::DeskOfficer => (kind == Some(UnitKind::Desk), Officers::Own(id)),
        Role::Head => (false, Officers::OfUnit(unit.clone())),
        _ => (false, Officers::Own(id)),
    };
    FiguresScope { public: false, unit: (!whole).then_some(unit), officers }
}

impl FiguresScope {
    /// Whether figures by officer are shown at all.
    #[must_use]
    pub fn by_officer(&self) -> bool {
        self.officers != Officers::None
    }

    /// Whether an officer's own figures are shown; `unit` is the officer's.
    #[must_use]
    pub fn shows_officer(&self, officer: &str, unit: Option<&str>) -> bool {
        match &self.officers {
            Officers::None => false,
            Officers::Own(own) => own == officer,
            Officers::OfUnit(own) => unit == Some(own),
            Officers::All => true,
        }
    }

    /// Whether a unit's figures are shown.
    #[must_use]
    pub fn shows_unit(&self, unit: &str) -> bool {
        self.unit.as_ref().is_none_or(|own| own == unit)
    }
}

#[cfg(test)]
mod tests {
    use dossier::Actor;

    use super::*;

    fn officer(role: Role) -> Who {
        Who::Officer { actor: Actor::new("o", role, "A"), login: "o".into(), name: "O".into() }
    }

    #[test]
    fn each_role_has_its_form() {
        fn check(role: Role, kind: UnitKind, expected: (bool, bool, Officers)) {
            let scope = figures_scope(&officer(role), true, Some(kind));
            let text = (scope.public, scope.unit.is_some(), scope.officers);
            assert_eq!(text, expected, "{role:?} {kind:?}");
        }
        let (own, unit) = (|| Officers::Own("o".into()), Officers::OfUnit("A".into()));
        check(Role::Leader, UnitKind::Leadership, (false, false, Officers::All));
        check(Role::Inspector, UnitKind::Leadership, (false, false, Officers::All));
        check(Role::Administrator, UnitKind::Leadership, (false, false, Officers::None));
        check(Role::DeskOfficer, UnitKind::Desk, (false, false, own()));
        check(Role::DeskOfficer, UnitKind::Ward, (false, true, own()));
        check(Role::Head, UnitKind::Department, (false, true, unit));
        check(Role::Specialist, UnitKind::Department, (false, true, own()));
        check(Role::Adviser, UnitKind::Ward, (true, false, Officers::None));
    }

    #[test]
    fn another_agency_s_register_and_a_visitor_who_is_no_officer_get_the_public_form() {
        let citizen = Who::citizen("p");
        let foreign = figures_scope(&officer(Role::Leader), false, None);
        for scope in [foreign, figures_scope(&citizen, true, None)] {
            assert_eq!(scope, figures_scope(&Who::Anonymous, true, None));
            assert!(scope.public && !scope.by_officer() && !scope.shows_officer("o", Some("A")));
        }
    }

    #[test]
    fn officers_are_shown_to_themselves_and_to_their_head() {
        let scope = |role| figures_scope(&officer(role), true, Some(UnitKind::Department));
        let shown = |role, id, unit| scope(role).shows_officer(id, unit);
        assert!(shown(Role::Specialist, "o", None) && !shown(Role::Specialist, "p", Some("A")));
        assert!(shown(Role::Head, "p", Some("A")) && !shown(Role::Head, "p", Some("B")));
        assert!(!shown(Role::Head, "gone", None) && shown(Role::Leader, "gone", None));
        assert!(scope(Role::Head).shows_unit("A") && !scope(Role::Head).shows_unit("B"));
    }
}

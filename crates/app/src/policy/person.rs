//! To whom figures about an officer are shown (decisions, "Responsibility" 10). Knows no figure.

use dossier::Role;

use super::who::Who;

/// Whether a reader is shown the figures about an officer of a unit in a period: the officer always, the
/// head of the unit, the leaders and the inspector once the period is over, so that the officer could
/// see them first.
#[must_use]
pub fn sees_person(who: &Who, (officer, unit): (&str, &str), ended: bool) -> bool {
    let Who::Officer { actor, .. } = who else { return false };
    if actor.id == officer {
        return true;
    }
    ended
        && match actor.role {
            Role::Leader | Role::Inspector => true,
            Role::Head => actor.unit == unit,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use dossier::Actor;

    use super::*;

    fn who(id: &str, role: Role, unit: &str) -> Who {
        Who::Officer { actor: Actor::new(id, role, unit), login: id.into(), name: id.into() }
    }

    #[test]
    fn figures_about_a_person_are_shown_to_that_person_first() {
        for role in Role::ALL.iter().copied() {
            let own = who("A1", role, "A");
            assert!(sees_person(&own, ("A1", "A"), false), "{role:?} their own");
            let over = matches!(role, Role::Leader | Role::Inspector | Role::Head);
            let other = who("A2", role, "A");
            assert!(!sees_person(&other, ("A1", "A"), false), "{role:?} before the end");
            assert_eq!(sees_person(&other, ("A1", "A"), true), over, "{role:?}");
        }
        assert!(!sees_person(&who("B2", Role::Head, "B"), ("A1", "A"), true));
        for who in [Who::Anonymous, Who::citizen("A1")] {
            assert!(!sees_person(&who, ("A1", "A"), true));
        }
    }
}

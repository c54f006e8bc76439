//! Permits for what concerns the agency and no one dossier: accounts, sessions, leave, rules,
//! months; and for the file of a whole dossier.

use dossier::{Actor, Role};

use super::permit::{NoPermit, SecondFactor};
use super::right::{Right, allow};
use super::who::Who;

/// An act that is no action on a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyAction {
    IssueAccount,
    CloseAccount,
    OpenAccount,
    EndSessions,
    DeclareLeave,
    ExportDossier,
    RevokeSlip,
    PutRules,
    CloseMonth,
    ErasePerson,
    /// Dossiers whose retention has ended.
    EraseRetained,
    /// The folder's own key.
    ChangeKey,
}

impl AgencyAction {
    /// Every act.
    pub const ALL: &[Self] = &[
        Self::IssueAccount,
        Self::CloseAccount,
        Self::OpenAccount,
        Self::EndSessions,
        Self::DeclareLeave,
        Self::ExportDossier,
        Self::RevokeSlip,
        Self::PutRules,
        Self::CloseMonth,
        Self::ErasePerson,
        Self::EraseRetained,
        Self::ChangeKey,
    ];

    /// The word on record.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::IssueAccount => "issue_account",
            Self::CloseAccount => "close_account",
            Self::OpenAccount => "open_account",
            Self::EndSessions => "end_sessions",
            Self::DeclareLeave => "declare_leave",
            Self::ExportDossier => "export_dossier",
            Self::RevokeSlip => "revoke_slip",
            Self::PutRules => "put_rules",
            Self::CloseMonth => "close_month",
            Self::ErasePerson => "erase_person",
            Self::EraseRetained => "erase_retained",
            Self::ChangeKey => "change_key",
        }
    }

    /// The right that it asks for; `None`: the owner of the folder only, on the command line.
    #[must_use]
    pub const fn right(self) -> Option<Right> {
        match self {
            Self::IssueAccount | Self::CloseAccount | Self::OpenAccount | Self::EndSessions => {
                Some(Right::Accounts)
            }
            Self::DeclareLeave => Some(Right::DeclareLeave),
            Self::ExportDossier => Some(Right::Export),
            Self::RevokeSlip => Some(Right::Desk),
            Self::PutRules => Some(Right::Rules),
            Self::CloseMonth => Some(Right::SignMonths),
            Self::ErasePerson => Some(Right::DataRequests),
            Self::EraseRetained => Some(Right::Retention),
            Self::ChangeKey => Some(Right::ServerKey),
        }
    }

    /// Whether the second factor must have been shown in the last minutes.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::DeclareLeave | Self::RevokeSlip)
    }

    /// Whether it takes a second person: an administrator does not do it to an own account.
    #[must_use]
    pub const fn needs_another(self) -> bool {
        matches!(self.right(), Some(Right::Accounts | Right::ServerKey))
    }
}

/// Proof that the policy allowed an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyPermit {
    pub(crate) action: AgencyAction,
    /// Who acts: an officer's id, or `system`.
    pub(crate) actor: String,
    /// The officer, the dossier's stream, the rules or the month that it is about.
    pub(crate) about: String,
}

impl AgencyPermit {
    /// To put rules in force, of the one who owns the folder, on the command line.
    #[must_use]
    pub fn to_put_rules() -> Self {
        Self { action: AgencyAction::PutRules, actor: "system".into(), about: "rules".into() }
    }

    /// To close a month, of the same: it is closed without a signature, which is an officer's.
    #[must_use]
    pub fn to_close_month(month: &str) -> Self {
        Self { action: AgencyAction::CloseMonth, actor: "system".into(), about: month.to_owned() }
    }
}

/// Allows or refuses a declaration of leave of an officer of a unit: a head for the own unit, a
/// leader or an administrator for every one.
///
/// # Errors
/// [`NoPermit::NotPermitted`].
pub fn permit_leave(actor: &Actor, officer: &str, unit: &str) -> Result<AgencyPermit, NoPermit> {
    let may = match actor.role {
        Role::Leader | Role::Administrator | Role::System => true,
        Role::Head => unit == actor.unit,
        _ => false,
    };
    let (action, about) = (AgencyAction::DeclareLeave, officer.to_owned());
    let permit = AgencyPermit { action, actor: actor.id.clone(), about };
    if may { Ok(permit) } else { Err(NoPermit::NotPermitted) }
}

/// Allows or refuses the end of an officer's leave: the officer's own, and who may declare it.
///
/// # Errors
/// [`NoPermit::NotPermitted`].
pub fn permit_leave_end(
    actor: &Actor,
    officer: &str,
    unit: &str,
) -> Result<AgencyPermit, NoPermit> {
    if actor.role != Role::Citizen && actor.id == officer {
        let (action, about) = (AgencyAction::DeclareLeave, officer.to_owned());
        return Ok(AgencyPermit { action, actor: actor.id.clone(), about });
    }
    permit_leave(actor, officer, unit)
}

/// Allows or refuses an act about an officer or a dossier.
///
/// # Errors
/// [`NoPermit`] says why.
pub fn permit_agency(
    (who, second_factor): (&Who, SecondFactor),
    action: AgencyAction,
    about: &str,
) -> Result<AgencyPermit, NoPermit> {
    let right = action.right().ok_or(NoPermit::NotPermitted)?;
    allow(who, right).map_err(|_| NoPermit::NotPermitted)?;
    let Who::Officer { actor, .. } = who else { return Err(NoPermit::NotPermitted) };
    if action.needs_another() && actor.id == about {
        return Err(NoPermit::OwnAccount);
    }
    if action.needs_second_factor() && !second_factor.is_shown() {
        return Err(NoPermit::SecondFactor);
    }
    Ok(AgencyPermit { action, actor: actor.id.clone(), about: about.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: SecondFactor = SecondFactor::WITHOUT_SESSION;

    fn who(id: &str, role: Role) -> Who {
        Who::Officer { actor: Actor::new(id, role, "U"), login: id.into(), name: id.into() }
    }

    #[test]
    fn each_act_takes_its_role_its_second_factor_and_another_person() {
        for action in AgencyAction::ALL.iter().copied() {
            for role in Role::ALL.iter().copied() {
                let who = who("o", role);
                let may = action.right().is_some_and(|right| right.roles().contains(&role));
                let ask = |shown, about| permit_agency((&who, shown), action, about);
                assert_eq!(ask(SHOWN, "x").is_ok(), may, "{action:?} {role:?}");
                if may {
                    let without = ask(SecondFactor::NotShown, "x");
                    assert_eq!(without.is_ok(), !action.needs_second_factor(), "{action:?}");
                    assert_eq!(ask(SHOWN, "o").is_ok(), !action.needs_another(), "{action:?}");
                }
            }
            for who in [Who::Anonymous, Who::citizen("p")] {
                let permit = permit_agency((&who, SHOWN), action, "x");
                assert_eq!(permit, Err(NoPermit::NotPermitted), "{action:?}");
            }
        }
    }
}

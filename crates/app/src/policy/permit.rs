//! Permits: values that only the policy makes, and without which nothing is changed and no personal
//! data is given out. A permit to act on a dossier also says that the second factor was shown where
//! the action signs or approves, and for whom a stand-in acts.

use calendar::Instant;
use dossier::{Action, Actor, Phase, Role, State};

use super::visibility::{Standing, scope_of};

/// Whether the second factor was shown in the last minutes. Only a session says that it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactor {
    #[default]
    NotShown,
    Shown(Proof),
}

impl SecondFactor {
    /// Of an actor without a session: the program itself, and the officers of a simulated history.
    pub(crate) const WITHOUT_SESSION: Self = Self::Shown(Proof(()));

    /// The second factor of a session.
    pub(crate) fn of_session(shown: bool) -> Self {
        if shown { Self::Shown(Proof(())) } else { Self::NotShown }
    }

    /// Whether the second factor was shown.
    #[must_use]
    pub fn is_shown(self) -> bool {
        matches!(self, Self::Shown(_))
    }
}

/// Made by sessions only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof(());

/// Why there is no permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPermit {
    /// The role, the unit or the relation to the dossier does not allow it.
    NotPermitted,
    /// The act is not allowed on an own account.
    OwnAccount,
    /// The second factor must be shown again first.
    SecondFactor,
}

impl NoPermit {
    /// The word in documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotPermitted => "not_permitted",
            Self::OwnAccount => "own_account_by_another",
            Self::SecondFactor => "second_factor",
        }
    }
}

/// Proof that the policy was asked and allowed an action on a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit {
    pub(crate) action: Action,
    pub(crate) actor: String,
    /// The officer for whom a stand-in acts.
    pub(crate) on_behalf: Option<String>,
}

impl Permit {
    /// Of an officer who approved the erasure of a person's data.
    pub(crate) fn of_erasure(actor: &str) -> Self {
        Self { action: Action::Note, actor: actor.to_owned(), on_behalf: None }
    }

    /// Of one who stands in for the officer to whom a dossier is offered.
    pub(crate) fn of_stand_in(action: Action, actor: &Actor, officer: String) -> Self {
        Self { action, actor: actor.id.clone(), on_behalf: Some(officer) }
    }
}

/// Whether an action signs or approves, so that the second factor must have been shown recently.
#[must_use]
pub fn needs_second_factor(action: Action, state: &State, at: Instant) -> bool {
    match action {
        Action::SignApology | Action::ApproveResult | Action::SetChairmanDate | Action::Extend => {
            true
        }
        Action::AskSupplement => state.supplement_needs_approval(at),
        _ => false,
    }
}

/// Allows an actor an action on a dossier of an agency, or does not: it must be visible, the table
/// of actions must name the role with the relation in which the actor stands to it, and where the
/// action signs, the second factor must have been shown.
///
/// # Errors
/// [`NoPermit::NotPermitted`] or [`NoPermit::SecondFactor`].
pub fn permit(
    (actor, second_factor): (&Actor, SecondFactor),
    action: Action,
    state: &State,
    dossier: &impl Standing,
    agency: &str,
    at: Instant,
) -> Result<Permit, NoPermit> {
    let in_sight = state.phase == Phase::Absent
        || actor.role == Role::System
        || scope_of(actor, agency).holds(dossier, at);
    if !(in_sight && action.permits(state, actor, at)) {
        return Err(NoPermit::NotPermitted);
    }
    let step_up = needs_second_factor(action, state, at) && actor.role != Role::System;
    if step_up && !second_factor.is_shown() {
        return Err(NoPermit::SecondFactor);
    }
    let held = state.hold().map(|hold| hold.officer.as_str());
    let offered = state.offer.as_ref().map(|offer| offer.to.as_str());
    let principal = match action {
        Action::Accept | Action::Decline => offered,
        _ => held,
    };
    let stands_in = |officer: &&str| *officer != actor.id && state.acting(officer, at) == actor.id;
    Ok(Permit {
        action,
        actor: actor.id.clone(),
        on_behalf: principal.filter(stands_in).map(str::to_owned),
    })
}

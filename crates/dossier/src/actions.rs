//! What can be done with a dossier, by whom, in which phase: one table, read by pages, by the
//! server that refuses, and by the list of commands in `docs/commands.md`.

use calendar::Instant;

use crate::state::{Phase, State};

/// What an officer may be asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Citizen,
    DeskOfficer,
    Specialist,
    Head,
    Leader,
    Inspector,
    Adviser,
    Administrator,
    /// The program itself: jobs, calendar changes.
    System,
}

impl Role {
    /// The word in documents and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::DeskOfficer => "desk_officer",
            Self::Specialist => "specialist",
            Self::Head => "head",
            Self::Leader => "leader",
            Self::Inspector => "inspector",
            Self::Adviser => "adviser",
            Self::Administrator => "administrator",
            Self::System => "system",
        }
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Officer's id, or `citizen`, or `system`.
    pub id: String,
    pub role: Role,
    /// Unit of the officer; empty for others.
    pub unit: String,
}

impl Actor {
    /// The program itself.
    #[must_use]
    pub fn system() -> Self {
        Self { id: "system".into(), role: Role::System, unit: String::new() }
    }

    /// A citizen at the portal.
    #[must_use]
    pub fn citizen() -> Self {
        Self { id: "citizen".into(), role: Role::Citizen, unit: String::new() }
    }
}

/// How the actor must stand to the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// No relation is needed besides the role.
    Any,
    /// Holds the dossier, or stands in for the holder.
    Holder,
    /// It is offered to them, or to whom they stand in for.
    Offered,
    /// Belongs to the unit where the dossier is.
    HoldingUnit,
    /// Belongs to the unit that answers for the result.
    AnsweringUnit,
    /// Belongs to a unit that was asked and has not answered.
    ConsultedUnit,
}

impl Relation {
    /// The word in documents and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Holder => "holder",
            Self::Offered => "offered",
            Self::HoldingUnit => "holding_unit",
            Self::AnsweringUnit => "answering_unit",
            Self::ConsultedUnit => "consulted_unit",
        }
    }

    /// Whether the actor stands so to the dossier at an instant.
    #[must_use]
    pub fn holds(self, state: &State, actor: &Actor, at: Instant) -> bool {
        match self {
            Self::Any => true,
            Self::Holder => {
                state.hold().is_some_and(|hold| state.acting(&hold.officer, at) == actor.id)
            }
            Self::Offered => {
                state.offer.as_ref().is_some_and(|offer| state.acting(&offer.to, at) == actor.id)
            }
            Self::HoldingUnit => state.hold().is_some_and(|hold| hold.unit == actor.unit),
            Self::AnsweringUnit => state.filing.unit == actor.unit,
            Self::ConsultedUnit => state
                .consultations
                .iter()
                .any(|asked| asked.answered.is_none() && asked.unit == actor.unit),
        }
    }
}

macro_rules! actions {
    ($($name:ident $code:literal, $phases:expr, [$(($role:ident, $relation:ident)),*];)*) => {
        /// A thing that can be done with a dossier; each is one command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($name),* }

        impl Action {
            /// Every action, in the order of a dossier's life.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in documents and machine-readable output.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// Phases in which it is possible.
            #[must_use]
            pub const fn phases(self) -> &'static [Phase] {
                match self { $(Self::$name => $phases),* }
            }

            /// Who may, each role with the relation it needs.
            #[must_use]
            pub const fn permitted(self) -> &'static [(Role, Relation)] {
                match self { $(Self::$name => &[$((Role::$role, Relation::$relation)),*]),* }
            }
        }
    };
}

const BEFORE: &[Phase] = &[Phase::Absent, Phase::Filed, Phase::Guided];
const OPEN: &[Phase] = &[Phase::Open];
const RECEIVED: &[Phase] = &[Phase::Open, Phase::Ready, Phase::HandedOver, Phase::Withdrawn];
const LATE: &[Phase] = &[Phase::Open, Phase::Ready, Phase::HandedOver];

actions! {
    File "file", &[Phase::Absent, Phase::Guided], [(Citizen, Any), (Adviser, Any), (DeskOfficer, Any)];
    Guide "guide", &[Phase::Filed], [(DeskOfficer, Any)];
    Refuse "refuse", BEFORE, [(DeskOfficer, Any)];
    Receive "receive", BEFORE, [(DeskOfficer, Any)];
    CompleteAtOnce "complete_at_once", &[Phase::Absent, Phase::Filed], [(DeskOfficer, Any)];
    Give "give", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    Accept "accept", OPEN, [(DeskOfficer, Offered), (Specialist, Offered), (Head, Offered), (Leader, Offered)];
    Decline "decline", OPEN, [(DeskOfficer, Offered), (Specialist, Offered), (Head, Offered), (Leader, Offered)];
    BeginStep "begin_step", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    CompleteStep "complete_step", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    ReturnStep "return_step", OPEN, [(Specialist, Holder), (Head, Holder), (Leader, Holder)];
    Reassign "reassign", OPEN, [(Head, HoldingUnit), (Leader, Any)];
    StandIn "stand_in", OPEN, [(Head, HoldingUnit), (Leader, Any), (System, Any)];
    Consult "consult", OPEN, [(Specialist, Holder), (Head, Holder), (Leader, Holder)];
    AnswerConsultation "answer_consultation", OPEN, [(Specialist, ConsultedUnit), (Head, ConsultedUnit)];
    AskSupplement "ask_supplement", OPEN, [(DeskOfficer, Any), (Specialist, Holder), (Head, Holder)];
    Supply "supply", OPEN, [(Citizen, Any), (DeskOfficer, Any)];
    CloseUnsupplied "close_unsupplied", OPEN, [(DeskOfficer, Any)];
    Pause "pause", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    Resume "resume", OPEN, [(DeskOfficer, Any), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    Extend "extend", OPEN, [(Head, AnsweringUnit), (Leader, Any)];
    ChangeCalendar "change_calendar", OPEN, [(Administrator, Any), (System, Any)];
    MoveToUnit "move_to_unit", RECEIVED, [(Administrator, Any), (System, Any)];
    Remind "remind", OPEN, [(System, Any)];
    DraftApology "draft_apology", LATE, [(System, Any), (Specialist, Holder), (Head, AnsweringUnit), (DeskOfficer, Any)];
    SignApology "sign_apology", LATE, [(Head, AnsweringUnit), (Leader, Any)];
    SendApology "send_apology", LATE, [(DeskOfficer, Any), (Head, AnsweringUnit)];
    SetChairmanDate "set_chairman_date", LATE, [(Leader, Any)];
    ApproveResult "approve_result", OPEN, [(Head, Holder), (Leader, Holder)];
    Finish "finish", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)];
    HandOver "hand_over", &[Phase::Ready], [(DeskOfficer, Any)];
    Post "post", &[Phase::Ready], [(DeskOfficer, Any)];
    Withdraw "withdraw", &[Phase::Filed, Phase::Guided, Phase::Open], [(Citizen, Any), (DeskOfficer, Any)];
    Correct "correct", RECEIVED, [(Head, AnsweringUnit), (Administrator, Any)];
    Note "note", RECEIVED, [(DeskOfficer, Any), (Specialist, HoldingUnit), (Head, AnsweringUnit), (Leader, Any)];
}

impl Action {
    /// Whether the actor may, by role and relation, whatever the phase.
    #[must_use]
    pub fn permits(self, state: &State, actor: &Actor, at: Instant) -> bool {
        let mut ways = self.permitted().iter().filter(|(role, _)| *role == actor.role);
        ways.any(|(_, relation)| relation.holds(state, actor, at))
    }

    /// Whether the state allows it, whoever asks.
    #[must_use]
    pub fn possible(self, state: &State) -> bool {
        if !self.phases().contains(&state.phase) {
            return false;
        }
        let paused = state.paused().map(|pause| pause.reason);
        let supplement = paused == Some(crate::event::PauseReason::Supplement);
        match self {
            Self::Give | Self::ReturnStep | Self::BeginStep => state.offer.is_none(),
            Self::Accept | Self::Decline => state.offer.is_some(),
            Self::AskSupplement | Self::Pause | Self::Finish => paused.is_none(),
            Self::Supply | Self::CloseUnsupplied => supplement,
            Self::Resume => paused.is_some() && !supplement,
            Self::AnswerConsultation => state.consultations.iter().any(|c| c.answered.is_none()),
            Self::DraftApology => {
                !state.letters.last().is_some_and(|l| l.sent.is_none() && l.signed.is_some())
            }
            Self::SignApology => {
                state.letters.last().is_some_and(|l| l.sent.is_none() && l.signed.is_none())
            }
            Self::SendApology => {
                state.letters.last().is_some_and(|l| l.sent.is_none() && l.signed.is_some())
            }
            _ => true,
        }
    }
}

/// What the actor can do with the dossier now: the buttons of its page, and what the server takes.
#[must_use]
pub fn available_actions(state: &State, actor: &Actor, at: Instant) -> Vec<Action> {
    let all = Action::ALL.iter().copied();
    all.filter(|action| action.possible(state) && action.permits(state, actor, at)).collect()
}

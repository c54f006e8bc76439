//! The actions on a dossier, with the actors and phases that permit each, in one table: pages show
//! buttons by it, the server refuses by it, and `docs/commands.md` is printed from it.

use std::borrow::Cow;

use calendar::Instant;

use crate::apology::Apology;
use crate::need::Need;
use crate::refusal::Reason;
use crate::state::{Phase, State};
use crate::terms::Decider;

/// The role in which an actor acts on a dossier.
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
    /// The program: jobs and changes of the calendar.
    System,
}

impl Role {
    pub const ALL: &'static [Self] = &[
        Self::Citizen,
        Self::DeskOfficer,
        Self::Specialist,
        Self::Head,
        Self::Leader,
        Self::Inspector,
        Self::Adviser,
        Self::Administrator,
        Self::System,
    ];

    /// The name in documents and machine-readable output.
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

/// The actor of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The officer's id, or `citizen`, or `system`.
    pub id: String,
    pub role: Role,
    /// The code of the officer's unit; empty for other actors.
    pub unit: String,
    /// The citizen's pseudonym; empty for other actors.
    pub person: String,
    /// The pseudonyms of persons met at the desk that the citizen has claimed with the code and key
    /// of a slip.
    pub claimed: Vec<String>,
}

impl Actor {
    /// The actor of the program's own commands.
    #[must_use]
    pub fn system() -> Self {
        Self::new("system", Role::System, "")
    }

    /// A citizen at the portal, by pseudonym.
    #[must_use]
    pub fn citizen(person: &str) -> Self {
        Self { person: person.to_owned(), ..Self::new("citizen", Role::Citizen, "") }
    }

    /// An officer of a unit.
    #[must_use]
    pub fn new(id: &str, role: Role, unit: &str) -> Self {
        Self {
            id: id.to_owned(),
            role,
            unit: unit.to_owned(),
            person: String::new(),
            claimed: Vec::new(),
        }
    }

    /// Whether the actor is the person of a dossier. An empty pseudonym is no person.
    #[must_use]
    pub fn is_person(&self, person: &str) -> bool {
        self.persons().any(|listed| listed == person)
    }

    /// The citizen's pseudonyms that are not empty.
    pub fn persons(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.person).chain(&self.claimed);
        all.map(String::as_str).filter(|person| !person.is_empty())
    }
}

/// The relation between an actor and a dossier that an action needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// No relation is needed: the role is enough.
    Any,
    /// The actor owns the dossier, or is about to file it.
    Applicant,
    /// The actor holds the dossier, or stands in for the holder.
    Holder,
    /// The dossier is offered to the actor, or to an officer for whom the actor stands in.
    Offered,
    /// The actor belongs to the unit that has the dossier.
    HoldingUnit,
    /// The actor belongs to the unit that answers for the result.
    AnsweringUnit,
    /// The actor belongs to a unit that was consulted and has not answered.
    ConsultedUnit,
    /// The actor belongs to the desk that received the dossier.
    ReceivingDesk,
}

impl Relation {
    /// The name in documents and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Applicant => "applicant",
            Self::Holder => "holder",
            Self::Offered => "offered",
            Self::HoldingUnit => "holding_unit",
            Self::AnsweringUnit => "answering_unit",
            Self::ConsultedUnit => "consulted_unit",
            Self::ReceivingDesk => "receiving_desk",
        }
    }

    /// Whether the actor has this relation to the dossier at an instant.
    #[must_use]
    pub fn holds(self, state: &State, actor: &Actor, at: Instant) -> bool {
        match self {
            Self::Any => true,
            Self::Applicant => {
                actor.persons().next().is_some()
                    && (state.phase == Phase::Absent || actor.is_person(&state.filing.person))
            }
            Self::Holder => {
                state.hold().is_some_and(|hold| state.acting(&hold.officer, at) == actor.id)
            }
            Self::Offered => {
                state.offer.as_ref().is_some_and(|offer| state.acting(&offer.to, at) == actor.id)
            }
            Self::HoldingUnit => state.hold().is_some_and(|hold| hold.unit == actor.unit),
            Self::AnsweringUnit => state.filing.unit == actor.unit,
            Self::ReceivingDesk => state.receiving_desk() == Some(actor.unit.as_str()),
            Self::ConsultedUnit => state.consultations.iter().any(|consultation| {
                consultation.answered.is_none() && consultation.unit == actor.unit
            }),
        }
    }
}

macro_rules! actions {
    ($(
        $name:ident $code:literal, $phases:expr, [$(($role:ident, $relation:ident)),*],
        needs [$($need:ident),*], refuses [$($refusal:literal),*];
    )*) => {
        /// An act on a dossier; each action has one command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($name),* }

        impl Action {
            /// Every action, in the order of a dossier's life.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in documents and machine-readable output.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The phases in which the action is possible.
            #[must_use]
            pub const fn phases(self) -> &'static [Phase] {
                match self { $(Self::$name => $phases),* }
            }

            /// The permitted roles, each with the relation that it needs.
            #[must_use]
            pub const fn permitted(self) -> &'static [(Role, Relation)] {
                match self { $(Self::$name => &[$((Role::$role, Relation::$relation)),*]),* }
            }

            /// The conditions on the dossier, in addition to its phase.
            #[must_use]
            pub const fn needs(self) -> &'static [Need] {
                match self { $(Self::$name => &[$(Need::$need),*]),* }
            }

            /// The refusals of the action in addition to [`REFUSED_BY_ALL`], by
            /// [`crate::Reason::code`].
            #[must_use]
            pub const fn refusals(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($refusal),*]),* }
            }
        }
    };
}

/// The refusals that every action has: another state, another actor, an instant before the last
/// event or beyond the dossier's calendar.
pub const REFUSED_BY_ALL: &[&str] =
    &["not_possible", "not_permitted", "before_last_event", "outside_calendar"];

const BEFORE: &[Phase] = &[Phase::Absent, Phase::Filed, Phase::Guided];
const OPEN: &[Phase] = &[Phase::Open];
const RECEIVED: &[Phase] = &[Phase::Open, Phase::Ready, Phase::HandedOver, Phase::Withdrawn];
const LATE: &[Phase] = &[Phase::Open, Phase::Ready, Phase::HandedOver];

actions! {
    File "file", &[Phase::Absent, Phase::Guided], [(Citizen, Applicant), (Adviser, Any), (DeskOfficer, Any)],
        needs [], refuses ["missing"];
    Guide "guide", &[Phase::Filed], [(DeskOfficer, Any)],
        needs [], refuses ["missing"];
    Refuse "refuse", BEFORE, [(DeskOfficer, Any)],
        needs [], refuses ["missing"];
    Receive "receive", BEFORE, [(DeskOfficer, Any)],
        needs [], refuses ["missing", "in_future", "entered_too_late", "desk_closed"];
    CompleteAtOnce "complete_at_once", &[Phase::Absent, Phase::Filed], [(DeskOfficer, Any)],
        needs [], refuses ["missing", "in_future", "entered_too_late", "desk_closed", "approval_missing"];
    Give "give", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [NoOffer], refuses ["missing", "unknown_step", "same_officer"];
    Accept "accept", OPEN, [(DeskOfficer, Offered), (Specialist, Offered), (Head, Offered), (Leader, Offered)],
        needs [Offer], refuses ["offer_lapsed"];
    Decline "decline", OPEN, [(DeskOfficer, Offered), (Specialist, Offered), (Head, Offered), (Leader, Offered)],
        needs [Offer], refuses ["missing", "offer_lapsed"];
    Lapse "lapse", OPEN, [(System, Any)],
        needs [Offer], refuses [];
    BeginStep "begin_step", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [NoOffer], refuses ["unknown_step", "step_of_another"];
    CompleteStep "complete_step", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [StepNotCompleted], refuses [];
    ReturnStep "return_step", OPEN, [(Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [NoOffer], refuses ["missing", "unknown_step", "same_officer"];
    Reassign "reassign", OPEN, [(Head, HoldingUnit), (Leader, Any)],
        needs [], refuses ["missing", "same_officer"];
    StandIn "stand_in", OPEN, [(Head, HoldingUnit), (Leader, Any), (System, Any)],
        needs [], refuses ["bad_stand_in"];
    EndStandIn "end_stand_in", OPEN, [(System, Any)],
        needs [], refuses [];
    Consult "consult", OPEN, [(Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [], refuses ["missing"];
    AnswerConsultation "answer_consultation", OPEN, [(Specialist, ConsultedUnit), (Head, ConsultedUnit)],
        needs [ConsultationOpen], refuses ["no_consultation"];
    AskSupplement "ask_supplement", OPEN, [(DeskOfficer, Any), (Specialist, Holder), (Head, Holder), (Head, AnsweringUnit), (Leader, Any)],
        needs [OwnClock, NotPaused], refuses ["missing", "second_supplement", "late_supplement"];
    PromisePapers "promise_papers", OPEN, [(Citizen, Applicant)],
        needs [PapersLacking], refuses ["missing"];
    Supply "supply", OPEN, [(Citizen, Applicant), (DeskOfficer, Any)],
        needs [PapersLacking], refuses ["missing"];
    CloseUnsupplied "close_unsupplied", OPEN, [(DeskOfficer, Any)],
        needs [SupplementAwaited], refuses ["still_time"];
    Pause "pause", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Head, AnsweringUnit), (Leader, Any)],
        needs [OwnClock, NotPaused], refuses ["missing", "pause_by_supplement_only", "financial_land_only", "further_pause"];
    Resume "resume", OPEN, [(DeskOfficer, Any), (Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [OtherPause], refuses [];
    Extend "extend", OPEN, [(Head, AnsweringUnit), (Leader, Any)],
        needs [OwnClock], refuses ["missing", "past_due", "extension_limit", "own_dossier"];
    ChangeCalendar "change_calendar", OPEN, [(Administrator, Any), (System, Any)],
        needs [OwnClock], refuses ["missing", "calendar_not_in_force"];
    MoveToUnit "move_to_unit", RECEIVED, [(Administrator, Any), (System, Any)],
        needs [], refuses ["missing"];
    Remind "remind", OPEN, [(System, Any)],
        needs [NotSuspended], refuses [];
    DraftApology "draft_apology", LATE, [(System, Any), (Specialist, Holder), (Head, AnsweringUnit), (DeskOfficer, Any)],
        needs [NotSuspended, NoLetterForDue], refuses ["missing", "not_late", "suspended", "already_reappointed", "not_after_due", "not_working_day"];
    SignApology "sign_apology", LATE, [(Head, AnsweringUnit), (Leader, Any)],
        needs [LetterUnsigned, NotSuspended], refuses ["missing", "not_late", "suspended", "machine_reason", "leader_signs", "already_reappointed", "not_after_today", "not_after_due", "not_working_day"];
    SendApology "send_apology", LATE, [(DeskOfficer, Any), (Head, AnsweringUnit), (System, Any)],
        needs [LetterSigned, NotSuspended], refuses ["missing", "not_late", "suspended", "letter_waits", "not_after_today", "not_after_due", "not_working_day"];
    SetChairmanDate "set_chairman_date", LATE, [(Leader, Any)],
        needs [Reappointed], refuses ["missing", "not_after_due", "not_working_day"];
    ApproveResult "approve_result", OPEN, [(Head, Holder), (Leader, Holder)],
        needs [NotApproved], refuses ["missing", "not_the_approval_step"];
    Finish "finish", OPEN, [(DeskOfficer, Holder), (Specialist, Holder), (Head, Holder), (Leader, Holder)],
        needs [NotPaused], refuses ["letter_missing", "approval_missing", "no_step_begun"];
    DeclineResult "decline_result", &[Phase::Ready], [(DeskOfficer, Any)],
        needs [OwnClock], refuses ["missing", "own_result", "declined_too_late"];
    HandOver "hand_over", &[Phase::Ready], [(DeskOfficer, Any)],
        needs [], refuses ["desk_closed", "letter_missing"];
    Post "post", &[Phase::Ready], [(DeskOfficer, Any)],
        needs [], refuses ["missing"];
    PostDelivered "post_delivered", &[Phase::HandedOver], [(DeskOfficer, Any)],
        needs [InPost], refuses [];
    PostReturned "post_returned", &[Phase::HandedOver], [(DeskOfficer, Any)],
        needs [InPost], refuses [];
    RemindCollection "remind_collection", &[Phase::Ready], [(System, Any)],
        needs [OwnClock], refuses [];
    Withdraw "withdraw", &[Phase::Filed, Phase::Guided, Phase::Open], [(Citizen, Applicant), (DeskOfficer, Any)],
        needs [], refuses ["missing"];
    Correct "correct", RECEIVED, [(Head, AnsweringUnit), (Leader, Any), (Administrator, Any), (DeskOfficer, ReceivingDesk), (Head, ReceivingDesk)],
        needs [], refuses ["missing", "illegal_correction", "receivers_correction", "leader_corrects", "in_future", "entered_too_late", "desk_closed"];
    Note "note", RECEIVED, [(DeskOfficer, Any), (Specialist, HoldingUnit), (Head, AnsweringUnit), (Leader, Any)],
        needs [], refuses [];
}

impl Action {
    /// Whether the actor's role and relation permit the action, in any phase.
    #[must_use]
    pub fn permits(self, state: &State, actor: &Actor, at: Instant) -> bool {
        let mut ways = self.permitted().iter().filter(|(role, _)| *role == actor.role);
        ways.any(|(_, relation)| relation.holds(state, actor, at))
    }

    /// The state on which the action is judged at an instant: an offer that has lapsed by then is
    /// accepted. An answer at the very instant of the lapse still counts, so it is judged on the
    /// state just before.
    #[must_use]
    pub fn state(self, state: &State, at: Instant) -> Cow<'_, State> {
        match self {
            Self::Lapse => Cow::Borrowed(state),
            Self::Accept | Self::Decline => state.with_lapse_applied(at.plus_millis(-1)),
            _ => state.with_lapse_applied(at),
        }
    }

    /// The reason why the actor cannot perform the action at an instant; `None` where the actor
    /// can.
    #[must_use]
    pub fn obstacle(self, state: &State, actor: &Actor, at: Instant) -> Option<Reason> {
        if self.possible(state, at) {
            if !self.permits(state, actor, at) {
                return Some(Reason::NotPermitted);
            }
            let letter_is_owed = state.ended().is_none() || state.apology(at) == Apology::Violation;
            return match self {
                Self::Finish => obstacle_to_finish(state),
                Self::ApproveResult => obstacle_to_approve(state, actor),
                Self::Extend => state.is_held_by(&actor.id, at).then_some(Reason::OwnDossier),
                _ if self.about_letter() && !letter_is_owed => Some(Reason::NotLate),
                _ => None,
            };
        }
        let in_phase = self.phases().contains(&state.phase);
        if self.about_letter() && in_phase && state.suspended() && self.permits(state, actor, at) {
            return Some(Reason::Suspended);
        }
        Some(match (self, state.lapsed_to(&actor.id, at)) {
            (Self::Accept | Self::Decline, Some(lapse)) => Reason::OfferLapsed(lapse),
            _ => Reason::NotPossible,
        })
    }

    /// Whether the action drafts, signs or sends an apology letter.
    const fn about_letter(self) -> bool {
        matches!(self, Self::DraftApology | Self::SignApology | Self::SendApology)
    }

    /// Whether the state allows the action for any actor at an instant.
    #[must_use]
    pub fn possible(self, state: &State, at: Instant) -> bool {
        let needs = || self.needs().iter().all(|need| need.holds(state, at));
        self.phases().contains(&state.phase) && needs()
    }
}

/// The reason why a result cannot be ready yet: its approval is missing, or no step was begun.
fn obstacle_to_finish(state: &State) -> Option<Reason> {
    let present = state.hold().map(|hold| hold.step.as_str());
    let approval = state.step_to_approve().map(|step| match present == Some(&step.id) {
        true => Reason::ApprovalMissingHere(step.id.clone()),
        false => Reason::ApprovalMissing(step.id.clone()),
    });
    approval.or_else(|| state.step_to_begin().map(|step| Reason::NoStepBegun(step.id.clone())))
}

/// The refusal of an approval outside the step that decides, or by an officer without its post and
/// unit.
fn obstacle_to_approve(state: &State, actor: &Actor) -> Option<Reason> {
    let step = state.terms.as_ref()?.approval_step()?;
    let here = state.hold().is_some_and(|hold| hold.step == step.id);
    let unit = if step.unit.is_empty() { &state.filing.unit } else { &step.unit };
    let is_permitted =
        actor.role == Role::Leader || step.decides != Some(Decider::Leader) && actor.unit == *unit;
    (!here || !is_permitted).then(|| Reason::NotTheApprovalStep(step.id.clone()))
}

/// The actions that the actor can perform at an instant: the buttons of the dossier's page, and the
/// only commands that the server accepts.
#[must_use]
pub fn available_actions(state: &State, actor: &Actor, at: Instant) -> Vec<Action> {
    let all = Action::ALL.iter().copied();
    let available =
        |action: &Action| action.obstacle(&action.state(state, at), actor, at).is_none();
    all.filter(available).collect()
}

//! Refusals: the reasons why a command is not carried out, as values; `messages` has the sentences.
//! A refusal is expected: it names the state and the actions that are possible instead.

use calendar::{Day, Instant};

use crate::actions::Action;
use crate::state::Phase;
use crate::terms::ExtensionLimit;

/// A command that was not carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub action: Action,
    pub phase: Phase,
    pub reason: Reason,
    /// The actions that the actor can perform instead.
    pub possible: Vec<Action>,
}

/// The reason of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The actor's role and relation do not allow the action.
    NotPermitted,
    /// The dossier's state does not allow the action.
    NotPossible,
    /// A required field, by its name, is empty.
    Missing(&'static str),
    /// The event would precede the last event on record, which happened at this instant.
    BeforeLastEvent(Instant),
    /// The event would be in the future.
    InFuture,
    /// The desk is closed at that instant; `next` is its next opening.
    DeskClosed { next: Instant },
    /// The reception is entered more than one working day late.
    EnteredTooLate,
    /// The calendar does not contain this date.
    OutsideCalendar,
    /// The process has no such step.
    UnknownStep(String),
    /// The dossier is offered to the officer who holds it.
    SameOfficer,
    /// A second supplement request needs the head's approval.
    SecondSupplement,
    /// A supplement request after the days in which a supplement restarts the duration needs the
    /// head's approval.
    LateSupplement,
    /// The offer was not answered in time: the actor holds the dossier since this instant.
    OfferLapsed(Instant),
    /// Only a supplement request begins a pause for a supplement.
    PauseBySupplementOnly,
    /// Only a dossier of land is paused for a financial obligation.
    FinancialLandOnly,
    /// The calendar is not in force, or the dossier is counted on it already.
    CalendarNotInForce,
    /// No step of the process was begun; the text is the id of the first step.
    NoStepBegun(String),
    /// Due has passed at this instant, so no extension is possible.
    PastDue(Instant),
    /// The dossier has as many extensions as it may have, or the extension is too long.
    ExtensionLimit(ExtensionLimit),
    /// The result is approved in another step, by an officer of that step's post.
    NotTheApprovalStep(String),
    /// The result was not approved in the step that decides.
    ApprovalMissing(String),
    /// The result was not approved, and the dossier is in the step that decides.
    ApprovalMissingHere(String),
    /// The program wrote the letter's reason, and no officer wrote or confirmed it.
    MachineReason,
    /// The largest overrun is in a step of the leadership, so a leader must sign.
    LeaderSigns,
    /// The new date is not after today.
    NotAfterToday(Day),
    /// Due has not passed, or the dossier is not late.
    NotLate,
    /// The dossier is suspended and owes no letter.
    Suspended,
    /// The fifteen days for the supplement are not over; they end on this day.
    StillTime(Day),
    /// The officer who finished the dossier cannot decline its result.
    OwnResult,
    /// The finish is more than one working day ago.
    DeclinedTooLate,
    /// The letter is queued for electronic delivery already.
    LetterWaits,
    /// A late result needs a sent letter, or the reason why none was sent.
    LetterMissing,
    /// A letter has set a new date already; only the chairman sets another.
    AlreadyReappointed,
    /// The date is not a working day.
    NotWorkingDay(Day),
    /// The date is not after due.
    NotAfterDue(Day),
    /// The absence would end before now, or the stand-in is the absent officer or absent too.
    BadStandIn,
    /// The correction would make the history illegal.
    IllegalCorrection,
    /// The actor may not correct this event: a reception is corrected by the officer who entered
    /// it, on that day, later by the head of the receiving desk; other events by other officers.
    ReceiversCorrection,
    /// A correction that improves the dossier's figures, or moves its time to other steps, needs a
    /// leader who neither recorded the event nor holds the dossier.
    LeaderCorrects,
    /// The holder has paused the dossier twice; a further pause needs a head or leader who does not
    /// hold it.
    FurtherPause,
    /// The actor holds the dossier or acts for its holder; another head or leader can give it time.
    OwnDossier,
    /// The step belongs to another unit or post; the dossier must be given to its officer.
    StepOfAnother(String),
    /// The consultation is not open.
    NoConsultation,
}

impl Refusal {
    /// The refusal with the names of steps in place of their ids, for sentences.
    #[must_use]
    pub fn with_step_names(mut self, name: impl Fn(&str) -> String) -> Self {
        match &mut self.reason {
            Reason::UnknownStep(step)
            | Reason::NotTheApprovalStep(step)
            | Reason::ApprovalMissing(step)
            | Reason::ApprovalMissingHere(step)
            | Reason::NoStepBegun(step)
            | Reason::StepOfAnother(step) => *step = name(step),
            _ => {}
        }
        self
    }
}

impl Reason {
    /// The name in documents and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotPermitted => "not_permitted",
            Self::NotPossible => "not_possible",
            Self::Missing(_) => "missing",
            Self::BeforeLastEvent(_) => "before_last_event",
            Self::InFuture => "in_future",
            Self::DeskClosed { .. } => "desk_closed",
            Self::EnteredTooLate => "entered_too_late",
            Self::OutsideCalendar => "outside_calendar",
            Self::UnknownStep(_) => "unknown_step",
            Self::SameOfficer => "same_officer",
            Self::SecondSupplement => "second_supplement",
            Self::LateSupplement => "late_supplement",
            Self::OfferLapsed(_) => "offer_lapsed",
            Self::PauseBySupplementOnly => "pause_by_supplement_only",
            Self::FinancialLandOnly => "financial_land_only",
            Self::CalendarNotInForce => "calendar_not_in_force",
            Self::NoStepBegun(_) => "no_step_begun",
            Self::PastDue(_) => "past_due",
            Self::ExtensionLimit(_) => "extension_limit",
            Self::NotTheApprovalStep(_) => "not_the_approval_step",
            Self::ApprovalMissing(_) | Self::ApprovalMissingHere(_) => "approval_missing",
            Self::MachineReason => "machine_reason",
            Self::LeaderSigns => "leader_signs",
            Self::NotAfterToday(_) => "not_after_today",
            Self::NotLate => "not_late",
            Self::Suspended => "suspended",
            Self::StillTime(_) => "still_time",
            Self::OwnResult => "own_result",
            Self::DeclinedTooLate => "declined_too_late",
            Self::LetterWaits => "letter_waits",
            Self::LetterMissing => "letter_missing",
            Self::AlreadyReappointed => "already_reappointed",
            Self::NotWorkingDay(_) => "not_working_day",
            Self::NotAfterDue(_) => "not_after_due",
            Self::BadStandIn => "bad_stand_in",
            Self::IllegalCorrection => "illegal_correction",
            Self::ReceiversCorrection => "receivers_correction",
            Self::LeaderCorrects => "leader_corrects",
            Self::FurtherPause => "further_pause",
            Self::OwnDossier => "own_dossier",
            Self::StepOfAnother(_) => "step_of_another",
            Self::NoConsultation => "no_consultation",
        }
    }
}

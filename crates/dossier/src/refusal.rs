//! Why a command is not carried out, as facts; `messages` puts them into words. A refusal is
//! expected: it names the state and what can be done instead.

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
    /// The actions that the actor can perform now.
    pub possible: Vec<Action>,
}

/// The reason of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The actor's role and relation do not allow the action.
    NotPermitted,
    /// The dossier's state does not allow the action.
    NotPossible,
    /// A field that must be filled is empty.
    Missing(&'static str),
    /// The event would precede the last event on record.
    BeforeLastEvent(Instant),
    /// The event would be in the future.
    InFuture,
    /// The desk is closed then.
    DeskClosed { next: Instant },
    /// More than one working day late.
    EnteredTooLate,
    /// The calendar cannot count this date.
    OutsideCalendar,
    /// The step is not in the process.
    UnknownStep(String),
    /// Offered to the one who holds it.
    SameOfficer,
    /// A second supplement request needs the head's approval.
    SecondSupplement,
    /// A supplement asked for after the days in which it restarts the duration needs the head's
    /// approval.
    LateSupplement,
    /// The offer was not answered in time: the dossier is the actor's since then.
    OfferLapsed(Instant),
    /// Only a supplement request pauses for a supplement.
    PauseBySupplementOnly,
    /// Only a procedure of land waits for a financial obligation.
    FinancialLandOnly,
    /// The calendar is not the one in force, or the dossier is counted on it already.
    CalendarNotInForce,
    /// No step of the process was begun; the first one.
    NoStepBegun(String),
    /// Due has passed; no extension is possible.
    PastDue(Instant),
    /// The extension is one too many, or too long.
    ExtensionLimit(ExtensionLimit),
    /// The result is approved in another step, by an officer of its post.
    NotTheApprovalStep(String),
    /// The result was not approved in the step that decides.
    ApprovalMissing(String),
    /// The same, where the dossier is in that step.
    ApprovalMissingHere(String),
    /// The reason of the letter is the program's own: no officer wrote or confirmed it.
    MachineReason,
    /// The largest overrun is in a step of the leadership: a leader signs.
    LeaderSigns,
    /// The new date has come.
    NotAfterToday(Day),
    /// Due has not passed, or the dossier is not late.
    NotLate,
    /// The clock stands still: a suspended dossier owes no letter.
    Suspended,
    /// The supplement's fifteen days are not over.
    StillTime(Day),
    /// The officer who finished it cannot decline the result.
    OwnResult,
    /// More than one working day after the finish.
    DeclinedTooLate,
    /// The letter waits already to be delivered electronically.
    LetterWaits,
    /// A late result needs a sent letter, or the reason why there is none.
    LetterMissing,
    /// A re-appointment was already made; another date is the chairman's.
    AlreadyReappointed,
    /// The date is no working day.
    NotWorkingDay(Day),
    /// The date does not lie after due.
    NotAfterDue(Day),
    /// The end of the absence lies before now, or the stand-in is the officer or is absent too.
    BadStandIn,
    /// The correction would make the history illegal.
    IllegalCorrection,
    /// A reception is corrected by the officer who entered it on that day, later by the head of the
    /// receiving desk; other events by other officers.
    ReceiversCorrection,
    /// A correction that improves the dossier's figures, or moves its time to other steps, is made by a leader
    /// who neither recorded the event nor holds the dossier.
    LeaderCorrects,
    /// The holder paused it twice: a further pause is a head's or a leader's, who does not hold it.
    FurtherPause,
    /// The actor holds the dossier, or acts for its holder: another head or leader gives it time.
    OwnDossier,
    /// The step is another unit's or another post's: the dossier is given to its officer.
    StepOfAnother(String),
    /// The consultation is not open.
    NoConsultation,
}

impl Refusal {
    /// The refusal with the names of steps in the place of their ids, to be put into words.
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
    /// The word in documents and machine-readable output.
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

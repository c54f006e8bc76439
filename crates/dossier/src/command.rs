//! The commands of actors. A command names an event that happened, never its consequences.

use calendar::{Amount, Day, Instant};
use serde_json::{Map, Value};

use crate::actions::Action;
use crate::event::{ComponentGiven, PauseReason, ReturnReason};
use crate::terms::{Filing, Terms};

/// A command to one dossier.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    File {
        filing: Filing,
    },
    Guide {
        missing: Vec<String>,
    },
    /// Refuses a filing. `filing` lists what was brought to the desk, where nothing was filed
    /// before.
    Refuse {
        filing: Option<Filing>,
        reason: String,
    },
    Receive(Box<Reception>),
    /// Receives a dossier of a one-act procedure, with its payment, result and hand-over.
    CompleteAtOnce {
        reception: Box<Reception>,
        paid_vnd: u64,
    },
    /// Offers the dossier to another officer. `proposes_decline`: for an approval, whether the
    /// giver proposes to decline the citizen's wish.
    Give {
        to: String,
        unit: String,
        step: String,
        proposes_decline: Option<bool>,
    },
    Accept,
    Decline {
        reason: String,
    },
    /// Takes an offer that was not answered in time as accepted.
    Lapse,
    BeginStep {
        step: String,
    },
    CompleteStep,
    ReturnStep {
        to: String,
        unit: String,
        step: String,
        reason: String,
    },
    Reassign {
        to: String,
        unit: String,
        reason: String,
    },
    StandIn {
        officer: String,
        by: String,
        until: Instant,
    },
    /// Ends the stand-in for an officer who is back before the end of the absence.
    EndStandIn {
        officer: String,
    },
    Consult {
        unit: String,
        due: Instant,
    },
    AnswerConsultation {
        id: u32,
    },
    /// Requests a supplement. `approved_by`: for a second or late request, the head who approved
    /// it.
    AskSupplement {
        items: Vec<String>,
        approved_by: Option<String>,
    },
    /// Records which of the requested papers will be brought to the desk.
    PromisePapers {
        items: Vec<String>,
    },
    /// Records which of the requested papers came; no `items` means all of them.
    Supply {
        items: Vec<String>,
    },
    CloseUnsupplied,
    Pause {
        reason: PauseReason,
        basis: String,
    },
    Resume,
    Extend {
        by: Amount,
        basis: String,
    },
    ChangeCalendar {
        calendar: String,
        reason: String,
    },
    MoveToUnit {
        unit: String,
        reason: String,
    },
    Remind {
        percent: u8,
    },
    DraftApology {
        reason: String,
        unit: String,
        new_date: Option<Day>,
    },
    /// Signs the letter. A reason or date of the signer replaces that of the draft. `confirmed`:
    /// the signer read the draft's own reason and confirms it.
    SignApology {
        reason: Option<String>,
        new_date: Option<Day>,
        confirmed: bool,
    },
    /// Sends the letter; without a way, the record says that it was sent and not how.
    SendApology(Option<Sending>),
    SetChairmanDate {
        date: Day,
        decision: String,
    },
    /// Approves the result. `reason`: why the decision is not the proposal.
    ApproveResult {
        declined: bool,
        reason: Option<String>,
    },
    /// Finishes the dossier. `without_letter`: the reason why a late result has no sent letter.
    Finish {
        without_letter: Option<String>,
    },
    /// Declines a result that is not at the desk or not right.
    DeclineResult {
        reason: String,
    },
    /// Hands the result over. `by_code`: against the one-time code of the result, in place of a signature.
    HandOver {
        without_letter: Option<String>,
        by_code: bool,
    },
    Post {
        tracking: String,
    },
    /// Records that the post delivered the result.
    PostDelivered,
    /// Records that the post brought the result back.
    PostReturned {
        reason: ReturnReason,
    },
    /// Reminds the applicant of a result that waits at the desk; `number` is the reminder's.
    RemindCollection {
        number: u32,
    },
    Withdraw {
        reason: String,
    },
    Correct {
        target: u32,
        set: Map<String, Value>,
        reason: String,
    },
    Note,
}

/// The way in which a signed letter is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// The printed letter was handed over to the citizen.
    InPerson,
    /// The post accepted the letter and assigned this tracking number.
    Post { tracking: String },
    /// The letter is queued for electronic delivery.
    Electronic,
    /// The queued letter was accepted for delivery; only the program submits this.
    Delivered,
    /// The queued letter cannot be delivered; only the program submits this.
    Undelivered,
}

/// The content of a reception, with the terms that follow from the rules in force on its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Reception {
    pub code: String,
    pub filing: Filing,
    pub terms: Terms,
    pub desk: String,
    pub components: Vec<ComponentGiven>,
    /// The instant of a reception that is entered late, with the reason.
    pub entered_late: Option<(Instant, String)>,
}

impl Command {
    /// The amount in đồng that is paid in the act itself.
    #[must_use]
    pub const fn paid_vnd(&self) -> u64 {
        match self {
            Self::CompleteAtOnce { paid_vnd, .. } => *paid_vnd,
            _ => 0,
        }
    }

    /// The action that the command performs.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::File { .. } => Action::File,
            Self::Guide { .. } => Action::Guide,
            Self::Refuse { .. } => Action::Refuse,
            Self::Receive(_) => Action::Receive,
            Self::CompleteAtOnce { .. } => Action::CompleteAtOnce,
            Self::Give { .. } => Action::Give,
            Self::Accept => Action::Accept,
            Self::Decline { .. } => Action::Decline,
            Self::Lapse => Action::Lapse,
            Self::BeginStep { .. } => Action::BeginStep,
            Self::CompleteStep => Action::CompleteStep,
            Self::ReturnStep { .. } => Action::ReturnStep,
            Self::Reassign { .. } => Action::Reassign,
            Self::StandIn { .. } => Action::StandIn,
            Self::EndStandIn { .. } => Action::EndStandIn,
            Self::Consult { .. } => Action::Consult,
            Self::AnswerConsultation { .. } => Action::AnswerConsultation,
            Self::AskSupplement { .. } => Action::AskSupplement,
            Self::PromisePapers { .. } => Action::PromisePapers,
            Self::Supply { .. } => Action::Supply,
            Self::CloseUnsupplied => Action::CloseUnsupplied,
            Self::Pause { .. } => Action::Pause,
            Self::Resume => Action::Resume,
            Self::Extend { .. } => Action::Extend,
            Self::ChangeCalendar { .. } => Action::ChangeCalendar,
            Self::MoveToUnit { .. } => Action::MoveToUnit,
            Self::Remind { .. } => Action::Remind,
            Self::DraftApology { .. } => Action::DraftApology,
            Self::SignApology { .. } => Action::SignApology,
            Self::SendApology(_) => Action::SendApology,
            Self::SetChairmanDate { .. } => Action::SetChairmanDate,
            Self::ApproveResult { .. } => Action::ApproveResult,
            Self::Finish { .. } => Action::Finish,
            Self::DeclineResult { .. } => Action::DeclineResult,
            Self::HandOver { .. } => Action::HandOver,
            Self::Post { .. } => Action::Post,
            Self::PostDelivered => Action::PostDelivered,
            Self::PostReturned { .. } => Action::PostReturned,
            Self::RemindCollection { .. } => Action::RemindCollection,
            Self::Withdraw { .. } => Action::Withdraw,
            Self::Correct { .. } => Action::Correct,
            Self::Note => Action::Note,
        }
    }
}

//! The commands of actors. A command names the event that happened, never its consequences.

use calendar::{Amount, Day, Instant};
use serde_json::{Map, Value};

use crate::actions::Action;
use crate::event::{ComponentGiven, PauseReason};
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
    /// At the desk without an earlier filing, `filing` lists what was brought.
    Refuse {
        filing: Option<Filing>,
        reason: String,
    },
    Receive(Box<Reception>),
    /// One-act procedure: received, paid, finished and handed over at once.
    CompleteAtOnce {
        reception: Box<Reception>,
        paid_vnd: u64,
    },
    /// For approval with what the giver proposes: not to grant the citizen's wish, or to grant it.
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
    /// The offer was not answered in time.
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
    /// Ends the stand-in for an officer who is back before the absence was to end.
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
    /// A second request needs the head who approved it.
    AskSupplement {
        items: Vec<String>,
        approved_by: Option<String>,
    },
    /// Which of the papers asked for will be brought to the desk.
    PromisePapers {
        items: Vec<String>,
    },
    /// Which of the papers asked for came; all of them where none is named.
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
    /// A reason or a date of the signer replaces that of the draft. `confirmed`: the signer read the
    /// draft's own reason and confirms it.
    SignApology {
        reason: Option<String>,
        new_date: Option<Day>,
        confirmed: bool,
    },
    /// Without a way it is on record as sent, and not how.
    SendApology(Option<Sending>),
    SetChairmanDate {
        date: Day,
        decision: String,
    },
    /// `reason`: why it is not what was proposed.
    ApproveResult {
        declined: bool,
        reason: Option<String>,
    },
    /// `without_letter` is the reason why a late result has no sent letter.
    Finish {
        without_letter: Option<String>,
    },
    /// The desk's word that a result is not there or not right.
    DeclineResult {
        reason: String,
    },
    HandOver {
        without_letter: Option<String>,
    },
    Post {
        tracking: String,
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
    /// The printed letter was handed over.
    InPerson,
    /// The post took it, under this number.
    Post { tracking: String },
    /// Electronically: the letter waits for its delivery.
    Electronic,
    /// The waiting letter was taken; the program's own word.
    Delivered,
    /// The waiting letter cannot be delivered; the program's own word.
    Undelivered,
}

/// The content of a reception; its terms come from the rules in force on its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Reception {
    pub code: String,
    pub filing: Filing,
    pub terms: Terms,
    pub desk: String,
    pub components: Vec<ComponentGiven>,
    /// When it happened, if before now, with the reason.
    pub entered_late: Option<(Instant, String)>,
}

impl Command {
    /// The action it is an instance of.
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
            Self::Withdraw { .. } => Action::Withdraw,
            Self::Correct { .. } => Action::Correct,
            Self::Note => Action::Note,
        }
    }
}

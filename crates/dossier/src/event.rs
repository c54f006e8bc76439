//! The events of a dossier. An event has a public part ([`Event`]) and a sealed one
//! ([`Sealed`]: personal data, salted). Knows no command and no state.

use calendar::{Amount, Day, Instant};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::terms::{Filing, Terms};

/// An event with its two instants, its actor and its place in the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// When it happened.
    pub at: Instant,
    /// When it was logged.
    pub logged_at: Instant,
    /// Officer, `citizen`, `system` or `import`.
    pub actor: String,
    /// On whose behalf, for a stand-in.
    pub on_behalf: Option<String>,
    /// The public part.
    pub event: Event,
    /// The sealed part.
    pub sealed: Option<Sealed>,
}

/// Personal data of an event; kept apart so that a person can be erased without rewriting the
/// record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// 128 random bits, hex, recorded with the command.
    pub salt: String,
    /// The person who applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<Person>,
    /// The person who brought the dossier, if another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Person>,
    /// Free text that may name a person: reason, list of papers, note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The key and token of the appointment slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<Slip>,
    /// The result that a finish brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultGiven>,
    /// The person who took the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<Taker>,
    /// The form of the procedure as it was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FilledForm>,
}

/// A form as the applicant filled it in and read it before sending: rules that change later change
/// nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledForm {
    /// The title of the official form.
    pub title: String,
    /// The document that the form belongs to.
    pub basis: String,
    /// Whether its questions were compared with the official form in force.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub compared: bool,
    /// The component of the dossier that it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Who signs the printed form; the person who files where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<String>,
    pub groups: Vec<FilledGroup>,
}

/// A group of a filled form; of a group that repeats, one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledGroup {
    pub id: String,
    pub title: String,
    /// The number of the entry, from 1; none where the group stands once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
    pub answers: Vec<FormAnswer>,
}

impl FilledGroup {
    /// The title, of an entry with its number.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.entry {
            Some(entry) => format!("{} – {entry}", self.title),
            None => self.title.clone(),
        }
    }
}

/// An answer of a filled form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAnswer {
    pub id: String,
    pub label: String,
    /// As it was typed or chosen; empty where the question was left empty.
    pub value: String,
    /// As it is read, where that is not the value: the name of a choice, a number with its unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shown: String,
}

impl FormAnswer {
    /// The answer as it is read.
    #[must_use]
    pub fn text(&self) -> &str {
        if self.shown.is_empty() { &self.value } else { &self.shown }
    }
}

/// The result of a dossier as it lies at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultGiven {
    /// The number that it was issued under.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Whether the result is on paper and must be fetched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper: bool,
}

/// The person who took a result at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taker {
    /// `applicant`, `submitter` or `other`.
    pub relation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Number of the identity paper that was shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity: String,
}

/// The secrets printed on the appointment slip, recorded with the command that gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Six characters, asked for together with the code.
    pub key: String,
    /// 80 random bits, in the slip's QR code.
    pub token: String,
}

/// A person as written on the appointment slip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Number of the identity paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity: String,
}

/// A paper as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentGiven {
    /// The component's id in the procedure's version.
    pub id: String,
    /// Numbers of originals, certified copies and copies.
    pub counts: [u16; 3],
    /// Scanned and signed at the desk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub digitised: bool,
    /// Taken from a database instead of being asked again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reused: bool,
}

/// Why a clock is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The citizen was asked for a supplement; only a supplement request opens it.
    Supplement,
    /// The citizen's financial obligation (land).
    Financial,
    /// Another agency, by law.
    Agency,
}

impl PauseReason {
    pub const ALL: [Self; 3] = [Self::Supplement, Self::Financial, Self::Agency];

    /// The word on record.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Supplement => "supplement",
            Self::Financial => "financial",
            Self::Agency => "agency",
        }
    }
}

/// How a letter reached the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterWay {
    /// The printed letter was handed over.
    InPerson,
    /// The post took it, and gave its number.
    Post,
    /// The server or gateway of the program's notices took it.
    Electronic,
}

impl LetterWay {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Post, Self::Electronic];

    /// The word on record.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Post => "post",
            Self::Electronic => "electronic",
        }
    }
}

/// A step of an imported dossier, as the old register has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedStep {
    /// Name of the step.
    pub name: String,
    /// The officer of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// The unit of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When it was recorded as done.
    pub at: Instant,
    /// Its own due, where the register states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
}

/// A pause that an old register states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPause {
    /// The first instant of the pause.
    pub from: Instant,
    /// The end of the pause; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
    /// The reason of the pause.
    pub reason: PauseReason,
    /// Whether the pause began on the date of the due then in force.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_due_date: bool,
}

/// The reason of [`Event::Withdrawn`] where the desk closed a dossier because its supplement did not come.
pub const NOT_SUPPLIED: &str = "not_supplied";

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Sent online or brought to the desk; not yet received.
    Filed { filing: Filing },
    /// Returned with a list of everything that is missing; may be filed again.
    Guided { missing: Vec<String> },
    /// Not taken on.
    Refused { reason: String },
    /// Received: the legal clock runs, the receiver holds step `desk`.
    Received {
        code: String,
        filing: Filing,
        terms: Terms,
        officer: String,
        desk: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        components: Vec<ComponentGiven>,
        /// Why it is entered after it happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entered_late: Option<String>,
    },
    /// Taken over from an old register: due as stated there.
    Imported {
        code: String,
        filing: Filing,
        zone: String,
        received: Instant,
        due: Instant,
        due_stated: bool,
        officer: Option<String>,
        finished: Option<Instant>,
        withdrawn: Option<Instant>,
        steps: Vec<ImportedStep>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pauses: Vec<ImportedPause>,
        imported_at: Instant,
    },
    /// Fee or charge paid in a one-act procedure, in dong.
    Paid { amount_vnd: u64 },
    /// Offered to another officer for a step; the giver holds until it is accepted.
    Given {
        from: String,
        to: String,
        step: String,
        unit: String,
        /// Working minutes after which it counts as accepted, where it is not answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accept_within: Option<u32>,
        /// Of a dossier given for approval: whether the giver proposes not to grant the citizen's
        /// wish. The giver's opinion is sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposes_decline: Option<bool>,
    },
    /// Offered back to an earlier step.
    Returned {
        from: String,
        to: String,
        step: String,
        unit: String,
        reason: String,
        /// As of what is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accept_within: Option<u32>,
    },
    /// The offer is taken: holder and step change.
    Accepted { by: String },
    /// The offer is turned down: nothing changes.
    Declined { by: String, reason: String },
    /// The offer was not answered in time and counts as accepted since then; holder and step have
    /// changed already.
    Lapsed { to: String, step: String },
    /// The holder goes on to another step without hand-over.
    StepStarted { step: String },
    /// The step's work is done; the holder stays.
    StepCompleted { step: String },
    /// The head puts another officer in place, in the same step, at once.
    Reassigned { to: String, unit: String, reason: String },
    /// During the officer's absence another acts for them.
    StandIn { officer: String, by: String, until: Instant },
    /// The officer's absence ended before its end: from here on the officer acts again.
    StandInEnded { officer: String },
    /// A supplement is asked for; opens its pause.
    SupplementAsked {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
        items: Vec<String>,
    },
    /// Which of the papers asked for the applicant will bring to the desk, as they were asked for;
    /// empty where the promise is taken back. Moves no clock: a promise is no arrival.
    PapersPromised { items: Vec<String> },
    /// Papers of the supplement arrived: those named, as they were asked for, or all of them where
    /// none is named. Closes the pause where it is open; a paper that comes later moves no clock.
    Supplied {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<String>,
    },
    /// The clock is paused, with basis.
    Paused { reason: PauseReason, basis: String },
    /// The clock runs again.
    Resumed,
    /// A lawful extension, granted before due.
    Extended { by: Amount, basis: String },
    /// Another calendar version was put in force.
    CalendarChanged { calendar: String, reason: String },
    /// Another unit is asked, with its own due.
    Consulted { id: u32, unit: String, due: Instant },
    /// The other unit answered.
    ConsultationAnswered { id: u32 },
    /// The holder was reminded that this share of the time has passed, in per cent.
    Reminded { percent: u8, due: Instant },
    /// The apology letter is written.
    ApologyDrafted { reason: String, unit: String, new_date: Option<Day> },
    /// The head signed it.
    ApologySigned {
        by: String,
        /// Whether the signer confirmed the draft's reason as it stands.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        confirmed: bool,
    },
    /// The signed letter waits to be delivered electronically: it is not sent.
    ApologyQueued { by: String },
    /// The waiting letter could not be delivered, or may not be any more: it is owed as before.
    ApologyUndelivered,
    /// The letter was sent to the citizen; counts for the due in force.
    ApologySent {
        by: String,
        /// Absent where it was not asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<LetterWay>,
        /// The number of the item posted.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        tracking: String,
    },
    /// The new date of the letter; once in a dossier's life.
    Reappointed { date: Day },
    /// Another new date, by the chairman's recorded decision.
    ChairmanDate { date: Day, decision: String },
    /// The decision is taken; `declined` means the citizen's wish is not granted.
    ResultApproved {
        by: String,
        declined: bool,
        /// Why it is not what was proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The result is ready at the one-stop desk.
    Finished,
    /// The desk takes the result for not there or not right: the dossier is open again, as if it had
    /// not been finished; the time since then is the desk's.
    ResultDeclined { by: String, reason: String },
    /// A late result was taken, or given out, without a sent letter; why.
    LetterWaived { reason: String },
    /// The citizen has it. `without_letter` names the gap of a late one.
    HandedOver {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        without_letter: bool,
    },
    /// Sent by post.
    Posted { tracking: String },
    /// Taken back by the citizen, or closed because the supplement never came.
    Withdrawn { reason: String },
    /// An earlier event was wrong: its place in the stream and its new fields (`at` among them).
    Corrected { target: u32, set: Map<String, Value>, reason: String },
    /// The answering unit was merged; its successor answers now.
    MovedToUnit { unit: String, reason: String },
    /// A note of an officer; its text is sealed.
    Noted,
}

impl Event {
    /// Whether no figure changes with it: logged late, it changes nothing that was known before.
    #[must_use]
    pub fn changes_no_figure(&self) -> bool {
        matches!(
            self,
            Self::Reminded { .. }
                | Self::ApologyDrafted { .. }
                | Self::ApologyQueued { .. }
                | Self::ApologyUndelivered
                | Self::Lapsed { .. }
        )
    }

    /// Whether what was known before it is no longer what is known: figures as of an earlier instant
    /// keep what was known then.
    #[must_use]
    pub fn changes_the_past(&self) -> bool {
        matches!(self, Self::Corrected { .. } | Self::ResultDeclined { .. })
    }

    /// Whether the event moves the clock or the outcome; such an event logged on a later civil date counts as
    /// logged late.
    #[must_use]
    pub fn moves_clock_or_outcome(&self) -> bool {
        matches!(
            self,
            Self::Received { .. }
                | Self::SupplementAsked { .. }
                | Self::Supplied { .. }
                | Self::Paused { .. }
                | Self::Resumed
                | Self::Extended { .. }
                | Self::Finished
                | Self::ResultDeclined { .. }
                | Self::Withdrawn { .. }
        )
    }
}

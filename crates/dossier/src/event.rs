//! The events of a dossier. An event has a public part ([`Event`]) and a sealed part ([`Sealed`]:
//! personal data, salted). The module must not know commands or the state.

use calendar::{Amount, Day, Instant};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::terms::{Filing, Terms};

/// An event with its two instants and its actor, as it stands in the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// The instant at which the event happened.
    pub at: Instant,
    /// The instant at which the event was logged.
    pub logged_at: Instant,
    /// The id of the officer, or `citizen`, `system` or `import`.
    pub actor: String,
    /// The absent officer for whom the actor, a stand-in, acted.
    pub on_behalf: Option<String>,
    /// The number of the paper that the event issues, in the series of its desk, paper and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_number: Option<u64>,
    /// The public part.
    pub event: Event,
    /// The sealed part.
    pub sealed: Option<Sealed>,
}

/// The personal data of an event, stored apart from the public part so that a person can be erased
/// and the record stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// 128 random bits in hexadecimal, recorded with the command.
    pub salt: String,
    /// The person who applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<Person>,
    /// The person who brought the dossier, if not the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Person>,
    /// Free text that may name a person: a reason, a list of papers, a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The key and token of the appointment slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<Slip>,
    /// The result that a finish delivers to the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultGiven>,
    /// The person who received the result.
    #[serde(default, rename = "taken_by", skip_serializing_if = "Option::is_none")]
    pub received_by: Option<Recipient>,
    /// The form of the procedure as the applicant filled it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FilledForm>,
}

/// A form as the applicant filled it in and read it before sending. Later changes of the rules do
/// not change it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledForm {
    /// The title of the official form.
    pub title: String,
    /// The legal document that contains the official form.
    pub basis: String,
    /// Whether the questions were compared with the official form in force.
    #[serde(default, rename = "compared", skip_serializing_if = "std::ops::Not::not")]
    pub compared_with_official: bool,
    /// The id of the dossier's component that the form replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The titles of the persons who sign the printed form; empty where the applicant signs alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<String>,
    pub groups: Vec<FilledGroup>,
}

/// A group of a filled form, or one entry of a group that repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledGroup {
    pub id: String,
    pub title: String,
    /// The number of the entry, from 1; `None` where the group does not repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
    pub answers: Vec<FormAnswer>,
}

impl FilledGroup {
    /// The title of the group, with the number of the entry if there is one.
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
    /// The value as typed or chosen; empty where the question has no answer.
    pub value: String,
    /// The answer as a reader sees it, where that is not the value: the name of a choice, a number
    /// with its unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shown: String,
}

impl FormAnswer {
    /// The answer as a reader sees it.
    #[must_use]
    pub fn text(&self) -> &str {
        if self.shown.is_empty() { &self.value } else { &self.shown }
    }
}

/// The result of a dossier, which lies ready at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultGiven {
    /// The number under which the result was issued.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Whether the result is on paper, which the citizen must collect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper: bool,
}

/// The person who received a result at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// `applicant`, `submitter` or `other`.
    pub relation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The number of the identity paper that the person showed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity: String,
    /// The number of the paper that authorises another person, or who certified it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authorisation: String,
    /// The day of that paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorised_on: Option<Day>,
}

/// The secrets printed on the appointment slip, recorded with the command that issues the slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The six-character key, which a look-up needs together with the code.
    pub key: String,
    /// 80 random bits, which the slip's QR code contains.
    pub token: String,
}

/// A person as written on the appointment slip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// The postal address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The telephone number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// The number of the identity paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity: String,
}

/// A component of the dossier as the applicant handed it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentGiven {
    /// The component's id in the procedure's version.
    pub id: String,
    /// The numbers of originals, certified copies and plain copies.
    pub counts: [u16; 3],
    /// Whether the component was scanned and signed at the desk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub digitised: bool,
    /// Whether the component was taken from a database instead of from the applicant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reused: bool,
}

/// The reason why a clock is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The citizen is to supply papers; only a supplement request opens this pause.
    Supplement,
    /// The citizen is to meet a financial obligation (procedures of land).
    Financial,
    /// Another agency must act, by law.
    Agency,
}

impl PauseReason {
    pub const ALL: [Self; 3] = [Self::Supplement, Self::Financial, Self::Agency];

    /// The word that the record stores.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Supplement => "supplement",
            Self::Financial => "financial",
            Self::Agency => "agency",
        }
    }
}

/// The way in which a letter reached the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterWay {
    /// The printed letter was handed over to the applicant.
    InPerson,
    /// The post accepted the letter and assigned a number.
    Post,
    /// The mail server or gateway of the program's notices accepted the letter.
    Electronic,
}

impl LetterWay {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Post, Self::Electronic];

    /// The word that the record stores.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Post => "post",
            Self::Electronic => "electronic",
        }
    }
}

/// The reason why the post brought an item back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// The addressee was not at the address.
    Absent,
    /// The address does not exist, or the addressee does not live there.
    WrongAddress,
    /// The addressee did not take it.
    NotTaken,
    /// The post states another reason, or none.
    Other,
}

impl ReturnReason {
    pub const ALL: [Self; 4] = [Self::Absent, Self::WrongAddress, Self::NotTaken, Self::Other];

    /// The word that the record stores.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::WrongAddress => "wrong_address",
            Self::NotTaken => "not_taken",
            Self::Other => "other",
        }
    }
}

/// A step of an imported dossier, as the old register states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedStep {
    /// The name of the step.
    pub name: String,
    /// The officer who did the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// The unit that did the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The instant at which the register recorded the step as done.
    pub at: Instant,
    /// The due of the step, where the register states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
}

/// A pause that an old register states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPause {
    /// The first instant of the pause.
    pub from: Instant,
    /// The end of the pause; absent while the pause lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
    /// The reason of the pause.
    pub reason: PauseReason,
    /// Whether the pause began on the date of the due then in force.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_due_date: bool,
}

/// The reason of [`Event::Withdrawn`] where the desk closed a dossier because the supplement did
/// not come.
pub const NOT_SUPPLIED: &str = "not_supplied";

/// The public part of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The dossier was sent online or brought to the desk; it is not received yet.
    Filed { filing: Filing },
    /// The filing was returned with a list of everything that is missing; the citizen may file
    /// again.
    Guided { missing: Vec<String> },
    /// The filing was refused.
    Refused { reason: String },
    /// The dossier was received: the legal clock runs, and the officer who received it holds step
    /// `desk`.
    Received {
        code: String,
        filing: Filing,
        terms: Terms,
        officer: String,
        desk: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        components: Vec<ComponentGiven>,
        /// The reason why the reception was entered after it happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entered_late: Option<String>,
    },
    /// The dossier was taken over from an old register, with due as stated there.
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
    /// The fee or charge of a one-act procedure was paid, in đồng.
    Paid { amount_vnd: u64 },
    /// The dossier was offered to another officer for a step; the giver holds it until the offer is
    /// accepted.
    Given {
        from: String,
        to: String,
        step: String,
        unit: String,
        /// The working minutes after which an unanswered offer counts as accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accept_within: Option<u32>,
        /// For a dossier given for approval: whether the giver proposes to decline the citizen's
        /// wish. The giver's opinion is sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposes_decline: Option<bool>,
    },
    /// The dossier was offered back, for an earlier step.
    Returned {
        from: String,
        to: String,
        step: String,
        unit: String,
        reason: String,
        /// The working minutes after which an unanswered offer counts as accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accept_within: Option<u32>,
    },
    /// The offer was accepted: holder and step change.
    Accepted { by: String },
    /// The offer was declined: holder and step stay.
    Declined { by: String, reason: String },
    /// The offer was not answered in time and counts as accepted since its lapse; holder and step
    /// changed at the lapse already.
    Lapsed { to: String, step: String },
    /// The holder began another step without a hand-over.
    StepStarted { step: String },
    /// The work of the step is done; the holder stays.
    StepCompleted { step: String },
    /// The head made another officer the holder, in the same step, at once.
    Reassigned { to: String, unit: String, reason: String },
    /// `by` acts for the absent officer until an instant.
    StandIn { officer: String, by: String, until: Instant },
    /// The officer is back before the end of the absence and acts again.
    StandInEnded { officer: String },
    /// A supplement was requested; the event opens a pause.
    SupplementAsked {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
        items: Vec<String>,
    },
    /// The applicant will bring these of the requested papers to the desk; empty where the promise
    /// is withdrawn. The clock does not change: the papers have not arrived.
    PapersPromised { items: Vec<String> },
    /// Papers of the supplement arrived: those named, or all of them where none is named. The event
    /// closes the pause in progress; a paper that comes later changes no clock.
    Supplied {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<String>,
    },
    /// The clock was paused, on a legal basis.
    Paused { reason: PauseReason, basis: String },
    /// The pause ended: the clock runs again.
    Resumed,
    /// A lawful extension was granted, before due.
    Extended { by: Amount, basis: String },
    /// Another version of the calendar was put in force.
    CalendarChanged { calendar: String, reason: String },
    /// Another unit was consulted, with a due of its own.
    Consulted { id: u32, unit: String, due: Instant },
    /// The consulted unit answered.
    ConsultationAnswered { id: u32 },
    /// The holder was reminded that this share of the time has passed, in percent.
    Reminded { percent: u8, due: Instant },
    /// The apology letter was drafted.
    ApologyDrafted { reason: String, unit: String, new_date: Option<Day> },
    /// The head, or a leader, signed the letter.
    ApologySigned {
        by: String,
        /// Whether the signer confirmed the draft's own reason.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        confirmed: bool,
    },
    /// The signed letter was queued for electronic delivery; it is not sent yet.
    ApologyQueued { by: String },
    /// The queued letter could not be delivered, or may not be delivered any more: a letter is owed
    /// as before.
    ApologyUndelivered,
    /// The letter was sent to the citizen; it counts for the due in force.
    ApologySent {
        by: String,
        /// The way of sending; absent where the command stated none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<LetterWay>,
        /// The tracking number of the post; empty for other ways.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        tracking: String,
    },
    /// The new date in the letter, which can be set once in a dossier's life.
    Reappointed { date: Day },
    /// A further new date, by the chairman's recorded decision.
    ChairmanDate { date: Day, decision: String },
    /// The result was approved; `declined` means that the citizen's wish is declined.
    ResultApproved {
        by: String,
        declined: bool,
        /// The reason why the decision is not the proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The result is ready at the one-stop desk.
    Finished,
    /// The desk declined a result that is not there or not right. The dossier is open again, as if
    /// it had not been finished; the time since the finish counts for the desk.
    ResultDeclined { by: String, reason: String },
    /// A late result was accepted by the desk, or handed over, without a sent letter, for this
    /// reason.
    LetterWaived { reason: String },
    /// The citizen has the result. `without_letter`: the result was late and no letter was sent; `by_code`:
    /// the one-time code of the result was shown in place of a signature.
    HandedOver {
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        without_letter: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_code: bool,
    },
    /// The result was sent by post.
    Posted { tracking: String },
    /// The post delivered the result.
    PostDelivered,
    /// The post brought the result back: it waits at the desk again.
    PostReturned { reason: ReturnReason },
    /// The applicant was reminded that the result waits at the desk; the first reminder has number 1.
    CollectionReminded { number: u32 },
    /// The citizen withdrew the dossier, or the desk closed it because the supplement never came.
    Withdrawn { reason: String },
    /// An earlier event was wrong: `target` is its place in the stream, `set` has its new fields
    /// (`at` among them).
    Corrected { target: u32, set: Map<String, Value>, reason: String },
    /// The answering unit was merged; its successor answers from then on.
    MovedToUnit { unit: String, reason: String },
    /// An officer wrote a note; its text is sealed.
    Noted,
    /// The sealed parts before it were erased, at a person's request of this name.
    Erased { request: String },
}

impl Event {
    /// The paper that the event issues, by the word of its kind (docs/papers.md).
    #[must_use]
    pub fn issues(&self) -> Option<&'static str> {
        Some(match self {
            Self::Received { .. } => "appointment_slip",
            Self::SupplementAsked { .. } | Self::Guided { .. } => "supplement_request",
            Self::Refused { .. } => "refusal",
            Self::ApologySigned { .. } => "apology_letter",
            Self::Withdrawn { reason } if reason != NOT_SUPPLIED => "stop_notice",
            _ => return None,
        })
    }

    /// Whether the event changes no figure, so that logging it late changes nothing that was known
    /// before.
    #[must_use]
    pub fn changes_no_figure(&self) -> bool {
        matches!(
            self,
            Self::Reminded { .. }
                | Self::ApologyDrafted { .. }
                | Self::ApologyQueued { .. }
                | Self::ApologyUndelivered
                | Self::Lapsed { .. }
                | Self::CollectionReminded { .. }
                | Self::PostDelivered
                | Self::Erased { .. }
        )
    }

    /// Whether the event changes what was known before it was logged: a figure as of an earlier
    /// instant uses what was known then.
    #[must_use]
    pub fn changes_the_past(&self) -> bool {
        matches!(self, Self::Corrected { .. } | Self::ResultDeclined { .. })
    }

    /// Whether the event changes the clock or the outcome. Such an event counts as logged late if
    /// it is logged on a later civil date than it happened.
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

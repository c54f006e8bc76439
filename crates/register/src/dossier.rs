//! The result of an import: dossiers, rejects and warnings. The module must not know the format of
//! the log.

use calendar::{Duration, Instant};
use serde::{Deserialize, Serialize};
use text::Sentence;

/// The procedure, unit or channel of a dossier for which the log states none.
pub const NONE: &str = "(none)";

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// The number of dossiers in the file, imported and rejected ones together.
    #[serde(rename = "read")]
    pub total: usize,
    /// The number of rows, traces and events that the map skips.
    #[serde(rename = "filtered")]
    pub skipped: usize,
    /// The imported dossiers, in the order of their first line.
    pub dossiers: Vec<Dossier>,
    /// The rejected dossiers.
    pub rejects: Vec<Reject>,
    /// The contradictions in imported dossiers.
    pub warnings: Vec<Warning>,
}

/// One dossier of an old register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The line of the dossier's first row or of its trace in the unpacked file, from 1.
    pub line: usize,
    /// The number of the dossier in the old register.
    pub code: String,
    /// The code of the procedure, or [`NONE`].
    pub procedure: String,
    /// The field of the procedure.
    pub field: Option<String>,
    /// The unit that answers for the result, or [`NONE`].
    pub unit: String,
    /// The officer of the dossier, as the register names the officer.
    pub officer: Option<String>,
    /// The channel: `online`, `counter`, `post`, another word of the log, or [`NONE`].
    pub channel: String,
    /// The ward of the applicant's address.
    pub ward: Option<String>,
    /// The instant of reception.
    pub received: Instant,
    /// The due, as the log states it or as counted from `duration`.
    pub due: Instant,
    /// Whether the log states due; otherwise it was counted from `duration`.
    pub due_stated: bool,
    /// The duration from which due was counted, on the map's calendar.
    pub duration: Option<Duration>,
    /// The instant at which the result was ready; `None` while the dossier is open.
    pub finished: Option<Instant>,
    /// The instant of the withdrawal.
    pub withdrawn: Option<Instant>,
    /// The steps in the order of their instants.
    pub steps: Vec<Step>,
    /// The pauses in order; none overlaps another.
    pub pauses: Vec<Pause>,
}

/// A pause of a dossier's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The instant at which the pause begins.
    pub from: Instant,
    /// The instant at which the pause ends; `None` while the pause lasts.
    pub to: Option<Instant>,
    /// The reason that the map states.
    pub reason: PauseReason,
    /// Whether the pause began on the date of the due then in force.
    pub on_due_date: bool,
}

/// The lawful reasons for a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A supplement was requested.
    Supplement,
    /// The applicant must meet a financial obligation.
    Financial,
    /// Another agency must act, by law.
    Agency,
}

impl Dossier {
    /// The approximate size of the dossier in a message, in bytes: texts, instants and names of
    /// fields.
    #[must_use]
    pub fn bytes(&self) -> usize {
        const FIELDS: usize = 512;
        const FIELDS_OF_STEP: usize = 192;
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let of_steps = self.steps.iter().map(|step| {
            FIELDS_OF_STEP + step.name.len() + length(&step.unit) + length(&step.officer)
        });
        let own = [&self.code, &self.procedure, &self.unit, &self.channel].map(String::len);
        let further = [&self.field, &self.officer, &self.ward].map(length);
        FIELDS
            + FIELDS_OF_STEP * self.pauses.len()
            + of_steps.chain(own).chain(further).sum::<usize>()
    }
}

/// A step that was done on a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The name of the step.
    pub name: String,
    /// The unit that did the step.
    pub unit: Option<String>,
    /// The officer who did the step.
    pub officer: Option<String>,
    /// The instant at which the step was completed.
    pub at: Instant,
    /// The instant at which the step was begun, where the log states one.
    pub started: Option<Instant>,
    /// The due of the step, where the log states one.
    pub due: Option<Instant>,
}

/// A rejected dossier, or a rejected row without a dossier's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The line in the unpacked file, from 1.
    pub line: usize,
    /// The number of the dossier; empty where the row has none.
    pub dossier: String,
    /// The reason of the reject, with the remedy.
    pub reason: Sentence,
}

/// A contradiction in an imported dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The line in the unpacked file, from 1.
    pub line: usize,
    /// The number of the dossier; empty for a warning about the whole log.
    pub dossier: String,
    /// The kind of contradiction.
    pub kind: WarningKind,
    /// The contradiction as a sentence.
    pub text: Sentence,
}

impl WarningKind {
    /// The name in a file of warnings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DueBeforeReceived => "due_before_received",
            Self::FinishedBeforeReceived => "finished_before_received",
            Self::WithdrawnBeforeReceived => "withdrawn_before_received",
            Self::FinishedAndWithdrawn => "finished_and_withdrawn",
            Self::StepBeforeReceived => "step_before_received",
            Self::StepAfterFinished => "step_after_finished",
            Self::StartedAfterCompleted => "started_after_completed",
            Self::StepWithoutInstant => "step_without_instant",
            Self::ConflictingValues => "conflicting_values",
            Self::MissingAttribute => "missing_attribute",
            Self::MissingValue => "missing_value",
            Self::DiffersFromRegister => "differs_from_register",
        }
    }
}

/// The kinds of contradictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Due is before the reception.
    DueBeforeReceived,
    /// The finish is before the reception.
    FinishedBeforeReceived,
    /// The withdrawal is before the reception.
    WithdrawnBeforeReceived,
    /// The dossier has both a finish and a withdrawal.
    FinishedAndWithdrawn,
    /// A step was completed before the reception.
    StepBeforeReceived,
    /// A step was completed after the finish or the withdrawal.
    StepAfterFinished,
    /// A step was begun after it was completed.
    StartedAfterCompleted,
    /// A step has a name and no instant, so it was skipped.
    StepWithoutInstant,
    /// Rows of one dossier contradict each other; the first value was used.
    ConflictingValues,
    /// The map names an attribute that no trace of the log has.
    MissingAttribute,
    /// The map names a value that its column does not contain, while the column contains a similar
    /// one.
    MissingValue,
    /// The register contains the dossier with other content, which stays.
    DiffersFromRegister,
}

//! The result of an import: dossiers, rejects and warnings. It must not know the format of the log.

use calendar::{Duration, Instant};
use serde::{Deserialize, Serialize};
use text::Sentence;

/// The procedure, unit or channel of a dossier for which the log has none.
pub const NONE: &str = "(none)";

/// The result of reading one log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// The number of dossiers in the file: imported and rejected ones.
    pub read: usize,
    /// The number of rows, traces and events that the map skips.
    pub filtered: usize,
    /// In the order of their first line.
    pub dossiers: Vec<Dossier>,
    /// The rejected dossiers.
    pub rejects: Vec<Reject>,
    /// Contradictions in imported dossiers.
    pub warnings: Vec<Warning>,
}

/// One dossier of an old register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The line of its first row or its trace in the file (unpacked), from 1.
    pub line: usize,
    /// Its number in the old register.
    pub code: String,
    /// The procedure, or [`NONE`].
    pub procedure: String,
    /// The field of the procedure.
    pub field: Option<String>,
    /// The unit that answers for the result, or [`NONE`].
    pub unit: String,
    /// The officer.
    pub officer: Option<String>,
    /// `online`, `counter`, `post`, another word of the log, or [`NONE`].
    pub channel: String,
    /// The ward of the applicant's address.
    pub ward: Option<String>,
    /// Reception.
    pub received: Instant,
    /// Due, as stated or counted.
    pub due: Instant,
    /// Whether the log states due; otherwise it was counted from `duration`.
    pub due_stated: bool,
    /// The duration that due was counted from, on the map's calendar.
    pub duration: Option<Duration>,
    /// The instant at which the result was ready; `None` while open.
    pub finished: Option<Instant>,
    /// The instant of its withdrawal.
    pub withdrawn: Option<Instant>,
    /// In order of their instants.
    pub steps: Vec<Step>,
    /// In order, none within another.
    pub pauses: Vec<Pause>,
}

/// A pause of a dossier's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Its beginning.
    pub from: Instant,
    /// Its end; `None` while it goes on.
    pub to: Option<Instant>,
    /// Its reason, from the map.
    pub reason: PauseReason,
    /// Whether it began on the date of the due then in force.
    pub on_due_date: bool,
}

/// The reasons for a pause by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A supplement was asked for.
    Supplement,
    /// The applicant's financial obligation.
    Financial,
    /// Another agency, by law.
    Agency,
}

impl Dossier {
    /// Its approximate size in a message, in bytes: texts, instants and names of fields.
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

/// One step of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// The unit that did it.
    pub unit: Option<String>,
    /// The officer who did it.
    pub officer: Option<String>,
    /// The instant of its completion.
    pub at: Instant,
    /// The instant at which it was begun, where the log has one.
    pub started: Option<Instant>,
    /// Its own due, where the log has one.
    pub due: Option<Instant>,
}

/// A rejected dossier, or a rejected row without a dossier's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The line in the (unpacked) file, from 1.
    pub line: usize,
    /// The dossier's number; empty where it has none.
    pub dossier: String,
    /// The reason and the remedy.
    pub reason: Sentence,
}

/// A contradiction in an imported dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The line in the (unpacked) file, from 1.
    pub line: usize,
    /// The dossier; empty for the whole log.
    pub dossier: String,
    /// The kind of contradiction.
    pub kind: WarningKind,
    /// The contradiction in words.
    pub text: Sentence,
}

impl WarningKind {
    /// The word in a file of warnings.
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

/// Kinds of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Due lies before the reception.
    DueBeforeReceived,
    /// The end lies before the reception.
    FinishedBeforeReceived,
    /// The withdrawal lies before the reception.
    WithdrawnBeforeReceived,
    /// Both an end and a withdrawal.
    FinishedAndWithdrawn,
    /// A step lies before the reception.
    StepBeforeReceived,
    /// A step lies after the end or the withdrawal.
    StepAfterFinished,
    /// A step began after it was completed.
    StartedAfterCompleted,
    /// A step has a name and no instant; it was skipped.
    StepWithoutInstant,
    /// Rows of one dossier disagree; the first value was taken.
    ConflictingValues,
    /// The map names an attribute that the log does not have.
    MissingAttribute,
    /// The map names a value that its column does not have, while it has a similar one.
    MissingValue,
    /// The register holds the dossier with other content, and keeps it.
    DiffersFromRegister,
}

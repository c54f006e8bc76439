//! The types of rows. Instants are milliseconds since 1970-01-01T00:00Z.

/// The durability of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Every commit survives a power cut.
    PowerCut,
    /// A commit survives the end of the process, not a power cut; used to check the tests
    /// themselves.
    ProcessOnly,
}

/// An event to append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    pub happened_at: i64,
    pub logged_at: i64,
    pub actor: String,
    pub on_behalf: Option<String>,
    pub kind: String,
    /// The canonical bytes of the public part (docs/events.md).
    pub public_part: String,
    /// The canonical bytes of the sealed part.
    pub sealed_part: Option<String>,
}

/// An event on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    pub position: i64,
    pub stream: String,
    pub version: u64,
    pub event: NewEvent,
}

/// The current row of a dossier, which is a cache of the fold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DossierRow {
    pub stream: String,
    /// The register of the dossier.
    pub register: String,
    pub code: String,
    pub phase: String,
    pub procedure: String,
    pub unit: String,
    pub holder: Option<String>,
    pub received_at: Option<i64>,
    pub due_at: Option<i64>,
    pub ended_at: Option<i64>,
    /// The instant of the dossier's next timer.
    pub timer_at: Option<i64>,
    /// The version of the stream from which the row was projected.
    pub version: u64,
    /// The facts for figures as JSON; empty in lists.
    pub facts: String,
    /// The agency that resolves the dossier.
    pub agency: String,
    /// The desk that received the dossier; empty where none did.
    pub desk: String,
    /// The unit of the holder; empty where there is no holder.
    pub holding_unit: String,
    pub offered_to: Option<String>,
    pub offered_unit: Option<String>,
    /// The step in progress; empty where there is no holder.
    pub step: String,
    /// The unit that helped the applicant to file; empty where no unit did.
    pub helped_at: String,
    /// The pseudonym of the applicant.
    pub person: String,
    /// The stand-in of the holder; the next column is the end of the absence.
    pub stand_in: Option<String>,
    pub stand_in_until: Option<i64>,
    /// The consulted units that have not answered, as ` A B `; empty for none.
    pub consulted: String,
    /// The state of the apology letter: empty, `drafted`, `signed` or `sent`.
    pub letter: String,
    pub suspended: bool,
    pub filed_at: Option<i64>,
    /// While due is suspended: the instant of the pause's beginning, the reason, and the last day
    /// for the awaited supplement, in days since 1970-01-01.
    pub suspended_at: Option<i64>,
    pub suspended_for: String,
    pub supplement_until: Option<i64>,
    /// The instant at which the result was handed over or posted.
    pub given_out_at: Option<i64>,
    /// The instant at which the result was approved.
    pub approved_at: Option<i64>,
    /// The instant at which the holder last received papers of a supplement.
    pub supplied_at: Option<i64>,
}

/// A time in which a dossier had one holder; a cache of the fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanRow {
    pub from_at: i64,
    pub to_at: Option<i64>,
    pub unit: String,
    pub step: String,
    pub holder: String,
}

/// The command that has an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedCommand {
    pub stream: String,
    /// The version of the command's first event.
    pub version: u64,
    pub actor: String,
    /// The digest of the content to which the key is bound; `None` where an older program wrote the
    /// command.
    pub digest: Option<String>,
}

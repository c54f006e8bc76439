//! The life of one dossier: command → events → state; the possible actions, the holder, the legal
//! clock, lateness and its division, the apology letter.
//!
//! Pure: time, randomness and the rules in force are parameters. The crate must not know a
//! database, a page, or how a figure is counted over many dossiers.

pub mod actions;
pub mod apology;
pub mod collection;
pub mod command;
pub mod decide;
pub mod event;
pub mod free_texts;
pub mod history;
pub mod lateness;
pub mod need;
pub mod refusal;
pub mod snapshot;
pub mod state;
pub mod terms;

pub use actions::{Action, Actor, Relation, Role, available_actions};
pub use command::{Command, Reception, Sending};
pub use decide::{Context, correction_obstacle, decide};
pub use event::{Event, NOT_SUPPLIED, Recorded, Sealed};
pub use history::{fold, fold_known, known_versions};
pub use need::Need;
pub use refusal::{Reason, Refusal};
pub use snapshot::{Outcome, Snapshot};
pub use state::{Illegal, Phase, StandIn, State};
pub use terms::{Decider, ExtensionLimit, Filing, RuleSet, StepTerms, Terms};

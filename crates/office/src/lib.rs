//! Use cases: authorise → load → decide → append → project. The permission policy, the rules in
//! force, what the program does by itself, and the questions that pages and commands ask.
//!
//! Time, randomness and identifiers come with each call. It renders neither HTML nor JSON pages and
//! names no database driver.

mod absence;
mod core;
mod doctor;
mod drafts;
mod error;
mod execute;
mod figures;
mod import;
mod inquiry;
mod intake;
mod policy;
mod project;
mod rulebook;
mod succession;
mod timers;
mod wire;

pub use absence::Absence;
pub use doctor::{Finding, doctor};
pub use error::Failure;
pub use execute::{Done, Submission};
pub use figures::{Figures, UnknownRegister};
pub use import::ImportSummary;
pub use inquiry::{DossierView, Inquiry};
pub use intake::Intake;
pub use policy::{Permit, permit};
pub use rulebook::RULES_STREAM;
pub use store::Error as StoreError;

pub use crate::core::Office;

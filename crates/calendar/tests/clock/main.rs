//! The legal clock against a reference that steps through days and minutes one by one, the
//! properties that hold for every dossier, and a row for each rule of `decisions.md`.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod derivation;
mod fixture;
mod naive;
mod pauses;
mod properties;
mod row;
mod rules;
mod table;

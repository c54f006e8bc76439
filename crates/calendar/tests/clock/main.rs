//! Tests of the legal clock: a comparison with a reference that counts days and minutes one by one,
//! properties, and a row for each rule of `decisions.md`.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod derivation;
mod fixture;
mod naive;
mod pauses;
mod properties;
mod row;
mod rules;
mod table;

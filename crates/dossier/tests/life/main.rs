//! The life of a dossier: what every command does and refuses, and the properties of every life.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod apology;
mod collection;
mod commands;
mod corrections;
mod fixture;
mod happy;
mod history;
mod imported;
mod lateness;
mod offers;
mod own_clock;
mod random;
mod refused;
mod snapshot;

//! The built binary with kills, second processes, bad files and wrong words.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod adopt;
mod bad_input;
mod breaches;
mod delivery;
mod fee;
mod forms;
mod gateways;
mod inspections;
mod interrupted;
mod operations;
mod papers;
mod read_only;
mod report;
mod socket;
mod summary;
mod support;
mod two_processes;
mod unknown_names;
mod upgrade;

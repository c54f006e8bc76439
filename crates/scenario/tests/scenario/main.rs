//! A plan replayed through a whole office, on rules and a plan cut down from District 9's.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod plans;
mod replays;
mod support;

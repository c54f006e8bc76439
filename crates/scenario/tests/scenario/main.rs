//! Replays of a plan through the whole application, with a small plan and the rules of District 9.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod plans;
mod replays;
mod support;

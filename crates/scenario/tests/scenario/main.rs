//! Replays a plan through the whole application, on a reduced plan and rules of District 9.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod plans;
mod replays;
mod support;

//! The whole site in a test: a small office in a folder of its own, asked without a socket.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod citizen;
mod figures;
mod guards;
mod pages;
mod session;
mod small_office;

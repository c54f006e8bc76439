//! The record on disk, through the store's door: appending, bad files, backup, a full disk.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod append;
mod backup;
mod full;
mod refused;
mod support;

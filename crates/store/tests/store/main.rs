//! The record on disk, through the interface of `store`: appending, bad files, backup, a full disk,
//! lists within a scope, the tables outside the record.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod append;
mod backup;
mod full;
mod lists;
mod outbox;
mod people;
mod refused;
mod side_tables;
mod support;
mod upgrade;

//! Imports of whole logs by whole maps, through the public interface.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;
mod counts;
mod csv;
mod dates;
mod docs;
mod encodings;
mod events;
mod map;
mod pauses;
mod tables;
mod wabo;
mod workbook;
mod xes;

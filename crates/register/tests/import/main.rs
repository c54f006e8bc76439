//! Whole logs by whole maps, through the public interface.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;
mod counts;
mod csv;
mod docs;
mod families;
mod map;
mod pauses;
mod slips;
mod wabo;
mod workbook;
mod xes;

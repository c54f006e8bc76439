//! The matters of an agency in addition to its dossiers, each an aggregate in the form of `dossier`
//! (command → decide → events → fold): ratings, complaints, objections, directives, sessions of
//! advisers, campaigns, initiatives, evaluations of officers, closed months, watches, inspection
//! visits, the daily digests of officers, requests of persons about their data, breaches of it, erasures
//! after the retention of dossiers, hand-over lists, certifications, the queues of desks; and money:
//! payments of dossiers, tills, money put aside, settlements with agencies, and the cashbook that follows
//! from them.
//!
//! Pure: time, the actor and the data of other streams are parameters. The crate must not know a
//! database, a page, or how a figure is counted.

pub mod adviser_session;
mod aggregate;
pub mod bank_notice;
pub mod breach;
pub mod campaign;
pub mod cashbook;
pub mod certification;
pub mod closed_month;
pub mod complaint;
pub mod data_request;
pub mod digest;
pub mod directive;
pub mod disposal;
pub mod evaluation;
pub mod handover_list;
pub mod initiative;
pub mod inspection;
mod last_day;
pub mod measure;
pub mod objection;
pub mod payment;
pub mod queue_day;
pub mod rating;
pub mod settlement;
#[cfg(test)]
mod testing;
pub mod till;
pub mod watch;
mod words;

pub use aggregate::{Aggregate, Decide, Illegal, Recorded, Sealed, fold};

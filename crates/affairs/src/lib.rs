//! What an agency answers for in addition to its dossiers: an aggregate for each, in the shape of `dossier`
//! (command → decide → events → fold): ratings, complaints, objections, directives, sessions of advisers,
//! campaigns, initiatives, evaluations of officers, closed months, saved watches, inspection visits, the
//! daily digests of officers.
//!
//! Pure: time, the actor and what a decision must know of other streams are parameters. It must not
//! know a database, a page, or how a figure is counted.

pub mod adviser_session;
mod aggregate;
pub mod campaign;
pub mod closed_month;
pub mod complaint;
pub mod digest;
pub mod directive;
pub mod evaluation;
pub mod initiative;
pub mod inspection;
mod last_day;
pub mod measure;
pub mod objection;
pub mod rating;
#[cfg(test)]
mod testing;
pub mod watch;
mod words;

pub use aggregate::{Aggregate, Decide, Illegal, Recorded, Sealed, fold};

//! What an agency answers for in addition to its dossiers: an aggregate for each, in the shape of `dossier`
//! (command → decide → events → fold). The first one is the rating of a dossier's result.
//!
//! Pure: time, the actor and what a decision must know of other streams are parameters. It must not
//! know a database, a page, or how a figure is counted.

mod aggregate;
pub mod rating;

pub use aggregate::{Aggregate, Illegal, Recorded, Sealed, fold};

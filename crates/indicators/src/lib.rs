//! Every published number: its definition, the fold that counts it, identities, rates, intervals
//! (decisions, "Published figures").
//!
//! Pure: facts and a query in, figures and the lists behind them out. It must not know a database,
//! a page, the machine's clock, nor how an event moves a dossier.

mod counts;
pub mod course;
pub mod coverage;
pub mod definitions;
pub mod fact;
mod figure;
pub mod form_06a;
pub mod gaming;
mod known;
mod ledger;
mod merged;
mod place;
mod query;
pub mod responsibility;
pub mod sample;
pub mod statistics;
mod table;

pub use counts::{Counts, IdentityBroken, Rates};
pub use fact::Fact;
pub use figure::Figure;
pub use known::Known;
pub use ledger::Ledger;
pub use merged::{Group, Groups, MERGED, SMALLEST, groups};
pub use query::{Basis, Dimension, Filters, NONE, Query};
pub use table::{Report, count, list};

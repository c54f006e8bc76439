//! Every published number: its definition, the fold that counts it, identities, rates, intervals
//! (decisions, "Published figures").
//!
//! Pure: facts and a query in, figures and their lists out. It must not know a database,
//! a page, the machine's clock, nor how an event moves a dossier.

mod activity;
pub mod advisers;
mod answers;
mod blocks;
pub mod campaign;
pub mod checks;
pub mod complaints;
mod counts;
pub mod coverage;
pub mod definitions;
pub mod dossier_facts;
pub mod evaluation;
mod fact_history;
mod fact_table;
mod figure;
pub mod form_06a;
pub mod gaming;
pub mod index_766;
mod ledger;
mod merged_groups;
pub mod month_tables;
pub mod period;
pub mod person;
mod place;
mod public;
mod public_runs;
mod query;
pub mod responsibility;
mod row_space;
pub mod sample;
pub mod satisfaction;
pub mod statistics;
pub mod summary;
mod suppressed;
mod table;
pub mod timeline;

pub use blocks::{MERGED, is_merged, row_groups};
pub use checks::Checks;
pub use counts::{Counts, IdentityBroken, Rates};
pub use dossier_facts::DossierFacts;
pub use fact_history::FactHistory;
pub use fact_table::{FactTable, Values};
pub use figure::Figure;
pub use ledger::Ledger;
pub use month_tables::MonthTables;
pub use public::{Edges, NotPublic, PublicTables};
pub use public_runs::PublicRuns;
pub use query::{Basis, Dimension, Filters, NONE, Query};
pub use satisfaction::Rated;
pub use suppressed::{Groups, SMALLEST, groups};
pub use table::{Report, count, list};

//! The record on disk: streams of events, the rows derived from them, drafts, keys of commands.
//!
//! The crate knows streams, rows and instants as numbers, and must not know dossiers, law or pages.
//! The database engine is named in `driver/sqlite.rs` and below only; the SQL texts stay in the
//! dialect that SQLite and PostgreSQL share (`dialect.rs`), so that another engine can be added
//! behind the driver port.

mod accounts;
mod attachments;
mod audit;
mod backup;
mod citizens;
mod claims;
mod devices;
#[cfg(test)]
mod dialect;
mod drafts;
mod driver;
mod error;
mod folder;
mod journal;
mod lists;
mod notice_choice;
mod outbox;
mod people;
mod places;
mod private;
mod read;
mod rows;
mod schema;
mod scope;
mod sessions;
mod slips;
mod write;

pub use accounts::Account;
pub use attachments::AttachmentRow;
pub use audit::{AuditQuery, AuditRow, NewAudit};
pub use backup::{ExistingFile, backup, restore};
pub use citizens::{Citizen, OneTimeCode};
pub use claims::Claim;
pub use devices::Device;
pub use driver::faulty::{Fault, Faults};
pub use error::{EngineFault, Error};
pub use folder::Folder;
pub use journal::JournalRow;
pub use lists::Matches;
pub use notice_choice::NoticeChoice;
pub use outbox::{NewNotice, Notice, NoticeEnd};
pub use people::ApplicantRow;
pub use places::{PLACES, PersonKey, Place};
pub use read::Reader;
pub use rows::{DossierRow, Durability, EventRow, KeyedCommand, NewEvent, SpanRow};
pub use schema::SCHEMA_VERSION;
pub use scope::{AccessPath, Order, Pick, Scope};
pub use sessions::Session;
pub use write::Writer;

//! The record on disk: streams of events, the rows derived from them, drafts, keys of commands.
//!
//! Knows streams, rows and instants as numbers; nothing of dossiers, law or pages. The database
//! driver is named in this room only; the SQL texts stay in the dialect that SQLite and PostgreSQL
//! share (`schema.rs`), so that another backend can stand behind the same port.

mod backup;
mod error;
mod folder;
mod read;
mod rows;
mod schema;
mod write;

pub use backup::{backup, restore};
pub use error::Error;
pub use folder::Folder;
pub use read::Reader;
pub use rows::{DossierRow, Durability, EventRow, NewEvent, SpanRow};
pub use schema::SCHEMA_VERSION;
pub use write::Writer;

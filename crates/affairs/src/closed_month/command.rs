//! The commands on a month. The module must not know the state.

use crate::closed_month::state::Tables;

/// A command on a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Freezes the tables without a signature, by the owner of the folder, who is not an officer.
    Close(Tables),
    /// Freezes the tables and signs them. `seen` is the digest of the tables that the leader read.
    CloseSigned { tables: Tables, seen: String },
    /// Signs the frozen tables. `seen` is the digest of the tables that the leader read.
    Sign { seen: String },
}

//! What can be asked. Knows no state.

use crate::closed_month::state::Tables;

/// A command on a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Freezes the tables without a signature: the owner of the folder, who is no officer.
    Close(Tables),
    /// Freezes the tables and signs them. `seen` is the digest of the tables that were read.
    CloseSigned { tables: Tables, seen: String },
    /// Signs the tables that are frozen. `seen` as above.
    Sign { seen: String },
}

//! Why a use case did not happen: refused by the domain, unknown to the rules, or an operational
//! error of the store. Knows no wording in other languages; `messages` has that.

use std::fmt;

use dossier::Refusal;

use crate::absence::NotDeclared;

/// A use case that did not happen.
#[derive(Debug)]
pub enum Failure {
    /// The dossier or the policy does not allow it.
    Refused(Box<Refusal>),
    /// The rules in force do not know a procedure, case, unit or officer.
    Unknown { what: &'static str, name: String },
    /// The same command was carried out before; this is its answer.
    AlreadyDone { stream: String, version: u64 },
    /// Somebody else acted on the dossier since it was last seen.
    Changed { stream: String, version: u64 },
    /// An absence that cannot be declared.
    NotDeclared(NotDeclared),
    /// The record itself does not fold; `doctor` tells more.
    BrokenRecord { stream: String, what: String },
    /// The store failed.
    Store(store::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => {
                write!(f, "{} is refused: {:?}", refusal.action.code(), refusal.reason)
            }
            Self::Unknown { what, name } => write!(f, "no {what} {name:?} is in force"),
            Self::AlreadyDone { stream, version } => {
                write!(f, "already carried out ({stream}, version {version})")
            }
            Self::Changed { stream, version } => {
                write!(f, "{stream} was changed meanwhile; it is at version {version}")
            }
            Self::NotDeclared(why) => write!(f, "the absence is not declared: {}", why.code()),
            Self::BrokenRecord { stream, what } => {
                write!(f, "{stream}: {what}; run `motcua doctor`")
            }
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::KnownKey { stream, version } => Self::AlreadyDone { stream, version },
            other => Self::Store(other),
        }
    }
}

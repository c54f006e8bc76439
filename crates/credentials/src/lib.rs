//! Proofs of identity: passwords, codes of an authenticator, recovery and one-time codes, keys of a
//! slip, digests; and the normal spelling of typed logins, codes and keys.
//!
//! Pure: random bytes and time are parameters. The crate must not know accounts, sessions, pages or
//! the store.

pub mod once;
pub mod password;
pub mod spelling;
pub mod totp;

mod base32;

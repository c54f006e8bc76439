//! Proofs of identity: passwords, codes of an authenticator, recovery and one-time codes,
//! keys of a slip, digests; and the one spelling under which what is typed is looked up and counted.
//!
//! Pure: chance and time are parameters. It must not know accounts, sessions, pages or the store.

pub mod once;
pub mod password;
pub mod spelling;
pub mod totp;

mod base32;

//! What proves who somebody is, and what somebody may hand in: passwords, codes of an
//! authenticator, recovery and one-time codes, keys of a slip, digests, attachments.
//!
//! Pure: chance and time are parameters. It must not know accounts, sessions, pages or the store.

pub mod once;
pub mod password;
pub mod totp;
pub mod upload;

mod base32;

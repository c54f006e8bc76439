//! What proves who somebody is, and what may be taken in from them: passwords, second factors,
//! one-time and recovery codes, the slip's secrets, files.
//!
//! Pure: chance and time are parameters. It must not know an account, a session or a page.

pub mod once;
pub mod password;
pub mod totp;
pub mod upload;

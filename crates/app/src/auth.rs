//! Authentication: accounts, sign-in, sessions, citizens' one-time codes. Knows no dossier and no page.
//!
//! Instants here are the machine's clock, random values come with each call.

mod account;
mod citizen;
mod enrolment;
mod rate_limiter;
mod session;
mod sign_in;

pub use account::{AccountView, NewAccount};
pub use citizen::{CONTACT_MINUTES, Contact};
pub use enrolment::{PasswordRefused, Secret};
pub use session::{IDLE_MILLIS, STAFF_MILLIS, STEP_MILLIS, SessionView, Signed};
pub use sign_in::{Attempt, Entered, NotEntered};

pub(crate) use account::view;
pub(crate) use rate_limiter::RateLimiter;
pub(crate) use session::Sessions;

//! Authentication: accounts, sign-in, sessions, citizens' one-time codes. Knows no dossier and no page.
//!
//! Instants here are the machine's clock, random values come with each call.

mod account;
mod citizen;
mod claim;
mod contact;
mod device;
mod enrolment;
mod hash_queue;
mod key_change;
mod rate_limiter;
mod session;
mod session_cache;
mod sign_in;

pub use account::{AccountView, NewAccount, login_of};
pub use citizen::{CODES_A_DAY, CONTACT_MINUTES, CitizenEntered, CitizenRandom, CodeRequest};
pub use contact::Contact;
pub use device::{DEVICE_DAYS, DeviceView};
pub use enrolment::{NotConfirmed, PasswordRefused, Secret};
pub use key_change::KeyChange;
pub use session::{IDLE_MILLIS, STAFF_MILLIS, STEP_MILLIS, SessionView, Signed};
pub use sign_in::{Attempt, Entered, NotEntered};

pub(crate) use account::view;
pub(crate) use hash_queue::HashQueue;
pub(crate) use rate_limiter::{Limit, RateLimiter};
pub(crate) use session_cache::Sessions;

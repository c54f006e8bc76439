//! Working time and the legal clock: opening hours, holidays, swapped days and the Vietnamese lunar
//! new year; the due of a dossier with its derivation from duration, pauses and extensions.
//!
//! Pure: time is a parameter. The crate must not know dossiers, agencies or procedures, nor read a
//! file, a database or the machine's clock.

mod build;
mod clock;
mod day;
mod derivation;
mod duration;
mod instant;
pub mod lunar;
mod table;
mod zone;

pub use build::{CalendarSpec, CalendarSpecError, ClosedDay, ExtraDay, Opening};
pub use clock::{ClockChange, LegalClock, Pause, Remaining, SupplementEffect};
pub use day::Day;
pub use derivation::{Line, SkipReason, derivation};
pub use duration::{Amount, Duration, Unit};
pub use instant::{Instant, InstantError};
pub use table::{Calendar, Calendars, Count};
pub use zone::{Zone, ZoneError};

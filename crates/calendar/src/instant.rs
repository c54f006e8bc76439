//! An instant of time. The module must not know a zone: civil dates come from [`crate::Zone`].

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00Z, compared exactly.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// The error for a text that is not an instant with an offset from UTC; contains the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstantError(pub String);

impl fmt::Display for InstantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an instant with offset (2018-09-30T17:00:00+07:00): {}", self.0)
    }
}

impl std::error::Error for InstantError {}

impl Instant {
    /// The latest instant that can be represented; used as "no end".
    pub const MAX: Self = Self(i64::MAX);

    /// The instant at which the minute that contains this instant begins.
    #[must_use]
    pub const fn floor_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(60_000))
    }

    /// The instant `millis` milliseconds later.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0 + millis)
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    /// Reads RFC 3339 (`2018-09-30T17:00:00+07:00`); the offset is required.
    fn from_str(text: &str) -> Result<Self, InstantError> {
        text.trim()
            .parse::<Timestamp>()
            .map(|timestamp| Self(timestamp.as_millisecond()))
            .map_err(|_| InstantError(text.to_owned()))
    }
}

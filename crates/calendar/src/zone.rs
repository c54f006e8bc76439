//! Civil time: the date and the time of day of an instant in a zone. The module must not know
//! opening hours.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use text::{Sentence, ToSentence, sentence};

use crate::{Day, Instant};

const DAY_MILLIS: i64 = 86_400_000;
/// The largest number of a date. [`Instant::MAX`] means "no end", and sums with its date must not
/// overflow.
const MAX_DAY: i64 = 4_000_000;

/// A time zone: a fixed offset from UTC (Việt Nam) or a zone of the tz database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// A fixed offset in milliseconds, positive east of UTC.
    Fixed(i64),
    /// A zone whose offset varies, such as one with summer time.
    Named(Box<TimeZone>),
}

/// The error for a name that the tz database does not contain; contains the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneError(pub String);

impl ToSentence for ZoneError {
    fn to_sentence(&self) -> Sentence {
        let name = &self.0;
        sentence!("unknown time zone {name:?}; use a name such as Europe/Amsterdam", name)
    }
}

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

impl std::error::Error for ZoneError {}

impl Zone {
    /// The zone of Việt Nam: UTC+7, no summer time.
    pub const VIETNAM: Self = Self::Fixed(7 * 3_600_000);

    /// The zone of a name in the tz database (`Asia/Ho_Chi_Minh`, `Europe/Amsterdam`, `UTC`).
    ///
    /// # Errors
    /// [`ZoneError`] where the tz database has no zone of this name.
    pub fn named(name: &str) -> Result<Self, ZoneError> {
        if name == "Asia/Ho_Chi_Minh" {
            return Ok(Self::VIETNAM);
        }
        TimeZone::get(name)
            .map(|zone| Self::Named(Box::new(zone)))
            .map_err(|_| ZoneError(name.to_owned()))
    }

    /// The name that [`Self::named`] reads; for a fixed offset, the name of Việt Nam's zone.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Fixed(_) => "Asia/Ho_Chi_Minh",
            Self::Named(zone) => zone.iana_name().unwrap_or("UTC"),
        }
    }

    /// The date in the zone, and the milliseconds of its wall clock since midnight.
    #[must_use]
    pub fn civil(&self, at: Instant) -> (Day, i64) {
        let local = at.0.saturating_add(self.offset_millis(at));
        let day = local.div_euclid(DAY_MILLIS).clamp(-MAX_DAY, MAX_DAY);
        (Day(day as i32), local.rem_euclid(DAY_MILLIS))
    }

    /// The date of the instant in the zone.
    #[must_use]
    pub fn day(&self, at: Instant) -> Day {
        self.civil(at).0
    }

    /// The instant of a date and time of day in the zone; in a gap or overlap of summer time, as
    /// RFC 5545 reads it.
    #[must_use]
    pub fn at(&self, day: Day, millis_of_day: i64) -> Instant {
        let local = i64::from(day.0) * DAY_MILLIS + millis_of_day;
        match self {
            Self::Fixed(offset) => Instant(local - offset),
            Self::Named(zone) => {
                let civil = Timestamp::from_millisecond(local)
                    .map(|timestamp| Offset::UTC.to_datetime(timestamp));
                match civil.and_then(|civil| zone.to_ambiguous_timestamp(civil).compatible()) {
                    Ok(timestamp) => Instant(timestamp.as_millisecond()),
                    // The tz library has no offsets after the year 9999, where the local time is
                    // taken as UTC.
                    Err(_) => Instant(local),
                }
            }
        }
    }

    /// The instant in ISO 8601 with the offset: `2018-09-30T17:00:00+07:00`; milliseconds only
    /// where they are not 0.
    #[must_use]
    pub fn format(&self, at: Instant) -> String {
        let (day, millis) = self.civil(at);
        let (hour, minute, second) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
        let fraction = match millis % 1000 {
            0 => String::new(),
            rest => format!(".{rest:03}"),
        };
        let offset = self.offset_millis(at) / 60_000;
        let sign = if offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        format!("{day}T{hour:02}:{minute:02}:{second:02}{fraction}{sign}{hours:02}:{minutes:02}")
    }

    fn offset_millis(&self, at: Instant) -> i64 {
        match self {
            Self::Fixed(offset) => *offset,
            Self::Named(zone) => Timestamp::from_millisecond(at.0)
                .map_or(0, |timestamp| i64::from(zone.to_offset(timestamp).seconds()) * 1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_and_prints_the_same() {
        for (zone, text) in [
            ("Asia/Ho_Chi_Minh", "2018-09-30T17:00:00+07:00"),
            ("Asia/Ho_Chi_Minh", "1969-12-31T23:59:59.001+07:00"),
            ("Europe/Amsterdam", "2011-10-11T13:42:22.688+02:00"),
            ("Europe/Amsterdam", "2011-12-06T13:41:31.788+01:00"),
        ] {
            let zone = Zone::named(zone).expect("a known zone");
            let at: Instant = text.parse().expect("an instant");
            assert_eq!(zone.format(at), text);
            let (day, millis) = zone.civil(at);
            assert_eq!(zone.at(day, millis), at);
        }
    }
}

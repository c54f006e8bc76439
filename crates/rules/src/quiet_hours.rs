//! The quiet hours, in which no message is sent to an officer or a citizen, and the first instant after them.
//! The module must not know a message.

use calendar::{Calendar, Day, Instant};

const MINUTE: i64 = 60_000;

/// The quiet hours [from, to), in minutes after midnight. The range includes midnight where `from`
/// is later than `to`, and is empty where both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: u16,
    /// The first minute after the quiet hours.
    pub to: u16,
}

impl Default for QuietHours {
    /// Quiet hours from 18:00 to 7:00.
    fn default() -> Self {
        Self { from: 18 * 60, to: 7 * 60 }
    }
}

impl QuietHours {
    fn holds_minute(self, minute: u16) -> bool {
        match self.from <= self.to {
            true => (self.from..self.to).contains(&minute),
            false => minute >= self.from || minute < self.to,
        }
    }

    /// Whether an instant is in the quiet hours.
    #[must_use]
    pub fn holds(self, calendar: &Calendar, at: Instant) -> bool {
        let (_, millis) = calendar.zone.civil(at);
        u16::try_from(millis / MINUTE).is_ok_and(|minute| self.holds_minute(minute))
    }

    /// The end of the quiet hours that an instant is in; `None` outside them.
    #[must_use]
    pub fn end_of(self, calendar: &Calendar, at: Instant) -> Option<Instant> {
        let (day, millis) = calendar.zone.civil(at);
        let end = i64::from(self.to) * MINUTE;
        let day = if millis < end { day } else { day.plus(1) };
        self.holds(calendar, at).then(|| calendar.zone.at(day, end))
    }

    /// The first open instant of a day outside the quiet hours; `None` where the day has no such
    /// instant.
    #[must_use]
    pub fn first_outside(self, calendar: &Calendar, day: Day) -> Option<Instant> {
        let outside = calendar.openings(day).iter().find_map(|opening| {
            let first = if self.holds_minute(opening.open) { self.to } else { opening.open };
            let fits = opening.open <= first && first < opening.close && !self.holds_minute(first);
            fits.then_some(first)
        });
        outside.map(|minute| calendar.zone.at(day, i64::from(minute) * MINUTE))
    }

    /// Whether a message may be sent at an instant: on a working day, not before its first open
    /// instant outside the quiet hours, and outside the quiet hours.
    #[must_use]
    pub fn allow(self, calendar: &Calendar, at: Instant) -> bool {
        let first = self.first_outside(calendar, calendar.zone.day(at));
        first.is_some_and(|first| first <= at) && !self.holds(calendar, at)
    }
}

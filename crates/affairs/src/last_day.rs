//! The rule for the last day of an answer or follow-up. The module must not know an aggregate.

use calendar::{Calendar, Day, Instant};

/// Whether a day is a working day after today, within the calendar's range.
pub(crate) fn can_be_last(calendar: &Calendar, now: Instant, day: Day) -> bool {
    let (_, last) = calendar.range();
    calendar.zone.day(now) < day && day <= last && calendar.is_working_day(day)
}

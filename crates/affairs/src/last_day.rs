//! Which day can be the last one for something that is asked of an officer. Knows no aggregate.

use calendar::{Calendar, Day, Instant};

/// Whether a day is a working day after today.
pub(crate) fn can_be_last(calendar: &Calendar, now: Instant, day: Day) -> bool {
    let (_, last) = calendar.range();
    calendar.zone.day(now) < day && day <= last && calendar.is_working_day(day)
}

//! When an applicant is reminded of a result that waits at the desk. The module must not know a notice.

use calendar::{Day, Instant};

use crate::state::{Phase, State};

/// The days of the reminders of results that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Days from the day on which the result is ready and promised to the first reminder.
    pub first_days: u32,
    /// Days from a reminder to the next one.
    pub every_days: u32,
    /// The number of reminders; 0: none.
    pub times: u32,
}

impl State {
    /// Since when the result waits for the applicant: it is ready, its due has come, and the post did not
    /// bring it back since.
    #[must_use]
    pub fn uncollected_since(&self) -> Option<Instant> {
        let ready = self.finished.filter(|_| self.phase == Phase::Ready)?;
        let back = self.returned_by_post.last().map(|(_, back)| *back);
        Some(ready.max(self.due()?).max(back.unwrap_or(ready)))
    }

    /// The number of reminders since the result waits.
    #[must_use]
    pub fn collection_reminders(&self) -> u32 {
        u32::try_from(self.collection_reminded.len()).unwrap_or(u32::MAX)
    }

    /// The next reminder of the result: its number, and the first day for it. Days are calendar days.
    #[must_use]
    pub fn next_collection_reminder(&self, schedule: Schedule) -> Option<(u32, Day)> {
        let number = self.collection_reminders() + 1;
        // A dossier of an old register has no clock, and nothing is known of its applicant.
        let zone = self.clock.as_ref().and(self.zone.as_ref())?;
        let since = self.uncollected_since().filter(|_| number <= schedule.times)?;
        let (from, days) = match self.collection_reminded.last() {
            Some(last) => (*last, schedule.every_days),
            None => (since, schedule.first_days),
        };
        Some((number, zone.day(from).plus(i32::try_from(days).ok()?)))
    }
}

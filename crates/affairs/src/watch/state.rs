//! The state of one watch: absent, set or ended.

use calendar::{Day, Instant};

use super::event::{Event, Finding, WatchedFigure};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// A share with a smaller denominator is shown with the note that its numbers are small.
pub const SMALL_DENOMINATOR: u64 = 10;

/// The state of a watch, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    pub watching: Option<WatchedFigure>,
    pub owner: String,
    pub set_at: Instant,
    /// The last note with its instant; `None` while the figure is not past the threshold.
    pub note: Option<(Instant, Finding)>,
    /// Whether the owner has read the note.
    pub seen: bool,
    /// The last day whose figure is on record.
    pub last_day: Option<Day>,
    pub ended: Option<Instant>,
}

impl Watch {
    /// The note that the owner has not read.
    #[must_use]
    pub fn unread_note(&self) -> Option<&(Instant, Finding)> {
        self.note.as_ref().filter(|_| !self.seen && self.ended.is_none())
    }
}

impl Aggregate for Watch {
    const KIND: &'static str = "watch";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        if let Event::Set(watching) = &recorded.event {
            if self.watching.is_some() {
                return Err(Illegal("the watch was set before"));
            }
            self.watching = Some(watching.clone());
            self.owner.clone_from(&recorded.actor);
            self.set_at = recorded.at;
            return Ok(());
        }
        if self.watching.is_none() || self.ended.is_some() {
            return Err(Illegal("no watch is set, or it ended"));
        }
        match &recorded.event {
            Event::Noted(finding) => {
                self.note = Some((recorded.at, *finding));
                (self.seen, self.last_day) = (false, Some(finding.day));
            }
            Event::Recovered(finding) => {
                (self.note, self.last_day) = (None, Some(finding.day));
            }
            Event::Seen => self.seen = true,
            Event::Ended => self.ended = Some(recorded.at),
            Event::Set(_) => {}
        }
        Ok(())
    }
}

//! The state of the rating of one dossier.

use calendar::Instant;

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::rating::event::{Event, Grades, Way};

/// The rating that the citizen made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenRating {
    pub at: Instant,
    pub grades: Grades,
    pub way: Way,
}

/// The state of a rating, folded from its stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    pub given: Option<GivenRating>,
}

impl Aggregate for Rating {
    const KIND: &'static str = "rating";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let Event::Rated { grades, way } = recorded.event;
        if self.given.is_some() {
            return Err(Illegal("the dossier was rated before"));
        }
        self.given = Some(GivenRating { at: recorded.at, grades, way });
        Ok(())
    }
}

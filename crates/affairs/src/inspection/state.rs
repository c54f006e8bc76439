//! The state of one inspection visit with its findings.

use calendar::{Day, Instant};

use super::event::Event;
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// A finding with its progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub owner: String,
    /// The last day in force for the follow-up.
    pub due: Day,
    pub stage: Stage,
    pub found_at: Instant,
    /// The instant of the owner's first follow-up, and the last day that was in force then.
    pub first_follow_up: Option<(Instant, Day)>,
}

/// The progress of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The finding waits for its owner.
    Open,
    /// The follow-up waits for the inspector.
    FollowedUp(Instant),
    Closed(Instant),
}

impl Stage {
    /// The name in filters and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::FollowedUp(_) => "followed_up",
            Self::Closed(_) => "closed",
        }
    }
}

impl Finding {
    /// Whether the last day is over and the owner has not followed up the finding.
    #[must_use]
    pub fn overdue(&self, today: Day) -> bool {
        self.stage == Stage::Open && self.due < today
    }

    /// Whether the finding is closed.
    #[must_use]
    pub const fn closed(&self) -> bool {
        matches!(self.stage, Stage::Closed(_))
    }
}

/// The state of a visit, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// The code of the visited unit, and the day of the visit.
    pub visited: Option<(String, Day)>,
    pub inspector: String,
    pub recorded_at: Instant,
    /// The findings in order; the first one has the number 1.
    pub findings: Vec<Finding>,
}

impl Inspection {
    /// The finding with a number.
    #[must_use]
    pub fn finding(&self, number: u32) -> Option<&Finding> {
        self.findings.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// The number of findings that are not closed.
    #[must_use]
    pub fn open(&self) -> usize {
        self.findings.iter().filter(|finding| !finding.closed()).count()
    }

    /// The findings that wait for an officer, with their numbers: for the owner's follow-up, or for
    /// the inspector who visited.
    pub fn waiting_for<'a>(&'a self, officer: &'a str) -> impl Iterator<Item = (u32, &'a Finding)> {
        (1..).zip(&self.findings).filter(move |(_, finding)| match finding.stage {
            Stage::Open => finding.owner == officer,
            Stage::FollowedUp(_) => self.inspector == officer,
            Stage::Closed(_) => false,
        })
    }
}

impl Aggregate for Inspection {
    const KIND: &'static str = "inspection";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let at = recorded.at;
        if let Event::Visited { unit, visited_on } = &recorded.event {
            if self.visited.is_some() {
                return Err(Illegal("the visit was recorded before"));
            }
            self.visited = Some((unit.clone(), *visited_on));
            (self.inspector, self.recorded_at) = (recorded.actor.clone(), at);
            return Ok(());
        }
        if self.visited.is_none() {
            return Err(Illegal("no visit is recorded"));
        }
        let (number, stage, due) = match &recorded.event {
            Event::Found { number, owner, due } => {
                if *number as usize != self.findings.len() + 1 {
                    return Err(Illegal("findings are numbered one after the other"));
                }
                let (owner, due, stage) = (owner.clone(), *due, Stage::Open);
                let (found_at, first_follow_up) = (at, None);
                self.findings.push(Finding { owner, due, stage, found_at, first_follow_up });
                return Ok(());
            }
            Event::FollowedUp { number } => (*number, Stage::FollowedUp(at), None),
            Event::Returned { number, due } => (*number, Stage::Open, Some(*due)),
            Event::FindingClosed { number } => (*number, Stage::Closed(at), None),
            Event::Visited { .. } => return Ok(()),
        };
        let place = number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let finding = place.and_then(|place| self.findings.get_mut(place));
        let finding = finding.filter(|finding| !finding.closed());
        let finding = finding.ok_or(Illegal("there is no such finding, or it is closed"))?;
        if let Stage::FollowedUp(at) = stage {
            finding.first_follow_up.get_or_insert((at, finding.due));
        }
        finding.stage = stage;
        finding.due = due.unwrap_or(finding.due);
        Ok(())
    }
}

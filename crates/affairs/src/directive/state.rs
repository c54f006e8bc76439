//! The state of one directive: absent, or issued.

use calendar::{Day, Instant};

use crate::aggregate::{Aggregate, Illegal, Recorded};
use crate::directive::event::{Event, Subject, Visit};

/// An issued directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    pub at: Instant,
    pub issuer: String,
    pub owner: String,
    pub subject: Subject,
    pub visit: Option<Visit>,
    /// The last day in force for the answer.
    pub due: Day,
    pub progress: Progress,
    /// The number of returned answers.
    pub returned: u32,
}

/// The progress of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The directive waits for the owner's answer.
    Open,
    /// The answer waits for the issuer.
    Answered(Instant),
    Accepted(Instant),
}

impl Progress {
    /// The name in filters and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered(_) => "answered",
            Self::Accepted(_) => "accepted",
        }
    }
}

impl Issued {
    /// Whether the directive waits for an answer whose last day is over.
    #[must_use]
    pub fn overdue(&self, today: Day) -> bool {
        self.progress == Progress::Open && self.due < today
    }
}

/// The state of a directive, folded from its stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directive {
    pub issued: Option<Issued>,
}

impl Aggregate for Directive {
    const KIND: &'static str = "directive";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let at = recorded.at;
        if let Event::Issued { owner, subject, due, visit } = recorded.event.clone() {
            if self.issued.is_some() {
                return Err(Illegal("the directive was issued before"));
            }
            let (issuer, progress) = (recorded.actor.clone(), Progress::Open);
            self.issued =
                Some(Issued { at, issuer, owner, subject, visit, due, progress, returned: 0 });
            return Ok(());
        }
        let issued = self.issued.as_mut().ok_or(Illegal("no directive was issued"))?;
        match (&recorded.event, issued.progress) {
            (Event::Answered, Progress::Open) => issued.progress = Progress::Answered(at),
            (Event::Accepted, Progress::Answered(_)) => issued.progress = Progress::Accepted(at),
            (Event::Returned { due }, Progress::Answered(_)) => {
                (issued.progress, issued.due) = (Progress::Open, *due);
                issued.returned = issued.returned.saturating_add(1);
            }
            _ => return Err(Illegal("the directive has not come so far, or is past that")),
        }
        Ok(())
    }
}

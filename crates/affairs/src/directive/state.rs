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
    pub standing: Standing,
    /// The number of returned answers.
    pub returned: u32,
}

/// The progress of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The directive waits for the owner's answer.
    Open,
    /// The answer waits for the issuer.
    Answered(Instant),
    Accepted(Instant),
}

impl Standing {
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
        self.standing == Standing::Open && self.due < today
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
            let (issuer, standing) = (recorded.actor.clone(), Standing::Open);
            self.issued =
                Some(Issued { at, issuer, owner, subject, visit, due, standing, returned: 0 });
            return Ok(());
        }
        let issued = self.issued.as_mut().ok_or(Illegal("no directive was issued"))?;
        match (&recorded.event, issued.standing) {
            (Event::Answered, Standing::Open) => issued.standing = Standing::Answered(at),
            (Event::Accepted, Standing::Answered(_)) => issued.standing = Standing::Accepted(at),
            (Event::Returned { due }, Standing::Answered(_)) => {
                (issued.standing, issued.due) = (Standing::Open, *due);
                issued.returned = issued.returned.saturating_add(1);
            }
            _ => return Err(Illegal("the directive has not come so far, or is past that")),
        }
        Ok(())
    }
}

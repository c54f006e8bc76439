//! The state of the apology letter that a dossier may owe its citizen, at an instant (decisions,
//! "Apology"). Derived from the state; nothing of it is stored.

use calendar::{Calendar, Instant};

use crate::state::{Letter, Phase, State};
use crate::terms::StepTerms;

/// How the reason of a draft of the program begins; after it comes the step that is not done.
pub const UNFINISHED: &str = "unfinished:";

/// How far the letter for the due in force has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apology {
    /// Nothing is owed.
    None,
    /// The last working day before due has begun: a letter is to be drafted.
    ToDraft,
    /// Drafted, not signed; due has not passed.
    Drafted,
    /// Signed, not sent; due has not passed.
    Signed,
    /// Due passed without a sent letter.
    Violation,
    /// Sent by due.
    SentByDue,
    /// Sent after due.
    SentAfterDue,
}

impl Apology {
    /// The word in machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ToDraft => "to_draft",
            Self::Drafted => "drafted",
            Self::Signed => "signed",
            Self::Violation => "violation",
            Self::SentByDue => "sent_by_due",
            Self::SentAfterDue => "sent_after_due",
        }
    }
}

impl State {
    /// The step that has overrun its budget most by an instant, if one has; of equal ones the first.
    #[must_use]
    pub fn largest_overrun(&self, at: Instant) -> Option<&StepTerms> {
        let (terms, calendar) = (self.terms.as_ref()?, self.calendar.as_ref()?);
        let used = self.used_by_step(calendar, self.finished.unwrap_or(at).min(at));
        let overruns = used.iter().map(|(step, minutes)| (step, minutes - self.budget(step)));
        let over = overruns.filter(|(_, minutes)| *minutes > 0).rev();
        let (step, _) = over.max_by_key(|(_, minutes)| *minutes)?;
        terms.steps.iter().find(|listed| listed.id == *step)
    }

    /// The letter sent for the due in force, if one was.
    #[must_use]
    pub fn letter_for_due(&self) -> Option<&Letter> {
        let due = self.due()?;
        self.letters.iter().find(|letter| letter.sent.is_some() && letter.for_due == due)
    }

    /// Whether due passed while the dossier was unfinished and not suspended; once in its life.
    #[must_use]
    pub fn became_late(&self, at: Instant) -> Option<Instant> {
        let ended = self.ended().unwrap_or(Instant::MAX);
        self.dues.iter().enumerate().find_map(|(index, &(from, due))| {
            let until = self.dues.get(index + 1).map_or(Instant::MAX, |&(next, _)| next);
            // A due that passed between a finish and its decline passes at the decline.
            let mut declined = self.declined_results.iter();
            let passed = declined.find(|(from, to)| *from <= due && due < *to);
            let passed = passed.map_or(due, |(_, to)| *to);
            let in_force = from <= due && due < until.min(ended) && due < at && passed <= at;
            let suspended = self.pauses.iter().any(|pause| {
                !pause.after_due && pause.from <= due && pause.to.is_none_or(|to| to > due)
            });
            (in_force && !suspended).then_some(passed)
        })
    }

    /// When the letter for a due is to be drafted: the first opening of the last working day before.
    #[must_use]
    pub fn draft_at(&self, calendar: &Calendar, due: Instant) -> Instant {
        let day = calendar.working_day_before(calendar.zone.day(due));
        calendar.first_opening(day)
    }

    /// How far the letter has come at an instant (the state being the one of that instant).
    #[must_use]
    pub fn apology(&self, at: Instant) -> Apology {
        let (Some(due), Some(calendar)) = (self.due(), &self.calendar) else {
            return Apology::None;
        };
        let suspended = self.suspended();
        let late = !suspended && self.ended().unwrap_or(at).min(at) > due;
        if let Some(sent) = self.letter_for_due().and_then(|letter| letter.sent) {
            return match (late, self.ended()) {
                (true, _) if sent > due => Apology::SentAfterDue,
                (true, _) | (false, None) => Apology::SentByDue,
                // The dossier ended in time after all: no letter was owed.
                (false, Some(_)) => Apology::None,
            };
        }
        if late {
            return Apology::Violation;
        }
        if self.phase != Phase::Open || suspended || at < self.draft_at(calendar, due) {
            return Apology::None;
        }
        if Some(self.draft_at(calendar, due)) < self.received {
            return Apology::None;
        }
        match self.letters.last().filter(|letter| letter.sent.is_none() && letter.for_due == due) {
            None => Apology::ToDraft,
            Some(letter) if letter.signed.is_some() => Apology::Signed,
            Some(_) => Apology::Drafted,
        }
    }
}

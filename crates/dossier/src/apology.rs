//! The state of the apology letter that a dossier may owe its citizen, at an instant (decisions,
//! "Apology"). The stage follows from the state of the dossier; the record stores nothing of it.

use calendar::{Calendar, Instant};

use crate::state::{Letter, Phase, State};
use crate::terms::StepTerms;

/// The prefix of the reason in a draft by the program; the id of the unfinished step follows.
pub const UNFINISHED: &str = "unfinished:";

/// The stage of the letter for the due in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apology {
    /// No letter is owed.
    None,
    /// The last working day before due has begun: a draft is to be written.
    ToDraft,
    /// The letter is drafted, not signed; due has not passed.
    Drafted,
    /// The letter is signed, not sent; due has not passed.
    Signed,
    /// Due passed, and no letter was sent.
    Violation,
    /// The letter was sent, at due or before.
    SentByDue,
    /// The letter was sent after due.
    SentAfterDue,
}

impl Apology {
    /// The name in machine-readable output.
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
    /// The step that exceeds its budget most at an instant; the first of several equal ones; `None`
    /// where no step exceeds its budget.
    #[must_use]
    pub fn largest_overrun(&self, at: Instant) -> Option<&StepTerms> {
        let (terms, calendar) = (self.terms.as_ref()?, self.calendar.as_ref()?);
        let used = self.used_by_step(calendar, self.finished.unwrap_or(at).min(at));
        let overruns = used.iter().map(|(step, minutes)| (step, minutes - self.budget(step)));
        let over = overruns.filter(|(_, minutes)| *minutes > 0).rev();
        let (step, _) = over.max_by_key(|(_, minutes)| *minutes)?;
        terms.steps.iter().find(|listed| listed.id == *step)
    }

    /// The letter that was sent for the due in force.
    #[must_use]
    pub fn letter_for_due(&self) -> Option<&Letter> {
        let due = self.due()?;
        self.letters.iter().find(|letter| letter.sent.is_some() && letter.due == due)
    }

    /// The instant at which the dossier became late, at the earliest time that due passed while the
    /// dossier was unfinished and not suspended; `None` if that did not happen by `at`.
    #[must_use]
    pub fn became_late(&self, at: Instant) -> Option<Instant> {
        let ended = self.ended().unwrap_or(Instant::MAX);
        self.dues.iter().enumerate().find_map(|(index, &(from, due))| {
            let until = self.dues.get(index + 1).map_or(Instant::MAX, |&(next, _)| next);
            // A due that lies between a finish and its decline passes at the decline.
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

    /// The instant at which the letter for a due is to be drafted: the first opening of the last
    /// working day before the day of due.
    #[must_use]
    pub fn draft_at(&self, calendar: &Calendar, due: Instant) -> Instant {
        let day = calendar.working_day_before(calendar.zone.day(due));
        calendar.first_opening(day)
    }

    /// The stage of the letter at an instant, on the state of that instant.
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
                // The dossier ended in time after the letter was sent: no letter was owed.
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
        match self.letters.last().filter(|letter| letter.sent.is_none() && letter.due == due) {
            None => Apology::ToDraft,
            Some(letter) if letter.signed.is_some() => Apology::Signed,
            Some(_) => Apology::Drafted,
        }
    }
}

//! The state of a dossier at one instant, as pages, figures and tests need it. The module reads a
//! state that was folded to that instant.

use calendar::{Day, Instant, Remaining};

use crate::apology::Apology;
use crate::lateness::Lateness;
use crate::state::{Phase, State};

/// The column of a table in which a dossier counts, by instants or by dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Early,
    OnTheDay,
    Late,
    Withdrawn,
    Within,
    PastDue,
    Paused,
}

impl Outcome {
    /// The name in machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnTheDay => "on_the_day",
            Self::Late => "late",
            Self::Withdrawn => "withdrawn",
            Self::Within => "within",
            Self::PastDue => "past_due",
            Self::Paused => "paused",
        }
    }

    /// The outcome of a dossier that ended, by civil dates (`by_date`) or by instants.
    #[must_use]
    pub fn of_end(end: Instant, end_day: Day, due: Instant, due_day: Day, by_date: bool) -> Self {
        let late = if by_date { end_day > due_day } else { end > due };
        if late {
            Self::Late
        } else if end_day < due_day {
            Self::Early
        } else {
            Self::OnTheDay
        }
    }
}

/// The properties of a dossier that can make figures look better than they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    Extended,
    FinishedLastHour,
    LoggedLate,
    Paused,
    PausedAfterDue,
    PausedLastDay,
    SecondSupplement,
    Withdrawn,
    WithdrawnLate,
}

impl Flag {
    /// The name in machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Extended => "extended",
            Self::FinishedLastHour => "finished_last_hour",
            Self::LoggedLate => "logged_late",
            Self::Paused => "paused",
            Self::PausedAfterDue => "paused_after_due",
            Self::PausedLastDay => "paused_last_day",
            Self::SecondSupplement => "second_supplement",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnLate => "withdrawn_late",
        }
    }
}

/// The properties of a dossier at one instant.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub phase: Phase,
    /// `running`, `paused` or `stopped`; `None` where the dossier has no clock.
    pub clock: Option<&'static str>,
    pub due: Option<Instant>,
    pub due_suspended: bool,
    pub remaining: Option<Remaining>,
    pub effective: Option<Instant>,
    pub outcome_by_date: Option<Outcome>,
    pub outcome_by_instant: Option<Outcome>,
    pub lateness: Lateness,
    pub used_by_step: Vec<(String, i64)>,
    pub apology: Apology,
    pub letter_sent: Option<Instant>,
    pub promised: Option<Day>,
    pub flags: Vec<Flag>,
}

impl State {
    /// The properties at `at`; the state must be the fold of what happened until then.
    #[must_use]
    pub fn snapshot(&self, at: Instant) -> Snapshot {
        let received = self.received.is_some();
        let suspended = self.suspended();
        let used_by_step = self.calendar.as_ref().map(|calendar| self.used_by_step(calendar, at));
        Snapshot {
            phase: self.phase,
            clock: received.then(|| match (self.phase, self.paused()) {
                (Phase::Open, Some(_)) => "paused",
                (Phase::Open, None) => "running",
                _ => "stopped",
            }),
            due: self.due(),
            due_suspended: suspended,
            remaining: self
                .clock
                .as_ref()
                .and_then(|clock| clock.paused)
                .and_then(|pause| pause.remaining),
            effective: self.clock.as_ref().map(|clock| clock.effective),
            outcome_by_date: self.outcome(at, true),
            outcome_by_instant: self.outcome(at, false),
            lateness: self.lateness(at),
            used_by_step: used_by_step.unwrap_or_default(),
            apology: self.apology(at),
            letter_sent: self.letter_for_due().and_then(|letter| letter.sent),
            promised: self.promises.last().map(|&(_, date)| date),
            flags: self.flags(),
        }
    }

    /// The outcome of the dossier at an instant; `None` where it was never received.
    #[must_use]
    pub fn outcome(&self, at: Instant, by_date: bool) -> Option<Outcome> {
        let (due, zone) = (self.due()?, self.zone.as_ref()?);
        let due_day = zone.day(due);
        if self.withdrawn.is_some() {
            return Some(Outcome::Withdrawn);
        }
        if let Some(end) = self.finished {
            return Some(Outcome::of_end(end, zone.day(end), due, due_day, by_date));
        }
        if self.suspended() {
            return Some(Outcome::Paused);
        }
        let past = if by_date { due_day < zone.day(at) } else { due < at };
        Some(if past { Outcome::PastDue } else { Outcome::Within })
    }

    /// The properties that the ratios next to the in-time rate count (decisions, "Published
    /// figures" 7).
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        let due = self.due().unwrap_or(Instant::MAX);
        let last_hour = self.finished.zip(self.calendar.as_ref()).is_some_and(|(end, calendar)| {
            end <= due && calendar.working_minutes_between(end, due) <= 60
        });
        let suspended = self.suspended();
        let withdrawn_late = self.withdrawn.is_some_and(|end| !suspended && end > due);
        let all = [
            (Flag::Extended, !self.extensions.is_empty()),
            (Flag::FinishedLastHour, last_hour),
            (Flag::LoggedLate, self.logged_late.is_some()),
            (Flag::Paused, !self.pauses.is_empty()),
            (Flag::PausedAfterDue, self.pauses.iter().any(|pause| pause.after_due)),
            (Flag::PausedLastDay, self.pauses.iter().any(|pause| pause.on_due_date)),
            (Flag::SecondSupplement, self.supplements.len() > 1),
            (Flag::Withdrawn, self.withdrawn.is_some()),
            (Flag::WithdrawnLate, withdrawn_late),
        ];
        all.into_iter().filter(|(_, is)| *is).map(|(flag, _)| flag).collect()
    }
}

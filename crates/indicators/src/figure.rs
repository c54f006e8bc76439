//! The figures by name, and which dossiers of a table each counts. Knows no rate and no text.

use std::str::FromStr;

use dossier::Outcome;

use crate::place::Placed;

/// A number with the list of the dossiers that it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    Received,
    CarriedOver,
    New,
    Finished,
    Early,
    OnTheDay,
    InTime,
    Late,
    Withdrawn,
    Open,
    OpenWithinDue,
    OpenPastDue,
    OpenPaused,
    WithdrawnLate,
    Paused,
    PausedLastDay,
    PausedAfterDue,
    Extended,
    SecondSupplement,
    FinishedLastHour,
    LoggedLate,
    Corrected,
    ResultDeclined,
    Refused,
    Refiled,
    ReceivedLate,
    Restated,
    BecameLate,
    LetterSent,
    SentByDue,
    Gaps,
}

impl Figure {
    /// The thirteen figures of a table, in its order.
    pub const TABLE: [Self; 13] = [
        Self::Received,
        Self::CarriedOver,
        Self::New,
        Self::Finished,
        Self::Early,
        Self::OnTheDay,
        Self::InTime,
        Self::Late,
        Self::Withdrawn,
        Self::Open,
        Self::OpenWithinDue,
        Self::OpenPastDue,
        Self::OpenPaused,
    ];

    /// The figures that show whether an in-time rate was flattered, in the order of the decisions.
    pub const GAMING: [Self; 14] = [
        Self::Withdrawn,
        Self::WithdrawnLate,
        Self::Paused,
        Self::PausedLastDay,
        Self::PausedAfterDue,
        Self::Extended,
        Self::SecondSupplement,
        Self::FinishedLastHour,
        Self::LoggedLate,
        Self::Corrected,
        Self::ResultDeclined,
        Self::Refiled,
        Self::ReceivedLate,
        Self::Restated,
    ];

    /// The figures of the apology letters.
    pub const COVERAGE: [Self; 4] =
        [Self::BecameLate, Self::LetterSent, Self::SentByDue, Self::Gaps];

    /// Every figure once.
    pub fn all() -> impl Iterator<Item = Self> {
        let gaming = Self::GAMING.into_iter().filter(|figure| *figure != Self::Withdrawn);
        let table = Self::TABLE.into_iter().chain(gaming);
        table.chain([Self::Refused]).chain(Self::COVERAGE)
    }

    /// The word in machine-readable input and output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::CarriedOver => "carried_over",
            Self::New => "new",
            Self::Finished => "finished",
            Self::Early => "early",
            Self::OnTheDay => "on_the_day",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Withdrawn => "withdrawn",
            Self::Open => "open",
            Self::OpenWithinDue => "open_within_due",
            Self::OpenPastDue => "open_past_due",
            Self::OpenPaused => "open_paused",
            Self::WithdrawnLate => "withdrawn_late",
            Self::Paused => "paused",
            Self::PausedLastDay => "paused_last_day",
            Self::PausedAfterDue => "paused_after_due",
            Self::Extended => "extended",
            Self::SecondSupplement => "second_supplement",
            Self::FinishedLastHour => "finished_last_hour",
            Self::LoggedLate => "logged_late",
            Self::Corrected => "corrected",
            Self::ResultDeclined => "result_declined",
            Self::Refused => "refused",
            Self::Refiled => "refiled",
            Self::ReceivedLate => "received_late",
            Self::Restated => "restated",
            Self::BecameLate => "became_late",
            Self::LetterSent => "letter_sent",
            Self::SentByDue => "sent_by_due",
            Self::Gaps => "gaps",
        }
    }

    /// Whether the figure counts a dossier of the table. Refusals, restatements and letters are counted
    /// elsewhere: they ask for more than one place.
    pub(crate) fn counts(self, dossier: &Placed<'_>) -> bool {
        let (fact, state, outcome) = (dossier.fact, dossier.state, dossier.place.outcome);
        let paused = || fact.pauses.iter().filter(|pause| pause.from <= state);
        let finished = matches!(outcome, Outcome::Early | Outcome::OnTheDay | Outcome::Late);
        match self {
            Self::Received => true,
            Self::CarriedOver => dossier.place.carried_over,
            Self::New => !dossier.place.carried_over,
            Self::Finished => finished,
            Self::Early => outcome == Outcome::Early,
            Self::OnTheDay => outcome == Outcome::OnTheDay,
            Self::InTime => matches!(outcome, Outcome::Early | Outcome::OnTheDay),
            Self::Late => outcome == Outcome::Late,
            Self::Withdrawn => outcome == Outcome::Withdrawn,
            Self::Open => !finished && outcome != Outcome::Withdrawn,
            Self::OpenWithinDue => matches!(outcome, Outcome::Within | Outcome::Paused),
            Self::OpenPastDue => outcome == Outcome::PastDue,
            Self::OpenPaused => outcome == Outcome::Paused,
            Self::WithdrawnLate => {
                let end = fact.withdrawn.filter(|_| outcome == Outcome::Withdrawn);
                end.is_some_and(|end| end > *fact.due.at(state)) && !fact.suspended(state)
            }
            Self::Paused => paused().next().is_some(),
            Self::PausedLastDay => paused().any(|pause| pause.on_due_date),
            Self::PausedAfterDue => paused().any(|pause| pause.after_due),
            Self::Extended => fact.extended.is_some_and(|at| at <= state),
            Self::SecondSupplement => fact.second_supplement.is_some_and(|at| at <= state),
            Self::FinishedLastHour => finished && fact.minutes_left.is_some_and(|left| left <= 60),
            Self::LoggedLate => fact.logged_late.is_some_and(|at| at <= state),
            // What is known of them as of the query counts, whenever it was logged.
            Self::Corrected => fact.corrected.is_some(),
            Self::ResultDeclined => !fact.declined_results.is_empty(),
            Self::ReceivedLate => fact.received_late,
            Self::Refused
            | Self::Refiled
            | Self::Restated
            | Self::BecameLate
            | Self::LetterSent
            | Self::SentByDue
            | Self::Gaps => false,
        }
    }
}

impl FromStr for Figure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::all().find(|figure| figure.code() == text).ok_or_else(|| {
            let codes: Vec<&str> = Self::all().map(Self::code).collect();
            format!("no such figure: {text}; one of {}", codes.join(", "))
        })
    }
}

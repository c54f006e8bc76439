//! From the command to its event, or to the reason why it is refused. Knows no record.

use calendar::Instant;
use dossier::{Actor, Phase, Role, State};

use crate::rating::command::Command;
use crate::rating::event::Event;
use crate::rating::state::Rating;

/// What a decision must know.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Instant,
    /// The dossier that is rated.
    pub dossier: &'a State,
}

/// Why a rating is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An officer does not rate: a rating is the citizen's own.
    ByOfficer,
    /// The dossier was rated then; it is rated once.
    AlreadyRated(Instant),
    /// It was not received, so there is nothing to rate.
    NotReceived,
    /// It was withdrawn, or closed: there is no result.
    Withdrawn,
    /// The result is not ready.
    NotFinished,
    /// The result lies at the desk and was not given out yet.
    NotGivenOut,
}

impl Refusal {
    /// Every reason, one of each kind.
    pub const ALL: &[Self] = &[
        Self::ByOfficer,
        Self::AlreadyRated(Instant(0)),
        Self::NotReceived,
        Self::Withdrawn,
        Self::NotFinished,
        Self::NotGivenOut,
    ];

    /// The word in messages and machine-readable output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByOfficer => "by_officer",
            Self::AlreadyRated(_) => "already_rated",
            Self::NotReceived => "not_received",
            Self::Withdrawn => "withdrawn",
            Self::NotFinished => "not_finished",
            Self::NotGivenOut => "not_given_out",
        }
    }
}

/// What stands in the way of a rating, for a form that asks before anything is entered.
#[must_use]
pub fn obstacle(context: Context<'_>, rating: &Rating, actor: &Actor) -> Option<Refusal> {
    let Context { at, dossier } = context;
    if actor.role != Role::Citizen {
        return Some(Refusal::ByOfficer);
    }
    if let Some(given) = rating.given {
        return Some(Refusal::AlreadyRated(given.at));
    }
    match dossier.phase {
        Phase::Absent | Phase::Filed | Phase::Guided | Phase::Refused => Some(Refusal::NotReceived),
        Phase::Withdrawn => Some(Refusal::Withdrawn),
        Phase::Open => Some(Refusal::NotFinished),
        Phase::Ready | Phase::HandedOver => {
            let given_out = dossier.given_out().is_some_and(|given| given <= at);
            (!given_out).then_some(Refusal::NotGivenOut)
        }
    }
}

pub(super) fn decide(
    context: Context<'_>,
    rating: &Rating,
    actor: &Actor,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let Command { grades, way } = command;
    match obstacle(context, rating, actor) {
        Some(refusal) => Err(refusal),
        None => Ok(vec![Event::Rated { grades, way }]),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::aggregate::{Aggregate, Recorded, fold};
    use crate::rating::event::{Factor, Grade, Grades, Way};
    use crate::rating::state::Given;

    const NOW: Instant = Instant(1000);

    fn grades(grade: Grade) -> Grades {
        Grades::of(|factor| (factor != Factor::Feedback).then_some(grade)).unwrap()
    }

    fn rate(dossier: &State, rating: &Rating, actor: &Actor) -> Result<Vec<Event>, Refusal> {
        let command = Command { grades: grades(Grade::Satisfied), way: Way::Slip };
        rating.decide(Context { at: NOW, dossier }, actor, command)
    }

    fn at(phase: Phase, given_out: Option<Instant>) -> State {
        State { phase, handed_over: given_out, ..State::default() }
    }

    #[test]
    fn a_rating_is_taken_once_from_the_citizen_after_the_result_was_given_out() {
        fn check(dossier: &State, expected: Option<Refusal>) {
            let found = rate(dossier, &Rating::default(), &Actor::citizen("p")).err();
            assert_eq!(found, expected, "{:?}", dossier.phase);
        }
        for phase in [Phase::Absent, Phase::Filed, Phase::Guided, Phase::Refused] {
            check(&at(phase, None), Some(Refusal::NotReceived));
        }
        check(&at(Phase::Open, None), Some(Refusal::NotFinished));
        check(&at(Phase::Withdrawn, None), Some(Refusal::Withdrawn));
        check(&at(Phase::Ready, None), Some(Refusal::NotGivenOut));
        check(&at(Phase::HandedOver, Some(NOW)), None);
        check(&at(Phase::HandedOver, Some(NOW.plus_millis(1))), Some(Refusal::NotGivenOut));
        check(&State { posted: Some(NOW), ..at(Phase::HandedOver, None) }, None);
    }

    #[test]
    fn no_officer_rates_and_nothing_is_rated_twice() {
        let dossier = at(Phase::HandedOver, Some(Instant(1)));
        for role in Role::ALL.iter().copied().filter(|role| *role != Role::Citizen) {
            let officer = Actor::new("o", role, "U");
            let found = rate(&dossier, &Rating::default(), &officer);
            assert_eq!(found, Err(Refusal::ByOfficer), "{role:?}");
        }
        let citizen = Actor::citizen("p");
        let event = rate(&dossier, &Rating::default(), &citizen).unwrap().remove(0);
        let recorded = Recorded { at: NOW, logged_at: NOW, actor: citizen.id.clone(), event };
        let rated: Rating = fold(std::slice::from_ref(&recorded)).unwrap();
        let given = Given { at: NOW, grades: grades(Grade::Satisfied), way: Way::Slip };
        assert_eq!(rated.given, Some(given));
        assert_eq!(rate(&dossier, &rated, &citizen), Err(Refusal::AlreadyRated(NOW)));
        assert!(fold::<Rating>(&[recorded.clone(), recorded]).is_err(), "not in the fold either");
    }

    #[test]
    fn an_event_has_the_form_of_the_record_and_reads_without_what_is_optional() {
        let event = Event::Rated { grades: grades(Grade::VerySatisfied), way: Way::Kiosk };
        let value = serde_json::to_value(&event).unwrap();
        assert_eq!(value["kind"], "rated");
        assert_eq!(value["access"], "very_satisfied");
        assert_eq!(value.get("feedback"), None);
        assert_eq!(serde_json::from_value::<Event>(value).unwrap(), event);
        let least =
            r#"{"kind":"rated","officer":"not_satisfied","service":"satisfied","way":"link"}"#;
        assert!(serde_json::from_str::<Event>(least).is_ok());
        for wrong in [least.replace("not_satisfied", "awful"), least.replace("service", "x")] {
            assert!(serde_json::from_str::<Event>(&wrong).is_err(), "{wrong}");
        }
    }
}

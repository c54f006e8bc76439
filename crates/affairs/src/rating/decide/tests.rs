//! A dossier is rated once, with three possible grades, while its rating is open.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::aggregate::fold;
use crate::rating::event::{Factor, Grade, Grades, Way};
use crate::rating::state::GivenRating;
use crate::testing::recorded;

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
        let refusal = rate(dossier, &Rating::default(), &Actor::citizen("p")).err();
        assert_eq!(refusal, expected, "{:?}", dossier.phase);
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
        let outcome = rate(&dossier, &Rating::default(), &officer);
        assert_eq!(outcome, Err(Refusal::ByOfficer), "{role:?}");
    }
    let citizen = Actor::citizen("p");
    let event = rate(&dossier, &Rating::default(), &citizen).unwrap().remove(0);
    let recorded = recorded(NOW, &citizen.id, event);
    let rated: Rating = fold(std::slice::from_ref(&recorded)).unwrap();
    let given = GivenRating { at: NOW, grades: grades(Grade::Satisfied), way: Way::Slip };
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
    let least = r#"{"kind":"rated","officer":"not_satisfied","service":"satisfied","way":"link"}"#;
    assert!(serde_json::from_str::<Event>(least).is_ok());
    for wrong in [least.replace("not_satisfied", "awful"), least.replace("service", "x")] {
        assert!(serde_json::from_str::<Event>(&wrong).is_err(), "{wrong}");
    }
}

//! Sign-ins on a machine whose clock was set back.

use app::NotEntered;
use calendar::Day;

use super::{code, enter, fixture, later, who};

#[test]
fn a_clock_set_back_makes_no_second_factor_last_longer_and_no_wait_longer() {
    let fixture = fixture();
    let entered = enter(&fixture, later(60), |_| {}).unwrap();
    let day = Day::from_ymd(2018, 6, 4);
    let signed = fixture.app.signed(&entered.cookie, later(0), day).unwrap().unwrap();
    assert!(!signed.second_factor.is_shown());
    for _ in 0..7 {
        let guess = enter(&fixture, later(60), |a| a.password = "guess guess guess".into());
        assert!(guess.is_err());
    }
    let waits = enter(&fixture, later(0), |a| a.password = "guess guess guess".into());
    assert!(matches!(waits, Err(NotEntered::Wait(seconds)) if seconds <= 900));
}

/// An officer signed in an hour ahead of a clock that was set back: the refusal names the clock,
/// and the instant from which a code is accepted again.
#[test]
fn a_clock_set_back_is_named_and_says_when_a_code_is_taken_again() {
    let fixture = fixture();
    let ahead = enter(&fixture, later(60), |_| {}).unwrap();
    let NotEntered::ClockSetBack(until) = enter(&fixture, later(0), |_| {}).unwrap_err() else {
        panic!("it is the clock");
    };
    assert!(until > later(60) && until <= later(61), "{until:?}");
    let wrong = Err(NotEntered::Wrong);
    let guess = enter(&fixture, later(0), |a| a.code = "000000".into()).map(|_| ());
    assert_eq!(guess, wrong, "the answer to a wrong code does not mention the clock");
    let guess = enter(&fixture, later(0), |a| a.password = "guess guess guess".into()).map(|_| ());
    assert_eq!(guess, wrong, "nor is a wrong password");
    // The earlier session stays valid, and another second factor gets the same answer.
    let day = Day::from_ymd(2018, 6, 4);
    let signed = fixture.app.signed(&ahead.cookie, later(0), day).unwrap().unwrap();
    let up = |now| fixture.app.step_up(&signed.id, "a1", &code(now), now).unwrap();
    assert_eq!(up(later(1)), Err(NotEntered::ClockSetBack(until)));
    for minutes in [0, 20, 40] {
        let waits = enter(&fixture, later(minutes), |_| {});
        assert!(matches!(waits, Err(NotEntered::ClockSetBack(_))), "no wait comes on top");
    }
    assert!(up(until).is_ok(), "as soon as it may");
    enter(&fixture, until.plus_millis(30_000), |_| {}).unwrap();
}

#[test]
fn a_session_of_a_clock_set_back_ends_twelve_hours_after_it_and_one_far_ahead_is_over() {
    let fixture = fixture();
    let hour = 60;
    let soon = enter(&fixture, later(hour), |_| {}).unwrap();
    let far = enter(&fixture, later(13 * hour), |_| {}).unwrap();
    assert!(who(&fixture, &far, later(0)).is_none(), "further ahead than a session lasts");
    for minutes in (0..12 * hour).step_by(20) {
        assert!(who(&fixture, &soon, later(minutes)).is_some(), "{minutes}");
    }
    assert!(who(&fixture, &soon, later(12 * hour)).is_none(), "by the clock of now");
}

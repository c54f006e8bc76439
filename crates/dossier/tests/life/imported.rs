//! Dossiers of old registers: their state, folded from what a register states.

use calendar::{Calendars, Instant};
use dossier::event::{ImportedPause, PauseReason};
use dossier::{Event, Filing, Phase, Recorded, State, fold};

fn imported(finished: Option<i64>, withdrawn: Option<i64>) -> (Phase, Option<Instant>) {
    let state = state(finished, withdrawn, Vec::new());
    assert_eq!(state.ended(), state.finished.or(state.withdrawn));
    (state.phase, state.ended())
}

fn state(finished: Option<i64>, withdrawn: Option<i64>, pauses: Vec<ImportedPause>) -> State {
    let event = Event::Imported {
        code: "old-1".into(),
        filing: Filing::default(),
        zone: "Europe/Amsterdam".into(),
        received: Instant(1_000),
        due: Instant(9_000),
        due_stated: true,
        officer: None,
        finished: finished.map(Instant),
        withdrawn: withdrawn.map(Instant),
        steps: Vec::new(),
        pauses,
        imported_at: Instant(99_000),
    };
    let recorded = Recorded {
        at: Instant(1_000),
        logged_at: Instant(1_000),
        actor: "import".into(),
        on_behalf: None,
        paper_number: None,
        event,
        sealed: None,
    };
    fold(&[recorded], &Calendars::new()).unwrap()
}

#[test]
fn an_open_pause_suspends_where_it_began_before_due() {
    let pause = |from, to: Option<i64>| ImportedPause {
        from: Instant(from),
        to: to.map(Instant),
        reason: PauseReason::Agency,
        on_due_date: false,
    };
    let open = |from| state(None, None, vec![pause(from, None)]);
    assert!(open(2_000).suspended());
    assert_eq!(open(2_000).snapshot(Instant(10_000)).clock, Some("paused"));
    assert!(!open(9_500).suspended(), "it began after due");
    assert!(!state(None, None, vec![pause(2_000, Some(3_000))]).suspended());
    let withdrawn = state(None, Some(4_000), vec![pause(2_000, None)]);
    assert_eq!(withdrawn.pauses[0].to, Some(Instant(4_000)));
}

#[test]
fn of_two_ends_the_earlier_one_counts() {
    for (finished, withdrawn, phase, end) in [
        (None, None, Phase::Open, None),
        (Some(5_000), None, Phase::Ready, Some(5_000)),
        (None, Some(4_000), Phase::Withdrawn, Some(4_000)),
        (Some(5_000), Some(4_000), Phase::Withdrawn, Some(4_000)),
        (Some(3_000), Some(4_000), Phase::Ready, Some(3_000)),
        (Some(4_000), Some(4_000), Phase::Ready, Some(4_000)),
    ] {
        let seen = imported(finished, withdrawn);
        assert_eq!(seen, (phase, end.map(Instant)), "{finished:?} {withdrawn:?}");
    }
}

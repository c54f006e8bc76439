//! Dossiers of old registers: what the fold makes of what a register states.

use calendar::{Calendars, Instant};
use dossier::{Event, Filing, Phase, Recorded, fold};

fn imported(finished: Option<i64>, withdrawn: Option<i64>) -> (Phase, Option<Instant>) {
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
        imported_at: Instant(99_000),
    };
    let recorded = Recorded {
        at: Instant(1_000),
        logged_at: Instant(1_000),
        actor: "import".into(),
        on_behalf: None,
        event,
        sealed: None,
    };
    let state = fold(&[recorded], &Calendars::new()).unwrap();
    assert_eq!(state.ended(), state.finished.or(state.withdrawn));
    (state.phase, state.ended())
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

//! Lives of random commands: every decided event can be folded, and the parts always sum to the
//! whole.

use calendar::{Instant, Unit};
use dossier::event::PauseReason;
use dossier::{
    Action, Actor, Command, Phase, Reason, Sending, State, available_actions, fold, fold_known,
};
use proptest::prelude::*;

use crate::fixture::*;

const PEOPLE: [&str; 12] =
    ["K1", "K2", "O1", "O2", "O3", "X1", "H1", "L1", "A1", "V1", "c", "system"];

/// A random step: an action, a number that chooses within it, and the minutes after the last step.
type Choice = (Action, u32, i64);

fn choices() -> impl Strategy<Value = Vec<Choice>> {
    let gap = prop_oneof![5 => 0..200_i64, 1 => 0..4000_i64, 1 => Just(0)];
    let often = prop::sample::select(&[
        Action::Receive,
        Action::Give,
        Action::Accept,
        Action::BeginStep,
        Action::Pause,
        Action::Resume,
        Action::AskSupplement,
        Action::Supply,
        Action::StandIn,
        Action::Correct,
    ]);
    let action = prop_oneof![4 => often, 1 => prop::sample::select(Action::ALL)];
    prop::collection::vec((action, 0..30_u32, gap), 5..40)
}

fn command(action: Action, n: u32, now: Instant, life: &Life) -> Command {
    let officer = || PEOPLE[2 + n as usize % 3];
    let step = if n.is_multiple_of(2) { "verify" } else { "appraise" };
    let reason = String::from("lý do");
    match action {
        Action::Give => give(officer(), step),
        Action::ReturnStep => give_back(officer(), step),
        Action::BeginStep => Command::BeginStep { step: step.into() },
        Action::Reassign => reassign(officer()),
        Action::StandIn => Command::StandIn {
            officer: officer().into(),
            by: PEOPLE[2 + (n as usize + 1) % 3].into(),
            until: now.plus_millis(i64::from(n) * 7_000_000),
        },
        Action::EndStandIn => Command::EndStandIn { officer: officer().into() },
        Action::Consult => {
            let (unit, due) = (String::from("other"), now.plus_millis(86_400_000));
            Command::Consult { unit, due }
        }
        Action::AskSupplement => {
            let approved_by = (n > 5).then(|| String::from("H1"));
            Command::AskSupplement { items: vec![reason], approved_by }
        }
        Action::Pause if n.is_multiple_of(2) => {
            Command::Pause { reason: PauseReason::Financial, basis: reason }
        }
        Action::Extend => {
            let unit = [Unit::WorkingDays, Unit::WorkingHours, Unit::CalendarDays][n as usize % 3];
            Command::Extend { by: calendar::Amount { amount: n % 5, unit }, basis: reason }
        }
        Action::ChangeCalendar => {
            change_calendar(if n.is_multiple_of(2) { "swap" } else { "plain" })
        }
        Action::Remind => Command::Remind { percent: if n < 15 { 50 } else { 80 } },
        Action::DraftApology => draft((n > 20).then_some("06-02")),
        Action::SendApology => Command::SendApology(match n % 3 {
            0 => None,
            1 => Some(Sending::Electronic),
            _ => Some(Sending::InPerson),
        }),
        Action::Finish => Command::Finish { without_letter: (n > 10).then_some(reason) },
        Action::HandOver => Command::HandOver { without_letter: Some(reason), by_code: false },
        Action::Correct => {
            let target = n % (life.history.len() as u32 + 1);
            let named = life.history.get(target as usize).map_or(now, |event| event.at);
            let moved = named.0 + (i64::from(n) - 15) * 900_000;
            correct(target, &format!(r#"{{"at":{moved}}}"#))
        }
        _ => crate::happy::happy(action).3,
    }
}

/// Plays the choices, each by the first actor who may act; calls `each` after every step.
fn play(choices: &[Choice], mut each: impl FnMut(&Life, Instant)) {
    // Most lives begin with a dossier in work, because the desk is closed at most random instants.
    let begun = choices.first().is_some_and(|(_, n, _)| n % 5 > 0);
    let mut life = if begun { working() } else { Life::new() };
    life.accept_within = Some(240);
    let mut now = at("04-07T10:00");
    for &(action, n, gap) in choices {
        now = now.plus_millis(gap * 60_000);
        let command = command(action, n, now, &life);
        for actor in PEOPLE.map(who) {
            if let Some(events) = decided(&life, now, &actor, &command) {
                for (at, event) in events {
                    // Every decided event is accepted by the fold, one by one.
                    let recorded = recorded(at, now, &actor.id, event);
                    life.state.apply(&recorded, &life.calendars).unwrap();
                    life.history.push(recorded);
                }
                if matches!(command, Command::Correct { .. } | Command::Receive(_)) {
                    life.state = fold(&life.history, &life.calendars).unwrap();
                }
                break;
            }
        }
        each(&life, now);
    }
}

/// Decides a command; checks that a command is refused as impossible exactly where its action is
/// not available.
fn decided(
    life: &Life,
    now: Instant,
    actor: &Actor,
    command: &Command,
) -> Option<Vec<(Instant, dossier::Event)>> {
    let action = command.action();
    let button = available_actions(&life.state, actor, now).contains(&action);
    let decision = life.decide(now, actor, command);
    let no_button = matches!(
        decision,
        Err(Reason::NotPossible
            | Reason::NotPermitted
            | Reason::NotLate
            | Reason::Suspended
            | Reason::OfferLapsed(_)
            | Reason::NoStepBegun(_))
    );
    // `available_actions` does not know whether a reminder was sent already, whether an offer has
    // lapsed, and whether an absence exists.
    let untimely = matches!(action, Action::Remind | Action::Lapse | Action::EndStandIn);
    assert!(button != no_button || untimely, "{command:?}: {decision:?}");
    decision.ok()
}

/// A state as text, without its calendar, which is too long to compare.
fn shown(state: &State) -> String {
    let state = State { calendar: None, ..state.clone() };
    format!("{state:?}")
}

fn sums(life: &Life, now: Instant) {
    let state = &life.state;
    let (Some(calendar), Some(received)) = (&state.calendar, state.received) else { return };
    let end = state.ended().unwrap_or(now).min(now);
    let used: i64 = state.used_by_step(calendar, end).iter().map(|(_, minutes)| minutes).sum();
    assert_eq!(used, state.minutes_off_pauses(calendar, received, end));
    let lateness = state.lateness(now);
    let by_step: i64 = lateness.by_step.iter().map(|(_, part)| part).sum();
    assert_eq!(by_step, lateness.minutes);
    for (step, part) in &lateness.by_step {
        let holders = lateness.by_holder.iter().filter(|(of, _, _)| of == step);
        assert_eq!(holders.map(|(_, _, part)| part).sum::<i64>(), *part);
    }
    assert!(lateness.minutes == 0 || state.became_late(now).is_some());
}

/// Checks that one holder follows another from reception to the end, without a gap, and that none
/// holds after it.
fn one_holder(life: &Life, now: Instant) {
    let state = &life.state;
    let Some(received) = state.received else { return };
    let end = state.ended().unwrap_or(now);
    let segments = state.segments(end);
    let mut from = received;
    for segment in &segments {
        assert_eq!(segment.from, from);
        assert!(segment.to > segment.from);
        for at in [segment.from, segment.to.plus_millis(-1)] {
            let holder = (&*segment.officer, segment.acting_for.as_deref(), &*segment.step);
            assert_eq!(state.holder_at(at), Some(holder));
        }
        from = segment.to;
    }
    assert!(from == end || segments.is_empty() && received == end);
    assert_eq!(state.holder_at(received.plus_millis(-1)), None);
    if state.phase != Phase::Open {
        assert_eq!(state.holder_at(end), None);
    }
}

/// The last step as text, if it is a correction, by an actor who is not a leader, of an event other
/// than the reception.
fn bettering(before: &Life, after: &Life) -> Option<String> {
    let new = after.history.get(before.history.len())?;
    let mut root = &new.event;
    while let dossier::Event::Corrected { target, .. } = root {
        root = &after.history[*target as usize].event;
    }
    let corrects = matches!(new.event, dossier::Event::Corrected { .. });
    let reception = matches!(root, dossier::Event::Received { .. });
    let leader = who(&new.actor).role == dossier::Role::Leader;
    (corrects && !reception && !leader).then(|| format!("{:?} of {root:?}", new.event))
}

/// Checks that the dossier did not improve: as it stands, and as if its pause ended.
fn not_better(before: &Life, after: &Life, now: Instant, later: Instant, corrected: &str) {
    let resumed = |life: &Life| {
        let mut state = life.state.with_lapse_applied(now).into_owned();
        for event in [dossier::Event::Supplied { items: Vec::new() }, dossier::Event::Resumed] {
            let _ = state.apply(&recorded(now, now, "", event), &life.calendars);
        }
        state
    };
    let late = |state: &State, officer: &str| -> i64 {
        let parts = state.lateness(later).by_holder;
        parts.iter().filter(|(_, of, _)| of == officer).map(|(.., minutes)| minutes).sum()
    };
    let pairs = [
        (
            before.state.with_lapse_applied(now).into_owned(),
            after.state.with_lapse_applied(now).into_owned(),
        ),
        (resumed(before), resumed(after)),
    ];
    for (before, after) in pairs {
        assert!(after.due() <= before.due(), "due: {corrected}");
        let total = [&before, &after].map(|state| state.lateness(later).minutes);
        assert!(total[1] >= total[0], "{total:?}: {corrected}");
        if later == now {
            for officer in PEOPLE {
                assert!(late(&after, officer) >= late(&before, officer), "{officer}: {corrected}");
            }
        }
    }
}

proptest! {
    #[test]
    fn parts_sum_to_the_whole_and_one_officer_holds(choices in choices()) {
        play(&choices, |life, now| {
            sums(life, now);
            sums(life, now.plus_millis(900_000_000));
            one_holder(life, now);
        });
    }

    #[test]
    fn the_fold_is_the_sum_of_its_steps(choices in choices()) {
        play(&choices, |life, now| {
            let whole = fold(&life.history, &life.calendars).unwrap();
            assert_eq!(shown(&life.state), shown(&whole));
            let whole = shown(&whole.with_lapse_applied(now));
            let state = fold_known(&life.history, &life.calendars, Instant::MAX, now);
            assert_eq!(shown(&state), whole);
        });
    }

    #[test]
    fn what_was_known_is_the_fold_of_what_was_logged(choices in choices(), cut in 0..40_usize) {
        play(&choices, |life, _| {
            let Some(last) = life.history.get(cut) else { return };
            let logged = life.history.partition_point(|event| event.logged_at <= last.logged_at);
            let then = fold(&life.history[..logged], &life.calendars).unwrap();
            let state = fold_known(&life.history, &life.calendars, last.logged_at, Instant::MAX);
            assert_eq!(shown(&state), shown(&then.with_lapse_applied(Instant::MAX)));
        });
    }

    #[test]
    fn what_had_happened_is_the_fold_of_the_events_until_then(choices in choices(), cut in 0..40_usize) {
        let plain: Vec<Choice> =
            choices.into_iter().filter(|(action, ..)| *action != Action::Correct).collect();
        play(&plain, |life, _| {
            let Some(until) = life.history.get(cut).map(|event| event.at) else { return };
            let events: Vec<_> =
                life.history.iter().filter(|event| event.at <= until).cloned().collect();
            let state = fold_known(&life.history, &life.calendars, Instant::MAX, until);
            let folded = fold(&events, &life.calendars).unwrap();
            assert_eq!(shown(&state), shown(&folded.with_lapse_applied(until)));
        });
    }

    #[test]
    fn no_correction_betters_a_dossier_but_a_leaders(choices in choices()) {
        let mut last: Option<Life> = None;
        play(&choices, |life, now| {
            if let Some(before) = &last
                && let Some(corrected) = bettering(before, life)
            {
                for later in [0, 100_000_000, 900_000_000] {
                    not_better(before, life, now, now.plus_millis(later), &corrected);
                }
            }
            last = Some(life.clone());
        });
    }

    #[test]
    fn a_refused_event_changes_nothing(choices in choices(), other in choices()) {
        let mut events = Vec::new();
        play(&other, |life, _| events.clone_from(&life.history));
        play(&choices, |life, _| {
            for event in &events {
                let mut state = life.state.clone();
                if state.apply(event, &life.calendars).is_err() {
                    assert_eq!(shown(&state), shown(&life.state));
                }
            }
        });
    }
}

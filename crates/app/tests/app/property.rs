//! Random commands by random actors: whatever is accepted, the record stays consistent.

use app::Failure;
use calendar::{Amount, Instant, Unit};
use dossier::event::PauseReason;
use dossier::{Command, Recorded, State, fold};
use proptest::prelude::*;

use crate::support::{Fixture, IN_DAY, LAND, ONE_ACT, ask, at, finish, give, own, withdraw};

const ACTORS: [&str; 13] =
    ["D1", "D2", "A1", "A2", "AH", "B1", "BH", "C1", "L1", "Q1", "P1A", "citizen", "system"];
const OFFICERS: [&str; 6] = ["D1", "A1", "A2", "AH", "B1", "BH"];
const STEPS: [&str; 4] = ["verify", "approve", "issue", "desk"];

/// An attempt: the kind of command, the actor, the minutes after the last attempt, and the choice
/// within the kind.
type Try = (u8, usize, u32, u8);

fn tries() -> impl Strategy<Value = Vec<Try>> {
    // Most waits are minutes, some are days.
    let wait = prop_oneof![3 => 0_u32..90, 1 => 90_u32..8000];
    prop::collection::vec((0_u8..40, 0..ACTORS.len(), wait, any::<u8>()), 10..60)
}

fn text() -> String {
    "Lý do".into()
}

fn command(fixture: &Fixture, kind: u8, which: u8, when: Instant) -> Command {
    let officer = OFFICERS[usize::from(which) % OFFICERS.len()];
    let step = STEPS[usize::from(which / 8) % STEPS.len()];
    let unit = fixture.who(officer).unit;
    let later = |minutes: i64| when.plus_millis(minutes * 60_000);
    let date = || calendar::Zone::VIETNAM.day(later(i64::from(which) * 240));
    match kind {
        0 => Command::File { filing: fixture.app.filing(&fixture.intake(LAND), when).unwrap() },
        1 => Command::Guide { missing: vec![text()] },
        2 => Command::Refuse { filing: None, reason: text() },
        3 => {
            let reception = fixture.app.reception(&fixture.intake(ONE_ACT), when).unwrap();
            Command::CompleteAtOnce { reception, paid_vnd: u64::from(which) }
        }
        4 | 5 => reception(fixture, which, when),
        6..=10 => give(fixture, officer, step),
        11..=14 => Command::Accept,
        15 => Command::Decline { reason: text() },
        16 => Command::BeginStep { step: step.into() },
        17 => Command::CompleteStep,
        18 => Command::ReturnStep { to: officer.into(), unit, step: step.into(), reason: text() },
        19 => Command::Reassign { to: officer.into(), unit, reason: text() },
        20 => {
            let (officer, by) =
                (officer.to_owned(), OFFICERS[usize::from(which / 16) % 6].to_owned());
            Command::StandIn { officer, by, until: later(i64::from(which) * 60) }
        }
        21 => Command::Consult { unit: "B".into(), due: later(600) },
        22 => Command::AnswerConsultation { id: u32::from(which % 3) },
        23 => ask((which > 100).then_some("AH")),
        24 => Command::Supply { items: Vec::new() },
        25 => Command::CloseUnsupplied,
        26 => Command::Pause { reason: PauseReason::Financial, basis: text() },
        27 | 28 => Command::Resume,
        29 => {
            let by = Amount { amount: u32::from(which % 4), unit: Unit::WorkingDays };
            Command::Extend { by, basis: text() }
        }
        30 => Command::DraftApology { reason: text(), unit, new_date: (which > 90).then(date) },
        31 => Command::SignApology { reason: None, new_date: None, confirmed: false },
        32 => Command::SendApology(None),
        33 => Command::SetChairmanDate { date: date(), decision: text() },
        34 => Command::ApproveResult { declined: which > 200, reason: None },
        35 => Command::Finish { without_letter: (which > 128).then(text) },
        36 => match which % 8 {
            0 | 1 => Command::Post { tracking: text() },
            2 => Command::PostDelivered,
            3 | 4 => {
                let all = dossier::event::ReturnReason::ALL;
                Command::PostReturned { reason: all[usize::from(which) % all.len()] }
            }
            _ => Command::HandOver { without_letter: Some(text()), by_code: false },
        },
        37 => {
            if which > 220 {
                withdraw()
            } else {
                finish()
            }
        }
        38 => correction(which, when),
        _ => Command::Note,
    }
}

fn reception(fixture: &Fixture, which: u8, when: Instant) -> Command {
    let mut intake = fixture.intake(if which > 60 { LAND } else { IN_DAY });
    if which > 200 {
        intake.entered_late = Some((when.plus_millis(-i64::from(which) * 60_000), text()));
    }
    Command::Receive(fixture.app.reception(&intake, when).unwrap())
}

/// A correction that moves an event to some hours before `when`.
fn correction(which: u8, when: Instant) -> Command {
    let moved = when.plus_millis(-i64::from(which) * 7 * 60_000);
    let set = [("at".to_owned(), serde_json::json!(moved))].into_iter().collect();
    Command::Correct { target: u32::from(which % 6), set, reason: text() }
}

/// An actor who is permitted in most cases, so that random sequences get far.
fn actor_of(state: Option<&State>, kind: u8, who: usize, when: Instant) -> String {
    let named = state.and_then(|state| match kind {
        11..=15 => state.offer.as_ref().map(|offer| state.acting(&offer.to, when).to_owned()),
        6..=10 | 16..=18 | 21 | 26 | 35 | 37 => {
            state.holder_at(when).map(|(who, ..)| who.to_owned())
        }
        _ => None,
    });
    let named =
        named.filter(|name| name != "system" && name != "citizen" && !who.is_multiple_of(3));
    named.unwrap_or_else(|| ACTORS[who].to_owned())
}

/// The events of the dossier on record.
fn recorded(fixture: &Fixture) -> Vec<Recorded> {
    let rows = fixture.rows(&own("x"));
    let read = rows.into_iter().map(|row| Recorded {
        at: Instant(row.event.happened_at),
        logged_at: Instant(row.event.logged_at),
        actor: row.event.actor,
        on_behalf: row.event.on_behalf,
        paper_number: None,
        event: serde_json::from_str(&row.event.public_part).unwrap(),
        sealed: None,
    });
    read.collect()
}

/// Checks that each instant from reception to the end has exactly one holder.
fn one_holder(state: &State, until: Instant) -> Result<(), TestCaseError> {
    let Some(received) = state.received else { return Ok(()) };
    let end = state.ended().unwrap_or(until);
    let segments = state.segments(end);
    let mut from = received;
    for segment in segments {
        prop_assert_eq!(segment.from, from);
        prop_assert!(segment.from < segment.to);
        from = segment.to;
    }
    // A dossier that ended at its reception has no holder at any instant.
    prop_assert_eq!(from, end.max(received));
    prop_assert_eq!(state.hold().is_some(), state.ended().is_none());
    Ok(())
}

fn parts_sum(state: &State, until: Instant) -> Result<(), TestCaseError> {
    let lateness = state.lateness(until);
    let by_step: i64 = lateness.by_step.iter().map(|(_, part)| part).sum();
    let by_holder: i64 = lateness.by_holder.iter().map(|(.., part)| part).sum();
    prop_assert_eq!((by_step, by_holder), (lateness.minutes, lateness.minutes));
    prop_assert!(lateness.minutes >= 0);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_taken_leaves_the_record_whole(tries in tries()) {
        let fixture = Fixture::new();
        // From here on the figures in memory follow each commit.
        prop_assert!(fixture.app.figures(None).unwrap().unwrap().facts.is_empty());
        let mut when = at("06-04 07:40");
        let mut state: Option<State> = None;
        let mut closed = false;
        for (kind, who, wait, which) in tries {
            // Before the reception, only commands that lead to it are attempted.
            let kind = if state.as_ref().is_none_or(|s| s.received.is_none()) { kind % 6 } else { kind };
            when = when.plus_millis(i64::from(wait) * 60_000);
            let who = actor_of(state.as_ref(), kind, who, when);
            let before = recorded(&fixture);
            let command = command(&fixture, kind, which, when);
            let text = format!("{command:?}");
            match fixture.app.execute(fixture.submission("x", &who, when, command)) {
                Ok(done) => {
                    prop_assert!(done.version > before.len() as u64);
                }
                Err(Failure::Refused(_)) => prop_assert_eq!(before, recorded(&fixture)),
                Err(other) => return Err(TestCaseError::fail(format!("{text}: {other}"))),
            }
            if when >= at("07-01 00:00") && state.is_some() && !closed {
                let permit = app::AgencyPermit::to_close_month("2018-06");
                // A month in which no dossier was received cannot be closed.
                closed = fixture.app.close_month(&permit, None, None, when).is_ok();
            }
            if which % 5 == 0 {
                fixture.app.run_timers(when).unwrap();
                fixture.app.commit().unwrap();
            }
            let history = recorded(&fixture);
            prop_assert!(history.iter().map(|event| event.logged_at).is_sorted(), "{}", text);
            // Only legal events were recorded, so the record folds.
            let folded = fold(&history, &fixture.app.rules().calendars);
            prop_assert!(folded.is_ok(), "{}: {:?}", text, folded.err());
            let folded = folded.unwrap();
            one_holder(&folded, when)?;
            parts_sum(&folded, when)?;
            state = Some(folded);
        }
        prop_assert_eq!(fixture.findings(), vec![]);
        crate::figures::compare(&fixture, "pb");
        let again = fixture.reopened();
        prop_assert_eq!(again.findings(), vec![]);
    }
}

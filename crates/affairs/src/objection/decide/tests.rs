//! Every command with its refusals, and histories of attempts in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use calendar::{Day, Zone};
use dossier::Phase;
use dossier::state::Hold;
use proptest::prelude::*;

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::objection::event::Finding;
use crate::testing::{recorded, weekdays};

fn at(day: i8, minute: i64) -> Instant {
    Zone::VIETNAM.at(Day::from_ymd(2018, 6, day), minute * 60_000)
}

/// A dossier due on Monday the 4th at 8:00 and finished 100 minutes later; the desk, `A1` and the
/// head of `A` held it, without budgets, so that each overran by the time in hold.
fn dossier() -> State {
    let hold = |officer: &str, step: &str, from, to| Hold {
        from,
        to: Some(to),
        officer: officer.into(),
        step: step.into(),
        unit: "A".into(),
    };
    State {
        phase: Phase::Ready,
        calendar: Some(Arc::new(weekdays())),
        received: Some(at(4, 450)),
        dues: vec![(at(4, 450), at(4, 480))],
        finished: Some(at(4, 580)),
        holds: vec![
            hold("MC1", "desk", at(4, 450), at(4, 460)),
            hold("A1", "check", at(4, 460), at(4, 560)),
            hold("AH", "approve", at(4, 560), at(4, 580)),
        ],
        ..State::default()
    }
}

fn officer(id: &str) -> Actor {
    let (role, unit) = match id {
        "LD1" | "LD2" => (Role::Leader, "LD"),
        "AH" | "AH2" => (Role::Head, "A"),
        "BH" => (Role::Head, "B"),
        "MC1" => (Role::DeskOfficer, "MC"),
        _ => (Role::Specialist, "A"),
    };
    Actor::new(id, role, unit)
}

fn raise(step: &str) -> Command {
    Command::Raise { step: step.into(), reason: "Chờ ý kiến".into() }
}

fn decide_as(finding: Finding) -> Command {
    Command::Decide { number: 1, finding, reason: "Đúng".into() }
}

struct Office {
    dossier: State,
    objections: Objections,
    now: Instant,
}

impl Office {
    fn new() -> Self {
        Self { dossier: dossier(), objections: Objections::default(), now: at(5, 480) }
    }

    fn decide(&self, actor: &str, command: Command) -> Result<Event, Refusal> {
        let heads: &[String] =
            &if actor == "MC1" { vec![] } else { vec!["AH".to_owned(), "AH2".to_owned()] };
        let actor = officer(actor);
        let context = Context {
            at: self.now,
            dossier: &self.dossier,
            unit: &actor.unit,
            heads,
            leadership: "LD",
        };
        self.objections.decide(context, &actor, command).map(|mut events| events.remove(0))
    }

    fn act(&mut self, actor: &str, command: Command) -> Result<Event, Refusal> {
        let event = self.decide(actor, command)?;
        self.objections
            .apply(&recorded(self.now, actor, event.clone()))
            .map_err(|_| Refusal::NoReason)?;
        Ok(event)
    }
}

#[test]
fn an_officer_objects_to_the_own_part_of_a_finished_dossier() {
    let mut office = Office::new();
    let parts = late_parts_of(&office.dossier, "A1", office.now);
    assert_eq!(parts, [("check".to_owned(), 77)]);
    assert_eq!(office.decide("A1", raise("desk")), Err(Refusal::NotYours));
    assert_eq!(office.decide("A9", raise("check")), Err(Refusal::NotYours));
    let blank = Command::Raise { step: "check".into(), reason: " ".into() };
    assert_eq!(office.decide("A1", blank), Err(Refusal::NoReason));
    let raised = Event::Raised { step: "check".into(), minutes: 77, unit: "A".into() };
    assert_eq!(office.act("A1", raise("check")), Ok(raised));
    assert_eq!(office.decide("A1", raise("check")), Err(Refusal::AlreadyOpen(office.now)));
    office.dossier.finished = None;
    assert_eq!(office.decide("A1", raise("check")), Err(Refusal::NotFinished));
    office.dossier.finished = Some(at(4, 470));
    assert_eq!(office.decide("A1", raise("check")), Err(Refusal::NoLateness));
}

#[test]
fn another_decides_once_and_the_same_minutes_are_not_objected_to_again() {
    let mut office = Office::new();
    assert_eq!(office.decide("AH2", decide_as(Finding::Upheld)), Err(Refusal::NoSuchObjection));
    office.act("A1", raise("check")).unwrap();
    for (actor, why) in [
        ("A1", Refusal::OwnObjection),
        ("AH", Refusal::Concerned),
        ("BH", Refusal::OtherUnit),
        ("A2", Refusal::OtherUnit),
    ] {
        assert_eq!(office.decide(actor, decide_as(Finding::Upheld)), Err(why), "{actor}");
    }
    let blank = Command::Decide { number: 1, finding: Finding::Upheld, reason: String::new() };
    assert_eq!(office.decide("AH2", blank), Err(Refusal::NoReason));
    office.act("AH2", decide_as(Finding::Declined)).unwrap();
    let decided = Refusal::AlreadyDecided(office.now);
    assert_eq!(office.decide("LD1", decide_as(Finding::Upheld)), Err(decided));
    assert_eq!(office.decide("A1", raise("check")), Err(decided));
    // After a correction the part has other minutes, so a new objection is possible.
    office.dossier.finished = Some(at(4, 600));
    assert!(office.decide("A1", raise("check")).is_ok());
}

#[test]
fn a_head_s_own_objection_and_that_of_a_unit_without_an_impartial_head_are_the_leader_s() {
    let mut office = Office::new();
    let unit = |event| match event {
        Ok(Event::Raised { unit, .. }) => unit,
        other => panic!("{other:?}"),
    };
    assert_eq!(unit(office.act("AH", raise("approve"))), "LD");
    assert_eq!(unit(office.act("MC1", raise("desk"))), "LD");
    assert_eq!(office.decide("AH2", decide_as(Finding::Upheld)), Err(Refusal::OtherUnit));
    assert!(office.decide("LD1", decide_as(Finding::Upheld)).is_ok());
}

proptest! {
    /// For attempts in any order: another officer decides on an own objection, no objection is
    /// decided twice, and an officer has at most one open objection to a step.
    #[test]
    fn no_officer_decides_on_an_own_objection(
        tries in proptest::collection::vec((0..6_usize, 0..5_usize, 1..4_u32, any::<bool>()), 0..40)
    ) {
        let mut office = Office::new();
        let mut history = Vec::new();
        let steps = ["desk", "check", "approve"];
        for (who, what, number, upheld) in tries {
            let actor = ["A1", "AH", "AH2", "LD1", "BH", "MC1"][who];
            let command = match steps.get(what) {
                Some(step) => raise(step),
                None => {
                    let finding = if upheld { Finding::Upheld } else { Finding::Declined };
                    Command::Decide { number, finding, reason: "Vì".into() }
                }
            };
            if let Ok(event) = office.act(actor, command) {
                history.push(recorded(office.now, actor, event));
            }
        }
        let state: Objections = fold(&history).unwrap();
        prop_assert_eq!(&state, &office.objections);
        for objection in &state.all {
            prop_assert!(objection.decided.as_ref().is_none_or(|d| d.by != objection.officer));
            let open = state.all.iter().filter(|other| {
                other.decided.is_none()
                    && (&other.officer, &other.step) == (&objection.officer, &objection.step)
            });
            prop_assert!(open.count() <= 1);
        }
    }
}

//! A visit from its record to the closing of its last finding; every refusal; histories in any
//! order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Zone;
use proptest::prelude::*;

use super::*;
use crate::aggregate::{Aggregate, Recorded, fold};
use crate::testing::{recorded, weekdays};

const fn day(n: i8) -> Day {
    Day::from_ymd(2018, 6, n)
}

fn officer(id: &str) -> Actor {
    let (role, unit) = match id {
        "LD" => (Role::Leader, "LD"),
        "TT" | "T2" => (Role::Inspector, "LD"),
        "UH" => (Role::Head, "U"),
        _ => (Role::Specialist, &id[..1]),
    };
    Actor::new(id, role, unit)
}

/// The decision on a command on Monday the 4th.
fn decided(state: &Inspection, actor: &Actor, command: Command) -> Result<Event, Refusal> {
    let calendar = weekdays();
    let owner = match &command {
        Command::Find { owner, .. } => Some(officer(owner).unit),
        _ => None,
    };
    let unit_known = !matches!(&command, Command::Visit { unit, .. } if unit == "?");
    let at = Zone::VIETNAM.at(day(4), 36_000_000);
    let context = Context { at, calendar: &calendar, owner_unit: owner.as_deref(), unit_known };
    state.decide(context, actor, command).map(|mut events| events.remove(0))
}

fn execute(state: &mut Inspection, actor: &str, command: Command) -> Result<(), Refusal> {
    let event = decided(state, &officer(actor), command)?;
    state.apply(&recorded(Instant(1), actor, event)).unwrap();
    Ok(())
}

fn visit(unit: &str, visited_on: Day) -> Command {
    Command::Visit { unit: unit.into(), visited_on, text: "Kiểm tra việc hẹn trả".into() }
}

fn find(owner: &str, due: Day) -> Command {
    Command::Find { owner: owner.into(), due, text: "Thiếu phiếu kiểm soát".into() }
}

fn follow_up(number: u32) -> Command {
    Command::FollowUp { number, text: "Đã bổ sung".into() }
}

fn back(number: u32, due: Day) -> Command {
    Command::Return { number, due, reason: "Chưa đủ".into() }
}

fn close(number: u32) -> Command {
    Command::Close { number, evidence: "Biên bản số 5".into() }
}

fn visited() -> Inspection {
    let mut state = Inspection::default();
    execute(&mut state, "TT", visit("U", day(1))).unwrap();
    execute(&mut state, "TT", find("U1", day(8))).unwrap();
    state
}

#[test]
fn a_finding_goes_from_its_owner_to_the_inspector_until_it_is_closed() {
    let mut state = visited();
    execute(&mut state, "TT", find("UH", day(11))).unwrap();
    let waits = |state: &Inspection, officer: &str| -> Vec<u32> {
        state.waiting_for(officer).map(|(number, _)| number).collect()
    };
    assert_eq!((waits(&state, "U1"), waits(&state, "UH")), (vec![1], vec![2]));
    let first = state.finding(1).unwrap();
    assert!(!first.overdue(day(8)) && first.overdue(day(9)));
    execute(&mut state, "U1", follow_up(1)).unwrap();
    assert_eq!((waits(&state, "U1"), waits(&state, "TT")), (vec![], vec![1]));
    execute(&mut state, "TT", back(1, day(12))).unwrap();
    assert_eq!((state.finding(1).unwrap().due, waits(&state, "U1")), (day(12), vec![1]));
    execute(&mut state, "U1", follow_up(1)).unwrap();
    execute(&mut state, "TT", close(1)).unwrap();
    execute(&mut state, "LD", close(2)).unwrap();
    assert_eq!((state.open(), state.finding(0), state.finding(3)), (0, None, None));
}

#[test]
fn each_command_is_refused_with_its_reason() {
    let none = Inspection::default();
    let check = |state: &Inspection, who: &str, command: Command, expected: Refusal| {
        let text = format!("{who} {command:?}");
        assert_eq!(decided(state, &officer(who), command), Err(expected), "{text}");
    };
    check(&none, "UH", visit("U", day(1)), Refusal::MayNotVisit);
    check(&none, "TT", visit("?", day(1)), Refusal::UnknownUnit);
    check(&none, "TT", visit("U", day(5)), Refusal::InFuture);
    let first = Day::from_ymd(2018, 5, 5);
    check(&none, "TT", visit("U", first.plus(-1)), Refusal::TooLate(first));
    check(&none, "TT", find("U1", day(8)), Refusal::NoSuchVisit);
    let silent = Command::Visit { unit: "U".into(), visited_on: day(1), text: " ".into() };
    check(&none, "TT", silent, Refusal::EmptyText);
    let mut state = visited();
    check(&state, "TT", visit("U", day(1)), Refusal::AlreadyRecorded(Instant(1)));
    check(&state, "T2", find("U1", day(8)), Refusal::NotInspector);
    check(&state, "TT", find("V1", day(8)), Refusal::NoOwner);
    check(&state, "TT", find("U1", day(4)), Refusal::BadDay);
    check(&state, "TT", find("U1", day(9)), Refusal::BadDay);
    check(&state, "TT", close(2), Refusal::NoSuchFinding);
    check(&state, "UH", follow_up(1), Refusal::NotOwner);
    check(&state, "TT", back(1, day(8)), Refusal::NotFollowedUp);
    check(&state, "U1", close(1), Refusal::NotInspector);
    execute(&mut state, "U1", follow_up(1)).unwrap();
    check(&state, "U1", follow_up(1), Refusal::AlreadyFollowedUp(Instant(1)));
    check(&state, "TT", back(1, day(9)), Refusal::BadDay);
    let silent = Command::Close { number: 1, evidence: "\n".into() };
    check(&state, "TT", silent, Refusal::EmptyText);
    execute(&mut state, "TT", close(1)).unwrap();
    check(&state, "U1", follow_up(1), Refusal::Closed(Instant(1)));
    check(&state, "TT", back(1, day(8)), Refusal::Closed(Instant(1)));
    check(&state, "TT", close(1), Refusal::Closed(Instant(1)));
}

#[test]
fn events_have_the_form_of_the_record() {
    let text = r#"{"due":"2018-06-08","kind":"found","number":1,"owner":"U1"}"#;
    let event = Event::Found { number: 1, owner: "U1".into(), due: day(8) };
    assert_eq!(serde_json::to_value(&event).unwrap().to_string(), text);
    assert_eq!(serde_json::from_str::<Event>(text).unwrap(), event);
}

proptest! {
    /// For attempts in any order: the decided events fold to the same state, only the owner follows
    /// up, and no event follows the closing of a finding.
    #[test]
    fn every_history_keeps_the_rules(
        tries in prop::collection::vec((0..5_usize, 0..5_u8, 0..4_u32, 1..16_i8), 1..40)
    ) {
        let ids = ["TT", "LD", "U1", "UH", "V1"];
        let (mut state, mut history) = (Inspection::default(), Vec::<Recorded<Event>>::new());
        for (who, what, number, n) in tries {
            let command = match what {
                0 => visit("U", day(n)),
                1 => find(ids[2 + n as usize % 3], day(n)),
                2 => follow_up(number),
                3 => back(number, day(n)),
                _ => close(number),
            };
            let actor = officer(ids[who]);
            let Ok(event) = decided(&state, &actor, command) else { continue };
            if let Event::FollowedUp { number } = event {
                prop_assert_eq!(&state.finding(number).unwrap().owner, &actor.id);
            }
            let recorded = recorded(Instant(1), &actor.id, event);
            state.apply(&recorded).unwrap();
            history.push(recorded);
        }
        prop_assert_eq!(fold::<Inspection>(&history).unwrap(), state);
    }
}

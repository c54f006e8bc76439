//! An initiative is proposed with all its parts, and each of its steps is done once.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Day;

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::initiative::Measure;
use crate::measure::{Baseline, Scope};
use crate::testing::recorded;

fn proposal() -> Proposal {
    let day = |month, day| Day::from_ymd(2018, month, day);
    let scope = Scope { field: Some("Đất đai".into()), procedures: Vec::new() };
    let baseline = Baseline { from: day(1, 1), to: day(9, 30), scope: scope.clone() };
    Proposal {
        name: "Giải quyết đúng hạn".into(),
        unit: "A".into(),
        owner: "a".into(),
        steps: vec!["Giao ban hằng tuần".into(), "Nhắc việc".into()],
        measure: Measure {
            indicator: Indicator::InTime,
            from: day(11, 1),
            to: day(12, 31),
            scope,
            baseline,
        },
        campaign: None,
    }
}

fn submit(
    initiative: &Initiative,
    actor: (&str, Role, &str),
    command: Command,
) -> Result<Event, Refusal> {
    let context = Context {
        unit_of: &|id| (id == "a").then(|| "A".to_owned()),
        procedure: &|code| code == "p",
        field: &|name| name == "Đất đai",
    };
    let actor = Actor::new(actor.0, actor.1, actor.2);
    initiative.decide(context, &actor, command).map(|mut events| events.remove(0))
}

const HEAD: (&str, Role, &str) = ("h", Role::Head, "A");

fn proposed() -> Initiative {
    let command = Command::Propose(Box::new(proposal()));
    let event = submit(&Initiative::default(), HEAD, command).unwrap();
    fold(&[recorded(Instant(1), "h", event)]).unwrap()
}

#[test]
fn a_proposal_is_whole_and_comes_from_the_unit_s_head_or_a_leader() {
    fn check(actor: (&str, Role, &str), change: impl FnOnce(&mut Proposal), why: Refusal) {
        let mut proposal = proposal();
        change(&mut proposal);
        let command = Command::Propose(Box::new(proposal));
        assert_eq!(submit(&Initiative::default(), actor, command).err(), Some(why));
    }
    let leader = ("l", Role::Leader, "U");
    let command = Command::Propose(Box::new(proposal()));
    assert!(submit(&Initiative::default(), leader, command.clone()).is_ok());
    assert_eq!(submit(&proposed(), HEAD, command), Err(Refusal::AlreadyProposed));
    check(("h", Role::Head, "B"), |_| {}, Refusal::NotHead);
    check(("a", Role::Specialist, "A"), |_| {}, Refusal::NotHead);
    check(HEAD, |it| it.name.clear(), Refusal::Incomplete);
    check(HEAD, |it| it.steps.clear(), Refusal::Incomplete);
    check(HEAD, |it| it.steps.push(" ".into()), Refusal::Incomplete);
    check(HEAD, |it| it.owner = "x".into(), Refusal::NotOfUnit);
    check(HEAD, |it| it.measure.scope.procedures.push("q".into()), Refusal::UnknownProcedure);
    check(HEAD, |it| it.measure.scope.field = Some("Đất".into()), Refusal::UnknownField);
    check(HEAD, |it| it.measure.baseline.to = it.measure.from, Refusal::Periods);
    check(HEAD, |it| it.measure.to = Day::from_ymd(2018, 1, 1), Refusal::Periods);
    check(HEAD, |it| it.measure.indicator = Indicator::Sessions, Refusal::NotMeasured);
}

#[test]
fn each_step_is_done_once_by_its_owner_or_the_unit_s_head() {
    let owner = ("a", Role::Specialist, "A");
    let mut initiative = proposed();
    let none = submit(&Initiative::default(), owner, Command::DoStep(1));
    assert_eq!(none, Err(Refusal::NotProposed));
    let other = ("b", Role::Specialist, "A");
    assert_eq!(submit(&initiative, other, Command::DoStep(1)), Err(Refusal::NotOwner));
    for step in [0, 3, u32::MAX] {
        let outcome = submit(&initiative, owner, Command::DoStep(step));
        assert_eq!(outcome, Err(Refusal::NoSuchStep), "{step}");
    }
    let event = submit(&initiative, owner, Command::DoStep(2)).unwrap();
    let at = Instant(7);
    let recorded = recorded(at, "a", event);
    initiative.apply(&recorded).unwrap();
    assert_eq!(initiative.done, [None, Some(at)]);
    assert_eq!(submit(&initiative, HEAD, Command::DoStep(2)), Err(Refusal::AlreadyDone(at)));
    assert!(initiative.apply(&recorded).is_err(), "not in the fold either");
}

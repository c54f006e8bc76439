//! A campaign is declared before its start, is frozen from then on, and is decided after its end.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::aggregate::{Aggregate, fold};
use crate::campaign::{Block, Group, Part};
use crate::measure::{Baseline, Fraction, Indicator, Scope};
use crate::testing::recorded;

const FIRST: Day = Day::from_ymd(2018, 11, 1);
const LAST: Day = Day::from_ymd(2019, 1, 31);

fn part(indicator: Indicator, goal: Option<u32>, weight: u32) -> Part {
    let threshold = Fraction::new(95, 100).unwrap();
    Part { indicator, scope: Scope::default(), goal, weight, threshold }
}

fn declaration() -> Declaration {
    let group = |block: &str, units: &[&str], parts| Group {
        block: block.into(),
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        parts,
    };
    let block = |code: &str, places| Block {
        code: code.into(),
        name: code.into(),
        name_en: String::new(),
        places,
    };
    Declaration {
        name: "Đợt cao điểm".into(),
        name_en: String::new(),
        from: FIRST,
        to: LAST,
        scope: Scope { field: None, procedures: vec!["p".into()] },
        indicators: vec![Indicator::InTime],
        baseline: Baseline {
            from: Day::from_ymd(2018, 1, 1),
            to: Day::from_ymd(2018, 9, 30),
            scope: Scope::default(),
        },
        blocks: vec![block("departments", 1), block("wards", 2)],
        groups: vec![
            group("departments", &["A", "B"], vec![part(Indicator::InTime, None, 100)]),
            group(
                "wards",
                &["W"],
                vec![part(Indicator::Online, None, 60), part(Indicator::Sessions, Some(20), 40)],
            ),
        ],
    }
}

fn starts_at() -> Instant {
    Zone::VIETNAM.at(FIRST, 0)
}

fn ends_at() -> Instant {
    Zone::VIETNAM.at(LAST, 17 * 3_600_000)
}

fn submit(
    campaign: &Campaign,
    role: Role,
    at: Instant,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let ranked = ["A", "B", "W"].map(str::to_owned);
    let context = Context {
        at,
        zone: &Zone::VIETNAM,
        closing: &|day| Zone::VIETNAM.at(day, 17 * 3_600_000),
        unit: &|unit| ["A", "B", "W"].contains(&unit),
        procedure: &|code| code == "p",
        field: &|name| name == "Đất đai",
        by_rule: &ranked[..1],
        ranked: &ranked,
    };
    campaign.decide(context, &Actor::new("o", role, "U"), command)
}

fn declare(campaign: &Campaign, at: Instant, declaration: Declaration) -> Result<Event, Refusal> {
    let command = Command::Declare(Box::new(declaration));
    submit(campaign, Role::Leader, at, command).map(|mut events| events.remove(0))
}

fn commend(
    campaign: &Campaign,
    at: Instant,
    units: &[&str],
    reason: &str,
) -> Result<Event, Refusal> {
    let units = units.iter().map(|unit| (*unit).to_owned()).collect();
    let command = Command::Commend { units, reason: Some(reason.to_owned()) };
    submit(campaign, Role::Leader, at, command).map(|mut events| events.remove(0))
}

fn declared() -> Campaign {
    let event = declare(&Campaign::default(), Instant(0), declaration()).unwrap();
    fold(&[recorded(Instant(0), "o", event)]).unwrap()
}

#[test]
fn the_leader_alone_declares_and_decides() {
    let (open, ended) = (Campaign::default(), declared());
    let end = Command::Commend { units: vec!["A".into()], reason: None };
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Leader) {
        let command = Command::Declare(Box::new(declaration()));
        assert_eq!(submit(&open, role, Instant(0), command), Err(Refusal::NotLeader), "{role:?}");
        assert_eq!(submit(&ended, role, ends_at(), end.clone()), Err(Refusal::NotLeader));
    }
}

#[test]
fn a_campaign_is_declared_before_its_first_instant_and_frozen_from_it_on() {
    let last = starts_at().plus_millis(-1);
    assert!(declare(&Campaign::default(), last, declaration()).is_ok());
    let late = declare(&Campaign::default(), starts_at(), declaration());
    assert_eq!(late, Err(Refusal::TooLate(FIRST)));
    let other = Declaration { name: "Khác".into(), ..declaration() };
    let again = declare(&declared(), last, other.clone());
    assert_eq!(again, Err(Refusal::AlreadyDeclared(Instant(0))), "nothing is replaced unasked");
    let redeclared = Command::Redeclare(Box::new(other.clone()));
    let changed = submit(&declared(), Role::Leader, last, redeclared).unwrap().remove(0);
    let events = [
        recorded(
            Instant(0),
            "o",
            declare(&Campaign::default(), Instant(0), declaration()).unwrap(),
        ),
        recorded(last, "o", changed.clone()),
    ];
    let campaign: Campaign = fold(&events).unwrap();
    assert_eq!(campaign.declared.unwrap().declaration.name, "Khác");
    for later in [FIRST, FIRST.plus(300)] {
        // A campaign that started is frozen even if the new start is in the future.
        let moved = Declaration { from: later, to: later.plus(40), ..other.clone() };
        let again = declare(&declared(), starts_at(), moved.clone());
        assert_eq!(again, Err(Refusal::Started(FIRST)));
        let redeclared = Command::Redeclare(Box::new(moved));
        let again = submit(&declared(), Role::Leader, starts_at(), redeclared);
        assert_eq!(again, Err(Refusal::Started(FIRST)));
    }
    assert!(fold::<Campaign>(&[events[0].clone(), recorded(starts_at(), "o", changed)]).is_err());
}

#[test]
fn commendations_are_decided_once_after_the_end_and_otherwise_than_by_rule_with_a_reason() {
    let none = commend(&Campaign::default(), ends_at(), &["A"], "");
    assert_eq!(none, Err(Refusal::NotDeclared));
    let early = commend(&declared(), ends_at().plus_millis(-1), &["A"], "");
    assert_eq!(early, Err(Refusal::NotEnded(LAST)));
    assert_eq!(commend(&declared(), ends_at(), &["A", "B"], "  "), Err(Refusal::WithoutReason));
    assert_eq!(commend(&declared(), ends_at(), &[], ""), Err(Refusal::WithoutReason));
    assert_eq!(commend(&declared(), ends_at(), &["X"], "y"), Err(Refusal::NotRanked("X".into())));
    assert!(commend(&declared(), ends_at(), &["B", "W"], "Vượt khó").is_ok());
    let event = commend(&declared(), ends_at(), &["A", "A"], "").unwrap();
    assert_eq!(event, Event::Commended { units: vec!["A".into()], reason: None });
    let mut campaign = declared();
    assert!(campaign.apply(&recorded(ends_at().plus_millis(-1), "o", event.clone())).is_err());
    campaign.apply(&recorded(ends_at(), "o", event.clone())).unwrap();
    let again = commend(&campaign, ends_at().plus_millis(9), &["A"], "");
    assert_eq!(again, Err(Refusal::AlreadyDecided(ends_at())));
    assert!(campaign.apply(&recorded(ends_at(), "o", event)).is_err(), "not in the fold either");
}

#[test]
fn a_faulty_declaration_is_refused_by_its_fault() {
    fn check(change: impl FnOnce(&mut Declaration), expected: Fault) {
        let mut declaration = declaration();
        change(&mut declaration);
        let outcome = declare(&Campaign::default(), Instant(0), declaration);
        assert_eq!(outcome.err(), Some(Refusal::Faulty(expected.clone())), "{expected:?}");
    }
    check(|it| it.name = " ".into(), Fault::WithoutName);
    check(|it| it.to = FIRST.plus(-1), Fault::Reversed);
    check(|it| it.baseline.to = Day::from_ymd(2017, 1, 1), Fault::Reversed);
    check(|it| it.baseline.to = FIRST, Fault::BaselineLater);
    check(|it| it.indicators.clear(), Fault::Compared);
    check(|it| it.indicators.push(Indicator::Sessions), Fault::Compared);
    check(|it| it.groups[0].units.clear(), Fault::WithoutUnits);
    check(|it| it.groups[1].units.push("A".into()), Fault::UnitTwice("A".into()));
    check(|it| it.groups[0].units.push("X".into()), Fault::UnknownUnit("X".into()));
    check(|it| it.scope.procedures.push("q".into()), Fault::UnknownProcedure("q".into()));
    check(
        |it| it.groups[0].parts[0].scope.procedures.push("r".into()),
        Fault::UnknownProcedure("r".into()),
    );
    check(|it| it.scope.field = Some("Đất".into()), Fault::UnknownField("Đất".into()));
    check(|it| it.baseline.scope.field = Some("x".into()), Fault::UnknownField("x".into()));
    check(|it| it.groups[1].block = "x".into(), Fault::BlockWithoutUnits("wards".into()));
    check(|it| it.blocks.truncate(1), Fault::BlockWithoutPlaces("wards".into()));
    check(|it| it.blocks[1].code = "departments".into(), Fault::BlockTwice("departments".into()));
    check(|it| it.groups.clear(), Fault::BlockWithoutUnits("departments".into()));
    check(|it| it.blocks.iter_mut().for_each(|block| block.places = 0), Fault::WithoutPlaces);
    check(|it| it.groups[0].parts.clear(), Fault::Parts);
    check(|it| it.groups[1].parts[1].indicator = Indicator::Online, Fault::Parts);
    check(|it| it.groups[1].parts[0].weight = 61, Fault::Weights(101));
    check(|it| it.groups[1].parts[1].goal = None, Fault::Goal);
    check(|it| it.groups[1].parts[1].goal = Some(0), Fault::Goal);
    check(|it| it.groups[0].parts[0].goal = Some(3), Fault::Goal);
}

#[test]
fn a_declaration_has_the_form_of_the_record_and_reads_without_what_is_optional() {
    let event = declare(&Campaign::default(), Instant(0), declaration()).unwrap();
    let mut value = serde_json::to_value(&event).unwrap();
    assert_eq!(value["kind"], "declared");
    assert_eq!(value["declaration"]["groups"][0]["parts"][0]["threshold"], "95/100");
    assert_eq!(serde_json::from_value::<Event>(value.clone()).unwrap(), event);
    value["declaration"].as_object_mut().unwrap().remove("scope");
    assert!(serde_json::from_value::<Event>(value.clone()).is_ok());
    value["declaration"]["groups"][0]["parts"][0]["threshold"] = "96/95".into();
    assert!(serde_json::from_value::<Event>(value).is_err());
}

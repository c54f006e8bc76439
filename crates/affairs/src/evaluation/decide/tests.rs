//! Every command with its refusals, and histories of attempts in any order.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::testing::recorded;

const END: Instant = Instant(1_000);

fn actor(id: &str) -> Actor {
    let (role, unit) = match id {
        "LD1" | "LD2" => (Role::Leader, "LD"),
        "AH" | "AH2" => (Role::Head, "A"),
        "BH" => (Role::Head, "B"),
        "KS" => (Role::Inspector, "LD"),
        _ => (Role::Specialist, "A"),
    };
    Actor::new(id, role, unit)
}

fn decide_at(
    evaluation: &Evaluation,
    (who, about): (&str, &str),
    at: Instant,
    command: Command,
) -> Result<Event, Refusal> {
    let officer = actor(about);
    let officer = Officer { id: about, role: officer.role, unit: &officer.unit };
    let context = Context { at, end: END, officer };
    evaluation.decide(context, &actor(who), command).map(|mut events| events.remove(0))
}

fn frozen(computed: i64, most: i64) -> Box<FrozenScore> {
    Box::new(FrozenScore { computed, most, ..FrozenScore::default() })
}

fn decision(score: i64, reason: &str) -> Command {
    Command::Decide { frozen: frozen(80, 100), seen: 80, score, reason: reason.into() }
}

fn applied(evaluation: &mut Evaluation, actor: &str, event: Event) {
    let recorded = recorded(END, actor, event);
    evaluation.apply(&recorded).unwrap();
}

#[test]
fn the_head_confirms_the_computed_score_or_moves_it_within_bounds_with_a_reason() {
    let check = |who: (&str, &str), at: i64, command: Command, expected: Result<i64, Refusal>| {
        let answer = decide_at(&Evaluation::default(), who, Instant(at), command.clone());
        let score = answer.map(|event| match event {
            Event::Decided { score, .. } => score,
            other => panic!("{other:?}"),
        });
        assert_eq!(score, expected, "{who:?} {command:?}");
    };
    check(("AH", "A1"), 1_000, decision(80, ""), Ok(80));
    check(("AH", "A1"), 1_000, decision(90, "Việc khó"), Ok(90));
    check(("AH", "A1"), 1_000, decision(90, " "), Err(Refusal::NoReason));
    check(("AH", "A1"), 1_000, decision(91, "Việc khó"), Err(Refusal::OutOfBounds(70, 90)));
    check(("AH", "A1"), 1_000, decision(69, "Việc khó"), Err(Refusal::OutOfBounds(70, 90)));
    check(("AH", "A1"), 999, decision(80, ""), Err(Refusal::NotEnded(END)));
    let none = Command::Decide { frozen: frozen(0, 0), seen: 0, score: 0, reason: String::new() };
    check(("AH", "A1"), 1_000, none, Err(Refusal::NothingToScore));
    let old =
        Command::Decide { frozen: frozen(80, 100), seen: 79, score: 80, reason: String::new() };
    check(("AH", "A1"), 1_000, old, Err(Refusal::ScoreChanged));
    let high =
        Command::Decide { frozen: frozen(78, 80), seen: 78, score: 81, reason: "Vì".into() };
    check(("AH", "A1"), 1_000, high, Err(Refusal::OutOfBounds(68, 80)));
    // A leader decides on a head's evaluation; of two heads of a unit neither evaluates the other.
    check(("AH", "AH"), 1_000, decision(80, ""), Err(Refusal::OwnEvaluation));
    check(("AH", "AH2"), 1_000, decision(80, ""), Err(Refusal::NotYourOfficer));
    check(("LD1", "AH"), 1_000, decision(80, ""), Ok(80));
    // A leader's evaluation is decided outside the program.
    for who in ["LD1", "LD2", "AH", "KS"] {
        check((who, "LD2"), 1_000, decision(80, ""), Err(Refusal::DecidedAbove));
    }
    check(("BH", "A1"), 1_000, decision(80, ""), Err(Refusal::NotYourOfficer));
    check(("KS", "A1"), 1_000, decision(80, ""), Err(Refusal::NotYourOfficer));
}

#[test]
fn only_the_officer_comments() {
    let comment = |text: &str| Command::Comment { text: text.into() };
    let none = Evaluation::default();
    let comment_on = |who, text| decide_at(&none, (who, "A1"), Instant(0), comment(text));
    assert_eq!(comment_on("A1", "Nghỉ ốm ba ngày"), Ok(Event::Commented));
    assert_eq!(comment_on("A1", "  "), Err(Refusal::EmptyText));
    assert_eq!(comment_on("AH", "Nghỉ"), Err(Refusal::NotYours));
}

#[test]
fn a_decision_is_corrected_by_a_new_one_and_both_stay() {
    let mut evaluation = Evaluation::default();
    let correct = |score, reason: &str| Command::Correct { score, reason: reason.into() };
    let submit =
        |evaluation: &Evaluation, command| decide_at(evaluation, ("AH", "A1"), END, command);
    assert_eq!(submit(&evaluation, correct(85, "Sót việc")), Err(Refusal::NotDecided));
    let decided = submit(&evaluation, decision(80, "")).unwrap();
    applied(&mut evaluation, "AH", decided);
    assert_eq!(submit(&evaluation, decision(85, "Vì")), Err(Refusal::AlreadyDecided(END)));
    assert_eq!(submit(&evaluation, correct(80, "Sót việc")), Err(Refusal::SameScore));
    assert_eq!(submit(&evaluation, correct(85, "")), Err(Refusal::NoReason));
    assert_eq!(submit(&evaluation, correct(95, "Vì")), Err(Refusal::OutOfBounds(70, 90)));
    let corrected = submit(&evaluation, correct(85, "Sót việc")).unwrap();
    applied(&mut evaluation, "LD1", corrected);
    let scores: Vec<i64> = evaluation.decisions.iter().map(|decided| decided.score).collect();
    assert_eq!((scores, evaluation.decided().unwrap().by.as_str()), (vec![80, 85], "LD1"));
}

proptest! {
    /// For all attempts: every decision is within the bounds of the score that was frozen once, and
    /// no decision is by the officer.
    #[test]
    fn every_decision_is_within_bounds(
        tries in proptest::collection::vec((0..5_usize, 0..3_u8, -5..110_i64, any::<bool>()), 0..30)
    ) {
        let mut evaluation = Evaluation::default();
        for (who, what, score, reason) in tries {
            let who = ["A1", "AH", "AH2", "LD1", "KS"][who];
            let reason = if reason { "Vì" } else { "" }.to_owned();
            let command = match what {
                0 => Command::Comment { text: reason },
                1 => Command::Decide { frozen: frozen(80, 100), seen: 80, score, reason },
                _ => Command::Correct { score, reason },
            };
            if let Ok(event) = decide_at(&evaluation, (who, "A1"), END, command) {
                applied(&mut evaluation, who, event);
            }
        }
        for decided in &evaluation.decisions {
            prop_assert!((70..=90).contains(&decided.score) && decided.by != "A1");
        }
    }
}

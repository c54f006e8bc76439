//! A row for every refusal that an action lists; no action has a refusal that it does not list.

mod corrections;
mod letters;
mod receptions;
mod results;
mod time;
mod work;

use std::collections::BTreeSet;

use dossier::actions::REFUSED_BY_ALL;
use dossier::event::PauseReason;
use dossier::{Action, Actor, Command, Decider, Event, Filing, Reason, Reception, Role};

use crate::fixture::*;
use crate::offers::{offered, restarting};

struct Row {
    name: &'static str,
    life: Life,
    when: &'static str,
    who: &'static str,
    command: Command,
    reason: Reason,
}

fn row(
    (name, life): (&'static str, Life),
    (when, who): (&'static str, &'static str),
    command: Command,
    reason: Reason,
) -> Row {
    Row { name, life, when, who, command, reason }
}

fn none() -> String {
    "  ".into()
}

fn text() -> String {
    "lý do".into()
}

fn late_entry(when: &str, reason: &str) -> Reception {
    Reception { entered_late: Some((at(when), reason.into())), ..reception() }
}

/// A reception whose process decides in step `appraise`, a leader's step without a budget.
fn deciding_reception() -> Reception {
    let mut terms = terms();
    terms.steps[1].decides = Some(Decider::Leader);
    terms.steps[1].budget_minutes = 0;
    Reception { terms, ..reception() }
}

fn deciding() -> Life {
    let reception = deciding_reception();
    Life::new()
        .then("04-07T09:00", "K1", Command::Receive(Box::new(reception)))
        .then("04-07T09:30", "K1", give("O1", "verify"))
        .then("04-07T10:00", "O1", Command::Accept)
}

/// A dossier that a leader holds in the step that decides.
fn begun() -> Life {
    proposed(None)
}

/// The same dossier with the giver's proposal.
fn proposed(proposes_decline: Option<bool>) -> Life {
    let given = propose("L1", "appraise", proposes_decline);
    deciding().then("04-08T09:30", "O1", given).then("04-08T10:00", "L1", Command::Accept)
}

fn approved() -> Life {
    begun().then("04-08T10:30", "L1", Command::ApproveResult { declined: false, reason: None })
}

fn is_draft(event: &Event) -> bool {
    matches!(event, Event::ApologyDrafted { .. })
}

fn ask_with_approval() -> Command {
    Command::AskSupplement { items: vec!["bản đồ".into()], approved_by: Some("H1".into()) }
}

fn rows() -> Vec<Row> {
    let all = [
        receptions::receptions(),
        work::hand_overs(),
        time::clocks(),
        letters::letters(),
        letters::sendings(),
        results::ends(),
        work::answers(),
        letters::signatures(),
        results::decisions(),
        corrections::corrections(),
        time::own_clocks(),
        work::closed_ways(),
        work::untimely(),
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn every_row_is_refused_with_its_reason() {
    for Row { name, life, when, who: id, command, reason } in rows() {
        let decided = life.decide(at(when), &who(id), &command);
        assert_eq!(decided, Err(reason), "{name}: {:?}", command.action());
    }
}

#[test]
fn every_refusal_that_an_action_lists_has_a_row_and_every_row_is_listed() {
    let mut reached: BTreeSet<(Action, &str)> =
        rows().iter().map(|row| (row.command.action(), row.reason.code())).collect();
    reached.retain(|(_, code)| !REFUSED_BY_ALL.contains(code));
    let listed: BTreeSet<(Action, &str)> = Action::ALL
        .iter()
        .flat_map(|&action| action.refusals().iter().map(move |&code| (action, code)))
        .collect();
    assert_eq!(reached, listed);
}

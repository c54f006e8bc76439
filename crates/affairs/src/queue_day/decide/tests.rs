//! Who is called next: in order, priority first but not for ever, each ticket once; and what is refused.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use calendar::Instant;
use dossier::{Actor, Role};
use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::queue_day::figures::QueueFigures;
use crate::queue_day::{TicketAct, VisitEnd};
use crate::testing::recorded;

/// A day with its clock in seconds.
#[derive(Clone, Default)]
struct Day {
    state: QueueDay,
    second: i64,
    shut: bool,
}

impl Day {
    /// Carries a command out; gives the events, or why it is refused. A minute passes before each.
    fn does(&mut self, by: &str, command: Command) -> Result<Vec<Event>, Refusal> {
        self.second += 60;
        self.at_once(by, command)
    }

    fn at_once(&mut self, by: &str, command: Command) -> Result<Vec<Event>, Refusal> {
        let at = Instant(self.second * 1000);
        let context = Context { at, lines: &["A", "B"], open: !self.shut };
        let role = if by == "citizen" { Role::Citizen } else { Role::DeskOfficer };
        let actor = Actor::new(by, role, "MC");
        let events = self.state.decide(context, &actor, command)?;
        for event in &events {
            self.state.apply(&recorded(at, by, event.clone())).unwrap();
        }
        Ok(events)
    }

    fn draws(&mut self, line: &str, priority: bool) -> String {
        let drawn = self.does("citizen", Command::Draw { line: line.into(), priority });
        match &drawn.unwrap()[..] {
            [Event::Drawn { line, number, .. }] => super::super::ticket_name(line, *number),
            other => panic!("{other:?}"),
        }
    }

    fn opens(&mut self, by: &str, counter: u32, lines: &str) {
        let lines = lines.chars().map(String::from).collect();
        self.does(by, Command::Open { counter, lines }).unwrap();
    }

    fn serving(&self, by: &str) -> Option<String> {
        self.state.counter_of(by)?.1.serving.clone()
    }

    /// Ends the ticket that is served and calls the next one.
    fn next(&mut self, by: &str) -> Option<String> {
        let serving = self.serving(by);
        let _ = self.does(by, Command::Next { serving });
        self.serving(by)
    }
}

#[test]
fn tickets_are_called_in_order_priority_first_and_two_in_a_row_at_most() {
    let mut day = Day::default();
    for (line, priority) in
        [("A", false), ("A", false), ("A", true), ("B", true), ("A", true), ("A", true)]
    {
        day.draws(line, priority);
    }
    day.opens("D1", 1, "AB");
    let called: Vec<String> = std::iter::from_fn(|| day.next("D1")).take(6).collect();
    assert_eq!(called, ["A003", "B001", "A001", "A004", "A005", "A002"]);
    assert_eq!(day.next("D1"), None, "the last one is served, nobody waits");
    assert_eq!(day.does("D1", Command::Next { serving: None }), Err(Refusal::NobodyWaits));
}

#[test]
fn two_officers_never_call_the_same_ticket_and_a_form_sent_twice_calls_one() {
    let mut day = Day::default();
    (0..3).for_each(|_| drop(day.draws("A", false)));
    day.opens("D1", 1, "A");
    day.opens("D2", 2, "A");
    assert_eq!(
        (day.next("D1").as_deref(), day.next("D2").as_deref()),
        (Some("A001"), Some("A002"))
    );
    // The second form still says that no ticket is served.
    let again = day.does("D1", Command::Next { serving: None });
    assert_eq!(again, Err(Refusal::NotServing("A001".into())));
    assert_eq!(day.serving("D1").as_deref(), Some("A001"));
}

#[test]
fn at_one_instant_the_order_is_that_of_the_acts() {
    let mut day = Day::default();
    day.opens("D1", 1, "A");
    let draw = || Command::Draw { line: "A".into(), priority: false };
    for command in [draw(), draw(), Command::Next { serving: None }] {
        let by = if matches!(command, Command::Draw { .. }) { "citizen" } else { "D1" };
        day.at_once(by, command).unwrap();
    }
    day.at_once("D1", Command::Absent { serving: "A001".into() }).unwrap();
    day.at_once("D1", Command::Next { serving: None }).unwrap();
    assert_eq!(day.serving("D1").as_deref(), Some("A002"), "A001 waits behind");
}

#[test]
fn who_does_not_come_waits_once_more_behind_the_others_and_then_no_more() {
    let mut day = Day::default();
    day.opens("D1", 1, "A");
    (0..2).for_each(|_| drop(day.draws("A", false)));
    let absent = |day: &mut Day| {
        let serving = day.serving("D1").unwrap();
        day.does("D1", Command::Absent { serving }).unwrap();
    };
    assert_eq!(day.next("D1").as_deref(), Some("A001"));
    absent(&mut day);
    assert_eq!(day.next("D1").as_deref(), Some("A002"));
    assert_eq!(day.next("D1").as_deref(), Some("A001"), "behind A002");
    absent(&mut day);
    assert_eq!(day.next("D1"), None);
    assert_eq!(day.state.tickets["A001"].place, Place::Absent);
}

#[test]
fn a_transferred_ticket_keeps_its_place_and_waits_for_its_counter_while_it_is_open() {
    let mut day = Day::default();
    day.opens("D1", 1, "A");
    day.opens("D2", 2, "B");
    day.opens("D3", 3, "B");
    let first = day.draws("A", false);
    day.draws("B", false);
    assert_eq!(day.next("D1"), Some(first.clone()));
    let transfer = |counter| Command::Transfer {
        serving: first.clone(),
        line: Some("B".into()),
        counter: Some(counter),
    };
    assert_eq!(day.does("D1", transfer(9)), Err(Refusal::NoCounter));
    day.does("D1", transfer(3)).unwrap();
    assert_eq!(day.serving("D1"), None);
    let mut closed = day.clone();
    assert_eq!(day.next("D2").as_deref(), Some("B001"), "the other one waits for counter 3");
    assert_eq!(day.next("D3"), Some(first.clone()));
    closed.does("D3", Command::Close).unwrap();
    assert_eq!(closed.next("D2"), Some(first), "drawn first, and counter 3 is closed");
}

#[test]
fn what_cannot_be_is_refused_and_named() {
    let mut day = Day::default();
    day.opens("D1", 1, "A");
    let open = |counter, lines: &[&str]| Command::Open {
        counter,
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let draw = |line: &str| Command::Draw { line: line.into(), priority: false };
    for (by, command, refusal) in [
        ("citizen", draw("C"), Refusal::NoLine),
        ("D2", open(1, &["A"]), Refusal::CounterTaken("D1".into())),
        ("D1", open(2, &["A"]), Refusal::OtherCounter(1)),
        ("D2", open(0, &["A"]), Refusal::NoCounter),
        ("D2", open(100, &["A"]), Refusal::NoCounter),
        ("D2", open(2, &[]), Refusal::NoLines),
        ("D2", open(2, &["C"]), Refusal::NoLine),
        ("D2", Command::Next { serving: None }, Refusal::NotOpen),
        ("D1", Command::Recall { serving: "A001".into() }, Refusal::NotServing("A001".into())),
    ] {
        assert_eq!(day.does(by, command.clone()), Err(refusal), "{by} {command:?}");
    }
    day.draws("A", false);
    day.next("D1");
    assert_eq!(day.does("D1", Command::Close), Err(Refusal::Serving("A001".into())));
    day.shut = true;
    assert_eq!(day.does("citizen", draw("A")), Err(Refusal::Closed));
    day.shut = false;
    for _ in 0..MAX_A_MINUTE {
        day.second += 1;
        day.at_once("citizen", draw("B")).unwrap();
    }
    day.second += 1;
    assert_eq!(day.at_once("citizen", draw("A")), Err(Refusal::TooFast));
    assert!(day.at_once("D1", draw("A")).is_ok(), "the bound is that of the kiosk");
    assert!(day.does("citizen", draw("A")).is_ok(), "a minute later");
}

#[test]
fn what_is_done_with_a_dossier_stands_at_the_ticket_that_is_served() {
    let mut day = Day::default();
    let tie = |dossier: &str| Command::Tie { dossier: dossier.into(), act: TicketAct::Received };
    assert_eq!(day.does("D1", tie("x")), Ok(Vec::new()), "no counter");
    day.opens("D1", 1, "A");
    assert_eq!(day.does("D1", tie("x")), Ok(Vec::new()), "no ticket");
    let ticket = day.draws("A", false);
    day.next("D1");
    day.does("D1", tie("y")).unwrap();
    day.does("D1", tie("z")).unwrap();
    let acts = |names: &[&str]| {
        names.iter().map(|name| ((*name).to_owned(), TicketAct::Received)).collect::<Vec<_>>()
    };
    assert_eq!(day.state.tickets[&ticket].dossiers, acts(&["y", "z"]));
}

#[test]
fn waiting_and_serving_times_are_counted_by_visit() {
    let mut day = Day::default();
    day.opens("D1", 1, "AB");
    for _ in 0..11 {
        day.draws("A", false);
    }
    // The n-th ticket was drawn 660 − 60n seconds before the first call, and waits 60n longer.
    while day.next("D1").is_some() {}
    let figures = QueueFigures::of(day.state.visits.iter());
    assert_eq!(
        (figures.visits, figures.called, figures.served, figures.not_called),
        (11, 11, 11, 0)
    );
    assert_eq!(figures.waiting.median, Some(660));
    assert_eq!((figures.serving.median, figures.serving.longest), (Some(60), Some(60)));
    day.draws("B", true);
    let figures = QueueFigures::of(day.state.visits.iter().filter(|visit| visit.line == "B"));
    assert_eq!((figures.visits, figures.priority, figures.not_called), (1, 1, 1));
    assert_eq!(figures.waiting.median, None, "no median of few");
}

fn acts() -> impl Strategy<Value = Vec<(u8, bool)>> {
    proptest::collection::vec((0_u8..10, any::<bool>()), 1..120)
}

proptest! {
    /// Whatever is drawn, called, marked absent and transferred: no ticket is at two counters, every
    /// visit has one end, and a counter never passes over one who waits without priority for more than
    /// two calls.
    #[test]
    fn no_ticket_is_passed_over_for_ever_or_called_twice(acts in acts()) {
        let mut day = Day::default();
        day.opens("D1", 1, "AB");
        day.opens("D2", 2, "B");
        let mut passed = [0_u32; 2];
        for (act, flag) in acts {
            let (by, counter) = if flag { ("D1", 1) } else { ("D2", 2) };
            let serving = day.serving(by);
            match (act, serving) {
                (0..=3, _) => drop(day.draws(if act % 2 == 0 { "A" } else { "B" }, flag)),
                (4, Some(serving)) => drop(day.does(by, Command::Absent { serving }).unwrap()),
                (5, Some(serving)) => {
                    let line = Some("B".to_owned());
                    day.does(by, Command::Transfer { serving, line, counter: None }).unwrap();
                }
                (6, Some(serving)) => drop(day.does(by, Command::Finish { serving }).unwrap()),
                _ => {
                    let lines = day.state.counters[&counter].lines.clone();
                    let others = day.state.tickets.values().any(|ticket| {
                        ticket.place == Place::Waiting
                            && !ticket.priority
                            && lines.contains(&ticket.line)
                    });
                    let before = day.serving(by);
                    let called = day.next(by);
                    prop_assert!(called.is_none() || called != before);
                    let at = counter as usize - 1;
                    let priority = called.is_some_and(|name| day.state.tickets[&name].priority);
                    passed[at] = if others && priority { passed[at] + 1 } else { 0 };
                    prop_assert!(passed[at] <= PRIORITY_RUN);
                }
            }
            let served: Vec<_> =
                day.state.counters.values().filter_map(|one| one.serving.clone()).collect();
            let distinct: BTreeSet<_> = served.iter().collect();
            prop_assert_eq!(distinct.len(), served.len());
        }
        let figures = QueueFigures::of(day.state.visits.iter());
        let serving = day.state.counters.values().filter(|one| one.serving.is_some()).count();
        prop_assert_eq!(
            figures.called,
            figures.served + figures.absent + figures.transferred + serving as u64
        );
        prop_assert_eq!(figures.visits, figures.called + figures.not_called);
        let absent = day.state.visits.iter().filter(|v| v.ended.is_some_and(|(_, e)| e == VisitEnd::Absent));
        prop_assert_eq!(absent.count() as u64, figures.absent);
    }
}

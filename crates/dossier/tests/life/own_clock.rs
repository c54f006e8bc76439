//! No officer gives time to an own dossier: every act that changes the clock, by holder and actor.

use dossier::event::Event;
use dossier::{Command, Reason};

use crate::fixture::*;

/// A dossier that was paused twice and supplied once.
fn twice_paused() -> Life {
    let paused = working()
        .then("04-07T10:10", "O1", pause())
        .then("04-07T10:20", "O1", Command::Resume)
        .then("04-07T10:30", "O1", pause())
        .then("04-07T10:40", "O1", Command::Resume);
    paused.then("04-07T10:50", "O1", ask()).then("04-07T10:55", "K1", supply())
}

fn held_by(officer: &str) -> Life {
    twice_paused().then("04-07T11:00", "L3", reassign(officer))
}

fn absent(officer: &str, by: &str) -> Life {
    held_by(officer).then("04-07T11:10", "L3", stand_in(officer, by, "04-10T17:00"))
}

fn second_supplement(by: &str) -> Command {
    Command::AskSupplement { items: vec!["bản đồ".into()], approved_by: Some(by.into()) }
}

/// A correction that moves the acceptance to an earlier instant, so that the time counts for
/// another officer.
fn taken_earlier(life: &Life) -> Command {
    let accepted = |recorded: &dossier::Recorded| matches!(recorded.event, Event::Accepted { .. });
    let place = life.history.iter().position(accepted).unwrap();
    correct(place as u32, r#"{"at":"2025-04-07T09:40:00+07:00"}"#)
}

#[test]
fn no_officer_gives_time_to_an_own_dossier() {
    let [head, leader] = ["H1", "L1"].map(held_by);
    let [absent_head, absent_leader] = [("H1", "O2"), ("L1", "O2")].map(|(a, by)| absent(a, by));
    let [head_stands_in, leader_stands_in] =
        [("O2", "H1"), ("O2", "L1")].map(|(a, by)| absent(a, by));
    // The holder, the dossier, the actor, and whether the act is permitted.
    let rows = [
        ("the head", &head, "H1", false),
        ("the head", &head, "H2", true),
        ("the head", &head, "L1", true),
        ("the leader", &leader, "L1", false),
        ("the leader", &leader, "H1", true),
        ("the leader", &leader, "L2", true),
        ("the head, absent", &absent_head, "H1", false),
        ("the head, absent", &absent_head, "L1", true),
        ("the leader, absent", &absent_leader, "L1", false),
        ("the head for an absent one", &head_stands_in, "H1", false),
        ("the head for an absent one", &head_stands_in, "L1", true),
        ("the leader for an absent one", &leader_stands_in, "L1", false),
        ("the leader for an absent one", &leader_stands_in, "H1", true),
        ("a specialist", &twice_paused(), "H1", true),
        ("a specialist", &twice_paused(), "L1", true),
    ];
    for (holder, life, actor, is_other) in rows {
        let acts = [
            (extend(1), Reason::OwnDossier),
            (pause(), Reason::FurtherPause),
            (second_supplement(actor), Reason::SecondSupplement),
            (taken_earlier(life), Reason::LeaderCorrects),
        ];
        for (command, reason) in acts {
            let leads = actor.starts_with('L');
            let may = is_other && (leads || reason != Reason::LeaderCorrects);
            let decided = life.decide(at("04-08T10:00"), &who(actor), &command).map(drop);
            let expected = if may { Ok(()) } else { Err(reason) };
            assert_eq!(decided, expected, "held by {holder}, {actor}: {:?}", command.action());
        }
    }
}

/// A holder named as the head who approved does not count as an approval.
#[test]
fn an_approval_of_the_holder_is_none() {
    let by_desk = |life: Life, approver: &str| {
        life.decide(at("04-08T10:00"), &who("K1"), &second_supplement(approver)).map(drop)
    };
    assert_eq!(by_desk(held_by("H1"), "H1"), Err(Reason::SecondSupplement));
    assert_eq!(by_desk(absent("H1", "O2"), "H1"), Err(Reason::SecondSupplement));
    assert_eq!(by_desk(held_by("H1"), "H2"), Ok(()));
}

//! The matters that a digest lists: which ones, when, and how often.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use calendar::{Instant, Zone};
use proptest::prelude::*;

use super::super::event::{Item, Rung};
use super::super::ladder::{LadderInput, Recipient};
use super::*;
use crate::aggregate::Aggregate;
use crate::testing::{recorded, weekdays};

const fn day(n: i8) -> Day {
    Day::from_ymd(2018, 6, n)
}

fn at(n: i8, hour: i64) -> Instant {
    Zone::VIETNAM.at(day(n), hour * 3_600_000)
}

fn item(rung: Rung, about: &str, due: Instant) -> Item {
    Item { rung, about: about.into(), due }
}

fn compose(day: Day, matters: Vec<Item>) -> Command {
    Command::Compose { day, matters, held: 3, late: 1, queued: true }
}

fn execute(digest: &mut Digest, command: Command) -> Result<Vec<Event>, Refusal> {
    let events = digest.decide((), &Actor::system(), command)?;
    for event in events.clone() {
        let at = Instant(1);
        digest.apply(&recorded(at, "system", event)).unwrap();
    }
    Ok(events)
}

fn listed(events: &[Event]) -> Vec<Rung> {
    match events {
        [Event::Composed { items, .. }] => items.iter().map(|item| item.rung).collect(),
        _ => Vec::new(),
    }
}

/// The dossier is due on Friday the 15th at 16:30; it was received on the 4th.
#[test]
fn a_dossier_rises_from_its_holder_to_the_head_and_the_leaders() {
    let dossier = LadderInput {
        open: true,
        suspended: false,
        due: Zone::VIETNAM.at(day(15), 990 * 60_000),
        letter_sent: false,
        reminded: 0,
    };
    let check = |dossier: LadderInput, (n, hour), expected: [Option<Rung>; 3]| {
        let of = [Recipient::Holder, Recipient::Head, Recipient::Leader];
        let rung = of.map(|of| dossier.rung(of, &weekdays(), at(n, hour)));
        assert_eq!(rung, expected, "{n}. {hour} o'clock, {dossier:?}");
    };
    let reminded = |reminded| LadderInput { reminded, ..dossier };
    let sent = LadderInput { letter_sent: true, ..dossier };
    let late = Some(Rung::Late);
    check(dossier, (8, 8), [None, None, None]);
    check(reminded(50), (12, 8), [Some(Rung::Half), None, None]);
    check(reminded(80), (13, 16), [Some(Rung::FourFifths), None, None]);
    check(reminded(80), (14, 7), [Some(Rung::FourFifths), None, None]);
    check(dossier, (14, 8), [Some(Rung::LastDay), Some(Rung::LastDay), None]);
    check(dossier, (15, 8), [Some(Rung::DueToday), Some(Rung::LastDay), None]);
    check(dossier, (15, 17), [late, late, Some(Rung::Unlettered)]);
    check(sent, (18, 8), [late, late, None]);
    check(sent, (20, 8), [late, late, Some(Rung::LateLong)]);
    check(LadderInput { suspended: true, ..dossier }, (20, 8), [None; 3]);
    check(LadderInput { open: false, ..dossier }, (20, 8), [None; 3]);
}

#[test]
fn what_was_listed_is_listed_again_for_a_higher_rung_or_another_due_only() {
    let mut digest = Digest::default();
    let due = at(15, 16);
    let half = || item(Rung::Half, "1", due);
    let offered = || item(Rung::Offered, "1", due);
    let first = execute(&mut digest, compose(day(4), vec![half(), offered()])).unwrap();
    assert_eq!(listed(&first), [Rung::Offered, Rung::Half]);
    let again = execute(&mut digest, compose(day(4), vec![item(Rung::Late, "1", due)]));
    assert_eq!(again, Err(Refusal::AlreadyComposed(day(4))), "one a day");
    let same = execute(&mut digest, compose(day(5), vec![half(), offered()])).unwrap();
    assert_eq!(same, [], "nothing new, no digest");
    let both = vec![item(Rung::FourFifths, "1", due), half(), item(Rung::Half, "2", due)];
    let higher = execute(&mut digest, compose(day(6), both)).unwrap();
    assert_eq!(listed(&higher), [Rung::FourFifths, Rung::Half], "the highest rung of each");
    assert_eq!(execute(&mut digest, compose(day(7), vec![half()])).unwrap(), []);
    let moved = vec![item(Rung::Half, "1", at(20, 16))];
    assert_eq!(listed(&execute(&mut digest, compose(day(8), moved)).unwrap()), [Rung::Half]);
}

#[test]
fn a_digest_is_sent_when_the_channel_took_it() {
    let mut digest = Digest::default();
    let leader = Actor::new("LD", Role::Leader, "LD");
    let reached = vec![item(Rung::Late, "1", at(1, 8))];
    let by_leader = digest.decide((), &leader, compose(day(4), reached.clone()));
    assert_eq!(by_leader, Err(Refusal::NotSystem));
    execute(&mut digest, compose(day(4), reached)).unwrap();
    assert_eq!(digest.days[0].sending, Sending::Waiting);
    let end = |day, taken| Command::End { day, taken };
    assert_eq!(execute(&mut digest, end(day(5), true)), Err(Refusal::NotWaiting));
    execute(&mut digest, end(day(4), true)).unwrap();
    assert_eq!(digest.days[0].sending, Sending::Taken(Instant(1)));
    assert_eq!(execute(&mut digest, end(day(4), false)), Err(Refusal::NotWaiting));
}

proptest! {
    /// For any matters on any days: at most one digest a day, and no matter twice for one due on
    /// the same rung or a lower one.
    #[test]
    fn nothing_is_listed_twice(
        days in prop::collection::vec(
            (1..25_i8, prop::collection::vec((0..Rung::ALL.len(), 0..4_u8, 0..2_i8), 0..8)), 1..20)
    ) {
        let mut digest = Digest::default();
        for (n, reached) in days {
            let reached = reached.into_iter().map(|(rung, about, due)| {
                item(Rung::ALL[rung], &about.to_string(), at(26 + due, 16))
            });
            let _ = execute(&mut digest, compose(day(n), reached.collect()));
        }
        let days: BTreeSet<Day> = digest.days.iter().map(|digest| digest.day).collect();
        prop_assert_eq!(days.len(), digest.days.len());
        let mut last: Vec<Item> = Vec::new();
        for item in digest.days.iter().flat_map(|day| &day.items) {
            let same = |listed: &&mut Item| {
                listed.about == item.about
                    && (listed.rung == item.rung || listed.rung.is_escalated() && item.rung.is_escalated())
            };
            match last.iter_mut().find(same) {
                Some(listed) => {
                    prop_assert!(listed.due != item.due || listed.rung < item.rung);
                    *listed = item.clone();
                }
                None => last.push(item.clone()),
            }
        }
    }
}

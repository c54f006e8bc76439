//! The daily digests of officers: which matters each gets, when, and how often; never in quiet
//! hours, never about a suspended or finished dossier.

use std::collections::BTreeSet;

use affairs::digest::{DayDigest, Rung, Sending};
use app::{Notice, Trouble, Who};
use calendar::Instant;
use dossier::Command;
use dossier::event::PauseReason;
use proptest::prelude::*;

use crate::support::{Fixture, LAND, ask, at, finish, withdraw};

const HOUR: i64 = 3_600_000;
const OFFICERS: [&str; 7] = ["D1", "A1", "A2", "AH", "BH", "CH", "L1"];

fn who(fixture: &Fixture, id: &str) -> Who {
    Who::Officer { actor: fixture.who(id), login: id.into(), name: id.into() }
}

fn digests(fixture: &Fixture, officer: &str) -> Vec<DayDigest> {
    let own = fixture.app.digests(&who(fixture, officer), officer, 100).unwrap();
    own.unwrap().days.into_iter().rev().collect()
}

/// The items of an officer's digests, each such as `06-11 07:30 half`.
fn digested(fixture: &Fixture, officer: &str) -> Vec<String> {
    let items = digests(fixture, officer).into_iter().flat_map(|day| {
        let when = calendar::Zone::VIETNAM.format(day.at)[5..16].replace('T', " ");
        day.items.into_iter().map(move |item| format!("{when} {}", item.rung.code()))
    });
    items.collect()
}

/// Runs the program's own work, hour by hour.
fn lives(fixture: &Fixture, from: &str, until: &str) {
    let (mut now, until) = (at(from), at(until));
    while now <= until {
        fixture.app.run_timers(now).unwrap();
        fixture.app.commit().unwrap();
        fixture.app.run_daily(now).unwrap();
        now = now.plus_millis(HOUR / 2);
    }
}

fn take(fixture: &Fixture, now: Instant) -> Vec<Notice> {
    let taken =
        fixture.app.take_due_notices(rules::NoticeWay::Mail, (8, 8), Vec::new(), now).unwrap();
    taken.into_iter().filter(|notice| notice.subject == "digest").collect()
}

#[test]
fn a_dossier_that_becomes_late_is_listed_once_for_each_superior() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 08:00");
    lives(&fixture, "06-04 08:30", "06-25 08:00");
    let expected =
        ["06-12 07:30 half", "06-15 07:30 last_day", "06-18 07:30 due_today", "06-19 07:30 late"];
    assert_eq!(digested(&fixture, "A1"), expected);
    assert_eq!(digested(&fixture, "AH"), ["06-15 07:30 last_day", "06-19 07:30 late"]);
    assert_eq!(digested(&fixture, "L1"), ["06-19 07:30 unlettered", "06-21 07:30 late_long"]);
    assert_eq!(digested(&fixture, "BH"), [""; 0], "another unit's head is not in it");
    fixture.healthy();
}

#[test]
fn an_offer_is_listed_for_its_recipient_and_superiors_may_read_it() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.does("x", "D1", "06-04 16:00", crate::support::give(&fixture, "A1", "verify"));
    lives(&fixture, "06-05 07:00", "06-05 09:00");
    assert_eq!(digested(&fixture, "A1"), ["06-05 07:30 offered"]);
    let may = |reader| fixture.app.digests(&who(&fixture, reader), "A1", 9).unwrap().is_some();
    assert_eq!(["A1", "AH", "L1", "A2", "BH"].map(may), [true, true, true, false, false]);
}

#[test]
fn a_digest_is_sent_when_the_channel_took_it_and_never_in_quiet_hours() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 08:00");
    lives(&fixture, "06-12 07:00", "06-12 08:00");
    assert_eq!(digests(&fixture, "A1")[0].sending, Sending::Waiting);
    let first = take(&fixture, at("06-12 17:50"));
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].address, "a1@binh-an.vn");
    assert!(!first[0].body.contains("Nguyễn"), "{}", first[0].body);
    fixture.app.not_delivered(&first[0], Trouble::Exit(1), at("06-12 17:59")).unwrap();
    for quiet in ["06-12 18:00", "06-12 23:00", "06-13 06:59", "06-13 07:29"] {
        assert_eq!(take(&fixture, at(quiet)), [], "{quiet}");
    }
    let again = take(&fixture, at("06-13 07:31"));
    assert_eq!(digests(&fixture, "A1")[0].sending, Sending::Waiting, "not taken, so not sent");
    fixture.app.delivered(&again[0], at("06-13 07:32")).unwrap();
    assert_eq!(digests(&fixture, "A1")[0].sending, Sending::Taken(at("06-13 07:32")));
    fixture.healthy();
}

#[test]
fn who_has_no_contact_reads_the_digest_on_the_page() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.hands("x", "D1", "A2", "verify", "06-04 08:00");
    lives(&fixture, "06-12 07:00", "06-12 08:00");
    assert_eq!(digests(&fixture, "A2")[0].sending, Sending::OnPage);
    assert_eq!(take(&fixture, at("06-12 09:00")), []);
}

#[test]
fn the_new_date_of_a_letter_is_watched_like_due() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 07:30", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 08:00");
    let new_date = Some("2018-06-27".parse().unwrap());
    let (reason, unit) = ("Việc khó".to_owned(), "A".to_owned());
    fixture.does("x", "AH", "06-15 08:00", Command::DraftApology { reason, unit, new_date });
    let sign = Command::SignApology { reason: None, new_date: None, confirmed: false };
    fixture.does("x", "AH", "06-15 08:10", sign);
    fixture.does("x", "D1", "06-15 08:20", Command::SendApology(None));
    lives(&fixture, "06-19 07:00", "06-29 08:00");
    assert_eq!(digested(&fixture, "A1"), ["06-19 07:30 late", "06-26 07:30 new_date"]);
    assert_eq!(digested(&fixture, "L1"), ["06-21 07:30 late_long"], "a letter was sent");
}

/// A step of a history: the act, the dossier, and the half hours after the last step.
type Turn = (u8, u8, u8);

fn turn(fixture: &Fixture, (what, which, _): Turn, now: Instant) {
    let id = ["x", "y", "z"][usize::from(which) % 3];
    let (text, by) = (|| "Lý do".to_owned(), |who: &str| who.to_owned());
    let (who, command) = match what {
        0 | 1 => (by("D1"), fixture.reception(LAND, now)),
        2 => (
            by("D1"),
            crate::support::give(fixture, ["A1", "A2"][usize::from(which) % 2], "verify"),
        ),
        3 => (by("A1"), Command::Accept),
        4 => (by("A1"), ask(None)),
        5 => (by("citizen"), Command::Supply { items: Vec::new() }),
        6 => (by("A1"), Command::Pause { reason: PauseReason::Financial, basis: text() }),
        7 => (by("A1"), Command::Resume),
        8 => (by("D1"), withdraw()),
        _ => (by("A1"), finish()),
    };
    // A refused command has no effect.
    let _ = fixture.app.execute(fixture.submission(id, &who, now, command));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// For any history and any hour: no digest in quiet hours, at most one a day for each officer,
    /// none about a suspended or finished dossier.
    #[test]
    fn every_digest_keeps_the_rules(
        turns in prop::collection::vec((0_u8..10, any::<u8>(), 1_u8..60), 10..40)
    ) {
        let fixture = Fixture::new();
        let mut now = at("06-04 07:40");
        for next in turns {
            turn(&fixture, next, now);
            for _ in 0..next.2 {
                now = now.plus_millis(HOUR / 2);
                fixture.app.run_timers(now).unwrap();
                fixture.app.commit().unwrap();
                if fixture.app.run_daily(now).unwrap() == 0 {
                    continue;
                }
                for officer in OFFICERS {
                    for day in digests(&fixture, officer).iter().filter(|day| day.at == now) {
                        for item in day.items.iter().filter(|item| item.rung != Rung::Watch) {
                            let view = fixture.app.ask(|inquiry| inquiry.dossier(&item.about, None, now));
                            let state = view.unwrap().unwrap().state;
                            prop_assert!(state.ended().is_none() && !state.suspended(), "{:?}", item);
                        }
                    }
                }
            }
        }
        let rules = fixture.app.rules();
        let (quiet, calendar) = (rules.agency.as_ref().unwrap().quiet_hours, rules.deadline_calendar());
        for officer in OFFICERS {
            let digests = digests(&fixture, officer);
            let days: BTreeSet<_> = digests.iter().map(|day| day.day).collect();
            prop_assert_eq!(days.len(), digests.len());
            for digest in digests {
                prop_assert!(quiet.allow(calendar, digest.at));
                prop_assert_eq!(calendar.zone.day(digest.at), digest.day);
            }
        }
        for notice in fixture.app.outbox(1000).unwrap() {
            prop_assert!(notice.subject != "digest" || quiet.allow(calendar, Instant(notice.at)));
        }
        prop_assert_eq!(fixture.findings(), vec![]);
    }
}

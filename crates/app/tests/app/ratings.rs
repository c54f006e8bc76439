//! Ratings: once for a dossier, by the slip or by its citizen, after the result was handed over or
//! posted; counted in the figures at once and after a restart; a change that was not made by the
//! program is found.

use std::thread;

use affairs::rating::{Grade, Grades, Refusal, Way};
use app::{BySlip, Client, CommandKey, DossierToRate, Failure, NewRating, Who};
use calendar::{Day, Instant};
use dossier::{Actor, Command, Role};
use indicators::{Query, satisfaction};
use rusqlite::Connection;

use crate::figures::compare;
use crate::slips::{KEY, received};
use crate::support::{Fixture, at, finish, own};

const CODE: &str = "H00-180604-0001";

/// A dossier of a person, whose result was handed over on the 8th.
fn handed_over(fixture: &Fixture, id: &str) {
    finished(fixture, id);
    fixture.does(
        id,
        "D1",
        "06-08 10:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
}

fn finished(fixture: &Fixture, id: &str) {
    received(fixture, id, "p1", "0900000001");
    fixture.hands(id, "D1", "A1", "verify", "06-04 09:00");
    fixture.does(id, "A1", "06-08 08:00", finish());
}

fn opens(fixture: &Fixture, who: &Who, slip: (&str, &str), now: Instant) -> Option<DossierToRate> {
    let client = Client::default();
    match fixture.app.of_citizen_by_key(who, slip, (&client, now), now).unwrap() {
        BySlip::Found(dossier) => Some(fixture.app.to_rate(&dossier, now).unwrap()),
        BySlip::Absent | BySlip::Wait(_) => None,
    }
}

fn rating(grade: Grade) -> NewRating {
    NewRating {
        grades: Grades::of(|_| Some(grade)).unwrap(),
        way: Way::Slip,
        salt: "00".repeat(16),
        text: Some("Canary: cô Lan rất tận tình".into()),
    }
}

/// Rates by the slip of the first dossier; returns the reason of a refusal.
fn rate(fixture: &Fixture, who: &Who, when: &str, key: &str) -> Result<(), Refusal> {
    let now = at(when);
    let dossier = opens(fixture, who, (CODE, KEY), now).unwrap();
    let rated = fixture.app.rate(&dossier, rating(Grade::Satisfied), CommandKey::from(key), now);
    let before = dossier.obstacle;
    match rated {
        Ok(()) => {
            assert_eq!(before, None);
            Ok(())
        }
        Err(Failure::NotRated(why)) => {
            assert_eq!(before, Some(why), "the form asks before anything is entered");
            Err(why)
        }
        Err(other) => panic!("{other}"),
    }
}

fn officer(id: &str, role: Role) -> Who {
    Who::Officer { actor: Actor::new(id, role, "P"), login: id.into(), name: id.into() }
}

fn june() -> Query {
    Query::new(Day::from_ymd(2018, 6, 1), Day::from_ymd(2018, 6, 30))
}

fn answers(fixture: &Fixture) -> u64 {
    let figures = fixture.app.figures(None).unwrap().unwrap();
    satisfaction::satisfaction(figures.facts.iter(), &june()).total.answers
}

#[test]
fn a_result_is_rated_once_after_it_was_given_out_and_by_no_officer() {
    let fixture = Fixture::new();
    finished(&fixture, "x");
    let rate = |who: &Who, when: &str, key: &str| rate(&fixture, who, when, key);
    assert_eq!(rate(&Who::Anonymous, "06-08 09:00", "1"), Err(Refusal::NotGivenOut));
    fixture.does(
        "x",
        "D1",
        "06-08 10:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    for (id, role) in [("A1", Role::Specialist), ("D1", Role::DeskOfficer), ("LD", Role::Leader)] {
        let refused = rate(&officer(id, role), "06-08 11:00", "2");
        assert_eq!(refused, Err(Refusal::ByOfficer), "{id} has the slip at hand");
    }
    assert_eq!(fixture.rows("rating/pb/x"), []);
    assert_eq!(answers(&fixture), 0);
    assert_eq!(rate(&Who::Anonymous, "06-08 12:00", "3"), Ok(()));
    assert_eq!(answers(&fixture), 1);
    let twice = rate(&Who::citizen("p1"), "06-09 12:00", "4");
    assert_eq!(twice, Err(Refusal::AlreadyRated(at("06-08 12:00"))));
    let rows = fixture.rows("rating/pb/x");
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].event.public_part.contains("Canary"), "free text is sealed");
    assert!(rows[0].event.sealed_part.as_ref().unwrap().contains("Canary"));
    assert_eq!(rows[0].event.kind, "rated");
    fixture.healthy();
}

#[test]
fn the_same_key_gives_the_first_answer_and_another_content_is_a_conflict() {
    let fixture = Fixture::new();
    handed_over(&fixture, "x");
    let now = at("06-08 12:00");
    let dossier = opens(&fixture, &Who::Anonymous, (CODE, KEY), now).unwrap();
    let rate = |typed: &str| {
        fixture.app.rate(&dossier, rating(Grade::Satisfied), CommandKey::new("key", &[typed]), now)
    };
    rate("a").unwrap();
    assert!(matches!(rate("a"), Err(Failure::AlreadyDone { version: 1, .. })));
    assert!(matches!(rate("b"), Err(Failure::KeyConflict)));
    assert_eq!(fixture.rows("rating/pb/x").len(), 1);
}

#[test]
fn a_wrong_key_and_another_dossier_s_open_nothing() {
    let fixture = Fixture::new();
    handed_over(&fixture, "x");
    let now = at("06-08 12:00");
    for slip in [(CODE, "WRONG1"), ("H00-180604-0009", KEY), (CODE, "")] {
        assert!(opens(&fixture, &Who::Anonymous, slip, now).is_none(), "{slip:?}");
    }
    let client = Client::default();
    let by_token = fixture.app.of_citizen_by_token(&Who::Anonymous, "nothing", (&client, now), now);
    assert!(matches!(by_token.unwrap(), BySlip::Absent));
    // A citizen opens the own dossier and no other; an officer who sees it cannot rate it.
    for (who, opens) in [(Who::citizen("p1"), true), (Who::citizen("p2"), false)] {
        let seen = fixture.app.open_stream(&who, &own("x"), now).unwrap();
        assert_eq!(seen.is_some(), opens);
    }
    let holder = officer("A1", Role::Specialist);
    let leader = Who::Officer {
        actor: Actor::new("L1", Role::Leader, "LD"),
        login: "l1".into(),
        name: "L".into(),
    };
    let seen = fixture.app.open_stream(&leader, &own("x"), now).unwrap().unwrap();
    for who in [&holder, &leader] {
        assert!(fixture.app.of_citizen_own(who, &seen, now).unwrap().is_none());
    }
}

#[test]
fn of_many_at_once_one_rating_is_on_record_and_counted() {
    let fixture = Fixture::new();
    handed_over(&fixture, "x");
    let now = at("06-08 12:00");
    let dossier = opens(&fixture, &Who::Anonymous, (CODE, KEY), now).unwrap();
    assert_eq!(answers(&fixture), 0);
    let answered: Vec<Result<(), Failure>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|n| {
                let (app, dossier) = (&fixture.app, &dossier);
                let grade = Grade::ALL[n % 3];
                let key = CommandKey::from(n.to_string());
                scope.spawn(move || app.rate(dossier, rating(grade), key, now))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let refused = |answer: &&Result<(), Failure>| {
        matches!(answer, Err(Failure::NotRated(Refusal::AlreadyRated(_))))
    };
    assert_eq!(answered.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(answered.iter().filter(refused).count(), 7);
    assert_eq!((fixture.rows("rating/pb/x").len(), answers(&fixture)), (1, 1));
    compare(&fixture, "pb");
}

#[test]
fn figures_follow_a_rating_keep_it_and_read_it_again() {
    let fixture = Fixture::new();
    handed_over(&fixture, "x");
    assert_eq!(answers(&fixture), 0, "loaded before it is rated");
    rate(&fixture, &Who::Anonymous, "06-08 12:00", "1").unwrap();
    compare(&fixture, "pb");
    // The dossier's facts are stored again, and the rating stays with them.
    fixture.does("x", "D1", "06-08 13:00", Command::Note);
    assert_eq!(answers(&fixture), 1);
    compare(&fixture, "pb");
    let before = satisfaction::satisfaction(
        fixture.app.figures(None).unwrap().unwrap().facts.iter(),
        &june(),
    );
    let fixture = fixture.reopened();
    let figures = fixture.app.figures(None).unwrap().unwrap();
    let after = satisfaction::satisfaction(figures.facts.iter(), &june());
    assert_eq!(before, after);
    let earlier = Query { as_of: at("06-08 11:00"), ..june() };
    let then = satisfaction::satisfaction(figures.facts.iter(), &earlier).total;
    assert_eq!((then.given_out, then.answers), (1, 0), "as it was known before the rating");
    fixture.healthy();
}

/// The doctor's findings about a rated dossier after SQL that changes one row.
fn found_after(sql: &str) -> Vec<String> {
    let fixture = Fixture::new();
    handed_over(&fixture, "x");
    rate(&fixture, &Who::Anonymous, "06-08 12:00", "1").unwrap();
    fixture.healthy();
    let fixture = fixture.reopened();
    let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    assert_eq!(file.execute(sql, []).unwrap(), 1, "{sql}");
    fixture
        .findings()
        .iter()
        .map(|finding| format!("{}: {}", finding.about, finding.what))
        .collect()
}

#[test]
fn a_rating_changed_without_the_program_is_found_and_holds_up_nothing() {
    let rated = "WHERE stream = 'rating/pb/x'";
    for (set, what) in [
        ("public_part = replace(public_part, 'satisfied', 'content')", "unknown variant"),
        ("public_part = '{'", "event 1: "),
        ("sealed_part = '{'", "the sealed part of event 1"),
        ("happened_at = 0", "was not given out by then"),
        ("stream = 'rating/pb/y'", "not on record"),
    ] {
        let findings = found_after(&format!("UPDATE event SET {set} {rated}"));
        assert!(findings.len() == 1 && findings[0].contains(what), "{set}: {findings:?}");
    }
    let columns = "happened_at, logged_at, actor, kind, public_part";
    let second = found_after(&format!(
        "INSERT INTO event (position, stream, version, {columns}) \
         SELECT position + 1000, stream, 2, {columns} FROM event {rated}"
    ));
    assert!(second.iter().any(|what| what.contains("was rated before")), "{second:?}");
}

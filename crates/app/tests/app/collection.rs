//! Results that wait at the desk: their applicants are reminded once at each turn, whatever restarts.

use app::{AuditKind, AuditQuery, Done, Extras, Failure, ResultWay, Who};
use calendar::{Day, Instant};
use dossier::{Actor, Command, Role};

use crate::slips::{KEY, received};
use crate::support::{Fixture, at, finish, own};

const DAY: i64 = 86_400_000;

/// The kinds of the notices about a dossier, without the course before the result.
fn sent(fixture: &Fixture, id: &str) -> Vec<String> {
    let notices = fixture.app.outbox(200).unwrap().into_iter().rev();
    let own = notices.filter(|notice| notice.stream == Some(own(id)));
    let kinds = own.map(|notice| notice.subject.trim_start_matches("turn:").to_owned());
    kinds.skip_while(|kind| kind != "ready").collect()
}

/// A dossier with a telephone whose result is ready on 5 June, due on 18 June.
fn ready() -> Fixture {
    let fixture = Fixture::new();
    received(&fixture, "x", "p", "0900000001");
    fixture.hands("x", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("x", "A1", "06-05 08:00", finish());
    fixture
}

/// Runs the daily work at 08:00 of a number of days, and once more after a restart on each.
fn live(mut fixture: Fixture, from: &str, days: i64) -> Fixture {
    for day in 0..days {
        let now = Instant(at(from).0 + day * DAY);
        fixture.app.run_daily(now).unwrap();
        fixture = fixture.reopened();
        fixture.app.run_daily(now.plus_millis(60_000)).unwrap();
    }
    fixture
}

#[test]
fn an_applicant_is_reminded_as_often_as_the_agency_says_and_never_twice() {
    let fixture = ready();
    let due = fixture.state("H00-180604-0001", "06-05 09:00").due().unwrap();
    assert!(at("06-18 07:00") < due && due < at("06-18 18:00"));
    let fixture = live(fixture, "06-06 08:00", 18);
    assert_eq!(sent(&fixture, "x"), ["ready"], "until a week after the day promised");
    let fixture = live(fixture, "06-24 08:00", 2);
    assert_eq!(sent(&fixture, "x"), ["ready", "uncollected"], "on the first working day");
    let fixture = live(fixture, "06-26 08:00", 80);
    assert_eq!(sent(&fixture, "x"), ["ready", "uncollected", "uncollected", "uncollected"]);
    let reader = store::Folder::open_reader(fixture.folder.path()).unwrap();
    let row = reader.row(&own("x")).unwrap().unwrap();
    let sent = fixture.app.ready_notices(&[row]).unwrap().remove(0);
    assert_eq!((sent.ready.is_some(), sent.reminders), (true, 3));
    fixture.healthy();
}

#[test]
fn no_reminder_follows_the_hand_over_and_a_waiting_one_on_paper_is_overtaken() {
    let fixture = Fixture::new();
    received(&fixture, "x", "p", "");
    fixture.hands("x", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("x", "A1", "06-05 08:00", finish());
    let fixture = live(fixture, "06-24 08:00", 2);
    assert_eq!(sent(&fixture, "x"), ["ready", "uncollected"]);
    fixture.does(
        "x",
        "D1",
        "06-26 09:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    let waiting = fixture.app.outbox(10).unwrap().into_iter();
    assert_eq!(waiting.filter(|notice| notice.state == "waiting").count(), 0);
    let fixture = live(fixture, "06-27 08:00", 60);
    assert_eq!(sent(&fixture, "x"), ["ready", "uncollected"]);
}

/// Hands the result over against a code.
fn hand_over(fixture: &Fixture, typed: &str, when: &str) -> Result<Done, Failure> {
    let command = Command::HandOver { without_letter: None, by_code: true };
    let submission = fixture.submission("x", "D1", at(when), command);
    let collection_code = Some(typed.to_owned());
    fixture.app.execute_with(submission, &Extras { collection_code, ..Extras::default() })
}

fn code(fixture: &Fixture) -> Option<String> {
    let now = at("06-05 10:00");
    let slip = ("H00-180604-0001", KEY);
    let found = fixture.app.by_key(slip, &app::Client::default(), now, now).unwrap();
    fixture.app.collection_code(&found.into_match().unwrap()).unwrap()
}

#[test]
fn a_code_is_of_one_result_and_is_sent_without_being_kept() {
    let fixture = ready();
    assert_eq!(code(&fixture), None, "without a key of the folder there is none");
    fixture.app.ensure_key([1; 32]).unwrap();
    let first = code(&fixture).unwrap();
    assert_eq!(first.len(), 6);
    let notice = fixture.app.outbox(1).unwrap().remove(0);
    assert!(notice.subject == "turn:ready" && !notice.body.contains(&first), "{notice:?}");
    let sent = fixture.app.with_collection_code(&notice, at("06-05 08:30")).unwrap();
    assert_eq!(app::turn_of(&sent).unwrap().key, first);
    let paper = app::Notice { way: "paper".into(), ..notice.clone() };
    let printed = fixture.app.with_collection_code(&paper, at("06-05 08:30")).unwrap();
    assert_eq!(app::turn_of(&printed).unwrap().key, "");
    let fixture = fixture.reopened();
    assert_eq!(code(&fixture).unwrap(), first, "the same after a restart");
    fixture.does("x", "D1", "06-05 08:40", Command::DeclineResult { reason: "sai".into() });
    assert_eq!(code(&fixture), None);
    fixture.does("x", "A1", "06-05 09:00", finish());
    assert_ne!(code(&fixture).unwrap(), first, "another result");
}

#[test]
fn wrong_codes_are_bounded_and_on_record_and_a_signature_is_open() {
    let fixture = ready();
    fixture.app.ensure_key([1; 32]).unwrap();
    let right = code(&fixture).unwrap();
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let mut closed = Vec::new();
    for _ in 0..7 {
        match hand_over(&fixture, wrong, "06-05 09:00") {
            Err(Failure::WrongCollectionCode { closed: is }) => closed.push(is),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(closed.iter().filter(|closed| !**closed).count(), 5);
    assert!(matches!(
        hand_over(&fixture, &right, "06-05 09:00"),
        Err(Failure::WrongCollectionCode { closed: true })
    ));
    let query = AuditQuery {
        kind: AuditKind::WrongCollectionCode.code().to_owned(),
        limit: 10,
        ..AuditQuery::default()
    };
    let actor = Actor::new("TT1", Role::Inspector, "MC");
    let inspector = Who::Officer { actor, login: "tt1".into(), name: "TT1".into() };
    assert_eq!(fixture.app.audit(&inspector, &query).unwrap().unwrap().len(), 5);
    assert_eq!(fixture.kinds("x").last().map(String::as_str), Some("finished"));
    let signed = Command::HandOver { without_letter: None, by_code: false };
    fixture.does("x", "D1", "06-05 09:10", signed);
}

#[test]
fn a_right_code_hands_over_once() {
    let fixture = ready();
    fixture.app.ensure_key([1; 32]).unwrap();
    let right = code(&fixture).unwrap();
    hand_over(&fixture, &format!(" {} {}", &right[..3], &right[3..]), "06-05 09:00").unwrap();
    assert!(fixture.state("H00-180604-0001", "06-05 09:00").handed_over_by_code);
    assert!(matches!(hand_over(&fixture, &right, "06-05 09:01"), Err(Failure::Refused(_))));
    let rows = fixture.rows(&own("x"));
    let text = &rows.last().unwrap().event.public_part;
    assert!(text.contains("by_code") && !text.contains(&right), "{text}");
}

/// How the register book says that the result was given.
fn way(fixture: &Fixture) -> Option<ResultWay> {
    let day = Day::from_ymd(2018, 6, 4);
    let book = fixture.app.register_book_of_owner(None, (day, day), at("06-05 17:00"));
    let lines = book.unwrap().unwrap().given().unwrap();
    lines[0].given_out.map(|(_, way)| way)
}

#[test]
fn the_register_book_says_how_each_result_was_given() {
    let fixture = ready();
    assert_eq!(way(&fixture), None);
    fixture.does("x", "D1", "06-05 09:00", Command::Post { tracking: "EE1".into() });
    assert_eq!(way(&fixture), Some(ResultWay::Post));
    let reason = dossier::event::ReturnReason::NotTaken;
    fixture.does("x", "D1", "06-05 10:00", Command::PostReturned { reason });
    assert_eq!(way(&fixture), None, "it waits again");
    fixture.app.ensure_key([1; 32]).unwrap();
    let code = code(&fixture).unwrap();
    hand_over(&fixture, &code, "06-05 11:00").unwrap();
    assert_eq!(way(&fixture), Some(ResultWay::DeskByCode));
    fixture.healthy();
}

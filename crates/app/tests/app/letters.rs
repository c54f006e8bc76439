//! An apology letter that is delivered electronically: it is sent once, when the channel accepts
//! it, and not after it stops being owed; a letter that was not accepted is owed as before.

use app::{Notice, Trouble};
use calendar::Instant;
use dossier::event::LetterWay;
use dossier::{Command, Event, Reason, Sending};

use crate::slips::received;
use crate::support::{Fixture, at, finish, own, withdraw};

const CODE: &str = "H00-180604-0001";
const MINUTE: i64 = 60_000;

fn sending(sending: Sending) -> Command {
    Command::SendApology(Some(sending))
}

/// A dossier with a signed letter, whose applicant has this telephone number or none.
fn signed(phone: &str) -> Fixture {
    let fixture = Fixture::new();
    received(&fixture, "x", "p1", phone);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    let (reason, new_date) = ("Việc khó".to_owned(), Some("2018-07-02".parse().unwrap()));
    let draft = Command::DraftApology { reason, unit: "A".into(), new_date };
    fixture.does("x", "AH", "06-15 08:00", draft);
    let sign = Command::SignApology { reason: None, new_date: None, confirmed: false };
    fixture.does("x", "AH", "06-15 08:10", sign);
    fixture
}

fn queued() -> Fixture {
    let fixture = signed("0900000001");
    fixture.does("x", "D1", "06-15 09:00", sending(Sending::Electronic));
    fixture
}

/// The letter among the notices that are due.
fn take(fixture: &Fixture, now: Instant) -> Option<Notice> {
    let taken =
        fixture.app.take_due_notices(rules::NoticeWay::Sms, (8, 8), Vec::new(), now).unwrap();
    let is_letter = |notice: &Notice| notice.subject == "turn:letter";
    let (letters, others): (Vec<_>, Vec<_>) = taken.into_iter().partition(is_letter);
    for notice in others {
        fixture.app.delivered(&notice, now).unwrap();
    }
    letters.into_iter().next()
}

/// The letter, taken after the earlier notices to the same address.
fn letter(fixture: &Fixture, when: &str) -> Option<Notice> {
    (0..9).find_map(|_| take(fixture, at(when)))
}

/// The state of the letter's notice.
fn state_of(fixture: &Fixture, notice: &Notice) -> (String, String) {
    let kept = fixture.app.outbox(50).unwrap();
    let kept = kept.into_iter().find(|kept| kept.id == notice.id).unwrap();
    (kept.state, kept.trouble)
}

/// The way of each sending of the letter.
fn sent(fixture: &Fixture) -> Vec<Option<LetterWay>> {
    fixture.app.commit().unwrap();
    let (history, _) = fixture.history(CODE, "07-30 12:00");
    let sent = history.iter().filter_map(|recorded| match recorded.event {
        Event::ApologySent { way, .. } => Some(way),
        _ => None,
    });
    sent.collect()
}

#[test]
fn it_is_sent_when_it_is_taken_once_and_after_a_restart_too() {
    let fixture = queued();
    assert_eq!(sent(&fixture), []);
    let again = sending(Sending::Electronic);
    assert_eq!(fixture.refused("x", "D1", "06-15 09:05", again), Reason::LetterWaits);
    let notice = letter(&fixture, "06-15 09:10").unwrap();
    assert_eq!(sent(&fixture), [], "handed over is not taken");
    let fixture = fixture.reopened();
    for _ in 0..2 {
        fixture.app.delivered(&notice, at("06-15 09:11")).unwrap();
    }
    assert_eq!(sent(&fixture), [Some(LetterWay::Electronic)]);
    let (history, state) = fixture.history(CODE, "06-15 09:12");
    assert!(matches!(&history.last().unwrap().event, Event::Reappointed { .. }));
    assert_eq!(state.letters.last().unwrap().sent, Some(at("06-15 09:11")));
    assert_eq!(letter(&fixture, "06-16 09:00"), None, "no second notice of the same letter");
    fixture.healthy();
}

#[test]
fn where_notices_have_no_addressee_it_is_not_put_into_the_outbox() {
    let fixture = signed("");
    assert!(!fixture.app.notices_reach(&own("x")).unwrap().is_sent);
    let electronic = sending(Sending::Electronic);
    let refused = fixture.refused("x", "D1", "06-15 09:00", electronic);
    assert_eq!(refused, Reason::Missing("contact"));
    fixture.does("x", "D1", "06-15 09:05", sending(Sending::Post { tracking: "RR1".into() }));
    assert_eq!(sent(&fixture), [Some(LetterWay::Post)]);
}

#[test]
fn where_the_way_of_the_applicant_has_no_gateway_it_is_not_put_into_the_outbox() {
    let fixture = signed("0900000001");
    fixture.app.serve_ways(vec![rules::NoticeWay::Mail]);
    let reach = fixture.app.notices_reach(&own("x")).unwrap();
    assert_eq!((reach.way, reach.is_sent), (Some(rules::NoticeWay::Sms), false));
    assert!(fixture.app.sends_notices());
    let electronic = sending(Sending::Electronic);
    let refused = fixture.refused("x", "D1", "06-15 09:00", electronic);
    assert_eq!(refused, Reason::Missing("contact"));
    let fixture = fixture.reopened();
    fixture.app.serve_ways(Vec::new());
    assert!(!fixture.app.sends_notices());
}

#[test]
fn one_that_fails_for_good_is_owed_as_before() {
    let fixture = queued();
    let mut now = at("06-15 09:10");
    let mut tries = 0;
    let notice = loop {
        let Some(notice) = take(&fixture, now) else {
            now = now.plus_millis(60 * MINUTE);
            continue;
        };
        tries += 1;
        fixture.app.not_delivered(&notice, Trouble::Exit(7), now).unwrap();
        if state_of(&fixture, &notice).0 == "failed" {
            break notice;
        }
        assert!(tries < 100);
    };
    assert_eq!(sent(&fixture), []);
    let later = "06-29 09:00";
    // The letter is printed and handed over, which is still possible; the failed notice ends with
    // it.
    fixture.does("x", "D1", later, sending(Sending::InPerson));
    assert_eq!(sent(&fixture), [Some(LetterWay::InPerson)]);
    assert_eq!(state_of(&fixture, &notice).0, "elsewhere");
    fixture.healthy();
}

#[test]
fn one_that_was_handed_over_meanwhile_is_not_delivered_too() {
    let fixture = queued();
    let notice = letter(&fixture, "06-15 09:10").unwrap();
    fixture.does("x", "D1", "06-15 09:11", sending(Sending::InPerson));
    fixture.app.delivered(&notice, at("06-15 09:12")).unwrap();
    assert_eq!(sent(&fixture), [Some(LetterWay::InPerson)]);
    assert_eq!(letter(&fixture, "06-15 10:00"), None);
    fixture.healthy();
}

#[test]
fn a_letter_that_may_not_go_any_more_is_not_handed_over() {
    type Change = fn(&Fixture);
    let changes: [(&str, Change, &str); 3] = [
        ("withdrawn", |f| drop(f.does("x", "D1", "06-15 09:05", withdraw())), "06-15 09:10"),
        ("in time", |f| drop(f.does("x", "A1", "06-15 09:05", finish())), "06-15 09:10"),
        ("the date has come", |_| (), "07-02 08:00"),
    ];
    for (name, change, when) in changes {
        let fixture = queued();
        change(&fixture);
        assert_eq!(letter(&fixture, when), None, "{name}");
        let kept = fixture.app.outbox(50).unwrap();
        let kept = kept.into_iter().find(|notice| notice.subject == "turn:letter").unwrap();
        assert_eq!((kept.state.as_str(), kept.trouble.as_str()), ("failed", "stale"), "{name}");
        assert_eq!(sent(&fixture), [], "{name}");
        fixture.healthy();
    }
}

#[test]
fn a_letter_of_a_suspended_dossier_waits() {
    let fixture = queued();
    let pause =
        || Command::Pause { reason: dossier::event::PauseReason::Agency, basis: "CV 1".into() };
    fixture.does("x", "A1", "06-15 09:05", pause());
    assert_eq!(letter(&fixture, "06-15 09:10"), None);
    fixture.does("x", "A1", "06-18 08:00", Command::Resume);
    let notice = letter(&fixture, "06-18 09:00").unwrap();
    // The dossier is suspended before the channel accepts the letter: the letter is queued again,
    // and sent later.
    fixture.does("x", "A1", "06-18 09:01", pause());
    fixture.app.delivered(&notice, at("06-18 09:02")).unwrap();
    assert_eq!(sent(&fixture), []);
    fixture.does("x", "A1", "06-19 08:00", Command::Resume);
    let notice = letter(&fixture, "06-19 10:00").unwrap();
    fixture.app.delivered(&notice, at("06-19 10:01")).unwrap();
    assert_eq!(sent(&fixture), [Some(LetterWay::Electronic)]);
    fixture.healthy();
}

//! Notices between the outbox and a program that delivers: what is recorded at which time.

use app::{CodeRequest, Contact, Notice, Trouble, notice_name};
use calendar::Instant;

use crate::support::{Fixture, at};

const MINUTE: i64 = 60_000;

fn code(fixture: &Fixture, contact: &str, now: Instant) {
    let contact = Contact::read(contact).unwrap();
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture.app.send_code(&CodeRequest::of(&contact, "here"), notice, 123_456, now).unwrap();
}

fn take(fixture: &Fixture, now: Instant) -> Vec<Notice> {
    fixture.app.take_due_notices(rules::NoticeWay::Sms, (4, 3), Vec::new(), now).unwrap()
}

#[test]
fn what_was_handed_over_when_the_process_died_is_handed_over_again_under_its_name() {
    let fixture = Fixture::new();
    let now = at("06-04 08:00");
    code(&fixture, "0900000001", now);
    let first = take(&fixture, now);
    assert_eq!(first.len(), 1);
    let fixture = fixture.reopened();
    assert!(take(&fixture, now).is_empty(), "it may still be under way");
    let again = take(&fixture, now.plus_millis(5 * MINUTE));
    assert_eq!(again.len(), 1);
    assert_eq!(notice_name(&again[0]), notice_name(&first[0]));
    assert_eq!(again[0].tries, 2);
    fixture.app.delivered(&again[0], now).unwrap();
    assert!(take(&fixture, now.plus_millis(9 * MINUTE)).is_empty());
}

#[test]
fn two_who_look_at_once_never_hand_over_the_same_notice() {
    let fixture = Fixture::new();
    let now = at("06-04 08:00");
    for number in 0..8 {
        code(&fixture, &format!("090000000{number}"), now);
    }
    let mut taken: Vec<i64> = std::thread::scope(|scope| {
        let look = || {
            let taken: Vec<Notice> = (0..4).flat_map(|_| take(&fixture, now)).collect();
            taken.into_iter().map(|notice| notice.id).collect::<Vec<_>>()
        };
        let threads = [scope.spawn(look), scope.spawn(look)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    taken.sort_unstable();
    let count = taken.len();
    taken.dedup();
    assert_eq!((taken.len(), count), (8, 8));
}

#[test]
fn a_code_ends_with_its_ten_minutes_and_leaves_no_digits() {
    let fixture = Fixture::new();
    let now = at("06-04 08:00");
    code(&fixture, "0900000001", now);
    let notice = take(&fixture, now).remove(0);
    assert_eq!(fixture.app.expire_notices(now.plus_millis(10 * MINUTE - 1)).unwrap(), 0);
    assert_eq!(fixture.app.expire_notices(now.plus_millis(10 * MINUTE)).unwrap(), 1);
    let ended = fixture.app.outbox(1).unwrap().remove(0);
    assert_eq!((ended.state.as_str(), ended.body.as_str()), ("expired", ""));
    // The outcome of an attempt in progress has no effect after the end.
    fixture.app.not_delivered(&notice, Trouble::Time, now.plus_millis(11 * MINUTE)).unwrap();
    assert_eq!(fixture.app.outbox(1).unwrap().remove(0), ended);
    let later = now.plus_millis(app::TERM_MILLIS + 11 * MINUTE);
    fixture.app.clear_old_notices(later).unwrap();
    assert!(fixture.app.outbox(1).unwrap().is_empty(), "about no dossier: it goes altogether");
}

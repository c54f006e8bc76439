//! The outbox: changes and results of each of its texts. All numbers that could be bound in the
//! wrong order differ, so that a swapped pair fails.

use store::{DossierRow, Folder, NewNotice, Notice, NoticeEnd, Reader, Writer};
use tempfile::TempDir;

use crate::support::private;

struct Outbox {
    writer: Writer,
    reader: Reader,
    _path: TempDir,
}

impl Outbox {
    fn new() -> Self {
        let path = private();
        let folder = Folder::open_or_create(path.path()).unwrap();
        let (writer, reader) = (folder.writer().unwrap(), folder.reader().unwrap());
        Self { writer, reader, _path: path }
    }

    fn post(&mut self, at: i64, stream: Option<&str>, expires_at: Option<i64>) -> i64 {
        let (address, subject, body) = ("0900", "subject", "body");
        let (way, language) = ("sms", "en");
        let new = NewNotice { at, way, language, address, subject, body, stream, expires_at };
        let id = self.writer.post(&new);
        self.writer.commit().unwrap();
        id.unwrap()
    }

    fn of_dossier(&mut self, at: i64) -> i64 {
        self.post(at, Some("d"), None)
    }

    fn changed<T>(&mut self, change: impl FnOnce(&mut Writer) -> Result<T, store::Error>) -> T {
        let answer = change(&mut self.writer).unwrap();
        self.writer.commit().unwrap();
        answer
    }

    fn end(&mut self, id: i64, from: &str, state: &str, at: i64) -> bool {
        let end = NoticeEnd { id, from, state, trouble: "time", by: "lan", at };
        self.changed(|writer| writer.end_notice(&end))
    }

    fn one(&self, id: i64) -> Notice {
        self.reader.notice(id).unwrap().unwrap()
    }
}

fn ids(notices: Vec<Notice>) -> Vec<i64> {
    notices.into_iter().map(|notice| notice.id).collect()
}

#[test]
fn a_posted_notice_is_stored_whole_and_due_at_once() {
    let mut outbox = Outbox::new();
    let id = outbox.post(7, Some("d"), Some(9));
    let expected = Notice {
        id,
        at: 7,
        way: "sms".into(),
        language: "en".into(),
        address: "0900".into(),
        subject: "subject".into(),
        body: "body".into(),
        stream: Some("d".into()),
        expires_at: Some(9),
        state: "waiting".into(),
        next_at: 7,
        ..Notice::default()
    };
    assert_eq!(outbox.one(id), expected);
    assert_eq!(outbox.reader.notices_of("d").unwrap(), [expected]);
    assert!(outbox.reader.notices_of("e").unwrap().is_empty());
}

#[test]
fn due_notices_wait_up_to_an_instant_and_are_limited() {
    let mut outbox = Outbox::new();
    let [third, first, second] = [30, 10, 20].map(|at| outbox.of_dossier(at));
    let code = outbox.post(1, None, Some(900));
    let due = |at, limit| ids(outbox.reader.due_notices("sms", at, limit).unwrap());
    // No limit is equal to an instant here.
    assert_eq!(due(9, 50), [0; 0]);
    assert_eq!(due(29, 50), [first, second]);
    assert_eq!(due(1000, 2), [first, second]);
    assert_eq!(due(1000, 50), [first, second, third]);
    let tried = outbox.of_dossier(5);
    assert!(outbox.changed(|writer| writer.put_handed((tried, 0), 5, 6)));
    let due = |at, limit| ids(outbox.reader.due_notices("sms", at, limit).unwrap());
    assert_eq!(due(1000, 1), [first, tried], "what was never tried goes before");
    assert_eq!(due(9, 50), [tried]);
    assert_eq!(due(5, 50), [0; 0]);
    let codes = |at, limit| ids(outbox.reader.due_codes("sms", at, limit).unwrap());
    assert_eq!(codes(0, 50), [0; 0]);
    assert_eq!(codes(899, 1), [code]);
    assert_eq!(codes(900, 50), [0; 0], "worthless");
}

#[test]
fn codes_come_in_the_order_in_which_they_expire() {
    let mut outbox = Outbox::new();
    let late = outbox.post(1, None, Some(900));
    let soon = outbox.post(2, None, Some(500));
    assert_eq!(ids(outbox.reader.due_codes("sms", 400, 9).unwrap()), [soon, late]);
    assert_eq!(ids(outbox.reader.due_codes("sms", 400, 1).unwrap()), [soon]);
}

#[test]
fn of_two_attempts_on_the_same_row_one_is_recorded() {
    let mut outbox = Outbox::new();
    let (other, id) = (outbox.of_dossier(1), outbox.of_dossier(2));
    assert!(outbox.changed(|writer| writer.put_handed((id, 0), 50, 70)));
    assert!(!outbox.changed(|writer| writer.put_handed((id, 0), 51, 71)), "handed over already");
    let notice = outbox.one(id);
    assert_eq!((notice.handed_at, notice.next_at, notice.tries), (Some(50), 70, 1));
    assert_eq!(outbox.one(other).tries, 0);
    assert!(outbox.changed(|writer| writer.put_tried(id, "time", 90)));
    let notice = outbox.one(id);
    assert_eq!((notice.trouble.as_str(), notice.next_at, notice.tries), ("time", 90, 1));
    assert!(outbox.end(id, "waiting", "elsewhere", 95));
    assert!(!outbox.changed(|writer| writer.put_handed((id, 1), 96, 99)), "ended meanwhile");
    assert!(!outbox.changed(|writer| writer.put_tried(id, "exit 1", 99)), "ended meanwhile");
    assert_eq!(outbox.one(id).state, "elsewhere");
}

#[test]
fn an_end_is_noted_whole_and_only_from_the_state_that_was_seen() {
    let mut outbox = Outbox::new();
    let (id, other) = (outbox.of_dossier(1), outbox.of_dossier(2));
    assert!(!outbox.end(id, "failed", "elsewhere", 8));
    assert!(outbox.end(id, "waiting", "failed", 9));
    let notice = outbox.one(id);
    assert_eq!((notice.state.as_str(), notice.trouble.as_str()), ("failed", "time"));
    assert_eq!((notice.ended_by.as_str(), notice.ended_at), ("lan", Some(9)));
    assert_eq!(notice.body, "body", "what is no secret stays for its term");
    assert_eq!(outbox.one(other).state, "waiting");
    assert_eq!(ids(outbox.reader.due_notices("sms", 99, 9).unwrap()), [other]);
}

#[test]
fn a_code_is_blanked_when_it_is_delivered_and_when_it_expires() {
    let mut outbox = Outbox::new();
    let delivered = outbox.post(1, None, Some(900));
    let (expired, good) = (outbox.post(1, None, Some(600)), outbox.post(1, None, Some(601)));
    let lasting = outbox.of_dossier(1);
    assert!(outbox.end(delivered, "waiting", "delivered", 5));
    assert_eq!([599, 600].map(|at| outbox.reader.has_expired(at).unwrap()), [false, true]);
    assert_eq!(outbox.changed(|writer| writer.expire_notices(600)), 1);
    assert!(!outbox.reader.has_expired(600).unwrap());
    assert_eq!(outbox.one(delivered).body, "");
    let notice = outbox.one(expired);
    assert_eq!((notice.body.as_str(), notice.state.as_str()), ("", "expired"));
    assert_eq!(notice.ended_at, Some(600));
    assert_eq!(
        (outbox.one(good).body.as_str(), outbox.one(lasting).body.as_str()),
        ("body", "body")
    );
}

#[test]
fn failed_notices_about_dossiers_are_listed_and_may_wait_again() {
    let mut outbox = Outbox::new();
    let (first, second) = (outbox.of_dossier(1), outbox.of_dossier(2));
    let code = outbox.post(3, None, Some(900));
    for (id, at) in [(second, 40), (first, 41), (code, 42)] {
        assert!(outbox.changed(|writer| writer.put_handed((id, 0), 4, 5)));
        assert!(outbox.end(id, "waiting", "failed", at));
    }
    for stream in ["d", "e"] {
        let (stream, desk) = (stream.into(), format!("desk of {stream}"));
        let row = DossierRow { stream, desk, ended_at: Some(8), ..DossierRow::default() };
        outbox.changed(|writer| writer.put_dossier(&row));
    }
    let failed = |desk, limit| ids(outbox.reader.failed_notices(desk, limit).unwrap());
    assert_eq!(failed("desk of d", 9), [first, second]);
    assert_eq!(failed("desk of d", 1), [first]);
    assert_eq!(failed("desk of e", 9), [0; 0]);
    assert_eq!(outbox.reader.notice_counts(99).unwrap(), (0, 3));
    assert!(outbox.changed(|writer| writer.try_again(second, 77)));
    assert!(!outbox.changed(|writer| writer.try_again(second, 78)), "it waits already");
    let again = outbox.one(second);
    assert_eq!((again.state.as_str(), again.tries, again.next_at), ("waiting", 0, 77));
    assert_eq!((again.ended_at, again.ended_by.as_str()), (None, ""));
    assert_eq!(outbox.one(first).state, "failed");
    assert_eq!([76, 77].map(|due| outbox.reader.notice_counts(due).unwrap()), [(0, 2), (1, 2)]);
}

#[test]
fn an_attempt_in_the_far_future_is_moved_nearer() {
    let mut outbox = Outbox::new();
    let (near, far) = (outbox.of_dossier(500), outbox.of_dossier(501));
    let beyond = |outbox: &Outbox, at| outbox.reader.waits_beyond(at).unwrap();
    assert_eq!([500, 501].map(|at| beyond(&outbox, at)), [true, false]);
    assert_eq!(outbox.changed(|writer| writer.bring_nearer(100, 500)), 1);
    assert!(!beyond(&outbox, 500));
    assert_eq!((outbox.one(near).next_at, outbox.one(far).next_at), (500, 100));
}

#[test]
fn a_notice_that_ended_long_ago_loses_its_address_or_is_dropped() {
    let mut outbox = Outbox::new();
    let of_dossier = [outbox.of_dossier(1), outbox.of_dossier(2), outbox.of_dossier(3)];
    let codes = [outbox.post(1, None, Some(9)), outbox.post(2, None, Some(9))];
    for (id, at) in [(of_dossier[0], 30), (of_dossier[1], 20), (codes[0], 31), (codes[1], 40)] {
        assert!(outbox.end(id, "waiting", "delivered", at));
    }
    let ended =
        |outbox: &Outbox, before, limit| ids(outbox.reader.ended_notices(before, limit).unwrap());
    assert_eq!(ended(&outbox, 30, 9), [of_dossier[1]]);
    assert_eq!(ended(&outbox, 31, 1), [of_dossier[1]]);
    assert_eq!(ended(&outbox, 32, 9), [of_dossier[1], of_dossier[0], codes[0]]);
    outbox.changed(|writer| writer.clear_notice(of_dossier[1], "bare"));
    let cleared = outbox.one(of_dossier[1]);
    assert_eq!((cleared.address.as_str(), cleared.body.as_str()), ("", "bare"));
    assert_eq!(ended(&outbox, 31, 9), [of_dossier[0]]);
    assert_eq!(outbox.changed(|writer| writer.drop_notices_before(40)), 1);
    assert_eq!(outbox.reader.notice(codes[0]).unwrap(), None);
    let left = [codes[1], of_dossier[2], of_dossier[1], of_dossier[0]];
    assert_eq!(ids(outbox.reader.outbox(9).unwrap()), left);
    assert_eq!(ids(outbox.reader.outbox(2).unwrap()), left[..2]);
}

//! Notices as a person chose to receive them: on paper, in a language, in the account only; and not in the
//! quiet hours.

use app::{CodeRequest, Contact, Notice, NoticeChoice, PaperAct, Shown, Who};
use calendar::{Day, Instant};
use rules::NoticeWay;

use crate::slips::received;
use crate::support::{Fixture, ask, at, own, withdraw};

const MINUTE: i64 = 60_000;

fn desk(fixture: &Fixture) -> Who {
    Who::Officer { actor: fixture.who("D1"), login: "d1".into(), name: "D1".into() }
}

fn choice(language: &str, way: &str) -> NoticeChoice {
    NoticeChoice { language: language.into(), way: way.into() }
}

/// Kind and state of the notices about a dossier, the oldest first.
fn notices(fixture: &Fixture, id: &str) -> Vec<(String, String, String)> {
    let mut of: Vec<Notice> = fixture.app.outbox(100).unwrap();
    of.retain(|notice| notice.stream == Some(own(id)));
    of.reverse();
    let kind = |notice: &Notice| notice.subject.trim_start_matches("turn:").to_owned();
    of.iter().map(|one| (kind(one), one.way.clone(), one.state.clone())).collect()
}

fn waiting(fixture: &Fixture) -> Vec<i64> {
    let Shown::Given(waiting) =
        fixture.app.paper_notices(&desk(fixture), 50, at("06-08 10:00")).unwrap()
    else {
        panic!("the desk sees them");
    };
    waiting.iter().map(|one| one.notice.id).collect()
}

fn line(kind: &str, way: &str, state: &str) -> (String, String, String) {
    (kind.into(), way.into(), state.into())
}

#[test]
fn a_person_without_a_number_gets_on_paper_what_is_not_given_at_the_desk() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "");
    assert_eq!(notices(&fixture, "a"), [], "the slip of the reception is in the applicant's hands");
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("a", "A1", "06-05 08:00", ask(None));
    assert_eq!(notices(&fixture, "a"), [line("supplement_asked", "paper", "waiting")]);
    let (desk, clocks) = (desk(&fixture), (at("06-08 10:00"), at("06-08 10:00")));
    let ids = waiting(&fixture);
    assert_eq!(ids.len(), 1);
    let handle = |act| fixture.app.handle_paper(&desk, (&ids, 50), act, clocks).unwrap();
    assert_eq!(handle(PaperAct::Print), ids);
    let printed = fixture.app.outbox(1).unwrap().remove(0);
    assert_eq!((printed.handed_at, printed.state.as_str()), (Some(clocks.1.0), "waiting"));
    assert_eq!(handle(PaperAct::Give), ids);
    assert_eq!(handle(PaperAct::Give), [0; 0], "it does not wait any more");
    assert_eq!(notices(&fixture, "a"), [line("supplement_asked", "paper", "given")]);
    let taken = |way| fixture.app.take_due_notices(way, (9, 9), Vec::new(), at("06-08 10:00"));
    assert!(NoticeWay::SENT.into_iter().all(|way| taken(way).unwrap().is_empty()));
    assert_eq!(fixture.app.notice_counts(at("12-31 10:00")).unwrap(), (0, 0));
    fixture.healthy();
}

#[test]
fn the_desk_notes_paper_and_a_language_for_a_person_without_an_account() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "0900000001");
    let (desk, now) = (desk(&fixture), at("06-04 10:00"));
    let note = |stream: &str, choice| {
        fixture.app.note_notice_choice(&desk, stream, choice, (now, now)).unwrap()
    };
    assert!(!note(&own("a"), choice("en", "chat")), "only an account chooses that");
    assert!(!note(&own("a"), choice("fr", "paper")));
    assert!(!note(&own("b"), choice("en", "paper")), "there is no such dossier");
    assert!(note(&own("a"), choice("en", "paper")));
    assert_eq!(
        fixture.app.noted_notice_choice(&desk, &own("a"), now).unwrap(),
        Some(choice("en", "paper"))
    );
    let other = Who::Officer { actor: fixture.who("A1"), login: "a1".into(), name: "A1".into() };
    assert_eq!(fixture.app.noted_notice_choice(&other, &own("a"), now).unwrap(), None);
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:30");
    fixture.does("a", "A1", "06-05 08:00", ask(None));
    let last = fixture.app.outbox(1).unwrap().remove(0);
    assert_eq!((last.way.as_str(), last.language.as_str()), ("paper", "en"));
    assert!(!fixture.app.notices_reach(&own("a")).unwrap(), "a letter goes another way");
}

#[test]
fn the_holder_of_an_account_chooses_language_and_way() {
    let fixture = Fixture::new();
    let contact = Contact::read("0900000001").unwrap();
    let (request, now) = (CodeRequest::of(&contact, "here"), at("06-04 07:50"));
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture.app.send_code(&request, notice, 123_456, now).unwrap();
    let random = ([[7; 32], [8; 32]], [9; 16]);
    let entered = fixture.app.enter_citizen(&request, "123456", "a test", random, now).unwrap();
    let entered = entered.unwrap();
    let signed = fixture.app.signed(&entered.cookie, now, Day::from_ymd(2018, 6, 4)).unwrap();
    let who = signed.unwrap().who;
    assert_eq!(
        fixture.app.own_notice_choice(&who).unwrap(),
        Some((NoticeChoice::default(), NoticeWay::Sms))
    );
    assert_eq!(fixture.app.own_notice_choice(&desk(&fixture)).unwrap(), None);
    for (id, way, language, expected) in [
        ("a", "chat", "en", line("received", "chat", "waiting")),
        ("b", "none", "en", line("received", "none", "kept")),
        ("c", "", "vi", line("received", "sms", "waiting")),
    ] {
        assert!(fixture.app.choose_notices(&who, choice(language, way)).unwrap());
        received(&fixture, id, &entered.person, "");
        assert_eq!(notices(&fixture, id), [expected]);
        assert_eq!(fixture.app.outbox(1).unwrap()[0].language, language);
        assert_eq!(fixture.app.notices_reach(&own(id)).unwrap(), way != "none");
    }
    for refused in [choice("vi", "paper"), choice("vi", "mail"), choice("", ""), choice("de", "")] {
        assert!(!fixture.app.choose_notices(&who, refused).unwrap());
    }
    let noted = fixture.app.noted_notice_choice(&desk(&fixture), &own("a"), now).unwrap();
    assert_eq!(noted, None, "the holder chooses");
}

#[test]
fn what_a_finished_dossier_would_have_said_is_not_printed_any_more() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "");
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("a", "A1", "06-05 08:00", ask(None));
    fixture.does("a", "D1", "06-06 08:00", withdraw());
    assert_eq!(notices(&fixture, "a"), [line("supplement_asked", "paper", "overtaken")]);
    assert!(waiting(&fixture).is_empty());
}

#[test]
fn a_notice_waits_for_the_end_of_the_quiet_hours_and_a_code_does_not() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "0900000001");
    let take = |now: Instant| {
        fixture.app.take_due_notices(NoticeWay::Sms, (9, 9), Vec::new(), now).unwrap()
    };
    for (when, taken) in
        [("06-04 18:00", 0), ("06-04 23:59", 0), ("06-05 06:59", 0), ("06-05 07:00", 1)]
    {
        assert_eq!(take(at(when)).len(), taken, "{when}");
    }
    let fixture = Fixture::new();
    let contact = Contact::read("0900000001").unwrap();
    let now = at("06-04 23:00");
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    let request = CodeRequest::of(&contact, "here");
    fixture.app.send_code(&request, notice, 123_456, now).unwrap();
    let taken = fixture.app.take_due_notices(NoticeWay::Sms, (9, 9), Vec::new(), now).unwrap();
    assert_eq!(taken.len(), 1);
    assert!(fixture.app.outbox(1).unwrap()[0].next_at > now.0 + MINUTE);
}

//! Notices as a person chose to receive them: on paper, in a language, in the account only; and not in the
//! quiet hours.

use app::{
    AuditKind, AuditQuery, BySlip, Client, CodeRequest, CommandKey, Contact, NewComplaint, Notice,
    NoticeChoice, PaperAct, Shown, Who,
};
use calendar::{Day, Instant};
use dossier::{Actor, Command, Role};
use rules::NoticeWay;
use text::Language;

use crate::slips::{KEY, received};
use crate::support::{Fixture, LAND, ask, at, finish, own, withdraw};

const MINUTE: i64 = 60_000;
const CODE: &str = "H00-180604-0001";

fn officer(fixture: &Fixture, id: &str) -> Who {
    Who::Officer { actor: fixture.who(id), login: id.to_lowercase(), name: id.into() }
}

fn desk(fixture: &Fixture) -> Who {
    officer(fixture, "D1")
}

/// Receives a dossier of a person without a telephone number.
fn received_by(fixture: &Fixture, id: &str, channel: &str) {
    let intake = app::Intake { channel: channel.into(), ..fixture.intake(LAND) };
    let when = at("06-04 08:00");
    fixture.does(
        id,
        "D1",
        "06-04 08:00",
        Command::Receive(fixture.app.reception(&intake, when).unwrap()),
    );
}

/// For what dossiers were shown, as the audit record has it.
fn shown(fixture: &Fixture) -> Vec<String> {
    let (kind, limit) = (AuditKind::Read.code().to_owned(), 10);
    let query = AuditQuery { kind, limit, ..AuditQuery::default() };
    let inspector = Who::Officer {
        actor: Actor::new("TT1", Role::Inspector, "MC"),
        login: "tt1".into(),
        name: "TT1".into(),
    };
    let rows = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    rows.into_iter().map(|entry| entry.row.detail).collect()
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
        Shown::Given(choice("en", "paper"))
    );
    assert_eq!(shown(&fixture), ["notice_choice"], "once, and by the form only");
    let other = Who::Officer { actor: fixture.who("A1"), login: "a1".into(), name: "A1".into() };
    assert_eq!(
        fixture.app.noted_notice_choice(&other, &own("a"), now).unwrap(),
        Shown::NotPermitted
    );
    assert!(!fixture.app.notes_notice_choice(&other, &own("a"), now).unwrap());
    assert!(fixture.app.notes_notice_choice(&desk, &own("a"), now).unwrap());
    assert_eq!(shown(&fixture).len(), 1);
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:30");
    fixture.does("a", "A1", "06-05 08:00", ask(None));
    let last = fixture.app.outbox(1).unwrap().remove(0);
    assert_eq!((last.way.as_str(), last.language.as_str()), ("paper", "en"));
    let reach = fixture.app.notices_reach(&own("a")).unwrap();
    assert_eq!((reach.way, reach.language), (Some(NoticeWay::Paper), Language::English));
    assert!(!reach.is_sent, "a letter goes another way");
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
        let reach = fixture.app.notices_reach(&own(id)).unwrap();
        assert_eq!((reach.is_sent, reach.language.code()), (way != "none", language));
    }
    for refused in [choice("vi", "paper"), choice("vi", "mail"), choice("", ""), choice("de", "")] {
        assert!(!fixture.app.choose_notices(&who, refused).unwrap());
    }
    let noted = fixture.app.noted_notice_choice(&desk(&fixture), &own("a"), now).unwrap();
    assert_eq!(noted, Shown::NotPermitted, "the holder chooses");
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
fn a_dossier_closed_without_its_papers_leaves_one_notice_on_paper() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "");
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("a", "A1", "06-05 08:00", ask(None));
    fixture.does("a", "D1", "09-28 08:00", Command::CloseUnsupplied);
    assert_eq!(
        notices(&fixture, "a"),
        [line("supplement_asked", "paper", "overtaken"), line("closed", "paper", "waiting")]
    );
}

#[test]
fn an_answer_to_a_complaint_is_owed_after_the_result_is_handed_over() {
    let fixture = Fixture::new();
    received(&fixture, "a", "p", "");
    let now = at("06-04 08:30");
    let (who, slip) = (Who::Anonymous, (CODE, KEY));
    let opened = fixture.app.of_citizen_by_key(&who, slip, (&Client::default(), now), now);
    let BySlip::Found(dossier) = opened.unwrap() else { panic!("the slip is good") };
    let complaint = NewComplaint {
        theme: affairs::complaint::Theme::Late,
        way: affairs::complaint::Way::Slip,
        against: None,
        salt: "33".into(),
        text: "Chậm".into(),
    };
    fixture.app.complain(&dossier, complaint, CommandKey::from("complain"), now).unwrap();
    let (leader, key) = (officer(&fixture, "L1"), (CommandKey::from("answer"), now));
    let complaint = fixture.app.open_complaint(&leader, (CODE, 1), now).unwrap().unwrap();
    let (finding, text) = (affairs::complaint::Finding::Justified, ("55".into(), "Lỗi".into()));
    fixture.app.answer_complaint(&leader, &complaint, finding, text, key).unwrap();
    fixture.hands("a", "D1", "A1", "verify", "06-04 10:00");
    fixture.does("a", "A1", "06-05 08:00", finish());
    fixture.does(
        "a",
        "D1",
        "06-05 09:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    assert_eq!(
        notices(&fixture, "a"),
        [
            line("complaint_made", "paper", "waiting"),
            line("complaint_answered", "paper", "waiting"),
            line("ready", "paper", "overtaken"),
        ]
    );
}

#[test]
fn a_person_who_is_not_at_the_desk_gets_each_turn_on_paper() {
    let fixture = Fixture::new();
    for (id, channel) in [("a", "post"), ("b", "online"), ("c", "counter")] {
        received_by(&fixture, id, channel);
        fixture.does(id, "D1", "06-04 09:00", withdraw());
        let expected = match channel {
            "counter" => Vec::new(),
            _ => {
                vec![line("received", "paper", "overtaken"), line("withdrawn", "paper", "waiting")]
            }
        };
        assert_eq!(notices(&fixture, id), expected, "{channel}");
    }
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

//! One-time codes of citizens: how long a code is valid, how many are sent, how wrong ones are
//! counted; attempts of strangers use up nothing of a citizen in a known browser.

use app::{AuditKind, AuditQuery, CitizenEntered, CodeRequest, Contact, NotEntered, Who};
use calendar::{Day, Instant};

use crate::slips::{KEY, received};
use crate::support::{Fixture, at};

const MINUTE: i64 = 60_000;
const LAN: &str = "0900 000 001";

fn later(minutes: i64) -> Instant {
    at("06-04 08:00").plus_millis(minutes * MINUTE)
}

fn contact(text: &str) -> Contact {
    Contact::read(text).unwrap()
}

/// The number of codes sent so far, to all contacts.
fn sent(fixture: &Fixture) -> usize {
    fixture.app.outbox(1000).unwrap().iter().filter(|notice| notice.stream.is_none()).count()
}

fn send(fixture: &Fixture, request: &CodeRequest<'_>, random: u64, now: Instant) {
    let notice = |code: &str| ("Mã".to_owned(), code.to_owned());
    fixture.app.send_code(request, notice, random, now).unwrap();
}

fn enter(
    fixture: &Fixture,
    request: &CodeRequest<'_>,
    code: &str,
    now: Instant,
) -> Result<CitizenEntered, NotEntered> {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&now.0.to_be_bytes());
    let mut person = [0; 16];
    person[..10].copy_from_slice(&request.contact.as_str().as_bytes()[..10]);
    let random = ([seed, [seed[7]; 32]], person);
    fixture.app.enter_citizen(request, code, "a test", random, now).unwrap()
}

fn who(fixture: &Fixture, entered: &CitizenEntered, now: Instant) -> Option<Who> {
    let day = Day::from_ymd(2018, 6, 4);
    fixture.app.signed(&entered.cookie, now, day).unwrap().map(|signed| signed.who)
}

#[test]
fn a_code_is_good_once_and_for_ten_minutes_in_the_browser_that_asked() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    let here = CodeRequest::of(&lan, "here");
    send(&fixture, &here, 123_456, later(0));
    send(&fixture, &here, 654_321, later(0));
    assert_eq!(sent(&fixture), 1, "another within a minute is not sent");
    assert!(enter(&fixture, &here, "000000", later(1)).is_err());
    let elsewhere = CodeRequest::of(&lan, "elsewhere");
    assert!(enter(&fixture, &elsewhere, "123456", later(1)).is_err());
    let typed = "Mã đăng nhập: 123 456. Mã dùng được trong 10 phút.";
    let entered = enter(&fixture, &here, typed, later(1)).unwrap();
    assert!(enter(&fixture, &here, "123456", later(1)).is_err(), "good once");
    let lan_is = who(&fixture, &entered, later(2)).unwrap();
    send(&fixture, &here, 222_222, later(3));
    let spelt = contact("+84 (0) 900.000.001");
    let again = enter(&fixture, &CodeRequest::of(&spelt, "here"), "222222", later(4)).unwrap();
    assert_eq!(who(&fixture, &again, later(4)).unwrap(), lan_is, "one contact, one account");
    send(&fixture, &here, 333_333, later(6));
    assert!(enter(&fixture, &here, "333333", later(16)).is_err(), "ten minutes");
}

/// A code from before the clock was set back has no known age, so it is refused, and another one
/// can be sent.
#[test]
fn a_clock_set_back_makes_no_code_good_for_longer() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    let here = CodeRequest::of(&lan, "here");
    send(&fixture, &here, 123_456, later(60));
    for minutes in [-24 * 60, 0, 59] {
        assert!(enter(&fixture, &here, "123456", later(minutes)).is_err(), "{minutes}");
    }
    send(&fixture, &here, 654_321, later(0));
    enter(&fixture, &here, "654321", later(1)).unwrap();
}

#[test]
fn strangers_get_three_codes_a_day_to_a_number_in_whatever_browser_and_spelling() {
    let fixture = Fixture::new();
    let spellings = [LAN, "+84900000001", "84 900 000 001", "0084-900-000-001", "0900.000.001"];
    for turn in 0..20_i64 {
        let lan = contact(spellings[turn as usize % spellings.len()]);
        let browser = format!("browser {turn}");
        send(&fixture, &CodeRequest::of(&lan, &browser), 1, later(turn * 2));
    }
    assert_eq!(sent(&fixture), 3);
    let other = contact("lan@example.vn");
    send(&fixture, &CodeRequest::of(&other, "one"), 1, later(50));
    assert_eq!(sent(&fixture), 4, "another contact is counted apart");
    let fixture = fixture.reopened();
    let lan = contact(LAN);
    send(&fixture, &CodeRequest::of(&lan, "after a restart"), 1, later(60));
    assert_eq!(sent(&fixture), 4, "a restart forgets no code sent");
    send(&fixture, &CodeRequest::of(&lan, "the next day"), 1, later(25 * 60));
    assert_eq!(sent(&fixture), 5);
}

#[test]
fn strangers_together_get_three_hundred_codes_an_hour() {
    let fixture = Fixture::new();
    for turn in 0..310 {
        let one = contact(&format!("{turn}@example.vn"));
        send(&fixture, &CodeRequest::of(&one, "one"), 1, later(0));
    }
    let first = fixture.app.outbox(1000).unwrap().len();
    assert_eq!(first, 300);
    let one = contact("one.more@example.vn");
    send(&fixture, &CodeRequest::of(&one, "one"), 1, later(61));
    assert_eq!(fixture.app.outbox(1000).unwrap().len(), 301);
}

/// Requests codes as strangers, and guesses until the answer is to wait.
fn attack(fixture: &Fixture, lan: &Contact, now: Instant) {
    for turn in 0..20 {
        let browser = format!("stranger {turn}");
        let request = CodeRequest::of(lan, &browser);
        send(fixture, &request, 111_111, now);
        let _ = enter(fixture, &request, "000000", now);
    }
    let request = CodeRequest::of(lan, "one more");
    assert!(matches!(enter(fixture, &request, "000000", now), Err(NotEntered::Wait(_))));
}

#[test]
fn a_known_browser_enters_whatever_strangers_do() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    let here = CodeRequest::of(&lan, "here");
    send(&fixture, &here, 123_456, later(0));
    let entered = enter(&fixture, &here, "123456", later(1)).unwrap();
    attack(&fixture, &lan, later(60));
    let before = sent(&fixture);
    send(&fixture, &CodeRequest::of(&lan, "unknown"), 1, later(62));
    assert_eq!(sent(&fixture), before, "a stranger gets none");
    let from_browser =
        CodeRequest { device: &entered.device, ..CodeRequest::of(&lan, "here again") };
    send(&fixture, &from_browser, 654_321, later(62));
    assert_eq!(sent(&fixture), before + 1);
    enter(&fixture, &from_browser, "654321", later(62)).unwrap();
    // The cookie was replaced, and it does not open the account of another contact.
    let minh = contact("0900000002");
    for device in [entered.device.as_str(), "abc"] {
        let request = CodeRequest { device, ..CodeRequest::of(&lan, "stolen") };
        send(&fixture, &request, 1, later(64));
    }
    assert_eq!(sent(&fixture), before + 1, "an old cookie is a stranger's");
    attack(&fixture, &minh, later(65));
}

#[test]
fn the_holder_of_a_slip_of_the_number_gets_codes_whatever_strangers_do() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    received(&fixture, "d", "p1", "0900 000 001");
    attack(&fixture, &lan, later(60));
    let before = sent(&fixture);
    let code = "H00-180604-0001";
    for (slip, expected) in [((code, "000000"), 0), (("H00-180604-0009", KEY), 0), ((code, KEY), 1)]
    {
        let request = CodeRequest { slip, ..CodeRequest::of(&lan, "holder") };
        send(&fixture, &request, 777_777, later(61));
        assert_eq!(sent(&fixture), before + expected, "{slip:?}");
    }
    let minh = contact("0900000002");
    attack(&fixture, &minh, later(61));
    let before = sent(&fixture);
    let request = CodeRequest { slip: (code, KEY), ..CodeRequest::of(&minh, "holder") };
    send(&fixture, &request, 1, later(62));
    assert_eq!(sent(&fixture), before, "the slip is of another number");
    let holder = CodeRequest::of(&lan, "holder");
    enter(&fixture, &holder, "777777", later(62)).unwrap();
}

/// Codes to a contact that another person's slip names are counted separately.
#[test]
fn a_slip_that_names_a_contact_uses_up_nothing_of_it() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    for (id, person) in
        [("d", "p1"), ("e", "p2"), ("f", "p3"), ("g", "p4"), ("h", "p5"), ("i", "p6")]
    {
        received(&fixture, id, person, LAN);
    }
    let here = CodeRequest::of(&lan, "here");
    send(&fixture, &here, 123_456, later(0));
    let entered = enter(&fixture, &here, "123456", later(1)).unwrap();
    let code_request = |number: usize, codes: i64, from: i64| {
        let (before, code) = (sent(&fixture), format!("H00-180604-000{number}"));
        for turn in 0..codes {
            let browser = format!("{number} {turn}");
            let slip = (code.as_str(), KEY);
            let request = CodeRequest { slip, ..CodeRequest::of(&lan, &browser) };
            send(&fixture, &request, 1, later(from + turn));
        }
        sent(&fixture) - before
    };
    assert_eq!(code_request(1, 30, 10), 5);
    assert_eq!(code_request(2, 3, 50), 3, "the holder of another slip has codes of their own");
    assert_eq!(
        code_request(3, 30, 60) + code_request(4, 30, 100) + code_request(5, 30, 140),
        12,
        "twenty of all slips"
    );
    assert_eq!(code_request(6, 2, 180), 0);
    let before = sent(&fixture);
    for turn in 0..30 {
        let browser = format!("tab {turn}");
        let request = CodeRequest { device: &entered.device, ..CodeRequest::of(&lan, &browser) };
        send(&fixture, &request, 1, later(200 + turn));
    }
    assert_eq!(sent(&fixture) - before, 10, "nobody used up what the citizen's browser has");
}

#[test]
fn a_known_browser_has_a_cap_of_its_own() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    send(&fixture, &CodeRequest::of(&lan, "here"), 123_456, later(0));
    let entered = enter(&fixture, &CodeRequest::of(&lan, "here"), "123456", later(1)).unwrap();
    for turn in 0..30 {
        let browser = format!("tab {turn}");
        let request = CodeRequest { device: &entered.device, ..CodeRequest::of(&lan, &browser) };
        send(&fixture, &request, 1, later(2 + turn));
    }
    assert_eq!(sent(&fixture), 11);
}

#[test]
fn wrong_codes_are_counted_before_they_are_compared_and_stand_on_record() {
    let (fixture, lan) = (Fixture::new(), contact(LAN));
    let browsers: Vec<String> = (0..40).map(|turn| format!("browser {turn}")).collect();
    for browser in &browsers {
        send(&fixture, &CodeRequest::of(&lan, browser), 123_456, later(0));
    }
    let compared = browsers
        .iter()
        .map(|browser| enter(&fixture, &CodeRequest::of(&lan, browser), "1", later(1)))
        .filter(|entered| *entered == Err(NotEntered::Wrong))
        .count();
    assert_eq!(compared, 11, "of all browsers together");
    let query = AuditQuery {
        kind: AuditKind::SignInRefused.code().to_owned(),
        limit: 100,
        ..AuditQuery::default()
    };
    let inspector = Who::Officer {
        actor: dossier::Actor::new("TT1", dossier::Role::Inspector, "LD"),
        login: "tt1".into(),
        name: "TT1".into(),
    };
    let rows = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    let many = rows.iter().filter(|entry| entry.row.detail == "too_many_tries").count();
    assert_eq!((rows.len(), many), (12, 1), "the first of those that must wait");
}

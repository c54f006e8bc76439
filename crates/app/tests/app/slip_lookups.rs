//! Look-ups by a slip while strangers try keys: the attempts of a known browser are counted
//! separately, a QR code never waits; a new slip is one commit.

use app::{BySlip, Client, CommandKey, Failure, SecondFactor, Who};
use calendar::Instant;
use dossier::event::Slip;
use dossier::{Actor, Role};

use crate::slips::{KEY, received};
use crate::support::{Fixture, at, own};

const CODE: &str = "H00-180604-0001";
const OTHER: &str = "H00-180604-0002";

fn now() -> Instant {
    at("06-05 08:00")
}

fn filled() -> Fixture {
    let fixture = Fixture::new();
    received(&fixture, "d", "p1", "0900000001");
    received(&fixture, "e", "p2", "0900000002");
    fixture
}

fn browser(device: &str) -> Client<'_> {
    Client { address: "203.0.113.7", device }
}

fn try_key(fixture: &Fixture, code: &str, key: &str, client: &Client<'_>) -> &'static str {
    match fixture.app.by_key((code, key), client, now(), now()).unwrap() {
        BySlip::Found(_) => "found",
        BySlip::Absent => "absent",
        BySlip::Wait(_) => "wait",
    }
}

/// The cookie of a browser that opened a dossier by its slip before.
fn holder(fixture: &Fixture, code: &str, random: u8) -> String {
    let (client, label) = (browser(""), "Firefox");
    assert_eq!(try_key(fixture, code, KEY, &client), "found");
    let random = [random; 32];
    let cookie = fixture.app.remember_slip_holder(code, (&client, label), random, now()).unwrap();
    cookie.unwrap()
}

/// Tries a key of a code from each of `many` addresses; returns the number of look-ups that were
/// carried out.
fn strangers(fixture: &Fixture, code: &str, many: usize) -> usize {
    let answers = (0..many).map(|n| {
        let address = format!("2001:db8:0:{n:x}::");
        try_key(fixture, code, "WRONG1", &Client { address: &address, device: "" })
    });
    answers.filter(|answer| *answer == "absent").count()
}

/// Tries keys of a code from many addresses until the answer is to wait.
fn attack(fixture: &Fixture, code: &str) {
    assert_eq!(strangers(fixture, code, 1100), 1001);
    assert_eq!(try_key(fixture, code, "WRONG1", &browser("")), "wait");
}

#[test]
fn a_thousand_wrong_keys_of_strangers_make_no_holder_wait_and_guessing_stays_bounded() {
    let fixture = filled();
    let here = browser("");
    assert_eq!(strangers(&fixture, CODE, 900), 900);
    for _ in 0..100 {
        assert_eq!(try_key(&fixture, CODE, KEY, &here), "found", "a browser that nobody knows");
    }
    // An address that guesses must wait, even with the right key, and only for that code.
    let guesses = |code: &str| {
        let tries = (0..40).map(|_| try_key(&fixture, code, "WRONG1", &here));
        tries.filter(|answer| *answer == "absent").count()
    };
    assert_eq!(guesses(CODE), 11);
    assert_eq!(try_key(&fixture, CODE, KEY, &here), "wait");
    assert_eq!(try_key(&fixture, OTHER, KEY, &here), "found");
    // Over all addresses a code may have a thousand wrong keys in a day.
    assert_eq!(strangers(&fixture, CODE, 300), 90);
    let elsewhere = Client { address: "192.0.2.1", device: "" };
    let after = |hours: i64| {
        let now = now().plus_millis(hours * 3_600_000);
        let lookup = fixture.app.by_key((CODE, "WRONG1"), &elsewhere, now, now).unwrap();
        assert!(matches!(lookup, BySlip::Absent));
        let again = fixture.app.by_key((CODE, KEY), &elsewhere, now, now).unwrap();
        matches!(again, BySlip::Wait(_))
    };
    assert!(after(20), "one more wrong key after the wait, then a wait again");
    assert!(!after(20 + 25), "forgotten after a day");
}

#[test]
fn wrong_keys_of_strangers_make_no_holder_in_a_known_browser_wait() {
    let fixture = filled();
    let cookie = holder(&fixture, CODE, 7);
    attack(&fixture, CODE);
    assert_eq!(try_key(&fixture, CODE, KEY, &browser("")), "wait", "a browser not known");
    for _ in 0..100 {
        assert_eq!(try_key(&fixture, CODE, KEY, &browser(&cookie)), "found");
    }
    // The same holds from a stranger's address.
    for n in 0..100 {
        try_key(&fixture, &format!("H00-180604-1{n:03}"), "WRONG1", &browser(""));
    }
    assert_eq!(try_key(&fixture, CODE, KEY, &browser(&cookie)), "found");
}

#[test]
fn a_browser_is_known_for_the_slip_that_it_used_only_and_has_tries_of_its_own() {
    let fixture = filled();
    let cookie = holder(&fixture, CODE, 7);
    attack(&fixture, OTHER);
    assert_eq!(try_key(&fixture, OTHER, "WRONG2", &browser(&cookie)), "wait", "of another slip");
    assert_eq!(try_key(&fixture, OTHER, KEY, &browser("forged")), "wait");
    let tries = (0..64).map(|_| try_key(&fixture, CODE, "WRONG1", &browser(&cookie)));
    assert_eq!(tries.filter(|answer| *answer == "absent").count(), 11);
    assert_eq!(try_key(&fixture, CODE, KEY, &browser("")), "found", "others are not slowed down");
    let again = fixture.app.remember_slip_holder(OTHER, (&browser(&cookie), ""), [8; 32], now());
    assert_eq!(again.unwrap(), None, "it keeps its cookie");
    assert_eq!(try_key(&fixture, OTHER, KEY, &browser(&cookie)), "found");
}

#[test]
fn a_right_token_never_waits() {
    let fixture = filled();
    let token = |token: &str| match fixture.app.by_token(token, &browser(""), now(), now()).unwrap()
    {
        BySlip::Found(_) => "found",
        BySlip::Absent => "absent",
        BySlip::Wait(_) => "wait",
    };
    let wrong = (0..200).map(|n| token(&format!("wrong{n}"))).filter(|answer| *answer == "absent");
    assert_eq!(wrong.count(), 61);
    assert_eq!(token("wrong"), "wait");
    let right = format!("token{}", KEY.to_lowercase());
    attack(&fixture, CODE);
    for _ in 0..100 {
        assert_eq!(token(&right), "found");
    }
}

#[test]
fn a_revoked_slip_makes_its_browsers_strangers_and_a_new_one_is_one_commit() {
    let fixture = filled();
    let cookie = holder(&fixture, CODE, 7);
    let desk = Who::Officer {
        actor: Actor::new("D1", Role::DeskOfficer, "MC"),
        login: "d1".into(),
        name: "D1".into(),
    };
    let by = (&desk, SecondFactor::NotShown);
    let dossier = || fixture.app.open_stream(&desk, &own("d"), now()).unwrap().unwrap();
    let renew_at = |key: &str, command: &str, at: Instant| {
        let slip = Slip { key: key.into(), token: format!("token{key}") };
        let key = CommandKey::from(command.to_owned());
        fixture.app.renew_slip(by, &dossier(), (slip, "00".into()), key, at)
    };
    let renew = |key: &str, command: &str| renew_at(key, command, now());
    // The note is refused, so no slip is revoked.
    assert!(renew_at("NEW234", "too early", at("06-03 08:00")).is_err());
    assert_eq!(try_key(&fixture, CODE, KEY, &browser(&cookie)), "found");
    // The key belongs to a note of another dossier, so no slip is revoked.
    let other = fixture.app.open_stream(&desk, &own("e"), now()).unwrap().unwrap();
    let slip = Slip { key: "NEW999".into(), token: "tokenother".into() };
    let key = CommandKey::from("one key".to_owned());
    fixture.app.renew_slip(by, &other, (slip, "00".into()), key, now()).unwrap();
    assert!(matches!(renew("NEW234", "one key"), Err(Failure::KeyConflict)));
    assert_eq!(try_key(&fixture, CODE, KEY, &browser(&cookie)), "found");
    renew("NEW234", "another key").unwrap();
    assert_eq!(try_key(&fixture, CODE, "NEW234", &browser("")), "found");
    attack(&fixture, CODE);
    assert_eq!(try_key(&fixture, CODE, "NEW234", &browser(&cookie)), "wait");
    fixture.healthy();
}

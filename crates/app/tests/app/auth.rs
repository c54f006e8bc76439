//! Authentication: who may sign in, how guessing is slowed down, how long a session lasts, and what
//! a second factor permits.

mod browsers;
mod clock;
mod together;

use app::{
    Attempt, AuditKind, Entered, IDLE_MILLIS, NewAccount, NotConfirmed, NotEntered,
    PasswordRefused, STAFF_MILLIS, STEP_MILLIS, Signed, Weakness, Who,
};
use calendar::{Day, Instant};
use credentials::{password, totp};
use dossier::{Actor, Role};
use store::Fault;

use crate::commits::faulty;
use crate::support::{Fixture, at};

const PASSWORD: &str = "mười hai ca phê sữa";
const MINUTE: i64 = 60_000;

/// The secret of the test officers' authenticator.
fn secret() -> String {
    totp::secret([9; 20])
}

fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.app.ensure_key([1; 32]).unwrap();
    account(&fixture, &secret());
    fixture
}

fn account(fixture: &Fixture, totp: &str) {
    let password = &password::hash(PASSWORD, [2; 16]);
    let new = NewAccount { officer: "A1", password, totp, must_change: false };
    fixture.app.put_account(&new, start()).unwrap();
}

fn start() -> Instant {
    at("06-04 08:00")
}

fn code(now: Instant) -> String {
    totp::code(&secret(), now.0 as u64 / 1000).unwrap()
}

fn later(minutes: i64) -> Instant {
    start().plus_millis(minutes * MINUTE)
}

/// The input of a sign-in.
struct Entry {
    login: String,
    password: String,
    code: String,
    device: String,
}

/// The result of a sign-in of A1, with changes to the input.
fn enter(
    fixture: &Fixture,
    now: Instant,
    change: impl FnOnce(&mut Entry),
) -> Result<Entered, NotEntered> {
    let mut random = [[0; 32], [1; 32]];
    for value in &mut random {
        value[..8].copy_from_slice(&now.0.to_be_bytes());
    }
    let mut entry = Entry {
        login: "a1".into(),
        password: PASSWORD.into(),
        code: code(now),
        device: String::new(),
    };
    change(&mut entry);
    let attempt = Attempt {
        login: &entry.login,
        password: &entry.password,
        code: &entry.code,
        address: "",
        device: &entry.device,
        label: "a test",
        random,
        now,
        day: Day::from_ymd(2018, 6, 4),
    };
    fixture.app.sign_in(&attempt).unwrap()
}

/// The visitor whose login is `a1`.
fn a1() -> Who {
    let actor = Actor::new("A1", Role::Specialist, "LAND");
    Who::Officer { actor, login: "a1".into(), name: "A1".into() }
}

fn who(fixture: &Fixture, entered: &Entered, now: Instant) -> Option<Who> {
    let day = Day::from_ymd(2018, 6, 4);
    fixture.app.signed(&entered.cookie, now, day).unwrap().map(|signed| signed.who)
}

/// An officer who has just signed in.
pub fn signed_in(fixture: &Fixture, officer: &str, now: Instant) -> Signed {
    let password = &password::hash(PASSWORD, [2; 16]);
    let new = NewAccount { officer, password, totp: &secret(), must_change: false };
    fixture.app.put_account(&new, now).unwrap();
    let entered = enter(fixture, now, |entry| entry.login = officer.into()).unwrap();
    fixture.app.signed(&entered.cookie, now, Day::from_ymd(2018, 6, 4)).unwrap().unwrap()
}

#[test]
fn all_three_must_be_right_and_nothing_says_which_was_wrong() {
    let fixture = fixture();
    let wrong = Err(NotEntered::Wrong);
    let describe = |result: Result<Entered, NotEntered>| result.map(|_| ());
    assert_eq!(
        describe(enter(&fixture, later(0), |a| a.password = "mười hai ca phê đá".into())),
        wrong
    );
    assert_eq!(describe(enter(&fixture, later(0), |a| a.code = "000000".into())), wrong);
    assert_eq!(describe(enter(&fixture, later(0), |a| a.code = "".into())), wrong);
    assert_eq!(describe(enter(&fixture, later(0), |a| a.login = "a2".into())), wrong);
    assert_eq!(describe(enter(&fixture, later(0), |a| a.login = "nobody".into())), wrong);
    let entered = enter(&fixture, later(0), |a| a.login = " A1 ".into()).unwrap();
    assert!(!entered.unfinished);
    assert!(
        matches!(who(&fixture, &entered, later(1)), Some(Who::Officer { login, .. }) if login == "a1")
    );
}

#[test]
fn a_code_opens_once() {
    let fixture = fixture();
    enter(&fixture, later(0), |_| {}).unwrap();
    assert_eq!(enter(&fixture, later(0), |_| {}).map(|_| ()), Err(NotEntered::Wrong));
    enter(&fixture, later(1), |_| {}).unwrap();
}

#[test]
fn a_session_ends_by_idleness_by_age_and_by_hand() {
    let fixture = fixture();
    let entered = enter(&fixture, start(), |_| {}).unwrap();
    let idle = IDLE_MILLIS / MINUTE;
    assert!(who(&fixture, &entered, later(idle - 1)).is_some());
    assert!(who(&fixture, &entered, later(2 * idle - 2)).is_some(), "each request counts anew");
    assert!(who(&fixture, &entered, later(3 * idle)).is_none(), "half an hour without one");

    let entered = enter(&fixture, later(100), |_| {}).unwrap();
    let whole = STAFF_MILLIS / MINUTE;
    for minutes in (0..whole).step_by(20) {
        assert!(who(&fixture, &entered, later(100 + minutes)).is_some(), "{minutes}");
    }
    assert!(who(&fixture, &entered, later(100 + whole)).is_none(), "twelve hours");

    let entered = enter(&fixture, later(2000), |_| {}).unwrap();
    let other = enter(&fixture, later(2001), |_| {}).unwrap();
    let sessions = fixture.app.sessions_of(&a1(), later(2001)).unwrap();
    let live: Vec<_> = sessions.iter().filter(|session| session.ended.is_none()).collect();
    assert_eq!(live.len(), 2);
    let id = credentials::once::digest(&other.cookie);
    fixture.app.end_session("a2", &id, later(2001)).unwrap();
    assert!(who(&fixture, &other, later(2001)).is_some(), "another's session stays");
    fixture.app.end_session("a1", &id, later(2001)).unwrap();
    assert!(who(&fixture, &other, later(2001)).is_none());
    assert!(who(&fixture, &entered, later(2001)).is_some());
    let administrator = signed_in(&fixture, "Q1", later(2002));
    let by = (&administrator.who, administrator.second_factor);
    fixture.app.close_account(by, "A1", later(2002)).unwrap();
    assert!(who(&fixture, &entered, later(2002)).is_none());
    assert_eq!(enter(&fixture, later(2003), |_| {}).map(|_| ()), Err(NotEntered::Wrong));
}

#[test]
fn a_session_outlives_a_restart_and_an_ended_one_stays_ended() {
    let fixture = fixture();
    let kept = enter(&fixture, later(0), |_| {}).unwrap();
    let ended = enter(&fixture, later(1), |_| {}).unwrap();
    let id = credentials::once::digest(&ended.cookie);
    fixture.app.end_session("a1", &id, later(1)).unwrap();
    let fixture = fixture.reopened();
    assert!(who(&fixture, &kept, later(2)).is_some());
    assert!(who(&fixture, &ended, later(2)).is_none());
}

/// The number of recorded acts of a kind.
fn kinds(fixture: &Fixture, kind: AuditKind) -> usize {
    on_record(fixture, kind).len()
}

/// The number of recorded refusals with a detail.
fn refused(fixture: &Fixture, detail: &str) -> usize {
    let details = on_record(fixture, AuditKind::SignInRefused);
    details.iter().filter(|text| *text == detail).count()
}

/// The details of the recorded acts of a kind.
fn on_record(fixture: &Fixture, kind: AuditKind) -> Vec<String> {
    let kind = kind.code().to_owned();
    let query = app::AuditQuery { kind, limit: 100, ..Default::default() };
    let actor = Actor::new("TT1", Role::Inspector, "LD");
    let inspector = Who::Officer { actor, login: "tt1".into(), name: "TT1".into() };
    let rows = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    rows.into_iter().map(|entry| entry.row.detail).collect()
}

#[test]
fn what_happened_on_a_full_disk_stands_on_record_once_there_is_space() {
    let (fixture, faults) = faulty();
    fixture.app.ensure_key([1; 32]).unwrap();
    account(&fixture, &secret());
    let earlier = enter(&fixture, later(0), |_| {}).unwrap();
    faults.at_commit(Fault::Full);
    enter(&fixture, later(1), |_| {}).expect("a sign-in with the disk full");
    let guess = enter(&fixture, later(2), |a| a.password = "guess guess guess".into());
    assert_eq!(guess.map(|_| ()), Err(NotEntered::Wrong));
    let id = credentials::once::digest(&earlier.cookie);
    fixture.app.end_session("a1", &id, later(2)).unwrap();
    fixture.app.write_postponed().expect_err("the disk is full");
    faults.clear_faults();
    fixture.app.write_postponed().unwrap();
    fixture.app.write_postponed().unwrap();
    let fixture = fixture.reopened();
    assert_eq!((kinds(&fixture, AuditKind::SignIn), refused(&fixture, "")), (2, 1), "each once");
    assert_eq!(kinds(&fixture, AuditKind::EndSessions), 1);
    assert!(who(&fixture, &earlier, later(2)).is_none(), "it stays ended");
    let again = enter(&fixture, later(1), |_| {});
    assert_eq!(again.map(|_| ()), Err(NotEntered::Wrong), "the code was used");
    enter(&fixture, later(3), |_| {}).unwrap();
}

#[test]
fn guessing_is_slowed_down_and_the_officer_is_not_shut_out() {
    let fixture = fixture();
    let session = enter(&fixture, later(0), |_| {}).unwrap();
    let guess = |now| enter(&fixture, now, |a| a.password = "guess guess guess".into()).map(|_| ());
    for _ in 0..6 {
        assert_eq!(guess(later(1)), Err(NotEntered::Wrong));
    }
    let waits = |result| matches!(result, Err(NotEntered::Wait(seconds)) if seconds > 0);
    assert!(waits(guess(later(1))), "the seventh waits");
    assert!(waits(enter(&fixture, later(1), |_| {}).map(|_| ())), "from an unknown browser");
    enter(&fixture, later(1), |a| a.device = session.device.clone())
        .expect("the officer's own browser");
    let absent = |now| enter(&fixture, now, |a| a.login = "nobody".into()).map(|_| ());
    for _ in 0..6 {
        assert_eq!(absent(later(1)), Err(NotEntered::Wrong));
    }
    assert!(waits(absent(later(1))), "a login that nobody has is slowed down alike");
    enter(&fixture, later(30), |_| {}).expect("the wait ends by itself");
}

#[test]
fn the_second_factor_is_set_up_at_the_first_sign_in() {
    let fixture = fixture();
    account(&fixture, "");
    let entered = enter(&fixture, later(0), |a| a.code = "".into()).unwrap();
    assert!(entered.unfinished);
    let signed = |now| {
        let day = Day::from_ymd(2018, 6, 4);
        fixture.app.signed(&entered.cookie, now, day).unwrap().unwrap()
    };
    let id = signed(later(0)).id;
    let shown = fixture.app.second_factor_to_set_up("a1", [5; 20]).unwrap();
    let again = fixture.app.second_factor_to_set_up("a1", [6; 20]).unwrap();
    assert_eq!(shown, again, "the same until it is confirmed");
    let confirm = |code: &str| {
        fixture
            .app
            .confirm_second_factor((&id, "a1"), code, std::array::from_fn(|n| n as u8), later(1))
            .unwrap()
    };
    for _ in 0..6 {
        assert_eq!(confirm("000000"), Err(NotConfirmed::Code(NotEntered::Wrong)));
    }
    let code = totp::code(&shown.secret, later(1).0 as u64 / 1000).unwrap();
    let waits = confirm(&code).unwrap_err();
    assert!(
        matches!(waits, NotConfirmed::Code(NotEntered::Wait(1..=2))),
        "a right code too is told to wait: {waits:?}"
    );
    assert_eq!(refused(&fixture, "second_factor"), 6);
    assert_eq!(refused(&fixture, "too_many_tries"), 1);
    let confirm = |code: &str| {
        let random = std::array::from_fn(|n| n as u8);
        let now = later(1).plus_millis(2000);
        fixture.app.confirm_second_factor((&id, "a1"), code, random, now).unwrap()
    };
    let codes = confirm(&code).unwrap();
    assert_eq!(codes.len(), 10);
    for again in [&code, "000000"] {
        assert_eq!(confirm(again), Err(NotConfirmed::AlreadySetUp), "pressed twice: {again}");
    }
    assert_eq!(refused(&fixture, "second_factor"), 6, "a second press is no wrong code");
    assert!(!signed(later(1)).unfinished);
    fixture.app.second_factor_to_set_up("a1", [5; 20]).expect_err("it is not shown again");
    let recovery = codes[3].to_uppercase().replace('-', " ");
    enter(&fixture, later(2), |a| a.code = recovery.clone())
        .expect("a recovery code, carelessly typed");
    let twice = enter(&fixture, later(3), |a| a.code = recovery.clone()).map(|_| ());
    assert_eq!(twice, Err(NotEntered::Wrong), "good once");
    assert_eq!(fixture.app.account_view("a1").unwrap().unwrap().recovery_left, 9);
}

#[test]
fn signing_asks_for_the_second_factor_again() {
    let fixture = fixture();
    let entered = enter(&fixture, later(0), |_| {}).unwrap();
    let signed = |minutes| {
        let day = Day::from_ymd(2018, 6, 4);
        fixture.app.signed(&entered.cookie, later(minutes), day).unwrap().unwrap()
    };
    let step = STEP_MILLIS / MINUTE;
    assert!(signed(step - 1).second_factor.is_shown());
    assert!(!signed(step).second_factor.is_shown());
    let id = signed(step).id;
    let up = |code: &str| fixture.app.step_up(&id, "a1", code, later(step)).unwrap();
    assert_eq!(up("123456"), Err(NotEntered::Wrong));
    assert!(!signed(step).second_factor.is_shown());
    assert!(up(&code(later(step))).is_ok());
    assert!(signed(step).second_factor.is_shown());
    assert_eq!(up(&code(later(step))), Err(NotEntered::Wrong), "a code opens once");
}

#[test]
fn a_password_is_changed_by_who_knows_it_and_ends_the_other_sessions() {
    let fixture = fixture();
    let here = enter(&fixture, later(0), |_| {}).unwrap();
    let there = enter(&fixture, later(1), |_| {}).unwrap();
    let id = credentials::once::digest(&here.cookie);
    let change = |present: &str, new: &str| {
        let now = later(2);
        fixture.app.change_password((&id, "a1"), present, new, [3; 16], now).unwrap()
    };
    let weak = |weakness| Err(PasswordRefused::Weak(weakness));
    let new = "chiếc xe đạp màu lá mạ";
    assert_eq!(change("wrong", new), Err(PasswordRefused::Wrong));
    assert_eq!(refused(&fixture, "present_password"), 1);
    assert_eq!(change(PASSWORD, PASSWORD), Err(PasswordRefused::Same));
    assert_eq!(change(PASSWORD, "ngắn"), weak(Weakness::TooShort));
    assert_eq!(change(PASSWORD, "passwordpassword"), weak(Weakness::Common));
    assert_eq!(change(PASSWORD, new), Ok(()));
    assert!(who(&fixture, &here, later(3)).is_some());
    assert!(who(&fixture, &there, later(3)).is_none());
    assert_eq!(enter(&fixture, later(4), |_| {}).map(|_| ()), Err(NotEntered::Wrong));
    enter(&fixture, later(5), |a| a.password = new.into()).unwrap();
}

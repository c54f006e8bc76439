//! Authentication: who may sign in, how guessing is slowed down, how long a session lasts, what a
//! second factor is good for.

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

/// A secret for each test officer's authenticator.
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

/// What is typed at sign-in.
struct Entry {
    login: String,
    password: String,
    code: String,
    device: String,
}

/// What a sign-in of A1 gives, with what is changed in it.
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

/// The officer whose login is `a1`.
fn a1() -> Who {
    let actor = Actor::new("A1", Role::Specialist, "LAND");
    Who::Officer { actor, login: "a1".into(), name: "A1".into() }
}

fn who(fixture: &Fixture, entered: &Entered, now: Instant) -> Option<Who> {
    let day = Day::from_ymd(2018, 6, 4);
    fixture.app.signed(&entered.cookie, now, day).unwrap().map(|signed| signed.who)
}

/// An officer who has just signed in.
fn signed_in(fixture: &Fixture, officer: &str, now: Instant) -> Signed {
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

/// How many acts of a kind are on record.
fn kinds(fixture: &Fixture, kind: AuditKind) -> usize {
    on_record(fixture, kind).len()
}

/// How many refusals are on record with a detail.
fn refused(fixture: &Fixture, detail: &str) -> usize {
    let details = on_record(fixture, AuditKind::SignInRefused);
    details.iter().filter(|found| *found == detail).count()
}

/// The details of the acts of a kind on record.
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
    faults.mend();
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
    let known = enter(&fixture, later(0), |_| {}).unwrap();
    let guess = |now| enter(&fixture, now, |a| a.password = "guess guess guess".into()).map(|_| ());
    for _ in 0..6 {
        assert_eq!(guess(later(1)), Err(NotEntered::Wrong));
    }
    let waits = |result| matches!(result, Err(NotEntered::Wait(seconds)) if seconds > 0);
    assert!(waits(guess(later(1))), "the seventh waits");
    assert!(waits(enter(&fixture, later(1), |_| {}).map(|_| ())), "from an unknown browser");
    enter(&fixture, later(1), |a| a.device = known.device.clone())
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

/// Does something while a sign-in of A1 has read its account and waits for its password.
fn enter_while(
    fixture: &Fixture,
    now: Instant,
    change: impl FnOnce(&mut Entry) + Send,
    meanwhile: impl FnOnce(),
) -> Result<Entered, NotEntered> {
    let held = fixture.app.hold_hashing();
    std::thread::scope(|scope| {
        let entering = scope.spawn(move || enter(fixture, now, change));
        while fixture.app.hashing_waiting() == 0 {
            std::thread::yield_now();
        }
        meanwhile();
        drop(held);
        entering.join().unwrap()
    })
}

#[test]
fn an_account_closed_while_somebody_signs_in_stays_closed() {
    let fixture = fixture();
    let administrator = signed_in(&fixture, "Q1", later(0));
    let by = (&administrator.who, administrator.second_factor);
    let entered = enter_while(
        &fixture,
        later(1),
        |_| {},
        || {
            fixture.app.close_account(by, "A1", later(1)).unwrap();
        },
    );
    assert_eq!(entered.map(|_| ()), Err(NotEntered::Wrong));
    assert!(fixture.app.account_view("a1").unwrap().unwrap().disabled, "it stays closed");
    let sessions = fixture.app.sessions_of(&a1(), later(1)).unwrap();
    assert!(sessions.iter().all(|session| session.ended.is_some()), "no session goes on");
}

#[test]
fn an_account_set_back_while_somebody_signs_in_keeps_its_new_password() {
    let fixture = fixture();
    let new = &password::hash("chiếc xe đạp màu lá mạ", [4; 16]);
    let entered = enter_while(
        &fixture,
        later(1),
        |_| {},
        || {
            let account = NewAccount { officer: "A1", password: new, totp: "", must_change: true };
            fixture.app.put_account(&account, later(1)).unwrap();
        },
    );
    assert_eq!(entered.map(|_| ()), Err(NotEntered::Wrong));
    let account = fixture.app.account_view("a1").unwrap().unwrap();
    assert!(account.must_change && !account.enrolled, "as it was set back");
}

#[test]
fn of_two_who_sign_in_with_one_code_one_enters() {
    let fixture = fixture();
    let held = fixture.app.hold_hashing();
    let entered = std::thread::scope(|scope| {
        let both = [0, 1].map(|millis| {
            let fixture = &fixture;
            scope.spawn(move || {
                enter(fixture, later(1).plus_millis(millis), |a| a.code = code(later(1)))
            })
        });
        while fixture.app.hashing_waiting() < 2 {
            std::thread::yield_now();
        }
        drop(held);
        both.map(|one| one.join().unwrap().is_ok())
    });
    assert_eq!(entered.iter().filter(|entered| **entered).count(), 1);
}

#[test]
fn a_clock_set_back_makes_no_second_factor_last_longer_and_no_wait_longer() {
    let fixture = fixture();
    let entered = enter(&fixture, later(60), |_| {}).unwrap();
    let day = Day::from_ymd(2018, 6, 4);
    let signed = fixture.app.signed(&entered.cookie, later(0), day).unwrap().unwrap();
    assert!(!signed.second_factor.is_shown());
    for _ in 0..7 {
        let guess = enter(&fixture, later(60), |a| a.password = "guess guess guess".into());
        assert!(guess.is_err());
    }
    let waits = enter(&fixture, later(0), |a| a.password = "guess guess guess".into());
    assert!(matches!(waits, Err(NotEntered::Wait(seconds)) if seconds <= 900));
}

/// The row of a clock set back: an officer signed in an hour ahead of it.
#[test]
fn a_clock_set_back_is_named_and_says_when_a_code_is_taken_again() {
    let fixture = fixture();
    let ahead = enter(&fixture, later(60), |_| {}).unwrap();
    let NotEntered::ClockSetBack(until) = enter(&fixture, later(0), |_| {}).unwrap_err() else {
        panic!("it is the clock");
    };
    assert!(until > later(60) && until <= later(61), "{until:?}");
    let wrong = Err(NotEntered::Wrong);
    let guess = enter(&fixture, later(0), |a| a.code = "000000".into()).map(|_| ());
    assert_eq!(guess, wrong, "the answer to a wrong code does not mention the clock");
    let guess = enter(&fixture, later(0), |a| a.password = "guess guess guess".into()).map(|_| ());
    assert_eq!(guess, wrong, "nor is a wrong password");
    // The session of before goes on, and showing the factor again gives the same answer.
    let day = Day::from_ymd(2018, 6, 4);
    let signed = fixture.app.signed(&ahead.cookie, later(0), day).unwrap().unwrap();
    let up = |now| fixture.app.step_up(&signed.id, "a1", &code(now), now).unwrap();
    assert_eq!(up(later(1)), Err(NotEntered::ClockSetBack(until)));
    for minutes in [0, 20, 40] {
        let waits = enter(&fixture, later(minutes), |_| {});
        assert!(matches!(waits, Err(NotEntered::ClockSetBack(_))), "no wait comes on top");
    }
    assert!(up(until).is_ok(), "as soon as it may");
    enter(&fixture, until.plus_millis(30_000), |_| {}).unwrap();
}

#[test]
fn a_session_of_a_clock_set_back_ends_twelve_hours_after_it_and_one_far_ahead_is_over() {
    let fixture = fixture();
    let hour = 60;
    let soon = enter(&fixture, later(hour), |_| {}).unwrap();
    let far = enter(&fixture, later(13 * hour), |_| {}).unwrap();
    assert!(who(&fixture, &far, later(0)).is_none(), "further ahead than a session lasts");
    for minutes in (0..12 * hour).step_by(20) {
        assert!(who(&fixture, &soon, later(minutes)).is_some(), "{minutes}");
    }
    assert!(who(&fixture, &soon, later(12 * hour)).is_none(), "by the clock of now");
}

#[test]
fn a_browser_is_known_by_a_random_cookie_that_is_revoked_with_the_sessions() {
    type End = fn(&Fixture, &Entered);
    let ends: &[(&str, End)] = &[
        ("all sessions", |fixture, _| fixture.app.end_sessions(&a1(), None, later(2)).unwrap()),
        ("the browser", |fixture, _| {
            let known = fixture.app.devices_of(&a1(), later(2)).unwrap();
            assert_eq!(known.len(), 1);
            fixture.app.revoke_device(&a1(), &known[0].id, later(2)).unwrap();
        }),
        ("the password", |fixture, entered| {
            let id = credentials::once::digest(&entered.cookie);
            let new = "chiếc xe đạp màu lá mạ";
            let salt = [3; 16];
            let done = fixture.app.change_password((&id, "a1"), PASSWORD, new, salt, later(2));
            assert_eq!(done.unwrap(), Ok(()));
        }),
        ("closing", |fixture, _| {
            let administrator = signed_in(fixture, "Q1", later(2));
            let by = (&administrator.who, administrator.second_factor);
            fixture.app.close_account(by, "A1", later(2)).unwrap();
        }),
        ("the administrator", |fixture, _| {
            let administrator = signed_in(fixture, "Q1", later(2));
            let by = (&administrator.who, administrator.second_factor);
            fixture.app.end_sessions_of(by, "A1", None, later(2)).unwrap();
        }),
        ("a new account", |fixture, _| account(fixture, &secret())),
        ("its time", |fixture, _| {
            assert_eq!(fixture.app.devices_of(&a1(), later(181 * 24 * 60)).unwrap(), []);
        }),
    ];
    for (what, end) in ends {
        let fixture = fixture();
        let entered = enter(&fixture, later(0), |_| {}).unwrap();
        assert_eq!(entered.device.len(), 64);
        let guess = |device: &str, now| {
            enter(&fixture, now, |a| {
                a.password = "guess guess guess".into();
                a.device = device.into();
            })
        };
        for _ in 0..6 {
            assert!(guess("", later(1)).is_err());
        }
        let waits = |result| matches!(result, Err(NotEntered::Wait(_)));
        assert!(waits(guess("", later(1))));
        assert!(!waits(guess(&entered.device, later(1))), "{what}: known before");
        end(&fixture, &entered);
        let now = if *what == "its time" { later(181 * 24 * 60) } else { later(1) };
        for _ in 0..6 {
            let _ = guess("", now);
        }
        assert!(waits(guess(&entered.device, now)), "{what}: a stranger's after");
    }
}

#[test]
fn a_known_browser_has_a_cap_of_its_own_and_a_new_cookie_at_each_sign_in() {
    let fixture = fixture();
    let first = enter(&fixture, later(0), |_| {}).unwrap();
    let second = enter(&fixture, later(1), |a| a.device = first.device.clone()).unwrap();
    assert_ne!(first.device, second.device);
    assert_eq!(fixture.app.devices_of(&a1(), later(1)).unwrap().len(), 1, "one browser");
    let guess = |device: &str| {
        enter(&fixture, later(2), |a| {
            a.password = "guess guess guess".into();
            a.device = device.into();
        })
        .map(|_| ())
    };
    for _ in 0..6 {
        assert_eq!(guess(&second.device), Err(NotEntered::Wrong));
    }
    assert!(matches!(guess(&second.device), Err(NotEntered::Wait(_))), "no way around the limits");
    assert_eq!(guess(&first.device), Err(NotEntered::Wrong), "the old cookie is nobody's");
}

#[test]
fn tries_at_once_are_counted_before_any_password_is_compared_under_one_spelling() {
    let fixture = fixture();
    let spellings = ["a1", " A1 ", "Ａ１", "a 1", "a\u{200b}1", "A\u{a0}1"];
    for login in ["a1", "absent"] {
        let compared = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..36)
                .map(|n| {
                    let spelling = spellings[n % 6].to_owned();
                    let login = if login == "a1" { spelling } else { format!(" {login} ") };
                    let fixture = &fixture;
                    scope.spawn(move || {
                        let guess = "guess guess guess".to_owned();
                        enter(fixture, later(1), |a| (a.login, a.password) = (login, guess))
                    })
                })
                .collect();
            let ends = tries.into_iter().map(|one| one.join().unwrap().unwrap_err());
            ends.filter(|not| *not == NotEntered::Wrong).count()
        });
        assert_eq!(compared, 6, "{login}");
    }
}

#[test]
fn acts_of_ones_own_account_stand_on_record() {
    let fixture = fixture();
    account(&fixture, "");
    let entered = enter(&fixture, later(0), |a| a.code = "".into()).unwrap();
    let id = credentials::once::digest(&entered.cookie);
    let shown = fixture.app.second_factor_to_set_up("a1", [5; 20]).unwrap();
    let first = totp::code(&shown.secret, later(1).0 as u64 / 1000).unwrap();
    let random = std::array::from_fn(|n| n as u8);
    let codes = fixture.app.confirm_second_factor((&id, "a1"), &first, random, later(1)).unwrap();
    let codes = codes.unwrap();
    enter(&fixture, later(2), |a| a.code = codes[0].clone()).unwrap();
    assert!(fixture.app.step_up(&id, "a1", &codes[1], later(2)).unwrap().is_ok());
    fixture.app.new_recovery_codes("a1", random, later(3)).unwrap();
    for _ in 0..9 {
        let _ = enter(&fixture, later(4), |a| a.password = "guess guess guess".into());
    }
    let known = fixture.app.devices_of(&a1(), later(4)).unwrap();
    fixture.app.revoke_device(&a1(), &known[0].id, later(4)).unwrap();
    fixture.app.end_session("a1", &id, later(5)).unwrap();
    fixture.app.end_session("a1", &id, later(5)).unwrap();
    fixture.app.end_sessions(&a1(), None, later(6)).unwrap();
    let inspector = Who::Officer {
        actor: Actor::new("TT1", Role::Inspector, "LD"),
        login: "tt1".into(),
        name: "TT1".into(),
    };
    let query = app::AuditQuery { actor: "A1".into(), limit: 100, ..Default::default() };
    let mut rows = fixture.app.audit(&inspector, &query).unwrap().unwrap();
    rows.reverse();
    let kinds: Vec<String> =
        rows.iter().map(|entry| format!("{} {}", entry.row.kind, entry.row.detail)).collect();
    let refused = ["sign_in_refused "; 6];
    let before = ["sign_in ", "change_account ", "use_recovery_code ", "sign_in "];
    let between = ["use_recovery_code ", "change_account "];
    let after =
        ["sign_in_refused too_many_tries", "revoke_devices ", "end_sessions ", "end_sessions "];
    let all: Vec<&str> =
        before.iter().chain(&between).chain(&refused).chain(&after).copied().collect();
    assert_eq!(kinds, all);
}

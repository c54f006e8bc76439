//! Changes of an account while its password is compared.

use app::{Entered, NewAccount, NotEntered};
use calendar::Instant;
use credentials::password;

use super::{Entry, a1, code, enter, fixture, later, signed_in};
use crate::support::Fixture;

/// Calls a function while a sign-in of A1 has read the account and waits for its password.
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
fn an_account_closed_during_a_sign_in_stays_closed() {
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
fn an_account_reset_during_a_sign_in_keeps_its_new_password() {
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

//! Known browsers, and the acts on an officer's own account.

use app::{Entered, NotEntered, Who};
use credentials::totp;
use dossier::{Actor, Role};

use super::{PASSWORD, a1, account, enter, fixture, later, secret, signed_in};
use crate::support::Fixture;

#[test]
fn a_browser_is_known_by_a_random_cookie_that_is_revoked_with_the_sessions() {
    type End = fn(&Fixture, &Entered);
    let ends: &[(&str, End)] = &[
        ("all sessions", |fixture, _| fixture.app.end_sessions(&a1(), None, later(2)).unwrap()),
        ("the browser", |fixture, _| {
            let devices = fixture.app.devices_of(&a1(), later(2)).unwrap();
            assert_eq!(devices.len(), 1);
            fixture.app.revoke_device(&a1(), &devices[0].id, later(2)).unwrap();
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
    let devices = fixture.app.devices_of(&a1(), later(4)).unwrap();
    fixture.app.revoke_device(&a1(), &devices[0].id, later(4)).unwrap();
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

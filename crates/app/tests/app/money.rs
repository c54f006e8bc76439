//! Money: received once for what is charged, numbered without gaps, paid back by two officers, notified
//! by the bank once, and balanced in the cashbook, which follows from the record.

use affairs::bank_notice::{AsideReason, Command, Standing};
use affairs::cashbook::Account;
use affairs::payment::{Refusal, Way};
use affairs::till;
use app::{BankCall, BankOutcome, CommandKey, Failure, MoneyAct, NewSettlement, Who};
use calendar::Instant;
use rules::fee::Quantities;

use crate::auth::signed_in;
use crate::support::{Fixture, IN_DAY, LAND, ONE_ACT, at, finish, own};

fn who(fixture: &Fixture, id: &str) -> Who {
    let actor = fixture.who(id);
    Who::Officer { actor, login: id.into(), name: id.into() }
}

fn acts(
    fixture: &Fixture,
    (id, by): (&str, &str),
    act: MoneyAct,
    (key, when): (&str, &str),
) -> Result<(), Failure> {
    let (by, second_factor) = match by {
        "L1" => {
            let signed = signed_in(fixture, "L1", at("06-04 07:00"));
            (signed.who, signed.second_factor)
        }
        by => (who(fixture, by), app::SecondFactor::NotShown),
    };
    let dossier = fixture.app.open_stream(&by, &own(id), at(when)).unwrap().unwrap();
    let key = (CommandKey::from(key.to_owned()), at(when));
    fixture.app.act_on_money((&by, second_factor), &dossier, (act, "77".into()), key)
}

fn charge() -> MoneyAct {
    MoneyAct::Charge { quantities: Quantities::default(), claims: Vec::new() }
}

fn cash(amount_vnd: u64) -> MoneyAct {
    MoneyAct::Receive { amount_vnd, way: Way::Cash }
}

fn refused(done: Result<(), Failure>) -> Refusal {
    match done {
        Err(Failure::NotPaid(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// A dossier of the procedure with a fee of 50,000 đồng, charged.
fn charged(fixture: &Fixture, id: &str, when: &str) -> String {
    let done = fixture.receives(id, "D1", when, LAND);
    acts(fixture, (id, "D1"), charge(), (&format!("charge {id}"), when)).unwrap();
    done.code
}

fn numbers(fixture: &Fixture, ids: &[&str]) -> Vec<u64> {
    let of = |id: &&str| fixture.app.payments(&own(id)).unwrap().movements;
    ids.iter().flat_map(of).map(|paid| paid.number).collect()
}

fn balance(fixture: &Fixture, account: &Account) -> i64 {
    fixture.app.account_balance(account).unwrap()
}

fn till() -> Account {
    Account::Cash("MC".into())
}

fn fees() -> Account {
    Account::Fees("pb".into())
}

#[test]
fn receipts_are_numbered_without_gaps_and_refused_once_nothing_is_owed() {
    let fixture = Fixture::new();
    for (id, when) in [("x", "06-04 08:00"), ("y", "06-04 08:10")] {
        charged(&fixture, id, when);
    }
    acts(&fixture, ("x", "D1"), cash(20_000), ("a", "06-04 08:20")).unwrap();
    let over = acts(&fixture, ("x", "D2"), cash(30_001), ("b", "06-04 08:21"));
    assert_eq!(refused(over), Refusal::MoreThanOwed(30_000));
    acts(&fixture, ("x", "D2"), cash(30_000), ("c", "06-04 08:22")).unwrap();
    let again = acts(&fixture, ("x", "D2"), cash(30_000), ("c", "06-04 08:23"));
    assert!(matches!(again, Err(Failure::AlreadyDone { .. })), "a form sent twice is one receipt");
    assert_eq!(
        refused(acts(&fixture, ("x", "D1"), cash(1), ("d", "06-04 08:24"))),
        Refusal::NothingOwed
    );
    acts(&fixture, ("y", "D1"), cash(50_000), ("e", "06-04 08:25")).unwrap();
    assert_eq!(numbers(&fixture, &["x", "y"]), [1, 2, 3]);
    assert_eq!((balance(&fixture, &till()), balance(&fixture, &fees())), (100_000, -100_000));
    let fixture = fixture.reopened();
    assert_eq!(balance(&fixture, &till()), 100_000);
    fixture.healthy();
}

#[test]
fn money_is_received_until_the_result_is_handed_over() {
    let fixture = Fixture::new();
    charged(&fixture, "x", "06-04 08:00");
    fixture.hands("x", "D1", "A1", "verify", "06-04 08:30");
    fixture.does("x", "A1", "06-08 09:00", finish());
    acts(&fixture, ("x", "D1"), cash(10_000), ("a", "06-08 10:00")).unwrap();
    let hand_over = dossier::Command::HandOver { without_letter: None, by_code: false };
    fixture.does("x", "D1", "06-08 10:10", hand_over);
    let late = acts(&fixture, ("x", "D1"), cash(40_000), ("b", "06-08 10:20"));
    assert_eq!(refused(late), Refusal::NotBeforeHandOver);
    // What was received can still be paid back.
    let (amount_vnd, way, reason) = (10_000, Way::Cash, "Thu nhầm".to_owned());
    let propose = MoneyAct::ProposeRefund { amount_vnd, way, reason };
    acts(&fixture, ("x", "D1"), propose, ("c", "06-08 10:30")).unwrap();
}

#[test]
fn a_refund_takes_two_officers_and_cash_in_the_till() {
    let fixture = Fixture::new();
    charged(&fixture, "x", "06-04 08:00");
    acts(&fixture, ("x", "D1"), cash(50_000), ("a", "06-04 08:10")).unwrap();
    let (amount_vnd, way, reason) = (20_000, Way::Cash, "Thu thừa".to_owned());
    let propose = MoneyAct::ProposeRefund { amount_vnd, way, reason };
    acts(&fixture, ("x", "D1"), propose, ("b", "06-04 08:20")).unwrap();
    let waiting =
        |id: &str| fixture.app.money_to_approve(&who(&fixture, id), 10, at("06-04 08:25")).unwrap();
    assert!(matches!(&waiting("L1")[..], [one] if one.amount_vnd == 20_000 && one.by == "D1"));
    assert!(waiting("D2").is_empty(), "the desk approves nothing");
    let desk = acts(&fixture, ("x", "D2"), MoneyAct::ApproveRefund, ("c", "06-04 08:30"));
    assert!(matches!(desk, Err(Failure::NoPermit(_))), "a head or a leader approves");
    acts(&fixture, ("x", "L1"), MoneyAct::ApproveRefund, ("d", "06-04 08:40")).unwrap();
    assert_eq!((balance(&fixture, &till()), balance(&fixture, &fees())), (30_000, -30_000));
    let payments = fixture.app.payments(&own("x")).unwrap();
    assert_eq!((payments.owed_vnd(), payments.movements[1].number), (20_000, 1));
    assert!(waiting("L1").is_empty());
    fixture.healthy();
}

fn call(bank_id: &str, amount_vnd: u64, text: &str) -> BankCall {
    BankCall {
        bank_id: bank_id.into(),
        account: "0071000000001".into(),
        amount_vnd,
        text: text.into(),
        transferred_at: at("06-04 09:00"),
        salt: "55".into(),
    }
}

#[test]
fn a_notice_of_the_bank_counts_once_and_what_fits_nothing_is_put_aside() {
    let fixture = Fixture::new();
    let code = charged(&fixture, "x", "06-04 08:00");
    let named = code.replace(['-', '.'], "");
    let takes = |call: BankCall| fixture.app.take_bank_call(call, at("06-04 09:10"));
    let wrong = takes(call("B0", 49_999, &named)).unwrap();
    assert_eq!(wrong, BankOutcome::PutAside(AsideReason::WrongAmount));
    assert_eq!(takes(call("B1", 50_000, &named)).unwrap(), BankOutcome::Matched);
    assert_eq!(takes(call("B1", 50_000, &named)).unwrap(), BankOutcome::Known);
    let other = takes(call("B1", 60_000, &named));
    assert!(matches!(other, Err(Failure::KeyConflict)), "one id, two amounts");
    for (id, text, account, why) in [
        ("B2", named.as_str(), None, AsideReason::NothingOwed),
        ("B3", "Nop tien", None, AsideReason::NoDossier),
        ("B4", named.as_str(), Some("99"), AsideReason::OtherAccount),
    ] {
        let call = call(id, 50_000, text);
        let account = account.map_or(call.account.clone(), str::to_owned);
        assert_eq!(takes(BankCall { account, ..call }).unwrap(), BankOutcome::PutAside(why));
    }
    let aside = 49_999 + 3 * 50_000;
    assert_eq!(balance(&fixture, &Account::Bank), aside + 50_000);
    assert_eq!(balance(&fixture, &Account::Aside), -aside);
    assert_eq!(fixture.app.transfers_waiting(10).unwrap().len(), 4);
    fixture.healthy();
}

#[test]
fn a_transfer_for_a_dossier_without_a_charge_is_compared_with_its_rules() {
    let fixture = Fixture::new();
    let code = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    let owed = fixture.app.ask(|inquiry| {
        let view = inquiry.dossier(&code, None, at("06-04 08:10"))?.unwrap();
        Ok(inquiry.money_of(&view)?.owed_vnd())
    });
    assert_eq!(owed.unwrap(), 50_000);
    assert!(fixture.app.payments(&own("x")).unwrap().charge.is_none(), "reading charges nothing");
    let named = code.replace('-', "");
    let taken = fixture.app.take_bank_call(call("B1", 50_000, &named), at("06-04 09:10"));
    assert_eq!(taken.unwrap(), BankOutcome::Matched);
    assert_eq!(fixture.app.payments(&own("x")).unwrap().paid_vnd(), 50_000);
    fixture.healthy();
}

#[test]
fn money_put_aside_goes_to_the_dossier_that_an_officer_names_or_back_by_two() {
    let fixture = Fixture::new();
    charged(&fixture, "x", "06-04 08:00");
    fixture.app.take_bank_call(call("B1", 50_000, "Nop tien"), at("06-04 09:10")).unwrap();
    fixture.app.take_bank_call(call("B2", 70_000, "Nop tien"), at("06-04 09:11")).unwrap();
    let waiting = fixture.app.transfers_waiting(10).unwrap();
    let id =
        |amount| waiting.iter().find(|(_, notice)| notice.amount_vnd == amount).unwrap().0.clone();
    let acts = |id: &str, by: &str, act: Command, key: &str| {
        let (by, second_factor) = match by {
            "L1" => {
                let signed = signed_in(&fixture, "L1", at("06-04 07:00"));
                (signed.who, signed.second_factor)
            }
            by => (who(&fixture, by), app::SecondFactor::NotShown),
        };
        let key = (CommandKey::from(key.to_owned()), at("06-04 09:30"));
        fixture.app.act_on_transfer((&by, second_factor), id, (act, "66".into()), key)
    };
    let assign = || Command::Assign { dossier: own("x") };
    let more = acts(&id(70_000), "D1", assign(), "a");
    assert!(matches!(more, Err(Failure::NotPaid(Refusal::MoreThanOwed(50_000)))));
    acts(&id(50_000), "D1", assign(), "b").unwrap();
    assert_eq!(fixture.app.payments(&own("x")).unwrap().owed_vnd(), 0);
    let propose = Command::ProposeReturn { reason: "Chuyển nhầm".into() };
    acts(&id(70_000), "D1", propose, "c").unwrap();
    let approve = || Command::ApproveReturn { reference: "UNC 7".into() };
    acts(&id(70_000), "L1", approve(), "d").unwrap();
    assert_eq!(balance(&fixture, &Account::Aside), 0);
    assert_eq!(balance(&fixture, &Account::Bank), 50_000);
    assert!(fixture.app.transfers_waiting(10).unwrap().is_empty());
    let open = |id: &str| {
        fixture.app.open_transfer(&who(&fixture, "D1"), id, at("06-04 10:00")).unwrap().unwrap()
    };
    assert_eq!(open(&id(70_000)).notice.standing, Standing::Returned);
    assert_eq!(open(&id(50_000)).texts.given().unwrap().0, "Nop tien");
    fixture.healthy();
}

fn on_till(fixture: &Fixture, by: &str, command: till::Command, key: &str) -> Result<(), Failure> {
    let key = (CommandKey::from(key.to_owned()), at("06-04 16:30"));
    let none = app::SecondFactor::NotShown;
    fixture.app.act_on_till((&who(fixture, by), none), "MC", (command, "44".into()), key)
}

#[test]
fn a_day_is_closed_with_the_cash_on_the_books_and_a_month_is_passed_on() {
    let fixture = Fixture::new();
    charged(&fixture, "x", "06-04 08:00");
    acts(&fixture, ("x", "D1"), cash(50_000), ("a", "06-04 08:10")).unwrap();
    on_till(&fixture, "D1", till::Command::TakeOver { counted_vnd: 50_000 }, "b").unwrap();
    let close =
        |counted_vnd| till::Command::CloseDay { day: "2018-06-04".parse().unwrap(), counted_vnd };
    let differs = on_till(&fixture, "D1", close(49_000), "c");
    let (books_vnd, counted_vnd) = (50_000, 49_000);
    let expected = till::Refusal::Differs { books_vnd, counted_vnd };
    assert!(matches!(differs, Err(Failure::TillRefused(why)) if why == expected));
    let second = on_till(&fixture, "D2", close(50_000), "d");
    assert!(matches!(second, Err(Failure::TillRefused(till::Refusal::NotCustodian(_)))));
    on_till(&fixture, "D1", close(50_000), "e").unwrap();
    let settle = |amount_vnd, key: &str| {
        let month = "2018-06-01".parse().unwrap();
        let (agency, reference) = ("pb".to_owned(), "UNC 1".to_owned());
        let new = NewSettlement { agency, month, amount_vnd, reference };
        let key = (CommandKey::from(key.to_owned()), at("07-02 08:00"));
        fixture.app.settle(&who(&fixture, "D1"), new, key)
    };
    assert!(settle(50_000, "f").is_err(), "the cash is not on the account");
    let deposit = till::Command::Deposit { amount_vnd: 50_000, reference: "GNT 1".into() };
    on_till(&fixture, "D1", deposit, "g").unwrap();
    assert!(settle(50_001, "h").is_err());
    settle(50_000, "i").unwrap();
    let whole = (Instant(0), Instant::MAX);
    let book = fixture.app.cashbook(whole, (0, 100)).unwrap();
    assert!(book.balances.iter().all(|(_, balance)| balance.closing_vnd() == 0));
    assert_eq!((book.count, book.entries.len()), (3, 3));
    let takings = fixture.app.takings(whole).unwrap();
    assert_eq!(takings[0].0, LAND);
    assert_eq!((takings[0].1.receipts, takings[0].1.received_vnd), (1, 50_000));
    let days = fixture.app.takings_of_days(whole).unwrap();
    let [of] = &days[..] else { panic!("one day and procedure: {days:?}") };
    assert_eq!((of.procedure.as_str(), &of.takings), (LAND, &takings[0].1));
    let start = calendar::Zone::VIETNAM.at(of.day, 0);
    assert!(fixture.app.takings_of_days((Instant(0), start)).unwrap().is_empty());
    fixture.healthy();
}

#[test]
fn the_one_act_that_receives_and_finishes_puts_its_fee_into_the_till() {
    let fixture = Fixture::new();
    for (id, when) in [("x", "06-04 08:00"), ("y", "06-04 08:05")] {
        let dossier::Command::Receive(reception) = fixture.reception(ONE_ACT, at(when)) else {
            panic!("a reception");
        };
        let at_once = dossier::Command::CompleteAtOnce { reception, paid_vnd: 4_000 };
        fixture.does(id, "D1", when, at_once);
    }
    assert_eq!(balance(&fixture, &till()), 8_000);
    assert_eq!(numbers(&fixture, &["x", "y"]), [1, 2]);
    // A procedure without fees is charged nothing.
    fixture.receives("z", "D1", "06-04 08:10", IN_DAY);
    acts(&fixture, ("z", "D1"), charge(), ("z", "06-04 08:11")).unwrap();
    assert_eq!(
        refused(acts(&fixture, ("z", "D1"), cash(1), ("q", "06-04 08:12"))),
        Refusal::NothingOwed
    );
    fixture.healthy();
}

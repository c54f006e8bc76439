//! Money is received up to what is charged, and paid back by two officers.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Instant;
use dossier::Role;
use proptest::prelude::*;

use super::*;
use crate::aggregate::Aggregate;
use crate::payment::{Charge, ChargeLine};
use crate::testing::recorded;

const CONTEXT: Context =
    Context { before_hand_over: true, one_act: false, fee_not_entered: false, cash_vnd: 1_000_000 };

fn charge(amount_vnd: u64, relief_vnd: u64) -> Command {
    let (kind, name, basis) = ("fee".into(), "Phí".into(), "NĐ 1".into());
    Command::Charge(Charge {
        lines: vec![ChargeLine { kind, name, amount_vnd, basis }],
        relief_vnd,
    })
}

fn receipt() -> Receipt {
    let (office, agency, procedure) = ("MC".into(), "q9".into(), "1".into());
    Receipt { office, agency, procedure, number: 1, year: 2026 }
}

fn receive(amount_vnd: u64) -> Command {
    Command::Receive { amount_vnd, way: Way::Cash, bank_id: None, receipt: receipt() }
}

fn propose(amount_vnd: u64, way: Way) -> Command {
    Command::ProposeRefund { amount_vnd, way, reason: "Thu thừa".into() }
}

const fn approve(receipt: Receipt) -> Command {
    Command::ApproveRefund { receipt }
}

/// The state after a command of an officer, or the reason of the refusal.
fn by(
    officer: &str,
    state: &Payments,
    context: Context,
    command: Command,
) -> Result<Payments, Refusal> {
    let officer = Actor::new(officer, Role::DeskOfficer, "MC");
    let mut state = state.clone();
    for event in state.decide(context, &officer, command)? {
        state.apply(&recorded(Instant(7), &officer.id, event)).unwrap();
    }
    Ok(state)
}

fn after(state: &Payments, command: Command) -> Payments {
    by("D1", state, CONTEXT, command).unwrap()
}

#[test]
fn refusals() {
    let none = Payments::default();
    let charged = after(&none, charge(10_000, 2_000));
    let paid = after(&charged, receive(8_000));
    let waits = after(&paid, propose(3_000, Way::Cash));
    let handed_over = Context { before_hand_over: false, ..CONTEXT };
    let not_entered = Context { fee_not_entered: true, ..CONTEXT };
    let empty_till = Context { cash_vnd: 2_999, ..CONTEXT };
    let back = |reason: &str| Command::SendRefundBack { reason: reason.into() };
    let no_reason =
        Command::ProposeRefund { amount_vnd: 1, way: Way::Cash, reason: " ".to_owned() };
    for (officer, state, context, command, why) in [
        ("D1", &none, CONTEXT, receive(1), Refusal::NotCharged),
        ("D1", &none, not_entered, charge(1, 0), Refusal::FeeNotEntered),
        ("D1", &none, handed_over, charge(1, 0), Refusal::NotBeforeHandOver),
        ("D1", &charged, handed_over, receive(1), Refusal::NotBeforeHandOver),
        ("D1", &charged, CONTEXT, receive(0), Refusal::ZeroAmount),
        ("D1", &charged, CONTEXT, receive(8_001), Refusal::MoreThanOwed(8_000)),
        ("D1", &paid, CONTEXT, receive(1), Refusal::NothingOwed),
        ("D1", &paid, CONTEXT, propose(8_001, Way::Cash), Refusal::MoreThanPaid(8_000)),
        ("D1", &paid, CONTEXT, propose(0, Way::Cash), Refusal::ZeroAmount),
        ("D1", &paid, CONTEXT, no_reason, Refusal::EmptyText),
        ("D1", &paid, empty_till, propose(3_000, Way::Cash), Refusal::TillShort(2_999)),
        ("D2", &paid, CONTEXT, approve(receipt()), Refusal::NoRefund),
        ("D2", &paid, CONTEXT, back("Sai"), Refusal::NoRefund),
        ("D2", &waits, CONTEXT, propose(1, Way::Cash), Refusal::RefundWaits),
        ("D1", &waits, CONTEXT, approve(receipt()), Refusal::OwnRefund),
        ("D2", &waits, empty_till, approve(receipt()), Refusal::TillShort(2_999)),
        ("D2", &waits, CONTEXT, back(""), Refusal::EmptyText),
    ] {
        assert_eq!(by(officer, state, context, command), Err(why));
    }
    // Money paid back through the bank needs no cash.
    assert!(by("D1", &paid, empty_till, propose(3_000, Way::Transfer)).is_ok());
}

#[test]
fn a_refund_makes_the_amount_owed_again_and_a_later_charge_replaces_the_first() {
    let charged = after(&Payments::default(), charge(10_000, 2_000));
    let paid = after(&after(&charged, receive(3_000)), receive(5_000));
    assert_eq!((paid.paid_vnd(), paid.owed_vnd()), (8_000, 0));
    let waits = after(&paid, propose(3_000, Way::Cash));
    let back = by("D2", &waits, CONTEXT, approve(receipt())).unwrap();
    assert_eq!((back.paid_vnd(), back.owed_vnd(), back.proposal), (5_000, 3_000, None));
    assert_eq!(after(&paid, charge(20_000, 0)).owed_vnd(), 12_000);
}

proptest! {
    #[test]
    fn no_history_receives_more_than_was_charged_or_pays_back_more_than_was_received(
        acts in proptest::collection::vec((0_u8..5, 0_u64..9_000), 1..30),
    ) {
        let mut state = after(&Payments::default(), charge(10_000, 0));
        for (which, amount) in acts {
            let (officer, command) = match which {
                0 | 1 => ("D1", receive(amount)),
                2 => ("D1", propose(amount, Way::Transfer)),
                3 => ("D2", approve(receipt())),
                _ => ("D2", Command::SendRefundBack { reason: "Sai".into() }),
            };
            if let Ok(next) = by(officer, &state, CONTEXT, command) {
                state = next;
            }
            prop_assert_eq!(state.paid_vnd() + state.owed_vnd(), 10_000);
        }
    }
}

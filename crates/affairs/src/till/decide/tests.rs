//! One officer answers for the cash, every count equals the books, and a difference takes two officers.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Day, Instant};
use dossier::Role;

use super::*;
use crate::aggregate::Aggregate;
use crate::testing::recorded;

const CONTEXT: Context<'_> = Context { office: "MC", cash_vnd: 5_000, other_serves: true };

fn by(officer: &str, state: &Till, command: Command) -> Result<Till, Refusal> {
    let officer = Actor::new(officer, Role::DeskOfficer, "MC");
    let mut state = state.clone();
    for event in state.decide(CONTEXT, &officer, command)? {
        state.apply(&recorded(Instant(7), &officer.id, event)).unwrap();
    }
    Ok(state)
}

fn offer(to: &str) -> Command {
    Command::Offer { to: to.into(), counted_vnd: 5_000 }
}

fn propose(counted_vnd: i64) -> Command {
    Command::ProposeDifference { counted_vnd, reason: "Trả nhầm".into() }
}

fn close(counted_vnd: i64) -> Command {
    Command::CloseDay { day: Day::from_ymd(2026, 11, 27), counted_vnd }
}

const TAKE: Command = Command::TakeOver { counted_vnd: 5_000 };

#[test]
fn the_cash_goes_from_one_officer_to_the_next_by_offer_and_acceptance() {
    let first = by("D1", &Till::default(), TAKE).unwrap();
    assert_eq!(by("D2", &first, TAKE), Err(Refusal::NotCustodian("D1".into())));
    let offered = by("D1", &first, offer("D2")).unwrap();
    assert_eq!(by("D3", &offered, TAKE), Err(Refusal::NotCustodian("D1".into())));
    let second = by("D2", &offered, TAKE).unwrap();
    assert_eq!((second.custodian.as_deref(), &second.offer), (Some("D2"), &None));
    assert!(by("D2", &offered, Command::EndOffer).unwrap().offer.is_none());
    assert_eq!(by("D1", &second, close(5_000)), Err(Refusal::NotCustodian("D2".into())));
}

#[test]
fn a_difference_takes_two_officers() {
    let till = by("D1", &Till::default(), TAKE).unwrap();
    let waits = by("D1", &till, propose(4_000)).unwrap();
    assert_eq!(by("D1", &waits, Command::ApproveDifference), Err(Refusal::OwnDifference));
    assert_eq!(by("D1", &waits, close(5_000)), Err(Refusal::DifferenceWaits));
    let head = Actor::new("H", Role::Head, "MC");
    let events = waits.decide(CONTEXT, &head, Command::ApproveDifference).unwrap();
    let (office, amount_vnd) = ("MC".to_owned(), -1_000);
    assert_eq!(events, [Event::DifferenceApproved { office, amount_vnd }]);
}

#[test]
fn refusals() {
    let none = Till::default();
    let till = by("D1", &none, TAKE).unwrap();
    let differs = |counted_vnd| Refusal::Differs { books_vnd: 5_000, counted_vnd };
    let deposit = |amount_vnd, reference: &str| Command::Deposit {
        amount_vnd,
        reference: reference.to_owned(),
    };
    let back = |reason: &str| Command::SendDifferenceBack { reason: reason.into() };
    for (state, command, why) in [
        (&none, Command::TakeOver { counted_vnd: 1 }, differs(1)),
        (&none, close(5_000), Refusal::NoCustodian),
        (&till, close(4_999), differs(4_999)),
        (&till, offer("D1"), Refusal::NotOfOffice),
        (&till, Command::Offer { to: "D2".into(), counted_vnd: 0 }, differs(0)),
        (&till, Command::EndOffer, Refusal::NoOffer),
        (&till, deposit(0, "UNC 1"), Refusal::ZeroAmount),
        (&till, deposit(5_001, "UNC 1"), Refusal::TillShort(5_000)),
        (&till, deposit(1, " "), Refusal::EmptyText),
        (&till, propose(5_000), Refusal::NoDifference),
        (&till, Command::ApproveDifference, Refusal::NoProposal),
        (&till, back("Đếm lại"), Refusal::NoProposal),
    ] {
        assert_eq!(by("D1", state, command), Err(why));
    }
}

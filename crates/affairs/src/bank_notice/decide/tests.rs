//! Money put aside goes to one dossier, or back by two officers, once.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::Instant;
use dossier::Role;

use super::*;
use crate::aggregate::Aggregate;
use crate::bank_notice::AsideReason;
use crate::testing::recorded;

fn by(officer: &str, state: &BankNotice, command: Command) -> Result<BankNotice, Refusal> {
    let officer = Actor::new(officer, Role::DeskOfficer, "MC");
    let mut state = state.clone();
    for event in state.decide((), &officer, command)? {
        state.apply(&recorded(Instant(7), &officer.id, event)).unwrap();
    }
    Ok(state)
}

fn put_aside() -> Command {
    let (why, bank_id) = (AsideReason::NoDossier, "B1".to_owned());
    Command::PutAside { why, bank_id, amount_vnd: 8_000, transferred_at: Instant(3) }
}

fn assign() -> Command {
    Command::Assign { dossier: "dossier/q9/1".into() }
}

fn propose(reason: &str) -> Command {
    Command::ProposeReturn { reason: reason.into() }
}

fn approve(reference: &str) -> Command {
    Command::ApproveReturn { reference: reference.into() }
}

#[test]
fn the_way_of_money_put_aside() {
    let none = BankNotice::default();
    let aside = by("system", &none, put_aside()).unwrap();
    let assigned = by("D1", &aside, assign()).unwrap();
    let proposed = by("D1", &aside, propose("Chuyển nhầm")).unwrap();
    let back = Command::SendReturnBack { reason: "Có hồ sơ".into() };
    assert_eq!(by("D2", &proposed, back).unwrap().standing, Standing::Aside);
    let returned = by("D2", &proposed, approve("UNC 7")).unwrap();
    assert!(!returned.waits() && !assigned.waits() && proposed.waits());
    for (officer, state, command, why) in [
        ("D1", &none, assign(), Refusal::NotAside),
        ("system", &aside, put_aside(), Refusal::NotAside),
        ("D1", &aside, propose(" "), Refusal::EmptyText),
        ("D1", &aside, approve("UNC 7"), Refusal::NotAside),
        ("D1", &proposed, approve("UNC 7"), Refusal::OwnReturn),
        ("D2", &proposed, approve(""), Refusal::EmptyText),
        ("D2", &proposed, assign(), Refusal::NotAside),
        ("D1", &assigned, propose("Sai"), Refusal::NotAside),
        ("D1", &returned, assign(), Refusal::NotAside),
    ] {
        assert_eq!(by(officer, state, command), Err(why));
    }
}

//! No more is passed on than is owed and lies on the account.

use dossier::Role;

use super::*;

#[test]
fn refusals() {
    let context = Context { owed_vnd: 500, bank_vnd: 300 };
    let settle = |amount_vnd, reference: &str| Command::Settle {
        agency: "q9".into(),
        month: "2026-11".into(),
        amount_vnd,
        reference: reference.into(),
    };
    let officer = Actor::new("D1", Role::DeskOfficer, "MC");
    let decide = |command| Settlements::default().decide(context, &officer, command);
    assert_eq!(decide(settle(0, "UNC 1")), Err(Refusal::ZeroAmount));
    assert_eq!(decide(settle(1, "")), Err(Refusal::EmptyText));
    assert_eq!(decide(settle(501, "UNC 1")), Err(Refusal::MoreThanOwed(500)));
    assert_eq!(decide(settle(400, "UNC 1")), Err(Refusal::AccountShort(300)));
    assert_eq!(decide(settle(300, "UNC 1")).map(|events| events.len()), Ok(1));
}

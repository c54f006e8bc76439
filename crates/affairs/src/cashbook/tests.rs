//! Every entry moves one amount between two accounts, and the accounts sum to zero.

use proptest::prelude::*;

use super::*;

fn account() -> impl Strategy<Value = Account> {
    let office = prop_oneof![Just("MC".to_owned()), Just("P1".to_owned())];
    prop_oneof![
        office.clone().prop_map(Account::Cash),
        office.clone().prop_map(Account::Difference),
        office.prop_map(Account::Fees),
        Just(Account::Bank),
        Just(Account::Aside),
    ]
}

proptest! {
    #[test]
    fn balances_sum_to_zero_and_carry_over(
        moves in proptest::collection::vec((account(), account(), 1_i64..1_000_000), 0..40),
        cut in any::<proptest::sample::Index>(),
    ) {
        let post = |(debit, credit, amount_vnd)| Posting { debit, credit, amount_vnd };
        let postings: Vec<Posting> = moves.into_iter().map(post).collect();
        let whole = balances([], &postings);
        prop_assert_eq!(whole.values().map(Balance::closing_vnd).sum::<i64>(), 0);
        // Two periods, the second opened with the balances of the first, close alike.
        let (first, second) = postings.split_at(cut.index(postings.len() + 1));
        let opening: Vec<_> = balances([], first)
            .into_iter()
            .map(|(account, balance)| (account, balance.closing_vnd()))
            .collect();
        let parts = balances(opening, second);
        for (account, balance) in whole {
            prop_assert_eq!(parts[&account].closing_vnd(), balance.closing_vnd());
        }
    }

    #[test]
    fn an_account_is_found_by_its_name(account in account()) {
        prop_assert_eq!(Account::of(&account.code()), Some(account));
    }
}

#[test]
fn an_event_debits_and_credits() {
    let received = |way| payment::Event::Received {
        amount_vnd: 8_000,
        way,
        office: "MC".into(),
        agency: "q9".into(),
        procedure: "1".into(),
        number: 1,
        year: 2026,
        bank_id: None,
    };
    let codes = |posting: Option<Posting>| {
        let posting = posting?;
        Some((posting.debit.code(), posting.credit.code(), posting.amount_vnd))
    };
    let row = |debit: &str, credit: &str, amount| Some((debit.into(), credit.into(), amount));
    let of = |way| codes(Posting::of_payment(&received(way)));
    assert_eq!(of(Way::Cash), row("cash:MC", "fees:q9", 8_000));
    assert_eq!(of(Way::Transfer), row("bank", "fees:q9", 8_000));
    assert_eq!(of(Way::Aside), row("aside", "fees:q9", 8_000));
    let difference = |amount_vnd| {
        codes(Posting::of_till(&till::Event::DifferenceApproved {
            office: "MC".into(),
            amount_vnd,
        }))
    };
    assert_eq!(difference(-7), row("difference:MC", "cash:MC", 7));
    assert_eq!(difference(7), row("cash:MC", "difference:MC", 7));
}

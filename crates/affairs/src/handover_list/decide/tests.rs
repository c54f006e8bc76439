//! A list is issued once, of what was handed over and stands on no list.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dossier::{Actor, Role};

use super::*;
use crate::aggregate::Aggregate;
use crate::handover_list::ListKind;
use crate::testing::recorded;

fn candidate(given: Option<i64>, listed: Option<i64>) -> Candidate {
    let dossier = "dossier/r/a".to_owned();
    Candidate { dossier, given: given.map(Instant), listed: listed.map(Instant) }
}

fn issue(list: &HandoverList, candidates: &[Candidate]) -> Result<Vec<Event>, Refusal> {
    let (from, to) = ("MC".to_owned(), "A".to_owned());
    let command = Command::Issue { list: ListKind::Dossiers, from, to, number: 3, year: 2018 };
    list.decide(Context { candidates }, &Actor::new("D1", Role::DeskOfficer, "MC"), command)
}

#[test]
fn a_list_names_what_was_handed_over_and_stands_on_no_list() {
    let open = HandoverList::default();
    let dossier = || "dossier/r/a".to_owned();
    let many = vec![candidate(Some(1), None); MAX_LINES + 1];
    for (candidates, expected) in [
        (&[][..], Err(Refusal::Empty)),
        (&many, Err(Refusal::TooMany)),
        (&[candidate(None, None)], Err(Refusal::NotGiven(dossier()))),
        (&[candidate(Some(5), Some(5))], Err(Refusal::AlreadyListed(dossier(), Instant(5)))),
        (&[candidate(Some(5), Some(4))], Ok(1)),
        (&[candidate(Some(5), None), candidate(Some(6), None)], Ok(2)),
    ] {
        let lines = issue(&open, candidates).map(|events| {
            let [Event::Issued { lines, .. }] = &events[..] else { panic!("{events:?}") };
            lines.len()
        });
        assert_eq!(lines, expected);
    }
}

#[test]
fn a_list_is_issued_once() {
    let mut list = HandoverList::default();
    let event = issue(&list, &[candidate(Some(5), None)]).unwrap().remove(0);
    list.apply(&recorded(Instant(7), "D1", event.clone())).unwrap();
    assert_eq!((list.number, list.giver.as_str(), list.at), (3, "D1", Instant(7)));
    assert_eq!(issue(&list, &[candidate(Some(9), None)]), Err(Refusal::AlreadyIssued));
    assert!(list.apply(&recorded(Instant(8), "D1", event)).is_err());
}

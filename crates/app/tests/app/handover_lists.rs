//! Hand-over lists: numbered without gaps by unit and year, issued of what was given and is on no list,
//! read by both units and by no other, and the same after a restart.

use affairs::handover_list::{ListKind, Refusal};
use app::{CommandKey, Failure, Who};

use crate::support::{Fixture, LAND, at, finish, give, own};

fn who(fixture: &Fixture, id: &str) -> Who {
    let actor = fixture.who(id);
    Who::Officer { actor, login: id.into(), name: id.into() }
}

fn issues(
    fixture: &Fixture,
    (by, list, to): (&str, ListKind, &str),
    ids: &[&str],
    (key, when): (&str, &str),
) -> Result<String, Failure> {
    let streams = ids.iter().map(|id| own(id)).collect();
    let key = (CommandKey::from(key.to_owned()), at(when));
    fixture.app.issue_handover_list(&who(fixture, by), (list, to), streams, key)
}

#[test]
fn lists_are_numbered_and_name_what_was_handed_over() {
    let fixture = Fixture::new();
    for (id, when) in [("x", "06-04 08:00"), ("y", "06-04 08:05"), ("z", "06-04 08:10")] {
        fixture.receives(id, "D1", when, LAND);
    }
    fixture.does("x", "D1", "06-04 08:20", give(&fixture, "A1", "verify"));
    fixture.does("y", "D1", "06-04 08:21", give(&fixture, "A1", "verify"));
    let unit = fixture.who("A1").unit;
    let dossiers = ("D1", ListKind::Dossiers, unit.as_str());
    let first = issues(&fixture, dossiers, &["x"], ("a", "06-04 08:30")).unwrap();
    let again = issues(&fixture, dossiers, &["x"], ("a", "06-04 08:31")).unwrap();
    assert_eq!(first, again, "the same form issues one list");
    let second = issues(&fixture, dossiers, &["y"], ("b", "06-04 08:32")).unwrap();
    let number = |id: &str| id.rsplit('.').next().unwrap().to_owned();
    assert_eq!([number(&first), number(&second)], ["1", "2"]);
    for (ids, expected) in [
        (&["x"][..], Refusal::AlreadyListed(own("x"), at("06-04 08:30"))),
        (&["z"], Refusal::NotGiven(own("z"))),
        (&[], Refusal::Empty),
    ] {
        match issues(&fixture, dossiers, ids, ("c", "06-04 08:40")) {
            Err(Failure::NotListed(why)) => assert_eq!(why, expected),
            other => panic!("{other:?}"),
        }
    }
    // Declined and given again, it is handed over anew.
    let decline = dossier::Command::Decline { reason: "x".into() };
    fixture.does("x", "A1", "06-04 09:00", decline);
    fixture.does("x", "D1", "06-04 09:10", give(&fixture, "A1", "verify"));
    let third = issues(&fixture, dossiers, &["x"], ("d", "06-04 09:20")).unwrap();
    assert_eq!(number(&third), "3", "a refused list takes no number");
    fixture.healthy();
    let fixture = fixture.reopened();
    for (reader, sees) in [("D1", true), ("A1", true), ("B1", false)] {
        let opened =
            fixture.app.open_handover_list(&who(&fixture, reader), &third, at("06-04 10:00"));
        assert_eq!(opened.unwrap().is_some(), sees, "{reader}");
    }
    let (count, lists) = fixture.app.handover_lists(&fixture.who("A1"), (0, 2), |_| true);
    assert_eq!((count, lists[0].0.as_str()), (3, third.as_str()));
}

#[test]
fn results_are_listed_by_the_unit_that_finished_them() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 08:30");
    let desk = fixture.who("D1").unit;
    let results = |by| (by, ListKind::Results, desk.as_str());
    let refused = issues(&fixture, results("A1"), &["x"], ("a", "06-04 09:00"));
    assert!(matches!(refused, Err(Failure::NotListed(Refusal::NotGiven(_)))), "not finished");
    fixture.does("x", "A1", "06-08 09:00", finish());
    let refused = issues(&fixture, results("B1"), &["x"], ("b", "06-08 10:00"));
    assert!(matches!(refused, Err(Failure::NotListed(Refusal::NotGiven(_)))), "another unit");
    let list = issues(&fixture, results("A1"), &["x"], ("c", "06-08 10:01")).unwrap();
    let opened = fixture.app.open_handover_list(&who(&fixture, "D1"), &list, at("06-08 10:02"));
    assert_eq!(opened.unwrap().unwrap().lines.len(), 1);
    fixture.healthy();
}

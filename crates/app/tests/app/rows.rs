//! The row of a dossier, from which lists are read, follows the dossier's life.

use app::Absence;
use dossier::Command;
use store::{DossierRow, Folder};

use crate::support::{Fixture, LAND, ask, at, finish, give, own};

fn row(fixture: &Fixture) -> DossierRow {
    Folder::open_reader(fixture.folder.path()).unwrap().row(&own("x")).unwrap().unwrap()
}

#[test]
fn who_holds_it_who_is_offered_it_and_who_stands_in() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let received = row(&fixture);
    assert_eq!((received.agency.as_str(), received.person.as_str()), ("pb", "someone"));
    assert_eq!((received.desk.as_str(), received.helped_at.as_str()), ("MC", ""));
    assert_eq!((received.holding_unit.as_str(), received.step.as_str()), ("MC", "desk"));
    assert_eq!((received.offered_to, received.filed_at), (None, None));
    fixture.does("x", "D1", "06-04 09:00", give(&fixture, "A1", "verify"));
    let offered = row(&fixture);
    assert_eq!(offered.holder.as_deref(), Some("D1"));
    assert_eq!(offered.offered_to.as_deref(), Some("A1"));
    assert_eq!(offered.offered_unit.as_deref(), Some("A"));
    fixture.does("x", "A1", "06-04 09:05", Command::Accept);
    let held = row(&fixture);
    assert_eq!((held.desk.as_str(), held.holding_unit.as_str()), ("MC", "A"));
    assert_eq!((held.step.as_str(), held.offered_to, held.stand_in), ("verify", None, None));
    let until = at("06-08 08:00");
    let absence = Absence { officer: "A1".into(), by: "A2".into(), from: at("06-05 08:00"), until };
    fixture.app.declare_absence(&fixture.who("AH"), &absence).unwrap();
    fixture.does("x", "A2", "06-05 09:00", Command::CompleteStep);
    let absent = row(&fixture);
    assert_eq!(absent.holder.as_deref(), Some("A1"));
    assert_eq!((absent.stand_in.as_deref(), absent.stand_in_until), (Some("A2"), Some(until.0)));
    fixture.does("x", "A2", "06-05 10:00", finish());
    let ended = row(&fixture);
    assert_eq!((ended.holder, ended.holding_unit.as_str(), ended.stand_in), (None, "", None));
}

#[test]
fn what_it_waits_for() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    let due = at("06-06 08:00");
    fixture.does("x", "A1", "06-05 08:00", Command::Consult { unit: "C".into(), due });
    fixture.does("x", "A1", "06-05 08:01", Command::Consult { unit: "B".into(), due });
    assert_eq!(row(&fixture).consulted, " B C ");
    fixture.does("x", "BH", "06-05 09:00", Command::AnswerConsultation { id: 2 });
    assert_eq!(row(&fixture).consulted, " C ");
    assert!(!row(&fixture).suspended);
    fixture.does("x", "A1", "06-05 10:00", ask(None));
    let suspended = row(&fixture);
    assert!(suspended.suspended);
    assert_eq!(suspended.suspended_at, Some(at("06-05 10:00").0));
    assert_eq!(suspended.suspended_for, "supplement");
    assert!(suspended.supplement_until.is_some());
    fixture.does("x", "D1", "06-06 08:00", Command::Supply { items: Vec::new() });
    let resumed = row(&fixture);
    assert!(!resumed.suspended);
    assert_eq!((resumed.suspended_at, resumed.supplement_until), (None, None));
    assert_eq!((resumed.suspended_for.as_str(), resumed.given_out_at), ("", None));
    fixture.does("x", "A1", "06-06 09:00", finish());
    fixture.does(
        "x",
        "D1",
        "06-06 10:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    assert_eq!(row(&fixture).given_out_at, Some(at("06-06 10:00").0));
}

#[test]
fn how_far_its_letter_has_come() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    assert_eq!(row(&fixture).letter, "");
    let new_date = Some("2018-06-20".parse().unwrap());
    let drafted =
        Command::DraftApology { reason: "Việc khó".into(), unit: "A".into(), new_date };
    fixture.does("x", "A1", "06-05 08:00", drafted);
    assert_eq!(row(&fixture).letter, "drafted");
    fixture.does(
        "x",
        "AH",
        "06-05 09:00",
        Command::SignApology { reason: None, new_date: None, confirmed: false },
    );
    assert_eq!(row(&fixture).letter, "signed");
    fixture.does("x", "D1", "06-05 10:00", Command::SendApology(None));
    assert_eq!(row(&fixture).letter, "sent");
    // For a new due a new letter is owed.
    fixture.does("x", "A1", "06-05 11:00", ask(None));
    fixture.does("x", "D1", "06-07 08:00", Command::Supply { items: Vec::new() });
    assert_eq!(row(&fixture).letter, "");
}

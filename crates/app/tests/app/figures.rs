//! The figures in memory are always those that a fresh load of the rows gives.

use app::Inquiry;
use indicators::FactHistory;

use crate::support::{Fixture, LAND};

/// Compares the figures in memory with those that another process loads from the folder.
pub fn compare(fixture: &Fixture, register: &str) {
    let current = fixture.app.figures(Some(register)).unwrap().unwrap();
    let fresh = Inquiry::peek(fixture.folder.path(), |inquiry| inquiry.figures(register)).unwrap();
    let facts = |facts: &indicators::FactTable| facts.iter().cloned().collect::<Vec<FactHistory>>();
    assert_eq!(facts(&current.facts), facts(&fresh.facts));
    assert_eq!(current.facts.values(), fresh.facts.values());
    assert_eq!(current.zone, fresh.zone);
}

#[test]
fn an_act_shows_in_the_next_answer_and_in_no_answer_before() {
    let fixture = Fixture::new();
    fixture.receives("1", "D1", "06-04 08:00", LAND);
    let before = fixture.app.figures(None).unwrap().unwrap();
    fixture.receives("2", "D1", "06-04 08:05", LAND);
    assert_eq!(fixture.app.figures(None).unwrap().unwrap().facts.len(), 2);
    assert_eq!(before.facts.len(), 1);
    compare(&fixture, "pb");
}

#[test]
fn a_register_without_dossiers_is_empty_until_the_first_one() {
    let fixture = Fixture::new();
    assert!(fixture.app.figures(None).unwrap().unwrap().facts.is_empty());
    fixture.receives("1", "D1", "06-04 08:00", LAND);
    compare(&fixture, "pb");
}

#[test]
fn sizes_of_registers_are_counted_once_and_follow_what_is_committed() {
    let fixture = Fixture::new();
    fixture.receives("1", "D1", "06-04 08:00", LAND);
    let size = |fixture: &Fixture| fixture.app.registers().unwrap();
    assert_eq!(size(&fixture), [("pb".to_owned(), 1)]);
    fixture.receives("2", "D1", "06-04 08:05", LAND);
    fixture.does("2", "D1", "06-04 08:06", dossier::Command::Note);
    fixture.refused("3", "A1", "06-04 08:07", crate::support::finish());
    let old = [crate::import::old("1", None, None), crate::import::old("2", None, None)];
    for _ in 0..2 {
        fixture
            .app
            .import("old", "Asia/Ho_Chi_Minh", &old, crate::support::at("06-05 08:00"))
            .unwrap();
    }
    assert_eq!(size(&fixture), [("old".to_owned(), 2), ("pb".to_owned(), 2)]);
    let fresh = Inquiry::peek(fixture.folder.path(), |inquiry| inquiry.registers()).unwrap();
    assert_eq!(size(&fixture), fresh);
}

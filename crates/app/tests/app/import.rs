//! The import of an old register: once, next to the agency's own register.

use app::{Absence, ImportSummary, RegisterKept};
use indicators::{Basis, Counts, Filters, Query};
use register::Dossier;

use crate::support::{Fixture, LAND, at};

pub fn old(code: &str, officer: Option<&str>, finished: Option<&str>) -> Dossier {
    Dossier {
        line: 1,
        code: code.into(),
        procedure: "Bouw".into(),
        field: None,
        unit: "A".into(),
        officer: officer.map(str::to_owned),
        channel: "Post".into(),
        ward: None,
        received: at("06-01 10:00"),
        due: at("06-20 23:00"),
        due_stated: true,
        duration: None,
        finished: finished.map(at),
        withdrawn: None,
        steps: Vec::new(),
        pauses: Vec::new(),
    }
}

fn import(fixture: &Fixture, dossiers: &[Dossier]) -> ImportSummary {
    fixture.app.import("wabo", "Europe/Amsterdam", dossiers, at("07-01 08:00")).unwrap()
}

fn june(fixture: &Fixture, register: Option<&str>) -> Counts {
    let figures = fixture.app.figures(register).unwrap().unwrap();
    let query = Query {
        from: "2018-06-01".parse().unwrap(),
        to: "2018-06-30".parse().unwrap(),
        as_of: at("07-01 08:00"),
        basis: Basis::Cohort,
        by_date: true,
        filters: Filters::default(),
        by: None,
    };
    indicators::count(figures.facts.iter(), &query).unwrap().total
}

fn summary(imported: usize, already: usize) -> ImportSummary {
    ImportSummary { imported, already, ..ImportSummary::default() }
}

#[test]
fn a_second_run_adds_what_is_new_only() {
    let fixture = Fixture::new();
    let first = [old("1", None, Some("06-10 08:00")), old("2", None, None)];
    assert_eq!(import(&fixture, &first), summary(2, 0));
    let before = fixture.healthy();
    assert_eq!(import(&fixture, &first), summary(0, 2));
    assert_eq!(fixture.healthy(), before);
    assert_eq!(june(&fixture, Some("wabo")).open, 1);
    let more = [old("2", None, Some("06-25 08:00")), old("3", None, None)];
    let differing = vec![("2".to_owned(), "finished".to_owned())];
    assert_eq!(import(&fixture, &more), ImportSummary { differing, ..summary(1, 1) });
    // The dossiers on record are unchanged.
    assert_eq!(june(&fixture, Some("wabo")).open, 2);
    crate::figures::compare(&fixture, "wabo");
    fixture.reopened().healthy();
}

#[test]
fn one_file_with_a_dossier_twice_takes_it_once() {
    let fixture = Fixture::new();
    let twice = [old("1", None, None), old("1", None, None)];
    assert_eq!(import(&fixture, &twice), summary(1, 1));
    fixture.healthy();
}

#[test]
fn a_removed_register_leaves_nothing_and_may_be_imported_again() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    let dossiers = [old("1", Some("CV1"), Some("06-21 08:00")), old("2", None, None)];
    import(&fixture, &dossiers);
    let neighbour = fixture.app.import("wabo2", "UTC", &dossiers[..1], at("07-01 08:00")).unwrap();
    assert_eq!(neighbour.imported, 1);
    assert_eq!(june(&fixture, Some("wabo")).received, 2);
    let remove = |name: &str| fixture.app.remove_register(name, at("07-02 08:00")).unwrap();
    let own = fixture.app.rules().agency.as_ref().unwrap().code.clone();
    assert_eq!(remove(&own), Err(RegisterKept::Own));
    assert_eq!(remove("wab"), Err(RegisterKept::Unknown));
    assert_eq!(remove("wabo"), Ok(2));
    assert_eq!(remove("wabo"), Err(RegisterKept::Unknown));
    let unknown = fixture.app.figures(Some("wabo")).unwrap().unwrap_err();
    assert!(!unknown.registers.contains(&"wabo".to_owned()), "{unknown}");
    assert!(fixture.app.registers().unwrap().iter().all(|(name, _)| name != "wabo"));
    assert_eq!(june(&fixture, None).received, 1, "the agency's own stays");
    fixture.healthy();
    assert_eq!(import(&fixture, &dossiers), summary(2, 0));
    assert_eq!(june(&fixture, Some("wabo")).received, 2);
    crate::figures::compare(&fixture, "wabo");
    fixture.reopened().healthy();
}

#[test]
fn figures_of_an_import_and_of_the_agency_do_not_mix() {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    import(&fixture, &[old("1", None, Some("06-21 08:00")), old("2", None, None)]);
    let own = june(&fixture, None);
    assert_eq!((own.received, own.open, own.late), (1, 1, 0));
    let theirs = june(&fixture, Some("wabo"));
    assert_eq!((theirs.received, theirs.late, theirs.open_past_due), (2, 1, 1));
    let unknown = fixture.app.figures(Some("other")).unwrap().unwrap_err();
    assert_eq!(unknown.registers, ["pb", "wabo"]);
}

#[test]
fn an_officers_absence_leaves_an_old_register_alone() {
    let fixture = Fixture::new();
    // The old register has an officer with the same id.
    import(&fixture, &[old("1", Some("A1"), None)]);
    let absence = Absence {
        officer: "A1".into(),
        by: "A2".into(),
        from: at("07-02 08:00"),
        until: at("07-03 08:00"),
    };
    assert_eq!(fixture.app.declare_absence(&fixture.who("AH"), &absence).unwrap(), 0);
    fixture.app.commit().unwrap();
    assert_eq!(fixture.rows("dossier/wabo/1").len(), 1);
}

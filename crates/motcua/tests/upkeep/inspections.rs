//! `inspections`: visits and parts of their findings as lines of JSON, as known at an instant,
//! without the sealed texts.

use affairs::inspection::Command;
use app::{Application, CommandKey, Who};
use calendar::Instant;
use dossier::{Actor, Role};
use serde_json::Value;

use crate::support::Place;

const PERIOD: [&str; 4] = ["--from", "2018-09-01", "--to", "2018-09-30"];

/// Records a visit to the land office with two findings, one followed up in time and closed, one
/// open; and a visit to another unit without findings.
fn visited(place: &Place) {
    let scenario = place.scenario();
    let loaded = place.run("data", &["load", &scenario]);
    assert_eq!(loaded.code, Some(0), "{}", loaded.err);
    let app = Application::open(&place.path("data")).unwrap();
    let acts = |(by, role, unit): (&str, Role, &str), id: &str, when: &str, command: Command| {
        let at: Instant = format!("2018-09-{when}:00+07:00").parse().unwrap();
        let (actor, key) = (Actor::new(by, role, unit), CommandKey::from(format!("{by} {when}")));
        let who = Who::Officer { actor, login: by.into(), name: by.into() };
        app.act_on_inspection(&who, id, command, "00".repeat(16), (key, at)).unwrap();
    };
    let leader = ("UBND01", Role::Leader, "UBND");
    let land = ("TNMT02", Role::Specialist, "TNMT");
    let text = || "Bí mật".to_owned();
    let visit = |unit: &str, day: &str| Command::Visit {
        unit: unit.into(),
        visited_on: day.parse().unwrap(),
        text: text(),
    };
    let find = |due: &str| Command::Find {
        owner: "TNMT02".into(),
        due: due.parse().unwrap(),
        text: text(),
    };
    acts(leader, "v1", "05T09:00", visit("TNMT", "2018-09-04"));
    acts(leader, "v1", "05T09:10", find("2018-09-10"));
    acts(leader, "v1", "05T09:20", find("2018-09-28"));
    acts(land, "v1", "06T09:00", Command::FollowUp { number: 1, text: text() });
    acts(leader, "v1", "07T09:00", Command::Close { number: 1, evidence: text() });
    acts(leader, "v2", "12T09:00", visit("QLDT", "2018-09-11"));
}

#[test]
fn visits_and_parts_of_findings_are_lines_as_known_then() {
    let place = Place::new();
    visited(&place);
    let lines = |words: &[&str]| -> Vec<Value> {
        let said = place.run("data", &[&["inspections"], &PERIOD[..], words].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(!said.out.contains("Bí mật"), "texts are sealed: {}", said.out);
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let visits = lines(&[]);
    let shown = |visit: &Value| {
        let findings = visit["findings"].as_array().unwrap().len();
        (visit["unit"].as_str().unwrap().to_owned(), findings)
    };
    assert_eq!(
        visits.iter().map(shown).collect::<Vec<_>>(),
        [("TNMT".into(), 2), ("QLDT".into(), 0)]
    );
    assert_eq!(visits[0]["visited_on"], "2018-09-04");
    let first = &visits[0]["findings"][0];
    assert_eq!((&first["in_time"], &first["closed"]), (&true.into(), &true.into()));
    assert_eq!(first["followed_up_by"], "2018-09-10");
    assert_eq!(lines(&["--unit", "QLDT"]).len(), 1);
    assert_eq!(lines(&["--unit", "TP"]).len(), 0, "a unit that nobody visited");
    for (part, findings) in [("found", 2), ("followed_up", 1), ("in_time", 1), ("closed", 1)] {
        let found = lines(&["--findings", part]);
        assert_eq!(found.len(), findings, "{part}");
        assert!(found.iter().all(|line| line["visit"] == visits[0]["visit"]), "{part}");
    }
    // The state known before the finding was closed, and before any visit was recorded.
    let then = ["--as-of", "2018-09-06T17:00:00+07:00", "--findings"];
    assert_eq!(lines(&[&then[..], &["closed"]].concat()).len(), 0);
    assert_eq!(lines(&[&then[..], &["followed_up"]].concat()).len(), 1);
    assert_eq!(lines(&["--as-of", "2018-09-04T17:00:00+07:00"]).len(), 0);
    let reversed = ["inspections", "--from", "2018-09-30", "--to", "2018-09-01"];
    place.run("data", &reversed).only(2, &["in order"]);
}

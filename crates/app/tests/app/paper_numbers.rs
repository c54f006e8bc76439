//! The numbers of papers: one series for each desk, kind of paper and year, without gaps.

use dossier::Command;

use crate::support::{Fixture, LAND, at, files, give, own, withdraw};

/// The papers that the events of a dossier issued, each with its number.
fn numbers(fixture: &Fixture, code: &str) -> Vec<(&'static str, Option<u64>)> {
    let (history, _) = fixture.history(code, "12-31 12:00");
    let issued = history
        .iter()
        .filter_map(|recorded| recorded.event.issues().map(|paper| (paper, recorded.paper_number)));
    issued.collect()
}

#[test]
fn each_kind_of_paper_is_numbered_within_its_desk_and_year() {
    let fixture = Fixture::new();
    let first = fixture.receives("x", "D1", "06-04 08:00", LAND).code;
    let second = fixture.receives("y", "D1", "06-04 08:10", LAND).code;
    let refused = fixture.act("z", "A1", "06-04 08:15", fixture.reception(LAND, at("06-04 08:15")));
    assert!(refused.is_err(), "no officer of the desk");
    let guide = |missing: &str| Command::Guide { missing: vec![missing.to_owned()] };
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 08:20")).unwrap();
    fixture.does("w", "citizen", "06-04 08:20", Command::File { filing });
    fixture.does("w", "D1", "06-04 08:25", guide("Đơn"));
    fixture.does("x", "D1", "06-04 08:30", give(&fixture, "A1", "verify"));
    fixture.does("y", "citizen", "06-04 08:40", withdraw());
    let third = fixture.receives("z", "D1", "06-04 09:00", LAND).code;
    assert_eq!(numbers(&fixture, &first), [("appointment_slip", Some(1))]);
    let of_second = [("appointment_slip", Some(2)), ("stop_notice", Some(1))];
    assert_eq!(numbers(&fixture, &second), of_second);
    assert_eq!(numbers(&fixture, &third), [("appointment_slip", Some(3))], "no number is lost");
    let guided = fixture.rows(&own("w"));
    assert!(guided.iter().any(|row| row.event.public_part.contains("\"paper_number\":1")));
    fixture.healthy();
}

#[test]
fn a_series_continues_the_paper_book_where_the_agency_says() {
    let fixture = Fixture::new();
    let before = fixture.receives("v", "D1", "06-04 08:00", LAND).code;
    fixture.does("v", "citizen", "06-04 08:10", withdraw());
    let mut files = files();
    let agency = files.iter_mut().find(|file| file.path.ends_with("agency.toml")).unwrap();
    for (paper, number) in [("appointment_slip", 500), ("refusal", 77), ("supplement_request", 31)]
    {
        agency.text.push_str(&format!(
            "[[first_number]]\nunit = \"MC\"\npaper = \"{paper}\"\nyear = 2018\nnumber = {number}\n"
        ));
    }
    let permit = app::AgencyPermit::to_put_rules();
    fixture.app.put_in_force(&permit, &files, "sổ giấy", at("06-04 08:30")).unwrap();
    let after = fixture.receives("x", "D1", "06-04 09:00", LAND).code;
    assert_eq!(numbers(&fixture, &before)[0], ("appointment_slip", Some(1)));
    assert_eq!(
        numbers(&fixture, &after),
        [("appointment_slip", Some(2))],
        "a begun series goes on"
    );
    let guide = Command::Guide { missing: vec!["Đơn".to_owned()] };
    let filing = fixture.app.filing(&fixture.intake(LAND), at("06-04 09:20")).unwrap();
    fixture.does("w", "citizen", "06-04 09:20", Command::File { filing });
    fixture.does("w", "D1", "06-04 09:25", guide);
    let guided = fixture.rows(&own("w"));
    assert!(guided.iter().any(|row| row.event.public_part.contains("\"paper_number\":31")));
    fixture.healthy();
}

//! The doctor's findings in a database that was changed without the program.

use rusqlite::Connection;

use crate::support::{Fixture, LAND, at, finish, withdraw};

/// A closed folder of an agency with two dossiers.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-04 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-04 09:00");
    fixture.does("x", "A1", "06-08 08:00", finish());
    fixture.receives("y", "D1", "06-04 08:00", LAND);
    fixture.healthy();
    fixture.reopened()
}

/// The doctor's findings after SQL that changes `rows` rows.
fn after(sql: &str, rows: usize) -> Vec<String> {
    let fixture = fixture();
    let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    assert_eq!(file.execute(sql, []).unwrap(), rows, "{sql}");
    let describe = |finding: &app::Finding| format!("{}: {}", finding.about, finding.what);
    fixture.findings().iter().map(describe).collect()
}

#[test]
fn a_changed_row_is_found() {
    let findings = ["dossier/pb/x: its row differs from the fold of its events"];
    for set in [
        "holder = 'A2'",
        "due_at = due_at + 1",
        "facts = replace(facts, 'P1', 'P2')",
        "phase = 'open'",
        "timer_at = 1",
        "agency = 'other'",
        "person = 'somebody'",
    ] {
        assert_eq!(
            after(&format!("UPDATE dossier SET {set} WHERE stream = 'dossier/pb/x'"), 1),
            findings
        );
    }
}

#[test]
fn a_row_lost_or_invented_is_found() {
    assert_eq!(
        after("DELETE FROM dossier WHERE stream = 'dossier/pb/x'", 1),
        ["dossier/pb/x: has events and no row"]
    );
    assert_eq!(
        after(
            "INSERT INTO dossier (stream, register, code, phase, procedure_code, unit, version, \
             facts) SELECT 'dossier/pb/z', register, code, phase, procedure_code, unit, version, \
             facts FROM dossier WHERE stream = 'dossier/pb/x'",
            1
        ),
        ["dossier/pb/z: has a row and no event"]
    );
}

#[test]
fn a_changed_event_is_found() {
    let at = "WHERE stream = 'dossier/pb/x' AND version";
    assert_eq!(
        after(&format!("UPDATE event SET happened_at = happened_at + 60000 {at} = 3"), 1),
        [
            "dossier/pb/x: its row differs from the fold of its events",
            "dossier/pb/x: its spans differ from the fold of its events"
        ]
    );
    // A changed word that no row shows is not found by the doctor; proofs will find it.
    let illegal =
        after(&format!("UPDATE event SET public_part = '{{\"kind\":\"supplied\"}}' {at} = 2"), 1);
    assert_eq!(illegal, ["dossier/pb/x: the record does not allow this event here (Clock)"]);
    let broken = after(&format!("UPDATE event SET public_part = '{{' {at} = 2"), 1);
    assert!(broken[0].contains("event 2 cannot be read"), "{broken:?}");
}

#[test]
fn an_event_lost_is_found() {
    let findings = after("DELETE FROM event WHERE stream = 'dossier/pb/x' AND version = 3", 1);
    assert!(
        findings.contains(&"dossier/pb/x: its versions are not 1, 2, 3, …".to_owned()),
        "{findings:?}"
    );
    assert!(findings.iter().any(|text| text.starts_with("record: has ")), "{findings:?}");
    // A stream without its last event has consecutive versions, so only the totals show the gap.
    let findings = after("DELETE FROM event WHERE stream = 'dossier/pb/x' AND version = 4", 1);
    assert!(findings.iter().any(|text| text.starts_with("record: has ")), "{findings:?}");
}

/// An engine may skip positions; only the events and their order are checked.
#[test]
fn a_gap_in_the_positions_is_no_finding_and_a_wrong_order_is_one() {
    assert_eq!(after("UPDATE head SET position = 200", 1), [""; 0]);
    let beyond = after("UPDATE event SET position = 999 WHERE version = 4", 1);
    assert!(beyond.iter().any(|text| text.starts_with("record: has position 999")), "{beyond:?}");
    let turned = "UPDATE event SET position = -position WHERE stream = 'dossier/pb/x' \
                  AND version = 3";
    assert_eq!(after(turned, 1), ["dossier/pb/x: its positions do not rise"]);
}

#[test]
fn a_span_lost_or_changed_is_found() {
    let findings = ["dossier/pb/x: its spans differ from the fold of its events"];
    for sql in [
        "DELETE FROM span WHERE stream = 'dossier/pb/x' AND number = 1",
        "UPDATE span SET holder = 'A2' WHERE stream = 'dossier/pb/x' AND number = 0",
        "INSERT INTO span VALUES ('dossier/pb/x', 2, 1, 2, 'A', 'verify', 'A1')",
    ] {
        assert_eq!(after(sql, 1), findings, "{sql}");
    }
}

#[test]
fn a_span_of_no_dossier_is_found() {
    let findings =
        after("INSERT INTO span VALUES ('dossier/pb/z', 0, 1, 2, 'A', 'verify', 'A1')", 1);
    assert_eq!(findings, ["dossier/pb/z: has spans and no event"]);
}

/// A text that an older program stored with decomposed letters is listed, and is not a finding.
#[test]
fn decomposed_letters_on_record_are_named_and_no_finding() {
    let fixture = fixture();
    let examine = || app::Inquiry::peek(fixture.folder.path(), app::doctor).unwrap();
    assert_eq!(examine().decomposed, [""; 0]);
    let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    let store = |text: &str| {
        let sql = "UPDATE event SET public_part = json_set(public_part, '$.remark', ?1) \
                   WHERE stream = 'dossier/pb/x' AND version = 1";
        assert_eq!(file.execute(sql, [text]).unwrap(), 1);
    };
    store("Giấy");
    assert_eq!(examine().decomposed, [""; 0]);
    store("Gia\u{302}\u{301}y");
    let examined = examine();
    assert_eq!(examined.decomposed, ["dossier/pb/x"]);
    assert_eq!((examined.dossiers, examined.findings), (2, Vec::new()));
}

#[test]
fn the_doctor_may_look_while_the_office_works() {
    let fixture = fixture();
    let looked = app::Inquiry::peek(fixture.folder.path(), |inquiry| {
        // The doctor first reads the length of the record; then another command is written.
        let events = inquiry.events()?;
        fixture.does("y", "citizen", "06-05 08:00", withdraw());
        fixture.receives("z", "D1", "06-05 08:00", LAND);
        Ok((events, app::doctor(inquiry)?))
    });
    let (events, examination) = looked.unwrap();
    assert_eq!((examination.dossiers, examination.events as i64), (2, events));
    assert_eq!(examination.findings, []);
    assert_eq!(fixture.healthy().0, 3);
    assert_eq!(fixture.state("H00-180604-0002", "08-01 09:00").withdrawn, Some(at("06-05 08:00")));
}

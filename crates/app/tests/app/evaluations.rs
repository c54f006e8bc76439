//! Decisions on evaluations: the doctor counts the frozen figures again by what was on record
//! before them, and finds a change that was not made by the program.

use app::{CommandKey, Who};
use rusqlite::Connection;
use serde_json::json;

use crate::late_word::correct;
use crate::support::{Fixture, LAND, at, finish};

const NOW: &str = "07-02 09:00";

fn leader(fixture: &Fixture) -> Who {
    Who::Officer { actor: fixture.who("L1"), login: "L1".into(), name: "L1".into() }
}

/// The computed score of A1 in June, in tenths of a point.
fn computed(fixture: &Fixture, when: &str) -> i64 {
    let june = "2018-06".parse().unwrap();
    let evaluation = fixture.app.open_evaluation(&leader(fixture), "A1", june, at(when)).unwrap();
    evaluation.unwrap().work.sheet.total().unwrap()
}

/// An agency with a dossier finished on the day, and a decided evaluation of its officer.
fn decided() -> Fixture {
    let fixture = Fixture::new();
    fixture.receives("x", "D1", "06-01 08:00", LAND);
    fixture.hands("x", "D1", "A1", "verify", "06-01 09:00");
    fixture.does("x", "A1", "06-15 10:00", finish());
    let who = leader(&fixture);
    let evaluation = fixture.app.open_evaluation(&who, "A1", "2018-06".parse().unwrap(), at(NOW));
    let evaluation = evaluation.unwrap().unwrap();
    let score = evaluation.work.sheet.total().unwrap();
    let (reason, key) = (("salt".into(), String::new()), CommandKey::from("decide"));
    fixture
        .app
        .decide_evaluation(&who, &evaluation, (score, score), reason, (key, at(NOW)))
        .unwrap();
    fixture
}

#[test]
fn a_month_restated_after_the_decision_is_no_finding() {
    // The event is logged in the same instant, which the clock of a demonstration allows, or later.
    for when in [NOW, "07-03 10:00"] {
        let fixture = decided();
        let before = computed(&fixture, when);
        let earlier = json!({ "at": "2018-05-31T16:00:00+07:00" });
        fixture.does("x", "DH", when, correct(0, earlier, "Nhập sai"));
        assert!(computed(&fixture, when) < before, "the dossier is late now");
        fixture.healthy();
    }
}

/// The doctor's findings about the evaluation after a replacement in its events.
fn after(from: &str, to: &str) -> Vec<String> {
    let fixture = decided().reopened();
    let file = Connection::open(fixture.folder.path().join("motcua.db")).unwrap();
    let stream = "evaluation/pb/2018-06/A1";
    let sql = "UPDATE event SET public_part = replace(public_part, ?1, ?2) WHERE stream = ?3";
    assert_eq!(file.execute(sql, [from, to, stream]).unwrap(), 1);
    let findings = fixture.findings().into_iter();
    findings
        .filter(|finding| finding.about == stream)
        .map(|finding| finding.what.to_string())
        .collect()
}

#[test]
fn a_changed_score_is_found_by_officer_and_period() {
    assert_eq!(after("nothing", "else"), Vec::<String>::new());
    let score = computed(&decided(), NOW);
    let number = |n: i64| format!(r#""computed":{n}"#);
    let points = |n: i64| format!("{}.{}", n / 10, n % 10);
    let changed = score + 10;
    let finding = format!(
        "officer A1, 2018-06: its frozen score is {}; the record as it was known then gives {}",
        points(changed),
        points(score)
    );
    let alone = after(&number(score), &number(changed));
    assert_eq!(
        alone,
        ["its frozen scores do not add up to its computed score".to_owned(), finding]
    );
    let held = after(r#"\"held\":1"#, r#"\"held\":2"#);
    assert_eq!(
        held,
        ["officer A1, 2018-06: its frozen figures differ from the record as it was known then"]
    );
    // Sheets by earlier rules are not counted again.
    let older = after(r#""definitions":"1""#, r#""definitions":"0""#);
    assert_eq!(older, Vec::<String>::new());
}

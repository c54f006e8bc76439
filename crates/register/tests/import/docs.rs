//! The worked examples of `docs/import/README.md` are imported as they stand there.

use std::path::Path;

use crate::common::{at, import};

/// The text blocks of one language, in order.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let start = format!("```{language}\n");
    text.split(start.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_worked_examples_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/import/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (logs, maps) = (blocks(&text, "csv"), blocks(&text, "toml"));

    let log = import(maps[0], logs[0]);
    let [built, copied, withdrawn] = log.dossiers.as_slice() else { panic!("{log:?}") };
    assert_eq!((log.rejects.len(), log.warnings.len(), built.steps.len()), (0, 0, 2));
    assert_eq!(built.due, at("2018-02-02T17:00:00"));
    assert_eq!((copied.due, copied.due_stated), (at("2018-01-06T11:30:00"), false));
    assert_eq!(withdrawn.finished.or(withdrawn.withdrawn), Some(at("2018-01-10T00:00:00")));
    assert_eq!(withdrawn.finished, None);

    let log = import(maps[2], logs[2]);
    let [paused] = log.dossiers.as_slice() else { panic!("{log:?}") };
    assert_eq!((paused.code.as_str(), paused.due), ("15/2018", at("2018-03-22T17:00:00")));
    assert_eq!((log.read, log.filtered), (3, 2));
    let reasons: Vec<&str> = log.rejects.iter().map(|reject| reject.reason.as_str()).collect();
    assert!(reasons[0].contains("before it begins") && reasons[1].contains("mười"), "{reasons:?}");

    let log = import(maps[3], logs[3]);
    let late: Vec<(&str, bool)> = log
        .dossiers
        .iter()
        .map(|dossier| (dossier.code.as_str(), dossier.finished > Some(dossier.due)))
        .collect();
    assert_eq!(late, [("C1-T1", false), ("C1-T2", true)]);

    let log = import(maps[1], logs[1]);
    let steps: Vec<_> =
        log.dossiers[0].steps.iter().map(|s| (s.name.as_str(), s.started)).collect();
    let begun = "2011-10-03T09:00:00+02:00".parse().unwrap();
    assert_eq!(steps, [("Submit", None), ("Assess", Some(begun)), ("Decide", None)]);
}

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

    let log = import(maps[1], logs[1]);
    let steps: Vec<_> =
        log.dossiers[0].steps.iter().map(|s| (s.name.as_str(), s.started)).collect();
    let begun = "2011-10-03T09:00:00+02:00".parse().unwrap();
    assert_eq!(steps, [("Submit", None), ("Assess", Some(begun)), ("Decide", None)]);
}

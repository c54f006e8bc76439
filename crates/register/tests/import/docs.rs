//! Imports the worked examples of `docs/import/README.md`, and checks that they use every key.

use std::path::Path;

use register::Map;

use crate::common::{at, import};
use crate::workbook;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/import/README.md");
    std::fs::read_to_string(path).unwrap()
}

/// The text blocks of one language, in order.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let start = format!("```{language}\n");
    text.split(start.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_worked_examples_hold() {
    let text = readme();
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
    assert_eq!((log.total, log.skipped), (3, 2));
    let reasons: Vec<String> = log.rejects.iter().map(|reject| reject.reason.to_string()).collect();
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

#[test]
fn the_examples_of_all_keys_hold() {
    let text = readme();
    let (logs, maps) = (blocks(&text, "csv"), blocks(&text, "toml"));

    let log = import(maps[4], logs[4]);
    let [born, built, withdrawn] = log.dossiers.as_slice() else { panic!("{log:?}") };
    assert_eq!((log.warnings.len(), log.skipped), (0, 1), "{log:?}");
    assert_eq!((born.due, built.due), (at("2018-01-06T17:00:00"), at("2018-01-09T16:30:00")));
    assert!(born.finished > Some(born.due) && born.steps[0].due > Some(born.steps[0].at));
    let of = |one: &register::Dossier| (one.field.clone().unwrap(), one.ward.clone());
    assert_eq!(of(born), ("Tư pháp".to_owned(), Some("Phường Ba".to_owned())));
    assert_eq!(of(built), ("Đô thị".to_owned(), None));
    assert_eq!(of(withdrawn).1.as_deref(), Some("Phường 'mới'"));
    assert_eq!(withdrawn.withdrawn, Some(at("2018-01-08T08:00:00")));

    let log = import(maps[5], logs[5]);
    let [decided, cancelled] = log.dossiers.as_slice() else { panic!("{log:?}") };
    assert_eq!((log.rejects.len(), decided.steps.len(), decided.pauses.len()), (0, 4, 1));
    assert_eq!(decided.due, "2014-01-13T17:00:00+01:00".parse().unwrap());
    assert_eq!((decided.unit.as_str(), decided.officer.as_deref()), ("Permits", Some("Jan")));
    assert_eq!(decided.steps[3].started, Some("2014-01-10T09:00:00+01:00".parse().unwrap()));
    assert_eq!(cancelled.withdrawn, Some("2014-01-08T10:00:00+01:00".parse().unwrap()));

    let rows: Vec<Vec<&str>> = logs[0].lines().map(|line| line.split(';').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let book = workbook::of(&[("Ghi chú", &[&["x"]]), ("Năm 2018", &rows)]);
    let map = maps[6].to_owned() + &maps[0].replace("delimiter = \";\"\n", "");
    let of_book = register::read(&book, &Map::parse(&map).unwrap()).unwrap();
    assert_eq!(of_book.dossiers, import(maps[0], logs[0]).dossiers);
}

/// Every key that a table of the text describes occurs in an example.
#[test]
fn every_key_has_an_example() {
    let text = readme();
    let maps = blocks(&text, "toml").concat();
    let tables = text.split("## Every key").nth(1).unwrap().split("## Instants").next().unwrap();
    let keys = tables.lines().filter_map(|row| row.strip_prefix("| `")?.split(" |").next());
    let keys = keys.flat_map(|cell| cell.split(", ")).map(|key| key.trim_matches('`'));
    // The text describes sources in other words, and a range of days in one cell.
    let keys: Vec<&str> =
        keys.filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect();
    assert!(keys.len() > 45, "{keys:?}");
    let used = |key: &str| {
        maps.lines().any(|line| {
            let line = line.trim_start();
            line.strip_prefix(key).is_some_and(|rest| rest.starts_with(" = "))
                || line.contains(&format!("{{ {key} = "))
                || line.contains(&format!(", {key} = "))
        })
    };
    let without: Vec<&&str> = keys.iter().filter(|key| !used(key)).collect();
    assert!(without.is_empty(), "without an example: {without:?}");
    for key in
        ["with", "which", "when", "first_event", "last_event", "event", "values", "not", "skip"]
    {
        assert!(used(key) || maps.contains(&format!("[[{key}]]")), "{key}");
    }
}

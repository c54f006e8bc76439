//! Every row of a file is imported, rejected or filtered, and the counts agree.

use proptest::prelude::*;
use register::{Map, read};

const MAP: &str = r#"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "no"
received = "in"
due = { column = ["date", "time"] }
finished = "out"
[[skip]]
column = "kind"
values = ["sum"]
[[pauses]]
from = "from"
to = "to"
reason = "agency"
[duration]
column = "days"
unit = "working_days"
[calendar]
mon_fri = ["08:00-17:00"]
"#;

const HEADER: [&str; 9] = ["no", "in", "date", "time", "out", "kind", "from", "to", "days"];

fn cell() -> impl Strategy<Value = String> {
    let of = |words: &[&str]| {
        prop::sample::select(words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
    };
    prop_oneof![
        of(&["", "", " ", "A", "B", "C", "sum", "10", "x", "\u{a0}", "NULL"]),
        of(&["2018-01-05", "05/01/2018", "15/01/2018 08:00", "2018-01-05 24:00", "30/02/2018"]),
        of(&["08:00", "2561-01-05", "5/1/18", "2018-03-05T08:00:00+07:00", "31/12/9999", "-3"]),
    ]
}

fn row() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(cell(), 0..12)
}

/// The number of rows with a filled cell.
fn filled(rows: &[Vec<String>]) -> usize {
    let holds = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    rows.iter().filter(holds).count()
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(rows in prop::collection::vec(row(), 0..20), end in "\n|\r\n|\r") {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let text = format!("{}{end}{}", HEADER.join(","), lines.join(&end));
        let map = Map::parse(&format!("level = \"dossier\"{MAP}")).unwrap();
        if let Ok(import) = read(text.as_bytes(), &map) {
            prop_assert_eq!(import.total, import.dossiers.len() + import.rejects.len());
            prop_assert_eq!(import.total + import.skipped, filled(&rows), "{}", text);
        }
    }

    #[test]
    fn every_dossier_is_accounted_for(
        level in prop::sample::select(vec!["dossier", "event", "single_event"]),
        rows in prop::collection::vec(row(), 0..20),
        quotes in prop::collection::vec((0..400_usize, "[\"\n;]"), 0..3),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let mut text = format!("{}\n{}", HEADER.join(","), lines.join("\n"));
        for (place, sign) in quotes {
            let place = HEADER.join(",").len() + place;
            if text.is_char_boundary(place) && place < text.len() {
                text.insert_str(place, &sign);
            }
        }
        let map = Map::parse(&format!("level = \"{level}\"{MAP}")).unwrap();
        if let Ok(import) = read(text.as_bytes(), &map) {
            prop_assert_eq!(import.total, import.dossiers.len() + import.rejects.len(), "{}", text);
            prop_assert!(import.rejects.iter().all(|reject| reject.line > 1 && !reject.reason.to_string().is_empty()));
            prop_assert!(import.dossiers.iter().all(|dossier| dossier.line > 1));
        }
    }
}

//! Plays `docs/tricks`: ten dossiers worked without a trick, and the same ten with one trick that
//! could improve an in-time rate; compares the ratios with the table of the document.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use indicators::gaming::gaming;
use indicators::{Figure, Query, count};

use super::{input, tables};

/// The late dossiers and the ratios of ten dossiers.
struct TrickRatios {
    /// Each ratio that shows whether the in-time rate was improved by a trick, by its figure's
    /// code.
    ratios: BTreeMap<&'static str, Option<String>>,
    late: u64,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The figures of March as of 10 April; the report of March was published at its end.
fn ratios_of(file: &str) -> TrickRatios {
    let folder = root().join("docs/tricks");
    let calendars = fs::read_to_string(folder.join("calendar.json")).unwrap();
    let calendars = input::calendars(&serde_json::from_str(&calendars).unwrap()).unwrap();
    let histories = input::histories(&folder.join(file)).unwrap();
    assert_eq!(histories.len(), 10, "{file}");
    let facts = tables::facts(&histories, &calendars);
    let query = Query {
        as_of: "2026-04-10T12:00:00+07:00".parse().unwrap(),
        ..Query::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap())
    };
    let ratios = gaming(&facts, &query, None).into_iter();
    let ratios = ratios.map(|(figure, ratio)| (figure.code(), ratio.ratio())).collect();
    TrickRatios { ratios, late: count(&facts, &query).unwrap().total.late }
}

/// The rows of the document: the file, the number of late dossiers, and the ratios that change.
fn documented() -> Vec<(String, u64, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/tricks/README.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let codes = cells[4].split(", ").map(|code| code.trim_matches('`').to_owned());
        (cells[1].trim_matches('`').to_owned(), cells[3].parse().unwrap(), codes.collect())
    })
    .collect()
}

#[test]
fn each_trick_moves_its_ratio_and_those_that_contain_it() {
    let without_trick = ratios_of("honest.jsonl");
    assert_eq!(without_trick.late, 1);
    let rows = documented();
    let tricks: Vec<&str> = rows.iter().map(|(trick, ..)| trick.as_str()).collect();
    let all: Vec<&str> = Figure::GAMING.iter().map(|figure| figure.code()).collect();
    assert_eq!(tricks, all, "one trick for each ratio, in order");
    for (trick, late, mut moved) in rows {
        let with_trick = ratios_of(&format!("{trick}.jsonl"));
        let differ = |code: &&&str| with_trick.ratios[**code] != without_trick.ratios[**code];
        let mut changed: Vec<&str> = all.iter().filter(differ).copied().collect();
        changed.sort_unstable();
        moved.sort_unstable();
        assert_eq!(changed, moved, "{trick}");
        assert!(changed.contains(&trick.as_str()), "{trick}");
        assert_eq!(with_trick.late, late, "{trick}");
    }
}

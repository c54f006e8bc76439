//! `cargo xtask histories FOLDER`: plays worked histories through the pure crates and compares
//! every answer with the answer of an independent program.

mod dossiers;
mod input;
mod tables;
#[cfg(test)]
mod tricks;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

const SHOWN: usize = 12;

/// Plays the folder; prints the first differences and `N passed, N failed`. Returns whether all
/// passed.
pub fn run(folder: &Path) -> Result<bool> {
    let (histories, calendars) = input::read(folder)?;
    let text = std::fs::read_to_string(folder.join("expected.json")).context("no expected.json")?;
    let expected: Value = serde_json::from_str(&text)?;
    let (mut passed, mut failed, mut shown) = (0, 0, 0);
    let mut count = |differences: Vec<String>| {
        if differences.is_empty() {
            passed += 1;
            return;
        }
        failed += 1;
        for difference in differences.iter().take(SHOWN.saturating_sub(shown)) {
            println!("{difference}");
            shown += 1;
        }
    };
    for (id, answers) in expected["dossiers"].as_object().context("no dossiers")? {
        match histories.get(id) {
            Some(history) => count(dossiers::compare(history, answers, &calendars)),
            None => count(vec![format!("{id}: no such history")]),
        }
    }
    let facts = tables::facts(&histories, &calendars);
    for table in expected["tables"].as_array().into_iter().flatten() {
        match tables::compare(&facts, table) {
            Ok(parts) => parts.into_iter().for_each(&mut count),
            Err(error) => count(vec![format!("{} to {}: {error:#}", table["from"], table["to"])]),
        }
    }
    tables::statistics(&expected["statistics"]).into_iter().for_each(&mut count);
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn the_worked_histories_pass() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/histories");
        if !folder.is_dir() {
            println!("skipped: ../shared is absent");
            return;
        }
        assert!(run(&folder).unwrap());
    }
}

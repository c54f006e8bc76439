//! `cargo xtask histories FOLDER`: plays worked histories through the pure rooms and compares
//! every answer with those of an independent program.

mod dossiers;
mod input;

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

const SHOWN: usize = 12;

/// Plays the folder; prints `N passed, N failed` and the first differences.
pub fn run(folder: &Path) -> Result<()> {
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
    println!("{passed} passed, {failed} failed");
    if failed > 0 { bail!("some histories differ") } else { Ok(()) }
}

//! Rules files: one file of each kind is mutated, next to unchanged other files.

use std::collections::HashMap;

use fuzz::{Seeds, run};
use rules::{SourceFile, load};

use crate::{file, lines};

const FILES: [&str; 7] = [
    "scenarios/district9/agency.toml",
    "scenarios/district9/procedures/1.001266.toml",
    "scenarios/district9/calendars/desk.toml",
    "scenarios/district9/calendars/office.toml",
    "catalogue/calendars/years/2018.toml",
    "catalogue/procedures/2.002189.toml",
    "catalogue/life_events.toml",
];

#[test]
fn rules_files() {
    let files: Vec<Vec<u8>> = FILES.iter().map(|path| file(path)).collect();
    let source = |(path, bytes): (&&str, &Vec<u8>)| SourceFile {
        path: (*path).to_owned(),
        text: String::from_utf8(bytes.clone()).unwrap(),
    };
    let sources: Vec<SourceFile> = FILES.iter().zip(&files).map(source).collect();
    let words = &[
        "[[units]]\n",
        "[[steps]]\n",
        "[a]\n",
        "a = ",
        "a.b.",
        "\"\"\"",
        "'",
        "#",
        "0001-01-01",
        "9999-12-31",
        "-9223372036854775808",
        "0x7fffffffffffffff",
        "1e999",
        "true",
        "\"\"",
        "\"24:00-24:00\"",
        "\"00:00-24:00\"",
    ];
    run("rules_files", &Seeds { files, words }, |number, bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let mut changed = sources.clone();
        text.clone_into(&mut changed[number].text);
        let Err(problems) = load(&changed) else { return };
        assert!(!problems.is_empty(), "the rules are refused without a problem");
        let ends = changed.iter().map(|file| (&file.path, lines(file.text.as_bytes())));
        let ends: HashMap<&String, usize> = ends.collect();
        for problem in problems {
            assert!((1..=ends[&problem.file]).contains(&problem.line), "{problem}");
        }
    });
}

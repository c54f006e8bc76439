//! `cargo xtask tidy`: prints the sizes of the tree, and every place that breaks a rule of the
//! project.

mod dependencies;
mod paths;
mod rust;
mod text;
mod words;

use std::fmt;
use std::fs;

use anyhow::{Context, Result};

use crate::source::Source;
use crate::workspace;

/// The limits on lines: of the median file, the 95th percentile, the longest file, and a function.
const LIMITS: Sizes =
    Sizes { files: usize::MAX, median: 150, p95: 500, longest: 1000, function: 70 };

/// A place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    pub message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Prints the sizes and the findings; returns whether there are none.
pub fn run() -> Result<bool> {
    let mut findings = Vec::new();
    let mut sources = Vec::new();
    let files = workspace::files()?;
    for path in files.iter().filter(|path| workspace::is_text(path)) {
        let text =
            fs::read_to_string(workspace::root().join(path)).with_context(|| path.clone())?;
        findings.extend(text::check(path, &text));
        if path.ends_with(".md") {
            findings.extend(paths::check(path, &text, &files));
        }
        if path.ends_with(".rs") || path.ends_with(".mjs") {
            findings.extend(words::check(path, &text));
        }
        if path.ends_with(".rs") {
            sources.push(Source::read(path, text)?);
        }
    }
    let tests = sources.iter().flat_map(|source| &source.test_modules).cloned().collect::<Vec<_>>();
    for source in &sources {
        findings.extend(rust::check(source, &tests));
        findings.extend(words::check_names(source));
    }
    findings.extend(dependencies::check(&workspace::members()?, &sources)?);
    let sizes = Sizes::of(&sources);
    println!("{sizes}");
    findings.extend(sizes.above(&LIMITS));
    findings.sort();
    findings.iter().for_each(|finding| println!("{finding}"));
    println!("tidy: {} findings", findings.len());
    Ok(findings.is_empty())
}

/// The sizes of the tree, in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sizes {
    files: usize,
    median: usize,
    p95: usize,
    longest: usize,
    function: usize,
}

impl Sizes {
    fn of(sources: &[Source]) -> Self {
        let mut lines: Vec<usize> =
            sources.iter().map(|source| source.text.lines().count()).collect();
        lines.sort_unstable();
        // The percentiles are those by nearest rank.
        let rank = |percent: usize| (lines.len() * percent).div_ceil(100).saturating_sub(1);
        let at = |percent| lines.get(rank(percent)).copied().unwrap_or_default();
        let functions = sources.iter().flat_map(|source| &source.functions);
        Self {
            files: lines.len(),
            median: at(50),
            p95: at(95),
            longest: at(100),
            function: functions.map(|function| function.lines).max().unwrap_or_default(),
        }
    }

    /// A finding for each size of the whole tree above its limit; single files and functions have
    /// their own findings.
    fn above(&self, limits: &Self) -> Vec<Finding> {
        let measures = [
            ("median file", self.median, limits.median),
            ("95th percentile of files", self.p95, limits.p95),
        ];
        let measures = measures.into_iter().filter(|(_, is, limit)| is > limit);
        measures
            .map(|(what, is, limit)| {
                Finding::new("the tree", 0, format!("{what}: {is} lines, at most {limit}"))
            })
            .collect()
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, median, p95, longest, function } = self;
        writeln!(f, "{files} Rust files: lines in the median {median} (limit {}),", LIMITS.median)?;
        writeln!(
            f,
            "  95th percentile {p95} (limit {}), longest {longest} (limit {});",
            LIMITS.p95, LIMITS.longest
        )?;
        write!(f, "  longest function {function} lines (limit {})", LIMITS.function)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_nearest_ranks_and_have_limits() {
        let source = |lines: usize| Source::read("a.rs", "//\n".repeat(lines)).expect("Rust");
        let sources: Vec<Source> = (1..=20).map(|n| source(n * 30)).collect();
        let sizes = Sizes::of(&sources);
        let expect = Sizes { files: 20, median: 300, p95: 570, longest: 600, function: 0 };
        assert_eq!(sizes, expect);
        let findings: Vec<String> = sizes.above(&LIMITS).iter().map(ToString::to_string).collect();
        assert_eq!(
            findings,
            [
                "the tree: median file: 300 lines, at most 150",
                "the tree: 95th percentile of files: 570 lines, at most 500",
            ]
        );
    }
}

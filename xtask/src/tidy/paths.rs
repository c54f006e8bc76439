//! Paths that documents name: each must be in the tree. The module knows Markdown's code spans and
//! links only.

use std::collections::BTreeSet;

use super::Finding;

/// The folders of the tree's own files; a path that begins with one of them is checked.
const FOLDERS: [&str; 8] =
    ["crates/", "docs/", "e2e/", "xtask/", "fuzz/", "catalogue/", "scenarios/", ".ci/"];
/// The endings of file names that are checked wherever the path begins.
const ENDS: [&str; 5] = [".rs", ".mjs", ".ftl", ".po", ".html"];

/// The paths in a Markdown document that are neither a file nor a folder of the tree. A path may
/// leave out the folders at its beginning.
pub fn check(path: &str, text: &str, files: &[String]) -> Vec<Finding> {
    let paths = path_suffixes(files);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        let code = spans(content, "`", "`").filter(|span| is_path(span));
        let missing = code.filter(|span| !paths.contains(span.trim_end_matches('/')));
        let links = spans(content, "](", ")").filter(|link| !link.contains(':'));
        let links = links.map(|link| link.split('#').next().unwrap_or_default());
        let broken = links.filter(|link| !link.is_empty() && !link_exists(folder, link, &paths));
        for name in missing.chain(broken) {
            findings.push(Finding::new(path, line, format!("`{name}` is not in the tree")));
        }
    }
    findings
}

/// Every file and folder of the tree, by each tail of its path.
fn path_suffixes(files: &[String]) -> BTreeSet<&str> {
    let mut paths = BTreeSet::new();
    for file in files {
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        for path in folders.chain([file.as_str()]) {
            paths.insert(path);
            paths.extend(path.match_indices('/').map(|(at, _)| &path[at + 1..]));
        }
    }
    paths
}

fn is_path(span: &str) -> bool {
    let plain = span.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    plain
        && (FOLDERS.iter().any(|folder| span.starts_with(folder))
            || ENDS.iter().any(|end| span.ends_with(end)))
}

/// Whether a link of a document in a folder leads to a file or folder of the tree.
fn link_exists(folder: &str, link: &str, paths: &BTreeSet<&str>) -> bool {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    paths.contains(parts.join("/").as_str())
}

/// The texts between the marks, one after the other.
fn spans<'a>(line: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (_, begun) = rest.split_once(open)?;
        let (span, after) = begun.split_once(close)?;
        rest = after;
        Some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_links_outside_the_tree_are_found() {
        fn check_line(line: &str, expect: &[&str]) {
            let files = ["crates/a/src/b.rs", "docs/c.md", "docs/d/e.md"].map(str::to_owned);
            let findings = check("docs/d/e.md", line, &files);
            let names: Vec<&str> =
                findings.iter().filter_map(|finding| finding.message.split('`').nth(1)).collect();
            assert_eq!(names, expect, "{line}");
        }
        check_line("See `crates/a/src/b.rs`, `src/b.rs`, `b.rs` and `crates/a/`.", &[]);
        check_line("See `crates/z` and `z.rs`.", &["crates/z", "z.rs"]);
        check_line("Run `cargo test`, read `event.rs of all`, ask `a/b`.", &[]);
        check_line("[c](../c.md#part) [e](e.md) [web](https://example.org/x.md)", &[]);
        check_line("[c](c.md), [top](../../top.md)", &["c.md", "../../top.md"]);
    }
}

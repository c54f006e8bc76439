//! Rules for every text file: white space, and no path of a developer's machine.

use super::Finding;

/// Folders that exist on one machine only.
const MACHINE: [&str; 4] = ["work", "root", "home", "tmp"];

/// The findings in a file's text.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let in_tests = path.split('/').any(|name| name == "tests");
    for (line, content) in (1..).zip(text.lines()) {
        let mut find = |what: &str| findings.push(Finding::new(path, line, what));
        if content.contains('\t') {
            find("a tab");
        }
        if content.ends_with([' ', '\r']) {
            find("white space at the end");
        }
        if !in_tests && names_a_machine(content) {
            find("a path of one machine");
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        findings.push(Finding::new(path, 0, "no line end at the end"));
    }
    if text.ends_with("\n\n") {
        findings.push(Finding::new(path, 0, "an empty line at the end"));
    }
    findings
}

/// Whether a line has a path that begins with one of the folders; `decide/work/…` and addresses are
/// not such paths.
fn names_a_machine(line: &str) -> bool {
    MACHINE.iter().any(|folder| {
        let path = format!("/{folder}/");
        let mut hits = line.match_indices(&path);
        hits.any(|(at, _)| {
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./_-}".contains(c))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_machines_are_found() {
        fn check_text(text: &str, expect: &[&str]) {
            let findings: Vec<String> =
                check("a.md", text).iter().map(ToString::to_string).collect();
            assert_eq!(findings, expect, "{text:?}");
        }
        check_text("fine\n", &[]);
        check_text("", &[]);
        check_text("a\tb\n", &["a.md:1: a tab"]);
        check_text("\nend \n", &["a.md:2: white space at the end"]);
        check_text("none", &["a.md: no line end at the end"]);
        check_text("two\n\n", &["a.md: an empty line at the end"]);
        check_text(concat!("see `/", "work/notes`\n"), &["a.md:1: a path of one machine"]);
        check_text("see decide/work/notes and https://example.org/home/\n", &[]);
    }

    #[test]
    fn tests_may_name_a_folder_of_the_machine() {
        assert_eq!(check("crates/a/tests/b.rs", concat!("\"/", "tmp/x\"\n")), []);
    }
}

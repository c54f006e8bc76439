//! Rules for Rust files: their first line, their length, and forbidden code.

use super::{Finding, LIMITS};
use crate::source::Source;

/// Forbidden tokens, with the remedy.
const BANNED: [(&[&str], &str); 6] = [
    (&["unsafe"], "`unsafe` is forbidden"),
    (&["#", "[", "allow", "("], "`#[allow]`: use `#[expect(…, reason = \"…\")]`"),
    (&["#", "!", "[", "allow", "("], "`#![allow]`: use `#![expect(…, reason = \"…\")]`"),
    (&["todo", "!"], "`todo!` is not finished"),
    (&["unimplemented", "!"], "`unimplemented!` is not finished"),
    (&["dbg", "!"], "`dbg!` was left behind"),
];

/// Calls that may panic, which need a comment outside tests.
const PANICS: [&[&str]; 2] = [&[".", "unwrap", "(", ")"], &[".", "expect", "(", "\""]];

/// The findings in a file; `tests` has the modules that are compiled for tests only.
pub fn check(source: &Source, tests: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |line, what: String| findings.push(Finding::new(&source.path, line, what));
    if !source.text.starts_with("//! ") {
        find(1, "does not open with `//!`: what it is for, what it must not know".into());
    }
    let lines = source.text.lines().count();
    if lines > LIMITS.longest {
        find(0, format!("{lines} lines, at most {}", LIMITS.longest));
    }
    for function in source.functions.iter().filter(|function| function.lines > LIMITS.function) {
        let what = format!(
            "`{}` has {} lines, at most {}",
            function.name, function.lines, LIMITS.function
        );
        find(function.line, what);
    }
    for (pattern, what) in BANNED {
        source.find(pattern).into_iter().for_each(|line| find(line, what.into()));
    }
    let test_file = in_module(&source.path, tests);
    for line in PANICS.iter().flat_map(|pattern| source.find(pattern)) {
        if !test_file && !source.is_test(line) && !source.commented(line) {
            find(line, "may panic: say in a comment why it cannot fail".into());
        }
    }
    findings
}

/// Whether a file is one of the modules, or inside one.
fn in_module(path: &str, modules: &[String]) -> bool {
    modules.iter().any(|module| {
        path.strip_prefix(module.as_str())
            .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_body(body: &str, expect: &[&str]) {
        let source = Source::read("a.rs", format!("//! A.\n{body}")).expect("Rust");
        let findings: Vec<String> = check(&source, &[]).iter().map(ToString::to_string).collect();
        assert_eq!(findings, expect, "{body}");
    }

    #[test]
    fn forbidden_words_are_found() {
        check_body("fn f() { todo!() }", &["a.rs:2: `todo!` is not finished"]);
        check_body("fn f() { unsafe { g() } }", &["a.rs:2: `unsafe` is forbidden"]);
        check_body("fn f() { g(\"todo!() unsafe\") } // dbg!", &[]);
        let allow = "a.rs:2: `#[allow]`: use `#[expect(…, reason = \"…\")]`";
        check_body("#[allow(dead_code)]\nfn f() {}", &[allow]);
        check_body("#[expect(dead_code, reason = \"x\")]\nfn f() {}", &[]);
    }

    #[test]
    fn a_panic_needs_a_comment_outside_tests() {
        let finding = "a.rs:2: may panic: say in a comment why it cannot fail";
        check_body("fn f() { g().unwrap(); }", &[finding]);
        check_body("fn f() { g().expect(\"a reason\"); }", &[finding]);
        check_body("fn f() { self.expect(&[Phase::Open]); }", &[]);
        check_body("fn f() {\n  // It was just put in.\n  g().unwrap();\n}", &[]);
        check_body("#[test]\nfn f() { g().unwrap(); }", &[]);
    }

    #[test]
    fn long_functions_and_bare_files_are_found() {
        let long = format!("fn long() {{\n{}}}\n", "    g();\n".repeat(69));
        check_body(&long, &["a.rs:2: `long` has 71 lines, at most 70"]);
        let bare = Source::read("b.rs", "fn f() {}\n".into()).expect("Rust");
        assert_eq!(check(&bare, &[]).len(), 1);
    }

    #[test]
    fn files_of_test_modules_are_tests() {
        let modules = ["crates/a/src/b/tests".to_owned()];
        assert!(in_module("crates/a/src/b/tests.rs", &modules));
        assert!(in_module("crates/a/src/b/tests/c.rs", &modules));
        assert!(!in_module("crates/a/src/b/tests_of.rs", &modules));
    }
}

//! Words that comments and names must not contain: pronouns in place of a person or part, and
//! metaphors. The module knows the syntax of comments only; names are passed as tokens.

use super::Finding;
use crate::source::Source;

/// Each word with its remedy.
const WORDS: [(&str, &str); 27] = [
    ("somebody", PERSON),
    ("someone", PERSON),
    ("anybody", PERSON),
    ("anyone", PERSON),
    ("nobody", PERSON),
    ("everybody", PERSON),
    ("everyone", PERSON),
    ("whoever", PERSON),
    ("told", VERB),
    ("tells", VERB),
    ("tell", VERB),
    ("beside", PLACE),
    ("besides", PLACE),
    ("blame", METAPHOR),
    ("blames", METAPHOR),
    ("blamed", METAPHOR),
    ("swallow", METAPHOR),
    ("swallows", METAPHOR),
    ("swallowed", METAPHOR),
    ("forgive", METAPHOR),
    ("forgives", METAPHOR),
    ("forgiven", METAPHOR),
    ("worthless", METAPHOR),
    ("crowd", METAPHOR),
    ("astray", METAPHOR),
    ("nought", NUMBER),
    ("naught", NUMBER),
];
const PERSON: &str = "name the person, role or part";
const VERB: &str = "name what is shown, sent, listed or distinguished";
const PLACE: &str = "name the relation: next to, with, in addition to";
const METAPHOR: &str = "use the standard term: report, include, accept, expired, load";
const NUMBER: &str = "write 0";

/// The forbidden words in a file's comments.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        let comment = comment(content).unwrap_or_default().to_lowercase();
        let words = comment.split(|c: char| !c.is_alphanumeric());
        for (word, remedy) in words.filter_map(forbidden) {
            findings.push(Finding::new(path, line, format!("“{word}” in a comment: {remedy}")));
        }
    }
    findings
}

/// The forbidden words in the names of a Rust file.
pub fn check_names(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, line) in source.names() {
        for (word, remedy) in name.split('_').filter_map(forbidden) {
            findings.push(Finding::new(
                &source.path,
                line,
                format!("“{word}” in the name `{name}`: {remedy}"),
            ));
        }
    }
    findings
}

/// The word with its remedy, if the word is forbidden.
fn forbidden(word: &str) -> Option<&'static (&'static str, &'static str)> {
    WORDS.iter().find(|(own, _)| *own == word)
}

/// The comment of a line: the text after the first `//` outside strings and addresses, or a line of
/// a block comment of JavaScript.
fn comment(line: &str) -> Option<&str> {
    let block = line.trim_start();
    if block.starts_with("/**") || block.starts_with("* ") {
        return Some(block);
    }
    let mut starts = line.match_indices("//");
    let (at, _) = starts.find(|(at, _)| {
        let before = &line[..*at];
        before.matches('"').count().is_multiple_of(2) && !before.ends_with(':')
    })?;
    Some(line[at..].trim_start_matches(['/', '!']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_and_metaphors_are_found_in_comments_only() {
        fn check_line(line: &str, expect: &[&str]) {
            let findings = check("a.rs", line);
            let words: Vec<&str> = findings
                .iter()
                .filter_map(|finding| finding.message.split(['“', '”']).nth(1))
                .collect();
            assert_eq!(words, expect, "{line}");
        }
        check_line("/// Somebody is told.", &["somebody", "told"]);
        check_line("//! Stands beside it.", &["beside"]);
        check_line("  /** Blamed by nobody. */", &["blamed", "nobody"]);
        check_line("   * A crowd.", &["crowd"]);
        check_line("    *value = told(somebody);", &[]);
        check_line("let a = 1; // Nobody asked.", &["nobody"]);
        check_line("let nobody = \"somebody\";", &[]);
        check_line("/// `Nobody` has no session.", &["nobody"]);
        check_line("let url = \"https://told.example\"; // fine", &[]);
        check_line("/// An officer who acts; a hotel, a foretold day.", &[]);
    }

    #[test]
    fn names_are_checked_word_by_word() {
        fn check_code(code: &str, expect: &[&str]) {
            let source = Source::read("a.rs", code.to_owned()).expect("Rust");
            let findings = check_names(&source);
            let words: Vec<&str> = findings
                .iter()
                .filter_map(|finding| finding.message.split(['“', '”']).nth(1))
                .collect();
            assert_eq!(words, expect, "{code}");
        }
        check_code("fn a_citizen_is_told() { let crowd = 1; }", &["told", "crowd"]);
        check_code("struct A { beside: u8 }", &["beside"]);
        check_code("fn foretold() -> &'static str { \"told\" } // told", &[]);
    }
}

//! How long dossiers are kept: problems of the file, and the last day.

use calendar::Day;

use super::good::{day, loaded};
use super::{AGENCY, OFFICE, PROCEDURE, check, with};

const RULES: &str = "[[retention]]\nprocedures = [\"1.000001\"]\nyears = 5\nbasis = \"TT 1\"\n";

/// Checks that these changes of a valid file are refused with these problems (line and text).
fn refused(changes: &[(&str, &str)], problems: &[&str]) {
    let rules = with(RULES, changes);
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("a/retention.toml:{problem}")).collect();
    check(
        &[("a/retention.toml", &rules), ("catalogue/procedures/p.toml", PROCEDURE)],
        &problems.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn a_rule_has_years_or_none_a_basis_and_procedures_that_there_are() {
    refused(&[], &[]);
    let either = "a dossier is kept for years or permanently; write years = 10 or permanent = true";
    refused(&[("years = 5\n", "")], &[&format!("1: {either}")]);
    refused(&[("years = 5", "years = 5\npermanent = true")], &[&format!("3: {either}")]);
    refused(&[("basis = \"TT 1\"\n", "")], &["1: basis is missing; write basis = \"…\""]);
    let codes = |codes: &'static str| [("[\"1.000001\"]", codes)];
    let unknown = "2: no procedure has the code \"1.000002\"; write the code of a procedure";
    refused(&codes("[\"1.000002\"]"), &[unknown]);
    let twice = "2: \"1.000001\" has a rule already; keep one of them";
    refused(&codes("[\"1.000001\", \"1.000001\"]"), &[twice]);
}

#[test]
fn years_are_counted_from_the_end_of_the_year() {
    let permanent = with(RULES, &[("years = 5", "permanent = true")]);
    for (text, until) in [(RULES, Some(Day::from_ymd(2023, 12, 31))), (&permanent, None)] {
        let rules = loaded(&[
            ("a/agency.toml", AGENCY),
            ("a/calendars/office.toml", OFFICE),
            ("a/procedures/p.toml", PROCEDURE),
            ("a/retention.toml", text),
        ]);
        let rule = rules.retention("1.000001").expect("a rule");
        assert_eq!(rule.until(day("2018-02-03")), until);
        assert_eq!(rules.retention("1.000002"), None, "no rule: kept");
    }
}

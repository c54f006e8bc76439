//! Problems of agency files.

use super::{AGENCY, OFFICE, check, with};

/// Checks that these changes of the valid agency are refused with these problems (line and text).
fn refused(changes: &[(&str, &str)], problems: &[&str]) {
    let agency = with(AGENCY, changes);
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("a/agency.toml:{problem}")).collect();
    check(
        &[("a/agency.toml", &agency), ("a/calendars/office.toml", OFFICE)],
        &problems.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn codes_and_ids_are_unique() {
    refused(
        &[
            ("code = \"B\"", "code = \"A\""),
            ("id = \"B1\"", "id = \"A1\""),
            ("unit = \"B\"", "unit = \"A\""),
        ],
        &[
            "17: unit \"A\" is already at line 10; write another code",
            "21: the chain of parent leads from \"A\" back to \"A\"; break it",
            "24: the chain of successor leads from \"A\" back to \"A\"; break it",
            "35: officer \"A1\" is already at line 27; write another id",
        ],
    );
}

#[test]
fn names_without_an_object_are_reported() {
    refused(
        &[
            ("calendar = \"office\"", "calendar = \"open\"\ndesk_calendar = \"desk\""),
            ("parent = \"A\"", "parent = \"Y\""),
            ("successor = \"A\"", "successor = \"Z\""),
            ("unit = \"A\"", "unit = \"X\""),
        ],
        &[
            "7: there is no opening calendar \"open\"; write calendars/open.toml, \
             or the id of one that there is",
            "8: there is no opening calendar \"desk\"; write calendars/desk.toml, \
             or the id of one that there is",
            "22: parent \"Y\" is no unit of the agency; write a unit's code",
            "25: successor \"Z\" is no unit of the agency; write a unit's code",
            "30: \"X\" is no unit of the agency; write a unit's code",
        ],
    );
}

#[test]
fn chains_end_and_days_fit() {
    refused(
        &[
            ("code = \"A\"", "code = \"A\"\nparent = \"B\""),
            ("valid_to = 2019-06-30\n", ""),
            ("valid_from = 2018-02-01", "valid_from = 2017-02-01\nvalid_to = 2017-01-01"),
        ],
        &[
            "11: the chain of parent leads from \"A\" back to \"A\"; break it",
            "22: the chain of parent leads from \"B\" back to \"B\"; break it",
            "24: a successor needs valid_to = the unit's last day",
            "40: unit B begins on 2018-01-01; write that or later",
            "41: valid_to 2017-01-01 lies before valid_from 2017-02-01; write a later day",
        ],
    );
    refused(
        &[
            (
                "kind = \"department\"\nvalid_from = 2018-01-01",
                "kind = \"department\"\nvalid_from = 2019-07-02",
            ),
            ("valid_from = 2018-02-01", "valid_from = 2018-02-01\nvalid_to = 2019-07-01"),
        ],
        &[
            "24: \"A\" is not valid on 2019-07-01; write a unit valid on that day",
            "32: unit A begins on 2019-07-02; write that or later",
            "41: unit B ends on 2019-06-30; write that or earlier",
        ],
    );
}

#[test]
fn an_agency_without_its_head() {
    refused(
        &[("[agency]", "[agensy]"), ("post = \"specialist\"\n", "")],
        &[
            "1: agency is missing; write agency = a table [agency]",
            "1: unknown key agensy; the keys known here are agency, bank, competent_agency, first_number, officer, queue_line, results, unit",
            "26: post is missing; write post = \"desk_officer\"",
        ],
    );
}

#[test]
fn two_agencies() {
    check(
        &[("a/agency.toml", AGENCY), ("b/agency.toml", AGENCY), ("calendars/office.toml", OFFICE)],
        &["b/agency.toml:2: a/agency.toml is an agency too; keep one of them"],
    );
}

/// Loads an agency with thousands of tables and returns its problems; the loader must need little
/// time.
fn many(table: impl Fn(usize) -> String) -> Vec<crate::Problem> {
    let text = AGENCY.to_owned() + &(0..4_000).map(table).collect::<String>();
    let file = |path: &str, text| crate::SourceFile { path: path.to_owned(), text };
    let files = [file("a/agency.toml", text), file("a/calendars/office.toml", OFFICE.to_owned())];
    let begun = std::time::Instant::now();
    let problems = crate::load(&files).err().unwrap_or_default();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    problems
}

#[test]
fn an_agency_with_many_units_and_problems_is_read_in_little_time() {
    let unit = |at: usize, parent: usize| {
        format!(
            "[[unit]]\ncode = \"u{at}\"\nname = \"x\"\nname_en = \"x\"\nparent = \"u{parent}\"\n\
             kind = \"department\"\nvalid_from = 2018-01-01\n"
        )
    };
    let looped = many(|at| unit(at, (at + 1).min(3_999)));
    let texts: Vec<String> = looped.iter().map(|problem| problem.text.to_string()).collect();
    assert_eq!(texts, ["the chain of parent leads from \"u3999\" back to \"u3999\"; break it"]);
    assert_eq!(many(|at| unit(at, (at + 1) % 4_000)).len(), 4_000);
    assert_eq!(many(|at| format!("[[officer]]\nid = \"o{at}\"\n")).len(), 5 * 4_000);
}

#[test]
fn a_file_and_its_numbers_have_limits() {
    let long = AGENCY.to_owned() + &"#\n".repeat(512 * 1024);
    let line = 1 + long[..1024 * 1024].matches('\n').count();
    let problem =
        format!("a/agency.toml:{line}: the file is longer than 1048576 bytes; shorten it");
    check(&[("a/agency.toml", &long), ("a/calendars/office.toml", OFFICE)], &[&problem]);
    for deep in [format!("{}a = 1\n", "a.".repeat(9_000)), format!("[{}a]\n", "a.".repeat(9_000))] {
        let problem = "a/agency.toml:1: this is not TOML (recursion limit); write the line anew";
        check(&[("a/agency.toml", &deep), ("a/calendars/office.toml", OFFICE)], &[problem]);
    }
}

//! What is refused in agency files.

use super::{AGENCY, OFFICE, check, with};

/// Checks that these changes of the good agency are refused with these problems (line and text).
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
fn what_is_named_exists() {
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
            "1: unknown key agensy; the keys known here are agency, officer, unit",
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

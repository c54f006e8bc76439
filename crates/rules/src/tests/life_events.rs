//! Life events: problems of their file, precedence of the agency's own, completeness of the
//! catalogue.

use super::good::{day, district9, loaded};
use super::{AGENCY, OFFICE, PROCEDURE, check, with};

const EVENTS: &str = "[[event]]\nid = \"land\"\nname = \"Nhà đất\"\nname_en = \"Land\"\n\
                      help = \"Sổ đỏ\"\nhelp_en = \"Papers\"\nprocedures = [\n  \"1.000001\",\n]\n";

/// Checks that these changes of a valid file are refused with these problems (line and text).
fn refused(changes: &[(&str, &str)], problems: &[&str]) {
    let events = with(EVENTS, changes);
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("catalogue/life_events.toml:{problem}")).collect();
    check(
        &[("catalogue/life_events.toml", &events), ("catalogue/procedures/p.toml", PROCEDURE)],
        &problems.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn a_code_that_no_procedure_has_is_reported_at_its_line() {
    refused(&[], &[]);
    refused(
        &[("  \"1.000001\",\n", "  \"1.000001\",\n  \"1.000002\",\n")],
        &["9: no procedure has the code \"1.000002\"; write the code of a procedure"],
    );
}

#[test]
fn keys_and_ids_are_checked() {
    refused(
        &[
            ("help = \"Sổ đỏ\"\n", "hint = \"Sổ đỏ\"\n"),
            (",\n]\n", ",\n]\n[[event]]\nid = \"land\"\nname = \"\"\n"),
        ],
        &[
            "1: help is missing; write help = \"…\"",
            "5: unknown key hint; the keys known here are help, help_en, id, name, name_en, \
             procedures",
            "10: help is missing; write help = \"…\"",
            "10: help_en is missing; write help_en = \"…\"",
            "10: name_en is missing; write name_en = \"…\"",
            "10: procedures is missing; write procedures = [\"…\"]",
            "11: event \"land\" is already at line 2; write another id",
            "12: name is empty; write name = \"…\"",
        ],
    );
}

#[test]
fn the_agencys_event_goes_before_the_catalogues() {
    let own = with(EVENTS, &[("Nhà đất", "Đất")]);
    let more = with(EVENTS, &[("\"land\"", "\"house\"")]);
    let rules = loaded(&[
        ("a/agency.toml", AGENCY),
        ("a/calendars/office.toml", OFFICE),
        ("a/procedures/p.toml", PROCEDURE),
        ("a/life_events.toml", &own),
        ("catalogue/life_events.toml", &format!("{EVENTS}{more}")),
    ]);
    let text: Vec<_> = rules.life_events.iter().map(|event| (&*event.id, &*event.name)).collect();
    assert_eq!(text, [("land", "Đất"), ("house", "Nhà đất")]);
}

#[test]
fn every_procedure_of_the_catalogue_belongs_to_an_event() {
    let rules = district9();
    for procedure in rules.procedures_on(day("2025-08-01")) {
        let belongs = rules.life_events.iter().any(|event| event.has(&procedure.code));
        assert!(belongs, "{} {}", procedure.code, procedure.name);
    }
}

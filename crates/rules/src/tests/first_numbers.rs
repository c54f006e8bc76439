//! The first numbers of series that an office continues from its paper book.

use super::good::loaded;
use super::{AGENCY, OFFICE, check, with};
use crate::NumberedPaper;

/// The agency with these tables before its first unit.
fn agency(tables: &[&str]) -> String {
    let tables: String =
        tables.iter().map(|table| format!("[[first_number]]\n{table}\n")).collect();
    with(AGENCY, &[("[[unit]]\ncode = \"A\"", &format!("{tables}[[unit]]\ncode = \"A\""))])
}

const COPIES: &str = "unit = \"A\"\npaper = \"certification_copies\"\nyear = 2018\nnumber = 341";

#[test]
fn a_series_begins_where_the_agency_says_and_every_other_at_one() {
    let rules =
        loaded(&[("a/agency.toml", &agency(&[COPIES])), ("a/calendars/office.toml", OFFICE)]);
    let agency = rules.agency.unwrap();
    for (unit, paper, year, first) in [
        ("A", NumberedPaper::CertificationOfCopies, 2018, 341),
        ("A", NumberedPaper::CertificationOfCopies, 2019, 1),
        ("A", NumberedPaper::CertificationOfSignatures, 2018, 1),
        ("B", NumberedPaper::CertificationOfCopies, 2018, 1),
    ] {
        assert_eq!(agency.first_number(unit, paper, year), first, "{unit} {paper:?} {year}");
    }
}

#[test]
fn a_series_of_nothing_or_named_twice_is_refused_by_line() {
    let refuses = |tables: &[&str], problem: &str| {
        check(
            &[("a/agency.toml", &agency(tables)), ("a/calendars/office.toml", OFFICE)],
            &[&format!("a/agency.toml:{problem}")],
        );
    };
    refuses(
        &[&COPIES.replace("\"A\"", "\"X\"")],
        "10: \"X\" is no unit of the agency; write a unit's code",
    );
    refuses(
        &[COPIES, COPIES],
        "18: first_number of unit, paper and year \"A certification_copies 2018\" is already at line 13; write another number",
    );
    refuses(&[&COPIES.replace("341", "1")], "13: number is 1; write a number from 2 to 1000000");
    refuses(
        &[&COPIES.replace("certification_copies", "certification_book")],
        "11: paper cannot be \"certification_book\"; write one of appointment_slip, supplement_request, refusal, apology_letter, stop_notice, handover_list, result_list, payment_slip, refund_slip, certification_copies, certification_signatures, certification_translators, certification_transactions",
    );
}

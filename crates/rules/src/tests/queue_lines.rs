//! The lines in which people wait.

use super::good::loaded;
use super::{AGENCY, OFFICE, PROCEDURE, check, with};

fn agency(tables: &[&str]) -> String {
    let tables: String = tables.iter().map(|table| format!("[[queue_line]]\n{table}\n")).collect();
    with(AGENCY, &[("[[unit]]\ncode = \"A\"", &format!("{tables}[[unit]]\ncode = \"A\""))])
}

const FIRST: &str = "unit = \"A\"\nletter = \"A\"\nname = \"Hộ tịch\"\nname_en = \"Civil status\"";

fn files(agency: &str) -> [(&str, &str); 3] {
    [
        ("a/agency.toml", agency),
        ("a/calendars/office.toml", OFFICE),
        ("catalogue/procedures/p.toml", PROCEDURE),
    ]
}

#[test]
fn a_desk_has_its_lines_by_letter() {
    let second = FIRST.replace("letter = \"A\"", "letter = \"B\"");
    let rules = loaded(&files(&agency(&[&second, FIRST])));
    let agency = rules.agency.unwrap();
    let letters = |unit: &str| {
        agency.lines_of(unit).iter().map(|line| line.letter.clone()).collect::<Vec<_>>()
    };
    assert_eq!((letters("A"), letters("B")), (vec!["A".to_owned(), "B".to_owned()], vec![]));
}

#[test]
fn a_line_of_nothing_is_refused_by_line() {
    let refuses = |tables: &[&str], problem: &str| {
        check(&files(&agency(tables)), &[&format!("a/agency.toml:{problem}")]);
    };
    let unit = FIRST.replace("unit = \"A\"", "unit = \"X\"");
    refuses(&[&unit], "10: \"X\" is no unit of the agency; write a unit's code");
    for letter in ["a", "AB", "Đ", "1"] {
        let table = FIRST.replace("letter = \"A\"", &format!("letter = \"{letter}\""));
        refuses(&[&table], &format!("11: \"{letter}\" is not one letter from A to Z; write one"));
    }
    refuses(
        &[FIRST, FIRST],
        "16: queue_line of unit and letter \"A A\" is already at line 11; write another letter",
    );
}

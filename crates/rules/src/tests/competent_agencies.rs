//! Other agencies for which the desks receive.

use super::good::loaded;
use super::{AGENCY, OFFICE, PROCEDURE, check, with};

fn agency(tables: &[&str]) -> String {
    let tables: String =
        tables.iter().map(|table| format!("[[competent_agency]]\n{table}\n")).collect();
    with(AGENCY, &[("[[unit]]\ncode = \"A\"", &format!("{tables}[[unit]]\ncode = \"A\""))])
}

const FIRST: &str = "unit = \"A\"\nprocedures = [\"1.012784\"]\nbasis = \"Quyết định 1\"";

fn files(agency: &str) -> [(&str, &str); 3] {
    [
        ("a/agency.toml", agency),
        ("a/calendars/office.toml", OFFICE),
        ("catalogue/procedures/p.toml", PROCEDURE),
    ]
}

#[test]
fn an_agency_is_offered_for_its_procedures_where_it_has_the_officers() {
    let rules = loaded(&files(&agency(&[FIRST])));
    let day = "2018-06-04".parse().unwrap();
    let own = rules.agency.clone().unwrap();
    let mut procedure = rules.procedures[0].clone();
    procedure.steps.clear();
    assert_eq!(own.competent_for(&procedure, day).len(), 0, "another procedure");
    procedure.code = "1.012784".into();
    assert_eq!(own.competent_for(&procedure, day).len(), 1);
    let before = "1990-01-01".parse().unwrap();
    assert_eq!(own.competent_for(&procedure, before).len(), 0, "the unit is not there yet");
    procedure.steps.clone_from(&rules.procedures[0].steps);
    let posts = procedure.steps.iter().map(|step| step.post);
    let manned = posts.into_iter().all(|post| !own.officers_of("A", post, day).is_empty());
    assert_eq!(own.competent_for(&procedure, day).len(), usize::from(manned));
}

#[test]
fn an_agency_of_no_unit_or_named_twice_is_refused_by_line() {
    let refuses = |tables: &[&str], problem: &str| {
        check(&files(&agency(tables)), &[&format!("a/agency.toml:{problem}")]);
    };
    let unit = FIRST.replace("unit = \"A\"", "unit = \"X\"");
    refuses(&[&unit], "10: \"X\" is no unit of the agency; write a unit's code");
    refuses(
        &[FIRST, FIRST],
        "14: competent_agency of unit \"A\" is already at line 10; write another unit",
    );
}

//! Forms of procedures: problems of their files, their conditions, and the comparison of all forms.

use calendar::Day;

use super::good::loaded;
use super::{PROCEDURE, check, with};
use crate::form::{Answers, form_lines};

const FORM: &str = r#"code = "1.000001"
title = "Đơn"
title_en = "Request"
basis = "Mẫu 01"
component = "c1"
[[group]]
id = "who"
title = "Người đề nghị"
title_en = "Applicant"
[[group.question]]
id = "kind"
label = "Là"
label_en = "Is"
kind = "radio"
[[group.question.choice]]
id = "person"
name = "Cá nhân"
name_en = "Person"
[[group.question.choice]]
id = "company"
name = "Tổ chức"
name_en = "Company"
[[group]]
id = "company"
title = "Tổ chức"
title_en = "Company"
when = { question = "who.kind", is = ["company"] }
[[group.question]]
id = "kind"
label = "Loại"
label_en = "Kind"
kind = "radio"
[[group.question.choice]]
id = "state"
name = "Nhà nước"
name_en = "State"
[[group]]
id = "state"
title = "Cơ quan"
title_en = "Authority"
when = { question = "company.kind", is = ["state"] }
[[group.question]]
id = "code"
label = "Mã"
label_en = "Code"
kind = "line"
help = "Bốn chữ số."
pattern = '\d{4}'
"#;

/// The cases of the procedure, in its file.
const CASE: &str = r#"[[case]]
id = "short"
name = "Trường hợp ngắn"
duration = { amount = 14, unit = "calendar_days" }

"#;

fn refused(changes: &[(&str, &str)], problems: &[&str]) {
    let form = with(FORM, changes);
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("catalogue/forms/f.toml:{problem}")).collect();
    check(
        &[("catalogue/forms/f.toml", &form), ("catalogue/procedures/p.toml", PROCEDURE)],
        &problems.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn what_a_form_cannot_be_is_reported_at_its_line() {
    refused(&[], &[]);
    refused(
        &[("1.000001", "1.000009")],
        &["1: there is no procedure 1.000009; write the code of one"],
    );
    refused(&[("\"c1\"", "\"c9\"")], &["5: 1.000001 has no component \"c9\"; write the id of one"]);
    refused(
        &[("is = [\"company\"]", "is = [\"firm\"]")],
        &["27: who.kind has no choice \"firm\"; write one of person, company"],
    );
    // A condition refers to an earlier group, not to its own group or a later one.
    for question in ["company.kind", "state.code", "none"] {
        let text = format!(
            "27: \"{question}\" is no question with choices of an earlier group that stands once; \
             write group.question"
        );
        refused(&[("\"who.kind\"", &format!("\"{question}\""))], &[&text]);
    }
    refused(
        &[("kind = \"line\"", "kind = \"text\"")],
        &[
            "46: kind cannot be \"text\"; write one of line, long, number, amount, day, year, select, \
           radio, ticks, tick, telephone, mail, identity, tax_code",
        ],
    );
    refused(
        &[(r"'\d{4}'", "'['")],
        &["48: the pattern does not read (error: unclosed character class); correct it"],
    );
    refused(
        &[("help = \"Bốn chữ số.\"\n", "")],
        &["47: a pattern needs help, which tells how the answer is written"],
    );
    refused(
        &[("id = \"code\"", "id = \"Mã.1\"")],
        &["43: \"Mã.1\" is no id; write small letters, digits and _, a letter first"],
    );
}

/// An answer to a question that is not shown meets no condition.
#[test]
fn only_what_is_asked_counts() {
    let rules =
        loaded(&[("catalogue/forms/f.toml", FORM), ("catalogue/procedures/p.toml", PROCEDURE)]);
    let form = rules.form("1.000001").unwrap();
    let answers = |kind: &str| -> Answers {
        let all = [("who.kind", kind), ("company.kind", "state"), ("state.code", "1234")];
        all.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
    };
    assert_eq!(form.asked(None, &answers("company")).len(), 3);
    assert_eq!(form.asked(None, &answers("person")).into_keys().collect::<Vec<_>>(), ["who.kind"]);
}

/// The form whose last group is asked in some cases of the procedure.
fn of_case(case: &str) -> String {
    with(FORM, &[("when = { question = \"company.kind\", is = [\"state\"] }", case)])
}

#[test]
fn a_group_is_asked_in_the_cases_that_it_names() {
    let rules = |case: &str| {
        loaded(&[
            ("catalogue/forms/f.toml", &of_case(case)),
            ("catalogue/procedures/p.toml", PROCEDURE),
        ])
    };
    for (cases, case, asked) in [
        (r#"["short"]"#, Some("short"), true),
        (r#"["short"]"#, Some("ordinary"), false),
        (r#"["short"]"#, None, false),
        (r#"["ordinary"]"#, Some("ordinary"), true),
        (r#"["short", "ordinary"]"#, Some("short"), true),
    ] {
        let rules = rules(&format!("when = {{ case = {cases} }}"));
        let form = rules.form("1.000001").unwrap();
        let known = form.asked(case, &Answers::new());
        assert_eq!(form.groups[2].is_asked(&known), asked, "{cases} {case:?}");
        let lines = form_lines(&rules, Day::from_ymd(2018, 6, 1));
        let line = lines[0].conditions.iter().any(|line| line.starts_with("case = "));
        assert!(line, "{:?}", lines[0].conditions);
    }
    let refused = |case: &str, procedure: &str, problem: &str| {
        check(
            &[
                ("catalogue/forms/f.toml", &of_case(case)),
                ("catalogue/procedures/p.toml", procedure),
            ],
            &[&format!("catalogue/forms/f.toml:{problem}")],
        );
    };
    let barn = "when = { case = [\"barn\"] }";
    refused(barn, PROCEDURE, "41: 1.000001 has no case \"barn\"; write one of ordinary, short");
    let none = with(PROCEDURE, &[(CASE, "")]);
    refused(barn, &none, "41: 1.000001 has no cases; remove the condition");
    let both = "when = { case = [\"short\"], is = [\"state\"] }";
    refused(both, PROCEDURE, "41: unknown key is; the keys known here are case");
}

#[test]
fn two_procedures_ask_the_same_questions_only_where_they_say_why() {
    let other = with(PROCEDURE, &[("1.000001", "1.000002")]);
    let lines = |second: &str| {
        let rules = loaded(&[
            ("catalogue/forms/a.toml", FORM),
            ("catalogue/forms/b.toml", second),
            ("catalogue/procedures/a.toml", PROCEDURE),
            ("catalogue/procedures/b.toml", &other),
        ]);
        let lines = form_lines(&rules, Day::from_ymd(2018, 6, 1));
        lines.into_iter().flat_map(|line| line.faults).map(|fault| fault.to_string()).collect()
    };
    let same = with(FORM, &[("1.000001", "1.000002")]);
    let faults: Vec<String> = lines(&same);
    assert!(faults[0].starts_with("1.000002 asks the same questions as 1.000001"), "{faults:?}");
    let why = "basis = \"Mẫu 01\"\nsame_as = { code = \"1.000001\", why = \"một mẫu đơn\" }";
    let says = with(&same, &[("basis = \"Mẫu 01\"", why)]);
    assert_eq!(lines(&says), Vec::<String>::new());
    let differs = with(&says, &[("id = \"code\"", "id = \"number\"")]);
    let faults: Vec<String> = lines(&differs);
    assert!(faults[0].starts_with("1.000002 does not ask the same questions"), "{faults:?}");
}

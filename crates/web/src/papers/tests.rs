//! The released templates name only what papers give, and an agency's own templates are checked.

use rules::SourceFile;

use super::*;

fn own(forms: &str, kind: &str, text: &str) -> PaperTemplate {
    let path = format!("papers/{forms}/{kind}.md");
    PaperTemplate::of(&SourceFile { path, text: text.into() }).expect("a template")
}

#[test]
fn every_released_template_names_only_what_its_paper_gives() {
    for (forms, kind, text) in RELEASED {
        assert_eq!(faults(&[own(forms, kind.code(), text)]), [], "{forms} {}", kind.code());
    }
    let kinds = |rule_set: &str| RELEASED.iter().filter(|(forms, ..)| *forms == rule_set).count();
    assert_eq!((kinds("2018"), kinds("2025")), (6, 7));
}

#[test]
fn faults_of_an_agency_s_own_templates_are_named_by_file_and_line() {
    let cases = [
        ("2018", "stop_notice", "---\npaper: A5\n---\n", "there is no such paper"),
        ("2019", "refusal", "---\npaper: A5\n---\n", "there is no such paper"),
        ("2018", "refusal", "---\npaper: A3\n---\n", "line 2"),
        ("2018", "refusal", "---\npaper: A5\n---\n\n{{ reasn }}\n", "line 5: no value \"reasn\""),
        ("2018", "refusal", "---\npaper: A5\n---\n{% if reason %}\n", "line"),
    ];
    for (forms, kind, text, expected) in cases {
        let faults = faults(&[own(forms, kind, text)]);
        let [fault] = &faults[..] else { panic!("{faults:?}") };
        assert!(fault.to_string().contains(expected), "{fault}");
        assert!(fault.to_string().contains("papers/"), "{fault}");
    }
}

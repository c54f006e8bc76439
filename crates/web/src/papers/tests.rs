//! The released templates name only values that papers have, and an agency's own templates are
//! checked.

use rules::SourceFile;

use dossier::event::{FilledForm, FilledGroup, FormAnswer};

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
    assert_eq!((kinds("2018"), kinds("2025")), (14, 15));
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

#[test]
fn a_form_is_a_sheet_before_it_is_sent() {
    let rules = rules::load(&[]).unwrap_or_else(|problems| panic!("{problems:?}"));
    let names = Names { rules: &rules, language: Language::Vietnamese };
    let answer = |label: &str, value: &str| FormAnswer {
        label: label.into(),
        value: value.into(),
        ..FormAnswer::default()
    };
    let group = |entry: Option<usize>| FilledGroup {
        title: "Chủ hộ".into(),
        entry,
        answers: vec![answer("Họ | tên", "A *b* <c>"), answer("Thư điện tử", "")],
        ..FilledGroup::default()
    };
    let form = FilledForm {
        title: "Giấy đề nghị".into(),
        basis: "Mẫu 1".into(),
        signers: vec!["Chủ hộ".into(), "Các thành viên".into()],
        groups: vec![group(None), group(Some(2))],
        ..FilledForm::default()
    };
    let zone = Zone::VIETNAM;
    let unsent = UnsentForm {
        form: &form,
        procedure: "1.000001",
        case: None,
        signer: "Nguyễn Văn An",
        zone: &zone,
        now: Instant(1_500_000_000_000),
    };
    let bytes = unsent_form(names, &unsent).expect("the released template reads").expect("a paper");
    assert!(bytes.starts_with(b"%PDF-"));
}

//! The forms of procedures, checked by command.

use std::fs;

use crate::support::Place;

#[test]
fn each_procedure_that_is_filed_online_has_a_form_of_its_own() {
    let place = Place::new();
    let checked = place.run("none", &["forms", "check"]);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    let lines: Vec<&str> = checked.out.lines().collect();
    assert!(lines.len() >= 27, "{}", checked.out);
    for line in &lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let [code, fields, conditions, components, ..] = columns[..] else { panic!("{line}") };
        assert!(code.starts_with(|c: char| c.is_ascii_digit()), "{line}");
        assert!(fields.contains("trường ") && fields.contains('.'), "{line}");
        assert!(
            conditions.starts_with("điều kiện ") && components.starts_with("giấy tờ "),
            "{line}"
        );
    }
}

#[test]
fn a_procedure_without_a_form_and_a_faulty_form_are_named() {
    let place = Place::new();
    let folder = place.path("catalogue");
    let copied = |kind: &str| {
        let of = format!("{}/../../catalogue/{kind}/1.001612.toml", env!("CARGO_MANIFEST_DIR"));
        fs::create_dir_all(folder.join(kind)).unwrap();
        fs::copy(of, folder.join(kind).join("1.001612.toml")).unwrap();
    };
    copied("procedures");
    let path = folder.display().to_string();
    let missing = place.run("none", &["forms", "check", &path, "--lang", "en"]);
    assert_eq!(missing.code, Some(1), "{}", missing.err);
    assert!(missing.out.contains("write forms/1.001612.toml"), "{}", missing.out);
    copied("forms");
    assert_eq!(place.run("none", &["forms", "check", &path]).code, Some(0));
    let form = folder.join("forms/1.001612.toml");
    let text =
        fs::read_to_string(&form).unwrap().replacen("kind = \"amount\"", "kind = \"money\"", 1);
    fs::write(&form, text).unwrap();
    let faulty = place.run("none", &["forms", "check", &path]);
    assert_eq!(faulty.code, Some(1));
    assert!(faulty.err.contains("1.001612.toml:"), "{}", faulty.err);
}

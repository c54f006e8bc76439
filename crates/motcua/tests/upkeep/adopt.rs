//! `rules adopt`: procedures of the catalogue become the office's own, whole or not at all.

use std::fs;

use crate::support::Place;

const AGENCY: &str = r#"
[agency]
code = "x"
name = "Ủy ban nhân dân xã X"
name_en = "People's Committee of X"
level = "commune"
valid_from = 2025-07-01
calendar = "office"
[[unit]]
code = "VH"
name = "Phòng Văn hóa - Xã hội"
name_en = "Culture and Society Division"
kind = "department"
valid_from = 2025-09-01
[[unit]]
code = "KT"
name = "Phòng Kinh tế"
name_en = "Economy Division"
kind = "department"
valid_from = 2025-07-01
[[unit]]
code = "LD"
name = "Lãnh đạo"
name_en = "Leadership"
kind = "leadership"
valid_from = 2025-07-01
[[officer]]
id = "ld1"
name = "Nguyễn Văn C"
unit = "LD"
post = "leader"
title = "Chủ tịch"
valid_from = 2025-07-01
[[officer]]
id = "vh1"
name = "Nguyễn Văn A"
unit = "VH"
post = "specialist"
title = "Công chức"
valid_from = 2025-09-01
[[officer]]
id = "vh2"
name = "Nguyễn Văn B"
unit = "VH"
post = "head"
title = "Trưởng phòng"
valid_from = 2025-09-01
"#;

#[test]
fn procedures_of_the_catalogue_become_the_office_s_own() {
    let place = Place::new();
    place.file("office/agency.toml", AGENCY);
    let folder = place.path("office");
    let folder = folder.to_str().unwrap();
    let adopt = |codes: &[&str], unit: &str| {
        let options = ["--unit", unit, "--to", folder];
        place.run("data", &[&["rules", "adopt"][..], codes, &options].concat())
    };
    let written = |code: &str| place.path("office/procedures").join(format!("{code}.toml"));
    // Anything refused: nothing is written.
    adopt(&["1.004873", "9.999999"], "VH").only(2, &["9.999999"]);
    adopt(&["1.004873"], "VX").only(2, &["VX", "VH"]);
    let no_officer = adopt(&["1.004873"], "KT");
    assert_eq!(no_officer.code, Some(1));
    assert!(no_officer.err.contains("KT has no officer"), "{}", no_officer.err);
    assert!(!place.path("office/procedures").exists(), "nothing is written");

    let done = adopt(&["1.004873", "1.001193"], "VH");
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    for part in ["1.004873.toml", "1.001193.toml", "Các bước giải quyết", "Mức thu chưa nhập"]
    {
        assert!(done.out.contains(part), "{part}: {}", done.out);
    }
    let text = fs::read_to_string(written("1.004873")).unwrap();
    for part in [
        "answering_unit = \"VH\"",
        "post = \"leader\"\nunit = \"LD\"",
        "effective_from = 2025-09-01",
        "Ủy ban nhân dân xã X",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let checked = place.run("data", &["rules", "check", folder]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    let before = fs::read_to_string(written("1.004873")).unwrap();
    adopt(&["1.004873"], "VH").only(1, &["1.004873"]);
    assert_eq!(fs::read_to_string(written("1.004873")).unwrap(), before, "nothing is overwritten");
    place.file("empty/x.toml", "");
    let none = place.path("empty");
    let none = ["rules", "adopt", "1.000656", "--unit", "VH", "--to", none.to_str().unwrap()];
    assert_eq!(place.run("data", &none).code, Some(1));
}

//! `paper` and the templates of an agency: a paper is written, refused with the list of possible
//! papers, and changed by a template that was put in force; a template with a fault is refused by
//! file and line.

use std::fs;

use crate::support::Place;

const FROM: [&str; 4] = ["--from", "2010-01-01", "--to", "2018-12-31"];

/// Loads a small agency whose data are all invented; returns the code of a dossier.
fn loaded(place: &Place) -> String {
    let scenario = place.scenario();
    let loaded = place.run("data", &["load", &scenario]);
    assert_eq!(loaded.code, Some(0), "{}", loaded.err);
    let list = place.run("data", &[&["list", "--figure", "received"][..], &FROM].concat());
    list.out.lines().next().unwrap().to_owned()
}

/// Whether the structure of a PDF contains a heading with these words; titles are UTF-16 in
/// hexadecimal.
fn has_heading(pdf: &[u8], words: &str) -> bool {
    let mut hexadecimal = String::new();
    for unit in words.encode_utf16() {
        hexadecimal += &format!("{unit:04X}");
    }
    String::from_utf8_lossy(pdf).contains(&hexadecimal)
}

#[test]
fn papers_are_written_in_the_agency_s_own_form() {
    let place = Place::new();
    let code = loaded(&place);
    let out = place.path("paper.pdf");
    let to = out.to_str().unwrap();
    for kind in ["appointment_slip", "control_sheet"] {
        let output = place.run("data", &["paper", &code, kind, "--out", to]);
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""), "{kind}");
        assert!(fs::read(&out).unwrap().starts_with(b"%PDF-1.7"), "{kind}");
    }
    let qr = |site: &[&str]| {
        let slip = ["paper", &code, "appointment_slip", "--out", to];
        let output = place.run("data", &[&slip[..], site].concat());
        (output.code, has_heading(&fs::read(&out).unwrap(), "Mã QR"))
    };
    assert_eq!(qr(&[]), (Some(0), false), "the address of the site is not known");
    assert_eq!(qr(&["--site", "https://motcua.example"]), (Some(0), true));
    assert_eq!(qr(&["--site", "motcua.example"]).0, Some(2));
    let book = [&["paper", "register_book", "--out", to][..], &FROM].concat();
    assert_eq!(place.run("data", &book).code, Some(0));
    for days in [&["--month", "6/2018"][..], &["--month", "2018-06"], &FROM] {
        let book = ["paper", "copies", "certification_book", "--out", to];
        let output = place.run("data", &[&book[..], days].concat());
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""), "{days:?}");
        assert!(fs::read(&out).unwrap().starts_with(b"%PDF-1.7"));
    }
    let wrong = |part: &[&str]| place.run("data", &[&["paper", "--out", to], part].concat());
    wrong(&["copies", "certification_book"]).only(2, &["--month", "transactions"]);
    wrong(&["notes", "certification_book", "--month", "06/2018"]).only(2, &["transactions"]);
    assert_eq!(wrong(&["copies", "certification_book", "--month", "13/2018"]).code, Some(2));
    let unit = ["copies", "certification_book", "--month", "06/2018", "--unit", "nowhere"];
    wrong(&unit).only(1, &["nowhere"]);
    place.run("data", &["paper", &code, "refusal", "--out", to]).only(1, &[&code, "control_sheet"]);
    place.run("data", &["paper", &code, "note", "--out", to]).only(1, &["appointment_slip"]);
    let list = ["paper", "MC.handover_list.2018.1", "handover_list", "--out", to];
    place.run("data", &list).only(1, &["MC.handover_list.2026.12"]);
    place.run("data", &["paper", "X-1", "refusal", "--out", to]).only(1, &["X-1", "motcua list"]);
    place.run("data", &["paper", &code, "--out", to]).only(2, &["appointment_slip"]);
    place.run("data", &["paper", "register_book", "--out", to]).only(2, &["--from"]);

    place.run("none", &["paper", &code, "refusal", "--out", to]).only(1, &["no database"]);
    assert!(!place.path("none").exists(), "no folder is made");

    let body = "---\npaper: A5\n---\n# GIẤY HẸN\n\n{{ kode }}\n";
    let template = place.file("own/papers/2018/appointment_slip.md", body);
    let own = place.path("own");
    let own = own.to_str().unwrap();
    let refused = place.run("data", &["rules", "check", own]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.out.contains(&template) && refused.out.contains("line 6"), "{}", refused.out);
    assert_eq!(place.run("data", &["rules", "put", own]).code, Some(1));
    place.file("own/papers/2018/appointment_slip.md", body.replace("kode", "code"));
    let put = place.run("data", &["rules", "put", own]);
    assert_eq!(put.code, Some(0), "{}", put.err);
    place.run("data", &["paper", &code, "appointment_slip", "--out", to]);
    assert!(has_heading(&fs::read(&out).unwrap(), "GIẤY HẸN"));
}

//! Wrong input to the program: exit code 1 for refused, 2 for misused, one line of error each.

use std::fs;

use crate::support::Place;

#[test]
fn all_errors_of_a_rules_folder_are_printed_at_once() {
    let place = Place::new();
    let mut agency = "[agency]\ncode = \"a\"\nname = \"Ủy ban\"\nname_en = \"Committee\"\n\
                      level = \"district\"\nvalid_from = 2018-01-01\ncalendar = \"office\"\n"
        .to_owned();
    for number in 1..=10 {
        agency.push_str(&format!(
            "[[officer]]\nid = \"A{number}\"\nname = \"An\"\nunit = \"X{number}\"\n\
             post = \"specialist\"\ntitle = \"Chuyên viên\"\nvalid_from = 2018-01-01\n"
        ));
    }
    place.file("rules/agency.toml", agency);
    let output = place.run_plain(&["rules", "check", "rules"]);
    assert_eq!(output.code, Some(1));
    let named: Vec<bool> = output.out.lines().map(|line| line.contains("is no unit")).collect();
    assert_eq!(named, [true; 10], "{}", output.out);
    assert!(
        output.out.lines().all(|line| line.starts_with("rules/agency.toml:")),
        "{}",
        output.out
    );
    output.line(&["10 lỗi"]);
}

#[test]
fn a_bad_map_is_refused_by_line_and_nothing_is_made() {
    let place = Place::new();
    let log = place.file("log.csv", "a;b\n1;2\n");
    let map = place.file("map.toml", "register = \"x\"\nlevel = \"dossier\"\ncolour = 1\n");
    let output = place.run("data", &["import", &log, "--map", &map]);
    assert_eq!(output.code, Some(1));
    assert!(
        output.err.starts_with("motcua: ") && output.err.contains("map.toml"),
        "{}",
        output.err
    );
    assert!(!place.path("data/motcua.db").exists());
    place.run("data", &["import", &log, "--map", "none.toml"]).only(1, &["none.toml"]);
}

#[test]
fn a_bad_backup_is_refused_and_leaves_nothing() {
    let place = Place::new();
    let file = place.file("backup", "not a backup");
    place.run("data", &["restore", &file]).only(1, &["no usable backup", "nothing was restored"]);
    assert!(!place.path("data").exists());
    place.run("data", &["restore", "none"]).only(1, &["none"]);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_untouched() {
    let place = Place::new();
    let file = place.file("data/motcua.db", "somebody else's notes");
    for words in [
        &["doctor"][..],
        &["load", "district9"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["backup", "copy"],
        &["report", "--from", "2018-01-01", "--to", "2018-01-31"],
    ] {
        place.run("data", words).only(1, &["is not a Một Cửa database", "--data"]);
    }
    assert_eq!(fs::read_to_string(file).unwrap(), "somebody else's notes");
    assert!(!place.path("copy").exists());
}

#[test]
fn a_folder_without_database_says_how_to_get_one() {
    let place = Place::new();
    for words in [&["doctor"][..], &["explain", "H29"], &["backup", "copy"]] {
        place.run("data", words).only(1, &["motcua load district9"]);
    }
    assert!(!place.path("data").exists());
    place.run("data", &["load", "atlantis"]).only(1, &["atlantis", "district9"]);
}

#[test]
fn the_data_folder_is_named_before_or_behind_the_command() {
    let place = Place::new();
    place.run("there", &["doctor"]).only(1, &["there"]);
    place.run_plain(&["doctor"]).only(1, &["./motcua-data"]);
    place.run_plain(&["doctor", "--data", "there"]).only(1, &["there"]);
}

#[test]
fn misuse_ends_with_two_and_one_line() {
    let place = Place::new();
    let report = |words: &[&'static str]| -> Vec<&'static str> {
        ["report", "--from", "2018-01-01"].iter().chain(words).copied().collect()
    };
    for (words, text) in [
        (vec!["frobnicate"], "frobnicate"),
        (vec!["load"], "NAME|FOLDER"),
        (vec!["rules"], "motcua --help"),
        (vec!["import", "log.csv"], "--map"),
        (vec!["serve", "--listen", "nowhere"], "nowhere"),
        (report(&[]), "--to"),
        (report(&["--to", "2018-02-30"]), "2018-02-30"),
        (report(&["--to", "2017-12-31"]), "in order"),
        (report(&["--to", "2018-01-31", "--by", "colour"]), "colour"),
        (report(&["--to", "2018-01-31", "--as-of", "noon"]), "noon"),
        (vec!["list", "--from", "2018-01-01", "--to", "2018-01-02", "--figure", "best"], "best"),
    ] {
        place.run_plain(&words).only(2, &[text]);
    }
}

/// Words of which nearly every English sentence contains one.
const ENGLISH: [&str; 20] = [
    "the", "is", "are", "of", "no", "not", "and", "or", "it", "write", "with", "has", "was", "by",
    "names", "nothing", "see", "perhaps", "without", "one",
];

#[test]
fn in_vietnamese_no_command_answers_in_english() {
    let place = Place::new();
    let log = place.file("log.csv", "a,b\n1,2018-01-05\n2,x\n");
    let head = "register = \"cu\"\nlevel = \"dossier\"\nzone = \"Asia/Ho_Chi_Minh\"\n";
    let columns = "[columns]\ndossier = \"a\"\nreceived = \"b\"\ndue = \"b\"\n";
    let map = place.file("map.toml", format!("{head}{columns}"));
    let bad_map = place.file("bad_map.toml", format!("{head}colour = 1\n[columns]\ndossier = 2\n"));
    let other = place.file("other.toml", format!("{head}{columns}").replace("\"b\"", "\"c\""));
    let page = place.file("page.xlsx", "<html><body/></html>");
    let damaged = place.file("damaged.csv.gz", b"\x1f\x8b\x08\0\x01");
    place.file(
        "rules/agency.toml",
        "[agency]\ncode = \"a\"\nlevel = \"x\"\n[[officer]]\nid = 3\nunit = \"b\"\npast = 1\n",
    );
    place.file("empty/notes.txt", "");
    place.file("foreign/motcua.db", "notes of another program");
    for (data, words) in [
        ("data", &["doctor"][..]),
        ("data", &["explain", "H29"]),
        ("data", &["accounts"]),
        ("data", &["accounts", "new", "A"]),
        ("data", &["register", "remove", "x", "--yes"]),
        ("data", &["load", "atlantis"]),
        ("data", &["load", "empty"]),
        ("data", &["restore", "none"]),
        ("data", &["restore", &log]),
        ("foreign", &["doctor"]),
        ("foreign", &["serve", "--listen", "127.0.0.1:0"]),
        ("data", &["import", &log, "--map", "none.toml"]),
        ("data", &["import", &log, "--map", &bad_map]),
        ("data", &["import", &log, "--map", &other]),
        ("data", &["import", &page, "--map", &map]),
        ("data", &["import", &damaged, "--map", &map]),
        ("data", &["import", &log, "--map", &map, "--check"]),
        ("data", &["import", &log, "--map", &map, "--register", "a/b"]),
        ("cu", &["import", &log, "--map", &map]),
        ("cu", &["register", "remove", "cu"]),
        ("cu", &["register", "remove", "xy"]),
        ("cu", &["doctor"]),
        ("cu", &["accounts"]),
        ("cu", &["accounts", "new", "A"]),
        ("cu", &["backup", "cu/motcua.db"]),
        ("cu", &["explain", "none"]),
        ("cu", &["report", "--from", "2018-02-01", "--to", "2018-01-01"]),
        ("cu", &["list", "--from", "2018-01-01", "--to", "2018-02-01", "--figure", "recieved"]),
        ("data", &["rules", "check", "rules"]),
        ("data", &["rules", "check", "empty"]),
        ("data", &["rules", "put", "rules"]),
        ("data", &["rules", "offered"]),
        ("data", &["rules"]),
        ("data", &["doctr"]),
        ("data", &["report", "--unti", "x"]),
        ("data", &["report", "--from"]),
        ("data", &["report", "--from", "x"]),
        ("data", &["report", "--format", "x"]),
        ("data", &["explain"]),
    ] {
        let output = place.run(data, &[&["--lang", "vi"], words].concat());
        let text = format!("{}{}", output.out, output.err);
        // A text in quotes is a name, a key or an example.
        let texts = text.split(['"', '`']).step_by(2).collect::<String>();
        let english = texts.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
        let english: Vec<&str> = english.filter(|word| ENGLISH.contains(word)).collect();
        assert!(!text.is_empty() && english.is_empty(), "{words:?}: {english:?} in {text}");
    }
}

//! What the program is given wrongly: refused with exit 1, misused with exit 2, one line each.

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

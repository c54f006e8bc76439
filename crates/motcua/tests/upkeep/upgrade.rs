//! The folders that earlier versions wrote, with their answers: this program opens each folder,
//! finds no fault, and gives the same answers. `MOTCUA_WRITE=1` writes the sample of this version,
//! once its schema is final; the samples of earlier versions stay as they are.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Map, Value};

use crate::support::Place;

const PERIOD: [&str; 4] = ["--from", "2010-01-01", "--to", "2018-12-31"];
/// The most bytes of a sample.
const MAX_SAMPLE_BYTES: u64 = 300_000;

const CSV: &str = "id,received,due,done\n\
                   W-1,2010-10-01T10:00:00,2010-11-01,\n\
                   W-2,2010-10-02T10:00:00,2010-11-02,2010-10-20T09:00:00\n\
                   W-3,2010-10-04T10:00:00,2010-11-04,2010-11-20T09:00:00\n";
const MAP: &str = "register = \"old\"\nlevel = \"dossier\"\nzone = \"Asia/Ho_Chi_Minh\"\n\
                   [columns]\ndossier = \"id\"\nreceived = \"received\"\ndue = \"due\"\n\
                   finished = \"done\"\n";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upkeep/samples")
}

/// The answer of a command, as JSON or as lines.
fn ask(place: &Place, data: &str, words: &[&str]) -> Value {
    let output = place.run(data, words);
    assert_eq!(output.code, Some(0), "{words:?}: {}", output.err);
    serde_json::from_str(&output.out)
        .unwrap_or_else(|_| output.out.split_whitespace().map(Value::from).collect())
}

/// Checks that every recorded field is present with the same value; more fields may be present.
fn holds(path: &str, recorded: &Value, now: &Value) {
    match (recorded, now) {
        (Value::Object(recorded), Value::Object(now)) => {
            for (name, value) in recorded {
                holds(&format!("{path}/{name}"), value, now.get(name).unwrap_or(&Value::Null));
            }
        }
        // The sentences about an import are those of this program.
        (Value::Array(_), Value::Array(now))
            if path.contains("--register") && path.ends_with("/derivation") =>
        {
            assert!(now.len() > 2, "{path}");
        }
        (Value::Array(recorded), Value::Array(now)) => {
            assert_eq!(recorded.len(), now.len(), "{path}");
            for (index, (recorded, now)) in recorded.iter().zip(now).enumerate() {
                holds(&format!("{path}/{index}"), recorded, now);
            }
        }
        // The version of the definitions is that of this program.
        _ if path.ends_with("/definitions") => assert!(now.is_string(), "{path}"),
        _ => assert_eq!(recorded, now, "{path}"),
    }
}

fn check(sample: &Path) {
    let packed = sample.join("motcua.db.gz");
    assert!(fs::metadata(&packed).unwrap().len() < MAX_SAMPLE_BYTES, "{}", sample.display());
    let mut database = Vec::new();
    GzDecoder::new(File::open(packed).unwrap()).read_to_end(&mut database).unwrap();
    let place = Place::new();
    place.file("data/motcua.db", database);
    // The first command that writes migrates the folder to the schema of this version.
    let new = place.run("data", &["accounts", "new", "MC02"]);
    assert_eq!(new.code, Some(0), "{}", new.err);
    let doctor = place.run("data", &["doctor"]);
    assert_eq!(doctor.code, Some(0), "{}{}", doctor.out, doctor.err);
    let answers = fs::read_to_string(sample.join("answers.json")).unwrap();
    let answers: Map<String, Value> = serde_json::from_str(&answers).unwrap();
    assert!(answers.len() > 5);
    for (question, recorded) in &answers {
        let words: Vec<&str> = question.split(' ').collect();
        holds(question, recorded, &ask(&place, "data", &words));
    }
    announces(&place, &answers);
}

/// Announces a year in a folder of an earlier version: the dues of open dossiers move, and no
/// recorded answer changes.
fn announces(place: &Place, answers: &Map<String, Value>) {
    let year = place.file(
        "2018.toml",
        "year = 2018\nsource = \"x\"\n[[holiday]]\ndate = 2018-03-21\nname = \"Nghỉ\"\n\
         name_en = \"Off\"\n[[holiday]]\ndate = 2018-03-22\nname = \"Nghỉ\"\nname_en = \"Off\"\n",
    );
    assert_eq!(place.run("data", &["rules", "check", &year]).code, Some(0));
    let shown = ask(place, "data", &["rules", "put", &year, "--dry-run", "--json"]);
    let put = ask(place, "data", &["rules", "put", &year, "--json"]);
    assert_eq!(put["dossiers"], shown["dossiers"]);
    let moved = put["dossiers"].as_array().unwrap();
    assert!(!moved.is_empty());
    for dossier in moved {
        let code = dossier["code"].as_str().unwrap();
        let now = ask(place, "data", &["explain", code, "--json"]);
        assert_eq!(now["due"], dossier["due_after"], "{code}");
        let before = ask(
            place,
            "data",
            &["explain", code, "--json", "--as-of", "2018-03-20T11:59:00+07:00"],
        );
        assert_eq!(before["due"], dossier["due_before"], "{code}");
    }
    let again = ask(place, "data", &["rules", "put", &year, "--json"]);
    assert_eq!(again["dossiers"], Value::Array(Vec::new()));
    for (question, recorded) in answers.iter().filter(|(question, _)| question.starts_with("list"))
    {
        let words: Vec<&str> = question.split(' ').collect();
        holds(question, recorded, &ask(place, "data", &words));
    }
    assert_eq!(place.run("data", &["doctor"]).code, Some(0));
}

fn write(sample: &Path) {
    let place = Place::new();
    let scenario = place.scenario();
    let until = "2018-03-20T12:00:00+07:00";
    place.file("old.csv", CSV);
    place.file("map.toml", MAP);
    for words in [
        &["load", &scenario, "--until", until][..],
        &["import", "old.csv", "--map", "map.toml"],
        &["accounts", "new", "MC01"],
    ] {
        assert_eq!(place.run("data", words).code, Some(0), "{words:?}");
    }
    let mut questions = vec![
        vec!["report", "--by", "unit", "--format", "json"],
        vec!["report", "--by", "officer", "--basis", "flow", "--format", "json"],
        vec!["report", "--register", "old", "--format", "json"],
        vec!["list", "--figure", "received"],
        vec!["list", "--figure", "received", "--register", "old"],
    ];
    questions.iter_mut().for_each(|words| words.extend(PERIOD));
    let codes = ask(&place, "data", &questions[3]);
    let codes: Vec<&str> = codes.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    questions.extend(codes.iter().step_by(13).map(|code| vec!["explain", code, "--json"]));
    questions.push(vec!["explain", "W-3", "--register", "old", "--json"]);
    let lines = questions
        .iter()
        .map(|words| format!("{}: {}", Value::from(words.join(" ")), ask(&place, "data", words)));
    let lines: Vec<String> = lines.collect();
    fs::create_dir_all(sample).unwrap();
    fs::write(sample.join("answers.json"), format!("{{\n{}\n}}\n", lines.join(",\n"))).unwrap();
    let backup = place.run("data", &["backup", "whole"]);
    assert_eq!(backup.code, Some(0), "{}", backup.err);
    let packed = File::create(sample.join("motcua.db.gz")).unwrap();
    let mut packed = GzEncoder::new(packed, Compression::best());
    // The database follows the line with its hash.
    let whole = fs::read(place.path("whole")).unwrap();
    let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    packed.write_all(&whole[line + 1..]).unwrap();
    packed.finish().unwrap();
}

#[test]
fn a_folder_of_each_version_before_answers_the_same() {
    if std::env::var_os("MOTCUA_WRITE").is_some() {
        let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
        write(&samples().join(version));
    }
    let mut samples: Vec<PathBuf> =
        fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path()).collect();
    samples.sort();
    assert!(!samples.is_empty());
    samples.iter().for_each(|sample| check(sample));
}

//! Commands that write while a server has locked the folder: the output is the same as without a
//! server.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::process::Child;

use crate::support::{CommandOutput, Place};

const CSV: &str = "id,received,due,done\nW-1,2010-10-01T10:00:00,2010-11-01,\n\
                   W-2,2010-10-02T10:00:00,2010-11-02,2010-10-20T09:00:00\nW-3,,,\n";
const MAP: &str = r#"
register = "old"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "id"
received = "received"
due = "due"
finished = "done"
"#;

/// A server, which is killed when this value is dropped.
struct Server(Child);

impl Server {
    fn start(place: &Place, data: &str) -> Self {
        let mut server = Self(place.start(data, &["serve", "--listen", "127.0.0.1:0"]));
        let mut first = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.contains("http://127.0.0.1:"), "{first}");
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A place with an agency in each of these folders, and an old register.
fn place(folders: &[&str]) -> (Place, String) {
    let place = Place::new();
    let agency = place.scenario();
    fs::remove_file(place.path("scenario/plan.toml")).unwrap();
    for data in folders {
        let put = place.run(data, &["rules", "put", &agency]);
        assert_eq!(put.code, Some(0), "{}", put.err);
    }
    place.file("old.csv", CSV);
    place.file("changed.csv", CSV.replace("2010-11-02", "2010-11-03"));
    place.file("map.toml", MAP);
    place.file("catalogue/calendars/years/2026.toml", "year = 2026\nsource = \"x\"\n");
    for (year, day) in [(2027, "2027-01-01"), (2026, "2026-12-02"), (2031, "2032-01-01")] {
        place.file(
            &format!("{year}.toml"),
            format!(
                "year = {year}\nsource = \"x\"\n[[holiday]]\ndate = {day}\nname = \"Nghỉ\"\n\
                 name_en = \"Off\"\n"
            ),
        );
    }
    (place, agency)
}

fn socket(place: &Place, data: &str) -> PathBuf {
    place.path(data).join("motcua.sock")
}

/// The exit code and the output of a run, without the first password.
fn comparable(output: &CommandOutput) -> (Option<i32>, String, String) {
    let out = match output.out.split_once("first password ") {
        Some((before, after)) => format!("{before}{}", &after[after.find('\n').unwrap()..]),
        None => output.out.clone(),
    };
    (output.code, out, output.err.clone())
}

#[test]
fn a_command_says_and_does_the_same_whether_or_not_a_server_runs() {
    let (place, agency) = place(&["alone", "served"]);
    let server = Server::start(&place, "served");
    let mode = fs::metadata(socket(&place, "served")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let import = ["import", "old.csv", "--map", "map.toml"];
    let table: &[&[&str]] = &[
        &import,
        &import,
        &["import", "old.csv", "--map", "map.toml", "--register", "other", "--rejects", "r.csv"],
        &["import", "old.csv", "--map", "map.toml", "--register", "quan9"],
        &["import", "missing.csv", "--map", "map.toml"],
        &["register", "remove", "old"],
        &["register", "remove", "olt", "--yes"],
        &["register", "remove", "quan9", "--yes"],
        &["register", "remove", "old", "--yes"],
        &["register", "remove", "old", "--yes"],
        &[
            "list",
            "--register",
            "olt",
            "--figure",
            "open",
            "--from",
            "2010-01-01",
            "--to",
            "2010-12-31",
        ],
        &import,
        &["import", "changed.csv", "--map", "map.toml", "--warnings", "w.csv"],
        &["import", "changed.csv", "--map", "map.toml", "--check"],
        &["rules", "put", &agency],
        &["rules", "put", "nowhere"],
        &["rules", "check", "2027.toml"],
        &["rules", "put", "2027.toml", "--dry-run", "--json"],
        &["rules", "put", "2027.toml"],
        &["rules", "put", "2026.toml", "--reason", "Thông báo số 1", "--json"],
        &["rules", "put", "2026.toml"],
        // The file has the year as an older release had it.
        &["rules", "put", "catalogue/calendars/years/2026.toml"],
        &["rules", "offered"],
        &["rules", "put"],
        &["rules", "offered", "--json"],
        &["rules", "check", "2031.toml"],
        &["rules", "put", "2031.toml"],
        &["rules", "put", &agency],
        &["month", "close", "quan9", "2018-02"],
        &["month", "show", "quan9", "2018-02"],
        &["accounts", "new", "MC01"],
        &["accounts", "new", "nobody"],
        &["accounts"],
    ];
    for words in table {
        let (alone, served) = (place.run("alone", words), place.run("served", words));
        assert_eq!(comparable(&alone), comparable(&served), "{words:?}");
    }
    // The server still serves, and its folder has all that the commands wrote.
    let kinds = |data: &str| {
        let events = place.events(data).into_iter();
        events
            .map(|row| (row.stream, row.event.kind, row.event.public_part.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("alone"), kinds("served"));
    drop(server);
    for data in ["alone", "served"] {
        let doctor = place.run(data, &["doctor"]);
        assert_eq!(doctor.code, Some(0), "{}", doctor.out);
    }
}

#[test]
fn a_release_offers_its_newer_years_until_they_are_in_force() {
    let (place, _) = place(&["data"]);
    let offered = || place.run("data", &["rules", "offered", "--json"]).out;
    assert_eq!(offered(), "{\"years\":[]}\n");
    // The file has the year as an older release had it. The agency's own years are not offered.
    for file in ["2027.toml", "catalogue/calendars/years/2026.toml"] {
        let put = place.run("data", &["rules", "put", file, "--drop-days"]);
        assert_eq!(put.code, Some(0), "{}", put.err);
    }
    assert_eq!(offered(), "{\"years\":[2026]}\n");
    for words in [&["rules", "offered"][..], &["doctor"]] {
        for (lang, expected) in [("vi", "Lịch nghỉ năm 2026"), ("en", "The calendar year 2026")]
        {
            let output = place.run("data", &[words, &["--lang", lang]].concat());
            let text = output.out + &output.err;
            assert!(text.contains(expected) && text.contains("rules put --dry-run"), "{text}");
        }
    }
    assert_eq!(place.run("data", &["rules", "put"]).code, Some(0));
    assert_eq!(offered(), "{\"years\":[]}\n");
    assert_eq!(place.run("data", &["doctor"]).err, "");
}

#[test]
fn a_year_file_that_drops_an_announced_day_is_put_in_force_only_where_that_is_said() {
    let (place, _) = place(&["data"]);
    let own = |entries: &str| format!("year = 2026\nsource = \"x\"\n{entries}");
    let holiday = "[[holiday]]\ndate = 2026-12-02\nname = \"Nghỉ\"\nname_en = \"Off\"\n";
    place.file("with.toml", own(holiday));
    place.file("without.toml", own(""));
    let withdrawn = "[[withdrawn]]\ndate = 2026-09-02\ndecision = \"x\"\n";
    place.file("withdrawn.toml", own(&[holiday, withdrawn].concat()));
    let run = |words: &[&str]| place.run("data", words);
    assert_eq!(run(&["rules", "put", "with.toml"]).code, Some(0));
    let expected = ["2026-12-02 (Nghỉ)", "--drop-days"];
    for words in
        [&["rules", "put", "without.toml"][..], &["rules", "put", "without.toml", "--dry-run"]]
    {
        let put = run(words);
        assert_eq!(put.code, Some(1), "{}", put.out);
        assert!(expected.iter().all(|expected| put.err.contains(expected)), "{}", put.err);
    }
    let check = run(&["rules", "check", "without.toml"]);
    assert!(check.code == Some(1) && check.out.contains(expected[0]), "{}", check.out);
    // A file that withdraws a day needs no option.
    assert_eq!(run(&["rules", "put", "withdrawn.toml"]).code, Some(0));
    let put = run(&["rules", "put", "without.toml", "--drop-days"]);
    assert_eq!(put.code, Some(0), "{}", put.err);
}

#[test]
fn what_is_checked_without_a_problem_is_put_in_force_and_the_rest_is_refused_alike() {
    let (place, _) = place(&["data"]);
    let year = |entries: &str| format!("year = 2026\nsource = \"x\"\n{entries}");
    let holiday =
        |day: &str| format!("[[holiday]]\ndate = {day}\nname = \"Nghỉ\"\nname_en = \"Off\"\n");
    let swap = |off: &str, on: &str| {
        format!("[[swap]]\nday_off = {off}\nmade_up_on = {on}\ndecision = \"x\"\n")
    };
    let withdrawn = |day: &str| format!("[[withdrawn]]\ndate = {day}\ndecision = \"x\"\n");
    let office = "id = \"other\"\nname = \"x\"\n";
    let table = [
        (true, "a.toml", year(&holiday("2026-12-02"))),
        (true, "b.toml", year(&swap("2026-12-02", "2026-12-05"))),
        (false, "broken.toml", "year = \"\"\n[[holiday".to_owned()),
        (false, "nothing.toml", "[other]\n".to_owned()),
        (false, "no_source.toml", "year = 2026\n".to_owned()),
        (false, "other_year.toml", year(&holiday("2027-12-02"))),
        (false, "twice.toml", year(&[holiday("2026-12-02"), holiday("2026-12-02")].concat())),
        (
            false,
            "holiday_swapped.toml",
            year(&[holiday("2026-12-02"), swap("2026-12-02", "2026-12-05")].concat()),
        ),
        (
            false,
            "both_ways.toml",
            year(&[swap("2026-12-02", "2026-12-05"), swap("2026-12-05", "2026-12-02")].concat()),
        ),
        (
            false,
            "made_up_twice.toml",
            year(&[swap("2026-12-02", "2026-12-05"), swap("2026-12-03", "2026-12-05")].concat()),
        ),
        (false, "sunday_swapped.toml", year(&swap("2026-12-06", "2026-12-05"))),
        (false, "made_up_on_a_monday.toml", year(&swap("2026-12-02", "2026-12-07"))),
        (false, "no_day_off.toml", year(&withdrawn("2026-12-02"))),
        (false, "calendars/other.toml", office.to_owned()),
        (false, "procedures/x.toml", "code = \"x\"\n".to_owned()),
        (false, "agency.toml", "[agency]\ncode = \"x\"\n".to_owned()),
        (false, "none", String::new()),
    ];
    for (good, name, text) in table {
        let path = match name {
            "none" => "none.toml".to_owned(),
            name => place.file(name, text),
        };
        let check = place.run("data", &["rules", "check", &path]);
        let put = place.run("data", &["rules", "put", &path, "--dry-run"]);
        let expected = if good { Some(0) } else { Some(1) };
        assert_eq!(
            (check.code, put.code),
            (expected, expected),
            "{name}: {}{}",
            check.out,
            put.err
        );
        // `put` reports the same problem as `check`.
        if let Some(problem) = check.out.lines().next().filter(|_| !good) {
            assert!(put.err.contains(problem), "{name}: {} {}", check.out, put.err);
        }
    }
    // In this folder no rules are in force.
    let path = place.path("a.toml").display().to_string();
    assert_eq!(place.run("empty", &["rules", "check", &path]).code, Some(0));
    let put = place.run("empty", &["rules", "put", &path, "--dry-run"]);
    assert_eq!(put.code, Some(1));
    assert!(put.err.contains("no agency is in force"), "{}", put.err);
}

#[test]
fn a_register_is_removed_by_its_name_and_a_second_word() {
    let (place, _) = place(&["data"]);
    let run = |words: &[&str]| place.run("data", words);
    run(&["register", "remove", "old", "--yes"]).only(2, &["no register", "none"]);
    let imported = run(&["import", "old.csv", "--map", "map.toml"]);
    assert!(imported.out.contains("\"imported\":2"), "{}", imported.out);
    let changed = run(&["import", "changed.csv", "--map", "map.toml", "--warnings", "w.csv"]);
    assert!(changed.out.contains("\"already\":2"), "{}", changed.out);
    let warnings = fs::read_to_string(place.path("w.csv")).unwrap();
    assert!(warnings.contains("3,W-2,differs_from_register,"), "{warnings}");
    run(&["register", "remove", "old"]).only(1, &["holds 2 dossiers", "--yes"]);
    run(&["register", "remove", "olt", "--yes"]).only(2, &["perhaps old"]);
    run(&["register", "remove", "quan9", "--yes"]).only(1, &["own register"]);
    run(&["explain", "W-1", "--register", "olt"]).only(2, &["perhaps old"]);
    let removed = run(&["register", "remove", "old", "--yes"]);
    assert_eq!((removed.code, removed.out.trim()), (Some(0), r#"{"register":"old","removed":2}"#));
    run(&["explain", "W-1"]).only(1, &["no dossier"]);
    let again = run(&["import", "changed.csv", "--map", "map.toml"]);
    assert!(again.out.contains("\"imported\":2"), "{}", again.out);
    let doctor = run(&["doctor"]);
    assert_eq!(doctor.code, Some(0), "{}", doctor.out);
}

#[test]
fn large_dossiers_pass_through_the_socket() {
    let (place, _) = place(&["data"]);
    let _server = Server::start(&place, "data");
    let text = "\\".repeat(9_000);
    let row =
        |n: usize| format!("{n},2010-10-01T10:00:00,2010-11-01,,{text},{text},{text},{text}\n");
    let rows: String = (0..400).map(row).collect();
    place.file("large.csv", format!("id,received,due,done,a,b,c,d\n{rows}"));
    let columns = "procedure = \"a\"\nunit = \"b\"\nchannel = \"c\"\nward = \"d\"\n";
    place.file("large.toml", format!("{MAP}{columns}"));
    let output = place.run("data", &["import", "large.csv", "--map", "large.toml"]);
    assert!(output.out.contains("\"imported\":400"), "{} {}", output.out, output.err);
}

#[test]
fn a_socket_that_a_killed_server_left_stops_no_command() {
    let (place, _) = place(&["data"]);
    drop(Server::start(&place, "data"));
    assert!(socket(&place, "data").exists(), "killed: it could not tidy up");
    let new = place.run("data", &["accounts", "new", "MC01"]);
    assert_eq!(new.code, Some(0), "{}", new.err);
    assert!(!socket(&place, "data").exists());
    let first = Server::start(&place, "data");
    drop(first);
    let _second = Server::start(&place, "data");
    assert_eq!(place.run("data", &["accounts", "new", "MC02"]).code, Some(0));
}

#[test]
fn a_server_of_another_version_is_named() {
    let (place, _) = place(&["data"]);
    let listener = UnixListener::bind(socket(&place, "data")).unwrap();
    let other = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let hello = br#"{"version":"9.9.9"}"#;
        stream.write_all(&(hello.len() as u32).to_be_bytes()).unwrap();
        stream.write_all(hello).unwrap();
    });
    let output = place.run("data", &["accounts", "new", "MC01"]);
    output.only(1, &["9.9.9", env!("CARGO_PKG_VERSION"), "stop the server first"]);
    other.join().unwrap();
}

/// No bytes that arrive through the socket stop the server.
#[test]
fn what_is_no_command_ends_its_own_connection_only() {
    let (place, _) = place(&["data"]);
    let _server = Server::start(&place, "data");
    let nonsense: [&[u8]; 5] =
        [b"", b"\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x05hello", b"\0\0\0\x10{\"PutRules\":{}}}"];
    for bytes in nonsense {
        let mut stream = UnixStream::connect(socket(&place, "data")).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        // The server sends its version, then closes the connection.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.ends_with(b"\"}"), "{}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(place.run("data", &["accounts", "new", "MC01"]).code, Some(0));
}

#[test]
fn a_folder_with_a_long_path_has_its_socket_too() {
    let data = "d".repeat(120);
    let (place, _) = place(&[&data]);
    let _server = Server::start(&place, &data);
    assert!(socket(&place, &data).exists());
    let new = place.run(&data, &["accounts", "new", "MC01"]);
    assert_eq!(new.code, Some(0), "{}", new.err);
}

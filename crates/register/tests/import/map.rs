//! Maps: every fault is listed at once, with its line and its remedy.

use register::Map;

#[test]
fn all_problems_are_reported_with_their_lines() {
    let map = r#"format = "xls"
zone = "Europe/Amsterdan"
delimiter = "::"
formats = ["%d.%m.%Y", "%Q"]
colour = "red"
encoding = "latin-1"
[columns]
dossier = 7
recieved = "in"
finished = { event = "Sign", column = "time" }
officer = { value = "x", column = "y" }
ward = { column = "w", when = { column = "c" } }
step_at = "time"
[values.chanel]
Web = "online"
[duration]
amount = 5
unit = "days"
[calendar]
mon_fri = ["7h30-11h30"]
holidays = ["Tet"]
count = "both"
"#;
    let error = Map::parse(map).unwrap_err();
    let lines: Vec<usize> = error.0.iter().map(|problem| problem.line).collect();
    let expected = [1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 14, 18, 20, 21, 22];
    assert_eq!(lines, expected, "{error}");
    for mend in [
        "line 1: format must be one of \"auto\", \"csv\", \"xlsx\", \"xes\"",
        "line 1: level is missing; write level = \"dossier\" or level = \"event\"",
        "line 7: received is missing in [columns]",
        "line 9: unknown key \"recieved\" in columns; perhaps received; write one of dossier, procedure",
        "line 18: unit must be one of \"working_days\"",
    ] {
        assert!(error.to_string().contains(mend), "{mend}\n{error}");
    }
}

#[test]
fn what_a_map_cannot_do_without() {
    let head = "level = \"event\"\nzone = \"UTC\"\n";
    let rows = "level = \"dossier\"\nzone = \"UTC\"\n";
    let columns = "[columns]\ndossier = \"a\"\nreceived = \"b\"\n";
    for (map, output) in [
        ("level = ".to_owned(), "line 1: not TOML"),
        (head.to_owned(), "[columns] is missing"),
        (format!("{head}{columns}"), "line 3: due is missing"),
        (
            format!("{head}{columns}[duration]\namount = 1\n"),
            "line 6: duration needs amount and unit",
        ),
        (
            format!("{head}{columns}[duration]\namount = 1\nunit = \"working_days\"\n"),
            "line 6: [duration] needs [calendar]",
        ),
        (format!("{head}{columns}due = \"c\"\nstep = \"d\"\n"), "step needs step_at"),
        (
            format!("{head}{columns}due = \"c\"\n[[steps]]\nname = \"x\"\n"),
            "[[steps]] is for level",
        ),
        (
            format!("{rows}{columns}due = {{ last_event = \"c\" }}\n"),
            "line 6: due must be a column",
        ),
        (
            format!("{rows}{columns}due = \"c\"\n[[steps]]\nname = \"x\"\n"),
            "line 8: a step needs name and at",
        ),
        (format!("{rows}{columns}due = \"c\"\n[lifecycle]\n"), "line 7: [lifecycle] is for level"),
        (
            format!("{rows}{columns}due = \"c\"\n[calendar]\nfrom = 2018\n"),
            "no day of the week is open",
        ),
        (
            format!(
                "{head}[columns]\ndossier = {{ first_event = \"a\" }}\nreceived = \"b\"\ndue = \"c\"\n"
            ),
            "dossier must be a column",
        ),
    ] {
        let error = Map::parse(&map).unwrap_err().to_string();
        assert!(error.contains(output), "{map}\n{error}");
    }
}

#[test]
fn a_map_that_exhausts_its_reader_is_refused() {
    fn check(map: &str, line: usize, text: &str) {
        let problems = Map::parse(map).unwrap_err().0;
        assert_eq!((problems[0].line, problems[0].text.as_str()), (line, text));
    }
    let long = "#\n".repeat(128 * 1024);
    check(&format!("{long}#\n"), 128 * 1024 + 1, "the map is longer than 262144 bytes; shorten it");
    check(&long, 1, "level is missing; write level = \"dossier\" or level = \"event\"");
    let deep = "not TOML: recursion limit";
    check(&format!("{}a = 1", "a.".repeat(100_000)), 1, deep);
    check(&format!("[{}a]", "a.".repeat(100_000)), 1, deep);
    let nested = "not TOML: cannot recurse further; max recursion depth met";
    check(&format!("\na = {}", "[".repeat(100_000)), 2, nested);
    check("\n\nregister = 99999999999999999999", 3, "not TOML: integer number overflowed");
}

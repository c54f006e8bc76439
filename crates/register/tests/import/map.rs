//! Maps: all faults are reported at once, each with its line and its remedy.

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
fn required_keys_that_are_missing_are_named() {
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
fn a_map_beyond_the_limits_is_refused() {
    fn check(map: &str, line: usize, text: &str) {
        let problems = Map::parse(map).unwrap_err().0;
        assert_eq!((problems[0].line, problems[0].text.to_string()), (line, text.to_owned()));
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

#[test]
fn a_map_that_contradicts_itself_is_refused_with_the_remedy() {
    let columns = "[columns]\ndossier = \"a\"\nreceived = \"b\"\ndue = \"c\"\n";
    for (head, tail, words) in [
        ("formats = [\"%d/%m/%Y\", \"%m/%d/%Y\"]\n", "", "keep one of them"),
        ("format = \"xes\"\nskip_rows = 2\n", "", "skip_rows is nothing that xes has"),
        ("format = \"csv\"\nsheet = \"A\"\n", "", "write format = \"xlsx\""),
        ("format = \"xlsx\"\ndelimiter = \";\"\n", "", "write format = \"csv\""),
        ("delimiter = \"'\"\nquote = \"'\"\n", "", "the same sign"),
        ("encoding = \"tcvn3\"\n", "", "convert a file in another one first"),
        ("colour = \"red\"\n", "", "unknown key \"colour\""),
        ("", "finished = \"d\"\nwithdrawn = \"d\"\n", "give each a condition"),
        (
            "",
            "unit = { column = \"u\", when = { column = \"s\", values = [\"x\"], not = [\"x\"] } }\n",
            "keep it in one",
        ),
        ("", "unit = { column = \"u\", which = \"last\" }\n", "without which"),
        ("", "unit = { column = \"u\", with = \"/\" }\n", "without with"),
        ("", "unit = { column = [] }\n", "must name a column"),
        ("", "unit = { column = \"u\", when = { colum = \"s\" } }\n", "unknown key \"colum\""),
        ("", "[values.unit]\nA = \"B\"\n", "which [columns] does not name"),
        ("", "unit = \"u\"\n[values.unit]\nNULL = \"B\"\n", "is never a value"),
        (
            "",
            "[calendar]\nmon_fri = [\"08:00-17:00\"]\nfrom = 2019\nto = 2018\n",
            "before it begins",
        ),
        (
            "",
            "[calendar]\nmon_fri = [\"08:00-17:00\"]\nfrom = 2018\nto = 2018\nholidays = [\"2019-01-01\"]\n",
            "widen from and to",
        ),
        (
            "",
            "[duration.by_procedure.X]\namount = 1\nunit = \"working_days\"\n[calendar]\nmon_fri = [\"08:00-17:00\"]\n",
            "needs procedure in [columns]",
        ),
        ("", "[[skip]]\ncolumn = \"x\"\n", "values = […]"),
        ("skip = 3\n", "", "[[skip]]"),
        ("formats = [\"%d.%m.%Y\", \"%m.%d.%Y\"]\n", "", "the same text as two dates"),
        ("formats = [\"%d/%m/%y\", \"%y/%m/%d\"]\n", "", "the same text as two dates"),
        ("formats = [\"%d.%m.%Y %I:%M\"]\n", "", "%p where it has %I"),
        ("delimiter = \"\\n\"\n", "", "one sign that is no letter"),
        ("quote = \"a\"\n", "", "one sign that is no letter"),
        ("absent = [\"P\"]\n", "unit = \"u\"\n[values.unit]\nP = \"x\"\n", "is never a value"),
        (
            "",
            "unit = \"u\"\n[values.unit]\n\"A  B\" = \"x\"\n\"A B\" = \"y\"\n",
            "by \"x\" and by \"y\"",
        ),
        ("", "[[skip]]\ncolumn = \"so\"\nvalues = [\"NULL\"]\n", "write \"\" for an empty cell"),
        ("absent = [\"-\"]\n", "[[skip]]\ncolumn = \"so\"\nnot = [\"-\"]\n", "is never a value"),
        (
            "",
            "procedure = \"p\"\n[duration.by_procedure.\"A  B\"]\namount = 1\nunit = \"working_days\"\n\
                 [duration.by_procedure.\"A B\"]\namount = 2\nunit = \"working_days\"\n[calendar]\nmon_fri = [\"08:00-17:00\"]\n",
            "has two durations",
        ),
    ] {
        let text = format!("level = \"dossier\"\nzone = \"UTC\"\n{head}{columns}{tail}");
        let error = Map::parse(&text).map(drop).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
}

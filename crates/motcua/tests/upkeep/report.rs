//! `report` and `list`: tables for spreadsheets, and filters whose values do not exist.

use crate::support::Place;

const MAP: &str = r#"
register = "r"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "Số hồ sơ"
procedure = "Thủ tục"
unit = "Phòng"
channel = "Nơi nhận"
received = "Ngày nhận"
due = "Hạn trả"
finished = "Ngày trả"
[values.channel]
"Một cửa" = "counter"
"#;

const ROWS: &str = "Số hồ sơ,Thủ tục,Phòng,Nơi nhận,Ngày nhận,Hạn trả,Ngày trả\n\
    0,P,\"=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",Một cửa,05/01/2018,02/02/2018,31/01/2018\n\
    1,P,+84,Một cửa,05/01/2018,02/02/2018,31/01/2018\n\
    2,P,-Phòng,Một cửa,05/01/2018,02/02/2018,31/01/2018\n\
    3,P,@SUM(A1),Một cửa,05/01/2018,02/02/2018,05/02/2018\n\
    5,P,\"Phòng, A\",Một cửa,05/01/2018,02/02/2018,31/01/2018\n";

const PERIOD: [&str; 4] = ["--from", "2018-01-01", "--to", "2018-03-31"];

fn register() -> Place {
    let place = Place::new();
    let (map, rows) = (place.file("map.toml", MAP), place.file("rows.csv", ROWS));
    let output = place.run("data", &["import", &rows, "--map", &map]);
    assert_eq!(output.code, Some(0), "{}", output.err);
    place
}

fn in_period<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().chain(PERIOD).collect()
}

#[test]
fn a_sheet_says_what_it_is_about_and_holds_no_formula() {
    let place = register();
    let words = ["report", "--by", "unit", "--format", "sheet", "--procedure", "P"];
    let sheet = place.run("data", &in_period(&words)).out;
    assert!(sheet.starts_with("\u{feff}Số liệu giải quyết thủ tục hành chính\r\n"), "{sheet}");
    for line in [
        "Kỳ báo cáo,01/01/2018 – 31/03/2018\r\n",
        "Sổ theo dõi,r\r\n",
        "Thủ tục,P\r\n",
        "Đơn vị,Tên,Tiếp nhận,",
        "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",,1,",
        "\r\n'+84,",
        "\r\n'-Phòng,",
        "\r\n'@SUM(A1),",
        "\r\n\"Phòng, A\",",
        "\r\nTổng cộng,,5,",
        "\"80,00\u{a0}%\"",
    ] {
        assert!(sheet.contains(line), "{line:?} is not in {sheet}");
    }
    let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']);
    let cells = sheet.lines().flat_map(|line| line.split(','));
    assert!(!cells.map(|cell| cell.trim_start_matches('"')).any(formula), "{sheet}");
    let english =
        place.run("data", &in_period(&["report", "--format", "sheet", "--lang", "en"])).out;
    for line in ["Period,01/01/2018 – 31/03/2018", "As recorded at,", "Total,,5,", "80.00\u{a0}%"]
    {
        assert!(english.contains(line), "{line:?} is not in {english}");
    }
}

#[test]
fn the_csv_for_programs_stays_as_it_was() {
    let place = register();
    let csv = place.run("data", &in_period(&["report", "--by", "unit", "--format", "csv"])).out;
    assert!(csv.starts_with("key,received,carried_over,new,finished,"), "{csv}");
    assert!(csv.contains("\n+84,1,0,1,1,1,0,1,0,0,0,0,0,0,100.00,100.00,0.00\n"), "{csv}");
}

#[test]
fn a_filter_that_names_nothing_is_refused_with_the_nearest_names() {
    let place = register();
    for (words, expected) in [
        (&["report", "--unit", "Phong A"][..], &["--unit", "Phòng, A"][..]),
        (&["report", "--channel", "conuter"], &["--channel", "counter"]),
        (&["report", "--procedure", "P", "--procedure", "Q"], &["--procedure", "\"Q\"", "P"]),
        (&["report", "--field", "Đất đai"], &["--field"]),
        (&["report", "--officer", "X"], &["--officer"]),
        (&["report", "--ward", "X", "--lang", "en"], &["--ward: there is no \"X\""]),
        (&["list", "--figure", "recieved"], &["recieved", "received"]),
        (&["list", "--figure", "late", "--unit", "84"], &["+84"]),
        (&["report", "--lang", "fr"], &["--lang"]),
    ] {
        place.run("data", &in_period(words)).only(2, expected);
    }
    let none =
        place.run("data", &in_period(&["report", "--officer", "(none)", "--format", "json"]));
    assert_eq!(none.code, Some(0), "{}", none.err);
}

#[test]
fn a_mistyped_command_or_option_is_answered_with_the_nearest_names() {
    let place = Place::new();
    for (words, near) in [
        (&["doctr"][..], "perhaps doctor"),
        (&["rules", "chek", "x"], "perhaps check"),
        (&["report", "--unti", "X"], "perhaps --unit,"),
        (&["explain", "x", "--jsn"], "perhaps --json"),
        (&["fee", "2.000815", "--copes", "2"], "perhaps --copies"),
        (&["report", "--basis", "coh"], "cohort, flow"),
    ] {
        place.run("data", words).only(2, &[near]);
    }
    let output = place.run("data", &["quetzal"]);
    assert!(!output.err.contains("perhaps"), "{}", output.err);
    // An option that another command has is not proposed.
    let output = place.run("data", &["advisers", "--ward", "X"]);
    assert!(!output.err.contains("perhaps --ward"), "{}", output.err);
}

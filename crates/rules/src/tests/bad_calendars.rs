//! Problems of opening calendars and year files.

use super::{OFFICE, check, with};

const YEAR: &str = include_str!("year.toml");

/// Checks that these changes of the valid calendar are refused with these problems (line and text).
fn refused(changes: &[(&str, &str)], problems: &[&str]) {
    let app = with(OFFICE, changes);
    let problems: Vec<String> =
        problems.iter().map(|problem| format!("calendars/office.toml:{problem}")).collect();
    let problems: Vec<&str> = problems.iter().map(String::as_str).collect();
    check(&[("calendars/office.toml", &app)], &problems);
}

#[test]
fn opening_calendars() {
    refused(
        &[
            ("Asia/Ho_Chi_Minh", "Asia/Saigon_9"),
            ("\"effective\"", "\"first\""),
            ("from_year = 2017", "from_year = 1917"),
            ("holidays = \"vn\"", "holidays = \"cn\""),
            (
                "monday = [\"07:30-11:30\", \"13:00-17:00\"]",
                "monday = [\"07:30-11:30\", \"11:00-17:00\"]",
            ),
            ("tuesday = [\"07:30-11:30\", ", "tuesday = [\"11:30-07:30\", "),
            ("wednesday = [\"07:30-11:30\", ", "wednesday = [\"7:30-11:30\", "),
            ("sunday = []\n", ""),
        ],
        &[
            "4: unknown time zone \"Asia/Saigon_9\"; use a name such as Europe/Amsterdam",
            "5: count cannot be \"first\"; write one of effective, civil",
            "6: from_year is 1917; write a number from 1990 to 2050",
            "8: holidays cannot be \"cn\"; write one of vn, none",
            "10: sunday is missing; write sunday = [\"07:30-11:30\", \"13:00-17:00\"]",
            "11: \"11:00-17:00\" overlaps an opening before it; write them in order",
            "12: \"11:30-07:30\" closes before it opens; write \"07:30-11:30\"",
            "13: \"7:30-11:30\" is no opening; write \"07:30-11:30\"",
        ],
    );
    refused(
        &[("to_year = 2031", "to_year = 2016")],
        &["7: to_year lies before from_year; write 2017 or later"],
    );
}

#[test]
fn a_calendar_that_never_opens() {
    let (week, _) = OFFICE.split_once("monday").unwrap();
    let closed = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .map(|weekday| format!("{weekday} = []\n"));
    let text = format!("{week}{}", closed.concat());
    check(
        &[("calendars/office.toml", &text)],
        &["calendars/office.toml:10: no day of the week is open; write monday = [\"07:30-11:30\"]"],
    );
}

#[test]
fn calendars_of_one_name() {
    let later = with(OFFICE, &[("id = \"office\"", "id = \"office\"\nversion = \"2\"")]);
    check(
        &[("calendars/a.toml", OFFICE), ("calendars/b.toml", OFFICE), ("calendars/c.toml", &later)],
        &[
            "calendars/b.toml:1: calendar office is already in calendars/a.toml; \
             give this version a version = \"…\" of its own",
            "calendars/c.toml:1: the version in calendars/a.toml begins on the same day; \
             write another valid_from",
        ],
    );
}

#[test]
fn year_files() {
    let files = [("calendars/office.toml", OFFICE), ("calendars/years/2018.toml", YEAR)];
    check(&files, &[]);
    let holiday = "\n[[holiday]]\ndate = 2018-12-31\nname = \"Lễ\"\nname_en = \"Day\"\n";
    let swap = "\n[[swap]]\nday_off = 2018-12-28\nmade_up_on = 2019-01-05\ndecision = \"x\"\n";
    let other = "\n[[swap]]\nday_off = 2019-01-02\nmade_up_on = 2018-01-01\n";
    let text = format!("{YEAR}{holiday}{swap}{other}");
    check(
        &[
            ("calendars/office.toml", OFFICE),
            ("calendars/years/2018.toml", &text),
            ("calendars/years/again.toml", "year = 2018\nsource = \"x\""),
        ],
        &[
            "calendars/years/2018.toml:10: 2018-12-31 is already closed by \
             calendars/years/2018.toml:15; keep one",
            "calendars/years/2018.toml:21: 2019-01-05 is already a make-up day \
             (calendars/years/2018.toml:11); write another",
            "calendars/years/2018.toml:24: decision is missing; write decision = \"…\"",
            "calendars/years/2018.toml:25: day_off 2019-01-02 does not belong to 2018; \
             write a day of that year",
            "calendars/years/2018.toml:26: 2018-01-01 is a day off \
             (calendars/years/2018.toml:5); write a day that is not",
            "calendars/years/again.toml:1: year 2018 is already in calendars/years/2018.toml; \
             keep one file a year",
        ],
    );
}

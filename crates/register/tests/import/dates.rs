//! Dates of registers: the accepted formats, and the dues that are counted from them.

use register::{Map, read};

use crate::common::{HEAD, at, check_refused, import_with};

#[test]
fn dates_leave_no_doubt() {
    let rows = |rows: &[(&str, &str)]| {
        let row =
            |(n, (received, due)): (usize, &(&str, &str))| format!("{n},P,{received},{due},\n");
        format!("{HEAD}\n{}", rows.iter().enumerate().map(row).collect::<String>())
    };
    let us = rows(&[
        ("1/5/2018 8:30", "2/2/2018"),
        ("1/15/2018 8:30", "2/9/2018"),
        ("3/12/2018 8:30", "4/9/2018"),
    ]);
    let formats = "formats = [\"%m/%d/%Y %H:%M\", \"%m/%d/%Y\"]\n";
    let log = import_with(formats, us.as_bytes()).unwrap();
    assert_eq!((log.dossiers.len(), &log.warnings), (3, &vec![]));
    let received: Vec<_> = log.dossiers.iter().map(|one| one.received).collect();
    let expected = ["2018-01-05T08:30:00", "2018-01-15T08:30:00", "2018-03-12T08:30:00"];
    assert_eq!(received, expected.map(at));
    check_refused("month first", "", us.as_bytes(), "line 3 has a date that is month first");
    let typo =
        rows(&[("15/1/2018", "2/2/2018"), ("1/5/2018", "2/2/2018"), ("1/15/2018", "2/2/2018")]);
    let log = import_with("", typo.as_bytes()).unwrap();
    assert_eq!((log.dossiers.len(), log.rejects[0].line), (2, 4), "a slip in a register day first");
    for (received, due) in [
        ("05/01/0018", "02/02/2018"),
        ("05/01/18", "02/02/2018"),
        ("05/01/2018", "31/12/9999"),
        ("01/01/1800", "02/02/2018"),
        ("29/02/2018", "02/03/2018"),
        ("05/01/2018 25:00", "02/02/2018"),
        ("43105", "02/02/2018"),
    ] {
        let log = import_with("", rows(&[(received, due)]).as_bytes()).unwrap();
        assert_eq!(
            (log.total, log.rejects.len(), log.dossiers.len()),
            (1, 1, 0),
            "{received} {due}"
        );
    }
    let log =
        import_with("", rows(&[("05/01/2018 24:00", "02/02/2018 24:00")]).as_bytes()).unwrap();
    assert_eq!(log.dossiers[0].received, at("2018-01-05T23:59:59.999"));
    assert_eq!(log.dossiers[0].due, at("2018-02-02T23:59:59.999"));
}

const COUNTED: &str = "level = \"dossier\"\nzone = \"Asia/Ho_Chi_Minh\"\n[columns]\ndossier = \"c\"\n\
                       received = \"r\"\n";

#[test]
fn a_count_reaches_the_last_day_of_the_calendar_and_no_further() {
    let hours =
        "[calendar]\nmon_fri = [\"07:30-11:30\", \"13:00-17:00\"]\nfrom = 2018\nto = 2018\n";
    for (amount, unit, received, due) in [
        (1, "working_days", "28/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (2, "working_days", "28/12/2018 09:00", None),
        (8, "working_hours", "28/12/2018 13:00", Some("2018-12-31T11:30:00")),
        (16, "working_hours", "28/12/2018 13:00", None),
        (3, "calendar_days", "28/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (4, "calendar_days", "28/12/2018 09:00", None),
        (60_000, "calendar_days", "28/12/2018 09:00", None),
        (0, "working_days", "31/12/2018 09:00", Some("2018-12-31T17:00:00")),
        (0, "working_days", "31/12/2018 18:00", None),
        (1, "working_days", "31/12/2017 09:00", None),
    ] {
        let map = format!("{COUNTED}[duration]\namount = {amount}\nunit = \"{unit}\"\n{hours}");
        let log =
            read(format!("c,r\nX,{received}\n").as_bytes(), &Map::parse(&map).unwrap()).unwrap();
        let counted = log.dossiers.first().map(|one| one.due);
        assert_eq!(counted, due.map(at), "{amount} {unit} {received}");
    }
}

#[test]
fn a_closing_at_24_00_is_on_its_day() {
    let map = format!(
        "{COUNTED}due = \"d\"\n[duration]\namount = 1\nunit = \"working_days\"\n[calendar]\nmon_fri = [\"00:00-24:00\"]\n"
    );
    let map = Map::parse(&map).unwrap();
    for (received, due, expected) in [
        ("09/01/2018 09:00", "10/01/2018", "2018-01-10T23:59:59.999"),
        ("09/01/2018 09:00", "", "2018-01-10T23:59:59.999"),
    ] {
        let log = read(format!("c,r,d\nX,{received},{due}\n").as_bytes(), &map).unwrap();
        assert_eq!(log.dossiers[0].due, at(expected), "{due}");
    }
}

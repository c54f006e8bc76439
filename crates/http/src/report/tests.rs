//! The same report in each of its formats.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Read;

use askama::Template;

use super::*;

fn report() -> Report {
    let under = |label: &str, groups: &[&str]| {
        Column::numbers(label.to_owned())
            .below_headings(groups.iter().map(|group| (*group).to_owned()))
    };
    Report {
        file: "r".into(),
        title: "Báo cáo".into(),
        about: vec![("Kỳ".into(), "01/06/2018 – 30/06/2018".into())],
        columns: vec![
            Column::words("Lĩnh vực".into()).marked("1"),
            under("Trực tuyến", &["Tiếp nhận", "Trong kỳ"]).marked("2"),
            under("Trực tiếp", &["Tiếp nhận", "Trong kỳ"]).marked("3"),
            under("Kỳ trước", &["Tiếp nhận"]).marked("4"),
            under("Tỷ lệ", &[]),
            under("Lúc", &[]),
        ],
        rows: vec![vec![
            Cell::text("=Đất đai"),
            Cell::count(3839),
            Cell::count(2),
            Cell::count(1).linked(Some("/list?x=1".into())),
            Value::Rate(3477, 3839).into(),
            Value::Time(Day::from_ymd(2018, 6, 4), 990).into(),
        ]],
        total: Some(vec![
            Cell::text("Tổng"),
            Cell::count(3839),
            Cell::count(2),
            Cell::count(1),
            Value::Rate(0, 0).into(),
            Cell::default(),
        ]),
        ..Report::default()
    }
}

#[test]
fn headings_span_what_they_group() {
    let page = report().table(Language::Vietnamese).render().unwrap();
    for part in [
        "<th scope=\"colgroup\" colspan=\"3\">Tiếp nhận</th>",
        "<th scope=\"colgroup\" colspan=\"2\">Trong kỳ</th>",
        "<th scope=\"col\" rowspan=\"3\">Lĩnh vực</th>",
        "<th scope=\"col\" rowspan=\"2\">Kỳ trước</th>",
        "<td>3.839</td>",
        "<a href=\"/list?x=1\">1</a>",
        "90,57\u{a0}%",
        "04/06/2018 16:30",
        "<td>—</td>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_csv_has_plain_numbers_and_no_formula() {
    let file = csv::file(&report(), Language::Vietnamese);
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Báo cáo");
    assert_eq!(
        lines[3],
        "(1) Lĩnh vực,\"(2) Tiếp nhận, Trong kỳ: Trực tuyến\",\
         \"(3) Tiếp nhận, Trong kỳ: Trực tiếp\",(4) Tiếp nhận: Kỳ trước,Tỷ lệ,Lúc"
    );
    assert_eq!(lines[4], "'=Đất đai,3839,2,1,\"90,57\u{a0}%\",04/06/2018 16:30");
    assert_eq!(lines[5], "Tổng,3839,2,1,—,");
}

/// A part of a workbook as text.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_real_numbers_frozen_heads_and_a_landscape_page() {
    let today = Day::from_ymd(2018, 7, 1);
    let file = xlsx::file(&report(), Language::Vietnamese, today).unwrap();
    assert_eq!(file, xlsx::file(&report(), Language::Vietnamese, today).unwrap());
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for text in [
        "<v>3839</v>",
        "<v>0.90570",
        "<v>43255.6875</v>",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<mergeCell ref=\"B4:D4\"/>",
    ] {
        assert!(sheet.contains(text), "{text}\n{sheet}");
    }
    assert!(part(&file, "xl/styles.xml").contains("dd/mm/yyyy hh:mm"));
    assert!(part(&file, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part(&file, "xl/sharedStrings.xml").contains("=Đất đai"));
}

//! The reports: their index, forms, lists and files.

use axum::http::StatusCode;

use crate::figures::table;
use crate::small_office::SmallOffice;

const JUNE: &str = "from=2018-06-01&to=2018-06-15";

/// The cells of the row in the file that has a cell with this text.
fn row<'a>(file: &'a str, cell: &str) -> Vec<&'a str> {
    let row_of = table(file).lines().find(|line| line.split(',').any(|one| one == cell));
    row_of.unwrap_or_default().split(',').collect()
}

#[tokio::test]
async fn the_index_shows_what_the_reader_may_open() {
    let app = SmallOffice::new();
    let page = app.page("/reports").await;
    assert!(page.contains("/reports/06b") && !page.contains("/reports/late"), "{page}");
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page("/reports").await;
    assert!(page.contains("/reports/late") && page.contains("/reports/apologies"), "{page}");
}

#[tokio::test]
async fn the_form_by_unit_has_the_columns_and_the_total_of_the_form_by_field() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let by_field = leader.page(&format!("/figures/06a?{JUNE}&as=csv")).await;
    let by_unit = leader.page(&format!("/reports/06b?{JUNE}&as=csv")).await;
    assert_eq!(row(&by_unit, "Phòng A")[2..], row(&by_field, "Xây dựng")[2..]);
    assert_eq!(row(&by_unit, "Tổng cộng"), row(&by_field, "Tổng cộng"));
    assert_eq!(row(&by_unit, "Tổng cộng")[2..6], ["4", "0", "4", "0"]);
    let page = leader.page(&format!("/reports/06b?{JUNE}")).await;
    for part in ["II.06b", "colspan=\"4\"", "<td>(13)</td>", "basis=flow", "figure=late"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The reporting period of the law and the calendar month are offered.
    for period in ["15/05/2018", "14/06/2018", "01/05/2018", "31/05/2018"] {
        assert!(page.replace("%2F", "/").contains(period), "{period}");
    }
}

#[tokio::test]
async fn a_report_is_given_as_a_workbook() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    for path in ["/figures/06a", "/reports/06b", "/reports/late", "/reports/apologies", "/figures"]
    {
        let answer = leader.get(&format!("{path}?{JUNE}&as=xlsx")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let kind = answer.headers["content-type"].to_str().unwrap();
        assert!(kind.ends_with("spreadsheetml.sheet"), "{path}: {kind}");
        assert!(answer.body.starts_with("PK"), "{path}");
        // The file of an invalid query leads back to the query's faults.
        let wrong = leader.get(&format!("{path}?from=x&as=xlsx")).await;
        let lost = [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY];
        assert!(lost.contains(&wrong.status), "{path}: {}", wrong.status);
    }
}

#[tokio::test]
async fn the_late_list_counts_working_days_and_minutes() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let file = leader.page(&format!("/reports/late?{JUNE}&as=csv")).await;
    // Due at the close of 11 June, finished at 10:00 on 13 June.
    let cells = row(&file, &app.late);
    assert_eq!(
        cells[6..],
        ["11/06/2018 17:00", "13/06/2018 10:00", "2", "630", "11/06/2018 08:00"]
    );
    let list = leader.page(&format!("/list.csv?{JUNE}&figure=late&basis=flow&rule=instant")).await;
    let rows = table(&file).lines().filter(|line| line.contains("H00-")).count();
    assert_eq!(rows, table(&list).lines().count() - 1);
    let mut other = app.signed_in("b1").await;
    let file = other.page(&format!("/reports/late?{JUNE}&as=csv")).await;
    assert!(!file.contains(&app.late), "another unit's list has it");
}

#[tokio::test]
async fn the_apology_list_names_letters() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let file = leader.page(&format!("/reports/apologies?{JUNE}&as=csv")).await;
    let cells = row(&file, &app.late);
    assert_eq!(cells[4..], ["11/06/2018 17:00", "11/06/2018 08:00", "Có", "", ""]);
    assert!(file.contains("100,00\u{a0}%"), "{file}");
}

#[tokio::test]
async fn the_register_book_shows_applicants_and_its_export_is_on_record() {
    let app = SmallOffice::new();
    let path = format!("/reports/book?{JUNE}");
    assert_eq!(app.signed_in("a1").await.get(&path).await.status, StatusCode::FORBIDDEN);
    let mut desk = app.signed_in("mc1").await;
    let page = desk.page(&path).await;
    for part in [app.late.as_str(), "Bí Mật", "Nhận và trả kết quả", "11/06/2018 17:00"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let file = desk.page(&format!("{path}&as=csv")).await;
    assert_eq!(table(&file).lines().filter(|line| line.contains("H00-")).count(), 4);
    let mut inspector = app.signed_in("ks1").await;
    let record = inspector.page("/audit?kind=export_report").await;
    assert!(record.contains(&app.late) && record.contains("book 2018-06-01"), "{record}");
    let reads = inspector.page(&format!("/dossier/{}/reads", app.late)).await;
    assert!(reads.matches("Sổ theo dõi hồ sơ").count() >= 2, "{reads}");
}

#[tokio::test]
async fn a_monthly_notice_is_for_its_officer_and_the_head() {
    let app = SmallOffice::new();
    app.move_to("07-02 08:00");
    let own = "/figures/mine?period=2018-06";
    let of_officers = "/evaluation?period=2018-06";
    let readers =
        [("mc1", own), ("a1", own), ("a2", of_officers), ("b1", own), ("ld1", of_officers)];
    let mut browsers = std::collections::HashMap::new();
    for (reader, expected) in readers {
        let browser = browsers.entry(reader).or_insert(app.signed_in(reader).await);
        // Without a period, the report is that of the last month that ended.
        for address in ["/reports/officers", "/reports/officers?from=01/06/2018"] {
            let answer = browser.get(address).await;
            assert_eq!(answer.headers["location"], expected, "{reader} {address}");
        }
        browser.page(expected).await;
    }
    // A head reads the officers of the own unit; leaders read the heads first, then the officers of
    // a unit, then all.
    let lists = [
        ("a2", "", [false, true, true]),
        ("ld1", "", [false, false, true]),
        ("ld1", "&unit=A", [false, true, true]),
        ("ld1", "&unit=all", [true, true, true]),
    ];
    for (reader, unit, expected) in lists {
        let browser = browsers.get_mut(reader).unwrap();
        let file = browser.page(&format!("{of_officers}{unit}&as=csv")).await;
        let has = ["Nguyễn MC1", "Nguyễn A1", "Nguyễn A2"].map(|name| table(&file).contains(name));
        assert_eq!(has, expected, "{reader} {unit}: {file}");
    }
    let leader = browsers.get_mut("ld1").unwrap();
    let unknown = leader.get(&format!("{of_officers}&unit=X")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_ne!(app.get("/reports/officers").await.status, StatusCode::OK, "never public");
}

#[tokio::test]
async fn the_index_counts_what_the_register_holds_and_names_the_rest() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let file = leader.page(&format!("/reports/766?{JUNE}&as=csv")).await;
    // Four dossiers, one of them late: 20 × 3 / 4.
    let cells = row(&file, "Hồ sơ giải quyết và đang giải quyết đúng hạn");
    assert_eq!(cells[2..5], ["20", "3", "4"], "{file}");
    assert!(cells.contains(&"15.00"), "{cells:?}");
    assert!(file.contains("Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia,6,,,,,Chưa có dữ liệu"));
}

#[tokio::test]
async fn online_uptake_is_shown_by_ward_and_by_procedure() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    for by in ["ward", "procedure"] {
        let page = leader.page(&format!("/reports/uptake?{JUNE}&by={by}")).await;
        for part in ["Kỳ trước", "Tổ tư vấn", "0,00\u{a0}%", "17/05/2018"] {
            assert!(page.contains(part), "{by} {part}: {page}");
        }
    }
}

/// Where a register contains dossiers of other agencies too, a reader of the public form reads no
/// code.
#[tokio::test]
async fn a_list_of_dossiers_is_for_those_who_see_the_register_s_dossiers() {
    let app = SmallOffice::with_neighbours();
    let mut other = app.signed_in("b1").await;
    for path in ["/reports/late", "/reports/apologies", "/coverage"] {
        for file in ["", "?as=csv"] {
            let text = other.page(&format!("{path}{file}")).await;
            assert!(!text.contains(&app.late), "{path}{file}: {text}");
        }
        assert!(other.page(path).await.contains("hồ sơ của cơ quan khác"), "{path}");
    }
}

//! Figures, their lists, the form, files, and queries that cannot be answered.

use axum::http::StatusCode;

use crate::session::{Browser, encoded};
use crate::small_office::SmallOffice;

const JUNE: &str = "from=2018-06-01&to=2018-06-15";

/// The table in a downloaded file, without the lines about its subject.
pub fn table(file: &str) -> &str {
    file.split_once("\r\n\r\n").unwrap().1
}

/// The number of rows in the list of a figure.
async fn rows(app: &mut Browser<'_>, question: &str) -> usize {
    let csv = app.page(&format!("/list.csv?{question}")).await;
    let page = app.page(&format!("/list?{question}")).await;
    let rows = page.matches("<tr><th scope=\"row\">").count();
    assert_eq!(table(&csv).lines().count() - 1, rows, "{question}");
    rows
}

#[tokio::test]
async fn a_figure_opens_a_list_as_long_as_itself() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page(&format!("/figures?{JUNE}")).await;
    for text in ["xem 4 hồ sơ", "50,00\u{a0}% của 4 tiếp nhận", "50,00\u{a0}% của 2 đã giải quyết"]
    {
        assert!(page.contains(text), "{text}");
    }
    let counts = [
        ("received", 4),
        ("finished", 2),
        ("early", 1),
        ("late", 1),
        ("open", 2),
        ("open_paused", 1),
        ("became_late", 1),
        ("letter_sent", 1),
        ("gaps", 0),
        ("paused", 1),
    ];
    for (figure, count) in counts {
        assert_eq!(rows(&mut leader, &format!("{JUNE}&figure={figure}")).await, count, "{figure}");
    }
    let known_then = format!("{JUNE}&figure=finished&as_of=2018-06-12");
    assert_eq!(rows(&mut leader, &known_then).await, 1);
}

/// The links of the numbers in a report's sentences and tables, each with its text.
fn numbers(page: &str) -> Vec<(String, String)> {
    let report = page.split_once("<section").unwrap().1.split_once("class=\"ways-out\"").unwrap().0;
    let links = report.split("<a href=\"").skip(1).map(|rest| {
        let (href, rest) = rest.split_once("\">").unwrap();
        (href.replace("&#38;", "&"), rest.split_once('<').unwrap().0.to_owned())
    });
    links.collect()
}

#[tokio::test]
async fn every_number_of_a_report_opens_what_is_behind_it() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page(&format!("/summary?{JUNE}")).await;
    for text in ["Trong kỳ đã tiếp nhận", "Quá hạn ở đâu", "Nguyễn MC1", "<svg"] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
    assert!(!page.contains("[summary") && !page.contains("{$"), "{page}");
    let numbers = numbers(&page);
    assert!(numbers.iter().any(|(_, text)| text == "4\u{a0}hồ sơ" || text == "4 hồ sơ"));
    for (href, text) in &numbers {
        match href.strip_prefix("/list?") {
            Some(question) => {
                let shown: usize = text.split([' ', '\u{a0}']).next().unwrap().parse().unwrap();
                assert_eq!(rows(&mut leader, question).await, shown, "{href}");
            }
            None => assert_eq!(leader.get(href).await.status, StatusCode::OK, "{href}"),
        }
    }
}

#[tokio::test]
async fn a_report_is_as_public_as_the_figures_are() {
    let app = SmallOffice::new();
    let page = app.page("/summary").await;
    assert!(!page.contains("Nguyễn MC1") && !page.contains(&app.late), "{page}");
    let period = app.get(&format!("/summary?{JUNE}&by=officer")).await;
    assert_eq!(period.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = app.get("/summary?from=31/02/2018&unit=nope").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#from\"") && wrong.body.contains("href=\"#unit\""));
    let blank = app.get("/summary?from=1/6/2018&to=&unit=").await;
    assert_eq!(blank.headers["location"], "/summary?from=2018-06-01&to=2018-06-15");
}

#[tokio::test]
async fn a_row_asks_the_same_of_one_value() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    for by in ["unit", "field", "procedure", "officer", "channel", "ward", "month"] {
        let page = leader.page(&format!("/figures?{JUNE}&by={by}")).await;
        let link = page.split('"').find(|part| {
            part.starts_with("/list?")
                && part.contains(&format!("{by}="))
                && part.contains("figure=late")
        });
        let link = link.unwrap_or_else(|| panic!("{by}: no link")).replace("&#38;", "&");
        assert_eq!(rows(&mut leader, link.strip_prefix("/list?").unwrap()).await, 1, "{by}");
    }
}

#[tokio::test]
async fn lists_are_sorted_and_go_on_where_they_stopped() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let csv = leader.page(&format!("/list.csv?{JUNE}&sort=-received")).await;
    let codes: Vec<&str> =
        table(&csv).lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(codes[1..], [&app.paused, &app.late, &app.early]);
    let rest = leader.page(&format!("/list?{JUNE}&after={}", app.late)).await;
    assert!(!rest.contains(&format!(">{}<", app.late)));
    assert!(rest.contains(&format!(">{}<", app.paused)));
    assert!(rest.contains("Dòng 3–4 trong 4"));
}

#[tokio::test]
async fn wrong_questions_come_back_with_what_was_asked() {
    let app = SmallOffice::new();
    let wrong = [
        ("from=31/02/2018", "href=\"#from\"", "value=\"31/02/2018\""),
        ("from=2018-06-15&to=2018-06-01", "href=\"#to\"", "value=\"2018-06-15\""),
        ("from=1990-01-01&to=2099-01-01", "href=\"#to\"", "value=\"1990-01-01\""),
        ("as_of=never", "href=\"#as_of\"", "value=\"never\""),
        ("register=other", "href=\"#register\"", "pb"),
        ("by=colour&basis=both&rule=none", "href=\"#by\"", "href=\"#basis\""),
        ("unit=nope", "href=\"#unit\"", "“nope”"),
        ("ward=nope&channel=pigeon", "href=\"#ward\"", "href=\"#channel\""),
    ];
    for page in ["/figures", "/list", "/figures/06a", "/en/figures"] {
        for (question, first, second) in wrong {
            let address = format!("{page}?{question}");
            let text = app.get(&address).await;
            assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            assert!(text.body.contains(first) && text.body.contains(second), "{address}");
        }
    }
    let text = app.get("/list?figure=best").await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_s_blanks_are_left_out_of_the_address() {
    let app = SmallOffice::new();
    let text = app.get("/figures?from=1/6/2018&to=&basis=cohort&rule=date&unit=").await;
    assert_eq!(text.status, StatusCode::SEE_OTHER);
    assert_eq!(text.headers["location"], "/figures?from=2018-06-01&to=2018-06-15");
    let text = app.get("/list?from=2018-06-01&to=2018-06-02&figure=late&unit=").await;
    assert_eq!(text.headers["location"], "/list?from=2018-06-01&to=2018-06-02&figure=late");
}

#[tokio::test]
async fn a_period_without_dossiers_explains_what_would_fill_it() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let page = leader.page("/figures?from=2017-01-01&to=2017-12-31").await;
    assert!(page.contains("Không có hồ sơ nào khớp"));
}

#[tokio::test]
async fn the_form_adds_up_and_equals_the_files() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("ld1").await;
    let form = leader.page(&format!("/figures/06a.csv?{JUNE}")).await;
    let lines: Vec<&str> = table(&form).lines().collect();
    let head =
        "(1) TT,(2) Lĩnh vực giải quyết,(3) Số lượng hồ sơ tiếp nhận: Tổng số,\"(4) Số lượng";
    assert!(lines[0].starts_with(head), "{}", lines[0]);
    assert_eq!(lines[1], "1,Xây dựng,4,0,4,0,2,1,0,1,2,2,0");
    assert_eq!(lines[2], ",Tổng cộng,4,0,4,0,2,1,0,1,2,2,0");
    let units = leader.page(&format!("/figures.csv?{JUNE}&by=unit&unit=A")).await;
    for line in [
        "\u{feff}Số liệu giải quyết thủ tục hành chính\r\n",
        "Kỳ báo cáo,01/06/2018 – 15/06/2018\r\n",
        "Đơn vị,Tên,Tiếp nhận,",
        "\nA,Phòng A,4,0,4,2,1,0,1,1,0,2,2,0,1,\"50,00\u{a0}%\",",
    ] {
        assert!(units.contains(line), "{line:?} is not in {units}");
    }
    let english = leader.page(&format!("/en/figures.csv?{JUNE}&by=unit")).await;
    assert!(english.contains("Period,01/06/2018 – 15/06/2018\r\n"), "{english}");
    let page = leader.page(&format!("/figures?{JUNE}")).await;
    for part in ["Hồ sơ tiếp nhận trong kỳ; không tính", "from=15/05/2018&#38;to=14/06/2018"]
    {
        assert!(page.replace("%2F", "/").contains(part), "{part}: {page}");
    }
    assert!(!page.contains("gồm hồ sơ kỳ trước chuyển qua"), "no definition of the other basis");
}

#[tokio::test]
async fn in_public_there_is_no_sum_of_chosen_procedures() {
    let app = SmallOffice::new();
    let chosen = "/figures?procedure=1.000001&procedure=1.000002&from=2018-01-01&to=2018-06-15";
    assert_eq!(app.get(chosen).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut leader = app.signed_in("LD1").await;
    assert_eq!(leader.get(chosen).await.status, StatusCode::OK);
}

/// The total of a flow includes the dossiers carried over, and is named so wherever it is shown.
#[tokio::test]
async fn the_first_number_of_a_flow_is_a_total() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    for (basis, first) in [("flow", "Tổng số"), ("cohort", "Tiếp nhận")] {
        let query = format!("{JUNE}&by=unit&basis={basis}");
        let file = leader.page(&format!("/figures.csv?{query}")).await;
        assert!(file.contains(&format!("Đơn vị,Tên,{first},Kỳ trước chuyển qua,")), "{file}");
        let list = leader.page(&format!("/list?{query}")).await;
        assert!(list.contains(&format!("Danh sách hồ sơ: {first}")), "{basis}: {list}");
        let page = leader.page(&format!("/figures?{query}")).await;
        let received =
            page.matches(&format!("{first}<")).count() + page.matches(&format!(">{first}")).count();
        assert!(received >= 2, "{basis}: {page}");
    }
}

#[tokio::test]
async fn what_is_typed_as_a_day_or_month_and_is_none_is_named_and_kept() {
    let app = SmallOffice::new();
    let cases = [
        ("mc1", "/certifications?book=copies", "month", "13/2018", "không phải là tháng"),
        ("mc1", "/certifications", "month", "tháng sáu", "không phải là tháng"),
        ("mc1", "/certifications", "month", "06/1018", "không phải là tháng"),
        ("ld1", "/advisers", "from", "31/02/2018", "không phải là ngày"),
        ("ld1", "/advisers?from=01/06/2018", "to", "hôm qua", "không phải là ngày"),
        ("ld1", "/advisers?from=02/06/2018", "to", "01/06/2018", "đứng trước ngày đầu"),
        ("ks1", "/audit", "from", "31/02/2018", "không phải là ngày"),
        ("ks1", "/audit?from=02/06/2018", "to", "01/06/2018", "đứng trước ngày đầu"),
        ("ld1", "/figures", "from", "31/02/2018", "không phải là ngày"),
        ("ld1", "/figures", "as_of", "25:00", "không phải là thời điểm"),
        ("ld1", "/reports/06b", "to", "x", "không phải là ngày"),
        ("ld1", "/list", "from", "x", "không phải là ngày"),
        ("ld1", "/coverage", "from", "x", "không phải là ngày"),
        ("ld1", "/satisfaction", "to", "x", "không phải là ngày"),
    ];
    let mut desk = app.signed_in("mc1").await;
    let mut leader = app.signed_in("ld1").await;
    let mut inspector = app.signed_in("ks1").await;
    for (login, path, name, typed, fault) in cases {
        let reader = match login {
            "mc1" => &mut desk,
            "ks1" => &mut inspector,
            _ => &mut leader,
        };
        let sign = if path.contains('?') { '&' } else { '?' };
        let answer = reader.get(&format!("{path}{sign}{name}={}", encoded(typed))).await;
        let body = &answer.body;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {name}={typed}");
        assert!(body.contains(fault), "{path} {name}={typed}: {body}");
        assert!(body.contains(&format!("value=\"{typed}\"")), "{path} {name}={typed}: {body}");
    }
    let paper = desk.get("/certifications/paper?book=copies&month=13/2018").await;
    assert_eq!(paper.status, StatusCode::SEE_OTHER, "the page says what is wrong");
}

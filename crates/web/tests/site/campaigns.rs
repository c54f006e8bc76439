//! The leader declares a campaign before it starts, and it is shown on its page; the team's page
//! records a session of an adviser; an initiative is proposed and its steps are marked.

use axum::http::StatusCode;

use crate::session::hidden;
use crate::small_office::{PROCEDURE, SmallOffice};

const UNITS: &str = "Khối phòng; A, B; in_time 100 50 %\nKhối phường; P1; sessions 100 50 % 2";

pub fn declaration<'a>(from: &'a str, to: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Thi đua mùa hè"),
        ("from", from),
        ("to", to),
        ("baseline_from", "01/05/2018"),
        ("baseline_to", "31/05/2018"),
        ("units", UNITS),
        ("commend", "Khối phòng: 1\nKhối phường: 1"),
    ]
}

#[tokio::test]
async fn a_campaign_is_declared_before_it_starts_and_shown_with_its_scores() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page("/campaigns").await;
    assert!(page.contains("href=\"/campaigns/new\""));
    let late = declaration("15/06/2018", "30/06/2018");
    let refused = leader.send("/campaigns/new", "/campaigns/new", &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("phải được phát động trước ngày bắt đầu"), "{}", refused.body);
    assert!(refused.body.contains("Thi đua mùa hè"), "the form keeps its input");
    let mut unread = declaration("01/07/2018", "31/07/2018");
    unread[5].1 = "Khối phòng; A; nhanh 100 50 %";
    let refused = leader.send("/campaigns/new", "/campaigns/new", &unread).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("không có chỉ tiêu “nhanh”"), "{}", refused.body);
    assert!(refused.body.contains("A (Phòng A"), "the codes stand on the page");
    let mut nowhere = declaration("01/07/2018", "31/07/2018");
    nowhere.push(("scope_field", "Không có gì"));
    let refused = leader.send("/campaigns/new", "/campaigns/new", &nowhere).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a field that names nothing");
    let good = declaration("01/07/2018", "31/07/2018");
    leader.send("/campaigns/new", "/campaigns/new", &good).await.to();
    let list = leader.page("/campaigns").await;
    assert!(list.contains("Đã phát động, chưa bắt đầu"), "{list}");
    let one = leader.page("/campaigns/thi-dua-mua-he-2018-07").await;
    assert!(one.contains("Phòng P1") && one.contains("0 / 2"), "{one}");
    assert!(!one.contains("name=\"reason\""), "nothing to decide before the end");
    // A second campaign with the same name and month replaces the first one only on request.
    let mut second = declaration("01/07/2018", "31/07/2018");
    second[5].1 = "Khối phòng; A; đã giải quyết 100 70 %\nKhối phường; P1; sessions 100 50 % 2";
    second.push(("key", "second"));
    let refused = leader.send("/campaigns/new", "/campaigns/new", &second).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("phát động ngày 15/06/2018"), "{}", refused.body);
    assert!(refused.body.contains("name=\"replace\""), "{}", refused.body);
    assert_eq!(leader.page("/campaigns/thi-dua-mua-he-2018-07").await.matches("70,00").count(), 0);
    second.push(("replace", "1"));
    leader.send("/campaigns/new", "/campaigns/new", &second).await.to();
    let replaced = leader.page("/campaigns/thi-dua-mua-he-2018-07").await;
    assert!(replaced.contains("70,00"), "{replaced}");
    let mut other = app.signed_in("A1").await;
    let list = other.page("/campaigns").await;
    assert!(list.contains("Thi đua mùa hè") && !list.contains("/campaigns/new"));
    assert_eq!(other.get("/campaigns/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.get("/campaigns/khong-co").await.status, StatusCode::NOT_FOUND);
    // The page of a published report and the list of open data show how often the report was
    // opened.
    let public = app.page("/campaigns/thi-dua-mua-he-2018-07").await;
    assert!(public.contains("Đã có 4 lượt đọc"), "{public}");
    let data = app.page("/open-data").await;
    assert!(data.contains("href=\"/campaigns/thi-dua-mua-he-2018-07\""), "{data}");
    assert!(data.contains("Đã có 4 lượt đọc"), "{data}");
    for unknown in ["khong-co", "thi-dua-mua-he-2018-08"] {
        assert_eq!(app.app.readers_of(&format!("campaign/{unknown}")).unwrap(), 0, "{unknown}");
    }
}

#[tokio::test]
async fn an_adviser_records_a_session_which_the_own_team_alone_reads_in_full() {
    let app = SmallOffice::new();
    let mut adviser = app.signed_in("TV1").await;
    let session = |day: &'static str| {
        [
            ("procedure", PROCEDURE),
            ("day", day),
            ("outcome", "advised"),
            ("dossier", ""),
            ("helped", "Trần Canary"),
        ]
    };
    let page = adviser.page("/advisers").await;
    let [token, key] = ["token", "key"].map(|name| hidden(&page, name));
    let mut early = session("01/06/2018").to_vec();
    early.push(("key", "early"));
    let early = adviser.send("/advisers", "/advisers", &early).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.body.contains("08/06/2018"), "the first day that can be recorded");
    let mut fields = session("15/06/2018").to_vec();
    fields.extend([("token", token.as_str()), ("key", key.as_str())]);
    adviser.post("/advisers", &fields).await.to();
    adviser.post("/advisers", &fields).await.to();
    let page = adviser.page("/advisers").await;
    assert_eq!(page.matches("Trần Canary").count(), 1, "sent twice, recorded once");
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page("/advisers").await;
    assert!(page.contains("1 buổi tư vấn") && !page.contains("Canary"), "{page}");
    // With a ward or a procedure the page counts only that one, and says so.
    for (query, sessions) in [
        ("ward=P1".to_owned(), 1),
        ("ward=P2".to_owned(), 0),
        (format!("procedure={PROCEDURE}&procedure=1.000002"), 1),
        ("procedure=1.000002".to_owned(), 0),
    ] {
        let page = leader.page(&format!("/advisers?{query}")).await;
        assert!(page.contains(&format!("{sessions} buổi tư vấn")), "{query}: {page}");
        assert!(page.contains("<ul class=\"chips\">"), "{query}: {page}");
    }
    let unknown = leader.get("/advisers?ward=X").await.status;
    assert_eq!(unknown, StatusCode::NOT_FOUND, "a ward that names nothing");
    let mut desk = app.signed_in("MC1").await;
    assert!(!desk.page("/advisers").await.contains("Canary"));
}

#[tokio::test]
async fn an_initiative_is_proposed_and_its_steps_are_marked() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let fields = [
        ("what", "propose"),
        ("name", "Giao ban hằng ngày"),
        ("owner", "A1"),
        ("steps", "Bước một\nBước hai"),
        ("indicator", "in_time"),
        ("from", "01/06/2018"),
        ("to", "30/06/2018"),
        ("baseline_from", "01/05/2018"),
        ("baseline_to", "31/05/2018"),
    ];
    leader.send("/initiatives", "/initiatives", &fields).await.to();
    let page = leader.page("/initiatives").await;
    assert!(page.contains("Giao ban hằng ngày") && page.contains("1 / 2 = 50"), "{page}");
    let step =
        [("key", "1"), ("what", "step"), ("id", "giao-ban-hang-ngay-2018-06"), ("step", "1")];
    let mut owner = app.signed_in("A1").await;
    owner.send("/initiatives", "/initiatives", &step).await.to();
    assert!(owner.page("/initiatives").await.contains("xong ngày 15/06/2018"));
    let again = [("key", "2"), step[1], step[2], step[3]];
    let twice = owner.send("/initiatives", "/initiatives", &again).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn every_visitor_reads_the_frozen_rule_and_the_ranks_of_a_campaign_and_no_numbers() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let good = declaration("01/07/2018", "31/07/2018");
    leader.send("/campaigns/new", "/campaigns/new", &good).await.to();
    let list = app.page("/campaigns").await;
    assert!(!list.contains("/initiatives") && !list.contains("/campaigns/new"), "{list}");
    let one =
        list.split("<th scope=\"row\"><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let page = app.page(one.unwrap()).await;
    assert!(page.contains("Quy tắc đã phát động") && page.contains("ngưỡng 50,00"), "{page}");
    assert!(!page.contains("id=\"compared\"") && !page.contains("name=\"units\""), "{page}");
    assert!(leader.page(one.unwrap()).await.contains("id=\"compared\""));
    assert!(app.page("/about").await.contains("href=\"/campaigns\""));
}

/// Officers get scores and parts as numbers; visitors and open data get the public columns only.
#[tokio::test]
async fn a_campaign_is_downloaded_as_far_as_its_page_shows_it() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let mut good = declaration("01/07/2018", "31/07/2018");
    good[0].1 = "=Thi đua mùa hè";
    leader.send("/campaigns/new", "/campaigns/new", &good).await.to();
    let page = "/campaigns/thi-dua-mua-he-2018-07";
    for (mut browser, whole) in [(leader, true), (app.browser(), false)] {
        let shown = browser.page(page).await;
        for kind in ["xlsx", "csv"] {
            assert!(shown.contains(&format!("href=\"{page}?as={kind}\"")), "{shown}");
        }
        let csv = browser.page(&format!("{page}?as=csv")).await;
        assert!(csv.starts_with('\u{feff}') && csv.contains("'=Thi đua mùa hè"), "{csv}");
        assert!(csv.contains("01/07/2018 – 31/07/2018"), "{csv}");
        assert!(csv.contains("1,Phòng P1,"), "{csv}");
        let english = browser.page(&format!("/en{page}?as=csv")).await;
        assert!(english.contains("Rank in block"), "{english}");
        for of_officers in ["Chỉ tiêu 1: Tỷ lệ", "Kỳ gốc từ"] {
            assert_eq!(csv.contains(of_officers), whole, "{of_officers}: {csv}");
        }
        let workbook = browser.get(&format!("{page}?as=xlsx")).await;
        assert_eq!(workbook.status, StatusCode::OK);
        let readers = app.app.readers_of("campaign/thi-dua-mua-he-2018-07").unwrap();
        assert_eq!(readers, if whole { 1 } else { 2 }, "a file is no reading of the page");
        let open = browser.page("/open-data/campaign-thi-dua-mua-he-2018-07.csv").await;
        assert!(!open.contains("Kỳ gốc từ"), "the public form for every reader: {open}");
    }
}

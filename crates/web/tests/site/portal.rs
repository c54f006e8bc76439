//! The portal for citizens: the catalogue with its search, one procedure in full, and the entrance.

use axum::http::header::LOCATION;

use crate::pages::assert_contains;
use crate::small_office::{PROCEDURE, SmallOffice, agency};

const COPIES: &str = r#"
code = "1.000002"
name = "Chứng thực bản sao"
name_en = "Certified copies"
field = "Chứng thực"
levels = ["district"]
applicants = ["individual", "organization"]
online = "none"
result = "Bản sao"
legal_basis = ["Nghị định số 23/2015/NĐ-CP"]
decision = "1329/QĐ-BTP"
source = "https://dichvucong.gov.vn/x"
effective_from = 2018-01-01
illustrative = true
note = "Số liệu minh họa"
one_act = true
answering_unit = "A"
[duration]
amount = 0
unit = "working_days"
cutoff = "15:00"
[[case]]
id = "many"
name = "Nhiều bản"
duration = { amount = 2, unit = "working_days" }
[[component]]
id = "c1"
name = "Bản chính <để đối chiếu>"
originals = 1
certified = 0
copies = 3
required = true
[[component]]
id = "c2"
name = "Giấy ủy quyền"
originals = 0
certified = 1
copies = 0
required = false
[[fee]]
kind = "fee"
name = "Phí chứng thực"
amount_vnd = 1234000
per = "trang"
max_vnd = 2000000
basis = "Thông tư 226"
exemption = "Người có công"
"#;

const EVENTS: &str = r#"
[[event]]
id = "building"
name = "Xây nhà"
name_en = "Building a house"
help = "Giấy phép trước khi xây."
help_en = "The permit before building."
procedures = ["1.000001"]
"#;

/// A portal with two fields and a life event.
fn portal(quick: u32) -> SmallOffice {
    let files = [("pb/procedures/1.000002.toml", COPIES), ("catalogue/life_events.toml", EVENTS)];
    SmallOffice::with(&files, quick)
}

fn lacks(page: &str, text: &[&str]) {
    for text in text {
        assert!(!page.contains(text), "{text} is in\n{page}");
    }
}

#[tokio::test]
async fn the_catalogue_opens_with_events_and_fields() {
    let app = portal(0);
    let page = app.page("/procedures").await;
    assert_contains(
        &page,
        &[
            "Cơ quan đang giải quyết 2 thủ tục.",
            "<a href=\"/procedures?event=building\">Xây nhà</a>",
            "Giấy phép trước khi xây.",
            "href=\"/procedures?field=Ch%E1%BB%A9ng%20th%E1%BB%B1c\">Chứng thực</a>",
            "href=\"/procedures?all=1\"",
        ],
    );
    let page = app.page("/en/procedures?event=building").await;
    assert_contains(
        &page,
        &[
            "<h1>Building a house</h1>",
            "1 procedure<",
            "Building permit",
            "File online, collect at the desk",
        ],
    );
    lacks(&page, &["Certified copies"]);
    let page = app.page("/procedures?field=Ch%E1%BB%A9ng%20th%E1%BB%B1c").await;
    assert_contains(&page, &["<h1>Chứng thực</h1>", "Chứng thực bản sao", "Nộp tại quầy"]);
    lacks(&page, &["Cấp giấy phép xây dựng"]);
    let page = app.page("/procedures?all=1").await;
    assert_contains(&page, &["<h2>Chứng thực</h2>", "<h2>Xây dựng</h2>"]);
}

#[tokio::test]
async fn a_spelling_mistake_is_accepted_and_an_empty_search_suggests() {
    let app = portal(0);
    let page = app.page("/procedures?q=giay+pehp").await;
    assert_contains(&page, &["Có thể ông/bà muốn tìm", "Cấp giấy phép xây dựng"]);
    lacks(&page, &["Chứng thực bản sao", "Theo lĩnh vực"]);
    let page = app.page("/procedures?q=xin+giay+phep+cho+toi").await;
    assert_contains(&page, &["1 thủ tục", "Cấp giấy phép xây dựng"]);
    let page = app.page("/procedures?q=giay+phep+quetzal").await;
    assert_contains(&page, &["Khớp một phần", "Cấp giấy phép xây dựng", "Xây nhà"]);
    let page = app.page("/procedures?q=quetzal").await;
    assert_contains(
        &page,
        &["Không tìm thấy thủ tục nào", "value=\"quetzal\"", "Xây nhà", "Theo lĩnh vực"],
    );
    let page = app.page("/procedures?q=giay+phep&field=Ch%E1%BB%A9ng%20th%E1%BB%B1c").await;
    lacks(&page, &["Cấp giấy phép xây dựng"]);
}

#[tokio::test]
async fn a_long_list_has_pages() {
    let name = |n: u32| format!("pb/procedures/2.{n:06}.toml");
    let text = |n: u32| COPIES.replacen("1.000002", &format!("2.{n:06}"), 1);
    let files: Vec<(String, String)> = (0..60).map(|n| (name(n), text(n))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let app = SmallOffice::with(&files, 0);
    let first = app.page("/procedures?q=chung+thuc+ban+sao").await;
    assert_contains(
        &first,
        &["60 thủ tục", "Trang 1 trên 2", "q=chung%20thuc%20ban%20sao&#38;page=2"],
    );
    assert_eq!(first.matches("class=\"level").count(), 50);
    assert!(first.len() < 60_000, "{}", first.len());
    let last = app.page("/procedures?q=chung+thuc+ban+sao&page=99").await;
    assert_contains(&last, &["Trang 2 trên 2"]);
    assert_eq!(last.matches("class=\"level").count(), 10);
}

#[tokio::test]
async fn a_procedure_page_is_complete() {
    let app = portal(0);
    let page = app.page("/procedures/1.000002").await;
    assert_contains(
        &page,
        &[
            "Thông tin tham khảo, chưa phải bản cơ quan công bố",
            "Trong ngày làm việc; nhận sau 15:00 thì trả ngày làm việc tiếp theo; có trường hợp khác",
            "Cá nhân, tổ chức, doanh nghiệp",
            "Bản chính &#60;để đối chiếu&#62;</span><strong>1 bản chính, 3 bản sao</strong>",
            "<h3>Chỉ khi thuộc trường hợp đó</h3>",
            "<strong>1 bản sao có chứng thực</strong>",
            "Ở đây chưa có mẫu đơn để tải về",
            "href=\"https://dichvucong.gov.vn/x\"",
            "<dt>Phí chứng thực</dt>",
            "1.234.000 đồng mỗi trang, không quá 2.000.000 đồng",
            "Người có công",
            "Thông tư 226",
            "<dt>Nhiều bản</dt><dd><strong>2 ngày làm việc</strong>",
            "ngay khi tiếp nhận, ông/bà chỉ đến một lần",
            "Nghị định số 23/2015/NĐ-CP",
            "1329/QĐ-BTP",
            "Số liệu minh họa",
        ],
    );
    let page = app.page("/en/procedures/1.000002").await;
    assert_contains(
        &page,
        &[
            "1,234,000 đồng per page, at most 2,000,000 đồng",
            "<dt>Fee: Phí chứng thực</dt>",
            "1 original, 3 copies",
            "Monday to Friday",
            "07:30\u{a0}–\u{a0}11:30, 13:00\u{a0}–\u{a0}17:00",
            "Saturday to Sunday",
            "opens at 07:30 Monday 18/06/2018",
        ],
    );
}

#[tokio::test]
async fn due_and_steps_are_those_of_the_rules() {
    let app = portal(0);
    let page = app.page(&format!("/procedures/{PROCEDURE}")).await;
    assert_contains(
        &page,
        &[
            "tiếp nhận lúc 07:30 thứ Hai 18/06/2018",
            "Hạn trả kết quả: 17:00 thứ Hai 25/06/2018",
            "<strong>Thẩm định</strong><span>Phòng A</span><span class=\"quiet\">2 ngày 4 giờ làm việc",
            "có dưới 10 hồ sơ đã xong",
            "chỉ thu khi mức thu đã được công bố",
        ],
    );
}

#[tokio::test]
async fn the_real_duration_is_shown_from_ten_dossiers_on() {
    let page = portal(7).page(&format!("/procedures/{PROCEDURE}")).await;
    assert_contains(&page, &["có dưới 10 hồ sơ đã xong"]);
    let page = portal(8).page(&format!("/procedures/{PROCEDURE}")).await;
    assert_contains(
        &page,
        &[
            "Trong 10 hồ sơ đã xong từ 01/07/2017 đến nay",
            "<dt>50\u{a0}% hồ sơ xong trong</dt><dd>1 giờ làm việc</dd>",
            "<dt>90\u{a0}% hồ sơ xong trong</dt><dd>1,1 ngày làm việc</dd>",
            "<dt>Thời hạn theo quy định</dt><dd>5 ngày làm việc</dd>",
        ],
    );
}

#[tokio::test]
async fn filing_online_is_offered_only_where_it_can_be_done() {
    let local = portal(0);
    let button = "class=\"button primary\" href=\"/my/file/";
    let page = local.page(&format!("/procedures/{PROCEDURE}")).await;
    assert_contains(&page, &[&format!("{button}{PROCEDURE}\"")]);
    lacks(&local.page("/procedures/1.000002").await, &["/my/file/"]);
    assert_contains(&local.page("/").await, &["href=\"/my\""]);
    let agency = agency().replacen("local_filing = true\n", "", 1);
    let portal_only = SmallOffice::with(&[("pb/agency.toml", &agency)], 0);
    let page = portal_only.page(&format!("/procedures/{PROCEDURE}")).await;
    assert_contains(&page, &["Cổng Dịch vụ công quốc gia"]);
    lacks(&page, &["/my/file/"]);
    lacks(&portal_only.page("/").await, &["href=\"/my\""]);
}

#[tokio::test]
async fn a_version_no_longer_in_force_is_shown_and_not_offered() {
    let ended = COPIES
        .replacen(
            "effective_from = 2018-01-01",
            "effective_from = 2018-01-01\neffective_to = 2018-05-31",
            1,
        )
        .replacen("online = \"none\"", "online = \"full\"", 1);
    let files = [("pb/procedures/1.000002.toml", ended.as_str())];
    let app = SmallOffice::with(&files, 0);
    let page = app.page("/procedures/1.000002").await;
    assert_contains(&page, &["không có hiệu lực", "31/05/2018"]);
    lacks(&page, &["/my/file/", "Hạn trả kết quả:"]);
    lacks(&app.page("/procedures?all=1").await, &["1.000002"]);
}

#[tokio::test]
async fn the_entrance_leads_to_what_people_come_for() {
    let app = portal(0);
    let page = app.page("/").await;
    assert_contains(
        &page,
        &[
            "action=\"/procedures\"",
            "Xem tất cả 2 thủ tục",
            "<a href=\"/procedures?event=building\">Xây nhà</a>",
            "href=\"/track\"",
            "href=\"/sign-in\"",
            "Bây giờ đang đóng cửa, mở lại lúc 07:30 thứ Hai 18/06/2018.",
            "Từ đầu năm đến nay",
        ],
    );
    let page = app.page("/en").await;
    assert_contains(
        &page,
        &["action=\"/en/procedures\"", "href=\"/en/track\"", "See all 2 procedures"],
    );
}

/// The law demands that names, titles, fields and telephone numbers of heads and of officers at the
/// desk are published; the number is that of the office, not a private one.
#[tokio::test]
async fn heads_and_officers_of_the_desk_are_published_with_the_telephone_of_the_office() {
    let phones = "phone = \"028 3730 0001\"\ncontact = \"0900 000 304\"\n";
    let add = |text: String, id: &str| {
        let place = text.find(&format!("id = \"{id}\"")).unwrap();
        format!("{}{phones}{}", &text[..place], &text[place..])
    };
    let text = add(add(agency(), "MC1"), "A1");
    let app = SmallOffice::with(&[("pb/agency.toml", &text)], 0);
    let page = app.page("/about").await;
    assert_contains(&page, &["Nguyễn LD1", "Nguyễn MC1", "tel:+842837300001", "02837300001"]);
    let clean = page.split("</dl>").nth(1).unwrap();
    assert_eq!(clean.matches("tel:").count(), 1, "the specialist's telephone is not published");
    assert!(!clean.contains("Nguyễn A1") && !page.contains("900000304"));
    let [head, desk] = ["Phòng LD", "Phòng MC"].map(|unit| clean.find(unit).unwrap());
    assert!(head < desk);
    assert!(app.page("/en/about").await.contains("Heads and officers of the one-stop desk"));
}

#[tokio::test]
async fn the_size_of_text_and_the_colours_stay_as_chosen_in_this_browser() {
    let app = SmallOffice::new();
    let mut browser = app.browser();
    let page = browser.page("/procedures?q=khai").await;
    assert!(page.contains("<html lang=\"vi\">"), "{page}");
    assert!(page.contains("name=\"back\" value=\"/procedures?q=khai\""), "{page}");
    let chosen = browser.get("/display?text_size=large&back=/procedures%3Fq%3Dkhai").await;
    assert_eq!(chosen.headers[LOCATION], "/procedures?q=khai");
    let chosen = browser.get("/display?colours=contrast").await;
    let page = browser.follow(&chosen).await;
    assert!(page.contains("class=\"text-large colours-contrast\""), "{page}");
    assert!(page.contains("value=\"large\" aria-pressed=\"true\""), "{page}");
    for foreign in ["https://example.org/", "//example.org", "javascript:0"] {
        let chosen = browser.get(&format!("/display?colours=pink&back={foreign}")).await;
        assert_eq!(chosen.headers[LOCATION], "/display", "{foreign}");
    }
    assert!(browser.page("/en/figures").await.contains("class=\"text-large colours-contrast\""));
    assert!(app.browser().page("/").await.contains("<html lang=\"vi\">"));
}

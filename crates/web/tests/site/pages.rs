//! Further pages: home, a dossier, its due, the catalogue.

use axum::http::StatusCode;

use crate::small_office::SmallOffice;

pub fn assert_contains(page: &str, text: &[&str]) {
    for text in text {
        assert!(page.contains(text), "{text} is not in\n{page}");
    }
}

#[tokio::test]
async fn home_names_the_folder() {
    let app = SmallOffice::new();
    let page = app.page("/").await;
    assert_contains(
        &page,
        &[
            "<h1>Ủy ban nhân dân huyện Bình An</h1>",
            "giờ minh họa 17:30 thứ Sáu 15/06/2018",
            "Từ đầu năm đến nay",
            "01/05/2018 – 31/05/2018",
            "01/01/2018 – 31/03/2018",
            "hreflang=\"en\"",
        ],
    );
    let mut leader = app.signed_in("LD1").await;
    let text = leader.get(&format!("/dossier?code=%20{}%20", app.late.to_lowercase())).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER);
    assert_eq!(text.headers["location"], format!("/dossier/{}", app.late).as_str());
}

#[tokio::test]
async fn the_language_switch_keeps_page_and_question() {
    let app = SmallOffice::new();
    let page = app.page("/figures?from=2018-06-01&to=2018-06-15&by=unit").await;
    assert_contains(&page, &["href=\"/en/figures?from=2018-06-01&#38;to=2018-06-15&#38;by=unit\""]);
    let page = app.page("/en/figures/06a").await;
    assert_contains(&page, &["href=\"/figures/06a\"", "lang=\"vi\""]);
}

#[tokio::test]
async fn a_late_dossier_shows_each_part_of_its_lateness() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page(&format!("/dossier/{}", app.late)).await;
    assert_contains(
        &page,
        &[
            "class=\"tag big late\">Quá hạn",
            "Xong quá hạn 1 ngày 2 giờ 30 phút làm việc, hạn 17:00 thứ Hai 11/06/2018",
            "Đã gửi phiếu xin lỗi trước khi quá hạn",
            "Một Cửa",
            "Nguyễn MC1",
            "bước “Thẩm định” chưa làm xong",
            "Cấp giấy phép xây dựng",
        ],
    );
    let then = leader.page(&format!("/dossier/{}?as_of=2018-06-08", app.late)).await;
    assert_contains(&then, &["Sắp đến hạn", "Còn 1 ngày làm việc", "Tình trạng hồ sơ tại"]);
    let wrong = leader.get(&format!("/dossier/{}?as_of=x", app.late)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_contains(&wrong.body, &["href=\"#as_of\"", "value=\"x\""]);
}

#[tokio::test]
async fn a_paused_dossier_shows_the_time_left() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page(&format!("/en/dossier/{}", app.paused)).await;
    assert_contains(
        &page,
        &[
            "class=\"tag big paused\"",
            "Awaiting another agency, by law: paused, with 4 working days left",
        ],
    );
}

#[tokio::test]
async fn due_is_explained_in_words_and_on_the_calendar() {
    let app = SmallOffice::new();
    let mut leader = app.signed_in("LD1").await;
    let page = leader.page(&format!("/dossier/{}/due", app.late)).await;
    assert_contains(
        &page,
        &[
            "Nhận hồ sơ lúc 08:00 thứ Hai 04/06/2018; thời hạn 5 ngày làm việc.",
            "<caption>Tháng 06/2018</caption>",
            "<td class=\"zero\">4",
            "<td class=\"counted\">5<span class=\"cell-note\" aria-hidden=\"true\">1</span>",
            "<td class=\"skipped\">9",
            "<td class=\"due-day\">11",
        ],
    );
    let page = leader.page(&format!("/dossier/{}/due", app.paused)).await;
    assert_contains(&page, &["<td class=\"paused\">15"]);
}

#[tokio::test]
async fn the_catalogue_is_searched_without_diacritics() {
    let app = SmallOffice::new();
    let results = app.page("/procedures?q=GIAY%20phep%20xay").await;
    assert_contains(&results, &["Cấp giấy phép xây dựng", "5 ngày làm việc"]);
    let none = app.page("/procedures?q=ho%20khau").await;
    assert!(!none.contains("Cấp giấy phép xây dựng"));
    let page = app.page("/en/procedures/1.000001").await;
    assert_contains(
        &page,
        &["Building permit", "Set by resolution of the People’s Council", "Appraisal"],
    );
}

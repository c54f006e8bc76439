//! What an account shows of all its dossiers together: notices, results and ratings, readers; of many
//! dossiers a part at a time, and of no other person's any.

use axum::http::StatusCode;
use dossier::Command;

use super::browser::Fixture;
use super::tracking::attach;
use super::{MAI, file};
use crate::small_office::at;

#[tokio::test]
async fn an_account_has_its_notices_results_and_readers() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    for (page, empty) in [
        ("notices", "Chưa có thông báo nào. Khi"),
        ("results", "Chưa có kết quả nào."),
        ("readers", "Chưa có ai xem."),
    ] {
        assert!(mai.page(&format!("/my/{page}")).await.contains(empty), "{page}");
    }
    let (id, _) = file(&mut mai).await;
    let stream = format!("dossier/pb/{id}");
    fixture.receives(&stream, "06-15 09:00");
    attach(&fixture, &stream, app::DRAFT_RESULT, "nhap.pdf");
    attach(&fixture, &stream, app::RESULT, "giay-phep.pdf");
    assert!(mai.page("/my/results").await.contains("Chưa có kết quả nào."));
    fixture.reads(&stream, at("06-15 09:00"));
    fixture.finishes(&stream, "06-15 09:00");
    let notices = mai.page("/my/notices").await;
    for subject in ["Đã nộp hồ sơ", "đã được tiếp nhận", "đã có kết quả"] {
        assert!(notices.contains(subject), "{subject} {notices}");
    }
    let newest = notices.find("đã có kết quả").unwrap();
    assert!(newest < notices.find("Đã nộp hồ sơ").unwrap(), "the newest first");
    let readers = mai.page("/my/readers").await;
    for word in ["Nguyễn MC1, Công chức, Phòng MC", "Trang hồ sơ", "09:00"] {
        assert!(readers.contains(word), "{word} {readers}");
    }
    let results = mai.page("/my/results").await;
    assert!(results.contains("giay-phep.pdf") && !results.contains("nhap.pdf"), "{results}");
    assert!(!results.contains("Đánh giá hồ sơ này"), "the result was not handed over: {results}");
    fixture.desk(
        &stream,
        "06-15 09:00",
        Command::HandOver { without_letter: None, by_code: false },
    );
    let results = mai.page("/my/results").await;
    assert!(results.contains("Đánh giá hồ sơ này"), "{results}");

    let mut lan = fixture.browser();
    lan.sign_in("lan@vidu.vn").await;
    for page in ["notices", "results", "readers"] {
        assert!(!lan.page(&format!("/my/{page}")).await.contains(&id), "{page}");
        let anonymous = fixture.browser().get(&format!("/my/{page}")).await;
        assert_eq!(anonymous.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_notices_of_many_dossiers_are_shown_a_part_at_a_time() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let mut ids = Vec::new();
    for _ in 0..52 {
        ids.push(file(&mut mai).await.0);
    }
    let first = mai.page("/my/notices").await;
    assert!(first.contains("thứ 1 đến 50 trong 52 hồ sơ"), "{first}");
    let last = mai.page("/my/notices?skip=50").await;
    assert!(last.contains("thứ 51 đến 52 trong 52 hồ sơ"), "{last}");
    for id in &ids {
        assert_ne!(first.contains(id), last.contains(id), "{id}");
    }
}

#[tokio::test]
async fn the_holder_chooses_language_and_way_of_notices() {
    let fixture = Fixture::new();
    let mut mai = fixture.browser();
    let form = "/my/notices/choice";
    assert_eq!(mai.get(form).await.status, StatusCode::SEE_OTHER);
    mai.sign_in(MAI).await;
    let page = mai.page(form).await;
    assert!(!page.contains("value=\"paper\""), "paper is noted at the desk: {page}");
    let refused = mai.post(&page, form, &[("language", "en"), ("way", "paper")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"en\" checked"), "what was answered stays");
    let kept = mai.post(&page, form, &[("language", "en"), ("way", "none")]).await;
    let kept = mai.page(kept.headers["location"].to_str().unwrap()).await;
    assert!(kept.contains("role=\"status\""), "{kept}");
    let page = mai.page(form).await;
    for checked in ["value=\"en\" checked", "value=\"none\" checked"] {
        assert!(page.contains(checked), "{page}");
    }
}

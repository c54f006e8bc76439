//! The form of a procedure: asked group by group, corrected from the review, filed with the
//! dossier.

use axum::http::StatusCode;

use super::browser::{Browser, Fixture};
use super::{MAI, PDF, PERSON, begin};
use crate::small_office::{at, personal};

const FORM: &str = r#"
code = "1.000001"
title = "Đơn đề nghị cấp giấy phép xây dựng"
title_en = "Request for a building permit"
basis = "Mẫu 01"
component = "c1"
[[group]]
id = "owner"
title = "Chủ đầu tư"
title_en = "Investor"
[[group.question]]
block = "person"
parts = ["name", "birth", "phone"]
prefill = true
[[group.question]]
id = "kind"
label = "Loại công trình"
label_en = "Kind"
kind = "radio"
[[group.question.choice]]
id = "house"
name = "Nhà ở riêng lẻ"
name_en = "House"
[[group.question.choice]]
id = "repair"
name = "Sửa chữa"
name_en = "Repair"
[[group]]
id = "floors"
title = "Các tầng"
title_en = "Floors"
entries = 2
[[group.question]]
id = "area"
label = "Diện tích sàn"
label_en = "Floor area"
kind = "number"
unit = "m²"
decimals = 1
least = 1
most = 1000
[[group]]
id = "change"
title = "Phần sửa chữa"
title_en = "What is repaired"
when = { question = "owner.kind", is = ["repair"] }
[[group.question]]
id = "what"
label = "Nội dung sửa chữa"
label_en = "What is repaired"
kind = "long"
"#;

/// A draft whose questions before the form are answered; returns its address.
async fn begun(browser: &mut Browser<'_>) -> String {
    let base = format!("/my/drafts/{}", begin(browser).await);
    let page = browser.page(&format!("{base}/who")).await;
    browser.post(&page, &format!("{base}/who"), &[("for_whom", "own"), ("go", "next")]).await.to();
    let next = browser.post(&page, &format!("{base}/applicant"), &PERSON).await;
    assert_eq!(next.to(), format!("{base}/form/1"));
    base
}

const OWNER: [(&str, &str); 5] = [
    ("owner.name", "Trần Thị Mai"),
    ("owner.birth", "2/1/1949"),
    ("owner.phone", "0912 345 678"),
    ("owner.kind", "house"),
    ("go", "next"),
];

#[tokio::test]
async fn a_form_is_asked_by_groups_corrected_in_the_summary_and_filed_with_the_dossier() {
    let fixture = Fixture::with_form(FORM);
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let base = begun(&mut mai).await;
    let first = mai.page(&format!("{base}/form/1")).await;
    // The fields contain the recorded facts.
    assert!(first.contains("value=\"Trần Thị Mai\"") && first.contains("value=\"0912 345 678\""));
    let wrong = [OWNER[0], ("owner.birth", "30/02/1949"), OWNER[2], OWNER[4]];
    let refused = mai.post(&first, &format!("{base}/form/1"), &wrong).await;
    let page = mai.get(refused.to()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains("không phải một ngày") && page.body.contains("value=\"30/02/1949\"")
    );
    assert!(page.body.contains("Hãy chọn “Loại công trình”"), "{}", page.body);
    assert_eq!(
        mai.post(&first, &format!("{base}/form/1"), &OWNER).await.to(),
        format!("{base}/form/2")
    );
    // One entry is added; an empty entry between others is dropped.
    let floors = format!("{base}/form/2");
    let more = mai.post(&first, &floors, &[("floors.1.area", "85,5"), ("go", "more")]).await;
    assert!(more.to().ends_with("more=1&to=#entry-2") || more.to().ends_with("more=1#entry-2"));
    assert!(mai.page(&format!("{floors}?more=1")).await.contains("name=\"floors.2.area\""));
    let two = [("floors.1.area", ""), ("floors.2.area", "1.001"), ("go", "next")];
    let page = mai.post(&first, &floors, &two).await;
    let page = mai.get(page.to()).await.body;
    assert!(
        page.contains("phải từ 1 đến 1.000") && page.contains("name=\"floors.1.area\""),
        "{page}"
    );
    // The group about repairs is not shown for a house.
    let two = [("floors.1.area", "85,5"), ("floors.2.area", "40"), ("go", "next")];
    assert_eq!(mai.post(&first, &floors, &two).await.to(), format!("{base}/papers"));
    let review = mai.page(&format!("{base}/review")).await;
    for text in ["02/01/1949", "Nhà ở riêng lẻ", "85,5 m²", "form/1?to=review#owner.birth"] {
        assert!(review.contains(text), "{text}: {review}");
    }
    assert!(!review.contains("Nội dung sửa chữa"));
    // One answer is corrected from the review, and the form returns to the review.
    let corrected =
        [OWNER[0], ("owner.birth", "3/1/1949"), OWNER[2], OWNER[3], OWNER[4], ("to", "review")];
    let back = mai.post(&first, &format!("{base}/form/1"), &corrected).await;
    assert_eq!(back.to(), format!("{base}/review"));
    // The sheet to be signed is a PDF.
    let sheet = mai.get(&format!("{base}/sheet")).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.body);
    assert!(sheet.body.starts_with("%PDF-"));
    let sent = mai.post(&review, &format!("{base}/review"), &[("true", "1")]).await;
    let id = sent.to().trim_start_matches("/my/dossiers/").split('?').next().unwrap().to_owned();
    let form = personal(&fixture.app, &format!("dossier/pb/{id}"), at("06-15 10:00")).form.unwrap();
    let answers: Vec<(&str, &str)> = form
        .groups
        .iter()
        .flat_map(|group| &group.answers)
        .map(|answer| (answer.label.as_str(), answer.text()))
        .collect();
    assert_eq!(answers[1], ("Ngày, tháng, năm sinh", "03/01/1949"));
    assert_eq!(answers[4..], [("Diện tích sàn", "85,5 m²"), ("Diện tích sàn", "40 m²")]);
    assert!(
        mai.get(&format!("/my/dossiers/{id}/paper/filled_form")).await.body.starts_with("%PDF-")
    );
}

#[tokio::test]
async fn an_answer_that_leaves_a_group_out_or_asks_for_another_changes_the_way() {
    let fixture = Fixture::with_form(FORM);
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let base = begun(&mut mai).await;
    let page = mai.page(&format!("{base}/form/1")).await;
    // The address of a group that is not shown leads to the first page with a fault.
    assert_eq!(mai.get(&format!("{base}/form/3")).await.to(), format!("{base}/form/1"));
    let repair = [OWNER[0], OWNER[1], OWNER[2], ("owner.kind", "repair"), OWNER[4]];
    mai.post(&page, &format!("{base}/form/1"), &repair).await.to();
    let next =
        mai.post(&page, &format!("{base}/form/2"), &[("floors.1.area", "9"), OWNER[4]]).await;
    assert_eq!(next.to(), format!("{base}/form/3"));
    // The typed answers are checked at once, and a check stores nothing.
    let check = [("owner.phone", "12"), ("owner.kind", "repair"), ("go", "check")];
    let checked = mai.post(&page, &format!("{base}/form/1"), &check).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.body.contains("Không phải số điện thoại"), "{}", checked.body);
    assert!(!checked.body.contains("Hãy nhập “Họ"), "{}", checked.body);
    assert!(mai.page(&format!("{base}/form/1")).await.contains("value=\"0912 345 678\""));
    // The dossier cannot be sent while an answer of the form is missing.
    let files: [(&str, &str, &[u8]); 1] = [("file-c1", "Đơn.pdf", PDF)];
    mai.upload(&page, &format!("{base}/papers"), &[("go", "next")], &files).await.to();
    let sent = mai.post(&page, &format!("{base}/review"), &[("true", "1")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("Phần sửa chữa: Hãy nhập “Nội dung sửa chữa”"), "{}", sent.body);
}

#[tokio::test]
async fn what_an_earlier_filing_says_of_the_citizen_is_filled_in_for_the_account_only() {
    let fixture = Fixture::with_form(FORM);
    let mut mai = fixture.browser();
    mai.sign_in(MAI).await;
    let base = begun(&mut mai).await;
    let first = mai.page(&format!("{base}/form/1")).await;
    assert!(!first.contains("Đã điền sẵn từ hồ sơ"), "{first}");
    mai.post(&first, &format!("{base}/form/1"), &OWNER).await.to();
    let floor = [("floors.1.area", "85,5"), ("go", "next")];
    mai.post(&first, &format!("{base}/form/2"), &floor).await.to();
    let review = mai.page(&format!("{base}/review")).await;
    mai.post(&review, &format!("{base}/review"), &[("true", "1")]).await.to();
    let number = base.trim_start_matches("/my/drafts/").to_owned();

    // The applicant, then what the form asks of the applicant; not what it asks of the building.
    let again = format!("/my/drafts/{}", begin(&mut mai).await);
    let page = mai.page(&format!("{again}/who")).await;
    mai.post(&page, &format!("{again}/who"), &[("for_whom", "own"), ("go", "next")]).await.to();
    let note = format!("Đã điền sẵn từ hồ sơ {number}");
    let page = mai.page(&format!("{again}/applicant")).await;
    for text in [note.as_str(), "Trần Thị Mai", "079123456789", "12 Lê Văn Việt"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    mai.post(&page, &format!("{again}/applicant"), &PERSON).await.to();
    let page = mai.page(&format!("{again}/form/1")).await;
    assert!(page.contains(&note) && page.contains("value=\"2/1/1949\""), "{page}");
    let floors = mai.page(&format!("{again}/form/2")).await;
    assert!(!floors.contains("85,5") && !floors.contains(&note), "{floors}");
    // For another person nothing of the citizen is taken for that person's.
    let other =
        [PERSON[0], ("identity", "079 123 456 780"), PERSON[2], PERSON[3], PERSON[4], PERSON[5]];
    mai.post(&page, &format!("{again}/applicant"), &other).await.to();
    assert!(!mai.page(&format!("{again}/form/1")).await.contains("1949"));

    // Neither another account nor a visitor without one is shown any of it.
    for account in [Some("0987654321"), None] {
        let mut stranger = fixture.browser();
        if let Some(account) = account {
            stranger.sign_in(account).await;
        }
        let base = format!("/my/drafts/{}", begin(&mut stranger).await);
        let page = stranger.page(&format!("{base}/who")).await;
        let own = [("for_whom", "own"), ("go", "next")];
        stranger.post(&page, &format!("{base}/who"), &own).await.to();
        let page = stranger.page(&format!("{base}/applicant")).await;
        assert!(!page.contains("Mai") && !page.contains("Đã điền sẵn"), "{page}");
    }
}

//! An officer objects to the own part of a late dossier; another officer decides; the minutes stay,
//! with objection and decision next to them on every page.

use app::Inquiry;
use axum::http::StatusCode;

use crate::session::{Browser, hidden};
use crate::small_office::{Description, SmallOffice};

/// Sends the form of a page.
async fn send_form(browser: &mut Browser<'_>, page: &str, typed: &[(&str, &str)]) -> Description {
    let shown = browser.page(page).await;
    let [token, key] = ["token", "key"].map(|name| hidden(&shown, name));
    let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
    fields.extend(typed);
    browser.post(page, &fields).await
}

#[tokio::test]
async fn an_objection_goes_to_who_decides_and_is_shown_with_the_minutes() {
    let app = SmallOffice::new();
    let mut desk = app.signed_in("MC1").await;
    let (dossier, sheet) =
        (format!("/dossier/{}", app.late), format!("/dossier/{}/sheet", app.late));
    let form = format!("{dossier}/objection");
    let page = desk.page(&dossier).await;
    assert!(page.contains(&format!("href=\"{form}\"")), "the part has a link to it");
    let minutes = |page: &str| {
        let heading = page.split("<h2 id=\"late\">").nth(1).unwrap_or_else(|| panic!("{page}"));
        heading.split("</h2>").next().unwrap().to_owned()
    };
    let before = minutes(&page);

    let blank = send_form(&mut desk, &form, &[("step", "desk"), ("reason", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = send_form(&mut desk, &form, &[("step", "B1"), ("reason", "Canary")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "a step that is not offered");
    let raised =
        send_form(&mut desk, &form, &[("step", "desk"), ("reason", "Canary mất điện")]).await;
    assert!(desk.follow(&raised).await.contains("Đã gửi kiến nghị"));
    let token = hidden(&desk.page(&form).await, "token");
    let again = desk.post(&form, &[("token", &token), ("step", "desk"), ("reason", "Nữa")]).await;
    assert_ne!(again.status, StatusCode::SEE_OTHER, "nothing is left to object to");

    let one = format!("/objections/{}/1", app.late);
    for stranger in ["A1", "A2", "B1", "TV1", "QT1"] {
        let seen = app.signed_in(stranger).await.get(&one).await;
        assert!(matches!(seen.status.as_u16(), 403 | 404), "{stranger}: {}", seen.status);
    }
    let inspector = app.signed_in("KS1").await.page(&one).await;
    assert!(inspector.contains("Canary") && !inspector.contains("name=\"finding\""));
    assert!(!desk.page(&one).await.contains("name=\"finding\""), "nobody decides the own one");

    // The desk has no head, so the leaders decide.
    let mut leader = app.signed_in("LD1").await;
    assert!(leader.page("/head").await.contains(&one));
    let no_reason = send_form(&mut leader, &one, &[("finding", "upheld"), ("reason", "")]).await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = [("finding", "upheld"), ("reason", "Đúng là mất điện")];
    let decided = send_form(&mut leader, &one, &answer).await;
    assert!(leader.follow(&decided).await.contains("Đã kết luận"));
    assert!(!leader.page("/head").await.contains(&one));
    for page in [&dossier, &sheet, &form, &one] {
        let page = desk.page(page).await;
        assert!(page.contains("Kiến nghị được chấp nhận"), "{page}");
    }
    assert_eq!(minutes(&desk.page(&dossier).await), before, "the minutes stay");
    let findings = Inquiry::peek(app.folder.path(), app::doctor).unwrap().findings;
    assert_eq!(findings, []);
}

#[tokio::test]
async fn a_dossier_in_time_or_of_others_has_nothing_to_object_to() {
    let app = SmallOffice::new();
    let form = |code: &str| format!("/dossier/{code}/objection");
    let mut desk = app.signed_in("MC1").await;
    let early = desk.page(&form(&app.early)).await;
    assert!(early.contains("Không có phần chậm trễ nào") && !early.contains("name=\"reason\""));
    let open = desk.page(&form(&app.paused)).await;
    assert!(open.contains("chưa giải quyết xong") && !open.contains("name=\"reason\""));
    // An officer who sees the dossier reads that no part counts for that officer; for others the page
    // does not exist.
    for reader in ["A1", "A2", "LD1"] {
        let seen = app.signed_in(reader).await.page(&form(&app.late)).await;
        assert!(seen.contains("Chỉ kiến nghị được phần của mình"), "{reader}: {seen}");
        assert!(!seen.contains("name=\"reason\""), "{reader}");
    }
    let seen = app.signed_in("B1").await.get(&form(&app.late)).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

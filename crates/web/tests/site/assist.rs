//! An adviser files online for a citizen at the counter of a ward; the desk receives the dossier.

use axum::http::StatusCode;

use crate::session::{hidden, sent_to};
use crate::small_office::{PROCEDURE, SmallOffice};

#[tokio::test]
async fn an_adviser_files_for_a_citizen_and_sees_what_the_own_unit_helped_with() {
    let app = SmallOffice::new();
    let mut adviser = app.signed_in("TV1").await;
    let address = format!("/assist?procedure={PROCEDURE}");
    let page = adviser.page(&address).await;
    assert!(page.contains("value=\"file\"") && !page.contains("value=\"receive\""));
    let (key, token) = (hidden(&page, "key"), hidden(&page, "token"));
    let channel = hidden(&page, "channel");
    let mut form = vec![
        ("token", token.as_str()),
        ("key", &key),
        ("procedure", PROCEDURE),
        ("channel", &channel),
        ("name", ""),
        ("act", "file"),
    ];
    let text = adviser.post("/assist", &form).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY, "a name is needed");
    form[4].1 = "Trần Thị Lan";
    let text = adviser.post("/assist", &form).await;
    assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
    let slip = sent_to(&text).to_owned();
    assert_eq!(sent_to(&adviser.post("/assist", &form).await), slip, "pressed twice, filed once");
    assert!(adviser.page(&slip).await.contains("Trần Thị Lan"));

    // The dossier is filed, not received, whatever the form claims.
    form[5].1 = "receive";
    form[1].1 = "0123456789abcdef0123456789abcdef";
    let text = adviser.post("/assist", &form).await;
    let code = sent_to(&text).split('/').nth(2).unwrap().to_owned();
    let who = app::Who::Anonymous;
    assert!(
        app.app
            .open_dossier(&who, &code, None, crate::small_office::at("06-15 17:30"))
            .unwrap()
            .is_none()
    );
    let mut desk = app.signed_in("MC1").await;
    let page = desk.page("/desk/filings").await;
    assert!(page.contains(&code), "it awaits reception");
    let mut other = app.signed_in("B1").await;
    assert_eq!(other.get(&format!("/dossier/{code}")).await.status, StatusCode::NOT_FOUND);
}

//! Notices on paper at the desk: noted for a person, printed a sheet each, given, and gone from the list.

use axum::http::StatusCode;
use dossier::Command;

use crate::session::{Browser, hidden};
use crate::small_office::{Life, SmallOffice};

const PAGE: &str = "/desk/paper-notices";

/// Posts fields with a token to an address.
async fn send(
    desk: &mut Browser<'_>,
    (address, token): (&str, &str),
    fields: &[(&str, &str)],
) -> crate::small_office::Description {
    let mut all = vec![("token", token)];
    all.extend(fields);
    desk.post(address, &all).await
}

#[tokio::test]
async fn a_person_who_wants_paper_gets_a_sheet_in_the_noted_language() {
    let app = SmallOffice::with_neighbours();
    let mut desk = app.signed_in("MC1").await;
    assert!(desk.page(PAGE).await.contains("Không có thông báo giấy"));
    let form = format!("/dossier/{}/notices", app.paused);
    let page = desk.page(&form).await;
    assert!(page.contains("value=\"paper\""), "{page}");
    let token = hidden(&page, "token");
    let refused = send(&mut desk, (&form, &token), &[("language", "en"), ("way", "post")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "no such way");
    assert!(refused.body.contains("value=\"en\" checked"), "what was answered stays");
    let noted = send(&mut desk, (&form, &token), &[("language", "en"), ("way", "paper")]).await;
    assert!(desk.follow(&noted).await.contains("role=\"status\""));
    assert!(desk.page(&form).await.contains("value=\"paper\" checked"));

    Life { app: &app.app }.desk("paused", "06-15 17:00", Command::Resume);
    let notice = app.app.outbox(1).unwrap().remove(0);
    assert_eq!((notice.way.as_str(), notice.subject.as_str()), ("paper", "turn:resumed"));
    let (id, to) = (notice.id.to_string(), (PAGE, token.as_str()));
    assert!(desk.page(PAGE).await.contains(&app.paused));
    let unticked = send(&mut desk, to, &[("act", "give")]).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let printed = send(&mut desk, to, &[("pick", &id), ("act", "print")]).await;
    let page = desk.follow(&printed).await;
    let sheets = format!("{PAGE}/sheets?ids={id}");
    assert!(page.contains("Đã ghi là đã in.") && page.contains(&sheets), "{page}");
    let sheet = desk.page(&sheets).await;
    assert!(sheet.contains(&format!("Dossier {} is worked on again", app.paused)), "{sheet}");
    assert_eq!(desk.get(&format!("{PAGE}/sheets")).await.status, StatusCode::NOT_FOUND);
    let foreign = app.signed_in("PW1").await.page(&sheets).await;
    assert!(!foreign.contains(&app.paused), "another desk: {foreign}");
    let given = send(&mut desk, to, &[("pick", &id), ("act", "give")]).await;
    let page = desk.follow(&given).await;
    assert!(page.contains("Đã ghi: 1 thông báo đã giao tận tay."), "{page}");
    assert!(!page.contains(&app.paused), "gone from the list: {page}");
    let again = send(&mut desk, to, &[("pick", &id), ("act", "give")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "pressed twice");
}

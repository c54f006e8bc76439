//! The claim of a dossier by the key of its slip, from the desk to an account, and its end.

use axum::http::StatusCode;

use super::{WITH_PAPERS, again, of, open_office, typed};
use crate::session::{Browser, hidden, sent_to};

const PHONE: &str = "0912345678";

/// Receives a dossier at the desk; returns its code and the key on its slip.
pub async fn received(desk: &mut Browser<'_>) -> (String, String) {
    let page = desk.page(&of(WITH_PAPERS)).await;
    let form = typed(&[("has.form", "1"), ("originals.form", "1"), ("act", "enter")]);
    let answer = again(desk, &page, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let slip = sent_to(&answer).to_owned();
    let code = slip.split('/').nth(2).unwrap().to_owned();
    let key = key_on(&desk.page(&slip).await).unwrap();
    (code, key)
}

fn key_on(slip: &str) -> Option<String> {
    Some(slip.split("slip-key\">").nth(1)?.split('<').next()?.to_owned())
}

async fn claim(citizen: &mut Browser<'_>, code: &str, key: &str) -> (StatusCode, String) {
    let fields = [("code", code), ("slip_key", key)];
    let answer = citizen.send("/my/claim", "/my/claim", &fields).await;
    let moved = answer.status == StatusCode::SEE_OTHER;
    let body = if moved { citizen.follow(&answer).await } else { answer.body };
    (answer.status, body)
}

async fn change_key(desk: &mut Browser<'_>, code: &str, what: &str) -> String {
    let page = format!("/dossier/{code}/slip");
    let key = hidden(&desk.page(&page).await, "key");
    let fields = [("what", what), ("key", key.as_str())];
    let answer = desk.send(&page, &format!("{page}/renew"), &fields).await;
    desk.follow(&answer).await
}

#[tokio::test]
async fn a_citizen_claims_by_the_key_of_the_slip_and_by_nothing_else() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let (code, key) = received(&mut desk).await;
    // The same telephone number as at the desk joins nothing.
    let mut citizen = app.citizen(PHONE).await;
    assert!(!citizen.page("/my").await.contains(&code));
    let address = format!("/my/dossiers/{code}");
    assert_eq!(citizen.get(&address).await.status, StatusCode::NOT_FOUND);
    // A wrong key and a code that does not exist get the same answer.
    let (wrong, absent) = (
        claim(&mut citizen, &code, "ZZZZZZ").await,
        claim(&mut citizen, "H00-180618-9999", &key).await,
    );
    assert_eq!((wrong.0, absent.0), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let text = |body: &str| {
        body.split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned()
    };
    assert_eq!(text(&wrong.1), text(&absent.1));
    // The slip as a person may type it: lower case, a blank, a full stop.
    let typed = format!("{}.", code.to_lowercase());
    let (status, page) = claim(&mut citizen, &typed, &format!(" {} ", key.to_lowercase())).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(page.contains(&code), "{page}");
    assert!(citizen.page("/my").await.contains(&code));
}

#[tokio::test]
async fn a_new_key_ends_the_old_one_and_what_was_claimed_by_it() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let (code, key) = received(&mut desk).await;
    let mut first = app.citizen(PHONE).await;
    assert_eq!(claim(&mut first, &code, &key).await.0, StatusCode::SEE_OTHER);
    let slip = change_key(&mut desk, &code, "renew").await;
    assert!(slip.contains("Đã cấp mã tra cứu mới"), "{slip}");
    let new = key_on(&slip).unwrap();
    assert_ne!(new, key);
    assert!(!first.page("/my").await.contains(&code));
    let mut second = app.citizen("0987654321").await;
    assert_eq!(claim(&mut second, &code, &key).await.0, StatusCode::NOT_FOUND);
    assert_eq!(claim(&mut second, &code, &new).await.0, StatusCode::SEE_OTHER);
    let slip = change_key(&mut desk, &code, "revoke").await;
    assert!(slip.contains("Đã hủy mã tra cứu") && key_on(&slip).is_none(), "{slip}");
    assert_eq!(claim(&mut second, &code, &new).await.0, StatusCode::NOT_FOUND);
}

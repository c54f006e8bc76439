//! Strangers at the desk's look-ups: an answer has the same size whether the object exists or not,
//! and no attempt of a stranger makes the holder of a slip wait in a known browser.

use axum::http::StatusCode;

use super::claim::received;
use super::open_office;
use crate::session::Browser;
use crate::small_office::Description;

async fn track(browser: &mut Browser<'_>, code: &str, key: &str) -> Description {
    browser.send("/track", "/track", &[("code", code), ("slip_key", key)]).await
}

/// The status and the size of an answer, without the typed text.
fn size(answer: &Description, typed: &str) -> (StatusCode, usize) {
    (answer.status, answer.body.replace(typed, "").len())
}

#[tokio::test]
async fn an_answer_to_a_stranger_has_one_size_whether_or_not_it_exists() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let (code, key) = received(&mut desk).await;
    let existing = app.citizen("0911111111").await;
    let absent_code = format!("{}9999", &code[..code.len() - 4]);
    // The page, fields with something that exists, fields with something that does not exist.
    let cases = [
        (
            "/track",
            [("code", &*code), ("slip_key", "ZZZZZZ")],
            [("code", &*absent_code), ("slip_key", "ZZZZZZ")],
        ),
        (
            "/track",
            [("code", &*code), ("slip_key", "ZZZZZZ")],
            [("code", &*absent_code), ("slip_key", &*key)],
        ),
        (
            "/sign-in",
            [("login", "mc1"), ("password", "không đúng")],
            [("login", "mc0"), ("password", "không đúng")],
        ),
        (
            "/my/sign-in",
            [("contact", "0911111111"), ("next", "")],
            [("contact", "0911111112"), ("next", "")],
        ),
    ];
    for (page, exists, absent) in cases {
        let mut sizes = Vec::new();
        for fields in [exists, absent] {
            let mut stranger = app.browser();
            let answer = stranger.send(page, page, &fields).await;
            sizes.push(size(&answer, fields[0].1));
        }
        assert_eq!(sizes[0], sizes[1], "{page} {exists:?}");
    }
    drop(existing);
}

#[tokio::test]
async fn wrong_keys_of_strangers_shut_no_holder_out() {
    let app = open_office();
    let mut desk = app.signed_in("MC1").await;
    let (code, key) = received(&mut desk).await;
    let mut holder = app.browser();
    assert_eq!(track(&mut holder, &code, &key).await.status, StatusCode::OK);
    let mut stranger = app.browser();
    let mut waits = StatusCode::OK;
    for _ in 0..20 {
        waits = track(&mut stranger, &code, "ZZZZZZ").await.status;
    }
    assert_eq!(waits, StatusCode::TOO_MANY_REQUESTS);
    let mut elsewhere = app.browser();
    assert_eq!(track(&mut elsewhere, &code, &key).await.status, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..20 {
        assert_eq!(track(&mut holder, &code, &key).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_citizen_sees_and_ends_the_sessions_and_browsers_of_the_account() {
    let app = open_office();
    let mut first = app.citizen("0911111111").await;
    let mut second = app.citizen_in("0911111111", 1).await;
    let mut other = app.citizen("0922222222").await;
    let page = first.page("/my/browsers").await;
    assert_eq!(page.matches("value=\"device\"").count(), 2, "{page}");
    let list = |page: &str, name: &str| -> Vec<String> {
        let field = format!("name=\"{name}\" value=\"");
        let parts = page.split(&field).skip(1);
        parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    let sessions = list(&page, "session");
    assert_eq!(sessions.len(), 1, "not the own");
    // A browser of another account is neither shown nor ended.
    let theirs = other.page("/my/browsers").await;
    let theirs = list(&theirs, "device").remove(0);
    for (what, name, id) in [
        ("session", "session", sessions[0].as_str()),
        ("device", "device", list(&page, "device")[0].as_str()),
        ("device", "device", theirs.as_str()),
    ] {
        let fields = [("what", what), (name, id)];
        let answer = first.send("/my/browsers", "/my/browsers", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
        assert!(first.follow(&answer).await.contains("class=\"notice\""), "{what}");
    }
    assert_eq!(second.get("/my").await.status, StatusCode::SEE_OTHER, "its session has ended");
    assert_eq!(list(&first.page("/my/browsers").await, "device").len(), 1);
    assert_eq!(list(&other.page("/my/browsers").await, "device").len(), 1, "another's stays");
    let answer = first.send("/my/browsers", "/my/browsers", &[("what", "sessions")]).await;
    first.follow(&answer).await;
    assert_eq!(list(&first.page("/my/browsers").await, "device").len(), 0);
    let bad = first.send("/my/browsers", "/my/browsers", &[("what", "other")]).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_text_too_long_or_missing_is_named_at_its_field_and_the_others_stay() {
    let app = open_office();
    let long = "x".repeat(300);
    // The page, the fields as typed, the field that the refusal names.
    let cases = [
        ("/track", vec![("code", &*long), ("slip_key", "ZZZZZZ")], "code"),
        ("/track", vec![("code", "kept"), ("slip_key", &*long)], "slip_key"),
        ("/track", vec![("code", "kept"), ("slip_key", " ")], "slip_key"),
        ("/sign-in", vec![("login", "kept"), ("password", &*long)], "password"),
        ("/sign-in", vec![("login", &*long), ("password", "secret")], "login"),
        ("/sign-in", vec![("login", "kept"), ("password", "secret"), ("code", &*long)], "code"),
        ("/my/sign-in", vec![("contact", &*long)], "contact"),
        ("/my/sign-in", vec![("contact", "0911111111"), ("slip_code", &*long)], "slip_code"),
        (
            "/my/sign-in",
            vec![("contact", "0911111111"), ("step", "code"), ("code", &*long)],
            "code",
        ),
    ];
    for (page, fields, named) in cases {
        let answer = app.browser().send(page, page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {named}");
        assert!(answer.body.contains(&format!("<a href=\"#{named}\">")), "{page} {named}");
        for (name, text) in fields.iter().filter(|(_, text)| *text == "kept") {
            assert!(answer.body.contains(&format!("value=\"{text}\"")), "{page} {named} {name}");
        }
    }
}

//! A form whose view gives no answer: the page that the visitor gets contains the form again.

use std::time::Duration;

use axum::Router;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST};
use axum::routing::any;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::*;
use crate::cookies;
use crate::middleware::{tests::shared, wrap};
use crate::workers::Workers;

const ROUTE: Route = Route {
    path: "/form",
    right: Right::Public,
    get: None,
    post: Some(|_| panic!("a view of a test")),
    files: false,
};

/// The answer to a form with a token, on a server with this number of threads.
async fn answer(threads: usize) -> (StatusCode, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shared = shared(folder.path());
    shared.workers = Workers::with(threads, 0, Duration::ZERO, Arc::default());
    let shared = Arc::new(shared);
    let token = shared.site.app.bound("form of x").expect("a token");
    let view = any(route(&ROUTE, Language::Vietnamese));
    let router = wrap(Router::new().route("/form", view), &shared).with_state(shared);
    let body = format!("token={token}&key=k1&password=secret&name=T%C3%AAn+%C4%91%C3%A3+g%C3%B5");
    let request = Request::post("/form?a=b")
        .header(HOST, "one.vn")
        .header(COOKIE, format!("{}=x", cookies::FORM))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a request");
    let answer = router.oneshot(request).await.expect("an answer");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_form_without_an_answer_is_repeated_without_its_secrets() {
    for (what, threads, expected) in [
        ("no thread is free", 0, StatusCode::SERVICE_UNAVAILABLE),
        ("the view panics", 2, StatusCode::INTERNAL_SERVER_ERROR),
    ] {
        let (status, body) = answer(threads).await;
        assert_eq!(status, expected, "{what}: {body}");
        for kept in ["<li>Tên đã gõ</li>", "name=\"key\" value=\"k1\"", "action=\"/form?a=b\""]
        {
            assert!(body.contains(kept), "{what}: {kept}: {body}");
        }
        assert!(!body.contains("secret"), "{what}");
    }
}

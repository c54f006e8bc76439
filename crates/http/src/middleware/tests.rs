//! Tests of the middleware with simple routes: accepted and refused requests, and the headers of
//! every answer.

use app::Application;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::Request;
use axum::routing::{get, post};
use calendar::Instant;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::*;
use crate::{Clock, Pages, Site};

/// The state of requests in a folder without an agency.
pub(crate) fn shared(folder: &std::path::Path) -> Shared {
    let app = Arc::new(Application::open(folder).expect("an application"));
    let site = Site {
        app,
        clock: Clock::Machine(Arc::new(|| Instant(0))),
        machine: Arc::new(|| Instant(0)),
        rng: Arc::new(|bytes| bytes.fill(1)),
        demonstration: None,
        years: Arc::default(),
        metrics: Arc::default(),
    };
    let sign_in = |_: &RequestContext, _: bool| StatusCode::FORBIDDEN.into_response();
    let pages = Pages { routes: &[], sections: &[], footer: &[], waiting: |_, _| None, sign_in };
    Shared::new(site, pages)
}

/// Sends a request to routes that answer and fail in every way.
async fn ask(request: Request<Body>) -> (Response<()>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let shared = Arc::new(shared(folder.path()));
    let routes = Router::new()
        .route("/", get(async || "read").post(async |body: Bytes| body.len().to_string()))
        .route("/t/{token}", get(async || "slip"))
        .route("/en/track", post(async || "found"))
        .route("/en/send", post(async || "sent"))
        .route("/number/{n}", get(async |_: Path<u8>| "never"))
        .route("/large", post(async || StatusCode::PAYLOAD_TOO_LARGE))
        .route("/busy", get(async || StatusCode::SERVICE_UNAVAILABLE))
        .route("/panic", get(async || -> &str { panic!("a test's panic") }))
        .route("/kept", get(async || ([(CACHE_CONTROL, "private")], "kept")));
    let router = wrap(routes, &shared).with_state(shared);
    let (parts, body) = router.oneshot(request).await.expect("an answer").into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).expect("text"))
}

fn request(method: &str, address: &str, headers: &[(&str, &str)], body: usize) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(vec![b'x'; body])).expect("a request")
}

#[tokio::test]
async fn an_unsafe_request_must_not_come_from_elsewhere() {
    async fn check(headers: &[(&str, &str)], expected: u16) {
        let headers = [&[("host", "One.vn:8018")], headers].concat();
        let (answer, body) = ask(request("POST", "/", &headers, 3)).await;
        assert_eq!(answer.status(), expected, "{headers:?}");
        assert_eq!(body == "3", expected == 200, "{headers:?}");
        let (read, _) = ask(request("GET", "/", &headers, 0)).await;
        assert_eq!(read.status(), 200, "reading is free: {headers:?}");
    }
    check(&[], 200).await;
    check(&[("sec-fetch-site", "same-origin")], 200).await;
    check(&[("sec-fetch-site", "none")], 200).await;
    check(&[("sec-fetch-site", "same-origin"), ("origin", "null")], 200).await;
    check(&[("sec-fetch-site", "same-origin"), ("origin", "http://evil.vn")], 403).await;
    check(&[("sec-fetch-site", "same-site")], 403).await;
    check(&[("sec-fetch-site", "cross-site")], 403).await;
    check(&[("sec-fetch-site", "cross-site"), ("origin", "http://one.vn:8018")], 403).await;
    check(&[("sec-fetch-site", "none"), ("sec-fetch-site", "cross-site")], 403).await;
    check(&[("origin", "http://one.vn:8018")], 200).await;
    check(&[("origin", "https://ONE.vn:8018")], 200).await;
    check(&[("origin", "http://one.vn")], 403).await;
    check(&[("origin", "http://two.vn:8018")], 403).await;
    check(&[("origin", "http://one.vn:8018.two.vn")], 403).await;
    check(&[("origin", "null")], 403).await;
    check(&[("origin", "one.vn:8018")], 403).await;
    check(&[("origin", "http://one.vn:8018"), ("origin", "http://two.vn")], 403).await;
}

#[tokio::test]
async fn a_busy_server_answers_a_page_with_retry_after() {
    let mut crowded = request("GET", "/", &[("host", "one.vn")], 0);
    crowded.extensions_mut().insert(OverClientLimit);
    for request in [crowded, request("GET", "/busy", &[("host", "one.vn")], 0)] {
        let (answer, body) = ask(request).await;
        assert_eq!(answer.status(), 503);
        assert!(answer.headers().contains_key("retry-after"));
        assert!(body.contains("quá đông"), "{body}");
    }
}

#[test]
fn a_default_port_may_be_written() {
    assert!(is_same("https://one.vn", "one.vn") && is_same("https://one.vn", "one.vn:443"));
    assert!(is_same("http://one.vn:80", "one.vn") && !is_same("http://one.vn", "one.vn:443"));
}

#[tokio::test]
async fn a_request_names_one_host() {
    let good: [&[(&str, &str)]; 4] = [
        &[("host", "one.vn")],
        &[("host", "127.0.0.1:8018")],
        &[("host", "[::1]:8018")],
        &[("host", "one.vn:443")],
    ];
    let bad: [&[(&str, &str)]; 7] = [
        &[],
        &[("host", "")],
        &[("host", "me@one.vn")],
        &[("host", "one.vn/x")],
        &[("host", "one.vn:99999")],
        &[("host", ":80")],
        &[("host", "one.vn"), ("host", "one.vn")],
    ];
    for (set, expected) in [(&good[..], 200), (&bad[..], 400)] {
        for headers in set {
            let (answer, _) = ask(request("GET", "/", headers, 0)).await;
            assert_eq!(answer.status(), expected, "{headers:?}");
        }
    }
}

#[test]
fn a_demonstration_answers_under_this_machines_names_only() {
    for (host, own) in [
        ("localhost", true),
        ("LOCALHOST:8018", true),
        ("127.0.0.1:8018", true),
        ("127.8.9.1", true),
        ("[::1]:8018", true),
        ("127.evil.vn", false),
        ("localhost.evil.vn", false),
        ("[::1].evil.vn", false),
        ("192.0.2.7:8018", false),
        ("motcua.vn", false),
    ] {
        let refusal =
            |demonstration| refused(&request("GET", "/", &[("host", host)], 0), demonstration);
        let expected = match (own, host) {
            (true, _) => None,
            // The host is not valid.
            (false, "[::1].evil.vn") => Some(StatusCode::BAD_REQUEST),
            (false, _) => Some(StatusCode::MISDIRECTED_REQUEST),
        };
        assert_eq!(refusal(true).map(Refused::status), expected, "{host}");
        assert_ne!(
            refusal(false).map(Refused::status),
            Some(StatusCode::MISDIRECTED_REQUEST),
            "{host}"
        );
    }
}

#[tokio::test]
async fn every_error_is_a_page_and_every_answer_has_the_headers() {
    let long = format!("/?{}", "x".repeat(ADDRESS_BYTES + 1));
    let cookies = "x".repeat(HEAD_BYTES);
    let own = ("host", "one.vn");
    let table = [
        (request("GET", "/", &[own], 0), 200),
        (request("POST", "/", &[own], 9), 200),
        (request("POST", "/large", &[own], 9), 413),
        (request("POST", "/kept", &[own], 0), 405),
        (request("GET", "/en/send", &[own], 0), 405),
        (request("PUT", "/", &[own], 0), 405),
        (request("DELETE", "/none", &[own], 0), 405),
        (request("OPTIONS", "/", &[own], 0), 405),
        (request("TRACE", "/none", &[own], 0), 405),
        (request("GET", "/none", &[own], 0), 404),
        (request("GET", "/number/x", &[own], 0), 400),
        (request("GET", "/panic", &[own], 0), 500),
        (request("GET", &long, &[own], 0), 414),
        (request("GET", "/", &[own, ("cookie", &cookies)], 0), 431),
        (request("GET", "/", &[], 0), 400),
        (request("POST", "/", &[own, ("origin", "null")], 0), 403),
        (request("GET", "/vi", &[own], 0), 308),
    ];
    for (request, expected) in table {
        let text = format!("{} {:.20}", request.method(), request.uri().to_string());
        let (answer, body) = ask(request).await;
        assert_eq!(answer.status(), expected, "{text}");
        for (name, value) in HEADERS {
            assert_eq!(answer.headers().get(&name).expect(&text), value, "{text}: {name}");
        }
        let error = expected >= 400;
        let stored = if error || text.starts_with("POST") { "no-store" } else { "no-cache" };
        assert_eq!(answer.headers()[CACHE_CONTROL], stored, "{text}");
        assert_eq!(body.matches("<h1>").count(), usize::from(error), "{text}: {body}");
        assert!(!body.contains("[error-"), "{text}: a text is missing");
        assert_eq!(answer.headers().contains_key(ALLOW), expected == 405, "{text}");
    }
}

#[tokio::test]
async fn a_refusal_is_in_the_readers_language_and_names_the_limit() {
    let own = [("host", "one.vn")];
    let (_, vietnamese) = ask(request("POST", "/large", &own, 9)).await;
    assert!(vietnamese.contains("<html lang=\"vi\">") && vietnamese.contains("64 kB"));
    let (answer, english) = ask(request("GET", "/en/track", &own, 0)).await;
    assert!(english.contains("<html lang=\"en\">") && english.contains("Nothing has changed"));
    assert_eq!(answer.headers()[ALLOW], "POST");
}

#[tokio::test]
async fn an_address_is_sent_to_no_other_site_and_a_cache_header_of_a_page_stays() {
    let own = [("host", "one.vn")];
    let track = request("POST", "/en/track", &own, 0);
    for request in [request("GET", "/t/key", &own, 0), track, request("GET", "/en/t/x", &own, 0)] {
        assert_eq!(ask(request).await.0.headers()[REFERRER_POLICY], "no-referrer");
    }
    let stored = ask(request("GET", "/kept", &own, 0)).await.0;
    assert_eq!(stored.headers()[CACHE_CONTROL], "private");
}

#[tokio::test]
async fn the_vietnamese_prefix_leads_to_the_page_and_never_elsewhere() {
    let table = [
        ("/vi", "/"),
        ("/vi/", "/"),
        ("/vi/list?unit=A", "/list?unit=A"),
        ("/vi//two.vn", "/two.vn"),
        ("/vi///two.vn/x", "/two.vn/x"),
    ];
    for (address, expected) in table {
        let (answer, _) = ask(request("GET", address, &[("host", "one.vn")], 0)).await;
        assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT, "{address}");
        assert_eq!(answer.headers()[LOCATION], expected, "{address}");
    }
    let (other, _) = ask(request("GET", "/video", &[("host", "one.vn")], 0)).await;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
}

#[test]
fn an_answer_by_hyper_gets_the_headers_after_its_first_line() {
    let whole = with_headers(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
    let whole = String::from_utf8(whole).expect("text");
    assert!(whole.starts_with("HTTP/1.1 400 Bad Request\r\ncontent-security-policy: default"));
    assert!(whole.ends_with("\r\ncache-control: no-store\r\ncontent-length: 0\r\n\r\n"));
}

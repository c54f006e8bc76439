//! The operator's listener: metrics as Prometheus reads them, and the health of the program.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::small_office::SmallOffice;

async fn ask(app: &SmallOffice, address: &str) -> (StatusCode, String) {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let (parts, body) = app.ops.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, String::from_utf8(bytes.to_vec()).unwrap())
}

/// The samples by name and labels. Every line must match the grammar of the format.
async fn samples(app: &SmallOffice) -> BTreeMap<String, f64> {
    let (status, text) = ask(app, "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.ends_with('\n'));
    let (mut samples, mut family) = (BTreeMap::new(), String::new());
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            family = help.split_once(' ').unwrap().0.to_owned();
            continue;
        }
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert_eq!(name, family, "{line}");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
        let suffix = name.strip_prefix(&*family).unwrap_or_else(|| panic!("{line} in {family}"));
        assert!(["", "_bucket", "_sum", "_count"].contains(&suffix), "{line}");
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{line}");
        for label in labels.strip_suffix('}').unwrap().split(',').filter(|label| !label.is_empty())
        {
            let (name, value) = label.split_once('=').unwrap();
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            assert!(value.len() > 2 && value.starts_with('"') && value.ends_with('"'), "{line}");
        }
        let before = samples.insert(series.to_owned(), value.parse().unwrap());
        assert!(before.is_none(), "twice: {line}");
    }
    samples
}

#[tokio::test]
async fn figures_rise_with_requests_and_name_patterns_only() {
    let app = SmallOffice::new();
    let before = samples(&app).await;
    assert!(before.keys().all(|series| !series.contains("route=")), "no request yet: {before:?}");
    assert!(before["motcua_commits_total"] >= 1.0);
    assert!(before["motcua_commands_total"] >= before["motcua_commits_total"]);
    for address in ["/", "/en/", "/dossier/CANARY", "/en/dossier/CANARY", "/CANARY?name=CANARY"] {
        let answer = app.get(address).await;
        let id = answer.headers["x-request-id"].to_str().unwrap();
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
    let odd = Request::builder().method("CANARY").uri("/").body(Body::empty()).unwrap();
    assert!(app.ask(odd).await.headers.contains_key("x-request-id"));
    let after = samples(&app).await;
    assert!(after.keys().all(|series| !series.contains("CANARY")), "{after:?}");
    let requests = |labels: &str| {
        let series = format!("motcua_http_requests_total{{{labels}}}");
        *after.get(&series).unwrap_or_else(|| panic!("{series}: {after:?}"))
    };
    assert_eq!(requests(r#"route="/",method="GET",status="2xx""#), 2.0, "both languages");
    assert_eq!(requests(r#"route="/dossier/{code}",method="GET",status="3xx""#), 2.0, "to sign in");
    assert_eq!(requests(r#"route="none",method="GET",status="4xx""#), 1.0);
    assert_eq!(requests(r#"route="/",method="other",status="4xx""#), 1.0);
    let bucket =
        r#"motcua_http_request_duration_seconds_bucket{route="/dossier/{code}",le="+Inf"}"#;
    assert_eq!(after[bucket], 2.0);
    for gauge in ["motcua_http_connections", "motcua_http_requests_waiting"] {
        assert_eq!(after[gauge], 0.0, "{gauge}");
    }
    assert!(
        after.contains_key("motcua_notices_due") && after.contains_key("motcua_notices_failed")
    );
}

#[tokio::test]
async fn the_public_listener_has_none_of_it() {
    let app = SmallOffice::new();
    for address in ["/health", "/metrics", "/en/health", "/en/metrics"] {
        assert_eq!(app.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(ask(&app, "/").await.0, StatusCode::NOT_FOUND, "and the pages are not here");
}

#[tokio::test]
async fn health_fails_with_the_record() {
    let app = SmallOffice::new();
    assert_eq!(ask(&app, "/health").await, (StatusCode::OK, r#"{"status":"ok"}"#.to_owned()));
    // Like a disk that loses its content.
    for entry in fs::read_dir(app.folder.path()).unwrap().map(|entry| entry.unwrap()) {
        let length = entry.metadata().unwrap().len() as usize;
        let mut file = OpenOptions::new().write(true).open(entry.path()).unwrap();
        file.write_all(&vec![0; length]).unwrap();
    }
    let (status, body) = ask(&app, "/health").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{body}");
    assert!(body.contains("the record cannot be read"), "{body}");
    let (status, text) = ask(&app, "/metrics").await;
    assert_eq!(status, StatusCode::OK, "the other counts are still answered");
    assert!(!text.contains("motcua_notices_due"), "{text}");
}

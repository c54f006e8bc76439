//! The operator's listener: `/health` and `/metrics`. The listener is separate from the pages, has
//! no public route, and shows no dossier and no person.

use std::sync::Arc;
use std::time::Duration;

use app::{Application, Failure};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use calendar::Instant;
use tokio::sync::Mutex;

use crate::metrics::Metrics;
use crate::{MachineClock, Site};

/// The longest wait for the record, including the wait for earlier requests.
const WAIT: Duration = Duration::from_secs(5);

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

#[derive(Clone)]
struct Ops {
    app: Arc<Application>,
    machine: MachineClock,
    metrics: Arc<Metrics>,
    /// A lock that admits one request at a time to the record, so that a hanging record blocks one
    /// thread only.
    lock: Arc<Mutex<()>>,
}

/// The router of the operator's listener.
pub fn router(site: &Site) -> Router {
    let ops = Ops {
        app: Arc::clone(&site.app),
        machine: Arc::clone(&site.machine),
        metrics: Arc::clone(&site.metrics),
        lock: Arc::default(),
    };
    Router::new().route("/health", get(health)).route("/metrics", get(metrics)).with_state(ops)
}

async fn health(State(ops): State<Ops>) -> Response {
    let checked = ops.ask(|app, _| {
        let read = app.ask(|inquiry| inquiry.events());
        [
            ("the record cannot be read", read.err()),
            ("the commit log takes no commands", app.check_commit_log().err()),
        ]
    });
    let wrong: Vec<&str> = match checked.await {
        None => vec!["the record does not answer in time"],
        Some(checks) => {
            checks.into_iter().filter_map(|(text, failure)| log_failure(text, failure)).collect()
        }
    };
    let (status, body) = if wrong.is_empty() {
        (StatusCode::OK, r#"{"status":"ok"}"#.to_owned())
    } else {
        // The texts are constants of this file, and none contains quotation marks.
        let wrong = wrong.join(r#"",""#);
        let body = format!(r#"{{"status":"failing","wrong":["{wrong}"]}}"#);
        (StatusCode::SERVICE_UNAVAILABLE, body)
    };
    (status, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// Logs the cause of a failure, if there is one, and returns its text.
fn log_failure(text: &'static str, failure: Option<Failure>) -> Option<&'static str> {
    let cause = failure?.for_log();
    tracing::error!(cause, "{text}");
    Some(text)
}

async fn metrics(State(ops): State<Ops>) -> Response {
    let mut text = ops.metrics.exposition();
    let (commits, commands) = ops.app.commit_counts();
    let help = "Commits that held commands on dossiers.";
    text.single("motcua_commits_total", "counter", help, commits);
    text.single("motcua_commands_total", "counter", "Commands on dossiers committed.", commands);
    // Where the record cannot be read these metrics are absent, and `/health` states the reason.
    if let Some(Ok((due, failed))) = ops.ask(|app, now| app.notice_counts(now)).await {
        text.single("motcua_notices_due", "gauge", "Notices whose next try is due.", due);
        text.single("motcua_notices_failed", "gauge", "Notices that failed for good.", failed);
    }
    ([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "no-store")], text.text()).into_response()
}

impl Ops {
    /// Queries the record outside the async threads; `None` where it does not answer in time.
    async fn ask<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Application, Instant) -> T + Send + 'static,
    ) -> Option<T> {
        let (app, now) = (Arc::clone(&self.app), (self.machine)());
        let lock = Arc::clone(&self.lock).lock_owned();
        let answer = async {
            let guard = lock.await;
            let answer = tokio::task::spawn_blocking(move || {
                // A query that hangs keeps the lock.
                let _guard = guard;
                query(&app, now)
            });
            answer.await.ok()
        };
        tokio::time::timeout(WAIT, answer).await.ok()?
    }
}

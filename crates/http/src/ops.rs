//! What the operator's own listener answers: `/health` and `/metrics`. It stands apart from the
//! pages: no public route leads here, and nothing here shows a dossier or a person.

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

/// How long the record is waited for, all who ask before included.
const WAIT: Duration = Duration::from_secs(5);

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

#[derive(Clone)]
struct Ops {
    app: Arc<Application>,
    machine: MachineClock,
    metrics: Arc<Metrics>,
    /// One request at a time asks the record: a record that hangs takes one thread, not all.
    turn: Arc<Mutex<()>>,
}

/// The router of the operator's listener.
pub fn router(site: &Site) -> Router {
    let ops = Ops {
        app: Arc::clone(&site.app),
        machine: Arc::clone(&site.machine),
        metrics: Arc::clone(&site.metrics),
        turn: Arc::default(),
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
        Some(checks) => checks.into_iter().filter_map(|(what, found)| noted(what, found)).collect(),
    };
    let (status, body) = if wrong.is_empty() {
        (StatusCode::OK, r#"{"status":"ok"}"#.to_owned())
    } else {
        // Texts of this file, without a quotation mark.
        let wrong = wrong.join(r#"",""#);
        let body = format!(r#"{{"status":"failing","wrong":["{wrong}"]}}"#);
        (StatusCode::SERVICE_UNAVAILABLE, body)
    };
    (status, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// What is wrong, after a line in the log with the cause.
fn noted(what: &'static str, found: Option<Failure>) -> Option<&'static str> {
    let cause = found?.for_log();
    tracing::error!(cause, "{what}");
    Some(what)
}

async fn metrics(State(ops): State<Ops>) -> Response {
    let mut text = ops.metrics.exposition();
    let (commits, commands) = ops.app.commit_counts();
    let help = "Commits that held commands on dossiers.";
    text.single("motcua_commits_total", "counter", help, commits);
    text.single("motcua_commands_total", "counter", "Commands on dossiers committed.", commands);
    // Where the record cannot be read the figures are absent, and `/health` gives the reason.
    if let Some(Ok((due, failed))) = ops.ask(|app, now| app.notice_counts(now)).await {
        text.single("motcua_notices_due", "gauge", "Notices whose next try is due.", due);
        text.single("motcua_notices_failed", "gauge", "Notices that failed for good.", failed);
    }
    ([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "no-store")], text.text()).into_response()
}

impl Ops {
    /// Asks the record off the async threads; nothing where it does not answer in time.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Application, Instant) -> T + Send + 'static,
    ) -> Option<T> {
        let (app, now) = (Arc::clone(&self.app), (self.machine)());
        let turn = Arc::clone(&self.turn).lock_owned();
        let answer = async {
            let turn = turn.await;
            let answer = tokio::task::spawn_blocking(move || {
                // A question that hangs keeps its turn.
                let _turn = turn;
                question(&app, now)
            });
            answer.await.ok()
        };
        tokio::time::timeout(WAIT, answer).await.ok()?
    }
}

//! The listener for notices of the bank: one signed call for each transfer (docs/money.md). The listener
//! is separate from the pages and has no session. It must not know how a transfer finds its dossier.

use std::sync::Arc;

use app::{Application, BankCall, BankOutcome, Failure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use calendar::Instant;
use credentials::once;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::{Clock, Rng, Site};

/// The header with the signature: HMAC-SHA-256 of the body in hexadecimal.
pub const SIGNATURE: &str = "x-signature";
/// The most bytes of a call.
const MAX_BYTES: usize = 16 * 1024;
/// The most characters of an id, an account and a text.
const MAX_ID: usize = 200;
const MAX_TEXT: usize = 2_000;
/// The most đồng of one transfer.
const MAX_VND: u64 = 1_000_000_000_000_000;

#[derive(Clone)]
struct Bank {
    app: Arc<Application>,
    clock: Clock,
    rng: Rng,
    secret: Arc<[u8]>,
    /// A lock that admits one call at a time to the record: a bank that calls often takes no other
    /// visitor's turn.
    lock: Arc<Mutex<()>>,
}

/// The router of the bank's listener; `secret` is shared with the bank.
pub fn router(site: &Site, secret: &[u8]) -> Router {
    let bank = Bank {
        app: Arc::clone(&site.app),
        clock: site.clock.clone(),
        rng: Arc::clone(&site.rng),
        secret: secret.into(),
        lock: Arc::default(),
    };
    let limit = DefaultBodyLimit::max(MAX_BYTES);
    Router::new().route("/bank/notices", post(notice)).layer(limit).with_state(bank)
}

async fn notice(State(bank): State<Bank>, headers: HeaderMap, body: Bytes) -> Response {
    let Ok(text) = std::str::from_utf8(&body) else {
        return answer(StatusCode::BAD_REQUEST, "the body is no UTF-8");
    };
    let stated = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signature = once::keyed(&bank.secret, text);
    if !once::constant_time_eq(&signature, &stated.trim().to_ascii_lowercase()) {
        tracing::warn!("a call of the bank without its signature was refused");
        return answer(StatusCode::UNAUTHORIZED, "the signature is not that of the body");
    }
    let mut salt = [0; 16];
    (bank.rng)(&mut salt);
    let call = match read(text, once::hex(&salt)) {
        Ok(call) => call,
        Err(fault) => return answer(StatusCode::UNPROCESSABLE_ENTITY, fault),
    };
    let guard = Arc::clone(&bank.lock).lock_owned().await;
    let taken = tokio::task::spawn_blocking(move || {
        let _guard = guard;
        let now = bank.clock.now();
        bank.app.take_bank_call(call, now)
    });
    match taken.await {
        Ok(Ok(outcome)) => outcome_answer(outcome),
        Ok(Err(Failure::KeyConflict)) => {
            answer(StatusCode::CONFLICT, "another transfer was notified with this id")
        }
        Ok(Err(failure)) => {
            let cause = failure.for_log();
            tracing::error!(cause, "a notice of the bank is not on record; the bank calls again");
            let text = "the notice is not on record; call again";
            let mut answer = answer(StatusCode::SERVICE_UNAVAILABLE, text);
            answer.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("60"));
            answer
        }
        Err(_) => {
            answer(StatusCode::INTERNAL_SERVER_ERROR, "the notice is not on record; call again")
        }
    }
}

fn outcome_answer(outcome: BankOutcome) -> Response {
    let body = match outcome {
        BankOutcome::Matched => json!({ "status": "matched" }),
        BankOutcome::PutAside(why) => json!({ "status": "put_aside", "why": why.code() }),
        BankOutcome::Known => json!({ "status": "known" }),
    };
    reply(StatusCode::OK, &body)
}

/// Reads a call.
///
/// # Errors
/// What is wrong with the first field that does not fit.
fn read(text: &str, salt: String) -> Result<BankCall, &'static str> {
    let body: Value = serde_json::from_str(text).map_err(|_| "the body is no JSON object")?;
    let line = |name: &str, most: usize| {
        let text = body[name].as_str().map(str::trim).unwrap_or_default();
        (text.chars().count() <= most).then(|| text.to_owned())
    };
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let amount = body["amount_vnd"].as_u64().filter(|amount| (1..=MAX_VND).contains(amount));
    let at = body["transferred_at"].as_str().and_then(|at| at.parse::<Instant>().ok());
    Ok(BankCall {
        bank_id: filled(line("id", MAX_ID)).ok_or("id is a text of 1 to 200 characters")?,
        account: filled(line("account", MAX_ID)).ok_or("account is the number of the account")?,
        amount_vnd: amount.ok_or("amount_vnd is a whole number of đồng above 0")?,
        text: line("text", MAX_TEXT).ok_or("text has at most 2,000 characters")?,
        transferred_at: at
            .ok_or("transferred_at is an instant such as 2026-11-27T09:00:00+07:00")?,
        salt,
    })
}

fn answer(status: StatusCode, error: &str) -> Response {
    reply(status, &json!({ "error": error }))
}

fn reply(status: StatusCode, body: &Value) -> Response {
    let headers = [(CONTENT_TYPE, "application/json; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}

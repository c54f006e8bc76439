//! The outermost layer: gives each request an id and a span, logs its answer and counts it. The
//! log's fields are the id, the route's pattern, the method, the status and the duration; never an
//! address, a header or a body.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::Rng;
use crate::middleware::own_path;
use crate::request_context::Shared;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The label for an address without a route.
const NO_ROUTE: &str = "none";

/// Answers a request, and logs and counts the answer.
pub async fn observe(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let site = &shared.site;
    let id = request_id(&site.rng);
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let route = pattern.as_ref().map_or(NO_ROUTE, |pattern| own_path(pattern.as_str()).1);
    let method = method_name(request.method());
    // The span has the highest level, so that every level logs the id.
    let span =
        tracing::error_span!("request", id, route, method, status = Empty, duration_ms = Empty);
    let started = (site.machine)();
    let mut answer = next.run(request).instrument(span.clone()).await;
    // The machine's clock may have been set back during the request.
    let millis = u64::try_from((site.machine)().0 - started.0).unwrap_or_default();
    let status = answer.status().as_u16();
    span.record("status", status).record("duration_ms", millis);
    span.in_scope(|| tracing::info!("answered"));
    site.metrics.answered(route, method, status, millis);
    // Cannot fail: hexadecimal digits are a valid header value.
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(REQUEST_ID, id);
    }
    answer
}

fn request_id(rng: &Rng) -> String {
    let mut bytes = [0; 8];
    rng(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// The label of a method. A client may send any method, so others share one label.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

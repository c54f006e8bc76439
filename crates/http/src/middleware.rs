//! The middleware of every request: refusals before any page is called, pages for errors without
//! one, and the headers of every answer. The module must not know pages or sessions.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderMap, HeaderName,
    HeaderValue, LOCATION, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use text::Language;

use crate::address;
use crate::answer::Error;
use crate::observe::observe;
use crate::request_context::{RequestContext, Shared};
use crate::serve::{BodyTimeout, OverClientLimit};

const ADDRESS_BYTES: usize = 8 * 1024;
const HEAD_BYTES: usize = 16 * 1024;

const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const NO_DEVICE: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
                         encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
                         magnetometer=(), microphone=(), midi=(), payment=(), \
                         picture-in-picture=(), publickey-credentials-get=(), \
                         screen-wake-lock=(), usb=(), web-share=(), xr-spatial-tracking=()";

const HEADERS: [(HeaderName, &str); 8] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), NO_DEVICE),
    (REFERRER_POLICY, "same-origin"),
];

/// The header that keeps personal pages out of search engines.
pub const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
pub const NOT_INDEXED: &str = "noindex, nofollow, noarchive";

/// The methods that routes may have.
const METHODS: [Method; 3] = [Method::GET, Method::HEAD, Method::POST];

/// The reason why a request is refused before routing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A page of another site sent the request.
    Foreign,
    /// The request to a demonstration folder, whose passwords are public, names another host.
    OtherHost,
    NoMethod,
    TooSlow,
    TooLarge,
    LongAddress,
    LongHead,
    /// Too many requests are in progress, of all clients or of this one.
    Busy,
    /// The request cannot be read; this is the status of the answer.
    Malformed(StatusCode),
}

impl Refused {
    pub fn status(self) -> StatusCode {
        match self {
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::NoMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::LongHead => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Malformed(status) => status,
        }
    }

    /// The word in the keys of the refusal's texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Foreign => "foreign",
            Self::OtherHost => "other_host",
            Self::NoMethod => "no_method",
            Self::TooSlow => "too_slow",
            Self::TooLarge => "too_large",
            Self::LongAddress => "long_address",
            Self::LongHead => "long_head",
            Self::Busy => "busy",
            Self::Malformed(_) => "malformed",
        }
    }
}

/// Adds the middleware to all routes.
pub fn wrap(routes: Router<Arc<Shared>>, shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    routes
        .layer(from_fn_with_state(Arc::clone(shared), middleware))
        .layer(from_fn_with_state(Arc::clone(shared), observe))
}

async fn middleware(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let late = request.extensions().get::<BodyTimeout>().cloned();
    let page = |error: Error| error.response(&context(&shared, &uri));
    let demonstration = shared.site.demonstration.is_some();
    let mut answer = match (refused(&request, demonstration), moved(&method, &uri)) {
        (Some(why), _) => page(Error::Refused(why)),
        (None, Some(address)) => {
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, address)]).into_response()
        }
        (None, None) => catch_panic(next.run(request)).await.unwrap_or_else(&page),
    };
    if late.is_some_and(|late| late.is_late()) {
        answer = page(Error::Refused(Refused::TooSlow));
    } else if !METHODS.contains(&method) && answer.status() == StatusCode::NOT_FOUND {
        answer = page(Error::Refused(Refused::NoMethod));
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
    } else if let Some(error) = without_page(&answer) {
        let allow = answer.headers_mut().remove(ALLOW);
        answer = page(error);
        answer.headers_mut().extend(allow.map(|methods| (ALLOW, methods)));
    }
    finish(&mut answer, &method, &uri);
    answer
}

/// Sets the headers of every answer.
fn finish(answer: &mut Response, method: &Method, uri: &Uri) {
    let success = answer.status().is_success() || answer.status().is_redirection();
    let reading = matches!(*method, Method::GET | Method::HEAD);
    let stored = if success && reading { "no-cache" } else { "no-store" };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        // An answer may have stricter headers, such as a file in its sandbox.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_of_one_person(own_path(uri.path()).1) {
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(ROBOTS, HeaderValue::from_static(NOT_INDEXED));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(stored));
}

/// The bytes of an answer that hyper made, with the headers of every answer after its first line.
pub fn with_headers(answer: &[u8]) -> Vec<u8> {
    let line = answer.windows(2).position(|pair| pair == b"\r\n").map_or(0, |at| at + 2);
    let (first, rest) = answer.split_at(line);
    let mut whole = first.to_vec();
    if line > 0 {
        for (name, value) in HEADERS.into_iter().chain([(CACHE_CONTROL, "no-store")]) {
            whole.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    }
    whole.extend_from_slice(rest);
    whole
}

/// Whether a public page is about one dossier or person, by a secret in its address or its form. The
/// address of such a page must not be sent to another site, and no search engine may store the
/// page.
pub fn is_of_one_person(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    ["t", "track", "rate", "complain", "draft"].contains(&first)
}

/// The language of an address, and the address without the language's prefix.
pub fn own_path(path: &str) -> (Language, &str) {
    match path.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        _ => (Language::Vietnamese, path),
    }
}

fn context(shared: &Arc<Shared>, uri: &Uri) -> RequestContext {
    let (language, path) = own_path(uri.path());
    // An address that cannot be shown (`*`, or a long one) is replaced by that of the home page.
    let short = if path.len() > ADDRESS_BYTES { "/" } else { path };
    let (mut parts, ()) = axum::http::Request::new(()).into_parts();
    parts.uri = Uri::try_from(short).unwrap_or_default();
    RequestContext::new(Arc::clone(shared), language, &parts)
}

/// The redirect for an address with the prefix of Vietnamese, which no page has.
fn moved(method: &Method, uri: &Uri) -> Option<String> {
    let rest = uri.path().strip_prefix("/vi")?;
    if !matches!(*method, Method::GET | Method::HEAD) || !(rest.is_empty() || rest.starts_with('/'))
    {
        return None;
    }
    // Two slashes at the beginning, or characters that browsers read as slashes, would name another
    // host.
    let path = rest.trim_start_matches(['/', '\\']);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("/{path}{query}"))
}

/// The reason to refuse a request before any page is called; `None` for an accepted request.
fn refused(request: &Request, demonstration: bool) -> Option<Refused> {
    let (headers, uri) = (request.headers(), request.uri());
    let long = uri.path().len() + uri.query().map_or(0, str::len);
    let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if request.extensions().get::<OverClientLimit>().is_some() {
        return Some(Refused::Busy);
    }
    if long > ADDRESS_BYTES {
        return Some(Refused::LongAddress);
    }
    if head > HEAD_BYTES {
        return Some(Refused::LongHead);
    }
    let Some(host) = host(headers) else {
        return Some(Refused::Malformed(StatusCode::BAD_REQUEST));
    };
    if demonstration && !address::is_this_machine(host) {
        return Some(Refused::OtherHost);
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    (!reading && is_foreign(headers, host)).then_some(Refused::Foreign)
}

/// The only value of a header; an error where the header occurs several times or is not text.
fn single_value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// The host of a request, if it names exactly one.
fn host(headers: &HeaderMap) -> Option<&str> {
    let host = single_value(headers, &HOST).ok()??;
    let authority: Authority = host.parse().ok()?;
    let name = authority.host();
    let port = host.strip_prefix(name)?;
    let number = port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    (!name.is_empty() && (port.is_empty() || number)).then_some(host)
}

/// Whether a page of another site sent the request. Programs and old browsers do not state this; in
/// that case the form's token decides.
fn is_foreign(headers: &HeaderMap, host: &str) -> bool {
    const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    match (single_value(headers, &SITE), single_value(headers, &ORIGIN)) {
        (Err(()), _) | (_, Err(())) => true,
        (Ok(Some(site)), Ok(origin)) => {
            // A page with `no-referrer`, such as the look-up by key, sends the origin `null`.
            let named = origin.filter(|origin| *origin != "null");
            let elsewhere = named.is_some_and(|origin| !is_same(origin, host));
            elsewhere || !matches!(site, "same-origin" | "none")
        }
        (Ok(None), Ok(Some(origin))) => !is_same(origin, host),
        (Ok(None), Ok(None)) => false,
    }
}

/// Whether an origin is this host. The scheme is not compared, because TLS ends before this
/// program.
fn is_same(origin: &str, host: &str) -> bool {
    let schemes = [("https://", ":443"), ("http://", ":80")];
    schemes.into_iter().any(|(scheme, port)| {
        let bare = |text: &str| text.strip_suffix(port).unwrap_or(text).to_ascii_lowercase();
        origin.strip_prefix(scheme).is_some_and(|origin| bare(origin) == bare(host))
    })
}

/// The error for an answer without a page, which the router or an extractor made.
fn without_page(answer: &Response) -> Option<Error> {
    let status = answer.status();
    let kind = answer.headers().get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    if !(kind.is_empty() || kind.starts_with(b"text/plain")) {
        return None;
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        return Some(Error::Refused(Refused::Busy));
    }
    if status.is_server_error() {
        return Some(Error::Broken(format!("an answer without a page, with the status {status}")));
    }
    let refused = match status {
        StatusCode::NOT_FOUND => return Some(Error::NoPage),
        StatusCode::METHOD_NOT_ALLOWED => Refused::NoMethod,
        StatusCode::REQUEST_TIMEOUT => Refused::TooSlow,
        StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLarge,
        _ if status.is_client_error() => Refused::Malformed(status),
        _ => return None,
    };
    Some(Error::Refused(refused))
}

/// Turns a panic into an error. The panic hook logs the message.
async fn catch_panic(answer: impl Future<Output = Response>) -> Result<Response, Error> {
    let mut answer = pin!(answer);
    std::future::poll_fn(move |context| {
        let polled = AssertUnwindSafe(|| answer.as_mut().poll(context));
        match std::panic::catch_unwind(polled) {
            Ok(polled) => polled.map(Ok),
            Err(_) => Poll::Ready(Err(Error::Broken("a panic".to_owned()))),
        }
    })
    .await
}

#[cfg(test)]
pub(crate) mod tests;

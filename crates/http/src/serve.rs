//! The server: accepts connections with permits and time limits, and lets them finish when the
//! program stops. The module must not know pages or routes.
//!
//! `axum::serve` waits for a silent client for ever, so that a few hundred of them would block the
//! server. This server limits every act of a client: [`Limits`].

mod connection_limit;
mod proxies;
mod refusal;
mod timed_body;
mod timeout_stream;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Once};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use connection_limit::{ConnectionLimit, ConnectionPermit};
use proxies::Proxies;
use timed_body::{AnswerBody, BodyTimes, TimedBody};
use timeout_stream::{ConnectionState, TimeoutStream};

use crate::metrics::Metrics;

/// The most bytes of a request before its body; hyper accepts at most 100 header fields.
const HEAD_BYTES: usize = 64 * 1024;

/// The guard by which the log warns only once of an untrusted proxy on this machine.
static PROXY_NOT_BELIEVED: Once = Once::new();

/// The wait after a failure to accept a connection (too many open files).
const RETRY_WAIT: Duration = Duration::from_millis(200);

pub use proxies::Network;

/// The limits of connections: times, numbers and sizes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time from the first byte of a request, or from the connection, to the end of the
    /// request's head.
    pub head: Duration,
    /// The time between two requests.
    pub between_requests: Duration,
    /// The longest pause between two pieces of a body.
    pub body_pause: Duration,
    /// The longest time for the body of an ordinary form.
    pub form: Duration,
    /// The longest time for the body of a form with files (`multipart/form-data`).
    pub upload: Duration,
    /// The least rate of a form with files: at least this number of bytes in each such time, until
    /// the body ends.
    pub upload_rate: (Duration, usize),
    /// The longest wait for a client that does not read its answer.
    pub write: Duration,
    /// The wait after the last answer for a client that is still sending: it would lose the answer
    /// if the connection were closed at once.
    pub close_wait: Duration,
    /// The time that current requests get when the program stops.
    pub stop_wait: Duration,
    /// The time after which a connection that waits for a permit is refused.
    pub permit_wait: Duration,
    /// The most connections.
    pub connections: usize,
    /// The most connections of one client (an IPv6 network of 64 bits counts as one); behind a
    /// trusted proxy, the most current requests. This machine has no such limit.
    pub per_client: usize,
    /// The most connections that wait for a permit; more are refused at once.
    pub waiting: usize,
    /// The most connections that are refused with a page at once; more are closed without one.
    pub refusals: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            between_requests: Duration::from_secs(30),
            body_pause: Duration::from_secs(10),
            form: Duration::from_secs(30),
            upload: Duration::from_secs(5 * 60),
            upload_rate: (Duration::from_secs(30), 64 * 1024),
            write: Duration::from_secs(30),
            close_wait: Duration::from_secs(2),
            stop_wait: Duration::from_secs(10),
            permit_wait: Duration::from_secs(2),
            connections: 512,
            per_client: 64,
            waiting: 64,
            refusals: 256,
        }
    }
}

/// An extension of a request: whether the body came too late.
#[derive(Clone)]
pub struct BodyTimeout(Arc<ConnectionState>);

impl BodyTimeout {
    pub fn is_late(&self) -> bool {
        self.0.is_late()
    }
}

/// An extension of a request that a trusted proxy forwarded.
#[derive(Clone)]
pub struct ThroughProxy;

/// An extension of a request whose client has too many current requests.
#[derive(Clone)]
pub struct OverClientLimit;

/// Serves within [`Limits::default`], until the server is stopped.
///
/// # Errors
/// None at present: an error of a connection ends only that connection.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    proxies: Vec<Network>,
    metrics: Arc<Metrics>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_within(listener, router, Limits::default(), proxies, metrics, stop).await
}

/// Serves until the server is stopped, then finishes the current requests.
///
/// # Errors
/// None at present: an error of a connection ends only that connection.
pub async fn serve_within(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    proxies: Vec<Network>,
    metrics: Arc<Metrics>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (close, closing) = watch::channel(false);
    let connection_limit =
        Arc::new(ConnectionLimit::new(limits.connections, limits.per_client, limits.waiting));
    let server = Arc::new(Server {
        limits,
        router: TowerToHyperService::new(router),
        closing,
        connection_limit,
        proxies: Proxies(proxies),
        metrics,
        refusal: refusal::answer(),
        refusals: Semaphore::new(limits.refusals),
    });
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            taken = listener.accept() => match taken {
                Ok((stream, client)) => Arc::clone(&server).admit_connection(stream, client, &mut connections),
                Err(error) => wait_after(&error).await,
            }
        }
    }
    drop(listener);
    close.send_replace(true);
    let all = async { while connections.join_next().await.is_some() {} };
    // Connections that do not end in time are closed.
    let _ = tokio::time::timeout(limits.stop_wait, all).await;
    connections.shutdown().await;
    Ok(())
}

/// Ignores a client that left early; logs any other failure to accept a connection, and waits.
async fn wait_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(cause = %error, "no connection accepted");
        tokio::time::sleep(RETRY_WAIT).await;
    }
}

/// The state that all connections share.
struct Server {
    limits: Limits,
    router: TowerToHyperService<Router>,
    closing: watch::Receiver<bool>,
    connection_limit: Arc<ConnectionLimit>,
    proxies: Proxies,
    metrics: Arc<Metrics>,
    refusal: Vec<u8>,
    refusals: Semaphore,
}

impl Server {
    /// Gives a connection a permit, lets it wait for one, or refuses it. Clients of a proxy are
    /// limited by request instead.
    fn admit_connection(
        self: Arc<Self>,
        stream: TcpStream,
        client: SocketAddr,
        connections: &mut JoinSet<()>,
    ) {
        let counted = (!self.proxies.contains(client.ip())).then(|| client.ip());
        if let Some(permit) = self.connection_limit.try_take(counted) {
            connections.spawn(self.serve_connection(stream, client, permit));
            return;
        }
        let Some(place) = self.connection_limit.wait() else {
            connections.spawn(async move { self.refuse(stream).await });
            return;
        };
        connections.spawn(async move {
            let mut closing = self.closing.clone();
            let permit =
                tokio::time::timeout(self.limits.permit_wait, self.connection_limit.take(counted));
            let permit = tokio::select! {
                permit = permit => permit,
                _ = closing.wait_for(|closing| *closing) => return,
            };
            drop(place);
            match permit {
                Ok(Some(permit)) => self.serve_connection(stream, client, permit).await,
                _ => self.refuse(stream).await,
            }
        });
    }

    /// Answers 503; closes the connection without an answer where too many are being refused.
    async fn refuse(&self, stream: TcpStream) {
        let Ok(_place) = self.refusals.try_acquire() else { return };
        refusal::send(stream, &self.refusal, self.limits).await;
    }

    /// Serves one connection to its end.
    async fn serve_connection(
        self: Arc<Self>,
        stream: TcpStream,
        client: SocketAddr,
        _permit: ConnectionPermit,
    ) {
        let _open = self.metrics.connections.raise();
        // Answers are sent at once; where this option cannot be set they are sent a little later.
        let _ = stream.set_nodelay(true);
        let state = Arc::new(ConnectionState::default());
        let timeout_stream =
            TokioIo::new(TimeoutStream::new(stream, self.limits, Arc::clone(&state)));
        let service = service_fn(|request| self.answer(request, client, &state));
        let mut http = http1::Builder::new();
        http.max_buf_size(HEAD_BYTES);
        let mut connection = pin!(http.serve_connection(timeout_stream, service));
        let mut closing = self.closing.clone();
        // An error of a connection affects no other connection.
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = closing.wait_for(|closing| *closing) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }

    /// Answers one request.
    fn answer(
        &self,
        request: Request<Incoming>,
        client: SocketAddr,
        state: &Arc<ConnectionState>,
    ) -> impl Future<Output = Result<Response<AnswerBody>, std::convert::Infallible>> + use<> {
        state.begin();
        let state = Arc::clone(state);
        let times = BodyTimes::of(&self.limits, is_upload(request.headers()));
        let mut request = request.map(|body| {
            if body.is_end_stream() {
                return Body::empty();
            }
            Body::new(TimedBody::new(body, times, Arc::clone(&state)))
        });
        let mut own = None;
        let mut client = client;
        if self.proxies.contains(client.ip()) {
            client.set_ip(self.proxies.client(client.ip(), request.headers()));
            request.extensions_mut().insert(ThroughProxy);
            match self.connection_limit.try_own(client.ip()) {
                Ok(permit) => own = permit,
                Err(_) => drop(request.extensions_mut().insert(OverClientLimit)),
            }
        } else if client.ip().to_canonical().is_loopback() && proxies::forwards(request.headers()) {
            PROXY_NOT_BELIEVED.call_once(|| {
                tracing::warn!(
                    "a proxy on this machine names its clients but is not believed: all of them count \
                     as one; start `motcua serve` with `--proxy 127.0.0.1 --proxy ::1`"
                );
            });
        }
        request.extensions_mut().insert(ConnectInfo(client));
        request.extensions_mut().insert(BodyTimeout(Arc::clone(&state)));
        let answer = self.router.call(request);
        async move {
            let mut response = answer.await?;
            if state.is_late() && response.status() != StatusCode::REQUEST_TIMEOUT {
                response = StatusCode::REQUEST_TIMEOUT.into_response();
            }
            if state.is_unread() {
                // The rest of the body must not be read as another request.
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response.map(|body| AnswerBody::new(body, state, own)))
        }
    }
}

fn is_upload(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let upload = b"multipart/form-data";
    kind.get(..upload.len()).is_some_and(|start| start.eq_ignore_ascii_case(upload))
}

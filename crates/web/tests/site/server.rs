//! The server with real connections: a slow client is disconnected, any other client gets an
//! answer, and a stop lets every client finish. The limits are small, and the expected times have a
//! wide margin.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use web::{Limits, Router};

const SHORT: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_secs(20);

/// Limits that no test reaches by accident; each test shortens the limit that it is about.
fn wide() -> Limits {
    Limits {
        head: LONG,
        between_requests: LONG,
        body_pause: LONG,
        form: LONG,
        upload: LONG,
        upload_rate: (LONG, 0),
        write: LONG,
        close_wait: SHORT,
        stop_wait: LONG,
        permit_wait: LONG,
        connections: 64,
        per_client: 1,
        waiting: 8,
        refusals: 8,
    }
}

struct Fixture {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

impl Fixture {
    async fn open(limits: Limits) -> Self {
        Self::behind(limits, Vec::new()).await
    }

    async fn behind(limits: Limits, proxies: Vec<web::Network>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async move {
            let _ = stopped.await;
        };
        let ended = tokio::spawn(web::serve_within(
            listener,
            routes(),
            limits,
            proxies,
            std::sync::Arc::default(),
            stopped,
        ));
        Self { address, stop, ended }
    }

    async fn context(&self) -> Visitor {
        Visitor(TcpStream::connect(self.address).await.unwrap())
    }
}

fn routes() -> Router {
    let client = async |ConnectInfo(client): ConnectInfo<SocketAddr>| client.to_string();
    let slow = async || {
        sleep(SHORT).await;
        "slept"
    };
    Router::new()
        .route("/", get(async || "here").post(async |body: String| body.len().to_string()))
        .route("/client", get(client))
        .route("/slow", get(slow))
        .route("/stuck", get(std::future::pending::<()>))
        .route("/large", get(async || vec![b'x'; 64 << 20]))
        .route("/deaf", post(async || "not read"))
}

struct Visitor(TcpStream);

impl Visitor {
    async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Reads until an answer that ends with this text has arrived.
    async fn read_until(&mut self, end: &str) -> String {
        let mut heard = Vec::new();
        while !heard.ends_with(end.as_bytes()) {
            let read = soon(self.0.read_buf(&mut heard)).await.unwrap_or(0);
            assert!(read > 0, "closed after {}", String::from_utf8_lossy(&heard));
        }
        String::from_utf8(heard).unwrap()
    }

    async fn ask(&mut self, path: &str, end: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")).await;
        self.read_until(end).await
    }

    /// The bytes that arrive until the other side closes, while a request is sent bit by bit.
    async fn read_until_closed(self, bit: &'static str) -> String {
        let (mut reader, mut writer) = self.0.into_split();
        let dribble = tokio::spawn(async move {
            while !bit.is_empty() && writer.write_all(bit.as_bytes()).await.is_ok() {
                sleep(STEP).await;
            }
            writer
        });
        let mut heard = Vec::new();
        // A reset of the connection ends the reading too.
        let _ = soon(reader.read_to_end(&mut heard)).await;
        dribble.abort();
        String::from_utf8(heard).unwrap()
    }
}

async fn soon<T>(future: impl Future<Output = T>) -> T {
    timeout(LONG, future).await.expect("not for ever")
}

#[tokio::test]
async fn a_head_that_does_not_end_is_cut() {
    let fixture = Fixture::open(Limits { head: SHORT, ..wide() }).await;
    let mut slow = fixture.context().await;
    slow.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
    assert_eq!(slow.read_until_closed("a").await, "");
    assert_eq!(fixture.context().await.read_until_closed("").await, "", "not a byte is slow too");
    let mut second = fixture.context().await;
    second.ask("/", "here").await;
    second.send("GET / HTTP/1.1\r\n").await;
    assert_eq!(second.read_until_closed("").await, "", "the second request has the same limit");
}

#[tokio::test]
async fn a_body_that_stands_still_or_takes_too_long_is_answered_and_cut() {
    for limits in [Limits { body_pause: SHORT, ..wide() }, Limits { form: SHORT, ..wide() }] {
        let fixture = Fixture::open(limits).await;
        let mut slow = fixture.context().await;
        slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\na").await;
        let bit = if limits.body_pause == SHORT { "" } else { "b" };
        let heard = slow.read_until_closed(bit).await;
        assert!(heard.starts_with("HTTP/1.1 408 "), "{heard}");
        assert!(heard.contains("connection: close\r\n"), "{heard}");
    }
}

#[tokio::test]
async fn files_have_more_time_than_a_form() {
    let fixture = Fixture::open(Limits { form: SHORT, ..wide() }).await;
    let mut slow = fixture.context().await;
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\
                Content-Type: Multipart/Form-Data; boundary=x\r\n\r\n";
    slow.send(head).await;
    for _ in 0..12 {
        sleep(STEP).await;
        slow.send("a").await;
    }
    assert!(slow.read_until("12").await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn files_that_come_too_slowly_are_cut() {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\
                Content-Type: multipart/form-data; boundary=x\r\n\r\n";
    let fixture = Fixture::open(Limits { upload_rate: (SHORT, 1000), ..wide() }).await;
    let mut slow = fixture.context().await;
    slow.send(head).await;
    let heard = slow.read_until_closed("a").await;
    assert!(heard.starts_with("HTTP/1.1 408 "), "{heard}");
    let mut steady = fixture.context().await;
    steady.send(head).await;
    for _ in 0..9 {
        steady.send(&"a".repeat(1000)).await;
        sleep(STEP).await;
    }
    assert!(steady.read_until("9000").await.starts_with("HTTP/1.1 200 "));
}

/// The rest of a body is not read as another request: the answer announces the end of the
/// connection.
#[tokio::test]
async fn an_answer_before_the_body_was_read_ends_the_connection_and_says_so() {
    let fixture = Fixture::open(wide()).await;
    let head = |path: &str| format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
    for (path, body, closes) in
        [("/deaf", "", true), ("/deaf", "a", true), ("/", "123456789", false)]
    {
        let mut visitor = fixture.context().await;
        visitor.send(&(head(path) + body)).await;
        let heard = visitor.read_until(if closes { "not read" } else { "\r\n\r\n9" }).await;
        assert_eq!(heard.contains("connection: close\r\n"), closes, "{path} {body}: {heard}");
        if closes {
            assert_eq!(visitor.read_until_closed("").await, "", "{path} {body}");
        } else {
            visitor.ask("/", "here").await;
        }
    }
}

#[tokio::test]
async fn a_connection_is_kept_while_it_is_used_and_closed_when_it_is_not() {
    let fixture =
        Fixture::open(Limits { between_requests: 4 * SHORT, head: 4 * SHORT, ..wide() }).await;
    let mut one = fixture.context().await;
    for _ in 0..8 {
        assert!(one.ask("/", "here").await.starts_with("HTTP/1.1 200 "));
        sleep(SHORT).await;
    }
    one.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /client HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let own = one.0.local_addr().unwrap().to_string();
    let both = one.read_until(&own).await;
    assert_eq!(both.matches("HTTP/1.1 200 OK").count(), 2, "{both}");
    assert_eq!(one.read_until_closed("").await, "");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_disconnected() {
    let fixture = Fixture::open(Limits { write: SHORT, connections: 1, ..wide() }).await;
    let mut deaf = fixture.context().await;
    deaf.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await;
    deaf.0.readable().await.unwrap();
    fixture.context().await.ask("/", "here").await;
    let heard = deaf.read_until_closed("").await;
    assert!(heard.len() < 64 << 20, "all of it fitted into the machine's buffers");
}

/// Checks that a request on this connection is answered 503 in both languages, and that the
/// connection is closed.
async fn refused(mut visitor: Visitor) {
    visitor.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let heard = visitor.read_until_closed("").await;
    assert!(heard.starts_with("HTTP/1.1 503 "), "{heard}");
    for part in ["retry-after: ", "content-security-policy: ", "lang=\"vi\"", "lang=\"en\""] {
        assert!(heard.contains(part), "{part} in {heard}");
    }
}

#[tokio::test]
async fn more_refusals_than_may_be_are_closed_at_once() {
    let limits = Limits { connections: 0, waiting: 0, refusals: 1, close_wait: LONG, ..wide() };
    let fixture = Fixture::open(limits).await;
    let mut first = fixture.context().await;
    first.read_until("</main>").await;
    assert_eq!(fixture.context().await.read_until_closed("").await, "");
}

#[tokio::test]
async fn only_a_trusted_proxy_is_believed_about_its_clients() {
    let ask = |path: &str, client: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client}\r\n\r\n")
    };
    let fixture = Fixture::behind(wide(), vec!["127.0.0.0/8".parse().unwrap()]).await;
    let mut one = fixture.context().await;
    one.send(&ask("/client", "192.0.2.7")).await;
    let port = one.0.local_addr().unwrap().port();
    one.read_until(&format!("192.0.2.7:{port}")).await;
    let plain = Fixture::open(wide()).await;
    let mut other = plain.context().await;
    other.send(&ask("/client", "192.0.2.7")).await;
    let own = other.0.local_addr().unwrap().to_string();
    other.read_until(&own).await;
}

#[tokio::test]
async fn beyond_the_cap_connections_wait_and_are_then_closed() {
    let fixture = Fixture::open(Limits { permit_wait: SHORT, connections: 2, ..wide() }).await;
    let (mut one, mut two) = (fixture.context().await, fixture.context().await);
    one.ask("/", "here").await;
    two.ask("/", "here").await;
    refused(fixture.context().await).await;
    one.ask("/", "here").await;
    drop(two);
    sleep(SHORT).await;
    fixture.context().await.ask("/", "here").await;
}

#[tokio::test]
async fn a_freed_connection_goes_to_a_waiting_client() {
    let fixture = Fixture::open(Limits { connections: 1, waiting: 1, ..wide() }).await;
    let mut one = fixture.context().await;
    one.ask("/", "here").await;
    let mut two = fixture.context().await;
    two.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(timeout(SHORT, two.0.readable()).await.is_err(), "no free connection yet");
    refused(fixture.context().await).await;
    drop(one);
    assert!(two.read_until("here").await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn slow_clients_do_not_disturb_the_others() {
    let limits = Limits { head: SHORT, permit_wait: LONG, connections: 16, waiting: 64, ..wide() };
    let fixture = Fixture::open(limits).await;
    let mut siege = Vec::new();
    for _ in 0..40 {
        let mut slow = fixture.context().await;
        slow.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
        siege.push(tokio::spawn(slow.read_until_closed("a")));
    }
    for length in 1..20 {
        let mut own = fixture.context().await;
        let body = "b".repeat(length);
        let head = format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
        own.send(&(head + &body)).await;
        own.read_until(&format!("\r\n\r\n{length}")).await;
    }
    for slow in siege {
        assert_eq!(soon(slow).await.unwrap(), "");
    }
}

#[tokio::test]
async fn an_answer_reaches_who_is_still_sending() {
    let fixture = Fixture::open(Limits { close_wait: LONG, ..wide() }).await;
    let visitor = fixture.context().await;
    let (mut reader, mut writer) = visitor.0.into_split();
    let sent = tokio::spawn(async move {
        let head = "POST /deaf HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n";
        writer.write_all(head.as_bytes()).await.unwrap();
        writer.write_all(&vec![b'a'; 4_000_000]).await.unwrap();
    });
    soon(sent).await.unwrap();
    let mut heard = String::new();
    soon(reader.read_to_string(&mut heard)).await.unwrap();
    assert!(heard.starts_with("HTTP/1.1 200 ") && heard.ends_with("not read"), "{heard}");
}

#[tokio::test]
async fn a_stop_lets_what_is_in_hand_finish() {
    let fixture = Fixture::open(wide()).await;
    let (mut idle, mut busy) = (fixture.context().await, fixture.context().await);
    let untouched = fixture.context().await;
    idle.ask("/", "here").await;
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(STEP).await;
    fixture.stop.send(()).unwrap();
    assert!(busy.read_until("slept").await.starts_with("HTTP/1.1 200 "));
    for rest in [busy, idle, untouched] {
        assert_eq!(rest.read_until_closed("").await, "");
    }
    soon(fixture.ended).await.unwrap().unwrap();
    assert!(TcpStream::connect(fixture.address).await.is_err(), "nobody is let in any more");
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever() {
    let fixture = Fixture::open(Limits { stop_wait: SHORT, ..wide() }).await;
    let mut stuck = fixture.context().await;
    stuck.send("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(STEP).await;
    fixture.stop.send(()).unwrap();
    soon(fixture.ended).await.unwrap().unwrap();
    assert_eq!(stuck.read_until_closed("").await, "");
}

#[tokio::test]
async fn what_is_not_http_is_refused_with_the_headers_of_every_answer() {
    let fixture = Fixture::open(wide()).await;
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}", "x".repeat(80_000));
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-Many: x\r\n".repeat(101));
    let far = format!("GET /{} HTTP/1.1\r\n", "x".repeat(80_000));
    let wrong = ("GET / HTTP/1.1\r\nno header\r\n\r\n".to_owned(), "400");
    for (message, status) in [wrong, (long, "431"), (many, "431"), (far, "4")] {
        for asked_before in [false, true] {
            let mut visitor = fixture.context().await;
            if asked_before {
                visitor.ask("/", "here").await;
            }
            visitor.send(&message).await;
            let heard = visitor.read_until_closed("").await;
            assert!(heard.starts_with(&format!("HTTP/1.1 {status}")), "{heard}");
            assert_eq!(heard.matches("<h1>").count(), 2, "a page in both languages: {heard}");
            for header in ["content-security-policy: default-src 'none'", "x-frame-options: DENY"] {
                assert_eq!(heard.matches(header).count(), 1, "{heard}");
            }
        }
    }
}

//! A notice as JSON, posted to a gateway over HTTP (docs/notices.md). The module must not know the outbox.

use app::Trouble;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue, RETRY_AFTER, USER_AGENT};
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use rules::gateways::HttpGateway as Settings;
use rustls::pki_types::ServerName;
use text::{Sentence, sentence};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio_rustls::TlsConnector;

use super::gateway::Message;
use super::tls;

const AGENT: &str = concat!("motcua/", env!("CARGO_PKG_VERSION"));

/// A gateway over HTTP.
pub struct HttpGateway {
    host: String,
    port: u16,
    /// Host and port, as the address has them.
    authority: String,
    /// Path and query.
    path: String,
    token: Option<HeaderValue>,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

/// The task of a connection, which ends with this value.
struct Connection(AbortHandle);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl HttpGateway {
    /// # Errors
    /// The address, the token or the certificates cannot be used.
    pub fn new(settings: Settings) -> Result<Self, Sentence> {
        let url = settings.url.as_str();
        let bad = || sentence!("{url:?} is no address of a gateway; write https://…", url);
        let uri: Uri = url.parse().map_err(|_| bad())?;
        let authority = uri.authority().ok_or_else(bad)?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let secure = uri.scheme_str() == Some("https");
        let tls = match secure {
            true => {
                let name = ServerName::try_from(host.clone()).map_err(|_| bad())?;
                let client = tls::client(tls::authorities(settings.authorities.as_deref())?)?;
                Some((TlsConnector::from(client), name))
            }
            false => None,
        };
        let token = settings.token.as_ref().map(|token| {
            let header = HeaderValue::from_str(&format!("Bearer {}", token.0));
            header.map(|mut header| {
                header.set_sensitive(true);
                header
            })
        });
        let token = token.transpose();
        Ok(Self {
            host,
            port: authority.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            authority: authority.to_string(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            token: token.map_err(|_| {
                sentence!("the token for {url:?} has letters that no token has", url)
            })?,
            tls,
        })
    }

    /// Host and port.
    pub fn name(&self) -> String {
        self.authority.clone()
    }

    /// Posts a message; the gateway has taken it where it says so.
    ///
    /// # Errors
    /// The reason why the gateway did not take it.
    pub async fn post(&self, message: &Message) -> Result<(), Trouble> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await;
        let stream = stream.map_err(|_| Trouble::Unreachable)?;
        let request = self.request(message)?;
        let response = match &self.tls {
            Some((connector, name)) => {
                let stream = connector.connect(name.clone(), stream).await;
                exchange(stream.map_err(|_| Trouble::NotSecure)?, request).await?
            }
            None => exchange(stream, request).await?,
        };
        outcome(&response)
    }

    fn request(&self, message: &Message) -> Result<Request<Full<Bytes>>, Trouble> {
        let mut request = Request::post(&self.path)
            .header(HOST, &self.authority)
            .header(USER_AGENT, AGENT)
            .header(CONTENT_TYPE, "application/json")
            .header("idempotency-key", &message.id);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, token);
        }
        // Each part was read as a part of an address or header at the start.
        request.body(Full::new(message.in_json().into())).map_err(|_| Trouble::Unreachable)
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, Trouble> {
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|_| Trouble::Unreachable)?;
    let _connection = Connection(tokio::spawn(connection).abort_handle());
    sender.send_request(request).await.map_err(|_| Trouble::Unreachable)
}

/// What an answer says about the notice; its body says nothing.
fn outcome<B>(response: &Response<B>) -> Result<(), Trouble> {
    let status = response.status();
    let code = status.as_u16();
    Err(match status {
        // A conflict: the gateway has a notice of this name already.
        StatusCode::CONFLICT => return Ok(()),
        _ if status.is_success() => return Ok(()),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            let wait = response.headers().get(RETRY_AFTER).and_then(|wait| wait.to_str().ok());
            let wait = wait.and_then(|wait| wait.trim().parse().ok());
            wait.map_or(Trouble::Later(code), Trouble::Busy)
        }
        StatusCode::GONE => Trouble::NoAddress(code),
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::NOT_FOUND
        | StatusCode::METHOD_NOT_ALLOWED => Trouble::SetUp(code),
        _ if status.is_redirection() => Trouble::SetUp(code),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::MISDIRECTED_REQUEST => {
            Trouble::Later(code)
        }
        _ if status.is_client_error() => Trouble::Refused(code),
        _ => Trouble::Later(code),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn check(code: u16, retry_after: Option<&str>, expected: Result<(), Trouble>) {
        let mut response = Response::builder().status(code);
        if let Some(wait) = retry_after {
            response = response.header(RETRY_AFTER, wait);
        }
        assert_eq!(outcome(&response.body(()).unwrap()), expected, "{code} {retry_after:?}");
    }

    #[test]
    fn the_code_of_the_answer_says_whether_the_notice_is_taken_waits_or_failed() {
        for code in [200, 201, 202, 204, 409] {
            check(code, None, Ok(()));
        }
        for code in [400, 413, 415, 422] {
            check(code, None, Err(Trouble::Refused(code)));
        }
        check(410, None, Err(Trouble::NoAddress(410)));
        for code in [301, 308, 401, 403, 404, 405] {
            check(code, None, Err(Trouble::SetUp(code)));
        }
        for code in [408, 421, 425, 429, 500, 502, 503, 504, 599] {
            check(code, None, Err(Trouble::Later(code)));
        }
        check(429, Some("120"), Err(Trouble::Busy(120)));
        check(503, Some(" 7 "), Err(Trouble::Busy(7)));
        for wait in ["", "-1", "soon", "Fri, 27 Nov 2026 21:00:00 GMT", "99999999999"] {
            check(429, Some(wait), Err(Trouble::Later(429)));
        }
    }
}

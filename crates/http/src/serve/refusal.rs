//! The answer to a connection beyond the limits: 503 with a page in both languages, before any
//! request is read. It must not know routes.

use text::Language;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Limits;
use crate::middleware;

/// The whole answer.
pub(super) fn answer() -> Vec<u8> {
    let part = |language: Language, code: &str| {
        let text = |part: &str| messages::text(language, &format!("error-busy-{part}"), &[]);
        let (heading, message, next) = (text("heading"), text("said"), text("next"));
        format!(
            "<section lang=\"{code}\"><h1>{heading}</h1><p>{message}</p><p>{next}</p></section>"
        )
    };
    let body = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>{}</title><main>{}{}</main>",
        messages::text(Language::Vietnamese, "error-busy-heading", &[]),
        part(Language::Vietnamese, "vi"),
        part(Language::English, "en"),
    );
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nconnection: close\r\n\
         content-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    middleware::with_headers(&[head.as_bytes(), body.as_bytes()].concat())
}

/// Sends the answer and closes the connection; reads first, because a connection closed with unread
/// bytes is reset and its answer is lost.
pub(super) async fn send(mut stream: TcpStream, answer: &[u8], limits: Limits) {
    let exchange = async {
        stream.write_all(answer).await?;
        stream.shutdown().await?;
        let mut bytes = [0; 4096];
        while stream.read(&mut bytes).await? > 0 {}
        Ok::<(), std::io::Error>(())
    };
    // Errors and slow clients are ignored.
    let _ = tokio::time::timeout(limits.linger, exchange).await;
}

//! Answers before a request is read, with a page in both languages: 503 to a connection beyond the
//! limits, and the answer to a request whose head cannot be read. The module must not know routes.

use text::Language;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Limits;
use crate::middleware;

/// The page of an error in both languages.
fn page(key: &str) -> String {
    let part = |language: Language, code: &str| {
        let text = |part: &str| messages::text(language, &format!("error-{key}-{part}"), &[]);
        let (heading, message, next) = (text("heading"), text("said"), text("next"));
        format!(
            "<section lang=\"{code}\"><h1>{heading}</h1><p>{message}</p><p>{next}</p></section>"
        )
    };
    format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>{}</title><main>{}{}</main>",
        messages::text(Language::Vietnamese, &format!("error-{key}-heading"), &[]),
        part(Language::Vietnamese, "vi"),
        part(Language::English, "en"),
    )
}

/// The answer of hyper to a head that cannot be read (longer than the buffer, or not a head), with
/// a page added.
pub(super) fn with_page(answer: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(answer).unwrap_or_default();
    let Some(head) = text.strip_suffix("\r\n\r\n") else {
        return middleware::with_headers(answer);
    };
    let key = match head.get("HTTP/1.1 ".len().."HTTP/1.1 414".len()) {
        Some("414") => "long_address",
        Some("431") => "long_head",
        _ => "malformed",
    };
    let body = page(key);
    let empty = |line: &&str| line.to_ascii_lowercase().starts_with("content-length:");
    let kept: Vec<&str> = head.split("\r\n").filter(|line| !empty(line)).collect();
    let whole = format!(
        "{}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\r\n{body}",
        kept.join("\r\n"),
        body.len()
    );
    middleware::with_headers(whole.as_bytes())
}

/// The whole answer to a connection beyond the limits.
pub(super) fn answer() -> Vec<u8> {
    let body = page("busy");
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nconnection: close\r\n\
         content-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    middleware::with_headers(&[head.as_bytes(), body.as_bytes()].concat())
}

/// Sends the answer and closes the connection. Reads before it closes, because the system resets a
/// connection that is closed with unread bytes, and the client would lose the answer.
pub(super) async fn send(mut stream: TcpStream, answer: &[u8], limits: Limits) {
    let exchange = async {
        stream.write_all(answer).await?;
        stream.shutdown().await?;
        let mut bytes = [0; 4096];
        while stream.read(&mut bytes).await? > 0 {}
        Ok::<(), std::io::Error>(())
    };
    // Errors and slow clients are ignored.
    let _ = tokio::time::timeout(limits.close_wait, exchange).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_a_page_gets_one_in_both_languages() {
        for (status, text) in [("414 URI Too Long", "Địa chỉ quá dài"), ("431 x", "quá nhiều")]
        {
            let answer =
                format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
            let whole = String::from_utf8(with_page(answer.as_bytes())).expect("text");
            let (head, body) = whole.split_once("\r\n\r\n").expect("a head and a body");
            assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{head}");
            assert_eq!(head.matches("content-length").count(), 1, "{head}");
            assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
            assert!(body.contains(text) && body.contains("lang=\"en\""), "{body}");
            assert!(!body.contains("[error-"), "{body}");
        }
    }
}

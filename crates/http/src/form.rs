//! Reads what a form posts: fields, and files where the route takes them; with limits on both.
//! Knows no page.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

use crate::address::Params;
use crate::answer::Error;
use crate::middleware::Refused;

/// Kilobytes of an ordinary form at most.
pub const FORM_KILOBYTES: usize = 64;
/// Bytes of a form with files at most.
pub const FILES_BYTES: usize = 32 * 1024 * 1024;
/// Fields of a form at most.
const FIELDS: usize = 500;

/// A file as the browser sent it; nothing about it is believed yet.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form's field.
    pub field: String,
    pub name: String,
    pub content: Vec<u8>,
}

/// A form as it was posted.
#[derive(Debug, Default)]
pub struct Posted {
    pub fields: Params,
    pub files: Vec<Upload>,
}

/// Reads a posted form.
pub async fn read(parts: Parts, body: Body, files: bool) -> Result<Posted, Error> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        if !files {
            return Err(Error::BadForm);
        }
        return multipart(Request::from_parts(parts, body)).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::BadForm);
    }
    let bytes = to_bytes(body, FORM_KILOBYTES * 1024).await.map_err(unread)?;
    let pairs = form_urlencoded::parse(&bytes);
    let mut fields = Params::default();
    for (name, value) in pairs.take(FIELDS) {
        fields.push_raw(&name, &clean(&name, &value));
    }
    Ok(Posted { fields, files: Vec::new() })
}

async fn multipart(request: Request) -> Result<Posted, Error> {
    let limited = request.map(|body| Body::new(http_body_util::Limited::new(body, FILES_BYTES)));
    let mut parts = Multipart::from_request(limited, &()).await.map_err(|_| Error::BadForm)?;
    let mut posted = Posted::default();
    for _ in 0..FIELDS {
        let Some(part) = parts.next_field().await.map_err(broken)? else { return Ok(posted) };
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => {
                let content = part.bytes().await.map_err(broken)?.to_vec();
                // A file field that was left empty comes as a file without name and content.
                if !(name.is_empty() && content.is_empty()) {
                    posted.files.push(Upload { field, name, content });
                }
            }
            None => {
                let value = part.text().await.map_err(broken)?;
                posted.fields.push_raw(&field, &clean(&field, &value));
            }
        }
    }
    Err(Error::Refused(Refused::TooLarge))
}

/// A field's text in its one form. A password stays as it was typed, control characters left out.
fn clean(field: &str, text: &str) -> String {
    if field.contains("password") {
        return text.chars().filter(|c| !c.is_control()).collect();
    }
    text::outside::lines(text).into_owned()
}

fn unread(error: axum::Error) -> Error {
    let limit = std::error::Error::source(&error)
        .is_some_and(|source| source.is::<http_body_util::LengthLimitError>());
    if limit { Error::Refused(Refused::TooLarge) } else { Error::BadForm }
}

fn broken(error: axum::extract::multipart::MultipartError) -> Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::Refused(Refused::TooLarge),
        _ => {
            let mut source = std::error::Error::source(&error);
            while let Some(inner) = source {
                if inner.is::<http_body_util::LengthLimitError>() {
                    return Error::Refused(Refused::TooLarge);
                }
                source = inner.source();
            }
            Error::BadForm
        }
    }
}

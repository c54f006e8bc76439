//! Reads what a form posts: fields, and files where the route takes them; with limits on both.
//! Knows no page.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

use crate::address::Params;
use crate::answer::Error;
use crate::form_replay;
use crate::middleware::Refused;

/// Text of all fields together, names included, in kilobytes at most. What a form carries for
/// another one (`form_replay`) is counted apart, with the same limit.
pub const FORM_KILOBYTES: usize = 64;
/// Bytes of a form with files at most.
pub const FILES_BYTES: usize = 32 * 1024 * 1024;
/// Bytes of a form with files that are read to keep its fields, once its files are too large to be
/// taken.
const SKIPPED_BYTES: usize = 8 * FILES_BYTES;
/// Fields of a form at most, files among them.
pub const FIELDS: usize = 500;
/// An encoded byte takes up to three, and a form may carry another one.
const ENCODED_BYTES: usize = 2 * 3 * FORM_KILOBYTES * 1024;

/// What is done with the files of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// The route takes none: a form with files is refused.
    Refused,
    /// The sender may not send them: reading ends where the first file begins.
    Unread,
    /// They are skipped without being held in memory, for a visitor whose session has ended: the
    /// fields behind them are kept.
    Skipped,
    Taken,
}

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
    /// Whether files came that were not taken.
    pub files_unread: bool,
    /// Whether the files were too large together: none of them was taken, and the fields are kept.
    pub files_too_large: bool,
}

/// Counts what a form holds against its limits.
#[derive(Default)]
struct Limits {
    fields: usize,
    own_bytes: usize,
    replayed_bytes: usize,
}

impl Limits {
    /// Counts a field and its name.
    fn field(&mut self, name: &str) -> Result<(), Error> {
        self.fields += 1;
        if self.fields > FIELDS {
            return Err(Error::Refused(Refused::TooLarge));
        }
        self.bytes(name, name.strip_prefix(form_replay::PREFIX).unwrap_or(name).len())
    }

    /// Counts a field's name, without the prefix of a carried one, or a part of its value.
    fn bytes(&mut self, field: &str, bytes: usize) -> Result<(), Error> {
        let carried = field.starts_with(form_replay::PREFIX);
        let count = if carried { &mut self.replayed_bytes } else { &mut self.own_bytes };
        *count += bytes;
        if *count > FORM_KILOBYTES * 1024 { Err(Error::Refused(Refused::TooLarge)) } else { Ok(()) }
    }
}

/// Reads a posted form.
///
/// # Errors
/// [`Error::BadForm`] for a body that is no form, or has files where none are taken;
/// [`Refused::TooLarge`] for text, fields or files over their limits.
pub async fn read(parts: Parts, body: Body, files: Files) -> Result<Posted, Error> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        if files == Files::Refused {
            return Err(Error::BadForm);
        }
        return multipart(Request::from_parts(parts, body), files).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::BadForm);
    }
    let bytes = to_bytes(body, ENCODED_BYTES).await.map_err(unread)?;
    let (mut fields, mut limits) = (Params::default(), Limits::default());
    for (name, value) in form_urlencoded::parse(&bytes) {
        limits.field(&name)?;
        limits.bytes(&name, value.len())?;
        fields.push_raw(&name, &clean(&name, &value));
    }
    Ok(Posted { fields, ..Posted::default() })
}

async fn multipart(request: Request, files: Files) -> Result<Posted, Error> {
    let most = if files == Files::Taken { SKIPPED_BYTES } else { FILES_BYTES };
    let limited = request.map(|body| Body::new(http_body_util::Limited::new(body, most)));
    let mut parts = Multipart::from_request(limited, &()).await.map_err(|_| Error::BadForm)?;
    let mut posted = Posted::default();
    match fill(&mut parts, files, &mut posted).await {
        // What came before the files is kept, however much they are.
        Err(Error::Refused(Refused::TooLarge)) if posted.files_too_large => Ok(posted),
        read => read.map(|()| posted),
    }
}

async fn fill(parts: &mut Multipart, files: Files, posted: &mut Posted) -> Result<(), Error> {
    let (mut limits, mut bytes_left) = (Limits::default(), FILES_BYTES);
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let field = part.name().unwrap_or_default().to_owned();
        limits.field(&field)?;
        let Some(name) = part.file_name().map(str::to_owned) else {
            let value = text(&mut part, &field, &mut limits).await?;
            posted.fields.push_raw(&field, &clean(&field, &value));
            continue;
        };
        // A file field that was left empty comes as a file without name and content.
        posted.files_unread |= !name.is_empty() && files != Files::Taken;
        match files {
            Files::Refused | Files::Unread => return Ok(()),
            Files::Skipped => while part.chunk().await.map_err(broken)?.is_some() {},
            Files::Taken => {
                limits.bytes(&field, name.len())?;
                let content = content(&mut part, &mut bytes_left, posted).await?;
                if !(posted.files_too_large || name.is_empty() && content.is_empty()) {
                    posted.files.push(Upload { field, name, content });
                }
            }
        }
    }
    Ok(())
}

/// A file's content. Once the files are too large together none is held any more.
async fn content(
    part: &mut axum::extract::multipart::Field<'_>,
    bytes_left: &mut usize,
    posted: &mut Posted,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        if chunk.len() > *bytes_left {
            posted.files_too_large = true;
            (posted.files, bytes, *bytes_left) = (Vec::new(), Vec::new(), 0);
        } else {
            *bytes_left -= chunk.len();
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

/// The text of a part, read no further than its limit.
async fn text(
    part: &mut axum::extract::multipart::Field<'_>,
    name: &str,
    limits: &mut Limits,
) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        limits.bytes(name, chunk.len())?;
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| Error::BadForm)
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

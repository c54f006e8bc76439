//! Reads a posted form: fields, and files where the route accepts them, with limits on both. It must
//! not know pages.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

use crate::address::Params;
use crate::answer::Error;
use crate::form_replay;
use crate::middleware::Refused;

/// The most kilobytes of the text of all fields together, names included. Fields of a replayed form
/// (`form_replay`) are counted separately, with the same limit.
pub const FORM_KILOBYTES: usize = 64;
/// The most bytes of a form with files.
pub const FILES_BYTES: usize = 32 * 1024 * 1024;
/// The most bytes that are read of a form whose files are too large, to keep its fields.
const SKIPPED_BYTES: usize = 8 * FILES_BYTES;
/// The most fields of a form, including files.
pub const FIELDS: usize = 500;
/// The most bytes of an encoded form: an encoded byte has up to three, and a form may contain a
/// replayed one.
const ENCODED_BYTES: usize = 2 * 3 * FORM_KILOBYTES * 1024;

/// The treatment of a form's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// The route accepts no files: a form with files is refused.
    Refused,
    /// The sender lacks the right: reading ends at the first file.
    Unread,
    /// The files are read and discarded, for a visitor whose session has ended, to keep the fields after
    /// them.
    Skipped,
    Taken,
}

/// A file as the browser sent it, before any check.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name of the field.
    pub field: String,
    pub name: String,
    pub content: Vec<u8>,
}

/// A posted form.
#[derive(Debug, Default)]
pub struct Posted {
    pub fields: Params,
    pub files: Vec<Upload>,
    /// Whether the form had files that were discarded.
    pub files_unread: bool,
    /// Whether all files were discarded because together they were too large; the fields are kept.
    pub files_too_large: bool,
}

/// Counts the fields and bytes of a form against its limits.
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

    /// Counts a field's name, without the prefix of a replayed field, or a part of its value.
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
/// [`Error::BadForm`] for a body that is no form, or has files where none are accepted;
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
        // The fields before the files are kept, whatever the size of the files.
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
        // Browsers send an empty file field as a file without name and content.
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

/// The content of a file. Once the files are too large together, all are discarded.
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

/// The normalised text of a field. A password stays as typed, without control characters.
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

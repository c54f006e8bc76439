//! Reads a posted form: fields, and files where the route accepts them, with limits on both. The
//! module must not know pages.

mod head_limit;

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
#[cfg(test)]
use head_limit::HEAD_BYTES;
use head_limit::{HeadLimit, HeadTooLong, Progress};
use http_body_util::BodyExt;

use crate::address::Params;
use crate::answer::Error;
use crate::form_replay;
use crate::middleware::Refused;
use crate::upload_memory::UploadShare;

/// The most kilobytes of the text of all fields together, names included. Fields of a replayed form
/// (`form_replay`) are counted separately, with the same limit.
pub const FORM_KILOBYTES: usize = 64;
/// The most bytes of a form with files.
pub const FILES_BYTES: usize = 32 * 1024 * 1024;
/// The most bytes that are read of a form whose files are too large, to keep its fields.
const SKIPPED_BYTES: usize = 8 * FILES_BYTES;
/// The most fields of a form, including files.
pub const FIELDS: usize = 500;
/// The most bytes of an encoded form: an encoded byte takes up to three, and a form may contain a
/// replayed one.
const ENCODED_BYTES: usize = 2 * 3 * FORM_KILOBYTES * 1024;

/// The treatment of a form's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// The route accepts no files: a form with files is refused.
    Refused,
    /// The sender lacks the right: reading ends at the first file.
    Unread,
    /// The files are read and discarded, for a visitor whose session has ended, so that the fields
    /// after the files are kept.
    Skipped,
    Taken,
}

/// A file as the browser sent it, before any check.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name of the field.
    pub field: String,
    /// The name of the file, normalised as text from outside.
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
    /// The reason why the form was not read to its end; the fields before that position are kept.
    pub read_error: Option<Error>,
}

impl Posted {
    /// Keeps the start of the field that exceeds a limit, for the page that shows the form again.
    /// The rest of the form is not read.
    fn keep_first_part(&mut self, field: &str, value: &[u8], error: Error) {
        let bytes: usize =
            self.fields.pairs().iter().map(|(name, value)| name.len() + value.len()).sum();
        let left = (FORM_KILOBYTES * 1024).saturating_sub(bytes + field.len());
        let start = String::from_utf8_lossy(&value[..value.len().min(left)]);
        if !start.is_empty() {
            self.fields.push_raw(field, &clean(field, start.trim_end_matches('\u{fffd}')));
        }
        self.read_error = Some(error);
    }
}

/// The fields and bytes of a form, counted against its limits.
#[derive(Default)]
struct Limits {
    fields: usize,
    form_bytes: usize,
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

    /// Counts a field's name, without the prefix of a replayed field, or a part of the field's
    /// value.
    fn bytes(&mut self, field: &str, bytes: usize) -> Result<(), Error> {
        let carried = field.starts_with(form_replay::PREFIX);
        let count = if carried { &mut self.replayed_bytes } else { &mut self.form_bytes };
        *count += bytes;
        if *count > FORM_KILOBYTES * 1024 { Err(Error::Refused(Refused::TooLarge)) } else { Ok(()) }
    }
}

/// Reads a posted form.
///
/// # Errors
/// [`Error::BadForm`] for a body that is not a form, or has files where none are accepted. A form
/// over the limits of text, fields, files or the head of a part is read up to the limit and
/// returned with [`Posted::read_error`].
pub async fn read(
    parts: Parts,
    body: Body,
    files: Files,
    memory: &mut UploadShare,
) -> Result<Posted, Error> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        if files == Files::Refused {
            return Err(Error::BadForm);
        }
        return multipart(Request::from_parts(parts, body), files, memory).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::BadForm);
    }
    let (bytes, whole) = read_up_to(body, ENCODED_BYTES).await?;
    let (mut posted, mut limits) = (Posted::default(), Limits::default());
    for (name, value) in form_urlencoded::parse(&bytes) {
        if let Err(error) = limits.field(&name) {
            posted.read_error = Some(error);
            return Ok(posted);
        }
        if let Err(error) = limits.bytes(&name, value.len()) {
            posted.keep_first_part(&name, value.as_bytes(), error);
            return Ok(posted);
        }
        posted.fields.push_raw(&name, &clean(&name, &value));
    }
    posted.read_error = (!whole).then_some(Error::Refused(Refused::TooLarge));
    Ok(posted)
}

/// Reads a body up to a limit; returns its bytes, and whether they are the whole body.
async fn read_up_to(mut body: Body, most: usize) -> Result<(Vec<u8>, bool), Error> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Error::BadForm)?.into_data() else { continue };
        let fits = data.len().min(most - bytes.len());
        bytes.extend_from_slice(&data[..fits]);
        if fits < data.len() {
            return Ok((bytes, false));
        }
    }
    Ok((bytes, true))
}

async fn multipart(
    request: Request,
    files: Files,
    memory: &mut UploadShare,
) -> Result<Posted, Error> {
    let most = match files {
        Files::Taken => SKIPPED_BYTES,
        Files::Skipped => FILES_BYTES,
        Files::Refused | Files::Unread => ENCODED_BYTES,
    };
    let progress = Progress::default();
    let mut limited = request.map(|body| {
        let body = Body::new(http_body_util::Limited::new(body, most));
        Body::new(HeadLimit::new(body, progress.clone()))
    });
    DefaultBodyLimit::disable().apply(&mut limited);
    let parts = Multipart::from_request(limited, &()).await.map_err(|_| Error::BadForm)?;
    let mut reader = PartReader { parts, progress, memory, bytes_left: FILES_BYTES };
    let mut posted = Posted::default();
    match reader.fill(files, &mut posted).await {
        // The fields before the files are kept, whatever the size of the files.
        Err(Error::Refused(Refused::TooLarge)) if posted.files_too_large => Ok(posted),
        Err(error @ (Error::Overloaded | Error::BadForm | Error::Refused(Refused::TooLarge))) => {
            Ok(Posted { files: Vec::new(), files_unread: true, read_error: Some(error), ..posted })
        }
        read => read.map(|()| posted),
    }
}

/// Reads the parts of a form in the order in which they arrive.
struct PartReader<'a> {
    parts: Multipart,
    progress: Progress,
    memory: &'a mut UploadShare,
    /// The number of bytes of files that may still be read.
    bytes_left: usize,
}

impl PartReader<'_> {
    async fn fill(&mut self, files: Files, posted: &mut Posted) -> Result<(), Error> {
        let mut limits = Limits::default();
        while let Some(mut part) = self.parts.next_field().await.map_err(broken)? {
            self.progress.note();
            let field = part.name().unwrap_or_default().to_owned();
            limits.field(&field)?;
            let Some(name) = part.file_name().map(str::to_owned) else {
                let mut bytes = Vec::new();
                let read = text(&mut part, (&self.progress, &field), &mut limits, &mut bytes);
                if let Err(error) = read.await {
                    posted.keep_first_part(&field, &bytes, error);
                    return Ok(());
                }
                let value = String::from_utf8(bytes).map_err(|_| Error::BadForm)?;
                posted.fields.push_raw(&field, &clean(&field, &value));
                continue;
            };
            // Browsers send an empty file field as a file without name and content.
            posted.files_unread |= !name.is_empty() && files != Files::Taken;
            match files {
                Files::Refused | Files::Unread => return Ok(()),
                Files::Skipped => while chunk(&mut part, &self.progress).await?.is_some() {},
                Files::Taken => {
                    limits.bytes(&field, name.len())?;
                    let (memory, left) = (&mut *self.memory, &mut self.bytes_left);
                    let content = content(&mut part, &self.progress, memory, left, posted).await?;
                    if !(posted.files_too_large || name.is_empty() && content.is_empty()) {
                        let name = text::outside::line(&name).into_owned();
                        posted.files.push(Upload { field, name, content });
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads the content of a file. Once the files are together too large, all of them are discarded.
async fn content(
    part: &mut Field<'_>,
    progress: &Progress,
    memory: &mut UploadShare,
    bytes_left: &mut usize,
    posted: &mut Posted,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = chunk(part, progress).await? {
        if chunk.len() > *bytes_left {
            posted.files_too_large = true;
            (posted.files, bytes, *bytes_left) = (Vec::new(), Vec::new(), 0);
        } else {
            memory.take(chunk.len()).await?;
            *bytes_left -= chunk.len();
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

/// Reads the text of a part, up to its limit.
async fn text(
    part: &mut Field<'_>,
    (progress, name): (&Progress, &str),
    limits: &mut Limits,
    bytes: &mut Vec<u8>,
) -> Result<(), Error> {
    while let Some(chunk) = chunk(part, progress).await? {
        bytes.extend_from_slice(&chunk);
        limits.bytes(name, chunk.len())?;
    }
    Ok(())
}

async fn chunk(part: &mut Field<'_>, progress: &Progress) -> Result<Option<Bytes>, Error> {
    let chunk = part.chunk().await.map_err(broken)?;
    progress.note();
    Ok(chunk)
}

/// The normalised text of a field. A password stays as typed, except for control characters.
fn clean(field: &str, text: &str) -> String {
    if field.contains("password") {
        return text.chars().filter(|c| !c.is_control()).collect();
    }
    text::outside::lines(text).into_owned()
}

fn broken(error: MultipartError) -> Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::Refused(Refused::TooLarge),
        _ => {
            let mut source = std::error::Error::source(&error);
            while let Some(inner) = source {
                if inner.is::<http_body_util::LengthLimitError>() || inner.is::<HeadTooLong>() {
                    return Error::Refused(Refused::TooLarge);
                }
                source = inner.source();
            }
            Error::BadForm
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::{Pin, pin};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::task::{Context, Poll, Waker};

    use hyper::body::Frame;

    use super::*;
    use crate::upload_memory::UploadMemory;

    const MEGABYTE: usize = 1024 * 1024;
    const PARTS: &str = "multipart/form-data; boundary=x";
    const FILE: &str = "--x\r\ncontent-disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n";

    /// A body with a start, then one repeated byte without end; it counts the bytes that are read.
    struct Endless {
        start: Bytes,
        more: usize,
        read: Arc<AtomicUsize>,
    }

    impl axum::body::HttpBody for Endless {
        type Data = Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            let mut bytes = std::mem::take(&mut self.start);
            if bytes.is_empty() {
                let next = self.more.min(64 * 1024);
                self.more -= next;
                bytes = vec![b'n'; next].into();
            }
            if bytes.is_empty() {
                return Poll::Pending;
            }
            self.read.fetch_add(bytes.len(), Relaxed);
            Poll::Ready(Some(Ok(Frame::data(bytes))))
        }
    }

    fn endless_body(start: &str, more: usize) -> (Body, Arc<AtomicUsize>) {
        let read = Arc::<AtomicUsize>::default();
        let start = start.to_owned().into();
        let body = Endless { start, more, read: Arc::clone(&read) };
        (Body::new(body), read)
    }

    fn head(kind: &str) -> Parts {
        let head = Request::builder().header(CONTENT_TYPE, kind);
        let head = head.header("content-length", FILES_BYTES.to_string());
        head.body(Body::empty()).expect("a request").into_parts().0
    }

    /// The head of a part without end, text without end, and files of a visitor without the right:
    /// only a bounded part is read, and the form is refused.
    #[tokio::test]
    async fn what_holds_no_file_is_read_to_a_bound() {
        let field = "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n";
        for (start, most) in [
            ("", HEAD_BYTES),
            ("--x\r\nX-A: ", HEAD_BYTES),
            ("--x\r\n", HEAD_BYTES),
            (&format!("{field}text\r\n--x\r\nX-A: "), HEAD_BYTES),
            (&format!("{FILE}text\r\n--x\r\nX-A: "), HEAD_BYTES),
            (field, FORM_KILOBYTES * 1024),
        ] {
            for files in [Files::Taken, Files::Skipped, Files::Unread] {
                let (body, read_bytes) = endless_body(start, 64 * MEGABYTE);
                let memory = UploadMemory::default();
                let read = read(head(PARTS), body, files, &mut memory.share("", "")).await;
                let ends_before = files == Files::Unread && start.starts_with(FILE);
                let unread = read.expect("what was read").read_error;
                assert_eq!(unread.is_none(), ends_before, "{start:?} {files:?}");
                let refused = matches!(unread, Some(Error::Refused(Refused::TooLarge)) | None);
                assert!(refused, "{start:?} {files:?}");
                let bytes = read_bytes.load(Relaxed);
                assert!(
                    bytes <= start.len() + most + 2 * 64 * 1024,
                    "{start:?} {files:?}: {bytes}"
                );
            }
        }
    }

    /// A form is read the same in pieces of any size, and names of files are composed.
    #[tokio::test]
    async fn many_small_parts_and_large_files_are_read_whole() {
        let composed = "Giấy đề nghị.pdf";
        let decomposed = "Gia\u{302}\u{301}y đe\u{302}\u{300} nghi\u{323}.pdf";
        let file = FILE.replace("filename=\"a\"", &format!("filename=\"{decomposed}\""));
        let small = "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(400);
        let content = "\r\n-\r\n--y\r".repeat(MEGABYTE / 8);
        let body = format!("{small}{file}{content}\r\n{FILE}\r\n--x--\r\n");
        let mut memory = UploadMemory::default().share("", "");
        let read = read(head(PARTS), Body::from(body), Files::Taken, &mut memory).await;
        let posted = read.expect("a form");
        assert_eq!(posted.fields.pairs().len(), 400);
        let files: Vec<_> = posted.files.iter().map(|file| file.content.len()).collect();
        assert_eq!(files, [content.len(), 0]);
        assert_eq!(posted.files[0].name, composed, "in its one form");
    }

    /// A stated length reserves no memory, so slow forms do not stop others.
    #[tokio::test]
    async fn slow_forms_hold_the_memory_of_what_came() {
        let memory = UploadMemory::default();
        let mut context = Context::from_waker(Waker::noop());
        let mut slow = Vec::new();
        for n in 0..40 {
            let mut share = memory.share(&n.to_string(), "");
            slow.push(Box::pin(async move {
                let (body, _) = endless_body(FILE, 1000);
                read(head(PARTS), body, Files::Taken, &mut share).await
            }));
        }
        for slow in &mut slow {
            for _ in 0..10 {
                assert!(slow.as_mut().poll(&mut context).is_pending());
            }
        }
        let whole = format!("{FILE}{}\r\n--x--\r\n", "y".repeat(31 * MEGABYTE));
        let mut share = memory.share("other", "");
        let mut other = pin!(read(head(PARTS), Body::from(whole), Files::Taken, &mut share));
        other.as_mut().await.expect("a form");
    }

    /// The part of a form within its limits is kept, in both encodings, to be shown again.
    #[tokio::test]
    async fn a_form_over_its_limits_keeps_what_fits() {
        let long = "ế".repeat(FORM_KILOBYTES * 1024);
        let part = |name: &str, value: &str| {
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let parts = format!("{}{}--x--\r\n", part("name", "Mai"), part("note", &long));
        let encoded = format!("name=Mai&note={long}&more=1");
        let of_kind = [(PARTS, parts), ("application/x-www-form-urlencoded", encoded)];
        for (kind, body) in of_kind {
            let mut share = UploadMemory::default().share("", "");
            let read = read(head(kind), Body::from(body), Files::Taken, &mut share).await;
            let posted = read.expect("what was read");
            assert!(matches!(posted.read_error, Some(Error::Refused(Refused::TooLarge))), "{kind}");
            assert_eq!(posted.fields.raw("name"), "Mai");
            let note = posted.fields.raw("note");
            assert!(note.chars().count() > 20_000 && long.starts_with(note), "{kind}");
            assert!(note.len() < FORM_KILOBYTES * 1024, "{kind}: {}", note.len());
        }
    }

    /// A form without files needs no memory of uploads, so it is read even when none is free.
    #[tokio::test]
    async fn a_form_without_files_takes_no_memory() {
        let memory = UploadMemory::default();
        let mut all: Vec<_> = (0..4).map(|n| memory.share(&n.to_string(), "")).collect();
        for share in &mut all {
            share.take(FILES_BYTES).await.expect("memory");
        }
        let field = "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n";
        for (kind, body) in [("application/x-www-form-urlencoded", "a=b"), (PARTS, field)] {
            let mut share = memory.share("other", "");
            let read = read(head(kind), Body::from(body), Files::Taken, &mut share).await;
            assert_eq!(read.expect("a form").fields.raw("a"), "b");
        }
    }
}

//! A limit on the memory of the multipart reader. The reader keeps every byte until it finds the
//! end of a part's head or a boundary, so it would keep a head without end. Therefore the reader
//! gets more bytes only when it cannot use those that it has, and only up to a limit. The module
//! must not know a form.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::{Context, Poll, ready};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;

/// The most bytes of a part's head, and of the text before the first part.
pub(super) const HEAD_BYTES: usize = 16 * 1024;
/// The most bytes that the reader gets at once.
const PIECE_BYTES: usize = 4 * 1024;

/// The body of a form with parts.
pub(super) struct HeadLimit {
    body: Body,
    piece: Bytes,
    progress: Progress,
    /// Whether the reader just got a piece: the next poll waits, so that the reader processes the
    /// piece first.
    wait_once: bool,
    /// The number of bytes that the reader got since it last made progress.
    passed_bytes: usize,
}

/// Whether the reader has made progress with its bytes: it began a part, or returned content of
/// one.
#[derive(Clone, Default)]
pub(super) struct Progress(Arc<AtomicBool>);

impl Progress {
    pub fn note(&self) {
        self.0.store(true, Relaxed);
    }
}

/// The error for a part's head that is too long.
#[derive(Debug)]
pub(super) struct HeadTooLong;

impl fmt::Display for HeadTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the head of a part is too long")
    }
}

impl std::error::Error for HeadTooLong {}

impl HeadLimit {
    pub fn new(body: Body, progress: Progress) -> Self {
        Self { body, piece: Bytes::new(), progress, wait_once: false, passed_bytes: 0 }
    }
}

impl HttpBody for HeadLimit {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let progress = this.progress.0.swap(false, Relaxed);
        if progress {
            this.passed_bytes = 0;
        }
        if std::mem::take(&mut this.wait_once) || progress {
            // The reader continues with its bytes, and polls again where they are not enough.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.passed_bytes >= HEAD_BYTES {
            return Poll::Ready(Some(Err(HeadTooLong.into())));
        }
        while this.piece.is_empty() {
            match ready!(Pin::new(&mut this.body).poll_frame(context)) {
                Some(Ok(frame)) => this.piece = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                None => return Poll::Ready(None),
            }
        }
        let piece = this.piece.split_to(PIECE_BYTES.min(this.piece.len()));
        this.passed_bytes += piece.len();
        this.wait_once = true;
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

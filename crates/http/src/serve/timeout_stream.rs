//! A connection with timeouts: how long the client may be silent depends on the stage of the
//! request.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::{Limits, refusal};

/// The stage in which the head of a request is awaited.
const HEAD: u8 = 0;
/// The stage in which the request is answered; its body has its own timeout.
const WORK: u8 = 1;
/// The stage in which the answer is complete, but not all of it is written to the socket.
const FLUSH: u8 = 2;
/// The stage in which all requests are answered.
const IDLE: u8 = 3;

/// The state of a connection. One task writes it, so that relaxed memory order suffices; the
/// exceptions are lateness and the body, which the task of a page may read or write.
#[derive(Default)]
pub(super) struct ConnectionState {
    stage: AtomicU8,
    /// The number of requests that began. A timer that was set for one is not valid for the next.
    requests: AtomicU32,
    late: AtomicBool,
    /// Whether a part of the request's body is not read.
    unread: AtomicBool,
}

impl ConnectionState {
    /// Records that the head of a request is complete.
    pub fn begin(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.set_unread(false);
        self.stage.store(WORK, Ordering::Relaxed);
    }

    /// Records that the last part of the answer was passed on.
    pub fn answered(&self) {
        self.stage.store(FLUSH, Ordering::Relaxed);
    }

    /// Records that the request's body did not arrive in time.
    pub fn set_late(&self) {
        self.late.store(true, Ordering::Release);
    }

    pub fn is_late(&self) -> bool {
        self.late.load(Ordering::Acquire)
    }

    pub fn set_unread(&self, unread: bool) {
        self.unread.store(unread, Ordering::Release);
    }

    /// Whether a part of the request's body is not read.
    pub fn is_unread(&self) -> bool {
        self.unread.load(Ordering::Acquire)
    }

    fn stage(&self) -> u8 {
        self.stage.load(Ordering::Relaxed)
    }

    fn advance(&self, from: u8, to: u8) {
        let _ = self.stage.compare_exchange(from, to, Ordering::Relaxed, Ordering::Relaxed);
    }
}

/// A connection that fails when the client exceeds a time limit.
pub(super) struct TimeoutStream {
    stream: TcpStream,
    limits: Limits,
    state: Arc<ConnectionState>,
    read: Pin<Box<Sleep>>,
    /// The stage and the number of requests for which the read timer was set.
    set_for: Option<(u8, u32)>,
    write: Pin<Box<Sleep>>,
    write_set: bool,
    /// The bytes to send in place of hyper's own answer, and the number of bytes sent.
    replacement: Option<(Vec<u8>, usize)>,
    closing: bool,
}

impl TimeoutStream {
    pub fn new(stream: TcpStream, limits: Limits, state: Arc<ConnectionState>) -> Self {
        let [read, write] = [limits.head, limits.write].map(|limit| Box::pin(sleep(limit)));
        Self {
            stream,
            limits,
            state,
            read,
            set_for: None,
            write,
            write_set: false,
            replacement: None,
            closing: false,
        }
    }

    /// The result of a read without data: pending, or a timeout.
    fn poll_timeout(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let stage = self.state.stage();
        let limit = match stage {
            HEAD => self.limits.head,
            IDLE => self.limits.between_requests,
            _ => return Poll::Pending,
        };
        let now = Some((stage, self.state.requests.load(Ordering::Relaxed)));
        if self.set_for != now {
            self.read.set(sleep(limit));
            self.set_for = now;
        }
        ready!(self.read.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Writes the bytes of hyper. Bytes outside an answer of this program are hyper's refusal of a
    /// request that it could not read; a page and the middleware's headers are added to them.
    fn write_within_limit(
        &mut self,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if !matches!(self.state.stage(), HEAD | IDLE) {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        }
        let (text, sent) = self.replacement.get_or_insert_with(|| (refusal::with_page(bytes), 0));
        while let Some(rest) = text.get(*sent..).filter(|rest| !rest.is_empty()) {
            *sent += ready!(Pin::new(&mut self.stream).poll_write(context, rest))?;
        }
        self.replacement = None;
        Poll::Ready(Ok(bytes.len()))
    }

    /// The result of a write, or a timeout where the client does not read.
    fn write_result(
        &mut self,
        written: Poll<io::Result<usize>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.write_set = false;
            return written;
        }
        if !self.write_set {
            self.write.set(sleep(self.limits.write));
            self.write_set = true;
        }
        ready!(self.write.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for TimeoutStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let Poll::Ready(read) = Pin::new(&mut this.stream).poll_read(context, buffer) else {
            return this.poll_timeout(context);
        };
        if buffer.filled().len() > before {
            this.state.advance(IDLE, HEAD);
        }
        Poll::Ready(read)
    }
}

impl AsyncWrite for TimeoutStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = this.write_within_limit(context, bytes);
        this.write_result(written, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = match (this.state.stage(), parts.first()) {
            (HEAD | IDLE, Some(first)) => this.write_within_limit(context, first),
            _ => Pin::new(&mut this.stream).poll_write_vectored(context, parts),
        };
        this.write_result(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_flush(context))?;
        if this.state.stage() == FLUSH {
            this.state.advance(FLUSH, IDLE);
            // The timer must be set here, because hyper may already be waiting for the next
            // request.
            let _ = this.poll_timeout(context);
        }
        Poll::Ready(Ok(()))
    }

    /// Sends the last answer, then reads for a short time: a reset of the connection would discard
    /// the answer for a client that is still sending.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.closing {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            this.closing = true;
            this.read.set(sleep(this.limits.close_wait));
        }
        let mut bytes = [0; 4096];
        // The timer is checked first, because a client that sends without end would otherwise
        // prevent the check.
        while this.read.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut bytes);
            let read = ready!(Pin::new(&mut this.stream).poll_read(context, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }
}

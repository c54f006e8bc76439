//! Bodies with time limits: a request's body must arrive in time, and an answer's body reports its
//! end.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep};

use super::Limits;
use super::timeout_stream::ConnectionState;

/// The time limits of a request's body.
#[derive(Clone, Copy)]
pub(super) struct BodyTimes {
    pause: Duration,
    whole: Duration,
    /// The length of a window, and the fewest bytes in each.
    window: Option<(Duration, usize)>,
}

impl BodyTimes {
    pub fn of(limits: &Limits, upload: bool) -> Self {
        let (whole, window) =
            if upload { (limits.upload, Some(limits.upload_rate)) } else { (limits.form, None) };
        Self { pause: limits.body_pause, whole, window }
    }
}

/// The body of a request. Most bodies arrive with their head and need no timer.
pub(super) struct TimedBody {
    body: Incoming,
    times: BodyTimes,
    pause: Option<Pin<Box<Sleep>>>,
    whole: Option<Pin<Box<Sleep>>>,
    window: Option<Pin<Box<Sleep>>>,
    /// The number of bytes that arrived in this window.
    window_bytes: usize,
    state: Arc<ConnectionState>,
}

impl TimedBody {
    pub fn new(body: Incoming, times: BodyTimes, state: Arc<ConnectionState>) -> Self {
        state.set_unread(true);
        let (pause, whole, window) = (None, None, None);
        Self { body, times, pause, whole, window, window_bytes: 0, state }
    }

    /// Whether the client exceeded a limit, asked while no bytes arrive.
    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        let mut ran_out = |watch: &mut Option<Pin<Box<Sleep>>>, limit| {
            let watch = watch.get_or_insert_with(|| Box::pin(sleep(limit)));
            watch.as_mut().poll(context).is_ready()
        };
        let late = ran_out(&mut self.pause, self.times.pause);
        let late = ran_out(&mut self.whole, self.times.whole) || late;
        let Some((limit, least)) = self.times.window else { return late };
        while ran_out(&mut self.window, limit) {
            if self.window_bytes < least {
                return true;
            }
            (self.window, self.window_bytes) = (None, 0);
        }
        late
    }
}

impl HttpBody for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            this.pause = None;
            if let Some(Ok(frame)) = &frame {
                this.window_bytes += frame.data_ref().map_or(0, Bytes::len);
            }
            this.state.set_unread(frame.is_some() && !this.body.is_end_stream());
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        if !this.is_late(context) {
            return Poll::Pending;
        }
        this.state.set_late();
        Poll::Ready(Some(Err("the body did not come in time".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer; dropped when the answer is sent or abandoned.
pub(super) struct AnswerBody {
    body: Body,
    state: Arc<ConnectionState>,
    /// The client's permit, which the end of the answer returns.
    _own: Option<OwnedSemaphorePermit>,
}

impl AnswerBody {
    pub fn new(body: Body, state: Arc<ConnectionState>, own: Option<OwnedSemaphorePermit>) -> Self {
        Self { body, state, _own: own }
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        self.state.answered();
    }
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

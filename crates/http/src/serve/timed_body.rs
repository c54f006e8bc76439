//! Bodies with time limits: a request's body must come in time, and an answer's body reports its end.

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

use super::timeout_stream::ConnectionState;

/// A request's body. Most bodies come with their head and need no timer.
pub(super) struct TimedBody {
    body: Incoming,
    limits: [Duration; 2],
    stall: Option<Pin<Box<Sleep>>>,
    whole: Option<Pin<Box<Sleep>>>,
    state: Arc<ConnectionState>,
}

impl TimedBody {
    pub fn new(
        body: Incoming,
        stall: Duration,
        whole: Duration,
        state: Arc<ConnectionState>,
    ) -> Self {
        Self { body, limits: [stall, whole], stall: None, whole: None, state }
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
            this.stall = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let watches = [&mut this.stall, &mut this.whole];
        let mut late = false;
        for (watch, limit) in watches.into_iter().zip(this.limits) {
            let watch = watch.get_or_insert_with(|| Box::pin(sleep(limit)));
            late |= watch.as_mut().poll(context).is_ready();
        }
        if !late {
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

/// An answer's body; it is dropped when the answer is sent or abandoned.
pub(super) struct Answered {
    body: Body,
    state: Arc<ConnectionState>,
    /// The client's permit, returned at the end of the answer.
    _own: Option<OwnedSemaphorePermit>,
}

impl Answered {
    pub fn new(body: Body, state: Arc<ConnectionState>, own: Option<OwnedSemaphorePermit>) -> Self {
        Self { body, state, _own: own }
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.state.answered();
    }
}

impl HttpBody for Answered {
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

//! The threads of views: a fixed number, a short queue, and 503 beyond it. Views block while they
//! read the record, so the number of threads limits memory and readers under load. The module must
//! not know pages.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::metrics::Metrics;

const PER_CORE: usize = 2;
/// Threads in addition to the cores, for views that wait for the disk.
const SPARE: usize = 4;
/// The most requests that wait for a thread: fewer than connections, and few enough that most are
/// answered within [`WAIT`].
const QUEUE: usize = 400;
/// The longest wait of a request for a thread.
const WAIT: Duration = Duration::from_secs(5);

/// Runs views outside the async threads.
pub struct Workers {
    running: Arc<Semaphore>,
    queue: Semaphore,
    wait: Duration,
    metrics: Arc<Metrics>,
}

impl Workers {
    /// Creates threads in proportion to the cores of the machine; `metrics` counts waiting
    /// requests.
    pub fn new(metrics: Arc<Metrics>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self::with(PER_CORE * cores + SPARE, QUEUE, WAIT, metrics)
    }

    pub(crate) fn with(
        threads: usize,
        queue: usize,
        wait: Duration,
        metrics: Arc<Metrics>,
    ) -> Self {
        let running = Arc::new(Semaphore::new(threads));
        Self { running, queue: Semaphore::new(queue), wait, metrics }
    }

    /// Runs a view; returns its answer, or a status without a page where [`Workers::run`] fails.
    pub async fn answer(&self, view: impl FnOnce() -> Response + Send + 'static) -> Response {
        self.run(view).await.unwrap_or_else(IntoResponse::into_response)
    }

    /// Runs blocking work on a thread. The work ends even if the client leaves, and then frees the
    /// thread.
    ///
    /// # Errors
    /// 503 where no thread is free in time, 500 where the work panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StatusCode> {
        let permit = self.permit().await.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
        let request = tracing::Span::current();
        let result = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            request.in_scope(work)
        });
        // The panic hook has logged the panic; here only the status is needed.
        result.await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    }

    async fn permit(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(free) = Arc::clone(&self.running).try_acquire_owned() {
            return Some(free);
        }
        let _place = self.queue.try_acquire().ok()?;
        let _waits = self.metrics.waiting.raise();
        let free = Arc::clone(&self.running).acquire_owned();
        tokio::time::timeout(self.wait, free).await.ok()?.ok()
    }
}

#[cfg(test)]
mod tests;

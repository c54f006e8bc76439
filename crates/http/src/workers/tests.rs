//! The number of threads that answer requests is limited, and waiting is short.

use std::sync::mpsc::{Sender, channel};

use super::*;

const LONG: Duration = Duration::from_secs(60);

fn bounded(threads: usize, queue: usize, wait: Duration) -> Workers {
    Workers::with(threads, queue, wait, Arc::default())
}

/// Occupies a thread until the returned sender is dropped.
async fn stall(workers: &Arc<Workers>) -> (Sender<()>, tokio::task::JoinHandle<Response>) {
    let (release, released) = channel::<()>();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let workers = Arc::clone(workers);
    let view = move || {
        let _ = begin.send(());
        let _ = released.recv();
        StatusCode::OK.into_response()
    };
    let answer = tokio::spawn(async move { workers.answer(view).await });
    begun.await.expect("a view that runs");
    (release, answer)
}

async fn quick(workers: &Workers) -> StatusCode {
    workers.answer(|| StatusCode::OK.into_response()).await.status()
}

#[tokio::test]
async fn a_stalled_view_holds_up_no_other_and_leaves_with_its_thread() {
    let workers = Arc::new(bounded(2, 0, LONG));
    let (_release, _answer) = stall(&workers).await;
    assert_eq!(quick(&workers).await, StatusCode::OK, "the other thread is free");
    let (release, answer) = stall(&workers).await;
    answer.abort();
    assert!(answer.await.expect_err("an aborted request").is_cancelled());
    let full = quick(&workers).await;
    assert_eq!(full, StatusCode::SERVICE_UNAVAILABLE, "its view still runs");
    drop(release);
    let _both = workers.running.acquire().await.expect("a thread");
}

#[tokio::test]
async fn the_queue_is_bounded_in_number_and_time() {
    let workers = Arc::new(bounded(1, 1, LONG));
    let (release, answer) = stall(&workers).await;
    let waiting = tokio::spawn({
        let workers = Arc::clone(&workers);
        async move { quick(&workers).await }
    });
    while workers.queue.available_permits() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(quick(&workers).await, StatusCode::SERVICE_UNAVAILABLE, "the queue is full");
    drop(release);
    assert_eq!(answer.await.expect("an answer").status(), StatusCode::OK);
    assert_eq!(waiting.await.expect("an answer"), StatusCode::OK);

    let workers = Arc::new(bounded(1, 1, Duration::ZERO));
    let (_release, _answer) = stall(&workers).await;
    assert_eq!(quick(&workers).await, StatusCode::SERVICE_UNAVAILABLE, "not in time");
    assert_eq!(workers.queue.available_permits(), 1, "the place is given back");
}

#[tokio::test]
async fn a_view_that_panics_gives_its_thread_back() {
    let workers = bounded(1, 0, LONG);
    let panicked = workers.answer(|| panic!("a view")).await.status();
    assert_eq!(panicked, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(quick(&workers).await, StatusCode::OK);
}

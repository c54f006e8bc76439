//! What goes on while pages are served: the program's own acts when their moment comes, and the end
//! of one-time codes and of notices whose term is over.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use app::Application;

use super::machine_now;

const BEAT: Duration = Duration::from_secs(1);

/// A thread of its own, next to those of the pages; ends with the value.
pub struct Background {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// `timers`: whether the law's clock is the machine's; a scenario's is moved by hand.
    pub fn begin(app: &Arc<Application>, timers: bool) -> Self {
        let (stop, stopped) = channel();
        let app = Arc::clone(app);
        let thread = std::thread::spawn(move || {
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                if timers {
                    log(app.run_timers(machine_now()));
                    log(app.clear_old_notices(machine_now()));
                }
                // What was submitted without waiting becomes durable now.
                log(app.commit());
                log(app.expire_notices(machine_now()));
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // What it had to say it has said.
            let _ = thread.join();
        }
    }
}

fn log<T>(done: Result<T, app::Failure>) {
    if let Err(failure) = done {
        tracing::error!(cause = failure.for_log(), "the program's own work failed");
    }
}

//! The work next to the server of pages: timers, daily work, the expiry of one-time codes and
//! notices.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use app::Application;

use super::machine_now;

const BEAT: Duration = Duration::from_secs(1);
/// The number of rounds between two searches for drafts whose term is over.
const DRAFTS_ROUNDS: u32 = 600;
/// The number of rounds between two tries to overwrite the bytes of an erasure.
const SCRUB_ROUNDS: u32 = 300;
/// The number of rounds between two writes of the readers of reports.
const READERS_ROUNDS: u32 = 60;

/// A thread of background work, next to those of the pages; it ends when this value is dropped.
pub struct Background {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts the thread. `timers`: whether the legal clock is the machine's; a scenario's clock is
    /// advanced by hand.
    pub fn begin(app: &Arc<Application>, timers: bool) -> Self {
        let (stop, stopped) = channel();
        let app = Arc::clone(app);
        let thread = std::thread::spawn(move || {
            let mut trouble = LastFailure::default();
            let mut round: u32 = 0;
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                let mut done = Ok(());
                if timers {
                    done = app.run_timers(machine_now()).map(drop);
                    done = done.and_then(|()| app.commit());
                    done = done.and_then(|()| app.run_daily(machine_now()).map(drop));
                    done = done.and(app.clear_old_notices(machine_now()).map(drop));
                    if round.is_multiple_of(DRAFTS_ROUNDS) {
                        done = done.and(app.erase_old_drafts(machine_now()).map(drop));
                    }
                }
                if round.is_multiple_of(SCRUB_ROUNDS) {
                    done = done.and(app.scrub_where_it_waits());
                }
                // Commands that were submitted without waiting become durable here.
                done = done.and(app.commit()).and_then(|()| app.write_postponed());
                round = round.wrapping_add(1);
                if round.is_multiple_of(READERS_ROUNDS) {
                    done = done.and(app.write_report_readers());
                }
                trouble.log(done.and(app.expire_notices(machine_now()).map(drop)));
            }
            trouble.log(app.write_report_readers());
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread logs its failures itself.
            let _ = thread.join();
        }
    }
}

/// The failure of the last round, so that a lasting failure is logged once.
#[derive(Default)]
struct LastFailure(Option<String>);

impl LastFailure {
    fn log(&mut self, done: Result<(), app::Failure>) {
        let cause = done.err().map(|failure| failure.for_log());
        match &cause {
            Some(cause) if self.0.as_ref() != Some(cause) => {
                tracing::error!(cause, "the program's own work failed");
            }
            None if self.0.is_some() => tracing::info!("the program's own work goes on"),
            _ => {}
        }
        self.0 = cause;
    }
}

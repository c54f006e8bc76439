//! What goes on while pages are served: the program's own acts when their moment comes, and notices
//! handed to the program that delivers them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use app::{Application, Notice};
use serde_json::json;
use text::Language;

use super::machine_now;

const BEAT: Duration = Duration::from_secs(1);
/// Notices handed over in one beat.
const AT_ONCE: usize = 20;
/// A notice that failed so often is left to a person.
const TRIES: i64 = 10;

/// A thread beside the pages; ends with the value.
pub struct Background {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// `timers`: whether the law's clock is the machine's; a scenario's is moved by hand.
    pub fn begin(app: &Arc<Application>, timers: bool, deliver: Option<PathBuf>) -> Self {
        let (stop, stopped) = channel();
        let app = Arc::clone(app);
        let thread = std::thread::spawn(move || {
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                let done = beat(&app, timers, deliver.as_deref());
                if let Err(failure) = done {
                    eprintln!("background: {failure}");
                }
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

fn beat(app: &Application, timers: bool, deliver: Option<&Path>) -> Result<(), app::Failure> {
    if timers {
        app.run_timers(machine_now())?;
    }
    // What was submitted without waiting becomes durable now.
    app.commit()?;
    let Some(program) = deliver else { return Ok(()) };
    for notice in app.unsent(AT_ONCE, TRIES)? {
        let sent = hand_over(program, app, &notice).unwrap_or_else(|error| {
            eprintln!("notices: {}: {error}", program.display());
            false
        });
        app.note_delivery(notice.id, sent, machine_now())?;
    }
    Ok(())
}

fn hand_over(program: &Path, app: &Application, notice: &Notice) -> std::io::Result<bool> {
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let (subject, text) = web::notice_in_words(&app.rules(), Language::Vietnamese, notice);
    let told = json!({ "to": notice.address, "subject": subject, "text": text });
    if let Some(mut input) = child.stdin.take() {
        input.write_all(told.to_string().as_bytes())?;
    }
    Ok(child.wait()?.success())
}

//! One run of a program that delivers a notice: the notice on its standard input, a time limit,
//! and the end of all processes that it started. The module must not know the outbox.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use app::Trouble;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// The process group of a run, which is killed when this value is dropped.
struct ProcessGroup(Option<Pid>);

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            // Fails where all processes of the group have ended already.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// Passes a notice to the program; only the exit code of the program decides whether the notice is
/// delivered.
///
/// # Errors
/// [`Trouble`], the reason why the notice is not delivered: the program is missing or cannot be
/// started, ended with another code than 0, was killed, or exceeded the limit.
pub async fn run(program: &Path, notice: &str, limit: Duration) -> Result<(), Trouble> {
    let mut command = Command::new(program);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // With a group of its own the run can be ended completely, and a signal from the server's
    // terminal does not reach it.
    command.process_group(0).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| not_started(&error))?;
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    let _group = ProcessGroup(id.and_then(Pid::from_raw));
    let input = child.stdin.take();
    let run = async {
        if let Some(mut input) = input {
            // A program that closes its input early may have read enough.
            let _ = input.write_all(notice.as_bytes()).await;
        }
        child.wait().await
    };
    match tokio::time::timeout(limit, run).await {
        Err(_) => Err(Trouble::Time),
        Ok(Err(_)) => Err(Trouble::NotStarted),
        Ok(Ok(status)) => match status.code() {
            Some(0) => Ok(()),
            Some(code) => Err(Trouble::Exit(code)),
            None => Err(Trouble::Killed),
        },
    }
}

fn not_started(error: &std::io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound => Trouble::Missing,
        ErrorKind::PermissionDenied => Trouble::NotExecutable,
        _ => Trouble::NotStarted,
    }
}

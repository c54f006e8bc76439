//! The commit log: a thread owns the writer. It takes commands from a bounded queue, carries out
//! all that wait as one group, commits once, and answers each after the commit. Knows nothing of
//! what a command does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use crate::core::{Core, Outcome};
use crate::error::Failure;
use text::phrase;

/// Commands that may wait; a further one is refused.
const QUEUE: usize = 1024;

/// The counts of commits since the process began.
#[derive(Debug, Default)]
pub(crate) struct CommitCounts {
    commits: AtomicU64,
    commands: AtomicU64,
}

impl CommitCounts {
    /// Counts a commit of this many commands. A commit without commands is not counted.
    pub fn add(&self, commands: usize) {
        if commands > 0 {
            self.commits.fetch_add(1, Ordering::Relaxed);
            self.commands.fetch_add(commands as u64, Ordering::Relaxed);
        }
    }

    /// Commits, and the commands in them.
    pub fn get(&self) -> (u64, u64) {
        (self.commits.load(Ordering::Relaxed), self.commands.load(Ordering::Relaxed))
    }
}

/// A command: what it does, and how it is answered once its group has ended.
type Job = Box<dyn FnOnce(&mut Core) -> Option<Answer> + Send>;
/// The number of the command's group, and what to do when that group has ended.
type Answer = (u64, Box<dyn FnOnce(Outcome) + Send>);

#[derive(Debug)]
pub(crate) struct CommitLog {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl CommitLog {
    pub fn start(core: Core) -> Self {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::spawn(move || run(core, &jobs));
        Self { queue: Some(queue), thread: Some(thread) }
    }

    /// Carries a command out in the next group and waits for the commit. A command that fails is
    /// answered with its failure; a command whose group is lost, with why.
    ///
    /// # Errors
    /// Those of the command; [`Failure::Overloaded`] where the queue is full.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, receiver) = sync_channel(1);
        self.send(Box::new(move |core| {
            let done = work(core);
            let group = core.group;
            // What was done before may stand in the open group.
            let waits = matches!(done, Ok(_) | Err(Failure::AlreadyDone { .. }));
            // The sender of the command may have gone away.
            let answer = move |outcome: Outcome| drop(sender.send(outcome.and(done)));
            if waits {
                return Some((group, Box::new(answer)));
            }
            answer(Ok(()));
            Some((group, Box::new(drop)))
        }))?;
        receiver.recv().unwrap_or_else(|_| Err(panicked()))
    }

    /// Carries a command out and waits for that, not for a commit: it is durable with the next one.
    ///
    /// # Errors
    /// As [`CommitLog::write`].
    pub fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Core) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, receiver) = sync_channel(1);
        self.send(Box::new(move |core| {
            let done = work(core);
            // The sender of the command may have gone away.
            let _ = sender.send(done);
            None
        }))?;
        receiver.recv().unwrap_or_else(|_| Err(panicked()))
    }

    /// Leaves a command in the queue and waits for nothing.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where the queue is full.
    pub fn post(&self, work: impl FnOnce(&mut Core) + Send + 'static) -> Result<(), Failure> {
        self.send(unanswered(work))
    }

    /// Like [`CommitLog::post`]; waits for a place in the queue.
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where the thread has ended.
    pub fn post_in_turn(
        &self,
        work: impl FnOnce(&mut Core) + Send + 'static,
    ) -> Result<(), Failure> {
        let queue = self.queue.as_ref().ok_or(Failure::Overloaded)?;
        queue.send(unanswered(work)).map_err(|_| Failure::Overloaded)
    }

    fn send(&self, job: Job) -> Result<(), Failure> {
        let queue = self.queue.as_ref().ok_or(Failure::Overloaded)?;
        queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Failure::Overloaded,
        })
    }
}

impl Drop for CommitLog {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was printed when it happened.
            let _ = thread.join();
        }
    }
}

/// A command that no caller waits for.
fn unanswered(work: impl FnOnce(&mut Core) + Send + 'static) -> Job {
    Box::new(move |core| {
        work(core);
        None
    })
}

fn panicked() -> Failure {
    Failure::NotCertain { what: phrase!("the command stopped with a panic").into() }
}

fn run(mut core: Core, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut answers = Vec::new();
        for job in std::iter::once(first).chain(jobs.try_iter()) {
            match catch_unwind(AssertUnwindSafe(|| job(&mut core))) {
                Ok(answer) => answers.extend(answer),
                // The command may have written a part of its rows: the whole group is dropped, and
                // the command's answer with it.
                Err(_) => core.lose_group(&Failure::NotCertain { what: phrase!("a panic").into() }),
            }
        }
        // Writes without a waiting caller stay in the open group.
        if !answers.is_empty() {
            // A failure reaches those in the group by its outcome.
            let _ = core.end_group();
        }
        for (group, answer) in answers {
            answer(core.outcome(group));
        }
        if let Some(hook) = core.failed_sync() {
            hook();
        }
    }
}

//! The replay of a history by a virtual clock: commands are left to the commit log in parts, and the
//! caller waits at the end. Knows no plan.

use std::sync::mpsc::sync_channel;

use calendar::Instant;
use dossier::{Actor, Filing, Sealed};

use crate::advising::{self, NewSession};
use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::drafts;
use crate::error::Failure;
use crate::execute::Submission;
use crate::policy::{Right, Who, permit_affair};

/// The first command of a replay that failed; none after it was carried out.
#[derive(Debug)]
pub struct ReplayFailed {
    /// The command's number, as the caller counts; none where the commit log itself has ended.
    pub number: Option<usize>,
    pub failure: Failure,
}

/// The number of commands submitted to the commit log at a time.
const PART: usize = 256;

/// A replay under way. What was added since the last part is left to the commit log by
/// [`Replay::wait`] only.
#[must_use]
pub struct Replay<'a> {
    app: &'a Application,
    waiting: Vec<Step>,
}

/// The work of a command in the commit log.
type Work = Box<dyn FnOnce(&mut Core) -> Result<(), Failure> + Send>;

/// A command with its number and its instant.
struct Step {
    number: usize,
    at: Instant,
    work: Work,
}

impl Application {
    /// Begins a replay. For each command the virtual clock moves on to its instant, then the command
    /// is carried out.
    pub fn replay(&self) -> Replay<'_> {
        Replay { app: self, waiting: Vec::new() }
    }
}

impl Replay<'_> {
    /// Adds a command. What fails is reported by [`Replay::wait`].
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where the commit log has ended.
    pub fn submit(&mut self, number: usize, submission: Submission) -> Result<(), Failure> {
        self.add(number, submission.at, |core| core.carry_out(submission).map(drop))
    }

    /// Adds the saving of a draft.
    ///
    /// # Errors
    /// As [`Replay::submit`].
    pub fn save_draft(
        &mut self,
        number: usize,
        id: &str,
        filing: &Filing,
        at: Instant,
    ) -> Result<(), Failure> {
        self.add(number, at, drafts::save_draft(id, filing, at))
    }

    /// Adds the sending of a draft.
    ///
    /// # Errors
    /// As [`Replay::submit`].
    pub fn send_draft(
        &mut self,
        number: usize,
        (id, stream): (&str, &str),
        (actor, at): (&Actor, Instant),
        key: Option<CommandKey>,
        sealed: Option<Sealed>,
    ) -> Result<(), Failure> {
        let send = drafts::sending((id, stream), (actor, at), key, sealed);
        self.add(number, at, |core| send(core).map(drop))
    }

    /// Adds the session of an adviser.
    ///
    /// # Errors
    /// As [`Replay::submit`]; [`Failure::NoPermit`].
    pub fn record_session(
        &mut self,
        number: usize,
        who: &Who,
        session: NewSession,
        key: Option<CommandKey>,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_affair(who, Right::Advise)?;
        self.add(number, at, move |core| advising::record(core, permit, session, key, at))
    }

    /// Waits for all that was added.
    ///
    /// # Errors
    /// The first command that failed since the last call.
    pub fn wait(&mut self) -> Result<(), ReplayFailed> {
        let (sender, receiver) = sync_channel(1);
        let reply = self.flush().and_then(|()| {
            self.app.replay_in_log(move |core| drop(sender.send(core.replay_failed.take())))
        });
        match reply.and_then(|()| receiver.recv().map_err(|_| Failure::Overloaded)) {
            Ok(None) => Ok(()),
            Ok(Some(failed)) => Err(failed),
            Err(failure) => Err(ReplayFailed { number: None, failure }),
        }
    }

    fn add(
        &mut self,
        number: usize,
        at: Instant,
        work: impl FnOnce(&mut Core) -> Result<(), Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        self.waiting.push(Step { number, at, work: Box::new(work) });
        if self.waiting.len() < PART { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let steps = std::mem::take(&mut self.waiting);
        self.app.replay_in_log(move |core| {
            for step in steps {
                core.replay_step(step);
            }
        })
    }
}

impl Core {
    /// Carries a command out, unless one before it failed.
    fn replay_step(&mut self, Step { number, at, work }: Step) {
        if self.replay_failed.is_some() {
            return;
        }
        self.replays = true;
        let done = self.advance_clock(at).and_then(|()| self.whole(work));
        self.replays = false;
        let failed = done.and_then(|()| self.commit_if_large()).err();
        self.replay_failed = failed.map(|failure| ReplayFailed { number: Some(number), failure });
    }
}

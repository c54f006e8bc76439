//! The replay of a history by a virtual clock: commands are left to the commit log one after another,
//! and the caller waits for none of them. Knows no plan.

use std::sync::mpsc::sync_channel;

use calendar::Instant;
use dossier::{Actor, Filing, Sealed};

use crate::application::Application;
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::drafts;
use crate::error::Failure;
use crate::execute::Submission;

/// The first command of a replay that failed; none after it was carried out.
#[derive(Debug)]
pub struct ReplayFailed {
    /// The command's number, as the caller counts; none where the commit log itself has ended.
    pub number: Option<usize>,
    pub failure: Failure,
}

impl Application {
    /// Leaves a command to the commit log: the virtual clock moves on to its instant, then the command
    /// is carried out. What fails is reported by [`Application::replayed`].
    ///
    /// # Errors
    /// [`Failure::Overloaded`] where the commit log has ended.
    pub fn replay(&self, number: usize, submission: Submission) -> Result<(), Failure> {
        self.replay_later(number, submission.at, |core| core.carry_out(submission).map(drop))
    }

    /// As [`Application::replay`], for saving a draft.
    ///
    /// # Errors
    /// As [`Application::replay`].
    pub fn replay_draft(
        &self,
        number: usize,
        id: &str,
        filing: &Filing,
        at: Instant,
    ) -> Result<(), Failure> {
        let save = drafts::saving(id, filing, at);
        self.replay_later(number, at, save)
    }

    /// As [`Application::replay`], for sending a draft.
    ///
    /// # Errors
    /// As [`Application::replay`].
    pub fn replay_sending(
        &self,
        number: usize,
        (id, stream): (&str, &str),
        (actor, at): (&Actor, Instant),
        key: Option<CommandKey>,
        sealed: Option<Sealed>,
    ) -> Result<(), Failure> {
        let send = drafts::sending((id, stream), (actor, at), key, sealed);
        self.replay_later(number, at, |core| send(core).map(drop))
    }

    fn replay_later(
        &self,
        number: usize,
        at: Instant,
        work: impl FnOnce(&mut Core) -> Result<(), Failure> + Send + 'static,
    ) -> Result<(), Failure> {
        self.replay_in_log(move |core| {
            if core.replay_failed.is_some() {
                return;
            }
            let done = core.advance_clock(at).and_then(|()| core.whole(work));
            let failed = done.and_then(|()| core.commit_if_large()).err();
            core.replay_failed =
                failed.map(|failure| ReplayFailed { number: Some(number), failure });
        })
    }

    /// Waits for what was left to the commit log.
    ///
    /// # Errors
    /// The first command that failed since the last call.
    pub fn replayed(&self) -> Result<(), ReplayFailed> {
        let (sender, receiver) = sync_channel(1);
        let asked = self.replay_in_log(move |core| drop(sender.send(core.replay_failed.take())));
        let answer = asked.and_then(|()| receiver.recv().map_err(|_| Failure::Overloaded));
        match answer {
            Ok(None) => Ok(()),
            Ok(Some(failed)) => Err(failed),
            Err(failure) => Err(ReplayFailed { number: None, failure }),
        }
    }
}

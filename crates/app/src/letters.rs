//! Apology letters that wait to be delivered electronically: whether one may still go, and what became
//! of it, on its dossier's record. Knows no way of sending, and no wait between two tries.

use calendar::Instant;
use dossier::{Actor, Command, Context, Sending, decide};
use store::NoticeEnd;

use crate::core::Core;
use crate::error::Failure;
use crate::execute::{Extras, Submission};
use crate::notices::is_letter;

/// Ends the letters of a dossier that wait to be delivered or failed: an officer sends the letter in
/// another way, or again.
pub(crate) fn end_waiting(
    core: &mut Core,
    stream: &str,
    (by, at): (&str, Instant),
) -> Result<(), Failure> {
    for notice in core.writer.notices_of(stream)? {
        if is_letter(&notice) && matches!(notice.state.as_str(), "waiting" | "failed") {
            let (id, from, trouble) = (notice.id, notice.state.as_str(), notice.trouble.as_str());
            let (state, at) = ("elsewhere", at.0);
            core.writer.end_notice(&NoticeEnd { id, from, state, trouble, by, at })?;
        }
    }
    Ok(())
}

/// The relation of a waiting letter to its dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterStanding {
    /// The letter may be sent.
    Good,
    /// The dossier is suspended: it waits.
    Held,
    /// The letter may not be sent any more: no letter is owed, the new date has come, or another
    /// letter took its place.
    Stale,
}

/// The relation of a waiting letter to its dossier at an instant.
pub(crate) fn standing(
    core: &mut Core,
    stream: &str,
    now: Instant,
) -> Result<LetterStanding, Failure> {
    let rules = core.rules();
    let state = &core.load(stream, &rules)?.state;
    if state.suspended() {
        return Ok(LetterStanding::Held);
    }
    let context = Context {
        at: now.max(state.last_at),
        calendars: &rules.calendars,
        desk: None,
        accept_within: None,
        in_force: None,
        history: &[],
    };
    let taken = decide(context, state, &Actor::system(), &command(Sending::Delivered));
    Ok(if taken.is_ok() { LetterStanding::Good } else { LetterStanding::Stale })
}

/// Records the outcome of a waiting letter; an outcome that the rules refuse is left out.
pub(crate) fn note(
    core: &mut Core,
    stream: &str,
    sending: Sending,
    now: Instant,
) -> Result<(), Failure> {
    let rules = core.rules();
    let at = core.load(stream, &rules)?.state.last_at.max(now);
    let submission = Submission {
        stream: stream.to_owned(),
        actor: Actor::system(),
        command: command(sending),
        at,
        key: None,
        sealed: None,
    };
    match core.carry_out_with(submission, &Extras::without_session(), now) {
        Ok(_) | Err(Failure::Refused(_)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

fn command(sending: Sending) -> Command {
    Command::SendApology(Some(sending))
}

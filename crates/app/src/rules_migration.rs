//! What a change of the rules does to the dossiers in work: a new calendar version counts the open
//! ones anew, a merged unit's successor answers for them. Each gets its own event that says why.

use calendar::Instant;
use dossier::{Actor, Command};
use rules::Rules;

use crate::core::Core;
use crate::error::Failure;
use crate::execute::Submission;
use crate::project::register_of;

/// Refuses rules that would change what is on record: every calendar version that was in force must
/// stay as it was; a changed one needs a new version.
pub(crate) fn check(old: &Rules, new: &Rules) -> Result<(), Failure> {
    let changed = old
        .calendars
        .iter()
        .find(|(key, calendar)| new.calendars.get(*key).is_none_or(|known| **known != ***calendar));
    match changed {
        None => Ok(()),
        Some((key, _)) => Err(Failure::Unknown {
            what: "unchanged calendar version (give the changed one a new version)",
            name: key.clone(),
        }),
    }
}

/// Applies new rules to the dossiers in work; says how many events that made.
pub(crate) fn succeed(
    core: &mut Core,
    new: &Rules,
    reason: &str,
    at: Instant,
) -> Result<usize, Failure> {
    let calendar = &new.deadline_calendar().id;
    let mut made = 0;
    for stream in in_work(core)? {
        if core.set_aside(&stream)? {
            continue;
        }
        let state = &core.load(&stream, new)?.state;
        let counted_on = state.calendar.as_ref().map(|calendar| calendar.id.clone());
        let past_due = state.clock.as_ref().is_none_or(|clock| clock.past_due(at));
        let unit = state.filing.unit.clone();
        let mut commands = Vec::new();
        if !past_due && counted_on.is_some_and(|id| id != *calendar) {
            let (calendar, reason) = (calendar.clone(), reason.to_owned());
            commands.push(Command::ChangeCalendar { calendar, reason });
        }
        let day = new.deadline_calendar().zone.day(at);
        if let Some(successor) = new.successor(&unit, day).filter(|next| next.code != unit) {
            let (unit, reason) = (successor.code.clone(), reason.to_owned());
            commands.push(Command::MoveToUnit { unit, reason });
        }
        for command in commands {
            let submission = Submission {
                stream: stream.clone(),
                actor: Actor::system(),
                command,
                at,
                key: None,
                sealed: None,
            };
            core.carry_out(submission)?;
            made += 1;
        }
    }
    Ok(made)
}

/// The agency's dossiers that are received and not ended; no group is open.
fn in_work(core: &Core) -> Result<Vec<String>, Failure> {
    let own = core.rules().agency.as_ref().map(|agency| agency.code.clone());
    let mut streams = core.reader.in_work()?;
    // No officer works on an old register any more.
    streams.retain(|stream| own.as_deref() == Some(register_of(stream)));
    Ok(streams)
}

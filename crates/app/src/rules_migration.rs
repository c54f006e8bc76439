//! What a change of the rules does to the dossiers in work: a calendar of other content counts the
//! open ones again, a merged unit's successor answers for them. Each gets its own event that says why.

use calendar::{Calendar, ClockChange, Instant};
use dossier::{Actor, Command, Context, State, decide};
use rules::Rules;
use serde::{Deserialize, Serialize};

use crate::core::Core;
use crate::error::Failure;
use crate::execute::Submission;
use crate::inquiry::Inquiry;
use crate::project::register_of;
use crate::{event_codec, execute};

/// The reason of a change that is only looked at.
const NOT_GIVEN: &str = "not given";

/// A dossier whose due moves with the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMove {
    pub stream: String,
    pub code: String,
    pub due_before: Instant,
    pub due_after: Instant,
}

/// Applies new rules to the dossiers in work; gives those whose due moved.
pub(crate) fn migrate(
    core: &mut Core,
    new: &Rules,
    reason: &str,
    at: Instant,
) -> Result<Vec<DueMove>, Failure> {
    let mut moves = Vec::new();
    for stream in in_work(core.reader.streams_in_work()?, new) {
        if core.set_aside(&stream)? {
            continue;
        }
        let state = &core.load(&stream, new)?.state;
        // If the clock was set back, the change is recorded at the dossier's last instant.
        let at = at.max(state.last_at);
        let before = state.due();
        let commands = following(state, new, reason, at);
        for command in commands {
            core.carry_out(Submission {
                stream: stream.clone(),
                actor: Actor::system(),
                command,
                at,
                key: None,
                sealed: None,
            })?;
        }
        let state = &core.load(&stream, new)?.state;
        moves.extend(moved(&stream, state, before, state.due()));
    }
    moves.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(moves)
}

/// The dossiers whose due [`migrate`] would move; refused where it would be.
pub(crate) fn due_moves(
    inquiry: &Inquiry<'_>,
    new: &Rules,
    at: Instant,
) -> Result<Vec<DueMove>, Failure> {
    let actor = Actor::system();
    let mut moves = Vec::new();
    for stream in in_work(inquiry.reader.streams_in_work()?, new) {
        let history = event_codec::history(&inquiry.reader.stream(&stream)?);
        // A stream that does not fold is set aside, here as there.
        let state = history.map(|history| dossier::fold(&history, &inquiry.rules.calendars));
        let Ok(Ok(state)) = state else { continue };
        let at = at.max(state.last_at);
        let mut after = state.clone();
        for command in following(&state, new, NOT_GIVEN, at) {
            let context = Context {
                at,
                calendars: &new.calendars,
                desk: None,
                in_force: None,
                accept_within: None,
                history: &[],
            };
            let events = decide(context, &after, &actor, &command);
            let events = events.map_err(|refusal| Failure::Refused(Box::new(refusal)))?;
            after = execute::after(&after, &stream, &actor, &events, new)?;
        }
        moves.extend(moved(&stream, &state, state.due(), after.due()));
    }
    moves.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(moves)
}

/// The effect of new rules on a dossier in work.
fn following(state: &State, new: &Rules, reason: &str, at: Instant) -> Vec<Command> {
    let calendar = new.deadline_calendar();
    let mut commands = Vec::new();
    if must_recount(state, calendar, at) {
        let (calendar, reason) = (calendar.id.clone(), reason.to_owned());
        commands.push(Command::ChangeCalendar { calendar, reason });
    }
    let (unit, day) = (&state.filing.unit, calendar.zone.day(at));
    if let Some(successor) = new.successor(unit, day).filter(|next| next.code != *unit) {
        let (unit, reason) = (successor.code.clone(), reason.to_owned());
        commands.push(Command::MoveToUnit { unit, reason });
    }
    commands
}

fn moved(
    stream: &str,
    state: &State,
    before: Option<Instant>,
    after: Option<Instant>,
) -> Option<DueMove> {
    let (due_before, due_after) = before.zip(after)?;
    let (stream, code) = (stream.to_owned(), state.code.clone());
    (due_before != due_after).then_some(DueMove { stream, code, due_before, due_after })
}

/// Whether a dossier is open, not past due and not counted on this calendar before.
fn must_recount(state: &State, calendar: &Calendar, at: Instant) -> bool {
    let Some(clock) = state.clock.as_ref().filter(|clock| !clock.past_due(at)) else {
        return false;
    };
    let changed = clock.changes.iter().rev().find_map(|step| match step {
        ClockChange::CalendarChanged(_, id) => Some(id),
        _ => None,
    });
    let at_reception = || state.terms.as_ref().map(|terms| &terms.calendar);
    changed.or_else(at_reception).is_some_and(|counted_on| *counted_on != calendar.id)
}

/// The streams in work that are the agency's own: no officer works on an old register.
fn in_work(mut streams: Vec<String>, rules: &Rules) -> Vec<String> {
    let own = rules.agency.as_ref().map(|agency| agency.code.as_str());
    streams.retain(|stream| own == Some(register_of(stream)));
    streams
}

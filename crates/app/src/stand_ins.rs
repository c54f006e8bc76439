//! What a declared absence puts on record in the dossiers: that a stand-in acts, that the officer is
//! back. Knows no form and no right.

use std::collections::BTreeSet;

use calendar::Instant;
use dossier::{Action, Actor, Command, Event, Phase, State};

use crate::absence::{Absence, STREAM};
use crate::application::Application;
use crate::core::Core;
use crate::error::Failure;
use crate::execute::{Extras, Submission};
use crate::project::register_of;

/// The own dossiers that an officer holds.
fn held_by(core: &Core, officer: &str) -> Result<Vec<String>, Failure> {
    let rows = core.reader.streams_held_by(officer)?;
    Ok(own_streams(core, rows, |state| state.hold().is_some_and(|hold| hold.officer == officer)))
}

/// The own dossiers that are offered to an officer.
fn offered_to(core: &Core, officer: &str) -> Result<Vec<String>, Failure> {
    let rows = core.reader.streams_offered_to(officer)?;
    Ok(own_streams(core, rows, |state| state.offer.as_ref().is_some_and(|o| o.to == officer)))
}

fn own_streams(core: &Core, rows: Vec<String>, holds: impl Fn(&State) -> bool) -> Vec<String> {
    let mut streams: BTreeSet<String> = rows.into_iter().collect();
    // What the open group has not projected yet is in the cache.
    for (stream, cached) in core.cache.iter() {
        if holds(&cached.state) {
            streams.insert(stream.clone());
        } else {
            streams.remove(stream);
        }
    }
    // An old register may name another officer by the same id.
    let own = core.rules().agency.as_ref().map(|agency| agency.code.clone());
    streams.retain(|stream| own.as_deref() == Some(register_of(stream)));
    streams.into_iter().collect()
}

/// Records the stand-in in every dossier that the officer holds; says in how many.
///
/// # Errors
/// The store failed.
pub(crate) fn begin(core: &mut Core, absence: &Absence, now: Instant) -> Result<usize, Failure> {
    let mut begun = 0;
    for stream in held_by(core, &absence.officer)? {
        if !core.set_aside(&stream)? {
            begun += usize::from(name(core, &stream, absence, now)?);
        }
    }
    Ok(begun)
}

/// Records that the officer is back, in every dossier held by or offered to the officer; says in how
/// many.
///
/// # Errors
/// The store failed.
pub(crate) fn end(
    core: &mut Core,
    officer: &str,
    at: Instant,
    now: Instant,
) -> Result<usize, Failure> {
    let mut streams = held_by(core, officer)?;
    streams.extend(offered_to(core, officer)?);
    let mut ended = 0;
    for stream in streams {
        if !core.set_aside(&stream)? {
            ended += usize::from(end_in(core, &stream, at, now)?);
        }
    }
    Ok(ended)
}

/// Records what absences mean for a dossier before a command at an instant: those whose timer has not
/// run yet, and those that were ended while another officer held it.
///
/// # Errors
/// The store failed.
pub(crate) fn bring_up_to(
    core: &mut Core,
    stream: &str,
    action: Action,
    (at, now): (Instant, Instant),
) -> Result<(), Failure> {
    if matches!(action, Action::StandIn | Action::EndStandIn) {
        return Ok(());
    }
    end_in(core, stream, at, now)?;
    let own = core.rules().agency.as_ref().is_some_and(|a| a.code == register_of(stream));
    if !own || core.timers.of(STREAM).is_none_or(|next| next > at.0) {
        return Ok(());
    }
    let rules = core.rules();
    let state = &core.load(stream, &rules)?.state;
    let holder = state.hold().filter(|_| state.phase == Phase::Open);
    let Some(holder) = holder.map(|hold| hold.officer.clone()) else { return Ok(()) };
    if state.acting(&holder, at) == holder
        && let Some(absence) = core.absences().of_officer(&holder, at)
    {
        name(core, stream, &absence, now)?;
    }
    Ok(())
}

/// Names the stand-in of an absence in a dossier; says whether that was needed.
fn name(core: &mut Core, stream: &str, absence: &Absence, now: Instant) -> Result<bool, Failure> {
    let (officer, by, until) = (absence.officer.clone(), absence.by.clone(), absence.until);
    let command = Command::StandIn { officer, by, until };
    carry_out(core, stream, command, absence.from, now)
}

fn end_in(core: &mut Core, stream: &str, at: Instant, now: Instant) -> Result<bool, Failure> {
    let rules = core.rules();
    let state = &core.load(stream, &rules)?.state;
    if state.stand_ins.is_empty() || state.phase != Phase::Open {
        return Ok(false);
    }
    let going_on = state.stand_ins.iter().filter(|s| s.from <= at && at < s.until);
    let (going_on, last_at): (Vec<_>, _) = (going_on.cloned().collect(), state.last_at);
    let mut ended = false;
    for stand_in in going_on {
        if let Some(back) = core.absences().ended_early(&stand_in, at) {
            let command = Command::EndStandIn { officer: stand_in.officer };
            ended |= carry_out(core, stream, command, back.max(last_at), now)?;
        }
    }
    Ok(ended)
}

/// Carries out what follows from an absence; says whether the dossier took it. One that has a
/// stand-in already, named for it alone, goes on with that one.
fn carry_out(
    core: &mut Core,
    stream: &str,
    command: Command,
    at: Instant,
    now: Instant,
) -> Result<bool, Failure> {
    let (stream, actor) = (stream.to_owned(), Actor::system());
    let submission = Submission { stream, actor, command, at, key: None, sealed: None };
    match core.carry_out_with(submission, &Extras::without_session(), now) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// The stand-in event that an acceptance needs first, where the officer asked is away.
pub(crate) fn for_acceptance(
    core: &mut Core,
    stream: &str,
    command: &Command,
    at: Instant,
) -> Option<(Event, String)> {
    if !matches!(command, Command::Accept | Command::Decline { .. }) {
        return None;
    }
    let state = &core.cache.get(stream)?.state;
    let officer = state.offer.as_ref()?.to.clone();
    let away = core.absences().of_officer(&officer, at)?;
    if state.acting(&officer, at) != officer {
        return None;
    }
    let event = Event::StandIn { officer: officer.clone(), by: away.by, until: away.until };
    Some((event, officer))
}

/// The stand-in event that follows where a dossier comes, without an acceptance, to an officer who is
/// away.
pub(crate) fn for_new_holder(
    core: &Core,
    stream: &str,
    command: &Command,
    at: Instant,
) -> Option<Event> {
    let state = &core.cache.get(stream)?.state;
    let (to, at) = match command {
        Command::Reassign { to, .. } => (to, at),
        Command::Lapse => (&state.offer.as_ref()?.to, state.offer_lapses(at)?),
        _ => return None,
    };
    let away = core.absences().of_officer(to, at)?;
    (state.acting(to, at) == to).then(|| Event::StandIn {
        officer: to.clone(),
        by: away.by,
        until: away.until,
    })
}

impl Application {
    /// The actions of one who stands in for the absent officer to whom a dossier is offered.
    pub(crate) fn stands_in_for_offer(
        &self,
        state: &State,
        actor: &str,
        at: Instant,
    ) -> Vec<Action> {
        let Some(offer) = &state.offer else { return Vec::new() };
        let away = state.acting(&offer.to, at) == offer.to && offer.to != actor;
        if away && self.acting_for(&offer.to, at) == actor {
            vec![Action::Accept, Action::Decline]
        } else {
            Vec::new()
        }
    }
}

//! What the program does by itself: offers that lapse, reminders at 50 % and 80 % of the time, and the draft of the
//! apology letter (decisions, "Apology" 1). The next moment follows from the state alone.

use calendar::{Calendar, Day, Instant};
use dossier::{Command, Phase, State};

/// What falls due by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Timer {
    /// Remind the holder that this share of the time has passed, in per cent.
    Remind(u8),
    /// Draft the apology letter.
    DraftApology,
    /// Put on record that the offer was not answered in time.
    Lapse,
}

/// The next thing that the program does by itself, and when.
pub(crate) fn next(state: &State) -> Option<(Instant, Timer)> {
    let lapse = state.offer.as_ref().and_then(|offer| offer.lapses_at);
    let lapse = lapse.map(|at| (at, Timer::Lapse));
    by_due(state).into_iter().chain(lapse).min()
}

/// The next thing that depends on due.
fn by_due(state: &State) -> Option<(Instant, Timer)> {
    let (Some(clock), Some(calendar)) = (&state.clock, &state.calendar) else { return None };
    if state.phase != Phase::Open || clock.suspended() {
        return None;
    }
    let (set_at, due) = *state.dues.last()?;
    let whole = calendar.open_millis_between(clock.effective, due);
    let reminders = [50_u8, 80].into_iter().filter_map(|percent| {
        let at = calendar.plus_open_millis(clock.effective, whole * i64::from(percent) / 100);
        let is_due = at > set_at && at < due && !state.reminded.contains(&(percent, due));
        // A moment that passed in a pause is left out; the next due brings its own.
        let missed = at < clock_start(state);
        (is_due && !missed).then_some((at, Timer::Remind(percent)))
    });
    // A draft that another took the place of is no letter to be sent.
    let waiting = state.letters.last().is_some_and(|letter| letter.sent.is_none());
    let drafted = waiting || state.letters.iter().any(|letter| letter.due == due);
    let draft_at = state.draft_at(calendar, due);
    let draft = (!drafted && Some(draft_at) >= state.received && state.last_at <= due)
        .then(|| (draft_at.max(set_at), Timer::DraftApology));
    reminders.chain(draft).min()
}

/// The command that a timer becomes.
pub(crate) fn command(timer: Timer, state: &State) -> Command {
    match timer {
        Timer::Lapse => Command::Lapse,
        Timer::Remind(percent) => Command::Remind { percent },
        Timer::DraftApology => {
            let hold = state.hold();
            Command::DraftApology {
                reason: format!("unfinished:{}", hold.map_or("", |hold| hold.step.as_str())),
                unit: hold.map(|hold| hold.unit.clone()).unwrap_or_default(),
                new_date: proposed_date(state),
            }
        }
    }
}

/// The new date that a draft proposes: the third working day after due, once in a dossier's life.
fn proposed_date(state: &State) -> Option<Day> {
    let (calendar, due): (&Calendar, Instant) = (state.calendar.as_deref()?, state.due()?);
    let date = calendar.nth_working_day_after(calendar.zone.day(due), 3);
    (!state.reappointed).then_some(date)
}

/// When the clock last began to run.
fn clock_start(state: &State) -> Instant {
    let resumed = state.pauses.iter().filter_map(|pause| pause.to).next_back();
    resumed.or(state.received).unwrap_or_default()
}

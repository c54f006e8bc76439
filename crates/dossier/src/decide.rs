//! From a command to events, or to a refusal. A decision depends on the state alone; time,
//! calendars and the terms of the rules are parameters. The module must not know a store or a page.

mod condition;
mod correction;
mod reception;
mod standing;
mod time;
mod work;

use calendar::{Calendar, Calendars, Instant};

pub use self::correction::correction_obstacle;
use crate::actions::{Action, Actor, REFUSED_BY_ALL, available_actions};
use crate::command::Command;
use crate::event::{Event, Recorded};
use crate::refusal::{Reason, Refusal};
use crate::state::State;

/// The instant, the calendars and the settings that a decision uses.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The instant of the command.
    pub at: Instant,
    pub calendars: &'a Calendars,
    /// The calendar on which receptions can be entered and results handed over; `None` where the
    /// desk never closes.
    pub desk: Option<&'a Calendar>,
    /// The `id` of the deadline calendar in force; `None` where the caller does not know it.
    pub in_force: Option<&'a str>,
    /// The number of working minutes after which an offer counts as accepted; `None` where an offer
    /// never does.
    pub accept_within: Option<u32>,
    /// All events of the dossier; only a correction reads them.
    pub history: &'a [Recorded],
}

/// Decides a command: the events that follow, each with the instant at which it happened.
///
/// # Errors
/// [`Refusal`] with its reason and the actions that the actor can perform instead.
pub fn decide(
    context: Context<'_>,
    state: &State,
    actor: &Actor,
    command: &Command,
) -> Result<Vec<(Instant, Event)>, Refusal> {
    let action = command.action();
    let state = &*action.state(state, context.at);
    let refuse = |reason: Reason| {
        let refusals = || REFUSED_BY_ALL.iter().chain(action.refusals());
        debug_assert!(
            refusals().any(|code| *code == reason.code()),
            "{action:?} refuses {reason:?}"
        );
        let possible = available_actions(state, actor, context.at);
        Refusal { action, phase: state.phase, reason, possible }
    };
    check(context, state, actor, action).map_err(refuse)?;
    let decision = Decision { context, state, actor };
    decision.events(command).map_err(refuse)
}

fn check(context: Context<'_>, state: &State, actor: &Actor, action: Action) -> Result<(), Reason> {
    if let Some(reason) = action.obstacle(state, actor, context.at) {
        return Err(reason);
    }
    if context.at < state.last_at {
        return Err(Reason::BeforeLastEvent(state.last_at));
    }
    if state.calendar.as_ref().is_some_and(|calendar| !calendar.covers(context.at)) {
        return Err(Reason::OutsideCalendar);
    }
    Ok(())
}

struct Decision<'a> {
    context: Context<'a>,
    state: &'a State,
    actor: &'a Actor,
}

type Decided = Result<Vec<(Instant, Event)>, Reason>;

impl Decision<'_> {
    fn events(&self, command: &Command) -> Decided {
        match command {
            Command::File { .. }
            | Command::Guide { .. }
            | Command::Refuse { .. }
            | Command::Receive(_)
            | Command::CompleteAtOnce { .. } => self.reception(command),
            Command::Give { .. }
            | Command::Accept
            | Command::Decline { .. }
            | Command::Lapse
            | Command::BeginStep { .. }
            | Command::CompleteStep
            | Command::ReturnStep { .. }
            | Command::Reassign { .. }
            | Command::StandIn { .. }
            | Command::EndStandIn { .. }
            | Command::Consult { .. }
            | Command::AnswerConsultation { .. } => self.work(command),
            Command::AskSupplement { .. }
            | Command::PromisePapers { .. }
            | Command::Supply { .. }
            | Command::CloseUnsupplied
            | Command::Pause { .. }
            | Command::Resume
            | Command::Extend { .. }
            | Command::ChangeCalendar { .. }
            | Command::Remind { .. } => self.clock(command),
            Command::DraftApology { .. }
            | Command::SignApology { .. }
            | Command::SendApology(_)
            | Command::SetChairmanDate { .. } => self.apology(command),
            Command::ApproveResult { .. }
            | Command::Finish { .. }
            | Command::DeclineResult { .. }
            | Command::HandOver { .. }
            | Command::Post { .. }
            | Command::PostDelivered
            | Command::PostReturned { .. }
            | Command::RemindCollection { .. }
            | Command::Withdraw { .. } => self.end(command),
            Command::MoveToUnit { unit, reason } => {
                check_text("unit", unit)?;
                self.single(Event::MovedToUnit { unit: unit.clone(), reason: reason.clone() })
            }
            Command::Correct { target, set, reason } => self.correct(*target, set, reason),
            Command::Note => self.single(Event::Noted),
        }
    }

    fn single(&self, event: Event) -> Decided {
        condition::check(self.state, self.context.at, &event)?;
        Ok(vec![(self.context.at, event)])
    }

    /// Whether the actor holds the dossier or acts for its holder: no officer gives time to an own
    /// dossier.
    fn is_own_dossier(&self) -> bool {
        self.state.is_held_by(&self.actor.id, self.context.at)
    }

    /// Refuses where the desk is closed at an instant.
    fn desk_open(&self, at: Instant) -> Result<(), Reason> {
        match self.context.desk {
            Some(desk) if !desk.is_open(at) => Err(Reason::DeskClosed { next: desk.next_open(at) }),
            _ => Ok(()),
        }
    }
}

/// Refuses a text without a letter or a digit; `name` is the field.
fn check_text(name: &'static str, text: &str) -> Result<(), Reason> {
    if !text.contains(char::is_alphanumeric) { Err(Reason::Missing(name)) } else { Ok(()) }
}

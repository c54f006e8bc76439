//! Decides a command on the queue of a day: who draws, who is called next, and when a ticket ends
//! (decisions, "Queue"). The module must not know how events are stored.

use calendar::Instant;
use dossier::{Actor, Role};

use super::command::Command;
use super::event::Event;
use super::state::{Counter, Place, QueueDay, Ticket};
use crate::aggregate::Decide;

/// The last number of a line on a day.
pub const MAX_NUMBER: u32 = 999;
/// The most tickets that are drawn in a minute.
pub const MAX_A_MINUTE: usize = 20;
/// The highest number of a counter.
pub const MAX_COUNTER: u32 = 99;
/// Tickets with priority that a counter calls one after the other while others wait.
pub const PRIORITY_RUN: u32 = 2;
/// Calls to which the holder did not come, after which a ticket ends.
pub const ABSENCES: u32 = 2;

const MINUTE: i64 = 60_000;

/// The data that a decision needs in addition to the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub at: Instant,
    /// The letters of the lines of the desk.
    pub lines: &'a [&'a str],
    /// Whether tickets are given now.
    pub open: bool,
}

/// The reason why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The desk has no such line.
    NoLine,
    /// Tickets are given while the desk is open only.
    Closed,
    /// Too many tickets were drawn in the last minute.
    TooFast,
    /// The line has no number left today.
    NoNumber,
    /// There is no counter with this number.
    NoCounter,
    /// A counter is opened for one line at least.
    NoLines,
    /// Another officer has this counter open.
    CounterTaken(String),
    /// The officer has another counter open.
    OtherCounter(u32),
    /// The officer has no counter open.
    NotOpen,
    /// The counter serves a ticket, which must end first.
    Serving(String),
    /// The counter does not serve this ticket any more.
    NotServing(String),
    /// No ticket waits for this counter.
    NobodyWaits,
}

impl Refusal {
    /// The name in messages and machine-readable output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoLine => "no_line",
            Self::Closed => "closed",
            Self::TooFast => "too_fast",
            Self::NoNumber => "no_number",
            Self::NoCounter => "no_counter",
            Self::NoLines => "no_lines",
            Self::CounterTaken(_) => "counter_taken",
            Self::OtherCounter(_) => "other_counter",
            Self::NotOpen => "not_open",
            Self::Serving(_) => "serving",
            Self::NotServing(_) => "not_serving",
            Self::NobodyWaits => "nobody_waits",
        }
    }
}

impl QueueDay {
    /// The tickets that a counter may call.
    pub fn waiting_for(&self, number: u32) -> impl Iterator<Item = (&str, &Ticket)> {
        let counter = self.counters.get(&number);
        // A ticket that waits for a counter which closed waits in its line again.
        let serves = move |ticket: &Ticket| match ticket.reserved.filter(|it| self.is_open(*it)) {
            Some(reserved) => reserved == number,
            None => counter.is_some_and(|counter| counter.lines.contains(&ticket.line)),
        };
        let tickets = self.tickets.iter().map(|(name, ticket)| (name.as_str(), ticket));
        tickets.filter(move |(_, ticket)| ticket.place == Place::Waiting && serves(ticket))
    }

    /// The ticket that a counter calls next: the earliest with priority, but after
    /// [`PRIORITY_RUN`] of them in a row the earliest without, where one waits.
    #[must_use]
    pub fn next_of(&self, number: u32) -> Option<&str> {
        let counter = self.counters.get(&number)?;
        let earliest = |priority: bool| {
            let waiting = self.waiting_for(number).filter(|(_, one)| one.priority == priority);
            waiting.min_by_key(|(_, ticket)| ticket.order).map(|(name, _)| name)
        };
        let (first, other) = (earliest(true), earliest(false));
        match counter.priority_run < PRIORITY_RUN {
            true => first.or(other),
            false => other.or(first),
        }
    }

    /// Tickets drawn in the minute before an instant.
    fn drawn_lately(&self, at: Instant) -> usize {
        let lately = self.tickets.values().filter(|ticket| at.0 - ticket.drawn_at.0 < MINUTE);
        lately.count()
    }

    /// Draws a ticket; the bound of a minute is that of the kiosk, which any visitor presses.
    fn draw(
        &self,
        context: Context<'_>,
        actor: &Actor,
        (line, priority): (String, bool),
    ) -> Result<Event, Refusal> {
        known(context, &line)?;
        let number = self.next_number(&line);
        if !context.open {
            return Err(Refusal::Closed);
        }
        if number > MAX_NUMBER {
            return Err(Refusal::NoNumber);
        }
        let by_kiosk = actor.role != Role::DeskOfficer;
        if by_kiosk && self.drawn_lately(context.at) >= MAX_A_MINUTE {
            return Err(Refusal::TooFast);
        }
        Ok(Event::Drawn { line, number, priority })
    }

    fn open(
        &self,
        context: Context<'_>,
        officer: &str,
        (counter, mut lines): (u32, Vec<String>),
    ) -> Result<Event, Refusal> {
        if !(1..=MAX_COUNTER).contains(&counter) {
            return Err(Refusal::NoCounter);
        }
        lines.sort_unstable();
        lines.dedup();
        if lines.is_empty() {
            return Err(Refusal::NoLines);
        }
        lines.iter().try_for_each(|line| known(context, line))?;
        if let Some((own, _)) = self.counter_of(officer).filter(|(own, _)| *own != counter) {
            return Err(Refusal::OtherCounter(own));
        }
        let holder = self.counters.get(&counter).and_then(|one| one.officer.as_deref());
        match holder.filter(|holder| *holder != officer) {
            Some(holder) => Err(Refusal::CounterTaken(holder.to_owned())),
            None => Ok(Event::CounterOpened { counter, lines }),
        }
    }

    fn next(&self, number: u32, counter: &Counter) -> Result<Vec<Event>, Refusal> {
        let ended = counter.serving.clone().map(|ticket| Event::Served { ticket });
        let next = self.next_of(number).map(str::to_owned);
        let called = next.map(|ticket| Event::Called { ticket, counter: number });
        let events: Vec<Event> = ended.into_iter().chain(called).collect();
        if events.is_empty() { Err(Refusal::NobodyWaits) } else { Ok(events) }
    }
}

fn known(context: Context<'_>, line: &str) -> Result<(), Refusal> {
    if context.lines.contains(&line) { Ok(()) } else { Err(Refusal::NoLine) }
}

/// Refuses an act on another ticket than the one that the counter serves.
fn still(counter: &Counter, seen: &str) -> Result<(), Refusal> {
    match counter.serving.as_deref() {
        Some(serving) if serving == seen => Ok(()),
        _ => Err(Refusal::NotServing(seen.to_owned())),
    }
}

impl Decide for QueueDay {
    type Context<'a> = Context<'a>;
    type Command = Command;
    type Refusal = Refusal;

    fn decide(
        &self,
        context: Context<'_>,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let own = self.counter_of(&actor.id);
        let event = match (command, own) {
            (Command::Draw { line, priority }, _) => self.draw(context, actor, (line, priority))?,
            (Command::Open { counter, lines }, _) => {
                self.open(context, &actor.id, (counter, lines))?
            }
            (Command::Tie { .. }, None) => return Ok(Vec::new()),
            (_, None) => return Err(Refusal::NotOpen),
            (Command::Tie { dossier, act }, Some((_, counter))) => match &counter.serving {
                Some(ticket) => Event::Tied { ticket: ticket.clone(), dossier, act },
                None => return Ok(Vec::new()),
            },
            (Command::Close, Some((counter, one))) => match &one.serving {
                Some(ticket) => return Err(Refusal::Serving(ticket.clone())),
                None => Event::CounterClosed { counter },
            },
            (Command::Next { serving }, Some((number, counter))) => {
                if counter.serving != serving {
                    let seen = serving.or_else(|| counter.serving.clone());
                    return Err(Refusal::NotServing(seen.unwrap_or_default()));
                }
                return self.next(number, counter);
            }
            (Command::Finish { serving }, Some((_, counter))) => {
                still(counter, &serving)?;
                Event::Served { ticket: serving }
            }
            (Command::Recall { serving }, Some((number, counter))) => {
                still(counter, &serving)?;
                Event::Recalled { ticket: serving, counter: number }
            }
            (Command::Absent { serving }, Some((_, counter))) => {
                still(counter, &serving)?;
                Event::Absent { ticket: serving }
            }
            (Command::Transfer { serving, line, counter: to }, Some((_, counter))) => {
                still(counter, &serving)?;
                let own = self.tickets.get(&serving).map(|ticket| ticket.line.clone());
                let line = line.or(own).ok_or(Refusal::NoLine)?;
                known(context, &line)?;
                if to.is_some_and(|to| !self.is_open(to)) {
                    return Err(Refusal::NoCounter);
                }
                Event::Transferred { ticket: serving, line, counter: to }
            }
        };
        Ok(vec![event])
    }
}

#[cfg(test)]
mod tests;

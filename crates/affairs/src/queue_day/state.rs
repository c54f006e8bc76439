//! The queue of a day, folded: its tickets, its counters, and each visit of a ticket to a line. The module
//! must not know commands.

use std::collections::BTreeMap;

use calendar::Instant;

use super::decide::ABSENCES;
use super::event::{Event, TicketAct};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The name of a ticket, as it is printed and called: `A007`.
#[must_use]
pub fn ticket_name(line: &str, number: u32) -> String {
    format!("{line}{number:03}")
}

/// For fields that are left out where they are false.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) fn is_no(value: &bool) -> bool {
    !*value
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Waiting,
    /// At a counter.
    Called(u32),
    Served,
    /// Its holder did not come.
    Absent,
}

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The line in which it waits or waited last.
    pub line: String,
    pub priority: bool,
    pub drawn_at: Instant,
    /// Its place among those who wait: a lower one goes first. Two may have the same instant, no two the
    /// same place.
    pub order: usize,
    /// The one counter that may call it.
    pub reserved: Option<u32>,
    pub absences: u32,
    pub place: Place,
    /// What was done with which dossiers, by their streams.
    pub dossiers: Vec<(String, TicketAct)>,
    /// The place of its last visit.
    visit: usize,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitEnd {
    Served,
    Absent,
    Transferred,
}

/// One stay of a ticket in a line: from waiting to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub ticket: String,
    pub line: String,
    pub priority: bool,
    pub from: Instant,
    /// When it was called, and to which counter.
    pub called: Option<(Instant, u32)>,
    pub ended: Option<(Instant, VisitEnd)>,
}

/// A counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    /// The officer who opened it; none while it is closed.
    pub officer: Option<String>,
    pub lines: Vec<String>,
    pub serving: Option<String>,
    /// Tickets with priority called here one after the other, until now.
    pub priority_run: u32,
}

/// A call, for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub ticket: String,
    pub counter: u32,
    pub at: Instant,
}

/// The queue of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueDay {
    pub tickets: BTreeMap<String, Ticket>,
    pub counters: BTreeMap<u32, Counter>,
    pub visits: Vec<Visit>,
    /// Calls, also repeated ones, in their order.
    pub calls: Vec<Call>,
    /// The last number of each line.
    last: BTreeMap<String, u32>,
}

impl QueueDay {
    /// The next number of a line.
    #[must_use]
    pub fn next_number(&self, line: &str) -> u32 {
        self.last.get(line).copied().unwrap_or_default() + 1
    }

    /// The counter that an officer has open.
    #[must_use]
    pub fn counter_of(&self, officer: &str) -> Option<(u32, &Counter)> {
        let mut counters = self.counters.iter();
        let own = counters.find(|(_, counter)| counter.officer.as_deref() == Some(officer));
        own.map(|(number, counter)| (*number, counter))
    }

    /// Whether an officer has a counter open.
    #[must_use]
    pub fn is_open(&self, counter: u32) -> bool {
        self.counters.get(&counter).is_some_and(|counter| counter.officer.is_some())
    }

    /// The tickets that wait in a line.
    pub fn waiting<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (&'a str, &'a Ticket)> {
        let waits = move |(_, ticket): &(&String, &Ticket)| {
            ticket.place == Place::Waiting && ticket.line == line
        };
        self.tickets.iter().filter(waits).map(|(name, ticket)| (name.as_str(), ticket))
    }

    fn of(&mut self, name: &str) -> Result<&mut Ticket, Illegal> {
        self.tickets.get_mut(name).ok_or(Illegal("there is no such ticket"))
    }

    /// The ticket at a counter, with that counter.
    fn served(&mut self, name: &str) -> Result<(&mut Ticket, u32), Illegal> {
        let ticket = self.of(name)?;
        match ticket.place {
            Place::Called(counter) => Ok((ticket, counter)),
            _ => Err(Illegal("the ticket is at no counter")),
        }
    }

    fn put_ticket(&mut self, (line, number): (String, u32), priority: bool, at: Instant) {
        let name = ticket_name(&line, number);
        self.last.insert(line.clone(), number);
        let ticket = Ticket {
            line,
            priority,
            drawn_at: at,
            order: self.visits.len(),
            reserved: None,
            absences: 0,
            place: Place::Waiting,
            dossiers: Vec::new(),
            visit: 0,
        };
        self.tickets.insert(name.clone(), ticket);
        self.wait(&name, at);
    }

    /// Begins a visit.
    fn wait(&mut self, name: &str, at: Instant) {
        let place = self.visits.len();
        let Some(ticket) = self.tickets.get_mut(name) else { return };
        (ticket.place, ticket.visit) = (Place::Waiting, place);
        self.visits.push(Visit {
            ticket: name.to_owned(),
            line: ticket.line.clone(),
            priority: ticket.priority,
            from: at,
            called: None,
            ended: None,
        });
    }

    /// Ends the visit of the ticket at a counter; the counter is free then.
    fn end(&mut self, name: &str, end: VisitEnd, at: Instant) -> Result<(), Illegal> {
        let (ticket, counter) = self.served(name)?;
        let visit = ticket.visit;
        if let Some(visit) = self.visits.get_mut(visit) {
            visit.ended = Some((at, end));
        }
        if let Some(counter) = self.counters.get_mut(&counter) {
            counter.serving = None;
        }
        Ok(())
    }

    fn call(&mut self, name: String, number: u32, at: Instant) -> Result<(), Illegal> {
        let ticket = self.of(&name)?;
        if ticket.place != Place::Waiting {
            return Err(Illegal("the ticket does not wait"));
        }
        (ticket.place, ticket.reserved) = (Place::Called(number), None);
        let (priority, visit) = (ticket.priority, ticket.visit);
        let counter = self.counters.get_mut(&number).filter(|one| one.serving.is_none());
        let counter = counter.ok_or(Illegal("the counter serves another ticket"))?;
        counter.priority_run = if priority { counter.priority_run + 1 } else { 0 };
        counter.serving = Some(name.clone());
        if let Some(visit) = self.visits.get_mut(visit) {
            visit.called = Some((at, number));
        }
        self.calls.push(Call { ticket: name, counter: number, at });
        Ok(())
    }
}

impl Aggregate for QueueDay {
    const KIND: &'static str = "queue_day";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let at = recorded.at;
        match recorded.event.clone() {
            Event::CounterOpened { counter, lines } => {
                let counter = self.counters.entry(counter).or_default();
                (counter.officer, counter.lines) = (Some(recorded.actor.clone()), lines);
            }
            Event::CounterClosed { counter } => {
                let counter = self.counters.get_mut(&counter);
                let counter = counter.ok_or(Illegal("there is no such counter"))?;
                (counter.officer, counter.lines) = (None, Vec::new());
            }
            Event::Drawn { line, number, priority } => {
                if number != self.next_number(&line) {
                    return Err(Illegal("the number is not the next one of its line"));
                }
                self.put_ticket((line, number), priority, at);
            }
            Event::Called { ticket, counter } => self.call(ticket, counter, at)?,
            Event::Recalled { ticket, counter } => {
                self.served(&ticket)?;
                self.calls.push(Call { ticket, counter, at });
            }
            Event::Absent { ticket } => {
                self.end(&ticket, VisitEnd::Absent, at)?;
                let order = self.visits.len();
                let one = self.of(&ticket)?;
                one.absences += 1;
                (one.place, one.order) = (Place::Absent, order);
                if one.absences < ABSENCES {
                    self.wait(&ticket, at);
                }
            }
            Event::Transferred { ticket, line, counter } => {
                self.end(&ticket, VisitEnd::Transferred, at)?;
                let one = self.of(&ticket)?;
                (one.line, one.reserved) = (line, counter);
                self.wait(&ticket, at);
            }
            Event::Tied { ticket, dossier, act } => {
                self.served(&ticket)?.0.dossiers.push((dossier, act));
            }
            Event::Served { ticket } => {
                self.end(&ticket, VisitEnd::Served, at)?;
                self.of(&ticket)?.place = Place::Served;
            }
        }
        Ok(())
    }
}

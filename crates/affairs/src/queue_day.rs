//! The queue of a desk on a day: tickets drawn by line, counters that officers open for lines, who is
//! called next, and how long people waited and were served. A ticket names no person.

mod command;
mod decide;
mod event;
pub mod figures;
mod state;

pub use self::command::Command;
pub use self::decide::{
    ABSENCES, Context, MAX_A_MINUTE, MAX_COUNTER, MAX_NUMBER, PRIORITY_RUN, Refusal,
};
pub use self::event::{Event, TicketAct};
pub use self::state::{Call, Counter, Place, QueueDay, Ticket, Visit, VisitEnd, ticket_name};

//! The terms of requests, as data with their source. Knows no request.

use calendar::{Calendar, Duration, Instant, LegalClock, Unit};

use crate::data_request::event::RequestKind;

/// The document of the terms.
pub const SOURCE: &str = "Nghị định 356/2025/NĐ-CP";

/// The days by which a request is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Calendar days until it is done.
    pub days: u32,
    /// Calendar days where another party must also act.
    pub days_with_other: u32,
}

/// Working days until the person is answered that a request is taken on, of every kind.
pub const ANSWER_DAYS: u32 = 2;

/// Calendar days that the one extension adds at most.
pub const EXTENSION_DAYS: u32 = 15;

/// The term of a kind of request. The decree names 15 and 20 days for a restriction, an objection and the
/// withdrawal of a consent. For the other rights it has a band of 10 to 20 days, and which of them has
/// which was not read: they have the shorter end, which no reading exceeds.
#[must_use]
pub const fn term(kind: RequestKind) -> Term {
    let days = match kind {
        RequestKind::Restriction | RequestKind::Objection | RequestKind::Withdrawal => 15,
        RequestKind::Access | RequestKind::Correction | RequestKind::Erasure => 10,
    };
    Term { days, days_with_other: 20 }
}

/// Until when a request filed at an instant is answered.
#[must_use]
pub fn answer_due(calendar: &Calendar, filed: Instant) -> Instant {
    let days = Duration::of(ANSWER_DAYS, Unit::WorkingDays);
    LegalClock::start(calendar, days, filed).due
}

/// Until when a request filed at an instant is done.
#[must_use]
pub fn done_due(
    calendar: &Calendar,
    kind: RequestKind,
    filed: Instant,
    (other_party, extension_days): (bool, u32),
) -> Instant {
    let term = term(kind);
    let days = if other_party { term.days_with_other } else { term.days };
    let days = Duration::of(days.saturating_add(extension_days), Unit::CalendarDays);
    LegalClock::start(calendar, days, filed).due
}

//! Fixtures for the tests of several aggregates: a calendar, and recorded events. The module must
//! not know an aggregate.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calendar::{Calendar, CalendarSpec, Count, Day, Instant, Opening, Zone};

use crate::aggregate::Recorded;

/// Weekdays of 2018 and 2019, from 7:30 to 16:30, without holidays.
pub(crate) fn weekdays() -> Calendar {
    let open = vec![Opening { open: 450, close: 990 }];
    let spec = CalendarSpec {
        id: "test".into(),
        zone: Zone::VIETNAM,
        week: [1, 2, 3, 4, 5, 6, 7].map(|day| if day < 6 { open.clone() } else { Vec::new() }),
        closed: Vec::new(),
        extra: Vec::new(),
        count: Count::Effective,
        first: Day::from_ymd(2018, 1, 1),
        last: Day::from_ymd(2019, 12, 31),
        announced_until: Day::from_ymd(2020, 1, 1),
    };
    spec.build().unwrap()
}

/// An event of an actor that was logged at the instant at which it happened.
pub(crate) fn recorded<E>(at: Instant, actor: &str, event: E) -> Recorded<E> {
    Recorded { at, logged_at: at, actor: actor.to_owned(), event }
}

//! Waiting and serving times of visits: counts, median, nine of ten, longest, in whole seconds. The module
//! must not know who served.

use std::collections::BTreeMap;

use calendar::{Day, Zone};

use super::state::{QueueDay, Visit, VisitEnd};

/// Times under which no median is given (decisions, "Responsibility" 6).
pub const FEWEST: usize = 10;

/// The times of some visits, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// The half is at most this; none under ten times.
    pub median: Option<i64>,
    /// Nine of ten are at most this; none under ten times.
    pub nine_of_ten: Option<i64>,
    pub longest: Option<i64>,
}

impl Spread {
    fn of(mut times: Vec<i64>) -> Self {
        times.sort_unstable();
        // Nearest rank: the smallest time that a share of the times does not exceed.
        let rank = |tenths: usize| {
            let place = (times.len() * tenths).div_ceil(10);
            times.get(place.checked_sub(1)?).copied().filter(|_| times.len() >= FEWEST)
        };
        Self { median: rank(5), nine_of_ten: rank(9), longest: times.last().copied() }
    }
}

/// The figures of some visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueFigures {
    /// Visits that began: a ticket drawn, transferred, or come back after an absence.
    pub visits: u64,
    /// Those with priority among them.
    pub priority: u64,
    pub called: u64,
    pub served: u64,
    pub absent: u64,
    pub transferred: u64,
    /// Those that were never called.
    pub not_called: u64,
    /// From the beginning of the visit to the call.
    pub waiting: Spread,
    /// From the call to the end, of those who were served or transferred.
    pub serving: Spread,
}

impl QueueFigures {
    /// Counts visits.
    pub fn of<'a>(visits: impl Iterator<Item = &'a Visit>) -> Self {
        let (mut figures, mut waits, mut serves) = (Self::default(), Vec::new(), Vec::new());
        for visit in visits {
            figures.visits += 1;
            figures.priority += u64::from(visit.priority);
            let Some((called, _)) = visit.called else {
                figures.not_called += 1;
                continue;
            };
            figures.called += 1;
            waits.push((called.0 - visit.from.0).max(0) / 1000);
            let Some((ended, end)) = visit.ended else { continue };
            match end {
                VisitEnd::Served => figures.served += 1,
                VisitEnd::Absent => figures.absent += 1,
                VisitEnd::Transferred => figures.transferred += 1,
            }
            if end != VisitEnd::Absent {
                serves.push((ended.0 - called.0).max(0) / 1000);
            }
        }
        (figures.waiting, figures.serving) = (Spread::of(waits), Spread::of(serves));
        figures
    }
}

/// How visits are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    Line,
    /// The counter to which they were called.
    Counter,
    /// The hour in which the visit began.
    Hour,
    Day,
}

impl GroupBy {
    /// Every grouping.
    pub const ALL: [Self; 4] = [Self::Line, Self::Counter, Self::Hour, Self::Day];

    /// The word in addresses and arguments.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Counter => "counter",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

/// The visits of some queues, each with desk and day, by group: the line as `desk/letter`, the counter
/// (empty where the visit was not called), the hour from `00`, or the day.
#[must_use]
pub fn grouped<'a>(
    queues: &'a [(String, Day, QueueDay)],
    by: GroupBy,
    zone: &Zone,
) -> Vec<(String, Vec<&'a Visit>)> {
    let mut groups: BTreeMap<(u32, String), Vec<&Visit>> = BTreeMap::new();
    for (desk, day, queue) in queues {
        for visit in &queue.visits {
            let key = match by {
                GroupBy::Line => (0, format!("{desk}/{}", visit.line)),
                GroupBy::Counter => match visit.called {
                    Some((_, counter)) => (counter, counter.to_string()),
                    None => (u32::MAX, String::new()),
                },
                GroupBy::Hour => (0, format!("{:02}", zone.civil(visit.from).1 / 3_600_000)),
                GroupBy::Day => (0, day.to_string()),
            };
            groups.entry(key).or_default().push(visit);
        }
    }
    groups.into_iter().map(|((_, key), visits)| (key, visits)).collect()
}

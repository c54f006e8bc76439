//! The state of one officer's digests, with the matters that were listed.

use std::collections::BTreeMap;

use calendar::{Day, Instant};

use super::event::{Event, Item, Rung};
use crate::aggregate::{Aggregate, Illegal, Recorded};

/// The progress of sending a digest to the officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// The rules have no contact of the officer, who reads the digest on a page.
    OnPage,
    /// The digest waits for the channel.
    Waiting,
    Taken(Instant),
    NotTaken(Instant),
}

/// The digest of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDigest {
    pub day: Day,
    pub at: Instant,
    pub items: Vec<Item>,
    pub held: u32,
    pub late: u32,
    pub sending: Sending,
}

/// The state of an officer's digests, folded from their stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The digests in order, at most one for each day.
    pub days: Vec<DayDigest>,
    /// The last listed rung of each matter, with its due; the key is that of [`subject_of`].
    last_listed: BTreeMap<(Option<Rung>, String), (Instant, Rung)>,
}

/// The key of a matter that is listed once for one due: of a dossier the same key for all its
/// rungs, of other matters a key for each rung.
fn subject_of(item: &Item) -> (Option<Rung>, String) {
    (Some(item.rung).filter(|rung| !rung.is_escalated()), item.about.clone())
}

impl Digest {
    /// The items that were not listed before for their due on the same rung or a higher one.
    #[must_use]
    pub fn new_items(&self, matters: Vec<Item>) -> Vec<Item> {
        let mut highest: BTreeMap<(Option<Rung>, String), Item> = BTreeMap::new();
        for item in matters {
            let entry = highest.entry(subject_of(&item)).or_insert_with(|| item.clone());
            if item.rung > entry.rung {
                *entry = item;
            }
        }
        let was_listed = |(matter, item): &(_, Item)| {
            self.last_listed
                .get(matter)
                .is_some_and(|(due, rung)| *due == item.due && *rung >= item.rung)
        };
        let new_items = highest.into_iter().filter(|reported| !was_listed(reported));
        let mut new_items: Vec<Item> = new_items.map(|(_, item)| item).collect();
        new_items.sort_by_key(|item| (std::cmp::Reverse(item.rung), item.due, item.about.clone()));
        new_items
    }
}

impl Aggregate for Digest {
    const KIND: &'static str = "digest";
    type Event = Event;

    fn apply(&mut self, recorded: &Recorded<Event>) -> Result<(), Illegal> {
        let at = recorded.at;
        let (day, sending) = match &recorded.event {
            Event::Composed { day, items, held, late, queued } => {
                if self.days.last().is_some_and(|last| *day <= last.day) {
                    return Err(Illegal("the day has its digest"));
                }
                for item in items {
                    self.last_listed.insert(subject_of(item), (item.due, item.rung));
                }
                let sending = if *queued { Sending::Waiting } else { Sending::OnPage };
                let (day, items, held, late) = (*day, items.clone(), *held, *late);
                self.days.push(DayDigest { day, at, items, held, late, sending });
                return Ok(());
            }
            Event::Taken { day } => (*day, Sending::Taken(at)),
            Event::NotTaken { day } => (*day, Sending::NotTaken(at)),
        };
        let waiting = |day_digest: &&mut DayDigest| {
            day_digest.day == day && day_digest.sending == Sending::Waiting
        };
        let digest = self.days.iter_mut().find(waiting);
        digest.ok_or(Illegal("no digest of the day waits"))?.sending = sending;
        Ok(())
    }
}

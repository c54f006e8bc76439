//! When the desk is open, and what a duration means for someone who comes now. Reads the desk's
//! calendar and the legal clock; decides nothing.

use std::ops::RangeInclusive;

use calendar::{Duration, LegalClock, Opening};
use text::date;

use super::capital;
use crate::visit::Visit;

/// The desk's hours.
pub(in crate::pages) struct Hours {
    /// Days of the week, and when the desk is open on them.
    pub week: Vec<(String, String)>,
    /// Open now, or from when.
    pub now: String,
    /// What a reader must know of the calendar.
    pub note: Option<String>,
}

impl Hours {
    /// None where there is no agency.
    pub fn of(visit: &Visit) -> Option<Self> {
        let calendar = visit.rules.desk_hours(visit.today())?;
        let mut runs: Vec<(RangeInclusive<i8>, &[Opening])> = Vec::new();
        for (day, openings) in (1i8..).zip(&calendar.week) {
            match runs.last_mut().filter(|(_, known)| known == openings) {
                Some((days, _)) => *days = *days.start()..=day,
                None => runs.push((day..=day, openings)),
            }
        }
        let note = calendar.illustrative.then(|| visit.t("desk-illustrative"));
        let week = runs
            .into_iter()
            .map(|(days, openings)| (weekdays(visit, &days), opened(visit, openings)));
        Some(Self { week: week.collect(), now: now(visit), note })
    }
}

fn weekdays(visit: &Visit, days: &RangeInclusive<i8>) -> String {
    let [first, last] = [days.start(), days.end()].map(|day| date::weekday(*day, visit.language));
    let told = if first == last {
        first.to_owned()
    } else {
        visit.say("desk-days", &[("first", first.into()), ("last", last.into())])
    };
    capital(&told)
}

fn opened(visit: &Visit, openings: &[Opening]) -> String {
    if openings.is_empty() {
        return visit.t("desk-closed");
    }
    let time = |minutes: u16| date::time((minutes / 60) as i8, (minutes % 60) as i8);
    let told =
        openings.iter().map(|one| format!("{}\u{a0}–\u{a0}{}", time(one.open), time(one.close)));
    told.collect::<Vec<_>>().join(", ")
}

fn now(visit: &Visit) -> String {
    let desk = visit.rules.desk_calendar();
    let now = visit.now();
    if desk.is_open(now) {
        return visit.t("desk-open_now");
    }
    let at = messages::instant(visit.language, desk.next_open(now), &desk.zone);
    visit.say("desk-opens", &[("at", at.into())])
}

/// The due of a dossier that the desk receives at once, or at its next opening: received, due.
pub(super) fn example(visit: &Visit, duration: Duration) -> Option<(String, String)> {
    let received = visit.rules.desk_calendar().next_open(visit.now());
    let calendar = visit.rules.deadline_calendar();
    let clock = LegalClock::start(calendar, duration, received);
    let told = |at| messages::instant(visit.language, at, &calendar.zone);
    (calendar.covers(received) && calendar.covers(clock.due))
        .then(|| (told(received), told(clock.due)))
}

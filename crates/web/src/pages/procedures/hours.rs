//! The desk's opening hours, and the meaning of a duration for an applicant who comes now. Reads
//! the desk's calendar and the legal clock; decides nothing.

use std::ops::RangeInclusive;

use calendar::{Duration, LegalClock, Opening};
use rules::UnitKind;
use text::date;

use super::capital;
use crate::pages::letter;
use crate::request_context::RequestContext;

/// The desk's hours.
pub(in crate::pages) struct Hours {
    /// Days of the week, and when the desk is open on them.
    pub week: Vec<(String, String)>,
    /// Open now, or from when.
    pub now: String,
    /// The note on the calendar.
    pub note: Option<String>,
    /// The desk's name, address and telephone, where the rules have them.
    pub place: Option<String>,
}

impl Hours {
    /// None where there is no agency.
    pub fn of(context: &RequestContext) -> Option<Self> {
        let calendar = context.rules.desk_hours(context.today())?;
        let mut runs: Vec<(RangeInclusive<i8>, &[Opening])> = Vec::new();
        for (day, openings) in (1i8..).zip(&calendar.week) {
            match runs.last_mut().filter(|(_, own)| own == openings) {
                Some((days, _)) => *days = *days.start()..=day,
                None => runs.push((day..=day, openings)),
            }
        }
        let note = calendar.illustrative.then(|| context.text("desk-illustrative"));
        let week = runs
            .into_iter()
            .map(|(days, openings)| (weekdays(context, &days), hours_text(context, openings)));
        let units = context.rules.agency.iter().flat_map(|agency| &agency.units);
        let mut desks = units.filter(|unit| unit.kind == UnitKind::Desk && unit.address.is_some());
        let place = desks.next().map(|desk| letter::desk(context, &desk.code));
        Some(Self { week: week.collect(), now: now(context), note, place })
    }
}

impl Hours {
    /// The hours as one sentence.
    pub fn line(&self) -> String {
        let open = self.week.iter().map(|(days, times)| format!("{days}: {times}"));
        open.collect::<Vec<_>>().join("; ")
    }
}

fn weekdays(context: &RequestContext, days: &RangeInclusive<i8>) -> String {
    let [first, last] = [days.start(), days.end()].map(|day| date::weekday(*day, context.language));
    let text = if first == last {
        first.to_owned()
    } else {
        context.format("desk-days", &[("first", first.into()), ("last", last.into())])
    };
    capital(&text)
}

fn hours_text(context: &RequestContext, openings: &[Opening]) -> String {
    if openings.is_empty() {
        return context.text("desk-closed");
    }
    let time = |minutes: u16| date::time((minutes / 60) as i8, (minutes % 60) as i8);
    let text =
        openings.iter().map(|one| format!("{}\u{a0}–\u{a0}{}", time(one.open), time(one.close)));
    text.collect::<Vec<_>>().join(", ")
}

fn now(context: &RequestContext) -> String {
    let desk = context.rules.desk_calendar();
    let now = context.now();
    if desk.is_open(now) {
        return context.text("desk-open_now");
    }
    let at = messages::instant(context.language, desk.next_open(now), &desk.zone);
    context.format("desk-opens", &[("at", at.into())])
}

/// The due of a dossier that the desk receives at once, or at its next opening: received, due.
pub(super) fn example(context: &RequestContext, duration: Duration) -> Option<(String, String)> {
    let received = context.rules.desk_calendar().next_open(context.now());
    let calendar = context.rules.deadline_calendar();
    let clock = LegalClock::start(calendar, duration, received);
    let describe = |at| messages::instant(context.language, at, &calendar.zone);
    (calendar.covers(received) && calendar.covers(clock.due))
        .then(|| (describe(received), describe(clock.due)))
}

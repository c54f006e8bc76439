//! The derivation of a due date, in sentences that a citizen can follow. Consecutive days of the same kind
//! share a sentence. Counts nothing itself.

use ::text::Language;
use calendar::{Day, Duration, Instant, Line, SkipReason, SupplementEffect, Unit, Zone};

use crate::bundle::{Value, text};
use crate::time::{amount, date_of, day_of, days, duration, hours, instant, time_of};

/// The lines of a derivation as sentences, in order.
#[must_use]
pub fn derivation(language: Language, lines: &[Line], zone: &Zone) -> Vec<String> {
    let mut writer = Teller { language, zone, start: Start::default() };
    let mut sentences = Vec::new();
    let mut rest = lines;
    while let Some(line) = rest.first() {
        let alike = rest.windows(2).take_while(|pair| merged_days(&pair[0], &pair[1])).count();
        let (group, after) = rest.split_at(alike + 1);
        sentences.push(writer.sentence(line, &group[alike], after.first()));
        rest = after;
    }
    sentences
}

/// Whether a line continues the sentence of the line before it.
fn merged_days(line: &Line, next: &Line) -> bool {
    match (line, next) {
        (Line::Counted { day, .. }, Line::Counted { day: next, .. }) => day.plus(1) == *next,
        (Line::Skipped { day, reason }, Line::Skipped { day: next, reason: same }) => {
            day.plus(1) == *next && reason == same
        }
        _ => false,
    }
}

/// The first line of the current count.
#[derive(Default)]
struct Start {
    day: Option<Day>,
    unit: Option<Unit>,
    resumed: bool,
    paused_after_due: bool,
}

struct Teller<'a> {
    language: Language,
    zone: &'a Zone,
    start: Start,
}

impl Teller<'_> {
    /// The sentence of a line, up to `last` where one sentence covers several lines; `next` is the line that follows.
    fn sentence(&mut self, line: &Line, last: &Line, next: Option<&Line>) -> String {
        match line {
            Line::Received { at, duration } => self.received(*at, *duration),
            Line::TakesEffect { at, cutoff_minutes: None } => self.at("closed", *at, &[]),
            Line::TakesEffect { at, cutoff_minutes: Some(minutes) } => {
                self.at("cutoff", *at, &[("time", time_of((*minutes).into()).into())])
            }
            Line::DayZero { day, civil } => self.day_zero(*day, *civil, next),
            Line::Counted { day, n } => self.counted((*day, *n), last),
            Line::Skipped { day, reason } => self.skipped(*day, last, reason),
            Line::CalendarDays { from, days, until } => {
                let days = calendar::Amount { amount: *days, unit: Unit::CalendarDays };
                let values = [
                    ("days", amount(self.language, days).into()),
                    ("from", self.day(*from)),
                    ("until", self.day(*until)),
                ];
                self.text("calendar_days", &values)
            }
            Line::Rolled { from, to } => {
                self.text("rolled", &[("from", self.day(*from)), ("to", self.day(*to))])
            }
            Line::Hours { day, minutes } => {
                let time = hours(self.language, *minutes);
                self.text("hours", &[("time", time.into()), ("day", self.day(*day))])
            }
            Line::Paused { at, days_left, minutes_left } => {
                self.start.paused_after_due = false;
                self.paused(*at, *days_left, *minutes_left)
            }
            Line::PausedAfterDue { at } => {
                self.start.paused_after_due = true;
                self.at("paused-after_due", *at, &[])
            }
            Line::Resumed { at, effect } => self.resumed(*at, *effect),
            Line::Extended { at, by } => {
                self.at("extended", *at, &[("by", amount(self.language, *by).into())])
            }
            Line::CalendarChanged { at, calendar } => {
                self.at("calendar_changed", *at, &[("calendar", calendar.into())])
            }
            Line::Due { at, suspended, estimate } => {
                let key = match (suspended, estimate) {
                    (false, false) => "due",
                    (true, false) => "due-suspended",
                    (false, true) => "due-estimate",
                    (true, true) => "due-suspended-estimate",
                };
                self.at(key, *at, &[])
            }
        }
    }

    fn received(&mut self, at: Instant, given: Duration) -> String {
        let (day, unit) = (Some(self.zone.day(at)), Some(given.length.unit));
        self.start = Start { day, unit, ..Start::default() };
        self.at("received", at, &[("duration", duration(self.language, given).into())])
    }

    fn day_zero(&self, day: Day, civil: bool, next: Option<&Line>) -> String {
        let counts = matches!(
            next,
            Some(Line::Counted { .. } | Line::Skipped { .. } | Line::CalendarDays { .. })
        );
        let key = match () {
            () if !counts => "zero-last",
            () if civil => "zero-civil",
            () if self.start.resumed => "zero-resumed",
            () if self.start.day == Some(day) => "zero-received",
            () => "zero-effective",
        };
        self.text(key, &[("day", self.day(day))])
    }

    fn counted(&self, (first, n): (Day, u32), last: &Line) -> String {
        let (end, m) = match last {
            Line::Counted { day, n } => (*day, *n),
            _ => (first, n),
        };
        let days = ("days", days(self.language, first, end).into());
        let values = [("n", i64::from(n).into()), days, ("last", i64::from(m).into())];
        let key = match end.0 - first.0 {
            0 => "counted",
            1 => "counted-two",
            _ => "counted-many",
        };
        self.text(key, &values)
    }

    fn skipped(&self, first: Day, last: &Line, reason: &SkipReason) -> String {
        let end = if let Line::Skipped { day, .. } = last { *day } else { first };
        let reason = match (reason, self.language) {
            (SkipReason::Weekend, language) => text(language, "skip-weekend", &[]),
            (SkipReason::Holiday { name, .. }, Language::Vietnamese) => name.clone(),
            (SkipReason::Holiday { name_en, .. }, Language::English) => name_en.clone(),
            (SkipReason::SwappedOff { made_up_on }, language) => {
                text(language, "skip-swapped", &[("day", date_of(*made_up_on).into())])
            }
        };
        let days = days(self.language, first, end);
        self.text("skipped", &[("days", days.into()), ("reason", reason.into())])
    }

    fn paused(&self, at: Instant, days_left: Option<u32>, minutes_left: Option<i64>) -> String {
        let left = match (days_left, minutes_left) {
            (Some(0), _) | (None, None) => return self.at("paused-nothing_left", at, &[]),
            (Some(days), _) => {
                let unit = self.start.unit.unwrap_or(Unit::WorkingDays);
                amount(self.language, calendar::Amount { amount: days, unit })
            }
            (None, Some(minutes)) => hours(self.language, minutes),
        };
        self.at("paused", at, &[("left", left.into())])
    }

    fn resumed(&mut self, at: Instant, effect: SupplementEffect) -> String {
        self.start.resumed = true;
        self.start.day = Some(self.zone.day(at));
        match effect {
            _ if self.start.paused_after_due => self.at("resumed-after_due", at, &[]),
            SupplementEffect::Continue => self.at("resumed", at, &[]),
            SupplementEffect::Restart => self.at("resumed-restart", at, &[]),
            SupplementEffect::Fixed(new) => {
                self.start.unit = Some(new.length.unit);
                let new = duration(self.language, new);
                self.at("resumed-fixed", at, &[("duration", new.into())])
            }
        }
    }

    fn day(&self, day: Day) -> Value<'static> {
        day_of(self.language, day).into()
    }

    fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        text(self.language, &format!("derivation-{key}"), values)
    }

    /// A sentence that names an instant.
    fn at(&self, key: &str, at: Instant, values: &[(&str, Value<'_>)]) -> String {
        let at = ("at", instant(self.language, at, self.zone).into());
        self.text(key, &[values, &[at]].concat())
    }
}

#[cfg(test)]
mod tests;

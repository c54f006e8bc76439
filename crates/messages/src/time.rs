//! Instants, days and stretches of working time in words. Knows no dossier and no calendar version.

use ::text::{Language, date};
use calendar::{Amount, Calendar, Day, Duration, Instant, Unit, Zone};

use crate::bundle::{Value, text};

/// An instant to the minute: `16:30 thứ Năm 22/11/2018`.
#[must_use]
pub fn instant(language: Language, at: Instant, zone: &Zone) -> String {
    let (day, millis) = zone.civil(at);
    format!("{} {}", time_of(millis / 60_000), day_of(language, day))
}

/// A day with its weekday: `thứ Năm 22/11/2018`.
#[must_use]
pub fn day_of(language: Language, day: Day) -> String {
    format!("{} {}", date::weekday(day.iso_weekday(), language), date_of(day))
}

/// A day as a date alone: `22/11/2018`.
#[must_use]
pub fn date_of(day: Day) -> String {
    let (year, month, day) = day.ymd();
    date::date(year, month, day)
}

/// A time of day from minutes after midnight: `15:00`.
pub(crate) fn time_of(minutes: i64) -> String {
    // Cannot overflow: a day has 24 hours.
    date::time((minutes / 60 % 24) as i8, (minutes % 60) as i8)
}

/// One day or several on end: `từ thứ Hai 16/02 đến thứ Sáu 20/02/2026`.
pub(crate) fn days(language: Language, first: Day, last: Day) -> String {
    if first == last {
        return day_of(language, first);
    }
    let mut begin = day_of(language, first);
    if first.ymd().0 == last.ymd().0 {
        begin.truncate(begin.len() - "/2026".len());
    }
    let key = if first.plus(1) == last { "days-two" } else { "days-range" };
    let values = [("first", begin.into()), ("last", day_of(language, last).into())];
    text(language, key, &values)
}

/// A procedure's duration: `10 ngày làm việc`, `trong ngày làm việc; nhận sau 15:00 thì trả…`.
#[must_use]
pub fn duration(language: Language, duration: Duration) -> String {
    let length = amount(language, duration.length);
    match duration.cutoff_minutes {
        None => length,
        Some(minutes) => {
            let values = [("length", length.into()), ("time", time_of(minutes.into()).into())];
            let key = if duration.length.amount == 0 {
                "duration-cutoff"
            } else {
                "duration-cutoff_days"
            };
            text(language, key, &values)
        }
    }
}

/// An amount with its unit: `8 giờ làm việc`, `20 ngày`.
#[must_use]
pub fn amount(language: Language, amount: Amount) -> String {
    let key = match amount.unit {
        Unit::WorkingDays | Unit::CalendarDays if amount.amount == 0 => "amount-same_day",
        Unit::WorkingDays => "amount-working_days",
        Unit::CalendarDays => "amount-calendar_days",
        Unit::WorkingHours => "amount-working_hours",
        Unit::WorkingMinutes => return hours(language, amount.amount.into()),
    };
    text(language, key, &[("n", i64::from(amount.amount).into())])
}

/// Working minutes in hours, never in days: `9 giờ 30 phút làm việc`.
#[must_use]
pub fn hours(language: Language, minutes: i64) -> String {
    if minutes < 8 * 60 {
        return date::working_duration(minutes, language);
    }
    if minutes % 60 == 0 {
        return text(language, "amount-working_hours", &[("n", (minutes / 60).into())]);
    }
    let rest: Value<'_> = match language {
        // Two digits after a greater unit, as on a clock.
        Language::Vietnamese => format!("{:02}", minutes % 60).into(),
        Language::English => (minutes % 60).into(),
    };
    text(language, "amount-hours_minutes", &[("hours", (minutes / 60).into()), ("minutes", rest)])
}

/// How long is left until due, so that it cannot mislead: `Hôm nay 17:00`, `Còn 3 ngày làm việc, chưa
/// kể hôm nay`; of a due that has passed, the working time since then.
#[must_use]
pub fn remaining(language: Language, calendar: &Calendar, now: Instant, due: Instant) -> String {
    if now > due {
        let time = date::working_duration(calendar.working_minutes_between(due, now), language);
        return text(language, "remaining-late", &[("time", time.into())]);
    }
    let (today, (day, millis)) = (calendar.zone.day(now), calendar.zone.civil(due));
    if day == today {
        return text(language, "remaining-today", &[("time", time_of(millis / 60_000).into())]);
    }
    let days = i64::from(calendar.working_days_between(today, day));
    text(language, "remaining-days", &[("n", days.into())])
}

#[cfg(test)]
mod tests;

//! Dates, times and working durations as text, from plain numbers. The module must not know a
//! calendar: the caller passes the day and the minutes of a duration.

use crate::{
    Language,
    number::{ABSENT, MINUS, integer},
};

/// The minutes of a working day, by which durations are written.
const WORKING_DAY_MINUTES: u64 = 8 * 60;

/// A date as day/month/year: `22/11/2018`; the same in both languages, as on the official forms.
pub fn date(year: i16, month: i8, day: i8) -> String {
    format!("{day:02}/{month:02}/{year:04}")
}

/// A time of day on the 24-hour clock: `16:30`.
pub fn time(hour: i8, minute: i8) -> String {
    format!("{hour:02}:{minute:02}")
}

/// The name of a weekday by its ISO number, 1 (Monday) to 7 (Sunday): `thứ Hai` (vi),
/// `Monday` (en); any other number is [`ABSENT`].
pub fn weekday(iso_monday_1: i8, language: Language) -> &'static str {
    let (vi, en) = match iso_monday_1 {
        1 => ("thứ Hai", "Monday"),
        2 => ("thứ Ba", "Tuesday"),
        3 => ("thứ Tư", "Wednesday"),
        4 => ("thứ Năm", "Thursday"),
        5 => ("thứ Sáu", "Friday"),
        6 => ("thứ Bảy", "Saturday"),
        7 => ("Chủ nhật", "Sunday"),
        _ => (ABSENT, ABSENT),
    };
    match language {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

/// A duration of working time in words, from working minutes; a day has 480 of them. Parts of 0 are
/// left out: `3 ngày 2 giờ làm việc` (vi), `3 working days 2 hours` (en).
pub fn working_duration(minutes: i64, language: Language) -> String {
    let total = minutes.unsigned_abs();
    let parts = [
        (total / WORKING_DAY_MINUTES, ["ngày", "day"]),
        (total % WORKING_DAY_MINUTES / 60, ["giờ", "hour"]),
        (total % 60, ["phút", "minute"]),
    ];
    let mut shown: Vec<_> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    if shown.is_empty() {
        shown.push(parts[2]);
    }
    let words = shown.iter().enumerate().map(|(i, &(n, [vi, en]))| match language {
        // "2 giờ 05 phút": minutes after a greater unit take two digits, as on a clock.
        Language::Vietnamese if i > 0 && vi == "phút" => format!("{n:02} {vi}"),
        Language::Vietnamese => format!("{} {vi}", grouped(n, language)),
        Language::English => {
            let working = if i == 0 { "working " } else { "" };
            let plural = if n == 1 { "" } else { "s" };
            format!("{} {working}{en}{plural}", grouped(n, language))
        }
    });
    let sign = if minutes < 0 { MINUS.to_string() } else { String::new() };
    let tail = match language {
        Language::Vietnamese => " làm việc",
        Language::English => "",
    };
    format!("{sign}{}{tail}", words.collect::<Vec<_>>().join(" "))
}

fn grouped(n: u64, language: Language) -> String {
    // Cannot saturate: the greatest part is i64::MIN's magnitude divided by 480.
    integer(i64::try_from(n).unwrap_or(i64::MAX), language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Vietnamese};

    #[test]
    fn dates_and_times_take_two_digits() {
        assert_eq!(date(2018, 11, 22), "22/11/2018");
        assert_eq!(date(2026, 2, 3), "03/02/2026");
        assert_eq!(time(16, 30), "16:30");
        assert_eq!(time(7, 5), "07:05");
    }

    #[test]
    fn weekdays_have_names() {
        fn check(iso: i8, vi: &str, en: &str) {
            assert_eq!(weekday(iso, Vietnamese), vi);
            assert_eq!(weekday(iso, English), en);
        }
        check(1, "thứ Hai", "Monday");
        check(2, "thứ Ba", "Tuesday");
        check(3, "thứ Tư", "Wednesday");
        check(4, "thứ Năm", "Thursday");
        check(5, "thứ Sáu", "Friday");
        check(6, "thứ Bảy", "Saturday");
        check(7, "Chủ nhật", "Sunday");
        check(0, "—", "—");
        check(8, "—", "—");
    }

    #[test]
    fn working_durations_are_written_in_words() {
        fn check(minutes: i64, vi: &str, en: &str) {
            assert_eq!(working_duration(minutes, Vietnamese), vi);
            assert_eq!(working_duration(minutes, English), en);
        }
        check(0, "0 phút làm việc", "0 working minutes");
        check(1, "1 phút làm việc", "1 working minute");
        check(5, "5 phút làm việc", "5 working minutes");
        check(60, "1 giờ làm việc", "1 working hour");
        check(125, "2 giờ 05 phút làm việc", "2 working hours 5 minutes");
        check(480, "1 ngày làm việc", "1 working day");
        check(3 * 480 + 120, "3 ngày 2 giờ làm việc", "3 working days 2 hours");
        check(480 + 1, "1 ngày 01 phút làm việc", "1 working day 1 minute");
        check(-545, "−1 ngày 1 giờ 05 phút làm việc", "−1 working day 1 hour 5 minutes");
        check(480_000, "1.000 ngày làm việc", "1,000 working days");
    }
}

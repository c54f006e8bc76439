//! Reads days, instants and months from forms and addresses. The module must not know pages.

use calendar::{Day, Instant, Zone};

/// The years that are accepted.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;
const DAY_MILLIS: i64 = 86_400_000;

/// Reads a day such as `2018-11-22` or `22/11/2018`.
pub fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('/').collect();
    let iso = match parts[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    iso.parse::<Day>().ok().filter(|day| YEARS.contains(&day.ymd().0))
}

/// Reads an instant with offset, a civil time in the register's zone, or a day, which means its
/// end.
pub fn instant(text: &str, zone: &Zone) -> Option<Instant> {
    if let Ok(at) = text.parse::<Instant>() {
        return YEARS.contains(&zone.day(at).ymd().0).then_some(at);
    }
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return Some(zone.at(day(text)?, DAY_MILLIS - 1));
    };
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok().filter(|n| *n < 60));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let valid = parts.next().is_none() && (0..24).contains(&hour) && minute >= 0 && second >= 0;
    valid.then_some(())?;
    Some(zone.at(day(date)?, (hour * 3600 + minute * 60 + second) * 1000))
}

/// The text of an instant as it is typed: `22/11/2018 16:30`.
pub fn typed_moment(at: Instant, zone: &Zone) -> String {
    let (day, millis) = zone.civil(at);
    format!("{} {:02}:{:02}", messages::date_of(day), millis / 3_600_000, millis / 60_000 % 60)
}

/// The first and the last day of a month such as `2018-11`.
pub fn month(key: &str) -> Option<(Day, Day)> {
    let first = day(&format!("{key}-01"))?;
    Some((first, first.last_of_month()))
}

/// Reads a month as it is typed or linked: `06/2018`, `6/2018` or `2018-06`.
pub fn typed_month(text: &str) -> Option<(Day, Day)> {
    match text.split_once('/') {
        Some((number, year)) => month(&format!("{year}-{number:0>2}")),
        None => month(text),
    }
}

/// The text of a month for a reader: `11/2018` for `2018-11`.
pub fn month_text(key: &str) -> String {
    key.split_once('-').map_or_else(String::new, |(year, month)| format!("{month}/{year}"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn days_are_read_in_both_formats() {
        let expected = Some(Day::from_ymd(2018, 2, 9));
        assert_eq!(day("2018-02-09"), expected);
        assert_eq!(day("9/2/2018"), expected);
        for wrong in ["2018-02-30", "31/02/2018", "2018", "9999-01-01", "a/b/c", "1/2/3/4"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn as_of_is_an_instant_a_time_or_the_end_of_a_day() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let check = |given: &str, expected: &str| {
            assert_eq!(instant(given, &Zone::VIETNAM), Some(at(expected)), "{given}");
        };
        check("2018-09-30T17:00:00Z", "2018-09-30T17:00:00Z");
        check("2018-09-30T17:00", "2018-09-30T17:00:00+07:00");
        check("30/09/2018 17:00:30", "2018-09-30T17:00:30+07:00");
        check("2018-09-30", "2018-09-30T23:59:59.999+07:00");
        for wrong in
            ["2018-09-30T24:00", "2018-09-30T1", "x", "2018-09-30T-1:00", "0001-01-01T00:00Z"]
        {
            assert_eq!(instant(wrong, &Zone::VIETNAM), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_has_its_last_day() {
        assert_eq!(month("2018-02"), Some((Day::from_ymd(2018, 2, 1), Day::from_ymd(2018, 2, 28))));
        assert_eq!(month("2018-13"), None);
        for typed in ["06/2018", "6/2018", "2018-06"] {
            assert_eq!(typed_month(typed), month("2018-06"), "{typed}");
        }
        for wrong in ["13/2018", "0/2018", "06/18", "6/6/2018", "2018", "tháng 6", "/", "06/2018/"]
        {
            assert_eq!(typed_month(wrong), None, "{wrong}");
        }
    }
}

//! Reads an instant or a civil date in the formats of registers. The module must not know the role
//! of the moment in a dossier.

use std::borrow::Cow;
use std::cmp::Ordering;

use calendar::{Day, Instant, Zone};
use jiff::civil::Date;
use jiff::fmt::strtime;

const DAY_MILLIS: i64 = 86_400_000;

/// The content of a cell: an instant, or only a civil date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The instant; of a date, its first instant in the register's zone.
    pub(crate) at: Instant,
    /// The date, where the cell has no time of day.
    pub(crate) date: Option<Day>,
}

impl Moment {
    fn of_date(day: Day, zone: &Zone) -> Self {
        Self { at: zone.at(day, 0), date: Some(day) }
    }

    fn of_instant(at: Instant) -> Self {
        Self { at, date: None }
    }

    /// Whether this moment is before another one. Two moments are compared by date where one of
    /// them is only a date.
    pub(crate) fn before(self, other: Self, zone: &Zone) -> bool {
        let order = match (self.date, other.date) {
            (None, None) => self.at.cmp(&other.at),
            _ => zone.day(self.at).cmp(&zone.day(other.at)),
        };
        order == Ordering::Less
    }
}

/// The reason why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The format of the text is unknown.
    Form,
    /// The text is a date with slashes and the month first.
    MonthFirst,
    /// The year is outside [`YEARS`].
    Year,
}

/// The formats that a map adds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formats {
    list: Vec<String>,
    /// Whether dates with slashes have the month first; they are read by the map's formats only
    /// then.
    pub(crate) month_first: bool,
    pub(crate) day_first: bool,
    /// Two formats of the list that read the same text as different dates.
    pub(crate) contradictory_formats: Option<(String, String)>,
}

impl Formats {
    pub(crate) fn new(list: Vec<String>) -> Self {
        let sample = jiff::civil::date(2003, 2, 1).at(13, 14, 15, 0);
        let sample = sample.to_zoned(jiff::tz::TimeZone::UTC);
        let writes = |begin: &[&str]| {
            let text = |format: &String| {
                sample.as_ref().ok().and_then(|at| strtime::format(format, at).ok())
            };
            list.iter().filter_map(text).any(|text| begin.iter().any(|b| text.starts_with(b)))
        };
        let month_first = writes(&["02/01/", "2/1/", "02/1/", "2/01/"]);
        let day_first = writes(&["01/02/", "1/2/", "01/2/", "1/02/"]);
        let contradictory_formats = contradictory_formats(&list);
        Self { list, month_first, day_first, contradictory_formats }
    }
}

/// The first two formats of which one reads the other's text with the parts of the date exchanged.
fn contradictory_formats(list: &[String]) -> Option<(String, String)> {
    let sample = jiff::civil::date(2001, 2, 3).at(13, 14, 15, 0);
    let sample = sample.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    let exchanges_date_parts = |one: &String, other: &String| {
        let text = strtime::format(one, &sample).ok()?;
        let (year, month, day) =
            Zone::VIETNAM.day(by_format(&text, &Zone::VIETNAM, other)?.at).ymd();
        let mut parts = [i32::from(year) % 100, i32::from(month), i32::from(day)];
        let exchanged = parts != [1, 2, 3];
        parts.sort_unstable();
        (exchanged && parts == [1, 2, 3]).then_some(())
    };
    list.iter().enumerate().find_map(|(index, one)| {
        let other =
            list[index + 1..].iter().find(|other| exchanges_date_parts(one, other).is_some());
        other.map(|other| (one.clone(), other.clone()))
    })
}

/// The years that a register may contain.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Reads a moment by the map's own formats in order, otherwise as ISO 8601 or as day/month/year.
pub(crate) fn parse(text: &str, zone: &Zone, formats: &Formats) -> Result<Moment, Fault> {
    let own = by_map_formats(text, zone, formats);
    let built_in = || {
        let slashes = text.bytes().take(3).any(|byte| byte == b'/');
        if slashes && formats.month_first { None } else { built_in(text, zone) }
    };
    let Some(moment) = own.or_else(built_in) else {
        let swapped = swapped(text).is_some_and(|text| self::built_in(&text, zone).is_some());
        return Err(if swapped { Fault::MonthFirst } else { Fault::Form });
    };
    if is_in_years(moment, zone) { Ok(moment) } else { Err(Fault::Year) }
}

fn is_in_years(moment: Moment, zone: &Zone) -> bool {
    YEARS.contains(&zone.day(moment.at).ymd().0)
}

/// The moment by the first of the map's formats that gives a year of [`YEARS`], otherwise by the
/// first that reads the text.
fn by_map_formats(text: &str, zone: &Zone, formats: &Formats) -> Option<Moment> {
    let text = in_english(text);
    let read = |format: &String| {
        by_format(&text, zone, format).or_else(|| at_closing(&text, zone, format))
    };
    let mut all = formats.list.iter().filter_map(read);
    let first = all.next()?;
    if is_in_years(first, zone) {
        return Some(first);
    }
    Some(all.find(|moment| is_in_years(*moment, zone)).unwrap_or(first))
}

/// The text with the Vietnamese marks of the half of the day (SA, CH) replaced by the English ones,
/// which `%p` reads.
fn in_english(text: &str) -> Cow<'_, str> {
    for (half, english) in [(" SA", "AM"), (" CH", "PM")] {
        if let Some(before) = text.strip_suffix(half) {
            return Cow::Owned(format!("{before} {english}"));
        }
    }
    Cow::Borrowed(text)
}

/// The moment of a text with 24:00 in a format of the map: the last millisecond of the day.
fn at_closing(text: &str, zone: &Zone, format: &str) -> Option<Moment> {
    let (before, after) = text.split_once("24:00")?;
    let minute_before = by_format(&format!("{before}23:59{after}"), zone, format)?;
    let day = zone.day(minute_before.at);
    let is_closing =
        minute_before.date.is_none() && minute_before.at == zone.at(day, DAY_MILLIS - 60_000);
    is_closing.then(|| Moment::of_instant(zone.at(day.plus(1), 0).plus_millis(-1)))
}

/// The text of a date with slashes, with its first two numbers exchanged.
fn swapped(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '/');
    let (one, other, rest) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{other}/{one}/{rest}"))
}

/// Whether a date with slashes can be read with the day or the month first; `None` for a text
/// without such a date.
pub(crate) fn is_ambiguous(text: &str) -> Option<bool> {
    let (one, other) = text.split_once('/').map(|(one, rest)| (one, rest.split('/').next()))?;
    let (one, other): (u8, u8) = (one.trim().parse().ok()?, other?.trim().parse().ok()?);
    Some(one <= 12 && other <= 12 && one != other)
}

/// Whether a format of the map reads a whole date: it must read its own output again, also for an
/// hour in the afternoon (`%I` needs `%p`).
pub(crate) fn usable(format: &str) -> bool {
    let sample = jiff::civil::date(2001, 2, 3).at(13, 14, 15, 0);
    let read = || {
        let sample = sample.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        let text = strtime::format(format, &sample).ok()?;
        let utc = Zone::named("UTC").ok()?;
        let moment = by_format(&text, &utc, format)?;
        let whole = Instant(sample.timestamp().as_millisecond());
        let is_that_hour = whole.0 / 3_600_000 == moment.at.0 / 3_600_000;
        Some(utc.day(whole) == utc.day(moment.at) && (moment.date.is_some() || is_that_hour))
    };
    read().unwrap_or(false)
}

fn by_format(text: &str, zone: &Zone, format: &str) -> Option<Moment> {
    let parts = strtime::parse(format, text).ok()?;
    if let Ok(timestamp) = parts.to_timestamp() {
        return Some(Moment::of_instant(Instant(timestamp.as_millisecond())));
    }
    let day = Day::from(parts.to_date().ok()?);
    if parts.hour().is_none() {
        return Some(Moment::of_date(day, zone));
    }
    let time = parts.to_time().ok()?;
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let millis = seconds * 1000 + i64::from(time.millisecond());
    Some(Moment::of_instant(zone.at(day, millis)))
}

fn built_in(text: &str, zone: &Zone) -> Option<Moment> {
    let mut scan = Scan(text.as_bytes());
    let day = scan.date()?;
    if scan.0.is_empty() {
        return Some(Moment::of_date(day, zone));
    }
    if !(scan.accept(b'T') || scan.accept(b't')) {
        scan.spaces(1)?;
    }
    let millis = scan.time_of_day()?;
    scan.spaces(0)?;
    let at = if scan.0.is_empty() {
        zone.at(day, millis)
    } else {
        let offset = scan.offset()?;
        Instant(i64::from(day.0) * DAY_MILLIS + millis - offset)
    };
    scan.0.is_empty().then(|| Moment::of_instant(at))
}

/// The part of a text that is not read yet.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn accept(&mut self, expected: u8) -> bool {
        let matches = self.0.first() == Some(&expected);
        if matches {
            self.0 = &self.0[1..];
        }
        matches
    }

    fn spaces(&mut self, at_least: usize) -> Option<()> {
        let count = self.0.iter().take_while(|byte| **byte == b' ').count();
        self.0 = &self.0[count..];
        (count >= at_least).then_some(())
    }

    fn digits(&mut self, fewest: usize, most: usize) -> Option<i64> {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        (count >= fewest).then(|| digits.iter().fold(0, |n, byte| n * 10 + i64::from(byte - b'0')))
    }

    /// Reads `2018-11-22`, `22/11/2018` or `5/1/2018`.
    fn date(&mut self) -> Option<Day> {
        let iso = self.0.get(4) == Some(&b'-');
        let (year, month, day) = if iso {
            let year = self.digits(4, 4)?;
            let month = self.accept(b'-').then(|| self.digits(2, 2))??;
            (year, month, self.accept(b'-').then(|| self.digits(2, 2))??)
        } else {
            let day = self.digits(1, 2)?;
            let month = self.accept(b'/').then(|| self.digits(1, 2))??;
            (self.accept(b'/').then(|| self.digits(4, 4))??, month, day)
        };
        Date::new(year as i16, month as i8, day as i8).ok().map(Day::from)
    }

    /// Reads `8:05`, `08:05:30`, `08:05:30.123456`, `8:05 SA`, `8h05` or `8h` as milliseconds of
    /// the day; finer fractions are cut off.
    fn time_of_day(&mut self) -> Option<i64> {
        let mut hour = self.digits(1, 2)?;
        let minute = if self.accept(b'h') || self.accept(b'H') {
            // An hour alone means the full hour.
            if self.0.first().is_some_and(u8::is_ascii_digit) { self.digits(2, 2)? } else { 0 }
        } else {
            self.accept(b':').then(|| self.digits(2, 2))??
        };
        let second = if self.accept(b':') { self.digits(2, 2)? } else { 0 };
        let mut millis = 0;
        if self.accept(b'.') || self.accept(b',') {
            let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let kept = count.min(3);
            millis = self.digits(1, 3)? * 10_i64.pow(3 - kept as u32);
            self.0 = &self.0[count - kept..];
        }
        if let Some(noon) = self.half_of_day() {
            hour = (1..=12).contains(&hour).then_some(hour % 12 + noon)?;
        }
        let whole = hour * 3_600_000 + minute * 60_000 + second * 1000 + millis;
        // 24:00 becomes the last millisecond of the day, so that the date stays the same.
        let closing = (whole == DAY_MILLIS).then_some(DAY_MILLIS - 1);
        closing.or((hour < 24 && minute < 60 && second < 60).then_some(whole))
    }

    /// Reads the half of the day at the end of the text; returns its first hour: `SA` and `AM` 0,
    /// `CH` and `PM` 12.
    fn half_of_day(&mut self) -> Option<i64> {
        let word = self.0.trim_ascii_start().to_ascii_uppercase();
        let noon = match word.as_slice() {
            b"SA" | b"AM" => 0,
            b"CH" | b"PM" => 12,
            _ => return None,
        };
        self.0 = &[];
        Some(noon)
    }

    /// Reads `Z`, `+07:00`, `+0700` or `+07` as milliseconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.accept(b'Z') || self.accept(b'z') {
            return Some(0);
        }
        let east = self.accept(b'+');
        if !east && !self.accept(b'-') {
            return None;
        }
        let hours = self.digits(2, 2)?;
        let minutes = if self.accept(b':') || !self.0.is_empty() { self.digits(2, 2)? } else { 0 };
        let millis = (hours * 60 + minutes) * 60_000;
        (hours < 24 && minutes < 60).then_some(if east { millis } else { -millis })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn read(text: &str) -> Option<Moment> {
        let formats = ["%d.%m.%Y %H:%M", "%d-%b-%Y", "%s"].map(str::to_owned);
        parse(text, &Zone::named("Europe/Amsterdam").unwrap(), &Formats::new(formats.into())).ok()
    }

    #[test]
    fn the_maps_own_formats_come_first() {
        let formats = ["%m/%d/%Y %H:%M", "%m/%d/%Y"].map(str::to_owned);
        let formats = Formats::new(formats.into());
        assert!(formats.month_first && !formats.day_first);
        let of = |text| parse(text, &Zone::VIETNAM, &formats);
        let day = |text: &str| Ok(Moment::of_date(text.parse().unwrap(), &Zone::VIETNAM));
        assert_eq!(of("1/5/2018"), day("2018-01-05"));
        assert_eq!(of("3/12/2018"), day("2018-03-12"));
        assert_eq!(of("2018-03-12"), day("2018-03-12"));
        assert!(of("25/12/2018").is_err(), "no second reading");
        let none = Formats::default();
        assert_eq!(parse("1/15/2018", &Zone::VIETNAM, &none), Err(Fault::MonthFirst));
        assert_eq!(parse("32/15/2018", &Zone::VIETNAM, &none), Err(Fault::Form));
    }

    #[test]
    fn a_year_outside_the_range_is_refused() {
        let short = Formats::new(vec!["%d/%m/%Y".to_owned()]);
        for text in ["05/01/0018", "0018-01-05", "9999-12-31", "1/1/1899", "05/01/18"] {
            assert_eq!(parse(text, &Zone::VIETNAM, &short), Err(Fault::Year), "{text}");
        }
        let two = Formats::new(vec!["%d/%m/%y".to_owned()]);
        let read = parse("05/01/18", &Zone::VIETNAM, &two).unwrap();
        assert_eq!(read.date, Some(Day::from_ymd(2018, 1, 5)));
    }

    #[test]
    fn a_format_that_gives_another_year_is_skipped() {
        let both = Formats::new(["%d/%m/%Y", "%d/%m/%y"].map(str::to_owned).into());
        let read = parse("05/01/18", &Zone::VIETNAM, &both).unwrap();
        assert_eq!(read.date, Some(Day::from_ymd(2018, 1, 5)));
        assert!(both.contradictory_formats.is_none());
    }

    #[test]
    fn halves_of_the_day() {
        let own = Formats::new(["%d.%m.%Y %I:%M %p", "%d.%m.%Y %H:%M"].map(str::to_owned).into());
        for (text, time) in [
            ("05/01/2018 8:30 SA", "08:30:00"),
            ("05/01/2018 8:30:15 CH", "20:30:15"),
            ("05/01/2018 12:05 sa", "00:05:00"),
            ("2018-01-05 12:05 CH", "12:05:00"),
            ("05/01/2018 2:30PM", "14:30:00"),
            ("05.01.2018 02:30 CH", "14:30:00"),
            ("05.01.2018 02:30 AM", "02:30:00"),
            ("05.01.2018 14:30", "14:30:00"),
            ("05.01.2018 24:00", "23:59:59.999"),
        ] {
            let read = parse(text, &Zone::VIETNAM, &own).map(|moment| moment.at);
            let expected = format!("2018-01-05T{time}+07:00").parse().unwrap();
            assert_eq!(read, Ok(expected), "{text}");
        }
        for text in
            ["05/01/2018 14:30 CH", "05/01/2018 0:30 SA", "05/01/2018 8:30 XX", "05.01.2018 24:01"]
        {
            assert_eq!(parse(text, &Zone::VIETNAM, &own), Err(Fault::Form), "{text}");
        }
    }

    #[test]
    fn formats_that_read_one_text_as_two_dates() {
        for (one, other, opposed) in [
            ("%d.%m.%Y", "%m.%d.%Y", true),
            ("%d-%m-%Y %H:%M", "%m-%d-%Y %H:%M", true),
            ("%d/%m/%y", "%y/%m/%d", true),
            ("%Y%m%d", "%Y%d%m", true),
            ("%d.%m.%Y", "%m-%d-%Y", false),
            ("%d.%m.%Y", "%d.%m.%Y %H:%M", false),
            ("%Y%m%d", "%s", false),
        ] {
            let formats = Formats::new([one, other].map(str::to_owned).into());
            assert_eq!(formats.contradictory_formats.is_some(), opposed, "{one} {other}");
        }
    }

    #[test]
    fn a_closing_at_24_00_stays_on_its_day() {
        for text in ["2018-01-10 24:00", "10/01/2018 24:00:00", "2018-01-10T24:00:00.000"] {
            let read = parse(text, &Zone::VIETNAM, &Formats::default()).unwrap();
            assert_eq!(read.at, "2018-01-10T23:59:59.999+07:00".parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn every_format_of_an_instant_is_read() {
        for (text, same_as) in [
            ("2011-10-11T13:42:22.688+02:00", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11 13:42:22.688000+02:00", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11 13:42:22,6889 +0200", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11t13:42:22.5-03", "2011-10-11T16:42:22.5Z"),
            ("2011-10-11 13:42", "2011-10-11T11:42:00Z"),
            ("2011-12-11  8:02:01", "2011-12-11T07:02:01Z"),
            ("11/10/2011 13:42", "2011-10-11T11:42:00Z"),
            ("1/2/2011 8:00:30", "2011-02-01T07:00:30Z"),
            ("1/2/2011 8h30", "2011-02-01T07:30:00Z"),
            ("1/2/2011 9h", "2011-02-01T08:00:00Z"),
            ("11.10.2011 13:42", "2011-10-11T11:42:00Z"),
            ("1318333342", "2011-10-11T11:42:22Z"),
        ] {
            let moment = read(text).unwrap_or_else(|| panic!("{text} is not read"));
            assert_eq!(moment, Moment::of_instant(same_as.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn a_date_stays_the_same_date_in_the_zone() {
        for text in ["2011-10-11", "11/10/2011", "11-Oct-2011"] {
            let moment = read(text).unwrap();
            assert_eq!(moment.date, Some(Day::from_ymd(2011, 10, 11)), "{text}");
            assert_eq!(moment.at, "2011-10-10T22:00:00Z".parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_moment() {
        for text in [
            "",
            "soon",
            "2011-13-01",
            "2011-02-29",
            "30/02/2011",
            "2011-10-11T",
            "2011-10-11 24:01",
            "2011-10-11 25:00",
            "2011-10-11 10:60",
            "2011-10-11 10:00 +25:00",
            "2011-10-11 10:00 Amsterdam",
            "2011-10-11 10h5",
            "2011-10-11 25h",
            "2011-10-11x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_format_must_read_its_own_output() {
        for (format, good) in [
            ("%d.%m.%Y", true),
            ("%s", true),
            ("%Y-%m-%dT%H:%M:%S%z", true),
            ("%d.%m.%Y %I:%M %p", true),
            ("%d.%m.%Y %I:%M", false),
            ("%Y", false),
            ("%H:%M", false),
            ("%!", false),
        ] {
            assert_eq!(usable(format), good, "{format}");
        }
    }

    #[test]
    fn a_date_and_an_instant_compare_by_date() {
        let zone = Zone::VIETNAM;
        let of = |text| parse(text, &zone, &Formats::default()).unwrap();
        let (day, later) = (of("2018-01-05"), of("2018-01-05 09:00"));
        assert!(!day.before(later, &zone) && !later.before(day, &zone));
        assert!(of("2018-01-05 08:59").before(later, &zone));
        assert!(day.before(of("2018-01-06 00:00"), &zone));
    }
}

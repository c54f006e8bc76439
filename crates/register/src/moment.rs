//! An instant or a whole civil day, as registers write them. Knows formats and the zone; not what
//! the moment means to a dossier.

use std::cmp::Ordering;

use calendar::{Day, Instant, Zone};
use jiff::civil::Date;
use jiff::fmt::strtime;

/// The content of a cell: an instant, or only a civil date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The instant; of a date its beginning in the register's zone.
    pub(crate) at: Instant,
    /// The date, where the cell holds no time of day.
    pub(crate) date: Option<Day>,
}

impl Moment {
    fn of_date(day: Day, zone: &Zone) -> Self {
        Self { at: zone.at(day, 0), date: Some(day) }
    }

    fn of_instant(at: Instant) -> Self {
        Self { at, date: None }
    }

    /// Whether this is certainly before the other: by date where one of them is only a date.
    pub(crate) fn before(self, other: Self, zone: &Zone) -> bool {
        let order = match (self.date, other.date) {
            (None, None) => self.at.cmp(&other.at),
            _ => zone.day(self.at).cmp(&zone.day(other.at)),
        };
        order == Ordering::Less
    }
}

/// Reads a moment: ISO 8601 and day/month/year first, then the map's own formats in order.
pub(crate) fn parse(text: &str, zone: &Zone, formats: &[String]) -> Option<Moment> {
    built_in(text, zone).or_else(|| formats.iter().find_map(|format| by_format(text, zone, format)))
}

/// Whether a format of the map can give at least a date: what it writes it must read again.
pub(crate) fn usable(format: &str) -> bool {
    let sample = jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC);
    strtime::format(format, &sample)
        .is_ok_and(|text| by_format(&text, &Zone::VIETNAM, format).is_some())
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
    if !(scan.eat(b'T') || scan.eat(b't')) {
        scan.spaces(1)?;
    }
    let millis = scan.time_of_day()?;
    scan.spaces(0)?;
    let at = if scan.0.is_empty() {
        zone.at(day, millis)
    } else {
        let offset = scan.offset()?;
        Instant(i64::from(day.0) * 86_400_000 + millis - offset)
    };
    scan.0.is_empty().then(|| Moment::of_instant(at))
}

/// What of the text is still to be read.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.0.first() == Some(&wanted);
        if found {
            self.0 = &self.0[1..];
        }
        found
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

    /// `2018-11-22`, or `22/11/2018` and `5/1/2018`.
    fn date(&mut self) -> Option<Day> {
        let iso = self.0.get(4) == Some(&b'-');
        let (year, month, day) = if iso {
            let year = self.digits(4, 4)?;
            let month = self.eat(b'-').then(|| self.digits(2, 2))??;
            (year, month, self.eat(b'-').then(|| self.digits(2, 2))??)
        } else {
            let day = self.digits(1, 2)?;
            let month = self.eat(b'/').then(|| self.digits(1, 2))??;
            (self.eat(b'/').then(|| self.digits(4, 4))??, month, day)
        };
        Date::new(year as i16, month as i8, day as i8).ok().map(Day::from)
    }

    /// `8:05`, `08:05:30` or `08:05:30.123456`, in milliseconds; finer parts are cut off.
    fn time_of_day(&mut self) -> Option<i64> {
        let hour = self.digits(1, 2).filter(|hour| *hour < 24)?;
        let minute = self.eat(b':').then(|| self.digits(2, 2))??;
        let second = if self.eat(b':') { self.digits(2, 2)? } else { 0 };
        let mut millis = 0;
        if self.eat(b'.') || self.eat(b',') {
            let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let kept = count.min(3);
            millis = self.digits(1, 3)? * 10_i64.pow(3 - kept as u32);
            self.0 = &self.0[count - kept..];
        }
        let whole = hour * 3_600_000 + minute * 60_000 + second * 1000;
        (minute < 60 && second < 60).then_some(whole + millis)
    }

    /// `Z`, `+07:00`, `+0700` or `+07`, in milliseconds.
    fn offset(&mut self) -> Option<i64> {
        if self.eat(b'Z') || self.eat(b'z') {
            return Some(0);
        }
        let east = self.eat(b'+');
        if !east && !self.eat(b'-') {
            return None;
        }
        let hours = self.digits(2, 2)?;
        let minutes = if self.eat(b':') || !self.0.is_empty() { self.digits(2, 2)? } else { 0 };
        let millis = (hours * 60 + minutes) * 60_000;
        (hours < 24 && minutes < 60).then_some(if east { millis } else { -millis })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn read(text: &str) -> Option<Moment> {
        let formats = ["%d.%m.%Y %H:%M".to_owned(), "%d-%b-%Y".to_owned(), "%s".to_owned()];
        parse(text, &Zone::named("Europe/Amsterdam").unwrap(), &formats)
    }

    #[test]
    fn every_way_of_writing_an_instant() {
        for (text, same_as) in [
            ("2011-10-11T13:42:22.688+02:00", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11 13:42:22.688000+02:00", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11 13:42:22,6889 +0200", "2011-10-11T11:42:22.688Z"),
            ("2011-10-11t13:42:22.5-03", "2011-10-11T16:42:22.5Z"),
            ("2011-10-11 13:42", "2011-10-11T11:42:00Z"),
            ("2011-12-11  8:02:01", "2011-12-11T07:02:01Z"),
            ("11/10/2011 13:42", "2011-10-11T11:42:00Z"),
            ("1/2/2011 8:00:30", "2011-02-01T07:00:30Z"),
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
    fn what_is_no_moment() {
        for text in [
            "",
            "soon",
            "2011-13-01",
            "2011-02-29",
            "30/02/2011",
            "2011-10-11T",
            "2011-10-11 24:00",
            "2011-10-11 10:60",
            "2011-10-11 10:00 +25:00",
            "2011-10-11 10:00 Amsterdam",
            "2011-10-11x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_format_must_read_what_it_writes() {
        for (format, good) in
            [("%d.%m.%Y", true), ("%s", true), ("%Y", false), ("%H:%M", false), ("%!", false)]
        {
            assert_eq!(usable(format), good, "{format}");
        }
    }

    #[test]
    fn a_date_and_an_instant_compare_by_date() {
        let zone = Zone::VIETNAM;
        let of = |text| parse(text, &zone, &[]).unwrap();
        let (day, later) = (of("2018-01-05"), of("2018-01-05 09:00"));
        assert!(!day.before(later, &zone) && !later.before(day, &zone));
        assert!(of("2018-01-05 08:59").before(later, &zone));
        assert!(day.before(of("2018-01-06 00:00"), &zone));
    }
}

//! A civil date as a number, so that days are counted by subtraction. The module must not know
//! zones or openings.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use text::ToValue;

/// A civil date: days since 1970-01-01 in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The date of a year (−9999 to 9999), month (1 to 12) and day of month (1 to 31).
    ///
    /// The arithmetic uses the civil calendar's 400-year cycle, counted from 1 March.
    #[must_use]
    pub const fn from_ymd(year: i16, month: i8, day: i8) -> Self {
        let shifted = year as i32 - (month <= 2) as i32;
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// The first date of the month that contains this date.
    #[must_use]
    pub const fn first_of_month(self) -> Self {
        let (year, month, _) = self.ymd();
        Self::from_ymd(year, month, 1)
    }

    /// The last date of the month that contains this date.
    #[must_use]
    pub const fn last_of_month(self) -> Self {
        self.first_of_month().plus(31).first_of_month().plus(-1)
    }

    /// The year, the month (1 to 12) and the day of month (1 to 31).
    #[must_use]
    pub const fn ymd(self) -> (i16, i8, i8) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + (month <= 2) as i32;
        (year as i16, month as i8, day as i8)
    }

    /// The number of the weekday: 1 (Monday) to 7 (Sunday).
    #[must_use]
    pub const fn iso_weekday(self) -> i8 {
        (self.0 + 3).rem_euclid(7) as i8 + 1
    }

    /// The date `days` days later; earlier for a negative number.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self::from_ymd(date.year(), date.month(), date.day())
    }
}

impl ToValue for Day {
    fn to_value(&self) -> text::Value {
        text::Value::Text(self.to_string())
    }
}

impl fmt::Display for Day {
    /// Writes the date in ISO 8601: `2018-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = String;

    /// Reads an ISO 8601 date: `2018-11-22`.
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<Date>().map(Self::from).map_err(|_| format!("not a date (yyyy-mm-dd): {text}"))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_agrees_with_jiff() {
        let mut date = jiff::civil::date(1890, 1, 1);
        let mut day = Day::from(date);
        while date.year() < 2110 {
            assert_eq!(day.ymd(), (date.year(), date.month(), date.day()));
            assert_eq!(day.first_of_month(), Day::from(date.first_of_month()));
            assert_eq!(day.last_of_month(), Day::from(date.last_of_month()));
            assert_eq!(day.iso_weekday(), date.weekday().to_monday_one_offset());
            date = date.tomorrow().expect("in range");
            day = day.plus(1);
            assert_eq!(day, Day::from(date));
        }
    }
}

//! A month, quarter or year of the calendar, by its name: `2018-11`, `2018-Q4`, `2018`. Knows no figure.

use std::fmt;
use std::str::FromStr;

use calendar::Day;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    Month,
    Quarter,
    Year,
}

impl Length {
    /// Every length.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The word in messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub length: Length,
    /// The number of the period, counted from the year 0.
    number: i32,
}

impl Period {
    /// The period of a length that holds a day.
    #[must_use]
    pub fn holding(length: Length, day: Day) -> Self {
        let (year, month, _) = day.ymd();
        let months = i32::from(year) * 12 + i32::from(month) - 1;
        Self { length, number: months.div_euclid(length.months()) }
    }

    /// Its first and its last day.
    #[must_use]
    pub fn days(self) -> (Day, Day) {
        let first = |number: i32| {
            let months = number * self.length.months();
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
            // Of a period that was read or that holds a day both fit.
            Day::from_ymd(year as i16, month as i8, 1)
        };
        (first(self.number), first(self.number + 1).plus(-1))
    }

    /// The period before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { number: self.number - 1, ..self }
    }

    /// The period after.
    #[must_use]
    pub fn after(self) -> Self {
        Self { number: self.number + 1, ..self }
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn ended(self, today: Day) -> bool {
        self.days().1 < today
    }

    /// Its year, and its month or quarter in it.
    #[must_use]
    pub fn parts(self) -> (i32, i32) {
        let a_year = 12 / self.length.months();
        (self.number.div_euclid(a_year), self.number.rem_euclid(a_year) + 1)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = self.parts();
        match self.length {
            Length::Month => write!(f, "{year:04}-{part:02}"),
            Length::Quarter => write!(f, "{year:04}-Q{part}"),
            Length::Year => write!(f, "{year:04}"),
        }
    }
}

/// A text that names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, part) = text.split_once('-').map_or((text, None), |(y, p)| (y, Some(p)));
        let length = match part {
            None => Length::Year,
            Some(part) if part.starts_with('Q') => Length::Quarter,
            Some(_) => Length::Month,
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let number = |text: &str| text.parse().ok().filter(|_| digits(text));
        let year: i32 = number(year).filter(|year| (1900..3000).contains(year)).ok_or(NoPeriod)?;
        let a_year = 12 / length.months();
        let part: i32 = match part {
            None => 1,
            Some(part) => number(part.trim_start_matches('Q')).ok_or(NoPeriod)?,
        };
        let period = Self { length, number: year * a_year + part - 1 };
        // One spelling only.
        (period.to_string() == text).then_some(period).ok_or(NoPeriod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_one_spelling() {
        fn check(text: &str, expected: Option<(&str, &str)>) {
            let read: Result<Period, NoPeriod> = text.parse();
            let days = read.ok().map(|period| {
                assert_eq!(period.to_string(), text);
                let (from, to) = period.days();
                (from.to_string(), to.to_string())
            });
            let expected = expected.map(|(from, to)| (from.to_owned(), to.to_owned()));
            assert_eq!(days, expected, "{text}");
        }
        check("2018-11", Some(("2018-11-01", "2018-11-30")));
        check("2018-12", Some(("2018-12-01", "2018-12-31")));
        check("2020-Q1", Some(("2020-01-01", "2020-03-31")));
        check("2018", Some(("2018-01-01", "2018-12-31")));
        let wrong = [
            "", "2018-13", "2018-00", "2018-Q5", "2018-1", "18", "2018-", "-2018", "+2018",
            "2018-Q",
        ];
        wrong.into_iter().for_each(|text| check(text, None));
    }

    #[test]
    fn periods_follow_each_other() {
        for length in Length::ALL {
            let mut period = Period::holding(length, Day::from_ymd(2018, 12, 15));
            assert_eq!(period.after().before(), period);
            for _ in 0..30 {
                let next = period.after();
                assert_eq!(period.days().1.plus(1), next.days().0, "{period} {next}");
                period = next;
            }
        }
    }
}

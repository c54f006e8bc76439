//! The Vietnamese lunar year and the public holidays that follow from rules, for years that have
//! not been announced. New moons and the sun's longitude are computed (Jean Meeus, *Astronomical
//! Algorithms*, 2nd ed., ch. 25 and 49) and read as civil dates at UTC+7; for this reason Tết
//! differs from the Chinese new year in some years. The module must not know announced years,
//! opening hours or dues.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use std::ops::RangeInclusive;

/// The years in which the computed new years, Hùng Kings days and leap months equal those of
/// published tables.
const YEARS: RangeInclusive<i16> = 1990..=2050;

/// The first day of the Vietnamese lunar year that begins in the Gregorian `year`;
/// `None` outside 1990–2050.
pub fn lunar_new_year(year: i16) -> Option<Date> {
    lunar_date(year, 1, 1)
}

/// The commemoration day of the Hùng Kings, the 10th of the 3rd lunar month, in `year`;
/// `None` outside 1990–2050.
pub fn hung_kings_day(year: i16) -> Option<Date> {
    lunar_date(year, 3, 10)
}

/// The Vietnamese and the English name of a holiday, then the Vietnamese and the English name of
/// its day off in lieu.
type Name = [&'static str; 4];

macro_rules! name {
    ($vi:literal, $en:literal) => {
        [$vi, $en, concat!($vi, " (nghỉ bù)"), concat!($en, " (observed)")]
    };
}

/// The days off around Tết, each as the number of days after the first day of the lunar year.
const TET: [(i32, Name); 5] = [
    (-1, name!("Giao thừa Tết Nguyên đán", "Lunar New Year's Eve")),
    (0, name!("Mùng một Tết Nguyên đán", "Lunar New Year")),
    (1, name!("Mùng hai Tết Nguyên đán", "Second Day of Lunar New Year")),
    (2, name!("Mùng ba Tết Nguyên đán", "Third Day of Lunar New Year")),
    (3, name!("Mùng bốn Tết Nguyên đán", "Fourth Day of Lunar New Year")),
];

const HUNG_KINGS: Name = name!("Ngày Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day");

/// The holidays with a fixed date: month, day, first year, name.
const FIXED: [(i8, i8, i16, Name); 6] = [
    (1, 1, 1990, name!("Tết Dương lịch", "New Year's Day")),
    (4, 30, 1990, name!("Ngày Chiến thắng", "Reunification Day")),
    (5, 1, 1990, name!("Ngày Quốc tế Lao động", "International Labour Day")),
    (9, 2, 1990, name!("Quốc khánh", "National Day")),
    (9, 3, 2021, name!("Quốc khánh (ngày liền kề)", "National Day (adjacent day)")),
    (11, 24, 2026, name!("Ngày Văn hóa Việt Nam", "Vietnam Culture Day")),
];

/// The public holidays of `year` by rule, in order of date, each with its Vietnamese and its
/// English name; empty outside 1990–2050. Announced years may differ.
///
/// The holidays are those of the Labour Code 2019, article 112. Where that article leaves a choice,
/// the usual one is taken: for Tết the last day of the old lunar year and the first four of the new
/// one, for National Day 3 September as the second day. 24 November is a holiday from 2026. For
/// each holiday on a Saturday or Sunday the next free working day is off (article 111).
pub fn statutory_holidays(year: i16) -> Vec<(Date, &'static str, &'static str)> {
    let (Some(tet), Some(hung_kings)) = (lunar_new_year(year), hung_kings_day(year)) else {
        return Vec::new();
    };
    let mut named: Vec<(Date, Name)> = FIXED
        .into_iter()
        .filter(|&(_, _, from, _)| year >= from)
        .map(|(month, day, _, name)| (date(year, month, day), name))
        .chain(TET.map(|(days, name)| (tet.saturating_add(days.days()), name)))
        .chain([(hung_kings, HUNG_KINGS)])
        .collect();
    named.sort_by_key(|&(day, _)| day);

    let mut off: Vec<_> = named.iter().map(|&(day, [vi, en, ..])| (day, vi, en)).collect();
    for (holiday, [_, _, vi, en]) in named.into_iter().filter(|&(day, _)| is_weekend(day)) {
        let mut in_lieu = holiday;
        while is_weekend(in_lieu) || off.iter().any(|&(day, ..)| day == in_lieu) {
            in_lieu = in_lieu.saturating_add(1.day());
        }
        off.push((in_lieu, vi, en));
    }
    off.sort_by_key(|&(day, ..)| day);
    off
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The Gregorian date of a lunar month (1 to 10) and day.
fn lunar_date(year: i16, month: i32, day: i32) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    // The month of the winter solstice is always the 11th, so month 1 is the second month after it.
    let eleventh = solstice_moon(year - 1);
    let regular = month + 1;
    let leap = leap_moon(eleventh, solstice_moon(year)).is_some_and(|leap| leap <= regular);
    let start = first_day(eleventh + regular + i32::from(leap));
    date(1970, 1, 1).checked_add((start + day - 1).days()).ok()
}

/// The new moon that begins the month in which the winter solstice of `year` falls.
fn solstice_moon(year: i16) -> i32 {
    // An estimate, the new moon nearest to 6 January of the next year; then the loop goes back. A
    // year has 12.3685 lunations.
    let mut moon = (f64::from(year - 1999) * 12.3685).round() as i32;
    while sun_sign(first_day(moon)) >= 9 {
        moon -= 1;
    }
    moon
}

/// The number of months from an 11th month to the leap month before the next 11th month, if there
/// are thirteen months between them: the leap month is the first in which the sun enters no new
/// sign.
fn leap_moon(eleventh: i32, next: i32) -> Option<i32> {
    let enters = |moon| sun_sign(first_day(moon)) != sun_sign(first_day(moon + 1));
    (1..13).find(|months| next - eleventh == 13 && !enters(eleventh + months))
}

/// Julian day of 1970-01-01 00:00.
const UNIX_EPOCH: f64 = 2_440_587.5;

/// The difference between Vietnamese civil time and the uniform time of the formulas, in days:
/// UTC+7 less 70 s by which the Earth's rotation has slowed (exact to 20 s in these years; no new
/// moon of 1990–2050 is within 80 s of a Vietnamese midnight).
const AHEAD: f64 = 7.0 / 24.0 - 70.0 / 86_400.0;

/// The day of new moon number `moon` in Việt Nam, in days since 1970-01-01.
fn first_day(moon: i32) -> i32 {
    (new_moon(f64::from(moon)) + AHEAD - UNIX_EPOCH).floor() as i32
}

/// The twelfth of the ecliptic that contains the sun at the beginning of a Vietnamese `day` (in
/// days since 1970-01-01): number 0 begins at the spring equinox, number 9 at the winter solstice.
fn sun_sign(day: i32) -> i32 {
    (sun_longitude(f64::from(day) + UNIX_EPOCH - AHEAD) / 30.0) as i32
}

/// The sun's apparent longitude in degrees, 0 to 360, at the Julian day `jde`; exact to 0.01°.
fn sun_longitude(jde: f64) -> f64 {
    let t = (jde - 2_451_545.0) / 36_525.0;
    let mean = 280.46646 + t * (36000.76983 + t * 0.0003032);
    let anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)).to_radians();
    let centre = (1.914602 - t * 0.004817) * anomaly.sin()
        + (0.019993 - t * 0.000101) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    (mean + centre - 0.00569 - 0.00478 * node.sin()).rem_euclid(360.0)
}

/// The Julian day (uniform time) of new moon number `k`, where number 0 is that of 2000-01-06;
/// exact to a minute.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;
    let eccentricity = 1.0 - 0.002516 * t;
    let sun = 2.5534 + 29.1053567 * k;
    let moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
    let latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
    let node = 124.7746 - 1.56375588 * k;
    let periodic = PERIODIC.iter().map(|&(size, s, m, f)| {
        let angle = f64::from(s) * sun + f64::from(m) * moon + f64::from(f) * latitude;
        size * 1e-5 * eccentricity.powi(s.abs()) * angle.to_radians().sin()
    });
    let planetary = PLANETARY.iter().map(|&(size, at_zero, per_moon)| {
        size * 1e-6 * f64::to_radians(at_zero + per_moon * k).sin()
    });
    mean - 0.00017 * node.to_radians().sin() + periodic.sum::<f64>() + planetary.sum::<f64>()
}

/// The periodic terms: size in 1e-5 day; multiples of the sun's anomaly, the moon's anomaly, and
/// the moon's latitude.
#[rustfmt::skip]
const PERIODIC: [(f64, i32, i32, i32); 24] = [
    (-40720.0, 0, 1, 0), (17241.0, 1, 0, 0), (1608.0, 0, 2, 0), (1039.0, 0, 0, 2),
    (739.0, -1, 1, 0), (-514.0, 1, 1, 0), (208.0, 2, 0, 0), (-111.0, 0, 1, -2),
    (-57.0, 0, 1, 2), (56.0, 1, 2, 0), (-42.0, 0, 3, 0), (42.0, 1, 0, 2),
    (38.0, 1, 0, -2), (-24.0, -1, 2, 0), (-7.0, 2, 1, 0), (4.0, 0, 2, -2),
    (4.0, 3, 0, 0), (3.0, 1, 1, -2), (3.0, 0, 2, 2), (-3.0, 1, 1, 2),
    (3.0, -1, 1, 2), (-2.0, -1, 1, -2), (-2.0, 1, 3, 0), (2.0, 0, 4, 0),
];

/// The perturbations by the planets: size in 1e-6 day; degrees at new moon 0; degrees for each
/// further new moon.
#[rustfmt::skip]
const PLANETARY: [(f64, f64, f64); 14] = [
    (325.0, 299.77, 0.107408), (165.0, 251.88, 0.016321), (164.0, 251.83, 26.651886),
    (126.0, 349.42, 36.412478), (110.0, 84.66, 18.206239), (62.0, 141.74, 53.303771),
    (60.0, 207.14, 2.453732), (56.0, 154.84, 7.30686), (47.0, 34.52, 27.261239),
    (42.0, 207.19, 0.121824), (40.0, 291.34, 1.844379), (37.0, 161.72, 24.198154),
    (35.0, 239.56, 25.513099), (23.0, 331.55, 3.592518),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Tết and the 10th of the 3rd lunar month of 1990 to 2050 as month and day, from the tables of
    /// Hồ Ngọc Đức (PyPI vnlunar 1.0.5). In 2007 and 2030 Tết is a day before the Chinese new year.
    const PUBLISHED: &str = "
        127:405 215:424 204:412 123:401 210:420 131:409 219:427 207:416 128:406 216:425
        205:414 124:403 212:422 201:411 122:428 209:418 129:407 217:426 207:415 126:404
        214:423 203:412 123:331 210:419 131:409 219:428 208:416 128:406 216:425 205:414
        125:402 212:421 201:410 122:429 210:418 129:407 217:426 206:416 126:404 213:423
        202:412 123:401 211:419 131:409 219:428 208:417 128:406 215:424 204:413 124:403
        212:420 201:410 122:429 210:419 130:407 217:426 206:415 126:404 214:422 202:411
        123:401";

    #[test]
    fn lunar_dates_agree_with_the_published_tables() {
        let computed = YEARS.map(|year| {
            let [tet, kings] = [lunar_new_year(year), hung_kings_day(year)]
                .map(|day| day.map_or(0, |d| i32::from(d.month()) * 100 + i32::from(d.day())));
            format!("{tet}:{kings}")
        });
        assert!(computed.eq(PUBLISHED.split_whitespace()));
        assert_eq!((lunar_new_year(1989), hung_kings_day(2051)), (None, None));
    }

    #[test]
    fn leap_months_agree_with_the_published_tables() {
        let computed: Vec<_> = (1990..=2050)
            .filter_map(|year| {
                let leap = leap_moon(solstice_moon(year - 1), solstice_moon(year))?;
                Some((year - i16::from(leap < 3), (leap + 9) % 12 + 1))
            })
            .collect();
        let published = "1990:5 1993:3 1995:8 1998:5 2001:4 2004:2 2006:7 2009:5 2012:4 2014:9 \
            2017:6 2020:4 2023:2 2025:6 2028:5 2031:3 2033:11 2036:6 2039:5 2042:2 2044:7 2047:5 \
            2050:3";
        let computed: Vec<_> =
            computed.iter().map(|(year, month)| format!("{year}:{month}")).collect();
        assert_eq!(computed.join(" "), published);
    }

    #[test]
    fn lunar_dates_agree_with_the_holiday_list() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/data/vn_public_holidays_2005_2035.csv"
        );
        let Ok(list) = std::fs::read_to_string(path) else {
            println!("skipped: ../shared is absent");
            return;
        };
        let listed = |name: &str| -> Vec<String> {
            let rows = list.lines().map(|row| row.split(',').collect::<Vec<_>>());
            rows.filter(|row| row[3] == name).map(|row| row[0].to_owned()).collect()
        };
        let computed = |rule: fn(i16) -> Option<Date>, from| -> Vec<String> {
            (from..=2035).filter_map(rule).map(|day| day.to_string()).collect()
        };
        assert_eq!(listed("Lunar New Year"), computed(lunar_new_year, 2005));
        // The list has no such name for 2005 and 2006: the day became a holiday in 2007.
        assert_eq!(listed("Hung Kings' Commemoration Day"), computed(hung_kings_day, 2007));
    }

    #[test]
    fn holidays_of_a_year_follow_the_rules() {
        fn check(year: i16, days: &str) {
            let computed = statutory_holidays(year).into_iter().map(|(day, vi, _)| {
                let in_lieu = if vi.ends_with("(nghỉ bù)") { "+" } else { "" };
                format!("{}/{}{in_lieu}", day.day(), day.month())
            });
            assert_eq!(computed.collect::<Vec<_>>().join(" "), days, "{year}");
        }
        check(1989, "");
        check(2020, "1/1 24/1 25/1 26/1 27/1 28/1 29/1+ 30/1+ 2/4 30/4 1/5 2/9");
        check(2022, "1/1 3/1+ 31/1 1/2 2/2 3/2 4/2 10/4 11/4+ 30/4 1/5 2/5+ 3/5+ 2/9 3/9 5/9+");
        check(2027, "1/1 5/2 6/2 7/2 8/2 9/2 10/2+ 11/2+ 16/4 30/4 1/5 3/5+ 2/9 3/9 24/11");
    }

    #[test]
    fn every_holiday_is_one_free_working_day() {
        for year in YEARS {
            let days = statutory_holidays(year);
            assert!(days.is_sorted_by(|a, b| a.0 < b.0), "{year}");
            let working = days.iter().filter(|&&(day, ..)| !is_weekend(day)).count();
            let holidays = 10 + usize::from(year >= 2021) + usize::from(year >= 2026);
            assert_eq!(working, holidays, "{year}");
        }
    }
}

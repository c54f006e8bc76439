//! The holidays and swaps announced for each year, and those by rule for the other years.
//! Knows no opening hours.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use calendar::{ClosedDay, Day, ExtraDay, Opening, lunar};

use crate::reader::{Source, Table, UNREADABLE};

const SWAPPED_OFF: (&str, &str) = ("Nghỉ hoán đổi", "Swapped day off");

/// One year file.
pub(crate) struct YearFile<'a> {
    year: i16,
    table: Table<'a>,
    holidays: Vec<(Table<'a>, ClosedDay)>,
    swaps: Vec<(Table<'a>, ClosedDay)>,
}

/// All announced years.
#[derive(Default)]
pub(crate) struct Years {
    announced: BTreeMap<i16, Vec<ClosedDay>>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>) -> YearFile<'a> {
    let table = source.root();
    let number = table.integer("year", 1990..=2050);
    let readable = (table.has("year") && !table.faulty()).then_some(number);
    table.text("source");
    let holidays = table.tables("holiday").into_iter().map(|table| {
        let day = holiday(&table, readable);
        (table, day)
    });
    let holidays = holidays.collect();
    let swaps = table.tables("swap").into_iter().map(|table| {
        let day = swap(&table, readable);
        (table, day)
    });
    let swaps = swaps.collect();
    table.close();
    // `integer` gives a number of its range.
    YearFile { year: i16::try_from(number).unwrap_or_default(), table, holidays, swaps }
}

fn holiday(table: &Table<'_>, year: Option<i64>) -> ClosedDay {
    let holiday = ClosedDay {
        day: table.day("date"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        made_up_on: None,
        estimate: false,
    };
    in_year(table, "date", holiday.day, year, 0);
    table.close();
    holiday
}

fn swap(table: &Table<'_>, year: Option<i64>) -> ClosedDay {
    table.text("decision");
    let (name, name_en) = SWAPPED_OFF;
    let swap = ClosedDay {
        day: table.day("day_off"),
        name: table.optional_text("name").unwrap_or_else(|| name.to_owned()),
        name_en: table.optional_text("name_en").unwrap_or_else(|| name_en.to_owned()),
        made_up_on: Some(table.day("made_up_on")),
        estimate: false,
    };
    in_year(table, "day_off", swap.day, year, 0);
    if let Some(day) = swap.made_up_on {
        in_year(table, "made_up_on", day, year, 1);
    }
    table.close();
    swap
}

/// Blames a day that is more than `around` years away from the file's year.
fn in_year(table: &Table<'_>, key: &str, day: Day, year: Option<i64>, around: i64) {
    let Some(year) = year.filter(|_| day != UNREADABLE) else { return };
    if (i64::from(day.ymd().0) - year).abs() > around {
        let text = format!("{key} {day} does not belong to {year}; write a day of that year");
        table.blame(key, text);
    }
}

/// Blames what stands twice, in one year file or in several.
pub(crate) fn check(files: &[YearFile<'_>]) {
    let mut years = BTreeMap::new();
    let mut closed = BTreeMap::new();
    for file in files {
        if let Some(path) = years.insert(file.year, file.table.path()) {
            let text = format!("year {} is already in {path}; keep one file a year", file.year);
            file.table.blame("year", text);
        }
        let holidays = file.holidays.iter().map(|(table, day)| (table, "date", day));
        let swaps = file.swaps.iter().map(|(table, day)| (table, "day_off", day));
        for (table, key, day) in holidays.chain(swaps) {
            let place = (table.path(), table.line_of(key));
            if let Some((path, line)) = closed.insert(day.day, place) {
                let text = format!("{} is already closed by {path}:{line}; keep one", day.day);
                table.blame(key, text);
            }
        }
    }
    let mut worked = BTreeMap::new();
    for (table, swap) in files.iter().flat_map(|file| &file.swaps) {
        let Some(day) = swap.made_up_on else { continue };
        let place = (table.path(), table.line_of("made_up_on"));
        if let Some((path, line)) = closed.get(&day) {
            let text = format!("{day} is a holiday ({path}:{line}); write a day that is not");
            table.blame("made_up_on", text);
        } else if let Some((path, line)) = worked.insert(day, place) {
            let text = format!("{day} is already a make-up day ({path}:{line}); write another");
            table.blame("made_up_on", text);
        }
    }
}

impl Years {
    pub fn new(files: Vec<YearFile<'_>>) -> Self {
        let years = files.into_iter().map(|file| {
            let days = file.holidays.into_iter().chain(file.swaps);
            (file.year, days.map(|(_, day)| day).collect())
        });
        Self { announced: years.collect() }
    }

    /// Holidays and swapped days off of the years: announced, or by rule.
    pub fn closed(&self, years: RangeInclusive<i16>) -> Vec<ClosedDay> {
        let of_year = |year| match self.announced.get(&year) {
            Some(days) => days.clone(),
            None => by_rule(year),
        };
        years.flat_map(of_year).collect()
    }

    /// The make-up days, worked by the same openings.
    pub fn extra(&self, openings: &[Opening]) -> Vec<ExtraDay> {
        let days = self.announced.values().flatten().filter_map(|day| day.made_up_on);
        days.map(|day| ExtraDay { day, openings: openings.to_vec() }).collect()
    }

    /// The first day after the announced years, counted without gap from the first of them.
    pub fn announced_until(&self) -> Option<Day> {
        let mut next = *self.announced.first_key_value()?.0;
        while self.announced.contains_key(&next) {
            next += 1;
        }
        Some(Day::from_ymd(next, 1, 1))
    }
}

fn by_rule(year: i16) -> Vec<ClosedDay> {
    let holidays = lunar::statutory_holidays(year).into_iter();
    let closed = holidays.map(|(date, name, name_en)| ClosedDay {
        day: Day::from(date),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        made_up_on: None,
        estimate: true,
    });
    closed.collect()
}

//! The holidays and swaps announced for each year, and those by rule for the other years. An agency
//! announces a whole year, or single days that are added to the year or withdrawn from it. The
//! module must not know opening hours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use text::sentence;

use calendar::{ClosedDay, Day, ExtraDay, Opening, lunar};

use crate::procedure::Scope;
use crate::reader::{Source, Table, UNREADABLE};

const SWAPPED_OFF: (&str, &str) = ("Nghỉ hoán đổi", "Swapped day off");

/// What the days of a year file replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFiles {
    /// A file that names the lunar new year defines the whole year; another file adds its days to
    /// the other days of the year.
    Announced,
    /// Every file defines the whole year: the rule for files that older versions put in force.
    Whole,
}

/// One year file.
pub(crate) struct YearFile<'a> {
    year: i16,
    scope: Scope,
    whole: bool,
    table: Table<'a>,
    entries: Vec<Entry<'a>>,
    withdrawn: Vec<(Table<'a>, Day)>,
}

/// A day that a year file closes.
struct Entry<'a> {
    table: Table<'a>,
    /// The key of the entry's date in the table.
    key: &'static str,
    day: ClosedDay,
}

/// The days off that the files of all years announce.
#[derive(Default)]
pub(crate) struct Years {
    days: Vec<ClosedDay>,
    /// The years for which a file announces every holiday.
    whole: BTreeSet<i16>,
    /// The days that a file announces or withdraws.
    named: BTreeSet<Day>,
}

pub(crate) fn read<'a>(source: &'a Source<'a>, scope: Scope, files: YearFiles) -> YearFile<'a> {
    let table = source.root();
    let number = table.integer("year", 1990..=2050);
    let readable = (table.has("year") && !table.has_problem()).then_some(number);
    // Cannot fail: `integer` returns a number of its range.
    let year = i16::try_from(number).unwrap_or_default();
    table.text("source");
    let holidays = table.tables("holiday").into_iter().map(|table| {
        let day = holiday(&table, readable);
        Entry { table, key: "date", day }
    });
    let mut entries: Vec<Entry<'_>> = holidays.collect();
    entries.extend(table.tables("swap").into_iter().map(|table| {
        let day = swap(&table, readable);
        Entry { table, key: "day_off", day }
    }));
    let withdrawn = table.tables("withdrawn").into_iter().map(|table| {
        table.text("decision");
        let day = table.day("date");
        in_year(&table, "date", day, readable, 0);
        table.close();
        (table, day)
    });
    let withdrawn = withdrawn.collect();
    table.close();
    let new_year = lunar::lunar_new_year(year).map(Day::from);
    let whole =
        files == YearFiles::Whole || entries.iter().any(|entry| Some(entry.day.day) == new_year);
    YearFile { year, scope, whole, table, entries, withdrawn }
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

/// Reports a day that is more than `around` years away from the year of the file.
fn in_year(table: &Table<'_>, key: &str, day: Day, year: Option<i64>, around: i64) {
    let Some(year) = year.filter(|_| day != UNREADABLE) else { return };
    if (i64::from(day.ymd().0) - year).abs() > around {
        let text = sentence!(
            "{key} {day} does not belong to {year}; write a day of that year",
            key,
            day,
            year
        );
        table.report(key, text);
    }
}

impl YearFile<'_> {
    /// Whether the file announces or withdraws a day.
    fn mentions(&self, day: Day) -> bool {
        self.entries.iter().any(|entry| entry.day.day == day) || self.withdraws(day)
    }

    fn withdraws(&self, day: Day) -> bool {
        self.withdrawn.iter().any(|(_, withdrawn)| *withdrawn == day)
    }

    /// Whether the agency's own file of the same year replaces a day of this file.
    fn replaced(&self, day: Day, files: &[Self]) -> bool {
        let own = |file: &&Self| file.year == self.year && file.scope == Scope::Agency;
        self.scope == Scope::Catalogue
            && files.iter().filter(own).any(|file| file.whole || file.mentions(day))
    }
}

/// The days off in force: the agency's own files take precedence over the catalogue's.
fn in_force<'f, 'a>(files: &'f [YearFile<'a>]) -> impl Iterator<Item = &'f Entry<'a>> {
    files.iter().flat_map(move |file| {
        file.entries.iter().filter(move |entry| !file.replaced(entry.day.day, files))
    })
}

/// Reports duplicate days, in one year file or in several, and withdrawals of days that are not
/// off.
pub(crate) fn check(files: &[YearFile<'_>]) {
    let mut years = BTreeMap::new();
    for file in files {
        if let Some(path) = years.insert((file.year, file.scope), file.table.path()) {
            let text = sentence!(
                "year {year} is already in {path}; keep one file a year",
                year = file.year,
                path
            );
            file.table.report("year", text);
        }
        withdrawals(file, files);
    }
    let mut closed = BTreeMap::new();
    for Entry { table, key, day } in in_force(files) {
        let place = (table.path(), table.line_of(key));
        if let Some((path, line)) = closed.insert(day.day, place) {
            let text = sentence!(
                "{day} is already closed by {path}:{line}; keep one",
                day = day.day,
                path,
                line
            );
            table.report(key, text);
        }
    }
    let mut worked = BTreeMap::new();
    for Entry { table, day: swap, .. } in in_force(files) {
        let Some(day) = swap.made_up_on else { continue };
        let place = (table.path(), table.line_of("made_up_on"));
        if let Some((path, line)) = closed.get(&day) {
            let text = sentence!(
                "{day} is a day off ({path}:{line}); write a day that is not",
                day,
                path,
                line
            );
            table.report("made_up_on", text);
        } else if let Some((path, line)) = worked.insert(day, place) {
            let text = sentence!(
                "{day} is already a make-up day ({path}:{line}); write another",
                day,
                path,
                line
            );
            table.report("made_up_on", text);
        }
    }
}

/// Reports swaps of the agency's own files that change nothing: the day off has no openings, or the
/// make-up day has as many open minutes by the week.
pub(crate) fn report_swaps_without_effect(files: &[YearFile<'_>], week: &[Vec<Opening>; 7]) {
    let minutes = |day: Day| {
        let openings = week[day.iso_weekday() as usize - 1].iter();
        openings.map(|opening| opening.close - opening.open).sum::<u16>()
    };
    let own = files.iter().filter(|file| file.scope == Scope::Agency);
    for Entry { table, key, day } in own.flat_map(|file| &file.entries) {
        let Some(made_up_on) = day.made_up_on.filter(|day| *day != UNREADABLE) else { continue };
        if day.day == UNREADABLE {
            continue;
        }
        if minutes(day.day) == 0 {
            let text =
                sentence!("{day} is no working day of the week; write one that is", day = day.day);
            table.report(key, text);
        } else if minutes(made_up_on) >= minutes(day.day) {
            let text = sentence!(
                "{made_up_on} is a working day already; write a day that is not",
                made_up_on
            );
            table.report("made_up_on", text);
        }
    }
}

/// Reports a file's withdrawals of days that are not off.
fn withdrawals(file: &YearFile<'_>, files: &[YearFile<'_>]) {
    for (table, day) in file.withdrawn.iter().filter(|(_, day)| *day != UNREADABLE) {
        let others = files.iter().filter(|other| other.year == file.year);
        let others = others.filter(|other| other.scope == Scope::Catalogue);
        let announced = others.clone().any(|other| {
            file.scope == Scope::Agency && other.entries.iter().any(|entry| entry.day.day == *day)
        });
        let by_rule = !others.clone().any(|other| other.whole)
            && by_rule(file.year).iter().any(|holiday| holiday.day == *day);
        if file.entries.iter().any(|entry| entry.day.day == *day) {
            table.report(
                "date",
                sentence!("{day} is closed by the same file; keep one of the two", day),
            );
        } else if file.whole {
            let text =
                sentence!("{day} is open already: the file is the whole year; take it out", day);
            table.report("date", text);
        } else if !announced && !by_rule {
            table.report("date", sentence!("{day} is no day off; write the date of one", day));
        }
    }
}

impl Years {
    pub fn new(files: &[YearFile<'_>]) -> Self {
        let names = |file: &YearFile<'_>| {
            let entries = file.entries.iter().map(|entry| entry.day.day);
            entries.chain(file.withdrawn.iter().map(|(_, day)| *day)).collect::<Vec<_>>()
        };
        Self {
            days: in_force(files).map(|entry| entry.day.clone()).collect(),
            whole: files.iter().filter(|file| file.whole).map(|file| file.year).collect(),
            named: files.iter().flat_map(names).collect(),
        }
    }

    /// The holidays and swapped days off of the years: announced, or by rule.
    pub fn closed(&self, years: RangeInclusive<i16>) -> Vec<ClosedDay> {
        let announced = self.days.iter().filter(|day| years.contains(&day.day.ymd().0));
        let mut closed: Vec<ClosedDay> = announced.cloned().collect();
        let others = years.filter(|year| !self.whole.contains(year)).flat_map(by_rule);
        closed.extend(others.filter(|holiday| !self.named.contains(&holiday.day)));
        closed
    }

    /// The make-up days, each with these openings.
    pub fn extra(&self, openings: &[Opening]) -> Vec<ExtraDay> {
        let days = self.days.iter().filter_map(|day| day.made_up_on);
        days.map(|day| ExtraDay { day, openings: openings.to_vec() }).collect()
    }

    /// The first day after the announced years, which are counted without a gap from the earliest
    /// one.
    pub fn announced_until(&self) -> Option<Day> {
        let mut next = *self.whole.first()?;
        while self.whole.contains(&next) {
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

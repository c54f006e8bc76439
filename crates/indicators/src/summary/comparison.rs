//! The period against earlier ones, and month by month.

use calendar::Day;

use super::composer::{Composer, Counted, Table, holds_zero};
use super::{Section, Sentence, Word};
use crate::counts::IdentityBroken;
use crate::figure::Figure;
use crate::query::{Dimension, Query};
use crate::table::Report;

/// Months under which no course is described.
const FEWEST_MONTHS: usize = 3;

impl Composer<'_> {
    /// The period against the one before it and that of a year before, where the record has them.
    pub fn earlier(&self, total: &Table) -> Result<Section, IdentityBroken> {
        let mut sentences = Vec::new();
        let mut withheld = false;
        let periods = earlier(self.query.from, self.query.to);
        for (place, (from, to)) in periods.into_iter().enumerate() {
            if place == 1 && (from, to) == periods[0] {
                continue;
            }
            let Some(then) = self.recorded(from, to)? else {
                withheld |= self.withheld(from, to)?;
                continue;
            };
            let of = |table: &Table| table.of(Figure::Received);
            sentences.push(
                Sentence::new(if place == 0 { "before" } else { "year_before" })
                    .word("from", Word::Day(from))
                    .word("to", Word::Day(to))
                    .dossiers("then", &of(&then))
                    .dossiers("received", &of(total)),
            );
            if then.mostly_open() {
                sentences
                    .push(Sentence::new("before_open").dossiers("open", &then.of(Figure::Open)));
                continue;
            }
            if total.mostly_open() {
                continue;
            }
            let ids = ["finished_up", "finished_down", "finished_same"];
            sentences.extend(change(ids, Figure::Finished, Figure::Received, [&then, total]));
            let ids = ["in_time_up", "in_time_down", "in_time_same"];
            sentences.extend(change(ids, Figure::InTime, Figure::Finished, [&then, total]));
        }
        if sentences.is_empty() {
            let id = if withheld { "before_withheld" } else { "none_before" };
            sentences.push(Sentence::new(id));
        }
        Ok(Section { id: "earlier", sentences })
    }

    /// The table of an earlier period, where the record had begun by its first month.
    pub fn recorded(&self, from: Day, to: Day) -> Result<Option<Table>, IdentityBroken> {
        if !self.begun(from) {
            return Ok(None);
        }
        let table = self.table(&Query { from, to, ..self.query.clone() })?;
        Ok(table.filter(|table| table.counts.received > 0))
    }

    /// Whether the record has an earlier period whose table the reader may not see.
    fn withheld(&self, from: Day, to: Day) -> Result<bool, IdentityBroken> {
        Ok(self.begun(from) && self.table(&Query { from, to, ..self.query.clone() })?.is_none())
    }

    /// Whether the record had begun by the first month of a period.
    fn begun(&self, from: Day) -> bool {
        let days = self.facts.values().days();
        days.is_some_and(|(first, _)| first.first_of_month() <= from.first_of_month())
    }

    /// The in-time rate by month of reception: the lowest and the highest, and months that say nothing
    /// yet. In public the months are a table of their own.
    pub fn months(&self) -> Result<Section, IdentityBroken> {
        let id = "months";
        let by = Query { by: Some(Dimension::Month), ..self.query.clone() };
        if self.visibility.public.is_some() || self.query.filters.month.is_some() {
            return Ok(Section { id, sentences: Vec::new() });
        }
        let Some(Report { rows, .. }) = self.report(&by)? else {
            return Ok(Section { id, sentences: Vec::new() });
        };
        let months = rows.into_iter().filter_map(|(key, counts)| {
            Some((key.clone(), Table { query: by.of_row(&key)?, counts }))
        });
        let (open, judged): (Vec<_>, Vec<_>) = months.partition(|(_, table)| table.mostly_open());
        let mut rates: Vec<(&String, Counted, Counted)> = judged
            .iter()
            .map(|(key, table)| (key, table.of(Figure::InTime), table.of(Figure::Finished)))
            .filter(|(.., finished)| finished.n > 0)
            .collect();
        let mut sentences = Vec::new();
        rates.sort_by(|(.., x, n), (.., y, m)| (x.n * m.n).cmp(&(y.n * n.n)));
        if let ([lowest, .., highest], true) = (rates.as_slice(), rates.len() >= FEWEST_MONTHS) {
            let month = |key: &String| Word::Named(Dimension::Month, key.clone());
            let level = lowest.1.n * highest.2.n == highest.1.n * lowest.2.n;
            let sentence = Sentence::new(if level { "months_level" } else { "months" })
                .word("lowest", month(lowest.0))
                .share("lowest_rate", &lowest.1, &lowest.2);
            let sentence = sentence.word("highest", month(highest.0));
            sentences.push(sentence.share("highest_rate", &highest.1, &highest.2));
        }
        // A report of one month says so of the whole.
        let apart = open.iter().filter(|_| judged.len() + open.len() > 1);
        sentences.extend(apart.map(|(key, table)| {
            Sentence::row("month_open")
                .word("name", Word::Named(Dimension::Month, key.clone()))
                .dossiers("open", &table.of(Figure::Open))
                .dossiers("received", &table.of(Figure::Received))
        }));
        Ok(Section { id, sentences })
    }
}

/// How a share changed from one table to another; nothing where one has no denominator.
fn change(
    [up, down, same]: [&'static str; 3],
    part: Figure,
    of: Figure,
    [then, now]: [&Table; 2],
) -> Option<Sentence> {
    let pair = |table: &Table| [table.of(part), table.of(of)];
    let (from, to) = (pair(then), pair(now));
    let (from, to) = ([&from[0], &from[1]], [&to[0], &to[1]]);
    let difference = Counted::difference(from, to)?;
    let sentence = |id| Sentence::new(id).share("then_rate", from[0], from[1]);
    let sentence = |id| sentence(id).share("rate", to[0], to[1]);
    if holds_zero(&difference) {
        return Some(sentence(same).change(&difference, from, to));
    }
    if difference.points.starts_with('-') {
        // The sentence about a fall gives the difference as a positive number.
        return Some(sentence(down).change(&Counted::difference(to, from)?, to, from));
    }
    Some(sentence(up).change(&difference, from, to))
}

/// The period of equal length before a period, and that of a year before. One that ends on the day
/// of the month before the one on which it began is as many months long.
pub(crate) fn earlier(from: Day, to: Day) -> [(Day, Day); 2] {
    let next = to.plus(1);
    let ((year, month, day), (next_year, next_month, next_day)) = (from.ymd(), next.ymd());
    let months = i32::from(next_year - year) * 12 + i32::from(next_month - month);
    if day == next_day && months > 0 {
        let before = (shifted(from, -months), from.plus(-1));
        return [before, (shifted(from, -12), shifted(next, -12).plus(-1))];
    }
    [(from.plus(from.0 - next.0), from.plus(-1)), (shifted(from, -12), shifted(to, -12))]
}

/// The same day of another month, or its last one.
fn shifted(day: Day, months: i32) -> Day {
    let (year, month, of_month) = day.ymd();
    let index = i32::from(year) * 12 + i32::from(month) - 1 + months;
    // Fits: a year of the calendar's range and a month of a year.
    let first = Day::from_ymd(index.div_euclid(12) as i16, (index.rem_euclid(12) + 1) as i8, 1);
    let last = first.last_of_month();
    first.plus(i32::from(of_month) - 1).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_periods_are_as_long() {
        fn check(period: [&str; 2], before: [&str; 2], year_before: [&str; 2]) {
            let day = |text: &str| text.parse::<Day>().unwrap_or(Day(0));
            let pair = |days: [&str; 2]| (day(days[0]), day(days[1]));
            let (from, to) = pair(period);
            assert_eq!(earlier(from, to), [pair(before), pair(year_before)], "{period:?}");
        }
        check(
            ["2018-11-01", "2019-01-31"],
            ["2018-08-01", "2018-10-31"],
            ["2017-11-01", "2018-01-31"],
        );
        check(
            ["2020-02-01", "2020-02-29"],
            ["2020-01-01", "2020-01-31"],
            ["2019-02-01", "2019-02-28"],
        );
        check(
            ["2021-02-01", "2021-02-28"],
            ["2021-01-01", "2021-01-31"],
            ["2020-02-01", "2020-02-29"],
        );
        check(
            ["2018-01-01", "2018-12-31"],
            ["2017-01-01", "2017-12-31"],
            ["2017-01-01", "2017-12-31"],
        );
        check(
            ["2025-12-15", "2026-03-14"],
            ["2025-09-15", "2025-12-14"],
            ["2024-12-15", "2025-03-14"],
        );
        check(
            ["2020-02-20", "2020-02-29"],
            ["2020-02-10", "2020-02-19"],
            ["2019-02-20", "2019-02-28"],
        );
    }
}

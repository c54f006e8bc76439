//! A strip of months on which each day of a derivation is marked: day 0, counted, skipped, paused,
//! due. Reads the lines in order, as the clock moved.

use std::collections::BTreeMap;

use app::DossierView;
use calendar::{Day, Instant, Line, SkipReason};

use crate::request_context::RequestContext;

/// Months drawn at most.
const SHOWN: usize = 18;

/// The role of a day in the count.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Zero,
    Counted(u32),
    Hours(i64),
    Skipped(Option<String>),
    Paused,
}

/// A month as it is drawn.
pub(super) struct Month {
    pub name: String,
    /// Weeks from Monday; days of other months are empty.
    pub weeks: Vec<Vec<Option<Cell>>>,
    /// Days off with their reason.
    pub off: Vec<String>,
}

/// A day as it is drawn.
pub(super) struct Cell {
    pub day: i8,
    pub class: &'static str,
    /// The note under the day's number.
    pub note: String,
    pub text: String,
}

pub(super) fn months(context: &RequestContext, view: &DossierView, at: Instant) -> Vec<Month> {
    let mut marks = Marks::of(view, context.language);
    marks.pause_until(view.zone.day(at));
    let (Some(first), Some(due)) = (marks.days.keys().next(), marks.due) else { return Vec::new() };
    let last = marks.days.keys().next_back().copied().unwrap_or(due).max(due);
    let mut rendered = Vec::new();
    let mut month = first.first_of_month();
    while month <= last && rendered.len() < SHOWN {
        rendered.push(draw(context, &marks, month));
        month = month.plus(31).first_of_month();
    }
    rendered
}

#[derive(Default)]
struct Marks {
    days: BTreeMap<Day, Mark>,
    due: Option<Day>,
    paused: Option<Day>,
}

impl Marks {
    fn of(view: &DossierView, language: text::Language) -> Self {
        let mut marks = Self::default();
        for line in &view.derivation {
            marks.read(line, view, language);
        }
        marks
    }

    fn set(&mut self, day: Day, mark: Mark) {
        self.days.insert(day, mark);
    }

    /// The pause in progress lasts to a day.
    fn pause_until(&mut self, last: Day) {
        if let Some(from) = self.paused.take() {
            (from.0 + 1..=last.0).for_each(|day| self.set(Day(day), Mark::Paused));
        }
    }

    fn read(&mut self, line: &Line, view: &DossierView, language: text::Language) {
        let civil = |at| view.zone.day(at);
        match line {
            Line::DayZero { day, .. } => {
                self.days.entry(*day).or_insert(Mark::Zero);
            }
            Line::Counted { day, n } => self.set(*day, Mark::Counted(*n)),
            Line::Hours { day, minutes } => self.set(*day, Mark::Hours(*minutes)),
            Line::Skipped { day, reason } => {
                self.set(*day, Mark::Skipped(reason_of(reason, language)))
            }
            Line::CalendarDays { from, until, .. } => {
                for number in from.0 + 1..=until.0 {
                    self.set(Day(number), Mark::Counted((number - from.0).unsigned_abs()));
                }
            }
            Line::Rolled { to, .. } => self.set(*to, Mark::Counted(0)),
            // What was projected beyond the pause is counted again after it.
            Line::Paused { at, .. } => {
                self.days.retain(|day, _| *day <= civil(*at));
                self.paused = Some(civil(*at));
            }
            Line::Resumed { at, .. } => self.pause_until(civil(*at)),
            Line::CalendarChanged { at, .. } => self.days.retain(|day, _| *day <= civil(*at)),
            Line::Due { at, .. } => self.due = Some(civil(*at)),
            Line::Received { at, .. } => self.set(civil(*at), Mark::Zero),
            Line::TakesEffect { .. } | Line::PausedAfterDue { .. } | Line::Extended { .. } => {}
        }
    }
}

/// A holiday's name; a weekend needs none.
fn reason_of(reason: &SkipReason, language: text::Language) -> Option<String> {
    match reason {
        SkipReason::Weekend => None,
        SkipReason::Holiday { name, name_en } => Some(language.choose(name, name_en).to_owned()),
        SkipReason::SwappedOff { made_up_on } => {
            let day = messages::day_of(language, *made_up_on);
            Some(messages::text(language, "skip-swapped", &[("day", day.into())]))
        }
    }
}

fn draw(context: &RequestContext, marks: &Marks, first: Day) -> Month {
    let (year, month, _) = first.ymd();
    let next = first.plus(31).first_of_month();
    let lead = usize::from(first.iso_weekday().unsigned_abs()) - 1;
    let mut cells: Vec<Option<Cell>> = (0..lead).map(|_| None).collect();
    let mut off = Vec::new();
    for number in first.0..next.0 {
        let day = Day(number);
        if let Some(Mark::Skipped(Some(reason))) = marks.days.get(&day) {
            off.push(format!("{}: {reason}", messages::date_of(day)));
        }
        cells.push(Some(cell(context, marks, day)));
    }
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(7);
        weeks.push(std::mem::replace(&mut cells, rest));
    }
    Month {
        name: context.format(
            "due-month",
            &[("month", format!("{month:02}").into()), ("year", year.to_string().into())],
        ),
        weeks,
        off,
    }
}

fn cell(context: &RequestContext, marks: &Marks, day: Day) -> Cell {
    let mark = marks.days.get(&day);
    let due = marks.due == Some(day);
    let (class, note, key) = match mark {
        Some(Mark::Zero) => ("zero", "0".to_owned(), "cell-zero"),
        Some(Mark::Counted(0)) => ("counted", String::new(), "cell-counted"),
        Some(Mark::Counted(n)) => ("counted", n.to_string(), "cell-counted"),
        Some(Mark::Hours(minutes)) => ("counted", hours(*minutes), "cell-counted"),
        Some(Mark::Skipped(_)) => ("skipped", "×".to_owned(), "cell-skipped"),
        Some(Mark::Paused) => ("paused", "‖".to_owned(), "cell-paused"),
        None => ("other", String::new(), "cell-other"),
    };
    let note = if due && note == "‖" { String::new() } else { note };
    let text = match (due, mark) {
        (true, _) => context.text("cell-due"),
        (false, None) => String::new(),
        (false, Some(_)) => context.text(key),
    };
    Cell { day: day.ymd().2, class: if due { "due-day" } else { class }, note, text }
}

/// `1:30`.
fn hours(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

//! A whole year of days off: one day a line, beginning with the days in force or counted by rule.
//! Counts no day itself.

use axum::http::StatusCode;
use calendar::Day;
use rules::{Announcement, YearFault};

use super::change::{self, Change};
use super::{Response, done_before, show};
use crate::answer::Answer;
use crate::dates;
use crate::fields::{Fault, Field, Form, Kind};
use crate::request_context::RequestContext;

/// The kind of the form for a whole year.
pub(super) const YEAR: &str = "year";
/// The field with a day off on each line.
const DAYS: &str = "days";
/// The years that are offered, from this year.
const OFFERED_YEARS: i16 = 3;
/// A year has a few dozen days off with two names each.
const MAX_CHARS: usize = 8_000;
/// Between the Vietnamese and the English name of a day.
const NAMES: char = '|';

/// The years that can be entered: this year and the next ones.
pub(super) fn years(context: &RequestContext) -> Vec<i16> {
    let this_year = context.today().ymd().0;
    (this_year..this_year + OFFERED_YEARS).collect()
}

/// The year of the address or of the form that was sent, where it can be entered.
pub(super) fn chosen(context: &RequestContext) -> Option<i16> {
    let posted = context.form.raw(YEAR);
    let year = if posted.is_empty() { context.params.raw(YEAR) } else { posted };
    year.trim().parse().ok().filter(|year| years(context).contains(year))
}

/// The form of a year, with the days off in force.
pub(super) fn form(context: &RequestContext, year: i16) -> Form {
    let in_force = rules::days_of_year(context.rules.deadline_calendar(), year);
    let days = in_force.iter().map(|day| line(context, day)).collect::<Vec<_>>().join("\n");
    let decision = Field::of_key(context, Kind::Line, "decision", "calendar-decision");
    let fields = vec![
        Field::of_key(context, Kind::Lines, DAYS, "calendar-year_days")
            .max_chars(MAX_CHARS)
            .text(&days)
            .fault_key("calendar-no_year_days"),
        decision.max_chars(300).fault_key("calendar-no_decision"),
    ];
    let mut form = Form::new(context.zone(), fields);
    if context.form.raw("kind") == YEAR {
        form.fill(&context.form);
    }
    form
}

/// A day off as it is typed.
fn line(context: &RequestContext, announcement: &Announcement) -> String {
    match announcement {
        Announcement::Swap { day_off, made_up_on } => {
            let made_up = context.text("calendar-year_made_up");
            format!("{} {made_up} {}", messages::date_of(*day_off), messages::date_of(*made_up_on))
        }
        Announcement::Holiday { day, name, name_en } => {
            format!("{} {name} {NAMES} {name_en}", messages::date_of(*day))
        }
        Announcement::Withdrawn { .. } => String::new(),
    }
}

/// The announcement of a line: a day and another one in its place, or a day with its name.
fn read(line: &str) -> Option<Announcement> {
    let (day, rest) = line.trim().split_once(char::is_whitespace)?;
    let day = dates::day(day)?;
    if let Some(made_up_on) = rest.split_whitespace().last().and_then(dates::day) {
        return Some(Announcement::Swap { day_off: day, made_up_on });
    }
    let (name, name_en) = rest.split_once(NAMES).unwrap_or((rest, rest));
    let (name, name_en) = (name.trim().to_owned(), name_en.trim().to_owned());
    let named = !name.is_empty() && !name_en.is_empty();
    named.then_some(Announcement::Holiday { day, name, name_en })
}

/// Takes the form: shows what the year would move, or puts the year in force where that was
/// confirmed.
pub(super) fn take(context: &RequestContext) -> Answer {
    let Some(year) = chosen(context) else {
        let fault = Fault::new("", context.text("calendar-other_years"));
        let response = Response { faults: vec![fault], ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, super::form(context), response);
    };
    let in_force = context.app().ask(|inquiry| inquiry.rule_files())?;
    if change::is_in_force(context, &in_force) {
        return done_before(context);
    }
    let form = form(context, year);
    let mut faults = form.check(context);
    let lines = form.lines(DAYS);
    let days = announcements(context, year, &lines).unwrap_or_else(|fault| {
        faults.push(fault);
        Vec::new()
    });
    if !faults.is_empty() {
        let response = Response { faults, ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, response);
    }
    let reason = form.text("decision");
    let number = [("year", year.to_string().into())];
    let description = format!("{} · {reason}", context.format("calendar-year", &number));
    let files = vec![rules::announced_year(year, &days, &reason)];
    let posted = [
        ("kind", YEAR.to_owned()),
        (YEAR, year.to_string()),
        (DAYS, form.raw(DAYS).to_owned()),
        ("decision", form.raw("decision").to_owned()),
    ];
    let posted = posted.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let change = Change { files, reason, description, posted, withdraws: false };
    change::take(context, form, &change)
}

/// The announcements of the lines, or the fault of the first line that is none or does not fit.
fn announcements(
    context: &RequestContext,
    year: i16,
    lines: &[String],
) -> Result<Vec<Announcement>, Fault> {
    let fault = |key: &str, values: &[(&str, messages::Value)]| {
        Fault::new(DAYS, context.format(&format!("calendar-year_{key}"), values))
    };
    let days: Vec<Option<Announcement>> = lines.iter().map(|line| read(line)).collect();
    if let Some(place) = days.iter().position(Option::is_none) {
        return Err(fault("unreadable", &[("line", (&lines[place]).into())]));
    }
    let days: Vec<Announcement> = days.into_iter().flatten().collect();
    let Some(wrong) = rules::year_fault(year, &days).filter(|_| !lines.is_empty()) else {
        return Ok(days);
    };
    let day = |day: Day| messages::day_of(context.language, day);
    Err(match wrong {
        YearFault::NoLunarNewYear(missing) => fault(wrong.code(), &[("day", day(missing).into())]),
        YearFault::OtherYear(place)
        | YearFault::Twice(place)
        | YearFault::MadeUpFar(place)
        | YearFault::MadeUpTwice(place)
        | YearFault::MadeUpOff(place) => {
            let line = lines.get(place).map_or("", String::as_str);
            fault(wrong.code(), &[("line", line.into()), ("year", year.to_string().into())])
        }
    })
}

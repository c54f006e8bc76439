//! `due`: the due dates of test vectors, one JSON object a line.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use calendar::{
    Amount, Calendar, CalendarSpec, ClosedDay, Count, Day, Duration, ExtraDay, Instant, LegalClock,
    Opening, Unit, Zone,
};
use serde::Deserialize;
use serde_json::{Value, json};

use text::{Sentence, sentence};

use crate::command_error::{CommandError, of_system};
use crate::out;

#[derive(Deserialize)]
struct CalendarsFile {
    timezone: String,
    calendars: HashMap<String, CalendarEntry>,
    valid_from: Day,
    valid_to: Day,
}

#[derive(Deserialize)]
struct CalendarEntry {
    mon_fri: Vec<[String; 2]>,
    saturday: Vec<[String; 2]>,
    sunday: Vec<[String; 2]>,
    holidays: Vec<Day>,
    makeup_workdays_full_hours: Vec<Day>,
}

#[derive(Deserialize)]
struct Vector {
    id: Value,
    calendar: String,
    receipt: String,
    amount: u32,
    unit: Unit,
    #[serde(default)]
    cutoff: Option<String>,
    #[serde(default)]
    due_civil: Option<Value>,
}

pub fn due(vectors: &Path, calendars: &Path) -> Result<(), CommandError> {
    let file: CalendarsFile = serde_json::from_str(&read(calendars)?)
        .map_err(|error| of_system(format_args!("{}: {error}", calendars.display())))?;
    let mut built: HashMap<(String, bool), Calendar> = HashMap::new();
    for (name, entry) in &file.calendars {
        for civil in [false, true] {
            let calendar = build(&file, name, entry, civil)
                .map_err(|error| of_system(format_args!("calendar {name:?}: {error}")))?;
            built.insert((name.clone(), civil), calendar);
        }
    }
    let text = read(vectors)?;
    let mut answers = String::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let complain =
            |what: String| of_system(format_args!("{}:{}: {what}", vectors.display(), index + 1));
        let vector: Vector =
            serde_json::from_str(line).map_err(|error| complain(error.to_string()))?;
        let mut answer = json!({ "id": vector.id });
        for (civil, field) in [(false, "due"), (true, "due_civil")] {
            if civil && vector.due_civil.is_none() {
                continue;
            }
            let calendar = built
                .get(&(vector.calendar.clone(), civil))
                .ok_or_else(|| complain(format!("no calendar {:?}", vector.calendar)))?;
            answer[field] = json!(compute(&vector, calendar).map_err(complain)?);
        }
        answers.push_str(&format!("{answer}\n"));
    }
    out::print(answers)
}

fn compute(vector: &Vector, calendar: &Calendar) -> Result<String, String> {
    let received: Instant = vector.receipt.parse().map_err(|error| format!("{error}"))?;
    if !calendar.covers(received) {
        let (first, last) = calendar.range();
        return Err(format!("{} lies outside the calendar ({first} to {last})", vector.receipt));
    }
    let cutoff_minutes = vector.cutoff.as_deref().map(minutes).transpose()?;
    let length = Amount { amount: vector.amount, unit: vector.unit };
    let clock = LegalClock::start(calendar, Duration { length, cutoff_minutes }, received);
    Ok(calendar.zone.format(clock.due))
}

fn build(
    file: &CalendarsFile,
    name: &str,
    entry: &CalendarEntry,
    civil: bool,
) -> Result<Calendar, String> {
    let full = openings(&entry.mon_fri)?;
    let mut week: [Vec<Opening>; 7] = std::array::from_fn(|_| full.clone());
    week[5] = openings(&entry.saturday)?;
    week[6] = openings(&entry.sunday)?;
    let closed = entry.holidays.iter().map(|&day| ClosedDay {
        day,
        name: "nghỉ lễ".into(),
        name_en: "holiday".into(),
        made_up_on: None,
        estimate: false,
    });
    let extra = entry.makeup_workdays_full_hours.iter();
    let spec = CalendarSpec {
        id: name.to_owned(),
        zone: Zone::named(&file.timezone).map_err(|error| error.to_string())?,
        week,
        closed: closed.collect(),
        extra: extra.map(|&day| ExtraDay { day, openings: full.clone() }).collect(),
        count: if civil { Count::Civil } else { Count::Effective },
        first: file.valid_from,
        last: file.valid_to,
        announced_until: file.valid_to,
    };
    spec.build().map_err(|error| error.to_string())
}

fn openings(pairs: &[[String; 2]]) -> Result<Vec<Opening>, String> {
    pairs
        .iter()
        .map(|[open, close]| Ok(Opening { open: minutes(open)?, close: minutes(close)? }))
        .collect()
}

fn minutes(text: &str) -> Result<u16, String> {
    let complain = || format!("not a time (hh:mm): {text}");
    let (hour, minute) = text.split_once(':').ok_or_else(complain)?;
    let (hour, minute): (u16, u16) =
        (hour.parse().map_err(|_| complain())?, minute.parse().map_err(|_| complain())?);
    Ok(hour * 60 + minute)
}

fn read(path: &Path) -> Result<String, CommandError> {
    fs::read_to_string(path).map_err(|error| {
        CommandError::Refused(sentence!(
            "{path}: {error}; check the path and its rights",
            path = path.display().to_string(),
            error = Sentence::foreign(error.to_string())
        ))
    })
}

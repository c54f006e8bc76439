//! The due dates of `../shared/data`, which two independent programs computed. Where that folder is
//! absent, the test prints a line and is skipped.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use calendar::{
    Amount, Calendar, CalendarSpec, ClosedDay, Count, Day, Duration, ExtraDay, Instant, LegalClock,
    Opening, Unit, Zone,
};
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared is absent");
    None
}

fn minutes(text: &Value) -> u16 {
    let (hour, minute) = text.as_str().unwrap().split_once(':').unwrap();
    hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
}

fn openings(value: &Value) -> Vec<Opening> {
    let pairs = value.as_array().unwrap().iter();
    pairs.map(|pair| Opening { open: minutes(&pair[0]), close: minutes(&pair[1]) }).collect()
}

fn day(value: &Value) -> Day {
    value.as_str().unwrap().parse().unwrap()
}

fn calendar(all: &Value, name: &str, count: Count) -> Calendar {
    let definition = &all["calendars"][name];
    let full = openings(&definition["mon_fri"]);
    let closed = definition["holidays"].as_array().unwrap().iter().map(|holiday| ClosedDay {
        day: day(holiday),
        name: "nghỉ lễ".into(),
        name_en: "holiday".into(),
        made_up_on: None,
        estimate: false,
    });
    let extra = definition["makeup_workdays_full_hours"].as_array().unwrap().iter();
    let saturday = openings(&definition["saturday"]);
    CalendarSpec {
        id: name.into(),
        zone: Zone::VIETNAM,
        week: [
            full.clone(),
            full.clone(),
            full.clone(),
            full.clone(),
            full.clone(),
            saturday,
            Vec::new(),
        ],
        closed: closed.collect(),
        extra: extra.map(|d| ExtraDay { day: day(d), openings: full.clone() }).collect(),
        count,
        first: day(&all["valid_from"]),
        last: day(&all["valid_to"]),
        announced_until: day(&all["valid_to"]),
    }
    .build()
    .unwrap()
}

#[test]
fn every_vector_agrees() {
    let Some(folder) = shared() else { return };
    let text = fs::read_to_string(folder.join("deadline_calendars.json")).unwrap();
    let calendars: Value = serde_json::from_str(&text).unwrap();
    let text = fs::read_to_string(folder.join("deadline_vectors.jsonl")).unwrap();
    for line in text.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let unit = if vector["mode"] == "days" { Unit::WorkingDays } else { Unit::WorkingMinutes };
        let amount = vector["amount"].as_u64().unwrap() as u32;
        let duration = Duration { length: Amount { amount, unit }, cutoff_minutes: None };
        let received: Instant = vector["receipt"].as_str().unwrap().parse().unwrap();
        for (count, field) in [(Count::Effective, "due"), (Count::Civil, "due_civil")] {
            let Some(due) = vector[field].as_str() else { continue };
            let calendar = calendar(&calendars, vector["calendar"].as_str().unwrap(), count);
            let clock = LegalClock::start(&calendar, duration, received);
            assert_eq!(Zone::VIETNAM.format(clock.due), due, "{line}");
            let effective = vector["effective_receipt"].as_str().unwrap();
            assert_eq!(Zone::VIETNAM.format(clock.effective), effective, "{line}");
        }
    }
}

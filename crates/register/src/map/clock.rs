//! Reads the map's `[duration]` and `[calendar]`, for dossiers without a stated due. The module
//! knows the parts of the legal clock; it must not count a due.

use calendar::{
    Amount, Calendar, CalendarSpec, ClosedDay, Count, Day, Duration, ExtraDay, Opening, Unit, Zone,
};

use super::Durations;
use super::columns::Columns;
use super::toml_node::{Problems, TomlNode};
use text::{Sentence, ToSentence, sentence};

const UNITS: [(&str, Unit); 4] = [
    ("working_days", Unit::WorkingDays),
    ("working_hours", Unit::WorkingHours),
    ("working_minutes", Unit::WorkingMinutes),
    ("calendar_days", Unit::CalendarDays),
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads `[duration]` with its exceptions by procedure.
pub(super) fn durations(
    node: &TomlNode<'_>,
    columns: &mut Columns,
    problems: &mut Problems<'_>,
) -> Durations {
    let mut durations = Durations::default();
    let keys = ["amount", "column", "unit", "cutoff", "by_procedure"];
    let mut entries = node.entries(&keys, problems);
    let column = entries.iter().position(|entry| entry.name == "column");
    if let Some(column) = column.map(|index| entries.remove(index)) {
        let mut field = columns.field(column, false, problems);
        field.key = "duration".to_owned();
        let counted = counted(node, &entries, 0, problems);
        durations.stated = counted.map(|counted| (field, counted));
    }
    for entry in entries.iter().filter(|entry| entry.name == "by_procedure") {
        for one in entry.any_entries(problems) {
            let parts = one.entries(&["amount", "unit", "cutoff"], problems);
            if let Some(duration) = duration(&one, &parts, problems) {
                let name = text::outside::line(&one.name).into_owned();
                if durations.by_procedure.insert(name, duration).is_some_and(|old| old != duration)
                {
                    let text =
                        sentence!("{name:?} has two durations; keep one of them", name = one.name);
                    problems.add(one.line, text);
                }
            }
        }
    }
    let own = |entry: &TomlNode<'_>| match durations.stated {
        Some(_) => entry.name == "amount",
        None => entry.name != "by_procedure",
    };
    let none = durations.by_procedure.is_empty() && column.is_none();
    if none || entries.iter().any(own) {
        durations.general = duration(node, &entries, problems);
    }
    durations
}

fn duration(
    node: &TomlNode<'_>,
    parts: &[TomlNode<'_>],
    problems: &mut Problems<'_>,
) -> Option<Duration> {
    let part = |key: &str| parts.iter().find(|part| part.name == key);
    let Some(amount) = part("amount") else {
        problems.add(node.line, incomplete(node));
        return None;
    };
    let amount = amount.whole::<u16>(problems).map(u32::from);
    counted(node, parts, amount?, problems)
}

fn incomplete(node: &TomlNode<'_>) -> Sentence {
    let name = &node.name;
    sentence!("{name} needs amount and unit, such as amount = 10, unit = \"working_days\"", name)
}

/// A duration of an amount in the named unit.
fn counted(
    node: &TomlNode<'_>,
    parts: &[TomlNode<'_>],
    amount: u32,
    problems: &mut Problems<'_>,
) -> Option<Duration> {
    let part = |key: &str| parts.iter().find(|part| part.name == key);
    let Some(unit) = part("unit") else {
        problems.add(node.line, incomplete(node));
        return None;
    };
    let unit = unit.word(&UNITS, problems);
    let cutoff_minutes = match part("cutoff") {
        None => None,
        Some(cutoff) => Some(minutes(&cutoff.text(problems)?).or_else(|| {
            cutoff.report_wrong_type(sentence!("a time of day such as \"15:00\""), problems)
        })?),
    };
    Some(Duration { length: Amount { amount, unit: unit? }, cutoff_minutes })
}

/// Reads `[calendar]`.
pub(super) fn calendar(
    node: &TomlNode<'_>,
    zone: &Zone,
    problems: &mut Problems<'_>,
) -> Option<(Calendar, (Day, Day))> {
    let mut keys = vec!["mon_fri", "holidays", "makeup", "count", "from", "to"];
    keys.extend(WEEKDAYS);
    let before = problems.list.len();
    let mut usual = Vec::new();
    let mut days: [Option<Vec<Opening>>; 7] = Default::default();
    let (mut holidays, mut makeup) = (Vec::new(), Vec::new());
    let mut count = Count::Effective;
    let (mut from, mut to): (i16, i16) = (1990, 2050);
    for entry in node.entries(&keys, problems) {
        match entry.name.as_str() {
            "mon_fri" => usual = openings(entry, problems),
            "holidays" => holidays = dates(entry, problems),
            "makeup" => makeup = dates(entry, problems),
            "count" => {
                let words = [("effective", Count::Effective), ("civil", Count::Civil)];
                count = entry.word(&words, problems).unwrap_or(count);
            }
            "from" => from = year(&entry, problems).unwrap_or(from),
            "to" => to = year(&entry, problems).unwrap_or(to),
            weekday => {
                let index = WEEKDAYS.iter().position(|day| *day == weekday);
                if let Some(index) = index {
                    days[index] = Some(openings(entry, problems));
                }
            }
        }
    }
    let week = std::array::from_fn(|index| {
        let workday = if index < 5 { usual.clone() } else { Vec::new() };
        days[index].take().unwrap_or(workday)
    });
    if usual.is_empty() && !makeup.is_empty() {
        let text = sentence!("makeup days open as mon_fri does; write mon_fri = [\"08:00-17:00\"]");
        problems.add(node.line, text);
    }
    let (first, last) = (Day::from_ymd(from, 1, 1), Day::from_ymd(to, 12, 31));
    if first > last {
        let text = sentence!("the calendar ends in {to} before it begins in {from}", to, from);
        problems.add(node.line, text);
        return None;
    }
    for (key, days) in [("holidays", &holidays), ("makeup", &makeup)] {
        if let Some(day) = days.iter().find(|day| **day < first || **day > last) {
            problems.add(node.line, outside(key, *day, (from, to)));
        }
    }
    let spec = CalendarSpec {
        id: "map".to_owned(),
        zone: zone.clone(),
        week,
        closed: holidays.into_iter().map(closed_day).collect(),
        extra: makeup.into_iter().map(|day| ExtraDay { day, openings: usual.clone() }).collect(),
        count,
        first,
        // One year beyond the countable range, so that a count beyond the range is recognised.
        last: Day::from_ymd(to + 1, 12, 31),
        announced_until: last.plus(1),
    };
    if problems.list.len() > before {
        return None;
    }
    let built =
        spec.build().map_err(|error| problems.add(node.line, unusable(&error.to_sentence())));
    Some((built.ok()?, (first, last)))
}

fn unusable(error: &Sentence) -> Sentence {
    sentence!("calendar: {error}", error)
}

fn outside(key: &str, day: Day, (from, to): (i16, i16)) -> Sentence {
    sentence!("{key}: {day} lies outside {from} to {to}; widen from and to", key, day, from, to)
}

fn closed_day(day: Day) -> ClosedDay {
    ClosedDay {
        day,
        name: "Ngày nghỉ".to_owned(),
        name_en: "Holiday".to_owned(),
        made_up_on: None,
        estimate: false,
    }
}

fn year(node: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<i16> {
    let year: i16 = node.whole(problems)?;
    if (1900..=2200).contains(&year) {
        Some(year)
    } else {
        node.report_wrong_type(sentence!("a year from 1900 to 2200"), problems)
    }
}

fn dates(node: TomlNode<'_>, problems: &mut Problems<'_>) -> Vec<Day> {
    let members = node.members(problems);
    members.iter().filter_map(|member| member.date(problems)).collect()
}

fn openings(node: TomlNode<'_>, problems: &mut Problems<'_>) -> Vec<Opening> {
    let members = node.members(problems);
    let opening = |member: &TomlNode<'_>| {
        let text = member.text(problems)?;
        let (open, close) = text.split_once('-').unwrap_or(("", ""));
        match (minutes(open), minutes(close)) {
            (Some(open), Some(close)) if open < close => Some(Opening { open, close }),
            _ => member.report_wrong_type(
                sentence!("a list of openings such as [\"07:30-11:30\", \"13:00-17:00\"]"),
                problems,
            ),
        }
    };
    members.iter().filter_map(opening).collect()
}

/// Reads a time of day, `00:00` to `24:00`, in minutes after midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_valid = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    is_valid.then(|| hour * 60 + minute)
}

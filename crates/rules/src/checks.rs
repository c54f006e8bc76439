//! The checks between tables and between files.

use std::collections::BTreeMap;

use calendar::{Day, Duration, Unit};
use text::{Language, number};

use crate::agency_file::AgencyFile;
use crate::calendar_file::CalendarDraft;
use crate::procedure::{Lasts, Procedure, Scope, Step};
use crate::procedure_file::duration_table;
use crate::reader::{Read, Table, UNREADABLE};

/// Reports a last day before the first day.
pub(crate) fn in_order(table: &Table<'_>, keys: [&str; 2], from: Day, to: Option<Day>) {
    if let Some(to) = to.filter(|&to| to < from) {
        let [first, last] = keys;
        table.report(last, format!("{last} {to} lies before {first} {from}; write a later day"));
    }
}

/// Reports a duplicate code or id.
pub(crate) fn unique(
    tables: &[Table<'_>],
    key: &str,
    kind: &str,
    read: fn(&Table<'_>) -> Option<String>,
) {
    let mut lines = BTreeMap::new();
    for table in tables {
        let Some(name) = read(table).filter(|name| !name.is_empty()) else { continue };
        let line = table.line_of(key);
        if let Some(first) = lines.insert(name.clone(), line) {
            let text = format!("{kind} {name:?} is already at line {first}; write another {key}");
            table.report(key, text);
        }
    }
}

/// Checks an agency's own version against its units and officers.
pub(crate) fn process(read: &Read<'_, Procedure>, agency: &AgencyFile<'_>) {
    let (procedure, table) = (&read.value, &read.table);
    if procedure.scope == Scope::Catalogue {
        return;
    }
    match &procedure.answering_unit {
        Some(unit) => check_unit(table, "answering_unit", unit, procedure, agency),
        None if table.has("answering_unit") || table.damaged() => {}
        None => table.report(
            "answering_unit",
            "answering_unit is missing; write answering_unit = \"…\", the unit's code",
        ),
    }
    for (step, table) in procedure.steps.iter().zip(table.tables("step")) {
        if let Some(unit) = &step.unit {
            check_unit(&table, "unit", unit, procedure, agency);
        }
        check_post(&table, step, procedure, agency);
    }
}

fn check_unit(
    table: &Table<'_>,
    key: &str,
    unit: &str,
    procedure: &Procedure,
    agency: &AgencyFile<'_>,
) {
    if !agency.knows(unit) {
        table.report(key, format!("{unit:?} is no unit of the agency; write a unit's code"));
    }
    let day = procedure.effective_from;
    if let Some(known) = agency.agency.unit(unit)
        && !known.valid(day)
        && day != UNREADABLE
    {
        let text = format!("unit {unit} is not valid on {day}; write one that is");
        table.report(key, text);
    }
}

/// Checks that an officer can do the step on the version's first day.
fn check_post(table: &Table<'_>, step: &Step, procedure: &Procedure, agency: &AgencyFile<'_>) {
    let Some(unit) = procedure.unit_of(step).and_then(|code| agency.agency.unit(code)) else {
        return;
    };
    let day = procedure.effective_from;
    let officers = &agency.agency.officers;
    // An officer whose entry has a problem may be the missing one.
    let may_be = officers.iter().zip(&agency.officers).any(|(officer, table)| {
        table.faulty() && (officer.unit.is_empty() || officer.unit == unit.code)
    });
    let none = agency.agency.officers_of(&unit.code, step.post, day).is_empty();
    if none && unit.valid(day) && !may_be && !agency.table.damaged() {
        let post = step.post.code();
        let text = format!(
            "unit {} has no officer with post {post} on {day}; \
             write another post or unit, or add the officer",
            unit.code,
        );
        table.report("post", text);
    }
}

/// Checks that the steps' budgets fit in the duration, and in each case's duration.
pub(crate) fn budgets(read: &Read<'_, Procedure>, calendar: Option<&CalendarDraft>) {
    let (procedure, table) = (&read.value, &read.table);
    let steps: i64 = procedure.steps.iter().map(|step| step.budget_minutes).sum();
    let sum = steps + procedure.desk_minutes;
    let or_desk = if procedure.desk_minutes > 0 { " or desk_minutes" } else { "" };
    let check = |duration: Duration, table: &Table<'_>, whose: &str| {
        let Some(allowed) = allowed_minutes(duration, calendar) else { return };
        let Some(table) = duration_table(table).filter(|table| !table.faulty()) else { return };
        if sum > allowed {
            let [sum, allowed] = [sum, allowed].map(|n| number::integer(n, Language::English));
            let text = format!(
                "the steps' budgets sum to {sum} minutes, {whose} allows {allowed}; \
                 lower the steps' budget_minutes{or_desk}",
            );
            table.report("amount", text);
        }
    };
    check(procedure.duration, table, "the duration");
    for (case, table) in procedure.cases.iter().zip(table.tables("case")) {
        check(case.duration, &table, &format!("the duration of case {:?}", case.id));
    }
    for (rule, table) in procedure.durations.iter().zip(table.tables("duration_for")) {
        if let Lasts::Own(duration) = rule.lasts {
            check(duration, &table, "this duration");
        }
    }
}

/// The working minutes of a duration; none where a calendar is needed and missing.
fn allowed_minutes(duration: Duration, calendar: Option<&CalendarDraft>) -> Option<i64> {
    const DAY: i64 = 480;
    if let Some(cutoff) = duration.cutoff_minutes {
        return calendar.map(|calendar| calendar.minutes_after(cutoff));
    }
    let amount = i64::from(duration.length.amount);
    Some(match duration.length.unit {
        Unit::WorkingMinutes => amount,
        Unit::WorkingHours => amount * 60,
        Unit::WorkingDays => amount * DAY,
        Unit::CalendarDays => amount * 5 / 7 * DAY,
    })
}

//! The checks between tables of a file and between files.

use std::collections::BTreeMap;
use text::{Sentence, Value, sentence};

use calendar::{Day, Duration, Unit};

use crate::agency_file::AgencyFile;
use crate::calendar_file::CalendarDraft;
use crate::procedure::{DurationEffect, Procedure, Scope, Step};
use crate::procedure_file::duration_table;
use crate::reader::{Table, UNREADABLE, WithTable};

/// Reports a last day that lies before the first day.
pub(crate) fn in_order(table: &Table<'_>, keys: [&str; 2], from: Day, to: Option<Day>) {
    if let Some(to) = to.filter(|&to| to < from) {
        let [first, last] = keys;
        table.report(
            last,
            sentence!(
                "{last} {to} lies before {first} {from}; write a later day",
                last,
                to,
                first,
                from
            ),
        );
    }
}

/// Reports a code or id that two tables have.
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
            let text = sentence!(
                "{kind} {name:?} is already at line {first}; write another {key}",
                kind,
                name,
                first,
                key
            );
            table.report(key, text);
        }
    }
}

/// Checks an agency's own version of a procedure against the agency's units and officers.
pub(crate) fn process(read: &WithTable<'_, Procedure>, agency: &AgencyFile<'_>) {
    let (procedure, table) = (&read.value, &read.table);
    if procedure.scope == Scope::Catalogue {
        return;
    }
    match &procedure.answering_unit {
        Some(unit) => check_unit(table, "answering_unit", unit, procedure, agency),
        None if table.has("answering_unit") || table.may_lack_keys() => {}
        None => table.report(
            "answering_unit",
            sentence!("answering_unit is missing; write answering_unit = \"…\", the unit's code"),
        ),
    }
    for (step, table) in procedure.steps.iter().zip(table.tables("step")) {
        if let Some(unit) = &step.unit {
            check_unit(&table, "unit", unit, procedure, agency);
        }
        check_post(&table, step, procedure, agency);
    }
}

/// Reports a code that is no unit's.
pub(crate) fn known_unit(
    table: &Table<'_>,
    key: &str,
    unit: &str,
    may_have_unit: impl Fn(&str) -> bool,
) {
    if !may_have_unit(unit) {
        let text = sentence!("{unit:?} is no unit of the agency; write a unit's code", unit);
        table.report(key, text);
    }
}

fn check_unit(
    table: &Table<'_>,
    key: &str,
    unit: &str,
    procedure: &Procedure,
    agency: &AgencyFile<'_>,
) {
    known_unit(table, key, unit, |unit| agency.may_have_unit(unit));
    let day = procedure.effective_from;
    if let Some(unit_row) = agency.agency.unit(unit)
        && !unit_row.valid(day)
        && day != UNREADABLE
    {
        let text = sentence!("unit {unit} is not valid on {day}; write one that is", unit, day);
        table.report(key, text);
    }
}

/// Checks that an officer has the post of a step on the version's first day.
fn check_post(table: &Table<'_>, step: &Step, procedure: &Procedure, agency: &AgencyFile<'_>) {
    let Some(unit) = procedure.unit_of(step).and_then(|code| agency.agency.unit(code)) else {
        return;
    };
    let day = procedure.effective_from;
    let officers = &agency.agency.officers;
    // An officer whose table has a problem may be the missing one.
    let may_be = officers.iter().zip(&agency.officers).any(|(officer, table)| {
        table.has_problem() && (officer.unit.is_empty() || officer.unit == unit.code)
    });
    let none = agency.agency.officers_of(&unit.code, step.post, day).is_empty();
    if none && unit.valid(day) && !may_be && !agency.table.may_lack_keys() {
        let post = step.post.code();
        let text = sentence!(
            "unit {code} has no officer with post {post} on {day}; write another post or unit, \
             or add the officer",
            code = unit.code,
            post,
            day
        );
        table.report("post", text);
    }
}

/// Checks that the sum of the steps' budgets is at most the duration, and at most each case's
/// duration.
pub(crate) fn budgets(read: &WithTable<'_, Procedure>, calendar: Option<&CalendarDraft>) {
    let (procedure, table) = (&read.value, &read.table);
    let steps: i64 = procedure.steps.iter().map(|step| step.budget_minutes).sum();
    let sum = steps + procedure.desk_minutes;
    let with_desk = procedure.desk_minutes > 0;
    let check = |duration: Duration, table: &Table<'_>, whose: Sentence| {
        let Some(allowed) = allowed_minutes(duration, calendar) else { return };
        let Some(table) = duration_table(table).filter(|table| !table.has_problem()) else {
            return;
        };
        if sum > allowed {
            let [sum, allowed] = [sum, allowed].map(Value::Grouped);
            let text = match with_desk {
                true => sentence!(
                    "the steps' budgets sum to {sum} minutes, {whose} allows {allowed}; lower the \
                     steps' budget_minutes or desk_minutes",
                    sum,
                    whose,
                    allowed
                ),
                false => sentence!(
                    "the steps' budgets sum to {sum} minutes, {whose} allows {allowed}; lower the \
                     steps' budget_minutes",
                    sum,
                    whose,
                    allowed
                ),
            };
            table.report("amount", text);
        }
    };
    check(procedure.duration, table, sentence!("the duration"));
    for (case, table) in procedure.cases.iter().zip(table.tables("case")) {
        check(case.duration, &table, sentence!("the duration of case {id:?}", id = case.id));
    }
    for (rule, table) in procedure.durations.iter().zip(table.tables("duration_for")) {
        if let DurationEffect::Duration(duration) = rule.effect {
            check(duration, &table, sentence!("this duration"));
        }
    }
}

/// The working minutes of a duration; `None` where the number depends on a calendar that is
/// missing.
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

//! Reads a procedure file and makes the checks that need no other file.

use calendar::{Amount, Duration, SupplementEffect, Unit};
use text::sentence;

use crate::checks::{in_order, unique};
use crate::circumstances::{Circumstances, Condition, ORDINARY_CASE};
use crate::fee_file;
use crate::procedure::{
    Case, Component, DurationEffect, DurationRule, Extensions, Procedure, Scope, Step,
};
use crate::reader::{Table, UNREADABLE, WithTable};
use crate::words::Supplement;

const EXTENSIONS: &str = "{ times = 1, amount = 10, unit = \"working_days\" }";
const LONGER_BY: &str = "{ amount = 10, unit = \"working_days\" }";
const DURATION: &str = "{ amount = 15, unit = \"working_days\" }";

pub(crate) fn read(table: Table<'_>, scope: Scope) -> WithTable<'_, Procedure> {
    let value = Procedure {
        code: table.text("code"),
        scope,
        name: table.text("name"),
        name_en: table.text("name_en"),
        field: table.text("field"),
        levels: table.words("levels"),
        applicants: table.words("applicants"),
        online: table.word("online"),
        result: table.text("result"),
        decision: table.optional_text("decision"),
        legal_basis: table.texts("legal_basis"),
        source: table.optional_text("source"),
        effective_from: table.day("effective_from"),
        effective_to: table.optional_day("effective_to"),
        illustrative: table.optional_flag("illustrative"),
        unverified: table.optional_words("unverified"),
        note: table.optional_text("note"),
        one_act: table.optional_flag("one_act"),
        certification_book: table.optional_word("certification_book"),
        supplement_effect: supplement_effect(&table),
        answering_unit: table.optional_text("answering_unit"),
        duration: duration(table.table("duration", DURATION)),
        extensions: extensions(&table),
        durations: each(&table, "duration_for", duration_rule),
        cases: each(&table, "case", case),
        components: each(&table, "component", component),
        fees: each(&table, "fee", fee_file::fee),
        reliefs: each(&table, "relief", fee_file::relief),
        desk_minutes: table.optional_integer("desk_minutes", 0..=1_000_000).unwrap_or_default(),
        steps: each(&table, "step", step),
    };
    in_order(&table, ["effective_from", "effective_to"], value.effective_from, value.effective_to);
    for key in ["case", "component", "step"] {
        unique(&table.tables(key), "id", key, |table| table.optional_text("id"));
    }
    unique(&table.tables("relief"), "code", "relief", |table| table.optional_text("code"));
    conditions(&table, &value);
    report_unreachable_rules(&table, &value);
    table.close();
    WithTable { value, table }
}

fn each<T>(table: &Table<'_>, key: &'static str, read: fn(&Table<'_>) -> T) -> Vec<T> {
    let read_and_close = |table: &Table<'_>| {
        let value = read(table);
        table.close();
        value
    };
    table.tables(key).iter().map(read_and_close).collect()
}

fn supplement_effect(table: &Table<'_>) -> Option<SupplementEffect> {
    let word = table.optional_word("supplement_effect");
    let own = table.optional_table("supplement_duration", DURATION);
    if word == Some(Supplement::Fixed) {
        if own.is_none() && !table.has("supplement_duration") {
            let text = sentence!(
                "fixed needs a duration; write supplement_duration = {DURATION}",
                DURATION
            );
            table.report("supplement_effect", text);
        }
    } else if own.is_some() {
        let text = sentence!(
            "supplement_duration counts only with supplement_effect = \"fixed\"; write that or \
             leave it out"
        );
        table.report("supplement_duration", text);
    }
    Some(match word? {
        Supplement::Continue => SupplementEffect::Continue,
        Supplement::Restart => SupplementEffect::Restart,
        Supplement::Fixed => SupplementEffect::Fixed(duration(own)),
    })
}

/// Reads the bounds of extensions.
fn extensions(table: &Table<'_>) -> Option<Extensions> {
    let table = table.optional_table("extensions", EXTENSIONS)?;
    // Cannot fail: `integer` returns a number of its range.
    let times = u32::try_from(table.integer("times", 0..=12)).unwrap_or_default();
    let amount = u32::try_from(table.integer("amount", 0..=3650)).unwrap_or_default();
    let most = Amount { amount, unit: table.word("unit") };
    table.close();
    Some(Extensions { times, most })
}

/// Reads a duration. The caller has reported a missing table.
fn duration(table: Option<Table<'_>>) -> Duration {
    let Some(table) = table else { return Duration::of(0, Unit::WorkingDays) };
    let amount = table.integer("amount", 0..=3650);
    let unit = table.word("unit");
    let cutoff_minutes = table.optional_time("cutoff");
    let in_day = amount == 0 && unit == Unit::WorkingDays;
    if amount == 0 && !table.has("cutoff") {
        let text = sentence!(
            "amount is 0 without a cut-off; write an amount of 1 or more, or cutoff = \"15:00\" \
             for an answer within the day"
        );
        table.report("amount", text);
    } else if table.has("cutoff") && !in_day && !table.has_problem() {
        let text = sentence!(
            "a cut-off belongs to an answer within the day; leave it out, or write amount = 0 \
             and unit = \"working_days\""
        );
        table.report("cutoff", text);
    }
    table.close();
    // Cannot fail: `integer` returns a number of its range.
    let amount = u32::try_from(amount).unwrap_or_default();
    Duration { length: Amount { amount, unit }, cutoff_minutes }
}

fn case(table: &Table<'_>) -> Case {
    Case {
        id: table.text("id"),
        name: table.text("name"),
        name_en: table.optional_text("name_en"),
        duration: duration(table.table("duration", DURATION)),
    }
}

fn duration_rule(table: &Table<'_>) -> DurationRule {
    let own = table.optional_table("duration", DURATION);
    let longer = table.optional_table("longer_by", LONGER_BY);
    match (table.has("duration"), table.has("longer_by")) {
        (true, true) => table.report(
            "longer_by",
            sentence!("a duration of its own and longer_by stand together; keep one of them"),
        ),
        (false, false) if !table.may_lack_keys() => table.report(
            "duration",
            sentence!(
                "duration is missing; write duration = {DURATION}, or longer_by = {LONGER_BY}",
                DURATION,
                LONGER_BY
            ),
        ),
        _ => {}
    }
    let effect = match longer {
        Some(longer) => {
            // Cannot fail: `integer` returns a number of its range.
            let amount = u32::try_from(longer.integer("amount", 1..=3650)).unwrap_or_default();
            let longer_by = Amount { amount, unit: longer.word("unit") };
            longer.close();
            DurationEffect::Addition(longer_by)
        }
        None => DurationEffect::Duration(duration(own)),
    };
    let condition = condition(table);
    if condition.is_always() {
        let text = sentence!("nothing says when it counts; write cases, channels or remote = true");
        table.report("cases", text);
    }
    DurationRule { condition, effect, basis: table.text("basis") }
}

/// Reads the circumstances of a rule; [`conditions`] compares the cases with the procedure's.
pub(crate) fn condition(table: &Table<'_>) -> Condition {
    Condition {
        cases: table.optional_texts("cases"),
        channels: table.optional_words("channels"),
        remote: table.stated_flag("remote"),
    }
}

/// Checks that every case of a rule is a case of the procedure.
fn conditions(table: &Table<'_>, procedure: &Procedure) {
    let unreadable = procedure.cases.iter().any(|case| case.id.is_empty());
    let ids: Vec<&str> = procedure.cases.iter().map(|case| case.id.as_str()).collect();
    for key in ["duration_for", "fee", "relief"] {
        for rule in table.tables(key) {
            let cases = rule.optional_texts("cases");
            for case in cases.iter().filter(|case| !procedure.has_case(case) && !unreadable) {
                let ids = ids.iter().copied().chain([ORDINARY_CASE]);
                let ids = ids.collect::<Vec<_>>().join(", ");
                rule.report_text(
                    "cases",
                    case,
                    sentence!("{case:?} is no case; write one of {ids}", case, ids),
                );
            }
        }
    }
}

/// Reports a duration rule that never applies because an earlier rule covers it, and an addition to
/// a duration of another unit.
fn report_unreachable_rules(table: &Table<'_>, procedure: &Procedure) {
    let tables = table.tables("duration_for");
    let rules = || procedure.durations.iter().zip(&tables);
    for (index, (rule, table)) in rules().enumerate() {
        let longer = |rule: &DurationRule| matches!(rule.effect, DurationEffect::Addition(_));
        let same = rules().take(index).filter(|(before, _)| longer(before) == longer(rule));
        if let Some((_, before)) =
            same.into_iter().find(|(before, _)| before.condition.covers(&rule.condition))
        {
            let line = before.line_of("cases");
            let text =
                sentence!("it never counts, the one at line {line} does; write it before", line);
            table.report("cases", text);
        }
        let DurationEffect::Addition(by) = rule.effect else { continue };
        let mut counts = procedure.all_circumstances().filter(|case| rule.condition.holds(case));
        let fits = |case: Circumstances<'_>| {
            let base = procedure.duration_before_addition(&case);
            base.length.unit == by.unit && base.cutoff_minutes.is_none()
        };
        if !counts.all(fits) && !table.file_has_problem() {
            let text = sentence!(
                "it adds to a duration of another unit or within the day; write the unit of the \
                 duration, or a duration of its own"
            );
            table.report("longer_by", text);
        }
    }
}

fn component(table: &Table<'_>) -> Component {
    // Cannot fail: `integer` returns a number of its range.
    let count = |key| u32::try_from(table.integer(key, 0..=99)).unwrap_or_default();
    Component {
        id: table.text("id"),
        name: table.text("name"),
        name_en: table.optional_text("name_en"),
        originals: count("originals"),
        certified: count("certified"),
        copies: count("copies"),
        required: table.flag("required"),
    }
}

fn step(table: &Table<'_>) -> Step {
    Step {
        id: table.text("id"),
        name: table.text("name"),
        name_en: table.text("name_en"),
        post: table.word("post"),
        unit: table.optional_text("unit"),
        budget_minutes: table.integer("budget_minutes", 0..=1_000_000),
    }
}

/// The table of a case's or the procedure's duration, which problem reports need.
pub(crate) fn duration_table<'a>(table: &Table<'a>) -> Option<Table<'a>> {
    table.optional_table("duration", DURATION)
}

/// Reports a version whose first day is not after the last day of another version with the same
/// code and scope.
pub(crate) fn overlaps(procedures: &[WithTable<'_, Procedure>]) {
    let readable = |read: &&WithTable<'_, Procedure>| {
        !read.value.code.is_empty() && read.value.effective_from != UNREADABLE
    };
    let mut versions: Vec<_> = procedures.iter().filter(readable).collect();
    versions.sort_by_key(|read| {
        let version = &read.value;
        (&version.code, version.scope, version.effective_from, read.table.path())
    });
    for pair in versions.windows(2) {
        let (first, second) = (&pair[0].value, &pair[1].value);
        let same = first.code == second.code && first.scope == second.scope;
        if same && first.in_force(second.effective_from) {
            let text = sentence!(
                "this version of {code} begins while the one in {path} is in force; end that one \
                 before {effective_from} by effective_to, or begin this one later",
                code = second.code,
                path = pair[0].table.path(),
                effective_from = second.effective_from
            );
            pair[1].table.report("effective_from", text);
        }
    }
}

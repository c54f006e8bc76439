//! `month close` and `month show`: freezes the tables of a month, and shows a closed month with its
//! restatements.

use std::path::Path;

use affairs::closed_month::{Refusal, Signature};
use app::{Inquiry, MonthView, Restated};
use calendar::{Instant, Zone};
use indicators::month_tables::MonthTable;
use indicators::{Basis, Dimension, Figure, definitions};
use serde_json::{Value, json};
use text::{Language, Sentence, sentence};

use super::{CLOCK, now_of};
use crate::args::{AnswerFormat, MonthArgs, MonthCommand};
use crate::command_error::{CommandError, bad_usage, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};
use crate::out;

/// A month with the data of the answer.
struct MonthAnswer {
    view: MonthView,
    restated: Restated,
    zone: Zone,
    agency: String,
}

/// Closes or shows a month. Failures are in the second language.
pub fn month(
    data: &Path,
    command: &MonthCommand,
    languages: (Language, Language),
) -> Result<(), CommandError> {
    match command {
        MonthCommand::Close { month } => close(data, month, languages),
        MonthCommand::Show { month } => show(data, month, languages),
    }
}

/// Freezes the tables of a month.
fn close(
    data: &Path,
    args: &MonthArgs,
    (language, of_failures): (Language, Language),
) -> Result<(), CommandError> {
    let before = ask(data, args, of_failures)?;
    if let Some(why) = before.view.obstacle {
        return Err(CommandError::Refused(reason(&before, why, of_failures)));
    }
    match Target::of(data)?.ask(Request::CloseMonth { month: args.month.clone() })? {
        Reply::Done => {}
        other => return Err(unexpected_reply(&other)),
    }
    let closed = ask(data, args, of_failures)?;
    match args.format {
        AnswerFormat::Json => out::line(about(&closed)),
        AnswerFormat::Text => out::print(report_head(&closed, language)),
    }
}

/// Prints a closed month.
fn show(
    data: &Path,
    args: &MonthArgs,
    (language, of_failures): (Language, Language),
) -> Result<(), CommandError> {
    let month = ask(data, args, of_failures)?;
    if month.view.state.closed.is_none() {
        return Err(CommandError::Refused(reason(&month, Refusal::NotClosed, of_failures)));
    }
    match args.format {
        AnswerFormat::Json => out::line(as_json(&month)),
        AnswerFormat::Text => out::print(as_text(&month, language)),
    }
}

fn ask(data: &Path, args: &MonthArgs, of_failures: Language) -> Result<MonthAnswer, CommandError> {
    let answer = Inquiry::peek(data, |inquiry| {
        let own = inquiry.own_register();
        if own.as_ref() != Some(&args.agency) {
            return Ok(Err(own));
        }
        // The clock of the folder decides whether the month has ended; everything on record counts.
        let clock = now_of(inquiry.meta(CLOCK)?);
        let figures = inquiry.figures(&args.agency)?;
        let view = inquiry.month(&figures, &args.month, clock)?;
        let now = inquiry.now(clock)?;
        let restated = match &view {
            Some(view) => inquiry.restated(&figures, view, now)?,
            None => Restated::default(),
        };
        Ok(Ok((view, restated, figures.zone)))
    });
    let (view, restated, zone) = answer.map_err(refused)?.map_err(|register| {
        let register = register.unwrap_or_else(|| "none".to_owned());
        let values = [("agency", args.agency.as_str().into()), ("known", register.into())];
        bad_usage(messages::text(of_failures, "month-no_agency", &values))
    })?;
    // The command line names one month, so a missing view is a misuse.
    let view = view.ok_or_else(|| {
        CommandError::BadUsage(sentence!("no month {month}", month = &args.month))
    })?;
    Ok(MonthAnswer { view, restated, zone, agency: args.agency.clone() })
}

fn reason(month: &MonthAnswer, why: Refusal, language: Language) -> Sentence {
    let at = why.at().map(|at| messages::instant(language, at, &month.zone)).unwrap_or_default();
    let values = [("month", month.view.month.as_str().into()), ("at", at.into())];
    Sentence::foreign(messages::text(language, &format!("month-why_{}", why.code()), &values))
}

fn by(signature: &Signature) -> Option<&str> {
    Some(signature.by.as_str()).filter(|by| *by != "system")
}

/// The properties of a closed month as JSON, without its tables.
fn about(month: &MonthAnswer) -> Value {
    let MonthAnswer { view, zone, .. } = month;
    let signature =
        |signature: &Signature| json!({ "at": zone.format(signature.at), "by": by(signature) });
    let closed = view.state.closed.as_ref().map(|(closed, frozen)| {
        let mut closed = signature(closed);
        closed["as_of"] = json!(zone.format(frozen.as_of));
        closed["definitions"] = json!(frozen.definitions);
        closed["digest"] = json!(frozen.digest);
        closed
    });
    json!({
        "agency": month.agency,
        "month": view.month,
        "period": { "from": view.days.0, "to": view.days.1 },
        "closed": closed,
        "signed": view.state.signed.as_ref().map(signature),
        "definitions": definitions::VERSION,
    })
}

fn as_json(month: &MonthAnswer) -> Value {
    let MonthAnswer { view, restated, zone, .. } = month;
    let mut answer = about(month);
    answer["tables"] = json!(view.tables.tables);
    let figures = restated.figures.iter().map(|one| {
        json!({
            "basis": one.basis,
            "by": one.by,
            "row": one.row,
            "figure": one.figure.code(),
            "closed": one.closed,
            "now": one.now,
            "difference": difference(one.closed, one.now),
            "added": one.added,
            "gone": one.gone,
        })
    });
    answer["restated"] = figures.collect();
    let entries = restated.entries.iter().map(|entry| {
        json!({
            "code": entry.code,
            "kind": entry.kind,
            "happened_at": zone.format(entry.happened_at),
            "logged_at": zone.format(entry.logged_at),
            "actor": entry.actor,
        })
    });
    answer["logged_since"] = entries.collect();
    answer
}

fn difference(closed: u64, now: u64) -> i64 {
    now.cast_signed().wrapping_sub(closed.cast_signed())
}

/// The beginning of a month's report: closing, definitions and signature.
fn report_head(answer: &MonthAnswer, language: Language) -> String {
    let MonthAnswer { view, zone, .. } = answer;
    let Some((closed, frozen)) = &view.state.closed else { return String::new() };
    let at = |at: Instant| messages::instant(language, at, zone);
    let say = |key: &str, values: &[(&str, messages::Value<'_>)]| {
        messages::text(language, key, values) + "\n"
    };
    let signed = |key: &str, signature: &Signature| {
        let by = by(signature).map(str::to_owned);
        let by = by.unwrap_or_else(|| messages::text(language, "month-owner", &[]));
        say(key, &[("at", at(signature.at).into()), ("by", by.into())])
    };
    let month = || ("month", view.month.as_str().into());
    let mut text = format!("{} {}\n", answer.agency, view.month);
    let as_of = ("at", at(frozen.as_of).into());
    let definitions = ("definitions", frozen.definitions.as_str().into());
    text += &say("month-closed_said", &[month(), as_of, definitions]);
    text += &signed("month-closed_by", closed);
    text += &match &view.state.signed {
        Some(signature) => signed("month-signed_by", signature),
        None => say("month-unsigned_said", &[month()]),
    };
    text + &say("month-digest_said", &[("digest", frozen.digest.as_str().into())])
}

fn as_text(month: &MonthAnswer, language: Language) -> String {
    let MonthAnswer { view, restated, zone, .. } = month;
    let mut text = report_head(month, language);
    let older = view.state.closed.as_ref().map(|(_, frozen)| frozen.definitions.as_str());
    if let Some(older) = older.filter(|version| *version != definitions::VERSION) {
        let values = [("then", older.into()), ("now", definitions::VERSION.into())];
        text += &format!("{}\n", messages::text(language, "month-older_definitions", &values));
    }
    for table in &view.tables.tables {
        text += &as_table(table, language);
    }
    text.push('\n');
    if restated.figures.is_empty() {
        return text + &messages::text(language, "month-restated_none", &[]) + "\n";
    }
    let n = i64::try_from(restated.figures.len()).unwrap_or(i64::MAX);
    text += &format!("{}\n", messages::text(language, "month-restated_n", &[("n", n.into())]));
    for one in &restated.figures {
        text += &format!(
            "  {} / {} / {}: {} → {} ({:+})",
            heading(one.basis, one.by, language),
            row(&one.row, one.by, language),
            figure_name(one.figure, one.basis, language),
            one.closed,
            one.now,
            difference(one.closed, one.now),
        );
        one.added.iter().for_each(|code| text += &format!(" +{code}"));
        one.gone.iter().for_each(|code| text += &format!(" -{code}"));
        text.push('\n');
    }
    text += &format!("{}\n", messages::text(language, "month-later", &[]));
    for entry in &restated.entries {
        let [happened, logged] = [entry.happened_at, entry.logged_at].map(|at| zone.format(at));
        text +=
            &format!("  {}  {}  {happened}  {logged}  {}\n", entry.code, entry.kind, entry.actor);
    }
    text
}

/// The name of a figure in a table of a basis. The tables of a month do not count letters.
fn figure_name(figure: Figure, basis: Basis, language: Language) -> String {
    messages::figure(language, dossier::RuleSet::ND61, figure, basis)
}

fn heading(basis: Basis, by: Option<Dimension>, language: Language) -> String {
    let basis = match basis {
        Basis::Cohort => "basis-cohort",
        Basis::Flow => "basis-flow",
    };
    let basis = messages::text(language, basis, &[]);
    match by {
        Some(by) => {
            let by = messages::text(language, &format!("by-{}", by.code()), &[]);
            format!("{basis}, {by}")
        }
        None => basis,
    }
}

fn row(key: &str, by: Option<Dimension>, language: Language) -> String {
    match by {
        Some(_) => key.replace(['\n', '\r', '\t'], " "),
        None => messages::text(language, "word-total", &[]),
    }
}

/// A table as text: the total has a line for each figure, a table with rows has a column for each
/// of the first figures.
fn as_table(table: &MonthTable, language: Language) -> String {
    let name = |figure| figure_name(figure, table.basis, language);
    let mut text = format!("\n{}\n", heading(table.basis, table.by, language));
    if table.by.is_none() {
        for numbers in table.rows.values() {
            for figure in Figure::all() {
                if let Some(n) = numbers.get(figure.code()) {
                    text += &format!("{n:>8}  {}\n", name(figure));
                }
            }
        }
        return text;
    }
    let rows: Vec<String> = table.rows.keys().map(|key| row(key, table.by, language)).collect();
    let width = rows.iter().map(|row| row.chars().count()).max().unwrap_or_default();
    text += &" ".repeat(width);
    (1..=Figure::TABLE.len()).for_each(|n| text += &format!(" {:>7}", format!("({n})")));
    text.push('\n');
    for (row, numbers) in rows.iter().zip(table.rows.values()) {
        text += &format!("{row}{}", " ".repeat(width - row.chars().count()));
        for figure in Figure::TABLE {
            text += &format!(" {:>7}", numbers.get(figure.code()).copied().unwrap_or_default());
        }
        text.push('\n');
    }
    let legend = (1..).zip(Figure::TABLE).map(|(n, figure)| format!("({n}) {}", name(figure)));
    text + &legend.collect::<Vec<_>>().join(" · ") + "\n"
}

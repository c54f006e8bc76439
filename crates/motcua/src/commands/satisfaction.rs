//! `satisfaction`: the citizens' answers about the results that were handed over or posted in a
//! period, with the response rate and the interval of each rate.

use std::path::Path;

use affairs::rating::{Factor, Grade};
use app::Inquiry;
use indicators::complaints::complaints;
use indicators::satisfaction::{
    CITY_TARGET, NATIONAL_TARGET, Report, Satisfaction, Tally, satisfaction as counted,
};
use indicators::{Counts, Dimension};
use serde_json::{Value, json};
use text::Language;
use text::number::percent;

use super::figure_request::{FigureRequest, FigureSource, about, ask, instant_text};
use super::report::cell;
use super::sheet;
use crate::args::{Format, PeriodArgs};
use crate::command_error::{CommandError, refused};
use crate::out;

pub fn satisfaction(
    data: &Path,
    period: &PeriodArgs,
    by: Option<Dimension>,
    format: Format,
    language: Language,
) -> Result<(), CommandError> {
    let source = ask(data, FigureRequest { by, ..period.into() }, language)?;
    let report = counted(source.figures.facts.iter(), &source.query);
    let register = &source.figures.register;
    let made = Inquiry::peek(data, |inquiry| inquiry.complaints_made(register)).map_err(refused)?;
    let themes = complaints(&source.figures.facts, &made, &source.query).map_err(refused)?;
    match format {
        Format::Json => out::line(as_json(&source, &report, &themes)),
        Format::Csv => out::print(as_csv(&report)),
        Format::Sheet => out::print(as_sheet(&source, &report, language)),
        Format::Table => out::print(as_table(&source, &report)),
    }
}

/// The rows of the report, then the total.
fn lines(report: &Report) -> impl Iterator<Item = (&str, &Satisfaction)> {
    report.rows.iter().map(|(key, row)| (key.as_str(), row)).chain([("total", &report.total)])
}

/// The cells of a row: results handed over or posted, answers, answers by grade.
fn numbers(row: &Satisfaction) -> [String; 5] {
    let service = row.tally(Factor::Service);
    let [very, satisfied, not] =
        [Grade::VerySatisfied, Grade::Satisfied, Grade::NotSatisfied].map(|g| service.of(g));
    [row.given_out, row.answers, very, satisfied, not].map(|n| n.to_string())
}

fn rates(row: &Satisfaction) -> [Option<String>; 2] {
    [row.tally(Factor::Service).rate(), row.response_rate()]
}

fn as_json(source: &FigureSource, report: &Report, themes: &indicators::Report) -> Value {
    let mut answer = about(&source.query, &source.figures);
    answer["targets"] =
        json!({ "city": format!("{CITY_TARGET}.00"), "national": format!("{NATIONAL_TARGET}.00") });
    answer["total"] = row(&report.total);
    let rows = report.rows.iter().map(|(key, group)| {
        let mut row = row(group);
        row["key"] = json!(key);
        row
    });
    answer["rows"] = rows.collect();
    let mut made = complained(&themes.total);
    let rows = themes.rows.iter().map(|(theme, counts)| {
        let mut row = complained(counts);
        row["theme"] = json!(theme);
        row
    });
    made["themes"] = rows.collect();
    answer["complaints"] = made;
    answer
}

/// The complaints of the period: made, answered, answered by due, and overdue without an answer.
fn complained(counts: &Counts) -> Value {
    json!({
        "made": counts.received,
        "answered": counts.finished,
        "answered_in_time": counts.in_time,
        "overdue": counts.open_past_due,
    })
}

fn row(group: &Satisfaction) -> Value {
    let mut row = tally(&group.tally(Factor::Service));
    row["given_out"] = json!(group.given_out);
    row["response_rate"] = json!(group.response_rate());
    let factors = Factor::ALL.iter().filter(|factor| **factor != Factor::Service);
    let factors = factors.map(|factor| (factor.code().to_owned(), tally(&group.tally(*factor))));
    row["factors"] = Value::Object(factors.collect());
    row
}

fn tally(tally: &Tally) -> Value {
    let mut value = json!(tally);
    value["answers"] = json!(tally.answers());
    value["rate"] = json!(tally.rate());
    value["interval"] = json!(tally.interval().map(|(low, high)| [low, high]));
    value
}

fn as_csv(report: &Report) -> String {
    let mut text =
        "key,given_out,answers,very_satisfied,satisfied,not_satisfied,rate,response_rate\n"
            .to_owned();
    for (key, row) in lines(report) {
        let rates = rates(row).map(Option::unwrap_or_default);
        text.push_str(&format!("{},{},{}\n", cell(key), numbers(row).join(","), rates.join(",")));
    }
    text
}

fn as_sheet(source: &FigureSource, report: &Report, language: Language) -> String {
    let columns = ["given_out", "answers", "very", "satisfied", "not", "rate", "response"];
    let cells = |row: &Satisfaction| {
        let rates = rates(row).map(|rate| percent(rate.as_deref(), language));
        numbers(row).into_iter().chain(rates).collect()
    };
    let rows = (report.rows.as_slice(), &report.total);
    sheet::of_rows(source, ("satisfaction", &columns), rows, cells, language)
}

fn as_table(source: &FigureSource, report: &Report) -> String {
    let (query, figures) = (&source.query, &source.figures);
    let mut text = format!(
        "{}  {} – {}  as of {}  targets {CITY_TARGET} % and {NATIONAL_TARGET} %\n\n",
        figures.register,
        query.from,
        query.to,
        instant_text(query.as_of, figures),
    );
    let width = lines(report).map(|(key, _)| key.chars().count()).max().unwrap_or(5);
    text.push_str(&" ".repeat(width));
    for head in ["given out", "answers", "very", "satisfied", "not", "rate %", "response %"] {
        text.push_str(&format!(" {head:>10}"));
    }
    text.push('\n');
    for (key, row) in lines(report) {
        let key = &key.replace(['\n', '\r', '\t'], " ");
        text.push_str(&format!("{key}{}", " ".repeat(width - key.chars().count())));
        let rates = rates(row).map(|rate| rate.unwrap_or_else(|| text::number::ABSENT.to_owned()));
        for cell in numbers(row).into_iter().chain(rates) {
            text.push_str(&format!(" {cell:>10}"));
        }
        text.push('\n');
    }
    text
}

//! `advisers`: the sessions of the advisory teams in a period by outcome, and the share filed
//! online compared with the period before.

use std::path::Path;

use indicators::advisers::{Report, Row, Uptake, advisers as counted};
use serde_json::{Value, json};
use text::Language;
use text::number::percent;

use super::figure_request::{FigureRequest, FigureSource, about, ask, instant_text};
use super::report::cell;
use super::sheet;
use crate::args::{AdvisersArgs, AdvisersBy, Format, PeriodArgs};
use crate::command_error::{CommandError, refused};
use crate::out;

pub fn advisers(
    data: &Path,
    args: AdvisersArgs,
    by: Option<AdvisersBy>,
    format: Format,
    language: Language,
) -> Result<(), CommandError> {
    let AdvisersArgs { from, to, as_of, procedure } = args;
    let period = PeriodArgs { from, to, as_of, procedure, register: None, field: None, unit: None };
    let by = by.map(Into::into);
    let args = ask(data, FigureRequest { by, ..(&period).into() }, language)?;
    let report = counted(args.figures.facts.iter(), &args.figures.sessions, &args.query);
    let report = report.map_err(refused)?;
    match format {
        Format::Json => out::line(as_json(&args, &report)),
        Format::Csv => out::print(as_csv(&report)),
        Format::Sheet => out::print(as_sheet(&args, &report, language)),
        Format::Table => out::print(as_table(&args, &report)),
    }
}

/// The rows of the report, then the total.
fn lines(report: &Report) -> impl Iterator<Item = (&str, &Row)> {
    report.rows.iter().map(|(key, row)| (key.as_str(), row)).chain([("total", &report.total)])
}

/// The cells of a row: sessions, sessions by outcome, received, filed online.
fn numbers(row: &Row) -> [String; 6] {
    let (tally, uptake) = (&row.tally, &row.uptake);
    let sessions = [tally.sessions, tally.filed_online, tally.filed_at_desk, tally.advised];
    let [sessions, online, desk, advised] = sessions.map(|n| n.to_string());
    [sessions, online, desk, advised, uptake.received.to_string(), uptake.online.to_string()]
}

fn rates(row: &Row) -> [Option<String>; 3] {
    let change = row.change().map(|change| change.points);
    [row.uptake.rate(), row.before.rate(), change]
}

fn as_json(source: &FigureSource, report: &Report) -> Value {
    let mut answer = about(&source.query, &source.figures);
    let (from, to) = report.before;
    answer["period_before"] = json!({ "from": from, "to": to });
    answer["total"] = row(&report.total);
    let rows = report.rows.iter().map(|(key, counts)| {
        let mut row = row(counts);
        row["key"] = json!(key);
        row
    });
    answer["rows"] = rows.collect();
    let months = report.months.iter().map(|(month, counts)| {
        let mut month = json!({ "month": month });
        month["uptake"] = uptake(*counts);
        month
    });
    answer["months"] = months.collect();
    answer
}

fn uptake(uptake: Uptake) -> Value {
    json!({ "online": uptake.online, "received": uptake.received, "rate": uptake.rate() })
}

fn row(row: &Row) -> Value {
    let mut value = json!(row.tally);
    value["uptake"] = uptake(row.uptake);
    value["uptake_before"] = uptake(row.before);
    value["change"] = row.change().map_or(Value::Null, |change| {
        let (low, high) = change.interval;
        json!({ "points": change.points, "interval": [low, high] })
    });
    value
}

fn as_csv(report: &Report) -> String {
    let mut text = "key,sessions,filed_online,filed_at_desk,advised,received,online,online_rate,\
                    online_rate_before,change_points\n"
        .to_owned();
    for (key, row) in lines(report) {
        let rates = rates(row).map(Option::unwrap_or_default);
        text.push_str(&format!("{},{},{}\n", cell(key), numbers(row).join(","), rates.join(",")));
    }
    text
}

fn as_sheet(source: &FigureSource, report: &Report, language: Language) -> String {
    let columns = [
        "sessions",
        "filed_online",
        "filed_at_desk",
        "advised",
        "received",
        "online",
        "rate",
        "rate_before",
        "change",
    ];
    let cells = |row: &Row| {
        let rates = rates(row).map(|rate| percent(rate.as_deref(), language));
        numbers(row).into_iter().chain(rates).collect()
    };
    let rows = (report.rows.as_slice(), &report.total);
    sheet::of_rows(source, ("advisers", &columns), rows, cells, language)
}

fn as_table(source: &FigureSource, report: &Report) -> String {
    let (query, figures) = (&source.query, &source.figures);
    let mut text = format!(
        "{}  {} – {}  as of {}  before: {} – {}\n\n",
        figures.register,
        query.from,
        query.to,
        instant_text(query.as_of, figures),
        report.before.0,
        report.before.1,
    );
    let width = lines(report).map(|(key, _)| key.chars().count()).max().unwrap_or(5);
    text.push_str(&" ".repeat(width));
    let heads = [
        "sessions", "online", "at desk", "advised", "received", "online", "online %", "before %",
        "points",
    ];
    for head in heads {
        text.push_str(&format!(" {head:>9}"));
    }
    text.push('\n');
    for (key, row) in lines(report) {
        let key = &key.replace(['\n', '\r', '\t'], " ");
        text.push_str(&format!("{key}{}", " ".repeat(width - key.chars().count())));
        let rates = rates(row).map(|rate| rate.unwrap_or_else(|| text::number::ABSENT.to_owned()));
        for cell in numbers(row).into_iter().chain(rates) {
            text.push_str(&format!(" {cell:>9}"));
        }
        text.push('\n');
    }
    text
}

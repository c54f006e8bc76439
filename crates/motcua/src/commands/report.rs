//! `report` and `list`: the figures of a period, and the dossiers that a figure counts.

use std::path::Path;

use app::Figures;
use dossier::RuleSet;
use indicators::{Counts, Dimension, Figure, Query, Report};
use serde_json::{Value, json};
use text::number::percent;
use text::{Language, sentence};

use super::figure_request::{FigureRequest, FigureSource, about, about_sheet, ask, instant_text};
use super::sheet::{self, Table};
use crate::args::{FigureArgs, Format};
use crate::command_error::{CommandError, refused, unknown_name};
use crate::out;

pub fn report(
    data: &Path,
    args: &FigureArgs,
    by: Option<Dimension>,
    format: Format,
    language: Language,
) -> Result<(), CommandError> {
    let source = ask(data, FigureRequest { by, ..args.into() }, language)?;
    let FigureSource { figures, query, .. } = &source;
    let report = indicators::count(figures.facts.within(query.period()), query).map_err(refused)?;
    match format {
        Format::Json => out::line(as_json(&report, query, figures)),
        Format::Csv => out::print(as_csv(&report)),
        Format::Sheet => out::print(as_sheet(&report, &source, language)),
        Format::Table => out::print(as_table(&report, query, figures)),
    }
}

pub fn list(
    data: &Path,
    args: &FigureArgs,
    figure: &str,
    language: Language,
) -> Result<(), CommandError> {
    let figure: Figure = figure.parse().map_err(|_: String| {
        let why = sentence!("no such figure: {figure}", figure);
        unknown_name(why, figure, Figure::all().map(Figure::code))
    })?;
    let FigureSource { figures, query, .. } = ask(data, args.into(), language)?;
    let codes = indicators::list(figures.facts.within(query.period()), &query, figure, None);
    out::print(codes.iter().map(|code| format!("{code}\n")).collect::<String>())
}

fn as_json(report: &Report, query: &Query, figures: &Figures) -> Value {
    let row = |counts: &Counts| {
        let mut row = json!(counts);
        row["rates"] = json!(counts.rates());
        row
    };
    let rows: Vec<Value> = report
        .rows
        .iter()
        .map(|(key, counts)| {
            let mut row = row(counts);
            row["key"] = json!(key);
            row
        })
        .collect();
    let mut answer = about(query, figures);
    answer["basis"] = json!(query.basis);
    answer["rule"] = json!(if query.by_date { "date" } else { "instant" });
    answer["total"] = row(&report.total);
    answer["rows"] = json!(rows);
    answer
}

fn values(counts: &Counts) -> [u64; 13] {
    Figure::TABLE.map(|figure| counts.of(figure))
}

fn lines(report: &Report) -> impl Iterator<Item = (&str, &Counts)> {
    let rows = report.rows.iter().map(|(key, counts)| (key.as_str(), counts));
    rows.chain(std::iter::once(("total", &report.total)))
}

fn as_csv(report: &Report) -> String {
    let mut text = format!(
        "key,{},finished_rate,in_time_rate,late_rate\n",
        Figure::TABLE.map(Figure::code).join(",")
    );
    for (key, counts) in lines(report) {
        let key = cell(key);
        let numbers: Vec<String> = values(counts).iter().map(u64::to_string).collect();
        let rates = counts.rates();
        let rates = [rates.finished, rates.in_time, rates.late].map(Option::unwrap_or_default);
        text.push_str(&format!("{key},{},{}\n", numbers.join(","), rates.join(",")));
    }
    text
}

fn as_sheet(report: &Report, source: &FigureSource, language: Language) -> String {
    let text = |key: String| messages::text(language, &key, &[]);
    let (rules, basis) = (RuleSet::on(source.query.to), source.query.basis);
    let figures = Figure::TABLE.map(|figure| messages::figure(language, rules, figure, basis));
    let rates = ["finished", "in_time", "late"].map(|rate| text(format!("rate-{rate}")));
    let cells = |counts: &Counts| {
        let rates = counts.rates();
        let rates = [rates.finished, rates.in_time, rates.late];
        let rates = rates.map(|rate| percent(rate.as_deref(), language));
        values(counts).map(|number| number.to_string()).into_iter().chain(rates).collect()
    };
    let table = Table {
        heads: figures.into_iter().chain(rates).collect(),
        rows: report.rows.iter().map(|(key, counts)| (key.as_str(), cells(counts))).collect(),
        total: cells(&report.total),
    };
    sheet::write(source, about_sheet(source, language), table, language).finish()
}

/// A cell in a CSV table for programs.
pub(super) fn cell(key: &str) -> String {
    if key.contains([',', '"', '\n']) {
        format!("\"{}\"", key.replace('"', "\"\""))
    } else {
        key.to_owned()
    }
}

fn as_table(report: &Report, query: &Query, figures: &Figures) -> String {
    let rule = if query.by_date { "by date" } else { "by instant" };
    let basis = json!(query.basis);
    let mut text = format!(
        "{}  {} – {}  as of {}  {}  {rule}\n\n",
        figures.register,
        query.from,
        query.to,
        instant_text(query.as_of, figures),
        basis.as_str().unwrap_or_default(),
    );
    let width = lines(report).map(|(key, _)| key.chars().count()).max().unwrap_or(5).max(5);
    let heads = [
        "received",
        "carried",
        "finished",
        "in time",
        "late",
        "withdrawn",
        "open",
        "past due",
        "paused",
        "finished %",
        "in time %",
    ];
    text.push_str(&" ".repeat(width));
    heads.iter().for_each(|head| text.push_str(&format!(" {head:>10}")));
    text.push('\n');
    for (key, counts) in lines(report) {
        let key = &key.replace(['\n', '\r', '\t'], " ");
        let pad = " ".repeat(width - key.chars().count());
        text.push_str(&format!("{key}{pad}"));
        let numbers = [
            counts.received,
            counts.carried_over,
            counts.finished,
            counts.in_time,
            counts.late,
            counts.withdrawn,
            counts.open,
            counts.open_past_due,
            counts.open_paused,
        ];
        numbers.iter().for_each(|number| text.push_str(&format!(" {number:>10}")));
        let rates = counts.rates();
        for rate in [rates.finished, rates.in_time] {
            text.push_str(&format!(" {:>10}", rate.as_deref().unwrap_or("—")));
        }
        text.push('\n');
    }
    text
}

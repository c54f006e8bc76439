//! `report` and `list`: the figures of a period and the dossiers behind one of them.

use std::path::Path;

use app::{Figures, Inquiry};
use calendar::Instant;
use indicators::{Counts, Dimension, Figure, Filters, Query, Report, definitions};
use serde_json::{Value, json};
use text::{Language, nearest};

use super::fee::with_names;
use super::{CLOCK, LOADED, SCENARIO, now_of};
use crate::args::{FigureArgs, Format, Rule};
use crate::ending::{End, refused, unknown_register};
use crate::out;

mod names;
mod sheet;

use self::names::Names;

pub fn report(
    data: &Path,
    question: &FigureArgs,
    by: Option<Dimension>,
    format: Format,
    language: Language,
) -> Result<(), End> {
    let Answerable { figures, query, names } = ask(data, question, by, language)?;
    let report = indicators::count(figures.facts.iter(), &query).map_err(refused)?;
    match format {
        Format::Json => out::line(as_json(&report, &query, &figures, question)),
        Format::Csv => out::print(as_csv(&report)),
        Format::Sheet => out::print(sheet::write(&sheet::Sheet {
            report: &report,
            query: &query,
            figures: &figures,
            names: &names,
            language,
        })),
        Format::Table => out::print(as_table(&report, &query, &figures)),
    }
}

pub fn list(
    data: &Path,
    question: &FigureArgs,
    figure: &str,
    language: Language,
) -> Result<(), End> {
    let figure: Figure = figure.parse().map_err(|error: String| {
        let known = Figure::all().map(Figure::code);
        End::Misused(match nearest::names(figure, known).as_slice() {
            [] => error,
            near => format!("no such figure: {figure}; perhaps {}", near.join(", ")),
        })
    })?;
    let Answerable { figures, query, .. } = ask(data, question, None, language)?;
    let codes = indicators::list(figures.facts.iter(), &query, figure, None);
    out::print(codes.iter().map(|code| format!("{code}\n")).collect::<String>())
}

/// A question with what it is answered from.
struct Answerable {
    figures: Figures,
    query: Query,
    names: Names,
}

fn ask(
    data: &Path,
    question: &FigureArgs,
    by: Option<Dimension>,
    language: Language,
) -> Result<Answerable, End> {
    if question.to < question.from {
        return Err(End::Misused(format!(
            "the period ends ({}) before it begins ({}); give --from and --to in order",
            question.to, question.from
        )));
    }
    let asked = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        if let (Some(scenario), None) = (inquiry.meta(SCENARIO)?, inquiry.meta(LOADED)?) {
            eprintln!(
                "motcua: loading {scenario} was interrupted, these figures are of what is there; \
                 finish it with `motcua load {scenario}`"
            );
        }
        let register = inquiry.register(question.register.as_deref())?;
        match register {
            Ok(name) => {
                let own = inquiry.rules.agency.as_ref().is_some_and(|own| own.code == name);
                let rules = own.then_some(inquiry.rules);
                let names = Names::of(rules, language);
                Ok(Ok((inquiry.figures(&name)?, now, names)))
            }
            Err(unknown) => Ok(Err(unknown)),
        }
    });
    let (figures, now, names) =
        asked.map_err(refused)?.map_err(|unknown| unknown_register(&unknown))?;
    known_filters(question, &figures, &names, language)?;
    let query = Query {
        from: question.from,
        to: question.to,
        as_of: question.as_of.unwrap_or(now),
        basis: question.basis.into(),
        by_date: question.rule == Rule::Date,
        filters: Filters {
            field: question.field.clone(),
            procedures: question.procedure.clone(),
            unit: question.unit.clone(),
            officer: question.officer.clone(),
            channel: question.channel.clone(),
            ward: question.ward.clone(),
            ..Filters::default()
        },
        by,
    };
    Ok(Answerable { figures, query, names })
}

/// Refuses a filter that names nothing of the register or of the rules.
fn known_filters(
    question: &FigureArgs,
    figures: &Figures,
    names: &Names,
    language: Language,
) -> Result<(), End> {
    let one = |asked: &Option<String>| asked.iter().cloned().collect::<Vec<_>>();
    for (dimension, asked) in [
        (Dimension::Field, one(&question.field)),
        (Dimension::Procedure, question.procedure.clone()),
        (Dimension::Unit, one(&question.unit)),
        (Dimension::Officer, one(&question.officer)),
        (Dimension::Channel, one(&question.channel)),
        (Dimension::Ward, one(&question.ward)),
    ] {
        let known = || figures.facts.values().of(dimension).chain(names.codes(dimension));
        let unknown = asked.iter().find(|asked| {
            asked.as_str() != indicators::NONE && !known().any(|code| code == asked.as_str())
        });
        if let Some(unknown) = unknown {
            let option = format!("--{}", dimension.code());
            let values = [("option", option.into()), ("name", unknown.into())];
            let why = messages::text(language, "filter-unknown", &values);
            return Err(End::Misused(with_names(language, why, unknown, known())));
        }
    }
    Ok(())
}

fn as_json(report: &Report, query: &Query, figures: &Figures, question: &FigureArgs) -> Value {
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
    json!({
        "period": { "from": query.from, "to": query.to },
        "as_of": shown(query.as_of, figures),
        "basis": query.basis,
        "rule": if query.by_date { "date" } else { "instant" },
        "filters": {
            "register": figures.register,
            "field": question.field,
            "procedure": question.procedure,
            "unit": question.unit,
            "officer": question.officer,
            "channel": question.channel,
            "ward": question.ward,
        },
        "definitions": definitions::VERSION,
        "total": row(&report.total),
        "rows": rows,
    })
}

fn shown(at: Instant, figures: &Figures) -> String {
    figures.zone.format(at)
}

const COLUMNS: [&str; 13] = [
    "received",
    "carried_over",
    "new",
    "finished",
    "early",
    "on_the_day",
    "in_time",
    "late",
    "withdrawn",
    "open",
    "open_within_due",
    "open_past_due",
    "open_paused",
];

fn values(counts: &Counts) -> [u64; 13] {
    [
        counts.received,
        counts.carried_over,
        counts.new,
        counts.finished,
        counts.early,
        counts.on_the_day,
        counts.in_time,
        counts.late,
        counts.withdrawn,
        counts.open,
        counts.open_within_due,
        counts.open_past_due,
        counts.open_paused,
    ]
}

fn lines(report: &Report) -> impl Iterator<Item = (&str, &Counts)> {
    let rows = report.rows.iter().map(|(key, counts)| (key.as_str(), counts));
    rows.chain(std::iter::once(("total", &report.total)))
}

fn as_csv(report: &Report) -> String {
    let mut text = format!("key,{},finished_rate,in_time_rate,late_rate\n", COLUMNS.join(","));
    for (key, counts) in lines(report) {
        let key = if key.contains([',', '"', '\n']) {
            format!("\"{}\"", key.replace('"', "\"\""))
        } else {
            key.to_owned()
        };
        let numbers: Vec<String> = values(counts).iter().map(u64::to_string).collect();
        let rates = counts.rates();
        let rates = [rates.finished, rates.in_time, rates.late].map(Option::unwrap_or_default);
        text.push_str(&format!("{key},{},{}\n", numbers.join(","), rates.join(",")));
    }
    text
}

fn as_table(report: &Report, query: &Query, figures: &Figures) -> String {
    let rule = if query.by_date { "by date" } else { "by instant" };
    let basis = json!(query.basis);
    let mut text = format!(
        "{}  {} – {}  as of {}  {}  {rule}\n\n",
        figures.register,
        query.from,
        query.to,
        shown(query.as_of, figures),
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

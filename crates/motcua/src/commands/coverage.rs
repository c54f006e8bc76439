//! `coverage`: the number of dossiers that became late and had their apology letter, and for each
//! one without a letter the unit that answers.

use std::path::Path;

use app::Figures;
use dossier::RuleSet;
use indicators::coverage::{Coverage, Gap, TARGET, coverage as counted, coverage_rows};
use indicators::{Dimension, Figure, NONE};
use serde_json::{Value, json};
use text::Language;
use text::number::percent;

use super::figure_request::{FigureRequest, FigureSource, about, about_period, ask, instant_text};
use super::report::cell;
use super::sheet::{self, Table};
use crate::args::{Format, PeriodArgs};
use crate::command_error::CommandError;
use crate::out;

pub fn coverage(
    data: &Path,
    period: &PeriodArgs,
    by: Option<Dimension>,
    format: Format,
    language: Language,
) -> Result<(), CommandError> {
    let source = ask(data, FigureRequest { by, ..period.into() }, language)?;
    let (facts, query) = (&source.figures.facts, &source.query);
    let (total, rows) = (
        counted(facts.within(query.period()), query),
        coverage_rows(facts.within(query.period()), query),
    );
    match format {
        Format::Json => out::line(as_json(&source, &total, &rows)),
        Format::Csv => out::print(as_csv(&total, &rows)),
        Format::Sheet => out::print(as_sheet(&source, &total, &rows, language)),
        Format::Table => out::print(as_table(&source, &total, &rows)),
    }
}

type Rows<'a> = [(String, Coverage<'a>)];

/// The rows of the table, then the total.
fn lines<'a, 'b>(
    total: &'b Coverage<'a>,
    rows: &'b Rows<'a>,
) -> impl Iterator<Item = (&'b str, &'b Coverage<'a>)> {
    rows.iter().map(|(key, row)| (key.as_str(), row)).chain([("total", total)])
}

fn numbers(row: &Coverage<'_>) -> [String; 4] {
    let counts = row.counts();
    Figure::COVERAGE.map(|figure| counts.of(figure).to_string())
}

fn as_json(source: &FigureSource, total: &Coverage<'_>, rows: &Rows<'_>) -> Value {
    let figures = &source.figures;
    let mut answer = about(&source.query, figures);
    answer["target"] = json!(TARGET);
    answer["total"] = row(total, figures);
    let rows = rows.iter().map(|(key, coverage)| {
        let mut row = row(coverage, figures);
        row["key"] = json!(key);
        row
    });
    answer["rows"] = rows.collect();
    answer
}

fn row(coverage: &Coverage<'_>, figures: &Figures) -> Value {
    let gap = |gap: &Gap<'_>| {
        let code_or_none = |code: &str| (!code.is_empty()).then(|| code.to_owned());
        json!({
            "code": gap.code,
            "became_late": instant_text(gap.became_late, figures),
            "unit": code_or_none(gap.unit),
            "officer": code_or_none(gap.officer),
        })
    };
    let counts = coverage.counts();
    json!({
        "became_late": counts.became_late,
        "letter_sent": counts.letter_sent,
        "sent_by_due": counts.sent_by_due,
        "rate": counts.rate(),
        "gaps": coverage.gaps.iter().map(gap).collect::<Vec<_>>(),
    })
}

fn as_csv(total: &Coverage<'_>, rows: &Rows<'_>) -> String {
    let mut text = "key,became_late,letter_sent,sent_by_due,gaps,rate\n".to_owned();
    for (key, row) in lines(total, rows) {
        let rate = row.counts().rate().unwrap_or_default();
        text.push_str(&format!("{},{},{rate}\n", cell(key), numbers(row).join(",")));
    }
    text
}

/// The table, then the dossiers without a letter, with the unit that answers for each.
fn as_sheet(
    source: &FigureSource,
    total: &Coverage<'_>,
    rows: &Rows<'_>,
    language: Language,
) -> String {
    let naming = messages::naming(RuleSet::on(source.query.to));
    let say = |key: &str| messages::text(language, key, std::slice::from_ref(&naming));
    let cells = |row: &Coverage<'_>| {
        let rate = percent(row.counts().rate().as_deref(), language);
        numbers(row).into_iter().chain([rate]).collect()
    };
    let figures = Figure::COVERAGE.map(|figure| say(&format!("figure-{}", figure.code())));
    let table = Table {
        heads: figures.into_iter().chain([say("figure-coverage")]).collect(),
        rows: rows.iter().map(|(key, row)| (key.as_str(), cells(row))).collect(),
        total: cells(total),
    };
    let mut csv = sheet::write(source, about_period(source, language), table, language);
    csv.line::<String>(&[]);
    csv.line(&["list-code", "figure-became_late", "by-unit", "by-officer"].map(say));
    for gap in &total.gaps {
        let named = |by: Dimension, code: &str| match source.names.name(by, code) {
            "" => code.to_owned(),
            name => format!("{code} ({name})"),
        };
        csv.line(&[
            gap.code.to_owned(),
            messages::instant(language, gap.became_late, &source.figures.zone),
            named(Dimension::Unit, gap.unit),
            named(Dimension::Officer, gap.officer),
        ]);
    }
    csv.finish()
}

fn as_table(source: &FigureSource, total: &Coverage<'_>, rows: &Rows<'_>) -> String {
    let (query, figures) = (&source.query, &source.figures);
    let mut text = format!(
        "{}  {} – {}  as of {}  target {TARGET} %\n\n",
        figures.register,
        query.from,
        query.to,
        instant_text(query.as_of, figures),
    );
    let width = lines(total, rows).map(|(key, _)| key.chars().count()).max().unwrap_or(5);
    text.push_str(&" ".repeat(width));
    for head in ["became late", "sent", "by due", "gaps", "sent %"] {
        text.push_str(&format!(" {head:>11}"));
    }
    text.push('\n');
    for (key, row) in lines(total, rows) {
        let key = &key.replace(['\n', '\r', '\t'], " ");
        text.push_str(&format!("{key}{}", " ".repeat(width - key.chars().count())));
        let rate = row.counts().rate().unwrap_or_else(|| text::number::ABSENT.to_owned());
        for cell in numbers(row).into_iter().chain([rate]) {
            text.push_str(&format!(" {cell:>11}"));
        }
        text.push('\n');
    }
    if !total.gaps.is_empty() {
        text.push_str("\ngaps: code, became late, unit, officer\n");
    }
    for gap in &total.gaps {
        let at = instant_text(gap.became_late, figures);
        let [unit, officer] =
            [gap.unit, gap.officer].map(|code| if code.is_empty() { NONE } else { code });
        text.push_str(&format!("{}  {at}  {unit}  {officer}\n", gap.code));
    }
    text
}

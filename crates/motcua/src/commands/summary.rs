//! `summary`: the summary report of a period, as text, or as JSON with the query for each number.
//! The module must not compose the report.

use std::path::Path;

use affairs::inspection::{FindingGroup, VisitQuery};
use app::{Inquiry, declared_campaigns, offer};
use dossier::RuleSet;
use http::names::Names;
use indicators::summary::{
    Affairs, Behind, LatenessOf, Listed, Number, Offer, PublishedReport, Summary, Value as Counted,
    Visibility, Visits, Word, summary,
};
use indicators::{Basis, NONE, Query};
use messages::{SummaryTexts, summary_number};
use rules::Rules;
use serde_json::{Value, json};
use text::Language;

use super::figure_request::{FigureSource, about, ask, instant_text};
use crate::args::{PeriodArgs, SummaryFormat};
use crate::command_error::{CommandError, refused};
use crate::out;

pub fn report(
    data: &Path,
    period: &PeriodArgs,
    format: SummaryFormat,
    language: Language,
) -> Result<(), CommandError> {
    let source = ask(data, period.into(), language)?;
    let offer = source.rules.as_ref().map_or_else(Offer::default, |rules| offer(rules, period.to));
    // Figures about officers are shown to these officers first, so a report of the agency has none.
    let visibility = Visibility { public: None, officer: &|_| false };
    let figures = &source.figures;
    let (register, as_of) = (&figures.register, source.query.as_of);
    let read = Inquiry::peek(data, |inquiry| {
        let campaigns = declared_campaigns(inquiry.campaigns(register)?, as_of);
        let days = ((period.from, period.to), period.as_of);
        let published = inquiry.published(register, &campaigns, days, as_of)?;
        let visits = inquiry.inspections(register)?.into_iter().map(|(_, visit)| visit);
        Ok((campaigns, published, visits.collect::<Vec<_>>()))
    });
    let (campaigns, published, visits) = read.map_err(refused)?;
    let affairs = Affairs {
        sessions: &figures.sessions,
        campaigns: &campaigns,
        inspections: source.rules.as_ref().map(|_| Visits { visits: &visits, zone: &figures.zone }),
        published: &published,
    };
    let summary = summary(&figures.facts, &source.query, (&offer, affairs), &visibility);
    let summary = summary.map_err(refused)?;
    let name = |word: &Word| named(&source, language, word);
    let texts = SummaryTexts {
        language,
        rule_set: RuleSet::on(period.to),
        zone: source.figures.zone.clone(),
        name: &name,
    };
    match format {
        SummaryFormat::Text => out::print(as_text(&summary, &texts)),
        SummaryFormat::Json => out::line(as_json(&summary, &texts, &source)),
    }
}

/// The name of a word in the reader's language; for another register, the word itself.
fn named(source: &FigureSource, language: Language, word: &Word) -> String {
    let names = |rules: &Rules| match word {
        Word::Named(dimension, key) => Names { rules, language }.value(*dimension, key),
        Word::Step(step) => Names { rules, language }.any_step(step),
        _ => rules.agency.as_ref().map_or_else(String::new, |agency| {
            language.choose(&agency.name, &agency.name_en).to_owned()
        }),
    };
    let own = source.rules.as_ref().map(names);
    own.unwrap_or_else(|| match word {
        Word::Named(_, key) | Word::Step(key) if key == NONE => {
            messages::text(language, "word-none", &[])
        }
        Word::Named(indicators::Dimension::Channel, key) => messages::channel(language, key),
        Word::Named(_, key) | Word::Step(key) => key.clone(),
        _ => source.figures.register.clone(),
    })
}

fn as_text(summary: &Summary, texts: &SummaryTexts<'_>) -> String {
    let mut text = messages::text(texts.language, "summary-title", &[]) + "\n";
    for section in &summary.sections {
        text.push_str(&format!("\n{}\n", texts.heading(section.id)));
        let prose = section.sentences.iter().filter(|sentence| !sentence.row);
        let prose: Vec<String> = prose.map(|sentence| texts.sentence(sentence)).collect();
        if !prose.is_empty() {
            text.push_str(&format!("{}\n", prose.join(" ")));
        }
        for row in section.sentences.iter().filter(|sentence| sentence.row) {
            text.push_str(&format!("- {}\n", texts.sentence(row)));
        }
    }
    text
}

fn as_json(summary: &Summary, texts: &SummaryTexts<'_>, source: &FigureSource) -> Value {
    let mut answer = about(&source.query, &source.figures);
    answer["language"] = json!(texts.language.code());
    answer["title"] = json!(messages::text(texts.language, "summary-title", &[]));
    answer["agency"] = json!(named(source, texts.language, &Word::Agency));
    let sections = summary.sections.iter();
    answer["sections"] = sections
        .map(|section| json!({ "id": section.id, "heading": texts.heading(section.id) }))
        .collect();
    let sentences = summary.sentences().map(|(section, sentence)| {
        let numbers = sentence.numbers.iter();
        let numbers = numbers.map(|number| machine(number, texts.language, source));
        json!({
            "section": section.id,
            "id": sentence.id,
            "text": texts.sentence(sentence),
            "numbers": numbers.collect::<Vec<_>>(),
        })
    });
    answer["sentences"] = sentences.collect();
    answer
}

fn machine(number: &Number, language: Language, source: &FigureSource) -> Value {
    let (unit, value) = match &number.value {
        Counted::Dossiers(n) => ("dossiers", json!(n)),
        Counted::Procedures(n) => ("procedures", json!(n)),
        Counted::Sessions(n) => ("sessions", json!(n)),
        Counted::Units(n) => ("units", json!(n)),
        Counted::Visits(n) => ("visits", json!(n)),
        Counted::Findings(n) => ("findings", json!(n)),
        Counted::Reports(n) => ("reports", json!(n)),
        Counted::Readers(n) => ("readers", json!(n)),
        Counted::Percent(rate) => ("percent", json!(rate)),
        Counted::ShareOfUnits(share) => ("percent_of_units", json!(share)),
        Counted::Points(points) => ("points", json!(points)),
        Counted::Minutes(minutes) => ("working_minutes", json!(minutes)),
    };
    let mut answer = json!({
        "name": number.name,
        "value": value,
        "unit": unit,
        "shown": summary_number(language, &number.value),
    });
    let arguments = |listed: &Listed| json!(arguments(listed, source));
    match &number.behind {
        Behind::List(listed) => answer["query"] = arguments(listed),
        Behind::Share(part, of) => {
            (answer["query"], answer["of"]) = (arguments(part), arguments(of));
        }
        Behind::Difference(pairs) => {
            let [(from, from_of), (to, to_of)] = &**pairs;
            (answer["query"], answer["of"]) = (arguments(to), arguments(to_of));
            answer["less"] = json!({ "query": arguments(from), "of": arguments(from_of) });
        }
        Behind::Lateness(listed, part) => {
            answer["query"] = arguments(listed);
            answer["sum"] = json!("lateness_minutes");
            if let Some((of, key)) = part {
                let of = match of {
                    LatenessOf::Step => "step",
                    LatenessOf::Unit => "unit",
                    LatenessOf::Officer => "officer",
                };
                answer["part"] = json!({ of: key });
            }
        }
        Behind::Table(query) => answer["query"] = json!(table_arguments(query, source)),
        Behind::Rules | Behind::Published(None) => answer["query"] = Value::Null,
        Behind::Published(Some(PublishedReport::Month(month))) => {
            answer["query"] = json!(["month", "show", source.figures.register, month]);
        }
        Behind::Published(Some(PublishedReport::Campaign(id, _))) => {
            answer["query"] = json!(["campaigns", id]);
        }
        Behind::Visits(of, part) => answer["query"] = json!(visits(of, *part, source)),
        Behind::Sessions { query, outcome, team } => {
            answer["query"] = json!(sessions(query, source));
            answer["part"] = json!({ "outcome": outcome, "ward": team });
        }
        Behind::Campaign(id, as_of) => {
            let as_of = format!("--as-of={}", instant_text(*as_of, &source.figures));
            answer["query"] = json!(["campaigns", id, as_of]);
        }
    }
    answer
}

/// The arguments of the command that lists inspection visits or findings.
fn visits(of: &VisitQuery, part: Option<FindingGroup>, source: &FigureSource) -> Vec<String> {
    let mut words = vec!["inspections".to_owned()];
    words.extend([format!("--from={}", of.from), format!("--to={}", of.to)]);
    words.push(format!("--as-of={}", instant_text(of.as_of, &source.figures)));
    words.extend(of.unit.iter().map(|unit| format!("--unit={unit}")));
    words.extend(part.map(|part| format!("--findings={}", part.code())));
    words
}

/// The arguments of the command that counts the sessions.
fn sessions(query: &Query, source: &FigureSource) -> Vec<String> {
    let as_of = instant_text(query.as_of, &source.figures);
    let (from, to) = (query.from, query.to);
    let mut words = vec!["advisers".to_owned(), format!("--from={from}"), format!("--to={to}")];
    words.push(format!("--as-of={as_of}"));
    words.push("--by=ward".to_owned());
    words.extend(query.filters.procedures.iter().map(|code| format!("--procedure={code}")));
    words
}

/// The arguments of the command that lists the dossiers.
fn arguments(listed: &Listed, source: &FigureSource) -> Vec<String> {
    let mut words = query_arguments("list", &listed.query, source);
    words.push(format!("--figure={}", listed.figure.code()));
    words
}

/// The arguments of the command that prints a table.
fn table_arguments(query: &Query, source: &FigureSource) -> Vec<String> {
    let mut words = query_arguments("report", query, source);
    words.extend(query.by.map(|by| format!("--by={}", by.code())));
    words
}

fn query_arguments(command: &str, query: &Query, source: &FigureSource) -> Vec<String> {
    let figures = &source.figures;
    let mut words = vec![command.to_owned()];
    let mut put = |name: &str, value: &str| words.push(format!("--{name}={value}"));
    put("register", &figures.register);
    put("from", &query.from.to_string());
    put("to", &query.to.to_string());
    put("as-of", &instant_text(query.as_of, figures));
    if query.basis == Basis::Flow {
        put("basis", "flow");
    }
    let filters = &query.filters;
    filters.single().for_each(|(name, value)| put(name, value));
    filters.procedures.iter().for_each(|code| put("procedure", code));
    words
}

//! The answers about many dossiers, and the statistics, in the format of `expected.json`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use calendar::{Calendars, Day};
use indicators::coverage::coverage;
use indicators::form_06a::form_06a;
use indicators::gaming::{Ratio, gaming, refused, restated};
use indicators::statistics::{difference, wilson};
use indicators::{Basis, Counts, FactHistory, Figure, Query, count, list};
use serde_json::{Map, Value, json};

use super::input::{History, instant};

/// The fact histories of all dossiers, which every table uses.
pub fn facts(histories: &BTreeMap<String, History>, calendars: &Calendars) -> Vec<FactHistory> {
    let fact_histories = histories.values().map(|h| FactHistory::of(&h.id, &h.events, calendars));
    fact_histories.flatten().collect()
}

/// Compares one period as of one instant; returns the differences of each part, under its name.
pub fn compare(facts: &[FactHistory], expected: &Value) -> Result<Vec<Vec<String>>> {
    let query = query(expected)?;
    let mut parts = Vec::new();
    for (name, expected_part) in expected.as_object().context("a table is no object")? {
        if matches!(name.as_str(), "from" | "to" | "as_of") {
            continue;
        }
        let actual = part(facts, &query, name, expected_part)?;
        let title = format!("{} to {} as of {}: {name}", query.from, query.to, expected["as_of"]);
        let mut differences = Vec::new();
        differ(&title, &actual, expected_part, &mut differences);
        parts.push(differences);
    }
    Ok(parts)
}

fn query(expected: &Value) -> Result<Query> {
    let day = |name: &str| -> Result<Day> {
        let text = expected[name].as_str().with_context(|| format!("no {name}"))?;
        text.parse().map_err(anyhow::Error::msg)
    };
    let as_of = instant(&expected["as_of"])?;
    Ok(Query { as_of, ..Query::new(day("from")?, day("to")?) })
}

fn part(facts: &[FactHistory], query: &Query, name: &str, expected: &Value) -> Result<Value> {
    let basis = if name.contains("flow") { Basis::Flow } else { Basis::Cohort };
    let query = &Query { basis, by_date: !name.ends_with("_instant"), ..query.clone() };
    Ok(match name {
        "cohort_date" | "cohort_instant" | "flow_date" | "flow_instant" => table(facts, query)?,
        "form_06a" => form(facts, query)?,
        "coverage" => {
            let coverage = coverage(facts, query);
            json!({
                "became_late": coverage.became_late.len(),
                "letter_sent": coverage.letter_sent.len(),
                "sent_by_due": coverage.sent_by_due.len(),
                "coverage": coverage.counts().rate(),
                "gaps": coverage.gaps.iter().map(|gap| gap.code).collect::<Vec<_>>(),
            })
        }
        "gaming_cohort" | "gaming_flow" => {
            let ratios = gaming(facts, query, None).into_iter();
            let ratios_asked = ratios.filter(|(figure, _)| expected.get(figure.code()).is_some());
            ratios_asked.map(|(figure, one)| (figure.code().to_owned(), ratio(&one))).collect()
        }
        "refiled" => {
            let refiled = refused(facts, query).refiled();
            json!({
                "refused": refiled.of,
                "refiled": refiled.count(),
                "ratio": refiled.ratio(),
                "list": refiled.list,
            })
        }
        _ if name.starts_with("restated_") => ratio(&restated(facts, query, None)),
        _ => json!("unknown part"),
    })
}

fn table(facts: &[FactHistory], query: &Query) -> Result<Value> {
    let lists: Map<String, Value> = Figure::TABLE
        .iter()
        .map(|&figure| (figure.code().to_owned(), json!(list(facts, query, figure, None))))
        .collect();
    Ok(json!({ "lists": lists, "table": counts(&count(facts, query)?.total)? }))
}

fn counts(counts: &Counts) -> Result<Value> {
    let mut table = serde_json::to_value(counts)?;
    table["rates"] = serde_json::to_value(counts.rates())?;
    Ok(table)
}

fn form(facts: &[FactHistory], query: &Query) -> Result<Value> {
    let form = form_06a(facts, query)?;
    let mut rows = Map::new();
    for (field, columns) in form.rows {
        rows.insert(field, serde_json::to_value(columns)?);
    }
    rows.insert("total".to_owned(), serde_json::to_value(form.total)?);
    Ok(Value::Object(rows))
}

fn ratio(ratio: &Ratio<'_>) -> Value {
    json!({
        "count": ratio.count(),
        "of": ratio.of,
        "ratio": ratio.ratio(),
        "list": ratio.list,
    })
}

/// Compares the intervals, and the differences of rates.
pub fn statistics(expected: &Value) -> Vec<Vec<String>> {
    let number = |value: &Value| value.as_u64().unwrap_or(u64::MAX);
    let pair = |value: &Value| (number(&value[0]), number(&value[1]));
    let mut parts = Vec::new();
    for case in expected["wilson"].as_array().into_iter().flatten() {
        let actual = json!(wilson(number(&case["x"]), number(&case["n"])));
        let mut differences = Vec::new();
        let title = format!("Wilson {}/{}", case["x"], case["n"]);
        differ(&title, &actual, &case["percent"], &mut differences);
        parts.push(differences);
    }
    for case in expected["difference"].as_array().into_iter().flatten() {
        let difference = difference(pair(&case["from"]), pair(&case["to"]));
        let title = format!("difference {} to {}", case["from"], case["to"]);
        let points = json!(difference.as_ref().map(|difference| &difference.points));
        let interval = json!(difference.as_ref().map(|difference| &difference.interval));
        let mut differences = Vec::new();
        differ(&format!("{title}: points"), &points, &case["points"], &mut differences);
        differ(&format!("{title}: interval"), &interval, &case["interval"], &mut differences);
        parts.push(differences);
    }
    parts
}

/// Adds a line for each place where two values differ. Lists of codes are compared as sets.
fn differ(place: &str, actual: &Value, expected: &Value, differences: &mut Vec<String>) {
    match (actual, expected) {
        (Value::Object(mine), Value::Object(other)) => {
            let names = mine.keys().chain(other.keys().filter(|name| !mine.contains_key(*name)));
            for name in names {
                differ(&format!("{place}: {name}"), &actual[name], &expected[name], differences);
            }
        }
        (Value::Array(mine), Value::Array(other)) if same_codes(mine, other) => {}
        _ if actual == expected => {}
        _ => differences.push(format!("{place} is {actual}, expected {expected}")),
    }
}

fn same_codes(actual: &[Value], expected: &[Value]) -> bool {
    let sorted = |values: &[Value]| {
        let mut texts: Vec<String> = values.iter().map(Value::to_string).collect();
        texts.sort_unstable();
        texts
    };
    sorted(actual) == sorted(expected)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::path::Path;

    use calendar::Instant;
    use dossier::fold_known;
    use indicators::{Dimension, DossierFacts, Ledger};

    use super::*;

    /// The facts as of `at`, without the fields that only a history has.
    fn plain(fact: Option<DossierFacts>, at: Instant, id: &str) -> Option<DossierFacts> {
        let mut fact = fact?.at(at)?;
        id.clone_into(&mut fact.code);
        fact.logged_late = fact.logged_late.map(|_| at);
        fact.corrected = None;
        Some(fact)
    }

    #[test]
    fn a_fact_cut_at_an_instant_is_the_fact_of_the_history_cut_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/histories");
        if !folder.is_dir() {
            println!("skipped: ../shared is absent");
            return;
        }
        let (histories, calendars) = super::super::input::read(&folder).unwrap();
        let mut compared = 0;
        for (id, history) in &histories {
            let fact_history = FactHistory::of(id, &history.events, &calendars).unwrap();
            let instants = history.events.iter().flat_map(|event| [event.at, event.logged_at]);
            let mut instants: Vec<Instant> =
                instants.flat_map(|at| [at.plus_millis(-1), at]).collect();
            instants.sort_unstable();
            instants.dedup();
            for &as_of in &instants {
                for &at in instants.iter().filter(|at| **at <= as_of) {
                    let folded = fold_known(&history.events, &calendars, as_of, at);
                    let cut = plain(fact_history.as_of(as_of).cloned(), at, id);
                    assert_eq!(
                        cut,
                        plain(DossierFacts::of(&folded), at, id),
                        "{id} {as_of:?} {at:?}"
                    );
                    compared += 1;
                }
            }
        }
        assert!(compared > histories.len());
    }

    #[test]
    fn a_ledger_counts_the_worked_histories_as_their_facts_do() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/histories");
        if !folder.is_dir() {
            println!("skipped: ../shared is absent");
            return;
        }
        let (histories, calendars) = super::super::input::read(&folder).unwrap();
        let ledger = Ledger::of(facts(&histories, &calendars));
        let year = Query::new(Day::from_ymd(2025, 1, 1), Day::from_ymd(2025, 12, 31));
        for history in ledger.facts() {
            for as_of in history.versions().flat_map(|(_, fact)| [fact.received, fact.finished]) {
                let query = Query { as_of: as_of.unwrap_or(Instant::MAX), ..year.clone() };
                for basis in [Basis::Cohort, Basis::Flow] {
                    let query = Query { basis, by: Some(Dimension::Officer), ..query.clone() };
                    let (total, rows) = ledger.count(&query, &[Dimension::Officer]).unwrap();
                    let report = count(ledger.facts(), &query).unwrap();
                    assert_eq!(total, report.total);
                    assert_eq!(rows.len(), report.rows.len());
                }
            }
        }
    }
}

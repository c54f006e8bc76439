//! A table as a spreadsheet opens it: what it is about first, then heads and rows, in the reader's
//! language. Knows no folder.

use app::Figures;
use indicators::{Basis, Counts, Dimension, Figure, NONE, Query, Report, definitions};
use text::Language;
use text::csv::Csv;

use super::names::Names;
use super::values;

/// What is written, and for whom.
pub(super) struct Sheet<'a> {
    pub report: &'a Report,
    pub query: &'a Query,
    pub figures: &'a Figures,
    pub names: &'a Names,
    pub language: Language,
}

pub(super) fn write(sheet: &Sheet<'_>) -> String {
    let say = |key: &str| messages::text(sheet.language, key, &[]);
    let mut csv = Csv::new(&[say("sheet-title")]);
    for (key, value) in about(sheet) {
        csv.line(&[say(key), value]);
    }
    csv.line::<String>(&[]);
    let by = sheet.query.by;
    let mut heads = vec![by.map(|by| say(&format!("by-{}", by.code()))).unwrap_or_default()];
    heads.push(say("sheet-name"));
    heads.extend(Figure::TABLE.map(|figure| say(&format!("figure-{}", figure.code()))));
    heads.extend(["finished", "in_time", "late"].map(|rate| say(&format!("rate-{rate}"))));
    csv.line(&heads);
    let rows = sheet.report.rows.iter().map(|(key, counts)| {
        let name = by.map(|by| sheet.names.name(by, key)).unwrap_or_default();
        (if key == NONE { say("sheet-none") } else { key.clone() }, name.to_owned(), counts)
    });
    let total = (say("sheet-total"), String::new(), &sheet.report.total);
    for (key, name, counts) in rows.chain([total]) {
        csv.line(&row(sheet.language, key, name, counts));
    }
    csv.finish()
}

/// Period, as-of, basis, rule, register, filters, definitions.
fn about(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let (query, language) = (sheet.query, sheet.language);
    let defined = |name: &str| {
        definitions::definition(name).map_or_else(String::new, |found| match language {
            Language::Vietnamese => found.vi.to_owned(),
            Language::English => found.en.to_owned(),
        })
    };
    let day = messages::date_of;
    let basis = if query.basis == Basis::Cohort { "cohort" } else { "flow" };
    let rule = if query.by_date { "rule.date" } else { "rule.instant" };
    let mut about = vec![
        ("sheet-period", format!("{} – {}", day(query.from), day(query.to))),
        ("sheet-as_of", messages::instant(language, query.as_of, &sheet.figures.zone)),
        ("sheet-basis", defined(basis)),
        ("sheet-rule", defined(rule)),
        ("sheet-register", sheet.figures.register.clone()),
    ];
    let filters = &query.filters;
    let one = |asked: &Option<String>| asked.iter().cloned().collect::<Vec<_>>();
    for (key, dimension, asked) in [
        ("by-field", Dimension::Field, one(&filters.field)),
        ("by-procedure", Dimension::Procedure, filters.procedures.clone()),
        ("by-unit", Dimension::Unit, one(&filters.unit)),
        ("by-officer", Dimension::Officer, one(&filters.officer)),
        ("by-channel", Dimension::Channel, one(&filters.channel)),
        ("by-ward", Dimension::Ward, one(&filters.ward)),
    ] {
        let named = asked.iter().map(|code| match sheet.names.name(dimension, code) {
            "" => code.clone(),
            name => format!("{code} ({name})"),
        });
        let named = named.collect::<Vec<_>>().join("; ");
        if !named.is_empty() {
            about.push((key, named));
        }
    }
    about.push(("sheet-definitions", definitions::VERSION.to_owned()));
    about
}

fn row(language: Language, key: String, name: String, counts: &Counts) -> Vec<String> {
    let rates = counts.rates();
    let rates = [rates.finished, rates.in_time, rates.late];
    let rates = rates.map(|rate| text::number::percent(rate.as_deref(), language));
    let numbers = values(counts).map(|number| number.to_string());
    [key, name].into_iter().chain(numbers).chain(rates).collect()
}

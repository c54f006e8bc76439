//! A table as a spreadsheet opens it: what it is about first, then heads and rows, in the reader's
//! language. Knows no folder.

use indicators::{Counts, Figure, NONE, Report};
use text::Language;
use text::csv::Csv;

use super::values;
use crate::commands::question::{Answerable, about_sheet};

pub(super) fn write(report: &Report, asked: &Answerable, language: Language) -> String {
    let say = |key: &str| messages::text(language, key, &[]);
    let mut csv = Csv::new(&[say("sheet-title")]);
    for (key, value) in about_sheet(asked, language) {
        csv.line(&[say(key), value]);
    }
    csv.line::<String>(&[]);
    let by = asked.query.by;
    let mut heads = vec![by.map(|by| say(&format!("by-{}", by.code()))).unwrap_or_default()];
    heads.push(say("sheet-name"));
    heads.extend(Figure::TABLE.map(|figure| say(&format!("figure-{}", figure.code()))));
    heads.extend(["finished", "in_time", "late"].map(|rate| say(&format!("rate-{rate}"))));
    csv.line(&heads);
    let rows = report.rows.iter().map(|(key, counts)| {
        let name = by.map(|by| asked.names.name(by, key)).unwrap_or_default();
        (if key == NONE { say("sheet-none") } else { key.clone() }, name.to_owned(), counts)
    });
    let total = (say("sheet-total"), String::new(), &report.total);
    for (key, name, counts) in rows.chain([total]) {
        csv.line(&row(language, key, name, counts));
    }
    csv.finish()
}

fn row(language: Language, key: String, name: String, counts: &Counts) -> Vec<String> {
    let rates = counts.rates();
    let rates = [rates.finished, rates.in_time, rates.late];
    let rates = rates.map(|rate| text::number::percent(rate.as_deref(), language));
    let numbers = values(counts).map(|number| number.to_string());
    [key, name].into_iter().chain(numbers).chain(rates).collect()
}

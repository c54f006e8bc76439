//! The figures of a period: the total with definitions and rates, a table by one dimension, charts,
//! and what tells whether the rates can be trusted. Every figure links to the list behind it.

mod drawn;
mod rows;
mod total;
mod trust;

use askama::Template;
use axum::http::StatusCode;
use indicators::{Counts, Dimension, Figure, Report};

use self::drawn::{Course, Drawn};
use self::rows::Table;
use self::total::Total;
use self::trust::Trust;
use crate::answer::{Answer, csv, html, html_with, see};
use crate::filters::FilterBar;
use crate::frame::Frame;
use crate::question::Question;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "figures.html")]
struct Page {
    frame: Frame,
    bar: FilterBar,
    content: Option<Content>,
}

/// What there is to see where the question can be answered.
struct Content {
    told: String,
    filters: Vec<(String, String)>,
    /// Why there is nothing to see, or how to read what there is.
    said: Option<String>,
    /// Why so few dossiers are not divided.
    few: Option<String>,
    rule: &'static str,
    basis: &'static str,
    total: Total,
    table: Option<Table>,
    drawn: Option<Drawn>,
    course: Option<Course>,
    trust: Trust,
    form_06a: String,
    csv: String,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let mut asked = Question::read(visit)?;
    if let (true, Ok(question)) = (visit.params.has_blank(), &asked.question) {
        return see(&question.link(visit, "/figures"));
    }
    let bar = FilterBar::new(visit, "/figures", &mut asked)?;
    let frame = Frame::new(visit, &visit.t("page-figures"));
    let Ok(question) = asked.question else {
        let page = Page { frame, bar, content: None };
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let report = question.report(visit, &question.query)?;
    let content = content(visit, &question, &report)?;
    html(&Page { frame, bar, content: Some(content) })
}

fn content(
    visit: &Visit,
    question: &Question,
    report: &Report,
) -> Result<Content, crate::answer::Error> {
    let by_rows = question.query.by.is_some_and(|by| by != Dimension::Month);
    Ok(Content {
        told: question.told(visit),
        filters: question.filters(visit),
        said: said(visit, question),
        few: few(visit, question, report.total.received),
        rule: if question.query.by_date { "rule.date" } else { "rule.instant" },
        basis: if question.query.basis == indicators::Basis::Flow { "flow" } else { "cohort" },
        total: Total::new(visit, question, &report.total),
        table: question.query.by.map(|by| Table::new(visit, question, report, by)),
        drawn: question.query.by.filter(|_| by_rows).map(|by| Drawn::new(visit, report, by)),
        course: Course::new(visit, question)?,
        trust: Trust::new(visit, question, &report.total),
        form_06a: visit.link(
            "/figures/06a",
            &question.params.only(&["register", "from", "to", "as_of", "unit"]),
        ),
        csv: question.link(visit, "/figures.csv"),
    })
}

/// What a visitor must know before reading: another unit's figures, or figures about people.
pub(super) fn said(visit: &Visit, question: &Question) -> Option<String> {
    if question.outside {
        return Some(visit.t("figures-outside"));
    }
    let people =
        question.query.by == Some(Dimension::Officer) || question.query.filters.officer.is_some();
    people.then(|| visit.t("figures-people"))
}

/// What is said where too few dossiers answer.
pub(super) fn few(visit: &Visit, question: &Question, received: u64) -> Option<String> {
    let n = (received as i64).into();
    question.too_few(received).then(|| visit.say("figures-few", &[("n", n)]))
}

impl Content {
    fn definition(&self, visit: &Frame, name: &str) -> String {
        definition(visit.lang, name)
    }
}

/// What a figure means.
pub(super) fn definition(lang: &str, name: &str) -> String {
    let found = indicators::definitions::definition(name);
    found
        .map_or_else(String::new, |found| if lang == "en" { found.en } else { found.vi }.to_owned())
}

pub(crate) fn table_csv(visit: &Visit) -> Answer {
    let Ok(question) = Question::read(visit)?.question else {
        return see(&visit.link("/figures", &visit.params));
    };
    let report = question.report(visit, &question.query)?;
    csv("figures", rows::as_csv(visit, &question, &report))
}

/// A table's figure by its name; 0 for those that are counted elsewhere.
pub(super) fn value(counts: &Counts, figure: Figure) -> u64 {
    match figure {
        Figure::Received => counts.received,
        Figure::CarriedOver => counts.carried_over,
        Figure::New => counts.new,
        Figure::Finished => counts.finished,
        Figure::Early => counts.early,
        Figure::OnTheDay => counts.on_the_day,
        Figure::InTime => counts.in_time,
        Figure::Late => counts.late,
        Figure::Withdrawn => counts.withdrawn,
        Figure::Open => counts.open,
        Figure::OpenWithinDue => counts.open_within_due,
        Figure::OpenPastDue => counts.open_past_due,
        Figure::OpenPaused => counts.open_paused,
        _ => 0,
    }
}

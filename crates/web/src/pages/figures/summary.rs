//! The summary report of a period as a page that prints: the sentences that `motcua summary` prints,
//! each number with a link to what is behind it, tables and charts between them.

use app::{declared_campaigns, offer, report_name};
use askama::Template;
use axum::http::StatusCode;
use dossier::{Role, RuleSet};
use indicators::summary::{
    Affairs, Behind, GROUPS, Listed, Number, Published, PublishedReport, Section, Sentence, Value,
    Visibility, Visits, Word, summary,
};
use indicators::{Basis, Dimension, Query};
use messages::SummaryTexts;

use super::charts::{ChartView, TrendChart};
use super::total::Total;
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "summary.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    report: Option<Report>,
}

/// The report as it is shown.
struct Report {
    /// Why there is nothing to see, or how to read what there is.
    message: Option<String>,
    /// The closed months of the period.
    marks: Vec<(String, Option<String>)>,
    sections: Vec<SectionView>,
    total: Option<Total>,
    units: Option<ChartView>,
    trend: Option<TrendChart>,
    figures: String,
}

/// A section in the reader's language.
struct SectionView {
    id: &'static str,
    heading: String,
    prose: Vec<Vec<Stretch>>,
    /// The columns of the table, that of the names first.
    heads: Vec<String>,
    table: Vec<(String, Vec<Cell>)>,
    rows: Vec<Vec<Stretch>>,
}

/// A stretch of a sentence; a number is a link.
struct Stretch {
    text: String,
    href: Option<String>,
}

/// A number in a table.
type Cell = Stretch;

/// The columns of a table of groups, each with the variable of a row's sentence.
const COLUMNS: [(&str, &str); 5] = [
    ("received", "figure-received"),
    ("finished", "figure-finished"),
    ("in_time", "figure-in_time"),
    ("rate", "figures-rate"),
    ("late", "figure-late"),
];

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut request = FigureQuery::read_summary(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&figure_query.link(context, "/summary"));
    }
    let bar = FilterBar::new(context, "/summary", &mut request)?;
    let layout = Layout::new(context, &context.text("page-summary"));
    let Ok(figure_query) = request.figure_query else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { layout, bar, report: None });
    };
    let report = report(context, &figure_query)?;
    html(&Page { layout, bar, report: Some(report) })
}

fn report(context: &RequestContext, figure_query: &FigureQuery) -> Result<Report, Error> {
    let (query, figures) = (&figure_query.query, &figure_query.figures);
    let message =
        super::describe(context, figure_query).or_else(|| figure_query.withheld_reason(context));
    let link = figure_query.link(context, "/figures");
    let empty = Report {
        message,
        marks: super::marks(context, figure_query)?,
        sections: Vec::new(),
        total: None,
        units: None,
        trend: None,
        figures: link,
    };
    if figure_query.outside || figure_query.withheld.is_some() {
        return Ok(empty);
    }
    let officer = |id: &str| {
        figure_query.scope.by_officer() && shows_officer(context, &figure_query.scope, id)
    };
    let public = figure_query.scope.public.then(|| figures.zone.day(query.as_of));
    let visibility = Visibility { public, officer: &officer };
    let own = context.rules.agency.as_ref().filter(|agency| agency.code == figures.register);
    let offer = own.map(|_| offer(&context.rules, query.to)).unwrap_or_default();
    let past = figure_query.params.get("as_of").map(|_| query.as_of);
    let (campaigns, published, visits) = context.app().ask(|inquiry| {
        let register = &figures.register;
        let campaigns = declared_campaigns(inquiry.campaigns(register)?, query.as_of);
        let days = ((query.from, query.to), past);
        let published = inquiry.published(register, &campaigns, days, query.as_of)?;
        Ok((campaigns, published, inquiry.inspections(register)?))
    })?;
    let published = with_readers(context, published)?;
    let visits: Vec<_> = visits.into_iter().map(|(_, visit)| visit).collect();
    let affairs = Affairs {
        sessions: &figures.sessions,
        campaigns: &campaigns,
        inspections: (own.is_some() && sees_visits(context, query.filters.unit.as_deref()))
            .then_some(Visits { visits: &visits, zone: &figures.zone }),
        published: &published,
    };
    let composed = summary(&figures.facts, query, (&offer, affairs), &visibility)?;
    let name = |word: &Word| match word {
        Word::Named(dimension, key) => context.names().value(*dimension, key),
        Word::Step(step) => context.names().any_step(step),
        _ => own.map_or_else(
            || figures.register.clone(),
            |agency| crate::layout::name(agency, context.language),
        ),
    };
    let texts = SummaryTexts {
        language: context.language,
        rule_set: RuleSet::on(query.to),
        zone: figures.zone.clone(),
        name: &name,
    };
    let teller = Teller { context, figure_query, texts };
    let counts = figure_query.report(context, query)?.total;
    let units = query.filters.unit.is_none() && public.is_none();
    let by_unit = Query { by: Some(Dimension::Unit), ..query.clone() };
    let units = if units { Some(figure_query.report(context, &by_unit)?) } else { None };
    let units = units.filter(|units| units.rows.len() > 1);
    Ok(Report {
        sections: composed.sections.iter().map(|section| teller.section(section)).collect(),
        total: (counts.received > 0).then(|| Total::new(context, figure_query, &counts)),
        units: units.map(|units| ChartView::new(context, &units, Dimension::Unit)),
        trend: TrendChart::new(context, figure_query)?,
        ..empty
    })
}

/// The reports with the readers of this moment, those not written yet included.
fn with_readers(
    context: &RequestContext,
    mut published: Vec<Published>,
) -> Result<Vec<Published>, Error> {
    for one in &mut published {
        if let Some(readers) = &mut one.readers {
            *readers = context.app().readers_of(&report_name(&one.report))?;
        }
    }
    Ok(published)
}

/// Whether the reader sees every inspection visit that is counted: a head sees those to the own unit.
fn sees_visits(context: &RequestContext, unit: Option<&str>) -> bool {
    let visitor = context.is_officer().then(|| context.actor());
    visitor.is_some_and(|actor| match actor.role {
        Role::Leader | Role::Inspector => true,
        Role::Head => unit == Some(actor.unit.as_str()),
        _ => false,
    })
}

/// Writes the sections of one report.
struct Teller<'a> {
    context: &'a RequestContext,
    figure_query: &'a FigureQuery,
    texts: SummaryTexts<'a>,
}

impl Teller<'_> {
    fn section(&self, section: &Section) -> SectionView {
        let of = |row: bool| section.sentences.iter().filter(move |sentence| sentence.row == row);
        let grouped = |sentence: &&Sentence| matches!(sentence.id, "row" | "row_open");
        let table: Vec<_> = of(true).filter(grouped).map(|row| self.table_row(row)).collect();
        let by = GROUPS.iter().find(|(id, _)| *id == section.id);
        let by = by.map(|(_, by)| format!("by-{}", by.code())).into_iter();
        let heads = by.chain(COLUMNS.iter().map(|(_, key)| (*key).to_owned()));
        SectionView {
            id: section.id,
            heading: self.texts.heading(section.id),
            prose: of(false).map(|sentence| self.stretches(sentence)).collect(),
            heads: heads.map(|key| self.context.text(&key)).collect(),
            table,
            rows: of(true).filter(|row| !grouped(row)).map(|row| self.stretches(row)).collect(),
        }
    }

    fn stretches(&self, sentence: &Sentence) -> Vec<Stretch> {
        let pieces = self.texts.pieces(sentence).into_iter();
        pieces
            .map(|piece| {
                let number = piece.number.and_then(|place| sentence.numbers.get(place));
                Stretch { text: piece.text, href: number.and_then(|number| self.href(number)) }
            })
            .collect()
    }

    fn table_row(&self, row: &Sentence) -> (String, Vec<Cell>) {
        let name = row.words.iter().find(|(name, _)| *name == "name");
        let name = name.map_or_else(String::new, |(_, word)| (self.texts.name)(word));
        let cells = COLUMNS.iter().map(|(variable, _)| {
            let number = row.numbers.iter().find(|number| number.name == *variable);
            let shown =
                |number: &Number| messages::summary_number(self.context.language, &number.value);
            Cell {
                text: number.map_or_else(|| self.context.percent(None), shown),
                href: number.and_then(|number| self.href(number)),
            }
        });
        (name, cells.collect())
    }

    /// The address of the list behind a number; `None` for a 0.
    fn href(&self, number: &Number) -> Option<String> {
        if matches!(&number.value, Value::Dossiers(0) | Value::Procedures(0) | Value::Findings(0))
            || matches!(&number.value, Value::Percent(rate) if rate == "0.00")
        {
            return None;
        }
        let figures = |listed: &Listed| self.context.link("/figures", &self.params(&listed.query));
        Some(match &number.behind {
            Behind::List(listed) => {
                let params = self.params(&listed.query).with("figure", listed.figure.code());
                self.context.link("/list", &params)
            }
            Behind::Share(part, _) => figures(part),
            Behind::Difference(pairs) => figures(&pairs[1].0),
            Behind::Lateness(listed, _) => figures(listed) + "#lateness",
            Behind::Table(query) => {
                let by = query.by.map_or("", Dimension::code);
                self.context.link("/figures", &self.params(query).with("by", by)) + "#rows"
            }
            Behind::Rules => self.context.link("/procedures", &Params::default().with("all", "1")),
            // Both are pages of officers.
            Behind::Sessions { query, team, .. } if self.context.is_officer() => {
                let days = [query.from, query.to].map(|day| day.to_string());
                let mut params = Params::default().with("from", &days[0]).with("to", &days[1]);
                let ward = team.as_ref().or(query.filters.ward.as_ref());
                ward.into_iter().for_each(|ward| params.push("ward", ward));
                query.filters.procedures.iter().for_each(|code| params.push("procedure", code));
                self.context.link("/advisers", &params)
            }
            Behind::Campaign(id, _) if self.context.is_officer() => {
                self.context.to(&format!("/campaigns/{}", crate::address::encode(id)))
            }
            Behind::Visits(of, part) => {
                let mut params = self.figure_query.params.only(&["as_of"]);
                params = params.with("from", &of.from.to_string()).with("to", &of.to.to_string());
                of.unit.iter().for_each(|unit| params.push("unit", unit));
                part.iter().for_each(|part| params.push("findings", part.code()));
                self.context.link("/inspections", &params)
            }
            Behind::Published(None) => self.context.to("/open-data"),
            Behind::Published(Some(PublishedReport::Month(month))) => {
                self.context.to(&format!("/published/{month}"))
            }
            Behind::Published(Some(PublishedReport::Campaign(id, _))) => {
                self.context.to(&format!("/campaigns/{}", crate::address::encode(id)))
            }
            Behind::Sessions { .. } | Behind::Campaign(..) => return None,
        })
    }

    /// The address of a question.
    fn params(&self, query: &Query) -> Params {
        let mut params = self.figure_query.params.only(&["register", "as_of"]);
        params = params.with("from", &query.from.to_string()).with("to", &query.to.to_string());
        if query.basis == Basis::Flow {
            params.push("basis", "flow");
        }
        let filters = &query.filters;
        filters.single().for_each(|(name, value)| params.push(name, value));
        filters.procedures.iter().for_each(|code| params.push("procedure", code));
        params
    }
}

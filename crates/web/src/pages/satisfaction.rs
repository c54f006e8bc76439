//! How satisfied citizens are with the results of a period: answers by grade and factor, the rate
//! with its interval and the targets, the response rate, rows by one dimension, the course by month.
//! Those who may be rated see no answer that does not stand with others; the public sees no small
//! group. The free texts are a head's or leader's, without the dossiers.

mod table;
mod themes;

use affairs::rating::Factor;
use app::{Right, allow};
use askama::Template;
use axum::http::StatusCode;
use indicators::satisfaction::{
    CITY_TARGET, NATIONAL_TARGET, PublicGroups, Report, Satisfaction, Tally, list, satisfaction,
};
use indicators::{Dimension, NotPublic, Query};

use self::table::{Line, describe};
use crate::answer::{Answer, Error, html, html_with, see};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::pages::reports;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "satisfaction.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    content: Option<Content>,
}

/// The content of the page, where the query can be answered.
struct Content {
    said: String,
    filters: Vec<(String, String)>,
    /// Why there is no rate, or nothing to see.
    message: Option<String>,
    finding: Option<String>,
    /// Whether each target is reached.
    targets: Vec<String>,
    factors: Vec<Line>,
    caption: String,
    by_officer: bool,
    rows: Vec<Line>,
    months: Vec<Line>,
    /// The texts of the answers, for heads and leaders.
    texts: Option<Vec<String>>,
    withheld: bool,
    /// Complaints by theme, the last line their total; none where there is nothing to see.
    themes: Vec<[String; 5]>,
    files: [(String, String); 2],
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut request = FigureQuery::read(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&figure_query.link(context, "/satisfaction"));
    }
    let bar = FilterBar::new(context, "/satisfaction", &mut request)?;
    let layout = Layout::new(context, &context.text("page-satisfaction"));
    match request.figure_query {
        Ok(figure_query) => {
            if crate::report::Report::is_file(context) {
                return file(context, &figure_query);
            }
            let content = Some(content(context, &figure_query)?);
            html(&Page { layout, bar, content })
        }
        Err(_) => {
            let page = Page { layout, bar, content: None };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn content(context: &RequestContext, figure_query: &FigureQuery) -> Result<Content, Error> {
    let query = &figure_query.query;
    let answers = match figure_query.withheld_reason(context) {
        Some(few) => Err(few),
        None => report(context, figure_query, query),
    };
    let by_month = Query { by: Some(Dimension::Month), ..query.clone() };
    // The course by month, where it can be asked for too.
    let months = answers.as_ref().ok().and_then(|_| report(context, figure_query, &by_month).ok());
    let (report, refused) = match answers {
        Ok(report) => (report, None),
        Err(why) => (Report::default(), Some(why)),
    };
    let of_officer = query.by == Some(Dimension::Officer) || query.filters.officer.is_some();
    let factor = if of_officer { Factor::Officer } else { Factor::Service };
    let tally = report.total.tally(factor);
    let shown = texts(context, figure_query, &report.total)?;
    Ok(Content {
        said: basis_text(context, figure_query),
        filters: figure_query.filters(context),
        message: refused.or_else(|| message(context, figure_query, &report.total)),
        finding: finding(context, &tally),
        targets: targets(context, &tally),
        factors: table::factors(context, &report.total),
        caption: query.by.map(|by| table::caption(context, by)).unwrap_or_default(),
        by_officer: query.by == Some(Dimension::Officer),
        rows: table::rows(context, &report, query.by, factor),
        months: months
            .map(|months| table::rows(context, &months, Some(Dimension::Month), factor))
            .filter(|_| query.by != Some(Dimension::Month))
            .unwrap_or_default(),
        withheld: shown.as_ref().is_some_and(Option::is_none),
        texts: shown.flatten(),
        themes: themes::lines(context, figure_query)?,
        files: reports::files(context, figure_query, "/satisfaction"),
    })
}

/// The table of the page as a file.
fn file(context: &RequestContext, figure_query: &FigureQuery) -> Answer {
    let (_, file) = make(context, figure_query);
    file.answer(context, |_| see(&figure_query.link(context, "/satisfaction")))
}

/// The table of a question that was read, or why it cannot be asked for, with the report made of it.
pub(crate) fn make(
    context: &RequestContext,
    figure_query: &FigureQuery,
) -> (Result<Report, String>, crate::report::Report) {
    let query = &figure_query.query;
    let answers = match figure_query.withheld_reason(context) {
        Some(few) => Err(few),
        None => report(context, figure_query, query),
    };
    let by_officer = query.by == Some(Dimension::Officer);
    let factor = if by_officer { Factor::Officer } else { Factor::Service };
    let file = crate::report::Report {
        file: "satisfaction".to_owned(),
        title: context.text("page-satisfaction"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        empty: answers.as_ref().err().cloned(),
        ..table::file(context, answers.as_ref().ok(), query.by, factor)
    };
    (answers, file)
}

/// The table as far as the visitor may see it, or in words why it cannot be asked for.
fn report(
    context: &RequestContext,
    figure_query: &FigureQuery,
    query: &Query,
) -> Result<Report, String> {
    let today = figure_query.figures.zone.day(query.as_of);
    let facts = figure_query.facts();
    let mut report = satisfaction(facts.clone(), query);
    if !figure_query.scope.public {
        if query.by == Some(Dimension::Officer) {
            report.rows.retain(|(id, _)| shows_officer(context, &figure_query.scope, id));
        }
        return Ok(report.for_rated(facts, query, today));
    }
    let filters = &query.filters;
    let set = [&filters.field, &filters.channel, &filters.ward, &filters.officer, &filters.month];
    let rows = [Dimension::Unit, Dimension::Procedure, Dimension::Month];
    if set.iter().any(|filter| filter.is_some()) || query.by.is_some_and(|by| !rows.contains(&by)) {
        return Err(context.text("satisfaction-public_by"));
    }
    let groups = PublicGroups::of(facts, query, today).map_err(|why| not_public(context, why))?;
    Ok(report.suppressed(&groups, query.by))
}

/// Why the public may not ask a question, in words.
pub(crate) fn not_public(context: &RequestContext, why: NotPublic) -> String {
    match why {
        NotPublic::Dimensions => context.text("satisfaction-public_by"),
        NotPublic::Few => context.text("figures-few"),
        NotPublic::Merged => context.text("figures-together"),
        NotPublic::Period(from, to) => {
            let days = [("from", from), ("to", to)];
            let values = days.map(|(name, day)| (name, messages::date_of(day).into()));
            context.format("fault-public_period", &values)
        }
    }
}

fn basis_text(context: &RequestContext, figure_query: &FigureQuery) -> String {
    let query = &figure_query.query;
    let at = messages::instant(context.language, query.as_of, &figure_query.figures.zone);
    let [from, to] = [query.from, query.to].map(messages::date_of);
    let values = [("from", from.into()), ("to", to.into()), ("at", at.into())];
    context.format("satisfaction-said", &values)
}

/// Why there is no rate.
fn message(
    context: &RequestContext,
    figure_query: &FigureQuery,
    total: &Satisfaction,
) -> Option<String> {
    let with = |key: &str, n: u64| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        Some(context.format(key, &[("n", n.into())]))
    };
    match (total.given_out, total.answers) {
        (0, _) => Some(context.text("satisfaction-none")),
        (given_out, _) if total.kept_back && figure_query.scope.public => {
            with("satisfaction-kept_back_public", given_out)
        }
        _ if total.kept_back => Some(context.text("satisfaction-kept_back")),
        (given_out, 0) => with("satisfaction-no_answers", given_out),
        (_, answers) if total.tally(Factor::Service).rate().is_none() => {
            with("satisfaction-few", answers)
        }
        _ => None,
    }
}

fn finding(context: &RequestContext, tally: &Tally) -> Option<String> {
    let n = i64::try_from(tally.answers()).unwrap_or(i64::MAX);
    let values = [
        ("rate", context.percent(Some(&tally.rate()?)).into()),
        ("interval", describe(context, &tally.interval()?).into()),
        ("n", n.into()),
    ];
    Some(context.format("satisfaction-finding", &values))
}

fn targets(context: &RequestContext, tally: &Tally) -> Vec<String> {
    let targets = [(CITY_TARGET, "city"), (NATIONAL_TARGET, "national")];
    let lines = targets.into_iter().filter_map(|(target, whose)| {
        let key = if tally.reaches(target)? { "satisfaction-met" } else { "satisfaction-not_met" };
        let whose = context.text(&format!("satisfaction-{whose}"));
        let values = [("target", i64::from(target).into()), ("whose", whose.into())];
        Some(context.format(key, &values))
    });
    lines.collect()
}

/// The free texts, for those who lead and where answers stand together: `Some(None)` where their
/// showing cannot be put on record.
fn texts(
    context: &RequestContext,
    figure_query: &FigureQuery,
    total: &Satisfaction,
) -> Result<Option<Option<Vec<String>>>, Error> {
    let leads = allow(&context.who(), Right::Lead).is_ok() && !figure_query.scope.public;
    if !leads || total.answers == 0 {
        return Ok(None);
    }
    let codes = list(figure_query.facts(), &figure_query.query, true);
    let shown = context.app().rating_texts(&context.who(), &codes, context.now())?;
    Ok(match shown.is_withheld() {
        true => Some(None),
        false => Some(Some(shown.given().unwrap_or_default())),
    })
}

//! The reports of an agency: an index, and each as a page that prints and as a file. A module below
//! makes each report; what all share is here.

pub(crate) mod apologies;
pub(crate) mod book;
pub(crate) mod forms;
pub(crate) mod index_766;
pub(crate) mod late;
pub(crate) mod uptake;

use std::ops::Range;

use app::{Right, allow};
use askama::Template;
use axum::http::StatusCode;

use crate::answer::{Answer, Error, html, html_with, see};
use crate::figure_query::{FigureQuery, FigureRequest};
use crate::filters::FilterBar;
use crate::layout::Layout;
use crate::report::{Report, ReportTable};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "reports/index.html")]
struct Index {
    layout: Layout,
    heading: String,
    /// Name, address, and what it shows.
    reports: Vec<[String; 3]>,
}

#[derive(Template)]
#[template(path = "reports/one.html")]
struct One {
    layout: Layout,
    heading: String,
    lead: String,
    bar: FilterBar,
    sheet: Option<Sheet>,
}

/// A filled report.
pub(crate) struct Sheet {
    title: String,
    agency: String,
    about: Vec<(String, String)>,
    /// The hint above the report.
    message: Option<String>,
    table: ReportTable,
    /// Words and address of what follows on other pages.
    more: Option<(String, String)>,
    files: [(String, String); 2],
}

/// The reports with the right that each asks for.
const REPORTS: &[(&str, &str, Right)] = &[
    ("form_06a", "/figures/06a", Right::Public),
    ("form_06b", "/reports/06b", Right::Public),
    ("late_list", "/reports/late", Right::StaffFigures),
    ("apology_list", "/reports/apologies", Right::StaffFigures),
    ("register_book", "/reports/book", Right::RegisterBook),
    ("uptake", "/reports/uptake", Right::StaffFigures),
    ("satisfaction", "/satisfaction", Right::Public),
    ("evaluation", "/evaluation", Right::Evaluation),
    ("person", "/figures/mine", Right::Work),
    ("index_766", "/reports/766", Right::StaffFigures),
    ("summary", "/summary", Right::Public),
    ("figures", "/figures", Right::Public),
    ("advisers", "/advisers", Right::Campaigns),
    ("campaigns", "/campaigns", Right::Campaigns),
];

/// The reports that name dossiers: shown to those alone who see the register's dossiers.
const LISTS: [&str; 2] = ["late_list", "apology_list"];

/// A report in place of one that names dossiers, for readers of the public form.
fn not_listed(context: &RequestContext, figure_query: &FigureQuery, name: &str) -> Report {
    Report {
        file: name.replace('_', "-"),
        title: context.text(&format!("page-{name}")),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        empty: Some(context.text("reports-not_listed")),
        ..Report::default()
    }
}

/// The index.
pub(crate) fn index(context: &RequestContext) -> Answer {
    let who = context.who();
    let allowed = REPORTS.iter().filter(|(.., right)| allow(&who, *right).is_ok());
    let reports = allowed.map(|(name, path, _)| {
        [
            context.text(&format!("page-{name}")),
            context.to(path),
            context.text(&format!("reports-said_{name}")),
        ]
    });
    let heading = context.text("page-reports");
    html(&Index { layout: Layout::new(context, &heading), heading, reports: reports.collect() })
}

/// A report with what stands around it on its page.
pub(crate) struct Made {
    pub report: Report,
    pub message: Option<String>,
    pub more: Option<(String, String)>,
}

impl From<Report> for Made {
    fn from(report: Report) -> Self {
        Self { report, message: None, more: None }
    }
}

/// Answers with a report of what is asked: its page with the choice of the period, or its file.
pub(crate) fn show(
    context: &RequestContext,
    (name, path): (&str, &str),
    mut request: FigureRequest,
    make: impl FnOnce(&FigureQuery) -> Result<Made, Error>,
) -> Answer {
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&figure_query.link(context, path));
    }
    let bar = FilterBar::new(context, path, &mut request)?;
    let heading = context.text(&format!("page-{name}"));
    let layout = Layout::new(context, &heading);
    let lead = context.text(&format!("reports-said_{name}"));
    let Ok(figure_query) = request.figure_query else {
        if Report::is_file(context) {
            return see(&context.link(path, &context.params.with("as", "")));
        }
        let page = One { layout, heading, lead, bar, sheet: None };
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let withheld = LISTS.contains(&name) && figure_query.scope.public;
    let Made { report, message, more } = match withheld {
        true => not_listed(context, &figure_query, name).into(),
        false => make(&figure_query)?,
    };
    report.answer(context, |report| {
        let sheet = Some(sheet(context, (&figure_query, path), report, (message, more)));
        html(&One { layout, heading, lead, bar, sheet })
    })
}

fn sheet(
    context: &RequestContext,
    (figure_query, path): (&FigureQuery, &str),
    report: &Report,
    (message, more): (Option<String>, Option<(String, String)>),
) -> Sheet {
    Sheet {
        title: report.title.clone(),
        agency: report.agency.clone(),
        about: report.about.clone(),
        message,
        table: report.table(context.language),
        more,
        files: files(context, figure_query, path),
    }
}

/// The files of a table: words and address.
pub(crate) fn files(
    context: &RequestContext,
    figure_query: &FigureQuery,
    path: &str,
) -> [(String, String); 2] {
    ["xlsx", "csv"].map(|kind| {
        let address = context.link(path, &figure_query.params.with("as", kind));
        (context.text(&format!("reports-file_{kind}")), address)
    })
}

/// Rows of a page.
const ROWS: usize = 100;
/// Rows of a file at most.
pub(crate) const FILE_ROWS: usize = 20_000;

/// The rows of a list that a page or file shows.
pub(crate) struct Paged<'a, T> {
    pub rows: &'a [T],
    /// The number of the first, from 1.
    pub first: usize,
    /// The position of these rows, where they are not all rows.
    pub place: Option<String>,
    /// Words and address of the next ones.
    pub more: Option<(String, String)>,
}

/// The rows that the address asks for: a page of them, or all for a file.
pub(crate) fn page_of<'a, T>(
    context: &RequestContext,
    figure_query: &FigureQuery,
    path: &str,
    rows: &'a [T],
) -> Paged<'a, T> {
    let file = Report::is_file(context);
    let size = if file { FILE_ROWS } else { ROWS };
    let number = context.params.get("page").and_then(|page| page.parse::<usize>().ok());
    let page = number.filter(|_| !file).unwrap_or(1).clamp(1, rows.len().div_ceil(size).max(1));
    let begin = (page - 1) * size;
    let end = rows.len().min(begin + size);
    let more = (end < rows.len() && !file).then(|| {
        let params = figure_query.params.with("page", &(page + 1).to_string());
        (context.text("reports-next"), context.link(path, &params))
    });
    Paged { more, ..part_of(context, rows, begin..end) }
}

/// Some of the rows of a list.
pub(crate) fn part_of<'a, T>(
    context: &RequestContext,
    rows: &'a [T],
    part: Range<usize>,
) -> Paged<'a, T> {
    let numbers = [("first", part.start + 1), ("last", part.end), ("n", rows.len())];
    let numbers = numbers.map(|(name, n)| (name, (n as i64).into()));
    let place = (part.len() < rows.len()).then(|| context.format("reports-page_of", &numbers));
    Paged { first: part.start + 1, rows: &rows[part], place, more: None }
}

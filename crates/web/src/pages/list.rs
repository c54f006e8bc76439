//! The dossiers behind a figure: as many rows as the figure counts, a hundred at a time, in the
//! order asked for; and the same as a file.

mod groups;

use std::collections::{BTreeMap, HashSet};

use app::{DossierRow, Purpose, Shown};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use indicators::{Basis, Dimension, DossierFacts, Figure, PublicTables};

use self::groups::Grouped;
use crate::address::Params;
use crate::answer::{Answer, Error, html, html_with, see};
use crate::fields::Fault;
use crate::figure_query::{FigureQuery, figure_name, shows_officer};
use crate::filters::{Choice, FilterBar};
use crate::layout::Layout;
use crate::pages::figures::describe;
use crate::pages::reports::{FILE_ROWS, part_of};
use crate::report::{Cell, Column, Report};
use crate::request_context::RequestContext;

/// Rows of a page.
const ROWS: usize = 100;
const SORTS: [&str; 4] = ["code", "received", "due", "ended"];

#[derive(Template)]
#[template(path = "list.html")]
struct Page {
    layout: Layout,
    bar: FilterBar,
    list: Option<List>,
}

/// The list as it is shown.
struct List {
    heading: String,
    text: String,
    filters: Vec<(String, String)>,
    definition: String,
    /// Another unit's dossiers are not listed.
    message: Option<String>,
    /// Whether names are withheld: their showing cannot be put on record.
    withheld: bool,
    /// The public form, in place of the rows.
    grouped: Option<Grouped>,
    /// The same query by state.
    states: Vec<Tab>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    place: String,
    first: Option<String>,
    next: Option<String>,
    back: String,
    /// The list as files: words and address.
    files: [(String, String); 2],
}

/// A state with its number.
struct Tab {
    label: String,
    href: String,
    current: bool,
}

/// The states of the tabs, the most pressing first.
const STATES: [Figure; 7] = [
    Figure::OpenPastDue,
    Figure::OpenWithinDue,
    Figure::OpenPaused,
    Figure::Late,
    Figure::InTime,
    Figure::Withdrawn,
    Figure::Received,
];

/// A column's head; some are links that sort.
struct Head {
    label: String,
    href: Option<String>,
    sorted: Option<&'static str>,
}

struct Row {
    code: String,
    /// The applicant, for a reader who may see who it is.
    applicant: String,
    href: String,
    procedure: String,
    unit: String,
    received: String,
    due: String,
    ended: String,
    holder: String,
    /// The tag's class and word.
    outcome: (String, String),
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let mut request = FigureQuery::read(context)?;
    if let (true, Ok(figure_query)) = (context.params.has_blank(), &request.figure_query) {
        return see(&context.link("/list", &address(context, figure_query)));
    }
    if let Err(fault) = figure(context) {
        match &mut request.figure_query {
            Err(faults) => faults.push(fault),
            Ok(_) => request.figure_query = Err(vec![fault]),
        }
    }
    let figure = figure_or_received(context);
    let mut bar = FilterBar::new(context, "/list", &mut request)?;
    let basis = request.basis();
    bar.figure = figures(context, figure, basis);
    let sort = context.params.get("sort").unwrap_or(if unasked(context) { "due" } else { "" });
    bar.stored.extend((!sort.is_empty()).then(|| ("sort", sort.to_owned())));
    let title = figure_name(context, figure, basis);
    let layout = Layout::new(context, &format!("{}: {title}", context.text("page-list")));
    let Ok(figure_query) = request.figure_query else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { layout, bar, list: None });
    };
    let list = Some(match &figure_query.tables {
        Some(tables) => public(context, &figure_query, tables, figure)?,
        None => list(context, &figure_query, figure)?,
    });
    html(&Page { layout, bar, list })
}

/// The files of a list: words and address.
fn files(context: &RequestContext, params: &Params) -> [(String, String); 2] {
    ["xlsx", "csv"].map(|kind| {
        let words = context.text(&format!("list-{kind}"));
        (words, context.link(&format!("/list.{kind}"), params))
    })
}

/// The parameters of this list, from its first row on.
fn address(context: &RequestContext, figure_query: &FigureQuery) -> Params {
    let params =
        figure_query.params.with("by", "").with("figure", figure_or_received(context).code());
    let sort = context.params.get("sort").unwrap_or(if unasked(context) { "due" } else { "" });
    params.with("sort", sort)
}

/// Whether an officer opens the list and asks for nothing: what is late and open stands first.
fn unasked(context: &RequestContext) -> bool {
    context.is_officer() && context.params.pairs().is_empty()
}

fn figure_or_received(context: &RequestContext) -> Figure {
    let figure = context.params.get("figure").and_then(|word| word.parse().ok());
    figure.unwrap_or(if unasked(context) { Figure::OpenPastDue } else { Figure::Received })
}

/// The figures whose dossiers can be listed.
fn figures(context: &RequestContext, chosen: Figure, basis: Basis) -> Vec<Choice> {
    let choice = |figure: Figure| Choice {
        value: figure.code().to_owned(),
        label: figure_name(context, figure, basis),
        chosen: figure == chosen,
    };
    Figure::all().map(choice).collect()
}

fn figure(context: &RequestContext) -> Result<(), Fault> {
    let Some(word) = context.params.get("figure") else { return Ok(()) };
    if word.parse::<Figure>().is_ok() {
        return Ok(());
    }
    let codes: Vec<&str> = Figure::all().map(Figure::code).collect();
    let values = [("word", word.into()), ("known", codes.join(", ").into())];
    Err(Fault::new("figure", context.format("fault-word", &values)))
}

/// The facts behind a figure with their keys, in the order asked for.
fn sorted<'a>(
    context: &RequestContext,
    figure_query: &'a FigureQuery,
    figure: Figure,
) -> Vec<(i64, &'a DossierFacts)> {
    let codes = indicators::list(
        figure_query.within(&figure_query.query),
        &figure_query.query,
        figure,
        None,
    );
    let codes: HashSet<&str> = codes.into_iter().collect();
    // A restatement may be of a dossier that was not known then.
    let facts = figure_query
        .within(&figure_query.query)
        .map(|history| history.as_of(figure_query.query.as_of).unwrap_or(history.latest()));
    let listed = facts.filter(|fact| codes.contains(fact.code.as_str()));
    let (by, falling) = order(context);
    let state = figure_query.state();
    let key = |fact: &DossierFacts| {
        let at = match by {
            "received" => fact.received,
            "due" => fact.received.map(|_| *fact.due.at(state)),
            "ended" => fact.ended(state),
            _ => return 0,
        };
        let at = at.map_or(i64::MAX, |at| at.0);
        if falling { at.saturating_neg() } else { at }
    };
    let mut rows: Vec<(i64, &DossierFacts)> = listed.map(|fact| (key(fact), fact)).collect();
    rows.sort_unstable_by(|one, other| place(one).cmp(&place(other)));
    if by == "code" && falling {
        rows.reverse();
    }
    rows
}

fn place<'a>(row: &(i64, &'a DossierFacts)) -> (i64, &'a str) {
    (row.0, row.1.code.as_str())
}

fn order(context: &RequestContext) -> (&str, bool) {
    let word = context.params.get("sort").unwrap_or(if unasked(context) { "due" } else { "code" });
    let (by, falling) = word.strip_prefix('-').map_or((word, false), |by| (by, true));
    if SORTS.contains(&by) { (by, falling) } else { ("code", false) }
}

/// The index of the first row after the one that an address names by key and code.
fn start(context: &RequestContext, rows: &[(i64, &DossierFacts)]) -> usize {
    let Some(after) = context.params.get("after") else { return 0 };
    let split = after.split_once('~');
    let keyed = split.and_then(|(key, code)| Some((key.parse::<i64>().ok()?, code)));
    let after = keyed.unwrap_or((0, after));
    match order(context) {
        ("code", true) => rows.partition_point(|row| place(row) >= after),
        _ => rows.partition_point(|row| place(row) <= after),
    }
}

fn list(
    context: &RequestContext,
    figure_query: &FigureQuery,
    figure: Figure,
) -> Result<List, Error> {
    let rows = sorted(context, figure_query, figure);
    let begin = start(context, &rows);
    let end = rows.len().min(begin + ROWS);
    let params = address(context, figure_query);
    let next = rows[begin..end].last().filter(|_| end < rows.len()).map(|(key, fact)| {
        let after = if *key == 0 { fact.code.clone() } else { format!("{key}~{}", fact.code) };
        context.link("/list", &params.with("after", &after))
    });
    let shown = rows[begin..end].iter().map(|(_, fact)| *fact);
    let names = applicants(context, figure_query, shown.clone())?;
    let applicants = names.clone().given().unwrap_or_default();
    let whole = rows.len() as i64;
    let values = [
        ("n", whole.into()),
        ("first", (begin as i64 + 1).min(whole).into()),
        ("last", (end as i64).into()),
    ];
    Ok(List {
        heading: context.format(
            "list-heading",
            &[("n", whole.into()), ("figure", figure_query.name(context, figure).into())],
        ),
        text: figure_query.describe(context),
        filters: figure_query.filters(context),
        definition: super::figures::definition(
            context.language.code(),
            figure.code(),
            figure_query.query.basis,
        ),
        message: describe(context, figure_query),
        withheld: names.is_withheld(),
        grouped: None,
        states: states(context, figure_query, figure, &params)?,
        heads: heads(context, &params),
        rows: shown.map(|fact| row(context, figure_query, fact, &applicants)).collect(),
        place: context.format("list-place", &values),
        first: (begin > 0).then(|| context.link("/list", &params)),
        next,
        back: figure_query.link(context, "/figures"),
        files: files(context, &params),
    })
}

/// The list in its public form.
fn public(
    context: &RequestContext,
    figure_query: &FigureQuery,
    tables: &PublicTables,
    figure: Figure,
) -> Result<List, Error> {
    let grouped = Grouped::new(context, figure_query, tables, figure)?;
    Ok(List {
        heading: grouped.heading.clone(),
        text: figure_query.describe(context),
        filters: figure_query.filters(context),
        definition: super::figures::definition(
            context.language.code(),
            figure.code(),
            figure_query.query.basis,
        ),
        message: None,
        withheld: false,
        states: Vec::new(),
        heads: Vec::new(),
        rows: Vec::new(),
        place: String::new(),
        first: None,
        next: None,
        back: figure_query.link(context, "/figures"),
        files: files(context, &address(context, figure_query)),
        grouped: Some(grouped),
    })
}

/// The same query by state, with the number of dossiers of each list.
fn states(
    context: &RequestContext,
    figure_query: &FigureQuery,
    figure: Figure,
    params: &Params,
) -> Result<Vec<Tab>, Error> {
    let counts = figure_query.report(context, &figure_query.query)?.total;
    let tab = |state: Figure| {
        let name = figure_query.name(context, state);
        let number = context.number(counts.of(state));
        Tab {
            label: format!("{name} ({number})"),
            href: context.link("/list", &params.with("figure", state.code())),
            current: state == figure,
        }
    };
    Ok(STATES.map(tab).into())
}

/// The heads: label, and for those that sort the address and how it is sorted now.
fn heads(context: &RequestContext, params: &Params) -> Vec<Head> {
    let columns = ["code", "outcome", "procedure", "unit", "received", "due", "ended", "holder"];
    let (by, falling) = order(context);
    let head = |name: &str| {
        let label = context.text(&format!("list-{name}"));
        let sorted = (by == name).then_some(if falling { "descending" } else { "ascending" });
        let sort = if by == name && !falling { format!("-{name}") } else { name.to_owned() };
        let href =
            SORTS.contains(&name).then(|| context.link("/list", &params.with("sort", &sort)));
        Head { label, href, sorted }
    };
    columns.map(head).into()
}

/// The applicants of the dossiers shown, by what the list calls these: one showing, on record for all
/// of them.
fn applicants<'a>(
    context: &RequestContext,
    figure_query: &FigureQuery,
    facts: impl Iterator<Item = &'a DossierFacts>,
) -> Result<Shown<BTreeMap<String, String>>, Error> {
    let (app, who, now) = (context.app(), context.who(), context.now());
    let codes: Vec<&str> = facts.map(|fact| fact.code.as_str()).collect();
    let rows = app.rows_of(&who, (&figure_query.figures.register, &codes), now)?;
    let names = app.applicants(&who, &rows, Purpose::List, now)?;
    Ok(names.map(|names| {
        let named = rows.into_iter().zip(names);
        let name = |row: DossierRow| if row.code.is_empty() { row.stream } else { row.code };
        named.filter_map(|(row, applicant)| Some((name(row), applicant?.name))).collect()
    }))
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    fact: &DossierFacts,
    applicants: &BTreeMap<String, String>,
) -> Row {
    let (names, state) = (context.names(), figure_query.state());
    let describe = |at: Option<Instant>| at.map(|at| short(figure_query, at)).unwrap_or_default();
    let received = fact.received.filter(|at| *at <= state);
    let outcome = match (received, fact.refused) {
        (Some(_), _) => {
            let outcome = fact.outcome(state, figure_query.query.by_date);
            (outcome.code().to_owned(), messages::outcome(context.language, outcome))
        }
        (None, Some(_)) => ("refused".into(), context.text("phase-refused")),
        (None, None) => (String::new(), String::new()),
    };
    Row {
        code: fact.code.clone(),
        applicant: applicants.get(&fact.code).cloned().unwrap_or_default(),
        href: context.dossier(&fact.code, &figure_query.figures.register),
        procedure: names.procedure(&fact.procedure),
        unit: names.unit(fact.unit.at(state)),
        received: describe(received.or(fact.refused)),
        due: describe(received.map(|_| *fact.due.at(state))),
        ended: describe(fact.ended(state)),
        holder: holder(context, figure_query, fact).map(|id| names.officer(id)).unwrap_or_default(),
        outcome,
    }
}

/// The holder, where the visitor may see figures about this officer: a list reveals as much as a table.
fn holder<'a>(
    context: &RequestContext,
    figure_query: &FigureQuery,
    fact: &'a DossierFacts,
) -> Option<&'a str> {
    let state = figure_query.state();
    let id = fact.received.filter(|at| *at <= state).map(|_| fact.holder.at(state).as_str())?;
    shows_officer(context, &figure_query.scope, id).then_some(id)
}

/// `22/11/2018 16:30`.
fn short(figure_query: &FigureQuery, at: Instant) -> String {
    let (day, millis) = figure_query.figures.zone.civil(at);
    let minutes = millis / 60_000;
    // Cannot overflow: a day has 24 hours.
    let time = text::date::time((minutes / 60) as i8, (minutes % 60) as i8);
    format!("{} {time}", messages::date_of(day))
}

/// The list as comma-separated values, with codes.
pub(crate) fn table_csv(context: &RequestContext) -> Answer {
    let Some(figure_query) = of_file(context)? else {
        return see(&context.link("/list", &context.params));
    };
    report(context, &figure_query, false)?.csv(context.language)
}

/// The list as a workbook, with names.
pub(crate) fn table_xlsx(context: &RequestContext) -> Answer {
    let Some(figure_query) = of_file(context)? else {
        return see(&context.link("/list", &context.params));
    };
    report(context, &figure_query, true)?.xlsx(context)
}

/// The question of a file; `None` where it has a fault, which the page shows.
fn of_file(context: &RequestContext) -> Result<Option<FigureQuery>, Error> {
    let figure_query = FigureQuery::read(context)?.figure_query.ok();
    Ok(figure_query.filter(|_| figure(context).is_ok()))
}

/// The list as a report: rows with codes as in the record, or with names.
fn report(
    context: &RequestContext,
    figure_query: &FigureQuery,
    named: bool,
) -> Result<Report, Error> {
    let figure = figure_or_received(context);
    let report = Report {
        file: figure.code().to_owned(),
        title: context.text("sheet-title"),
        agency: figure_query.reporter(context),
        about: figure_query.about(context),
        empty: Some(context.text("list-empty")),
        ..Report::default()
    };
    if let Some(tables) = &figure_query.tables {
        return groups::as_report(context, figure_query, (tables, figure), report);
    }
    let names = context.names();
    let shown = |by: Dimension, key: &str| match named && !key.is_empty() {
        true => Cell::text(names.value(by, key)),
        false => Cell::text(key),
    };
    let (zone, state) = (&figure_query.figures.zone, figure_query.state());
    let all = sorted(context, figure_query, figure);
    // The list with codes is whole.
    let most = if named { FILE_ROWS } else { usize::MAX };
    let shown_part = part_of(context, &all, 0..all.len().min(most));
    let rows = shown_part.rows.iter().map(|(_, fact)| {
        let received = fact.received.filter(|at| *at <= state);
        let outcome = received.map(|_| fact.outcome(state, figure_query.query.by_date));
        let outcome = match outcome {
            Some(outcome) => messages::outcome(context.language, outcome),
            None => messages::phase(context.language, dossier::Phase::Refused),
        };
        vec![
            Cell::text(&fact.code),
            Cell::text(outcome),
            shown(Dimension::Procedure, &fact.procedure),
            shown(Dimension::Unit, fact.unit.at(state)),
            Cell::instant(zone, received.or(fact.refused)),
            Cell::instant(zone, received.map(|_| *fact.due.at(state))),
            Cell::instant(zone, fact.ended(state)),
            shown(Dimension::Officer, holder(context, figure_query, fact).unwrap_or_default()),
            shown(Dimension::Ward, &fact.ward),
            shown(Dimension::Channel, &fact.channel),
        ]
    });
    let rows = rows.collect();
    let notes = shown_part.place.into_iter().collect();
    let columns = HEADS.iter().map(|head| Column::words(context.text(head)));
    Ok(Report { columns: columns.collect(), rows, notes, ..report })
}

/// The columns of the files.
const HEADS: [&str; 10] = [
    "sheet-code",
    "sheet-outcome",
    "by-procedure",
    "by-unit",
    "sheet-received_at",
    "sheet-due",
    "sheet-ended",
    "by-officer",
    "by-ward",
    "by-channel",
];

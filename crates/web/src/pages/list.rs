//! The dossiers behind a figure: as many rows as the figure says, a hundred at a time, in the order
//! asked for; and the same as a file.

mod groups;

use std::collections::HashSet;

use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use indicators::{Fact, Figure};

use self::groups::Grouped;
use crate::address::Params;
use crate::answer::{Answer, Error, csv, html, html_with, see};
use crate::csv::Csv;
use crate::filters::FilterBar;
use crate::frame::Frame;
use crate::pages::figures::said;
use crate::question::{Fault, Question, shows_officer};
use crate::visit::Visit;

/// Rows of a page.
const ROWS: usize = 100;
const SORTS: [&str; 4] = ["code", "received", "due", "ended"];

#[derive(Template)]
#[template(path = "list.html")]
struct Page {
    frame: Frame,
    bar: FilterBar,
    list: Option<List>,
}

/// The list as it is shown.
struct List {
    heading: String,
    told: String,
    filters: Vec<(String, String)>,
    definition: String,
    /// Another unit's dossiers are not listed.
    said: Option<String>,
    /// The public form, in place of the rows.
    grouped: Option<Grouped>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    place: String,
    first: Option<String>,
    next: Option<String>,
    back: String,
    csv: String,
}

/// A column's head; some are links that sort.
struct Head {
    label: String,
    href: Option<String>,
    sorted: Option<&'static str>,
}

struct Row {
    code: String,
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

pub(crate) fn page(visit: &Visit) -> Answer {
    let mut asked = Question::read(visit)?;
    if let (true, Ok(question)) = (visit.params.has_blank(), &asked.question) {
        return see(&visit.link("/list", &address(visit, question)));
    }
    if let Err(fault) = figure(visit) {
        match &mut asked.question {
            Err(faults) => faults.push(fault),
            Ok(_) => asked.question = Err(vec![fault]),
        }
    }
    let figure = figure_or_received(visit);
    let bar = FilterBar::new(visit, "/list", &mut asked)?;
    let title = visit.t(&format!("figure-{}", figure.code()));
    let frame = Frame::new(visit, &format!("{}: {title}", visit.t("page-list")));
    let Ok(question) = asked.question else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Page { frame, bar, list: None });
    };
    let list = Some(match question.scope.public {
        true => public(visit, &question, figure)?,
        false => list(visit, &question, figure),
    });
    html(&Page { frame, bar, list })
}

/// What asks for this list, from its first row on.
fn address(visit: &Visit, question: &Question) -> Params {
    let params = question.params.with("by", "").with("figure", figure_or_received(visit).code());
    params.with("sort", visit.params.get("sort").unwrap_or_default())
}

fn figure_or_received(visit: &Visit) -> Figure {
    let asked = visit.params.get("figure").and_then(|word| word.parse().ok());
    asked.unwrap_or(Figure::Received)
}

fn figure(visit: &Visit) -> Result<(), Fault> {
    let Some(word) = visit.params.get("figure") else { return Ok(()) };
    if word.parse::<Figure>().is_ok() {
        return Ok(());
    }
    let known: Vec<&str> = Figure::all().map(Figure::code).collect();
    let values = [("word", word.into()), ("known", known.join(", ").into())];
    Err(Fault { field: "main", message: visit.say("fault-word", &values) })
}

/// The facts behind a figure with their keys, in the order asked for.
fn sorted<'a>(visit: &Visit, question: &'a Question, figure: Figure) -> Vec<(i64, &'a Fact)> {
    let codes = indicators::list(question.facts(), &question.query, figure, None);
    let codes: HashSet<&str> = codes.into_iter().collect();
    // A restatement may be of a dossier that was not known then.
    let facts =
        question.facts().map(|known| known.as_of(question.query.as_of).unwrap_or(known.latest()));
    let found = facts.filter(|fact| codes.contains(fact.code.as_str()));
    let (by, falling) = order(visit);
    let state = question.state();
    let key = |fact: &Fact| {
        let at = match by {
            "received" => fact.received,
            "due" => fact.received.map(|_| *fact.due.at(state)),
            "ended" => fact.ended(state),
            _ => return 0,
        };
        let at = at.map_or(i64::MAX, |at| at.0);
        if falling { at.saturating_neg() } else { at }
    };
    let mut rows: Vec<(i64, &Fact)> = found.map(|fact| (key(fact), fact)).collect();
    rows.sort_unstable_by(|one, other| place(one).cmp(&place(other)));
    if by == "code" && falling {
        rows.reverse();
    }
    rows
}

fn place<'a>(row: &(i64, &'a Fact)) -> (i64, &'a str) {
    (row.0, row.1.code.as_str())
}

fn order(visit: &Visit) -> (&str, bool) {
    let asked = visit.params.get("sort").unwrap_or("code");
    let (by, falling) = asked.strip_prefix('-').map_or((asked, false), |by| (by, true));
    if SORTS.contains(&by) { (by, falling) } else { ("code", false) }
}

/// The index of the first row after the one that an address names by key and code.
fn start(visit: &Visit, rows: &[(i64, &Fact)]) -> usize {
    let Some(after) = visit.params.get("after") else { return 0 };
    let split = after.split_once('~');
    let keyed = split.and_then(|(key, code)| Some((key.parse::<i64>().ok()?, code)));
    let after = keyed.unwrap_or((0, after));
    match order(visit) {
        ("code", true) => rows.partition_point(|row| place(row) >= after),
        _ => rows.partition_point(|row| place(row) <= after),
    }
}

fn list(visit: &Visit, question: &Question, figure: Figure) -> List {
    let rows = sorted(visit, question, figure);
    let begin = start(visit, &rows);
    let end = rows.len().min(begin + ROWS);
    let params = address(visit, question);
    let next = rows[begin..end].last().filter(|_| end < rows.len()).map(|(key, fact)| {
        let after = if *key == 0 { fact.code.clone() } else { format!("{key}~{}", fact.code) };
        visit.link("/list", &params.with("after", &after))
    });
    let whole = rows.len() as i64;
    let values = [
        ("n", whole.into()),
        ("first", (begin as i64 + 1).min(whole).into()),
        ("last", (end as i64).into()),
    ];
    List {
        heading: visit.say(
            "list-heading",
            &[
                ("n", whole.into()),
                ("figure", visit.t(&format!("figure-{}", figure.code())).into()),
            ],
        ),
        told: question.told(visit),
        filters: question.filters(visit),
        definition: super::figures::definition(visit.language.code(), figure.code()),
        said: said(visit, question),
        grouped: None,
        heads: heads(visit, &params),
        rows: rows[begin..end].iter().map(|(_, fact)| row(visit, question, fact)).collect(),
        place: visit.say("list-place", &values),
        first: (begin > 0).then(|| visit.link("/list", &params)),
        next,
        back: question.link(visit, "/figures"),
        csv: visit.link("/list.csv", &params),
    }
}

/// The list in its public form.
fn public(visit: &Visit, question: &Question, figure: Figure) -> Result<List, Error> {
    let grouped = Grouped::new(visit, question, figure)?;
    Ok(List {
        heading: grouped.heading.clone(),
        told: question.told(visit),
        filters: question.filters(visit),
        definition: super::figures::definition(visit.language.code(), figure.code()),
        said: None,
        heads: Vec::new(),
        rows: Vec::new(),
        place: String::new(),
        first: grouped.first.clone(),
        next: grouped.next.clone(),
        back: question.link(visit, "/figures"),
        csv: visit.link("/list.csv", &address(visit, question)),
        grouped: Some(grouped),
    })
}

/// The heads: label, and for those that sort the address and how it is sorted now.
fn heads(visit: &Visit, params: &Params) -> Vec<Head> {
    let columns = ["code", "outcome", "procedure", "unit", "received", "due", "ended", "holder"];
    let (by, falling) = order(visit);
    let head = |name: &str| {
        let label = visit.t(&format!("list-{name}"));
        let sorted = (by == name).then_some(if falling { "descending" } else { "ascending" });
        let sort = if by == name && !falling { format!("-{name}") } else { name.to_owned() };
        let href = SORTS.contains(&name).then(|| visit.link("/list", &params.with("sort", &sort)));
        Head { label, href, sorted }
    };
    columns.map(head).into()
}

fn row(visit: &Visit, question: &Question, fact: &Fact) -> Row {
    let (names, state) = (visit.names(), question.state());
    let told = |at: Option<Instant>| at.map(|at| short(question, at)).unwrap_or_default();
    let received = fact.received.filter(|at| *at <= state);
    let outcome = match (received, fact.refused) {
        (Some(_), _) => {
            let outcome = fact.outcome(state, question.query.by_date);
            (outcome.code().to_owned(), messages::outcome(visit.language, outcome))
        }
        (None, Some(_)) => ("refused".into(), visit.t("phase-refused")),
        (None, None) => (String::new(), String::new()),
    };
    Row {
        code: fact.code.clone(),
        href: visit.dossier(&fact.code, &question.figures.register),
        procedure: names.procedure(&fact.procedure),
        unit: names.unit(fact.unit.at(state)),
        received: told(received.or(fact.refused)),
        due: told(received.map(|_| *fact.due.at(state))),
        ended: told(fact.ended(state)),
        holder: holder(visit, question, fact).map(|id| names.officer(id)).unwrap_or_default(),
        outcome,
    }
}

/// Who holds it, where the visitor sees figures about them: a list counts as well as a table does.
fn holder<'a>(visit: &Visit, question: &Question, fact: &'a Fact) -> Option<&'a str> {
    let state = question.state();
    let id = fact.received.filter(|at| *at <= state).map(|_| fact.holder.at(state).as_str())?;
    shows_officer(visit, &question.scope, id).then_some(id)
}

/// `22/11/2018 16:30`.
fn short(question: &Question, at: Instant) -> String {
    let (day, millis) = question.figures.zone.civil(at);
    let minutes = millis / 60_000;
    // Cannot overflow: a day has 24 hours.
    let time = text::date::time((minutes / 60) as i8, (minutes % 60) as i8);
    format!("{} {time}", messages::date_of(day))
}

pub(crate) fn table_csv(visit: &Visit) -> Answer {
    let (Ok(question), Ok(())) = (Question::read(visit)?.question, figure(visit)) else {
        return see(&visit.link("/list", &visit.params));
    };
    if question.scope.public {
        return groups::as_csv(&question, figure_or_received(visit));
    }
    let heads = [
        "code",
        "outcome",
        "procedure",
        "unit",
        "received",
        "due",
        "ended",
        "holder",
        "ward",
        "channel",
    ];
    let mut file = Csv::new(&heads);
    let zone = &question.figures.zone;
    let state = question.state();
    let told = |at: Option<Instant>| at.map(|at| zone.format(at)).unwrap_or_default();
    let figure = figure_or_received(visit);
    for (_, fact) in sorted(visit, &question, figure) {
        let received = fact.received.filter(|at| *at <= state);
        let outcome =
            received.map_or("refused", |_| fact.outcome(state, question.query.by_date).code());
        file.line(&[
            fact.code.as_str(),
            outcome,
            &fact.procedure,
            fact.unit.at(state),
            &told(received.or(fact.refused)),
            &told(received.map(|_| *fact.due.at(state))),
            &told(fact.ended(state)),
            holder(visit, &question, fact).unwrap_or_default(),
            &fact.ward,
            &fact.channel,
        ]);
    }
    csv(figure.code(), file.finish())
}

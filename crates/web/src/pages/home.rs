//! The portal's entrance, for one person: find a procedure, follow a dossier, when the desk is
//! open, and the agency's figures of usual periods.

use app::Figures;
use askama::Template;
use calendar::Day;
use indicators::{Counts, Edges, Figure, SMALLEST};

use super::procedures::{Hours, Pick, events};
use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    layout: Layout,
    heading: String,
    title: String,
    demonstration: bool,
    search: String,
    /// The number of procedures.
    procedures: String,
    events: Vec<Pick>,
    /// Links to what was filed.
    filed: Vec<Pick>,
    hours: Option<Hours>,
    sign_in: String,
    periods: Vec<Period>,
    registers: Vec<Way>,
    links: Vec<Way>,
}

/// A link with its description.
struct Way {
    href: String,
    label: String,
    text: String,
}

/// A row of the table of periods.
struct Period {
    name: String,
    span: String,
    href: String,
    cells: Vec<String>,
    finished: String,
    in_time: String,
}

/// The figures of a period that the first page shows.
const SHOWN: [Figure; 4] = [Figure::Received, Figure::Finished, Figure::Late, Figure::Open];

pub(crate) fn home(context: &RequestContext) -> Answer {
    let figures = context.shared.site.app.figures(None)?.ok();
    let (title, registers) = folder(context)?;
    let agency = context.rules.agency.as_ref();
    let heading = match agency {
        Some(agency) => crate::layout::name(agency, context.language),
        None => context.text("home-no_agency"),
    };
    let periods = match &figures {
        Some(figures) if !figures.facts.is_empty() => periods(context, figures)?,
        _ => Vec::new(),
    };
    html(&Home {
        layout: Layout::new(context, &context.text("page-home")),
        heading,
        title,
        demonstration: context.shared.site.demonstration.is_some(),
        search: context.link("/procedures", &Params::default()),
        procedures: procedures(context),
        events: events(context),
        filed: filed(context),
        hours: Hours::of(context),
        sign_in: context.link("/sign-in", &Params::default()),
        periods,
        registers,
        links: ["figures", "form_06a", "about"].map(|key| link(context, key)).into(),
    })
}

fn link(context: &RequestContext, key: &str) -> Way {
    let path = if key == "form_06a" { "/figures/06a".to_owned() } else { format!("/{key}") };
    let text = context.text(&format!("home-to_{key}"));
    Way {
        href: context.link(&path, &Params::default()),
        label: context.text(&format!("page-{key}")),
        text,
    }
}

/// The name of the folder, and its registers: name, size, address of its figures.
fn folder(context: &RequestContext) -> Result<(String, Vec<Way>), Error> {
    let key = match context.language {
        text::Language::Vietnamese => "scenario_title",
        text::Language::English => "scenario_title_en",
    };
    let title = context.app().ask(|inquiry| inquiry.meta(key))?;
    let registers = context.app().registers()?;
    let agency = context.rules.agency.as_ref();
    let row = |(name, size): (String, u64)| {
        let own = agency.filter(|agency| agency.code == name);
        let params = Params::default().with("register", if own.is_some() { "" } else { &name });
        let label = own.map_or(name, |agency| crate::layout::name(agency, context.language));
        Way {
            href: context.link("/figures", &params),
            label,
            text: if size < SMALLEST { String::new() } else { context.number(size) },
        }
    };
    Ok((title.unwrap_or_default(), registers.into_iter().map(row).collect()))
}

fn procedures(context: &RequestContext) -> String {
    let count = context.rules.procedures_on(context.today()).count();
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    context.format("home-all_procedures", &[("n", n.into())])
}

/// Every visitor may follow a dossier; a citizen's own page only where people file here.
fn filed(context: &RequestContext) -> Vec<Pick> {
    let local = context.rules.agency.as_ref().is_some_and(|agency| agency.local_filing);
    let pick = |(key, path): (&str, &str)| Pick {
        href: context.link(path, &Params::default()),
        label: context.text(&format!("home-{key}")),
        text: context.text(&format!("home-{key}_text")),
        count: String::new(),
    };
    let ways = [("track", "/track"), ("my", "/my")];
    let shown = local && !context.is_officer();
    ways.into_iter().filter(|(key, _)| shown || *key != "my").map(pick).collect()
}

/// The year to date, the last full month, quarter and year, and everything.
fn periods(context: &RequestContext, figures: &Figures) -> Result<Vec<Period>, Error> {
    let today = context.today();
    let (year, month, _) = today.ymd();
    let before_this_month = today.first_of_month().plus(-1);
    let quarter = Day::from_ymd(year, (month - 1) / 3 * 3 + 1, 1);
    let last_quarter = quarter.plus(-1).first_of_month().plus(-32).first_of_month();
    let mut spans = vec![
        ("period-year_to_date", Day::from_ymd(year, 1, 1), today),
        ("period-last_month", before_this_month.first_of_month(), before_this_month),
        ("period-last_quarter", last_quarter, quarter.plus(-1)),
        ("period-last_year", Day::from_ymd(year - 1, 1, 1), Day::from_ymd(year - 1, 12, 31)),
    ];
    if let Some((first, last)) = figures.facts.values().days() {
        spans.push(("period-all", first.first_of_month(), last.last_of_month()));
    }
    spans.into_iter().map(|(key, from, to)| period(context, figures, key, (from, to))).collect()
}

fn period(
    context: &RequestContext,
    figures: &Figures,
    key: &str,
    days: (Day, Day),
) -> Result<Period, Error> {
    let (from, to) = days;
    let counts = context.shared.counts.of(figures).total(figures, days, context.now())?;
    // A query that the public may not ask is not linked here either.
    let is_asked = Edges::of(&figures.facts).period(from, to, context.today());
    let number = |figure| match is_asked {
        true => context.number(counts.of(figure)),
        false => context.percent(None),
    };
    let rates = if is_asked { counts.rates() } else { Counts::default().rates() };
    let params = Params::default().with("from", &from.to_string()).with("to", &to.to_string());
    Ok(Period {
        name: context.text(key),
        span: format!("{} – {}", messages::date_of(from), messages::date_of(to)),
        href: context.link("/figures", &params),
        cells: SHOWN.map(number).into(),
        finished: context.percent(rates.finished.as_deref()),
        in_time: context.percent(rates.in_time.as_deref()),
    })
}

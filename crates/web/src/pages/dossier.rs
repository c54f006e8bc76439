//! A dossier: how it stands, who held it, each step against its budget, what happened, who made it
//! late, and what its reader can do with it.

mod held;
mod history;
pub(super) mod inside;
pub(crate) mod papers;
pub(crate) mod sheet;
pub(super) mod standing;

use app::{DossierView, Personal, Purpose, VisibleDossier};
use askama::Template;
use calendar::Instant;
use dossier::{Event, Recorded, RuleSet};
use http::names::Names;

use self::held::{Division, Held};
use self::history::{Entry, Stretch};
use self::inside::Inside;
use self::standing::{DueLine, Tag};
use crate::address::Params;
use crate::answer::{Answer, Error, html, see};
use crate::dates;
use crate::layout::Layout;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "dossier.html")]
struct Page {
    layout: Layout,
    code: String,
    procedure: (String, Option<String>),
    tag: Tag,
    due: DueLine,
    /// The as-of instant, where the address gives one.
    as_of: Option<String>,
    as_of_value: String,
    as_of_fault: Option<String>,
    action: String,
    register: Option<String>,
    apology: Option<(String, bool)>,
    facts: Vec<(String, String)>,
    held: Option<Held>,
    /// Whether no officer holds it or is known to have held it.
    unheld: bool,
    lateness: Option<Division>,
    stretches: Vec<Stretch>,
    imported: Vec<[String; 4]>,
    entries: Vec<Entry>,
    inside: Inside,
}

/// The search of the first page: to the dossier, where there is one.
pub(crate) fn find(context: &RequestContext) -> Answer {
    let Some(code) = context.params.get("code") else {
        return Err(Error::FindDossier);
    };
    let code: String = code.trim().chars().take(200).collect();
    let now = context.now();
    let app = &context.shared.site.app;
    if let Some(dossier) = app.open_dossier(&context.who(), &code, None, now)? {
        return see(&context.dossier(dossier.name(), &dossier.row.register));
    }
    Err(Error::NoDossier(code))
}

/// The dossier of the address as it is now, if the visitor sees it.
pub(in crate::pages) fn visible_dossier(context: &RequestContext) -> Result<VisibleDossier, Error> {
    let register = context.params.get("register");
    let dossier =
        context.app().open_dossier(&context.who(), &context.code, register, context.now())?;
    dossier.ok_or_else(|| Error::NoDossier(context.code.clone()))
}

/// The dossier of the address, the instant it is shown at, and what was wrong with a given one.
pub(super) fn open(
    context: &RequestContext,
) -> Result<(DossierView, Instant, Option<String>), Error> {
    let (dossier, at, fault) = open_at(context)?;
    Ok((dossier.view, at, fault))
}

fn open_at(context: &RequestContext) -> Result<(VisibleDossier, Instant, Option<String>), Error> {
    let given = context.params.get("as_of");
    let now = context.now();
    let mut dossier = visible_dossier(context)?;
    let Some(given) = given else { return Ok((dossier, now, None)) };
    match dates::instant(given, &dossier.view.zone) {
        Some(at) => {
            dossier.view = context.app().view_as_of(&dossier, at)?;
            Ok((dossier, at, None))
        }
        None => {
            Ok((dossier, now, Some(context.format("fault-instant", &[("given", given.into())]))))
        }
    }
}

/// What was written with each event; with the hand-over of the result, who took it.
fn texts(context: &RequestContext, view: &DossierView, data: Personal) -> Vec<Option<String>> {
    let mut texts = data.texts;
    let given = |recorded: &Recorded| matches!(recorded.event, Event::HandedOver { .. });
    let given = view.history.iter().rposition(given);
    if let (Some(text), Some(taker)) = (given.and_then(|at| texts.get_mut(at)), &data.taken_by) {
        *text = Some(inside::taker_line(context, taker));
    }
    texts
}

pub(crate) fn page(context: &RequestContext) -> Answer {
    let (dossier, at, fault) = open_at(context)?;
    let data = context.app().personal(&context.who(), &dossier, Purpose::Page, context.now())?;
    let inside = Inside::new(context, &dossier, &data, context.params.get("as_of").is_none())?;
    let view = dossier.view;
    let texts = data.given().map(|data| texts(context, &view, data)).unwrap_or_default();
    let own = context.rules.agency.as_ref().is_some_and(|agency| agency.code == view.register);
    let shown = context.params.get("as_of").filter(|_| fault.is_none());
    let status = match fault {
        Some(_) => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        None => axum::http::StatusCode::OK,
    };
    let names = context.names();
    let procedure = &view.state.filing.procedure;
    let address = format!("/procedures/{}", crate::address::encode(procedure));
    let page = Page {
        layout: Layout::new(context, &context.code),
        code: context.code.clone(),
        procedure: (
            names.procedure(procedure),
            names.rule(procedure).map(|_| context.link(&address, &Params::default())),
        ),
        tag: Tag::new(context, &view, at),
        due: DueLine::new(context, &view, at),
        as_of: shown.map(|_| messages::instant(context.language, at, &view.zone)),
        as_of_value: context.params.get("as_of").unwrap_or_default().to_owned(),
        as_of_fault: fault,
        action: context.link(&context.path, &Params::default()),
        register: (!own).then(|| view.register.clone()),
        apology: standing::apology(context, &view),
        facts: facts(context, &view, at),
        held: Held::new(context, &view, at),
        unheld: view.state.hold().is_none(),
        lateness: Division::new(context, &view),
        stretches: history::stretches(context, &view),
        imported: history::imported(context, &view),
        entries: history::entries(context, &view, &texts),
        inside,
    };
    if status.is_success() { html(&page) } else { crate::answer::html_with(status, &page) }
}

/// The facts of the dossier: name and value.
fn facts(context: &RequestContext, view: &DossierView, at: Instant) -> Vec<(String, String)> {
    let (state, names) = (&view.state, context.names());
    let describe =
        |at: Option<Instant>| at.map(|at| messages::instant(context.language, at, &view.zone));
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let filing = &state.filing;
    let holder = state.holder_at(at).map(|(officer, acting_for, step)| {
        let who = who(context, officer, acting_for);
        format!("{who} ({})", names.step(state, step))
    });
    let rows = [
        ("received", describe(state.received)),
        (
            "effective",
            describe(view.snapshot.effective.filter(|from| Some(*from) != state.received)),
        ),
        ("finished", describe(state.finished)),
        ("withdrawn", describe(state.withdrawn)),
        ("handed_over", describe(state.handed_over.or(state.posted))),
        ("holder", holder),
        (
            "duration",
            state.terms.as_ref().map(|t| messages::duration(context.language, t.duration)),
        ),
        ("field", filled(&filing.field).map(|field| names.field(&field))),
        ("unit", filled(&filing.unit).map(|unit| names.unit(&unit))),
        (
            "channel",
            filled(&filing.channel).map(|c| names.value(indicators::Dimension::Channel, &c)),
        ),
        ("ward", filled(&filing.ward).map(|ward| names.ward(&ward))),
        ("helped_at", filing.helped_at.as_ref().map(|unit| names.unit(unit))),
        ("promised", view.snapshot.promised.map(|day| messages::day_of(context.language, day))),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(key, value)| Some((context.text(&format!("dossier-{key}")), value?)))
        .collect()
}

/// An officer, with the one acted for.
pub(super) fn who(context: &RequestContext, officer: &str, acting_for: Option<&str>) -> String {
    acting(context.names(), officer, acting_for)
}

/// The same outside a request.
fn acting(names: Names<'_>, officer: &str, acting_for: Option<&str>) -> String {
    match acting_for {
        None => names.officer(officer),
        Some(absent) => {
            let values =
                [("by", names.officer(officer).into()), ("for", names.officer(absent).into())];
            names.format("dossier-acting", &values)
        }
    }
}

/// The rule set that a dossier keeps; of one that was not received, that of its last event's day.
pub(crate) fn rule_set(view: &DossierView) -> RuleSet {
    let last = view.history.last().map(|recorded| recorded.at);
    let at = view.state.received.or(last).unwrap_or_default();
    let terms = view.state.terms.as_ref().map(|terms| terms.rule_set);
    terms.unwrap_or_else(|| RuleSet::on(view.zone.day(at)))
}

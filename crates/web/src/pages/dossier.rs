//! A dossier: how it stands, who held it, each step against its budget, what happened, who made it
//! late, and what its reader can do with it.

mod held;
mod history;
mod inside;
pub(crate) mod papers;
pub(crate) mod sheet;
pub(super) mod standing;

use askama::Template;
use calendar::Instant;
use office::{DossierView, Opened};

use self::held::{Division, Held};
use self::history::{Entry, Stretch};
use self::inside::Inside;
use self::standing::{DueLine, Tag};
use crate::address::Params;
use crate::answer::{Answer, Error, html, see};
use crate::frame::Frame;
use crate::question;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "dossier.html")]
struct Page {
    frame: Frame,
    code: String,
    procedure: (String, Option<String>),
    tag: Tag,
    due: DueLine,
    /// As of when, where that was asked for.
    as_of: Option<String>,
    as_of_value: String,
    as_of_fault: Option<String>,
    action: String,
    register: Option<String>,
    apology: Option<(String, bool)>,
    facts: Vec<(String, String)>,
    held: Option<Held>,
    /// Whether nobody holds it, nor is known to have held it.
    unheld: bool,
    lateness: Option<Division>,
    stretches: Vec<Stretch>,
    imported: Vec<[String; 4]>,
    entries: Vec<Entry>,
    inside: Inside,
}

/// The search of the first page: to the dossier, where there is one.
pub(crate) fn find(visit: &Visit) -> Answer {
    let Some(code) = visit.params.get("code") else {
        return Err(Error::FindDossier);
    };
    let code: String = code.chars().filter(|c| !c.is_whitespace()).take(100).collect();
    let now = visit.now();
    let office = &visit.shared.site.office;
    for code in [code.clone(), code.to_uppercase()] {
        if let Some(opened) = office.open_dossier(&visit.who(), &code, None, now)? {
            return see(&visit.dossier(&code, &opened.row.register));
        }
    }
    Err(Error::NoDossier(code))
}

/// The dossier of the address as it is now, if it is in the visitor's sight.
pub(super) fn opened(visit: &Visit) -> Result<Opened, Error> {
    let register = visit.params.get("register");
    let opened = visit.office().open_dossier(&visit.who(), &visit.code, register, visit.now())?;
    opened.ok_or_else(|| Error::NoDossier(visit.code.clone()))
}

/// The dossier of the address, the instant it is shown at, and what was wrong with a given one.
pub(super) fn open(visit: &Visit) -> Result<(DossierView, Instant, Option<String>), Error> {
    let (opened, at, fault) = open_at(visit)?;
    Ok((opened.view, at, fault))
}

fn open_at(visit: &Visit) -> Result<(Opened, Instant, Option<String>), Error> {
    let given = visit.params.get("as_of");
    let now = visit.now();
    let mut opened = opened(visit)?;
    let Some(given) = given else { return Ok((opened, now, None)) };
    match question::instant(given, &opened.view.zone) {
        Some(at) => {
            let view = visit.office().view_stream(&opened.stream, at)?;
            opened.view = view.ok_or_else(|| Error::NoDossier(visit.code.clone()))?;
            Ok((opened, at, None))
        }
        None => Ok((opened, now, Some(visit.say("fault-instant", &[("given", given.into())])))),
    }
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let (opened, at, fault) = open_at(visit)?;
    let inside = Inside::new(visit, &opened, visit.params.get("as_of").is_none())?;
    let (view, personal) = (opened.view, opened.sight.personal);
    let own = visit.rules.agency.as_ref().is_some_and(|agency| agency.code == view.register);
    let shown = visit.params.get("as_of").filter(|_| fault.is_none());
    let status = match fault {
        Some(_) => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        None => axum::http::StatusCode::OK,
    };
    let names = visit.names();
    let procedure = &view.state.filing.procedure;
    let address = format!("/procedures/{}", crate::address::encode(procedure));
    let page = Page {
        frame: Frame::new(visit, &visit.code),
        code: visit.code.clone(),
        procedure: (
            names.procedure(procedure),
            names.rule(procedure).map(|_| visit.link(&address, &Params::default())),
        ),
        tag: Tag::new(visit, &view, at),
        due: DueLine::new(visit, &view, at),
        as_of: shown.map(|_| messages::instant(visit.language, at, &view.zone)),
        as_of_value: visit.params.get("as_of").unwrap_or_default().to_owned(),
        as_of_fault: fault,
        action: visit.link(&visit.path, &Params::default()),
        register: (!own).then(|| view.register.clone()),
        apology: standing::apology(visit, &view),
        facts: facts(visit, &view, at),
        held: Held::new(visit, &view, at),
        unheld: view.state.hold().is_none(),
        lateness: Division::new(visit, &view),
        stretches: history::stretches(visit, &view),
        imported: history::imported(visit, &view),
        entries: history::entries(visit, &view, personal),
        inside,
    };
    if status.is_success() { html(&page) } else { crate::answer::html_with(status, &page) }
}

/// What it is and where it stands, name and value.
fn facts(visit: &Visit, view: &DossierView, at: Instant) -> Vec<(String, String)> {
    let (state, names) = (&view.state, visit.names());
    let told = |at: Option<Instant>| at.map(|at| messages::instant(visit.language, at, &view.zone));
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let filing = &state.filing;
    let holder = state.holder_at(at).map(|(officer, acting_for, step)| {
        let who = who(visit, officer, acting_for);
        format!("{who} ({})", names.step(state, step))
    });
    let rows = [
        ("received", told(state.received)),
        ("effective", told(view.snapshot.effective.filter(|from| Some(*from) != state.received))),
        ("finished", told(state.finished)),
        ("withdrawn", told(state.withdrawn)),
        ("handed_over", told(state.handed_over.or(state.posted))),
        ("holder", holder),
        ("duration", state.terms.as_ref().map(|t| messages::duration(visit.language, t.duration))),
        ("field", filled(&filing.field)),
        ("unit", filled(&filing.unit).map(|unit| names.unit(&unit))),
        (
            "channel",
            filled(&filing.channel).map(|c| names.value(indicators::Dimension::Channel, &c)),
        ),
        ("ward", filled(&filing.ward).map(|ward| names.ward(&ward))),
        ("helped_at", filing.helped_at.as_ref().map(|unit| names.unit(unit))),
        ("promised", view.snapshot.promised.map(|day| messages::day_of(visit.language, day))),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(key, value)| Some((visit.t(&format!("dossier-{key}")), value?))).collect()
}

/// An officer, with the one acted for.
pub(super) fn who(visit: &Visit, officer: &str, acting_for: Option<&str>) -> String {
    let names = visit.names();
    match acting_for {
        None => names.officer(officer),
        Some(absent) => {
            let values =
                [("by", names.officer(officer).into()), ("for", names.officer(absent).into())];
            visit.say("dossier-acting", &values)
        }
    }
}

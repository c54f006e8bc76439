//! The page of an action: what it will do, what stood in the way, the form with all that was
//! entered, or the question before what cannot be taken back.

use askama::Template;
use axum::http::StatusCode;
use dossier::Action;

use super::draw::{self, Control, Drawn};
use super::field;
use super::files;
use super::ground::{Ground, form_of};
use super::read::Fault;
use crate::answer::{Answer, html_with};
use crate::frame::Frame;
use crate::pages::act;
use crate::pages::dossier::standing::{DueLine, Tag};
use crate::visit::Visit;

/// What is to be said besides the form.
#[derive(Default)]
pub(super) struct Said {
    pub faults: Vec<Fault>,
    /// What others did meanwhile.
    pub since: Vec<String>,
    /// Why it cannot be done now.
    pub refused: Option<String>,
    /// Everything is entered: ask once more.
    pub sure: bool,
}

#[derive(Template)]
#[template(path = "work/act.html")]
struct ActPage {
    frame: Frame,
    heading: String,
    code: String,
    back: String,
    procedure: String,
    tag: Tag,
    due: DueLine,
    said: String,
    faults: Vec<Fault>,
    since: Vec<String>,
    refused: Option<String>,
    /// What can be done instead.
    instead: Vec<(String, String)>,
    warning: Option<String>,
    action: String,
    token: String,
    key: String,
    version: u64,
    from: String,
    fields: Vec<Drawn>,
    /// What was entered, to be read once more; or what would be lost where nothing can be done.
    entered: Vec<(String, String)>,
    hidden: Vec<(&'static str, String)>,
    sure: bool,
    /// The form is there to be sent.
    open: bool,
    /// It may bring papers.
    files: bool,
    kept_files: Vec<String>,
    files_fault: Vec<String>,
    code_asked: bool,
    code_fault: Option<String>,
    button: String,
    /// The events that can be corrected, with their addresses, where none is chosen yet.
    events: Vec<(String, String)>,
    target: Option<(String, String)>,
}

/// Shows an action's page.
pub(super) fn show(visit: &Visit, ground: &Ground, status: StatusCode, said: Said) -> Answer {
    let (opened, action) = (&ground.opened, ground.action);
    let heading = act::word(visit, action);
    let choose = action == Action::Correct && ground.target.is_none();
    let open = said.refused.is_none() && !choose;
    let values: Vec<String> =
        ground.fields.iter().map(|field| value(visit, ground, field)).collect();
    let both = || ground.fields.iter().zip(&values);
    let kept = said.sure || said.refused.is_some() && visit.posted;
    let entered = both().filter(|(_, value)| kept && !value.trim().is_empty());
    let entered =
        entered.map(|(field, value)| (field.label(visit), draw::told(visit, opened, field, value)));
    let hidden = both().filter(|_| said.sure).map(|(field, value)| (field.name, value.clone()));
    let drawn = both().filter(|_| open && !said.sure);
    let drawn =
        drawn.map(|(field, value)| Drawn::new(visit, opened, field, value.clone(), &said.faults));
    let final_ = field::final_(action) && (said.sure || ground.fields.is_empty()) && open;
    let key = match visit.form.raw("key") {
        "" => visit.random_text(),
        key => key.to_owned(),
    };
    let code_asked = open && ground.asks_code(visit);
    let page = ActPage {
        frame: Frame::new(visit, &heading),
        code: visit.code.clone(),
        back: ground.dossier(visit),
        procedure: visit.names().procedure(&opened.view.state.filing.procedure),
        tag: Tag::new(visit, &opened.view, visit.now()),
        due: DueLine::new(visit, &opened.view, visit.now()),
        said: visit.t(&format!("act-said-{}", action.code())),
        instead: if said.refused.is_some() { instead(visit, ground) } else { Vec::new() },
        warning: final_.then(|| visit.t("act-final")),
        action: ground.address(visit),
        token: visit.token()?,
        key,
        version: opened.version,
        from: from(visit),
        fields: drawn.collect(),
        entered: entered.collect(),
        hidden: hidden.collect(),
        sure: said.sure,
        open,
        files: files::wanted(action),
        kept_files: files::kept(visit, action)?,
        files_fault: said
            .faults
            .iter()
            .filter(|f| f.field == files::FIELD)
            .map(|f| f.message.clone())
            .collect(),
        code_asked,
        code_fault: said.faults.iter().find(|f| f.field == "step_code").map(|f| f.message.clone()),
        button: button(visit, action, said.sure, !ground.fields.is_empty()),
        events: if choose && said.refused.is_none() { events(visit, ground) } else { Vec::new() },
        target: ground
            .target
            .as_ref()
            .map(|target| (target.place.to_string(), event(visit, ground, target.place))),
        faults: said.faults,
        since: said.since,
        refused: said.refused,
        heading,
    };
    html_with(status, &page)
}

/// Where the actor came from: back there they go when it is done.
fn from(visit: &Visit) -> String {
    let from = if visit.posted { visit.form.raw("from") } else { visit.params.raw("from") };
    if from == "work" { from.to_owned() } else { String::new() }
}

fn value(visit: &Visit, ground: &Ground, field: &field::Field) -> String {
    if visit.posted {
        visit.form.raw(field.name).to_owned()
    } else {
        draw::first_value(visit, &ground.opened, ground.action, field, ground.target.as_ref())
    }
}

fn button(visit: &Visit, action: Action, sure: bool, asks: bool) -> String {
    let word = act::word(visit, action);
    if field::final_(action) && !sure && asks { visit.t("act-go_on") } else { word }
}

fn instead(visit: &Visit, ground: &Ground) -> Vec<(String, String)> {
    let possible = ground.opened.actions.iter().filter(|action| **action != ground.action);
    let possible = possible.filter(|action| field::here(**action));
    let register = visit.params.get("register");
    possible
        .map(|action| {
            let address = form_of(visit, &visit.code, *action, register);
            (act::word(visit, *action), address)
        })
        .collect()
}

fn event(visit: &Visit, ground: &Ground, place: usize) -> String {
    let view = &ground.opened.view;
    let Some(recorded) = view.history.get(place) else { return String::new() };
    let event = visit.names().event(&view.state, &recorded.event);
    let values = [
        ("n", (place as i64 + 1).into()),
        ("what", messages::event_title(visit.language, &event).into()),
        ("at", messages::instant(visit.language, recorded.at, &view.zone).into()),
    ];
    visit.say("act-event", &values)
}

/// The events of the dossier, each with the address of its correction.
fn events(visit: &Visit, ground: &Ground) -> Vec<(String, String)> {
    let path = format!("/dossier/{}/do/correct", crate::address::encode(&visit.code));
    let params = visit.params.only(&["register"]);
    let places = 0..ground.opened.view.history.len();
    places
        .map(|place| {
            let params = params.with("target", &place.to_string());
            (event(visit, ground, place), visit.link(&path, &params))
        })
        .collect()
}

impl ActPage {
    fn describes(&self, field: &Drawn) -> String {
        let hint = field.hint.as_ref().map(|_| format!("{}-hint", field.name));
        let fault = field.fault.as_ref().map(|_| format!("{}-fault", field.name));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

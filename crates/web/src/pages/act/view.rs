//! The page of an action: what it will do, what stood in the way, the form with all that was
//! entered, or the question before what cannot be taken back.

use askama::Template;
use axum::http::StatusCode;
use dossier::Action;

use super::action_context::{ActionContext, form_of};
use super::field;
use super::field_view::{self, Control, FieldView};
use super::files;
use super::read::Fault;
use crate::answer::{Answer, html_with};
use crate::layout::Layout;
use crate::pages::act;
use crate::pages::dossier::standing::{DueLine, Tag};
use crate::request_context::RequestContext;

/// What is to be said besides the form.
#[derive(Default)]
pub(super) struct Feedback {
    pub faults: Vec<Fault>,
    /// What others did meanwhile.
    pub since: Vec<String>,
    /// Why it cannot be done now.
    pub refused: Option<String>,
    /// Everything is entered: ask once more.
    pub sure: bool,
}

impl Feedback {
    /// What is wrong with a field.
    fn of(&self, field: &str) -> impl Iterator<Item = String> {
        self.faults.iter().filter(move |f| f.field == field).map(|f| f.message.clone())
    }
}

#[derive(Template)]
#[template(path = "work/act.html")]
struct ActPage {
    layout: Layout,
    heading: String,
    code: String,
    back: String,
    procedure: String,
    tag: Tag,
    due: DueLine,
    feedback: String,
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
    fields: Vec<FieldView>,
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
pub(super) fn show(
    context: &RequestContext,
    action_context: &ActionContext,
    status: StatusCode,
    feedback: Feedback,
) -> Answer {
    let (opened, action) = (&action_context.opened, action_context.action);
    let heading = act::word(context, action);
    let choose = action == Action::Correct && action_context.target.is_none();
    let open = feedback.refused.is_none() && !choose;
    let values: Vec<String> =
        action_context.fields.iter().map(|field| value(context, action_context, field)).collect();
    let both = || action_context.fields.iter().zip(&values);
    let stored = feedback.sure || feedback.refused.is_some() && context.posted;
    let entered = both().filter(|(_, value)| stored && !value.trim().is_empty());
    let entered = entered.map(|(field, value)| summary(context, opened, field, value));
    let hidden = both().filter(|_| feedback.sure).map(|(field, value)| (field.name, value.clone()));
    let field_view = both().filter(|_| open && !feedback.sure);
    let field_view = field_view.map(|(field, value)| {
        FieldView::new(context, opened, field, value.clone(), &feedback.faults)
    });
    let final_ =
        field::final_(action) && (feedback.sure || action_context.fields.is_empty()) && open;
    let code_asked = open && action_context.asks_code(context);
    let files_fault = feedback.of(files::FIELD).collect();
    let code_fault = feedback.of("step_code").next();
    let page = ActPage {
        layout: Layout::new(context, &heading),
        code: context.code.clone(),
        back: action_context.dossier(context),
        procedure: context.names().procedure(&opened.view.state.filing.procedure),
        tag: Tag::new(context, &opened.view, context.now()),
        due: DueLine::new(context, &opened.view, context.now()),
        feedback: context.text(&format!("act-said-{}", action.code())),
        instead: feedback
            .refused
            .as_ref()
            .map(|_| instead(context, action_context))
            .unwrap_or_default(),
        warning: final_.then(|| context.text("act-final")),
        action: action_context.address(context),
        token: context.token()?,
        key: key(context),
        version: opened.version,
        from: from(context),
        fields: field_view.collect(),
        entered: entered.collect(),
        hidden: hidden.collect(),
        sure: feedback.sure,
        open,
        files: files::wanted(action),
        kept_files: files::stored(context, action)?,
        files_fault,
        code_asked,
        code_fault,
        button: button(context, action, feedback.sure, !action_context.fields.is_empty()),
        events: events(context, action_context, choose && feedback.refused.is_none()),
        target: action_context
            .target
            .as_ref()
            .map(|target| (target.place.to_string(), event(context, action_context, target.place))),
        faults: feedback.faults,
        since: feedback.since,
        refused: feedback.refused,
        heading,
    };
    html_with(status, &page)
}

/// A field's label and its value as text.
fn summary(
    context: &RequestContext,
    opened: &app::VisibleDossier,
    field: &field::Field,
    value: &str,
) -> (String, String) {
    (field.label(context), field_view::describe(context, opened, field, value))
}

/// The form's idempotency key: the posted one, or a new one.
fn key(context: &RequestContext) -> String {
    match context.form.raw("key") {
        "" => context.random_text(),
        key => key.to_owned(),
    }
}

/// Where the actor came from: back there they go when it is done.
fn from(context: &RequestContext) -> String {
    let from = if context.posted { context.form.raw("from") } else { context.params.raw("from") };
    if from == "work" { from.to_owned() } else { String::new() }
}

fn value(context: &RequestContext, action_context: &ActionContext, field: &field::Field) -> String {
    if context.posted {
        context.form.raw(field.name).to_owned()
    } else {
        field_view::first_value(
            context,
            &action_context.opened,
            action_context.action,
            field,
            action_context.target.as_ref(),
        )
    }
}

fn button(context: &RequestContext, action: Action, sure: bool, asks: bool) -> String {
    let word = act::word(context, action);
    if field::final_(action) && !sure && asks { context.text("act-go_on") } else { word }
}

fn instead(context: &RequestContext, action_context: &ActionContext) -> Vec<(String, String)> {
    let possible =
        action_context.opened.actions.iter().filter(|action| **action != action_context.action);
    let possible = possible.filter(|action| field::here(**action));
    let register = context.params.get("register");
    possible
        .map(|action| {
            let address = form_of(context, &context.code, *action, register);
            (act::word(context, *action), address)
        })
        .collect()
}

fn event(context: &RequestContext, action_context: &ActionContext, place: usize) -> String {
    let view = &action_context.opened.view;
    let Some(recorded) = view.history.get(place) else { return String::new() };
    let event = context.names().event(&view.state, &recorded.event);
    let values = [
        ("n", (place as i64 + 1).into()),
        ("what", messages::event_title(context.language, &event).into()),
        ("at", messages::instant(context.language, recorded.at, &view.zone).into()),
    ];
    context.format("act-event", &values)
}

/// The events of the dossier, each with the address of its correction.
fn events(
    context: &RequestContext,
    action_context: &ActionContext,
    choose: bool,
) -> Vec<(String, String)> {
    if !choose {
        return Vec::new();
    }
    let path = format!("/dossier/{}/do/correct", crate::address::encode(&context.code));
    let params = context.params.only(&["register"]);
    let places = 0..action_context.opened.view.history.len();
    places
        .map(|place| {
            let params = params.with("target", &place.to_string());
            (event(context, action_context, place), context.link(&path, &params))
        })
        .collect()
}

impl ActPage {
    fn describes(&self, field: &FieldView) -> String {
        let hint = field.hint.as_ref().map(|_| format!("{}-hint", field.name));
        let fault = field.fault.as_ref().map(|_| format!("{}-fault", field.name));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

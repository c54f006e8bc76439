//! The page of an action: its effect, its form with everything that was entered and the faults, or
//! the confirmation of an action that cannot be undone.

use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::Action;

use super::action_context::{ActionContext, form_of};
use super::basis::Basis;
use super::field::{self, Target};
use super::{files, form};
use crate::answer::{Answer, html_with};
use crate::fields::{Fault, Field, Form};
use crate::layout::Layout;
use crate::pages::dossier::standing::{DueLine, Tag};
use crate::pages::{act, step_up};
use crate::request_context::RequestContext;

/// Due before and after a correction; `None` where the dossier has none.
pub(super) type Dues = [Option<Instant>; 2];

/// The results of a form, shown with it.
#[derive(Default)]
pub(super) struct Feedback {
    pub faults: Vec<Fault>,
    /// Acts of others in the meantime.
    pub since: Vec<String>,
    /// Why it cannot be done now.
    pub refused: Option<String>,
    /// Everything is entered: ask once more.
    pub sure: bool,
    /// Due before and after a correction.
    pub moved: Option<Dues>,
}

impl Feedback {
    /// The faults of a field.
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
    /// The actions that are possible instead: words and address.
    instead: Vec<(String, String)>,
    warning: Option<String>,
    action: String,
    token: String,
    key: String,
    version: u64,
    from: String,
    fields: Vec<Field>,
    /// The entered values, for review; or to be copied, where nothing can be done.
    entered: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
    sure: bool,
    /// The form is there to be sent.
    open: bool,
    /// The label of the files that it may bring.
    files: Option<String>,
    kept_files: Vec<String>,
    files_fault: Vec<String>,
    /// The facts on which the actor decides.
    basis: Basis,
    step: Option<Field>,
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
    let (dossier, action) = (&action_context.dossier, action_context.action);
    let received = dossier.view.state.received;
    let heading = act::word(context, received, action);
    let choose = action == Action::Correct && action_context.target.is_none();
    let open = feedback.refused.is_none() && !choose;
    let mut form = action_context.form.clone();
    form.mark(&feedback.faults);
    let entered = entered(context, action_context, &form, &feedback);
    let hidden = form.fields.iter().filter(|_| feedback.sure);
    let hidden = hidden.map(|field| (field.name.clone(), field.text.clone())).collect();
    let fields = if open && !feedback.sure { form.fields } else { Vec::new() };
    let formless = action_context.form.fields.is_empty();
    let final_ = field::final_(action) && (feedback.sure || formless) && open;
    let step = (open && action_context.asks_code(context))
        .then(|| step_up::field(context, &feedback.faults));
    let files_fault = feedback.of(files::FIELD).collect();
    let page = ActPage {
        layout: Layout::new(context, &heading),
        code: context.code.clone(),
        back: action_context.dossier(context),
        procedure: context.names().procedure(&dossier.view.state.filing.procedure),
        tag: Tag::new(context, &dossier.view, context.now()),
        due: DueLine::new(context, &dossier.view, context.now()),
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
        version: dossier.version,
        from: from(context),
        fields,
        entered,
        hidden,
        sure: feedback.sure,
        open,
        files: files::component(action)
            .filter(|_| open)
            .map(|component| files::label(context, component)),
        kept_files: files::stored(context, action)?,
        files_fault,
        basis: if open { Basis::of(context, action_context)? } else { Basis::default() },
        step,
        button: button(context, heading.clone(), action, feedback.sure, !formless),
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

/// The entered values, for review before sending, or where nothing can be done.
fn entered(
    context: &RequestContext,
    action_context: &ActionContext,
    form: &Form,
    feedback: &Feedback,
) -> Vec<(String, String)> {
    if !feedback.sure && (feedback.refused.is_none() || !context.posted) {
        return Vec::new();
    }
    if let Some(target) = &action_context.target {
        let mut rows = changed(context, action_context, target, form);
        rows.extend(feedback.moved.and_then(|moved| due(context, action_context, moved)));
        return rows;
    }
    let filled = form.fields.iter().filter(|field| !field.text.trim().is_empty());
    filled.map(|field| (field.label.clone(), field.describe())).collect()
}

/// The changes of a correction, before and after, with the reason.
fn changed(
    context: &RequestContext,
    action_context: &ActionContext,
    target: &Target,
    form: &Form,
) -> Vec<(String, String)> {
    let changes = match &action_context.reception {
        Some(reception) => reception.changes(form),
        None => form::changes(context, &action_context.dossier, target, form),
    };
    let shown = |(label, before, after): (String, String, String)| {
        let before = if before.is_empty() { context.text("act-empty") } else { before };
        let after = if after.is_empty() { context.text("act-empty") } else { after };
        let values = [("before", before.into()), ("after", after.into())];
        (label, context.format("act-before_after", &values))
    };
    let mut rows: Vec<(String, String)> = changes.into_iter().map(shown).collect();
    rows.extend(form.get("reason").map(|reason| (reason.label.clone(), reason.describe())));
    rows
}

/// Whether a correction moves due.
fn due(
    context: &RequestContext,
    action_context: &ActionContext,
    [before, after]: Dues,
) -> Option<(String, String)> {
    let view = &action_context.dossier.view;
    let [before_text, after_text] =
        [before?, after?].map(|at| messages::instant(context.language, at, &view.zone));
    let text = if before == after {
        context.format("act-due_stays", &[("due", before_text.into())])
    } else {
        let values = [("before", before_text.into()), ("after", after_text.into())];
        context.format("act-before_after", &values)
    };
    Some((context.text("control-due"), text))
}

/// The form's idempotency key: the posted one, or a new one.
fn key(context: &RequestContext) -> String {
    match context.form.raw("key") {
        "" => context.random_text(),
        key => key.to_owned(),
    }
}

/// The address of the page that the actor came from, to which the actor returns after the act.
fn from(context: &RequestContext) -> String {
    let from = if context.posted { context.form.raw("from") } else { context.params.raw("from") };
    act::list_of(from).map(|_| from.to_owned()).unwrap_or_default()
}

fn button(
    context: &RequestContext,
    word: String,
    action: Action,
    sure: bool,
    asks: bool,
) -> String {
    if field::reviewed(action) && !sure && asks { context.text("act-go_on") } else { word }
}

fn instead(context: &RequestContext, action_context: &ActionContext) -> Vec<(String, String)> {
    let possible =
        action_context.dossier.actions.iter().filter(|action| **action != action_context.action);
    let possible = possible.filter(|action| field::has_form_here(**action));
    let register = context.params.get("register");
    possible
        .map(|action| {
            let address = form_of(context, &context.code, *action, register);
            (act::word(context, action_context.dossier.view.state.received, *action), address)
        })
        .collect()
}

fn event(context: &RequestContext, action_context: &ActionContext, place: usize) -> String {
    let view = &action_context.dossier.view;
    let Some(recorded) = view.history.get(place) else { return String::new() };
    let event = context.names().event(&view.state, &recorded.event);
    let rule_set = context.rule_set(view.state.received);
    let values = [
        ("n", (place as i64 + 1).into()),
        ("what", messages::event_title(context.language, rule_set, &event).into()),
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
    let places = 0..action_context.dossier.view.history.len();
    places
        .filter(|place| action_context.correction_obstacle(context, *place).is_none())
        .map(|place| {
            let params = params.with("target", &place.to_string());
            (event(context, action_context, place), context.link(&path, &params))
        })
        .collect()
}

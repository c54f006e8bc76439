//! Several results approved at once, each as it was proposed: its applicant, papers, draft, appraiser
//! and proposal stand on the page. A decision other than the proposal is taken on the dossier's own form.

use app::{CommandKey, Extras, SecondFactor, Submission, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use dossier::{Action, Command};

use super::Reach;
use super::lists::{self, What};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with};
use crate::fields::{Fault, Field};
use crate::layout::Layout;
use crate::pages::act::{Basis, key_text};
use crate::pages::batch;
use crate::pages::several::{self, Response, Several};
use crate::pages::{step_up, work};
use crate::request_context::RequestContext;

/// Dossiers of a page: as many as are read at one go.
const PAGE: usize = 10;

#[derive(Template)]
#[template(path = "lead/approvals.html")]
struct ApprovalsPage {
    layout: Layout,
    heading: String,
    action: String,
    back: String,
    work: String,
    token: String,
    key: String,
    done: Option<String>,
    faults: Vec<Fault>,
    left: Vec<(String, String)>,
    dossiers: Vec<Row>,
    /// The button that ticks all, where several can be ticked.
    all: Option<String>,
    /// Whether any can be ticked.
    ticks: bool,
    more: Option<String>,
    step: Option<Field>,
}

/// A dossier of the page.
struct Row {
    code: String,
    href: String,
    procedure: String,
    tag: (&'static str, String),
    basis: Basis,
    /// The tick and its words; none where no outcome was proposed.
    tick: Option<(String, String)>,
    ticked: bool,
    /// The form of its own.
    form: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse().unwrap_or_default();
    show(context, StatusCode::OK, Response { done, ..Response::default() })
}

fn to_approve(context: &RequestContext) -> Result<Several, Error> {
    let rows = lists::all(context, &Reach::own(context), What::Approve)?;
    Several::open(context, &rows, Action::ApproveResult, PAGE)
}

fn show(context: &RequestContext, status: StatusCode, response: Response) -> Answer {
    let several = to_approve(context)?;
    let rows = several.dossiers.iter().map(|dossier| row(context, dossier));
    let dossiers: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let ticks = dossiers.iter().filter(|row| row.tick.is_some()).count();
    let heading = context.text("approvals-heading");
    let count = |key: &str, n: usize| context.format(key, &[("n", (n as i64).into())]);
    html_with(
        status,
        &ApprovalsPage {
            layout: Layout::new(context, &heading),
            heading,
            action: context.to("/head/approvals"),
            back: context.to("/head"),
            work: context.to("/work"),
            token: context.token()?,
            key: context.random_text(),
            done: (response.done > 0).then(|| count("approvals-done", response.done)),
            step: (ticks > 0 && step_up::is_requested(context))
                .then(|| step_up::field(context, &response.faults)),
            faults: response.faults,
            left: response.left,
            dossiers,
            ticks: ticks > 0,
            all: (ticks > 1).then(|| count("approvals-all", ticks)),
            more: (several.more > 0).then(|| count("approvals-more", several.more)),
        },
    )
}

fn row(context: &RequestContext, dossier: &VisibleDossier) -> Result<Row, Error> {
    let (code, state) = (dossier.name().to_owned(), &dossier.view.state);
    let tick = state.proposed.map(|(_, declines)| {
        let outcome = context.text(if declines { "act-declined" } else { "act-granted" });
        (several::tick(dossier), context.format("approvals-pick", &[("outcome", outcome.into())]))
    });
    let form = format!("/dossier/{}/do/approve_result", encode(&code));
    Ok(Row {
        href: context.dossier(&code, &dossier.row.register),
        procedure: context.names().procedure(&state.filing.procedure),
        tag: work::tag(context, &dossier.row),
        basis: Basis::of_result(context, dossier, Action::ApproveResult)?,
        ticked: tick.as_ref().is_some_and(|(tick, _)| several::is_ticked(context, tick)),
        tick,
        form: context.link(&form, &Params::default().with("from", "head")),
        code,
    })
}

/// Approves the ticked results as proposed.
pub(crate) fn approve(context: &RequestContext) -> Answer {
    if several::ticks_all(context) {
        return show(context, StatusCode::OK, Response::default());
    }
    let versions = batch::ticked(context, several::TICK)?;
    let mut faults = Vec::new();
    let mut second_factor = context.second_factor();
    if versions.is_empty() {
        faults.push(Fault::new("approvals", context.text("approvals-none_ticked")));
    } else {
        second_factor = step_up::take_or_fault(context, &mut faults)?;
    }
    let one = |code: &str, seen| approve_one(context, code, seen, second_factor);
    several::answer(context, "/head/approvals", (&versions, faults), one, show)
}

/// Approves one as it was proposed in the version that was read, or returns the reason why not.
fn approve_one(
    context: &RequestContext,
    code: &str,
    seen: u64,
    second_factor: SecondFactor,
) -> Result<Result<(), String>, Error> {
    let visible = context.app().open_dossier(&context.who(), code, None, context.now())?;
    let Some(dossier) = visible else { return Ok(Err(context.text("batch-gone"))) };
    let action = Action::ApproveResult;
    let key = key_text(context, &dossier.stream, action, context.form.raw("key"));
    let state = &dossier.view.state;
    let Some((_, declined)) = state.proposed.or(state.approved) else {
        return Ok(Err(context.text("batch-changed")));
    };
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command: Command::ApproveResult { declined, reason: None },
        at: context.now(),
        key: key.map(CommandKey::from),
        sealed: None,
    };
    let extras = Extras { seen: Some(seen), second_factor, ..Extras::default() };
    batch::ended(context, &dossier, context.app().execute_with(submission, &extras))
}

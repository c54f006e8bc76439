//! The change of the folder's own key: who proposed it, what it ends, and the acts of two officers.

use askama::Template;
use axum::http::StatusCode;

use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Form};
use crate::layout::Layout;
use crate::pages::act_forms::{self, ActForm};
use crate::pages::step_up;
use crate::request_context::RequestContext;

/// Every act.
const ACTS: [&str; 3] = ["propose", "change", "drop"];

#[derive(Template)]
#[template(path = "lead/key.html")]
struct Page {
    layout: Layout,
    heading: String,
    done: Option<String>,
    /// Who proposed a change, and when.
    proposal: Option<String>,
    acts: Vec<ActForm>,
    action: String,
    token: String,
    key: String,
    faults: Vec<Fault>,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, ("", Vec::new()))
}

/// Whether the reader proposed the change that waits.
fn own(context: &RequestContext) -> Result<bool, Error> {
    let own = context.actor().id;
    Ok(context.app().key_change()?.is_some_and(|proposal| proposal.officer == own))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    (failed, faults): (&'static str, Vec<Fault>),
) -> Answer {
    let proposal = context.app().key_change()?;
    let codes = match (&proposal, own(context)?) {
        (None, _) => vec!["propose"],
        (Some(_), true) => vec!["drop"],
        (Some(_), false) => vec!["change", "drop"],
    };
    let form = |_: &'static str| {
        let fields = step_up::is_requested(context).then(|| step_up::field(context, &[]));
        Form::new(context.zone(), fields.into_iter().collect())
    };
    let heading = context.text("page-key");
    let page = Page {
        layout: Layout::new(context, &heading),
        heading,
        done: match context.confirmation("done") {
            "" => None,
            done => Some(context.text(&format!("key-done_{done}"))),
        },
        proposal: proposal.map(|one| {
            let at = messages::instant(context.language, one.at, context.zone());
            let officer = context.names().officer(&one.officer);
            context.format("key-proposal", &[("officer", officer.into()), ("at", at.into())])
        }),
        acts: act_forms::shown(context, ("key", codes, &["change"]), form, (failed, &faults)),
        action: context.to("/admin/key"),
        token: context.token()?,
        key: context.random_text(),
        faults,
    };
    html_with(status, &page)
}

/// Carries an act out.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let asked = context.form.raw("act");
    let act = ACTS.into_iter().find(|act| *act == asked).ok_or(Error::BadForm)?;
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(fault) => return show(context, StatusCode::UNPROCESSABLE_ENTITY, (act, vec![fault])),
    };
    let who = context.who();
    let (by, now) = ((&who, second_factor), context.machine_now());
    match act {
        "propose" => context.app().propose_key_change(by, now)?,
        "drop" => context.app().drop_key_change(by, now)?,
        _ if own(context)? => {
            let fault = Fault::new("", context.text("key-own"));
            return show(context, StatusCode::CONFLICT, (act, vec![fault]));
        }
        _ if context.app().change_key(by, context.random(), now)? => {}
        _ => {
            let fault = Fault::new("", context.text("key-gone"));
            return show(context, StatusCode::CONFLICT, (act, vec![fault]));
        }
    }
    see(&context.confirmed("/admin/key", &Params::default().with("done", act)))
}

#[test]
fn every_act_has_its_texts() {
    use text::Language;

    for key in
        ACTS.iter().flat_map(|act| ["act", "said", "done"].map(|part| format!("key-{part}_{act}")))
    {
        for language in [Language::Vietnamese, Language::English] {
            assert!(!messages::text(language, &key, &[]).starts_with('['), "{key}");
        }
    }
}

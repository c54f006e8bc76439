//! A citizen joins the dossiers of a person met at the desk to the account, by the code and key of a slip.
//! Nothing else joins them. A wrong key and a code that does not exist get the same answer, as in the
//! look-up without an account.

use app::BySlip;
use askama::Template;
use axum::http::StatusCode;

use super::{name_of, track};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Form};
use crate::layout::Layout;
use crate::pages::slip_entry;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/claim.html")]
struct ClaimPage {
    layout: Layout,
    action: String,
    token: String,
    form: Form,
    faults: Vec<Fault>,
    back: String,
}

/// The form.
pub(crate) fn page(context: &RequestContext) -> Answer {
    show(context, StatusCode::OK, form(context), Vec::new())
}

fn form(context: &RequestContext) -> Form {
    Form::new(context.zone(), slip_entry::fields(context, "code", "claim-code_hint"))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    mut form: Form,
    faults: Vec<Fault>,
) -> Answer {
    form.mark(&faults);
    let page = ClaimPage {
        layout: Layout::new(context, &context.text("page-claim")),
        action: context.to("/my/claim"),
        token: context.token()?,
        form,
        faults,
        back: context.to("/my"),
    };
    html_with(status, &page)
}

/// Joins.
pub(crate) fn join(context: &RequestContext) -> Answer {
    let mut form = form(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, faults);
    }
    let (code, key) = (form.text("code"), form.text(slip_entry::KEY));
    let slip = (code.as_str(), key.as_str());
    let (app, now) = (context.app(), context.machine_now());
    let wait = match app.claim(&context.who(), slip, &track::client(context), now)? {
        BySlip::Found(stream) => return joined(context, &stream),
        BySlip::Absent => 0,
        BySlip::Wait(millis) => millis,
    };
    let (status, text) = track::absent(context, wait);
    show(context, status, form, vec![Fault::new("code", text)])
}

/// The dossier whose slip was shown.
fn joined(context: &RequestContext, stream: &str) -> Answer {
    // The session's claims are those of the request's beginning.
    let signed = context.find_signed()?;
    let who = signed.map(|signed| signed.who).ok_or(Error::SignIn { citizen: true })?;
    let dossier = context.app().open_stream(&who, stream, context.now())?;
    let dossier = dossier.ok_or(Error::NoPage)?;
    let page = format!("/my/dossiers/{}", encode(name_of(stream, &dossier.row.code)));
    see(&context.confirmed(&page, &Params::default().with("done", "claimed")))
}

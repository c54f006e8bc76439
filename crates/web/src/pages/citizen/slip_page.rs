//! Pages on which a citizen says something of a dossier: opened by the slip's code and key, by its QR
//! code, or as the citizen's own. Code and key are in no address, and a wrong key and a code that does
//! not exist get the same answer. Knows nothing of what is said.

use app::{BySlip, CitizenDossier};
use askama::Template;
use axum::http::StatusCode;

use super::{name_of, own, track};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form};
use crate::layout::Layout;
use crate::pages::slip_entry;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/slip_page.html")]
pub(super) struct SlipPage {
    pub layout: Layout,
    pub done: Option<String>,
    pub faults: Vec<Fault>,
    pub heading: String,
    /// The procedure and the code of the dossier; empty before it is opened.
    pub about: String,
    pub lead: String,
    /// Why it cannot be said, and what can be done instead.
    pub refused: Option<[String; 2]>,
    pub action: String,
    pub token: String,
    pub hidden: Vec<(&'static str, String)>,
    pub fields: Vec<Field>,
    pub send: String,
    /// Back to the beginning of the page.
    pub again: String,
}

/// A dossier opened by a slip, and the address to which its form is sent.
pub(super) struct OpenSlip {
    pub dossier: CitizenDossier,
    pub path: String,
    /// The form fields that open the dossier again.
    pub slip: Vec<(&'static str, String)>,
}

/// The form of a slip that did not open a dossier.
pub(super) struct SlipForm {
    pub status: StatusCode,
    pub form: Form,
    pub faults: Vec<Fault>,
}

/// The code and the key of the slip.
pub(super) fn slip(context: &RequestContext) -> Form {
    let mut fields = slip_entry::fields(context, "code", "track-code_hint");
    if let (Some(field), Some(code)) = (fields.first_mut(), context.params.get("code")) {
        field.set(code);
    }
    Form::new(context.zone(), fields)
}

impl SlipForm {
    /// The empty form.
    pub fn first(context: &RequestContext) -> Self {
        Self { status: StatusCode::OK, form: slip(context), faults: Vec::new() }
    }
}

/// The dossier that the posted code and key open.
pub(super) fn by_slip(
    context: &RequestContext,
    path: &str,
) -> Result<Result<OpenSlip, SlipForm>, Error> {
    let mut form = slip(context);
    form.fill(&context.form);
    let faults = form.check(context);
    if !faults.is_empty() {
        return Ok(Err(SlipForm { status: StatusCode::UNPROCESSABLE_ENTITY, form, faults }));
    }
    let (code, key) = (form.text("code"), form.text(slip_entry::KEY));
    let (app, client) = (context.app(), track::client(context));
    let (client, opens) = ((&client, context.machine_now()), (code.as_str(), key.as_str()));
    let wait = match app.of_citizen_by_key(&context.who(), opens, client, context.now())? {
        BySlip::Found(dossier) => {
            let slip = vec![("code", code), (slip_entry::KEY, key)];
            return Ok(Ok(OpenSlip { dossier, path: path.to_owned(), slip }));
        }
        BySlip::Absent => 0,
        BySlip::Wait(millis) => millis,
    };
    let (status, text) = track::absent(context, wait);
    Ok(Err(SlipForm { status, form, faults: vec![Fault::new("code", text)] }))
}

/// The dossier that the QR code of the address opens, answered by a page; the token goes nowhere else.
pub(super) fn by_token(
    context: &RequestContext,
    what: &str,
    answer: impl FnOnce(&RequestContext, &OpenSlip) -> Answer,
) -> Answer {
    let (app, client) = (context.app(), track::client(context));
    let (client, token) = ((&client, context.machine_now()), context.code.as_str());
    let answered = match app.of_citizen_by_token(&context.who(), token, client, context.now())? {
        BySlip::Found(dossier) => {
            let path = format!("/t/{}/{what}", encode(token));
            answer(context, &OpenSlip { dossier, path, slip: Vec::new() })
        }
        BySlip::Absent => Ok(Error::NoPage.response(context)),
        BySlip::Wait(_) => Err(Error::Overloaded),
    };
    answered.map(track::unreferred)
}

/// The citizen's own dossier of the address.
pub(super) fn of_own(context: &RequestContext, what: &str) -> Result<OpenSlip, Error> {
    let own_dossier = own(context)?;
    let dossier = context.app().of_citizen_own(&context.who(), &own_dossier, context.now())?;
    let name = name_of(&own_dossier.stream, &own_dossier.row.code);
    let path = format!("{}/{what}", super::path_of(name));
    Ok(OpenSlip { dossier: dossier.ok_or(Error::NoPage)?, path, slip: Vec::new() })
}

impl OpenSlip {
    /// Whether the form of the act was posted, and not only the slip's. A form that is shown again is not
    /// carried out.
    pub fn is_posted(&self, context: &RequestContext) -> bool {
        context.posted && context.refill_notice.is_none() && context.form.get("key").is_some()
    }

    /// Fills the form of the act with what was posted, if it was.
    pub fn fill(&self, context: &RequestContext, form: &mut Form) {
        if context.form.get("key").is_some() {
            form.fill(&context.form);
        }
    }

    /// After the act: to the citizen's dossier, or back to the page, which says that it is done.
    pub fn done(&self, context: &RequestContext, done: &str) -> Answer {
        match self.path.strip_prefix("/my/") {
            Some(_) => see(&super::done_address(context, &context.code, done)),
            None => see(&context.confirmed(&self.path, &Params::default().with("done", done))),
        }
    }

    /// The fields that the form carries along.
    pub fn hidden(&self, context: &RequestContext) -> Vec<(&'static str, String)> {
        let key = match context.form.get("key") {
            Some(key) => key.to_owned(),
            None => context.random_text(),
        };
        self.slip.iter().cloned().chain([("key", key)]).collect()
    }
}

impl SlipPage {
    /// A page without a dossier.
    pub fn empty(context: &RequestContext, heading: String, path: &str) -> Result<Self, Error> {
        Ok(Self {
            layout: Layout::new(context, &heading),
            done: None,
            faults: Vec::new(),
            heading,
            about: String::new(),
            lead: String::new(),
            refused: None,
            action: context.to(path),
            token: context.token()?,
            hidden: Vec::new(),
            fields: Vec::new(),
            send: String::new(),
            again: context.to(path),
        })
    }

    /// The page of a dossier that was opened.
    pub fn of(
        context: &RequestContext,
        heading: String,
        slip_dossier: &OpenSlip,
    ) -> Result<Self, Error> {
        let state = &slip_dossier.dossier.view.state;
        let procedure = context.names().procedure(&state.filing.procedure);
        let about = [procedure, state.code.clone()];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(Self { about: about.join(" · "), ..Self::empty(context, heading, &slip_dossier.path)? })
    }

    /// The page that asks for the slip.
    pub fn asking(self, slip_form: SlipForm, lead: String, send: String) -> Answer {
        let SlipForm { status, mut form, faults } = slip_form;
        form.mark(&faults);
        html_with(status, &Self { faults, lead, fields: form.fields, send, ..self })
    }

    /// The page that says why nothing can be said.
    pub fn refused(self, context: &RequestContext, refused: [String; 2]) -> Answer {
        let status = if context.posted { StatusCode::CONFLICT } else { StatusCode::OK };
        html_with(status, &Self { refused: Some(refused), ..self })
    }
}

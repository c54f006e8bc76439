//! A form that was typed but could not be accepted: its fields go along as hidden fields, so that
//! nothing is typed twice. The page of the form's own address shows them filled in; where it has
//! none, nothing was typed, and the form is sent again with one press. Knows no field's meaning.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::address::Params;
use crate::answer::html_with;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Fields that are never carried: secrets, and what each form gets anew.
const NEVER: [&str; 8] =
    ["token", "password", "present", "new_password", "code", "step_code", "slip_key", "carry_to"];

/// A field with its value.
pub struct Field {
    pub name: String,
    pub value: String,
}

/// A form that was posted, to be posted again.
#[derive(Default)]
pub struct FormReplay {
    /// The address of the form; empty where nothing is carried.
    pub to: String,
    /// Bound to the one who typed it.
    pub seal: String,
    pub fields: Vec<Field>,
    /// Whether files came with it: they must be chosen again.
    pub files: bool,
}

pub(crate) const PREFIX: &str = "carry.";

impl FormReplay {
    /// What this visit posted.
    pub fn of(context: &RequestContext) -> Self {
        let to = context.link(&context.path, &context.params);
        let fields =
            context.form.pairs().iter().filter(|(name, _)| !NEVER.contains(&name.as_str()));
        let owner = context.session_cookie().and_then(|cookie| {
            // Without an owner the fields are given to the person who signs in next
            // in the same browser window, who sees them before sending.
            context.app().session_owner(cookie).ok().flatten()
        });
        let seal = owner.and_then(|who| context.app().bound(&format!("carried for {who}")).ok());
        let files = context.files_unread || !context.files.is_empty();
        // A key answers for its content and its owner only: where either may change, another is
        // given.
        let renew = files || seal.is_none();
        let fields = fields.map(|(name, value)| Field {
            name: name.clone(),
            value: if renew && name == "key" { context.random_text() } else { value.clone() },
        });
        Self { to, seal: seal.unwrap_or_default(), fields: fields.collect(), files }
    }

    /// What a form brought along.
    pub fn read(form: &Params) -> Self {
        let to = form.raw("carry_to");
        // An address of this site only.
        let local = crate::address::is_local(to);
        if !local {
            return Self::default();
        }
        let fields = form.pairs().iter().filter_map(|(name, value)| {
            let name = name.strip_prefix(PREFIX)?.to_owned();
            (!NEVER.contains(&name.as_str())).then(|| Field { name, value: value.clone() })
        });
        Self {
            to: to.to_owned(),
            seal: form.raw("carry_seal").to_owned(),
            fields: fields.collect(),
            files: form.raw("carry_files") == "1",
        }
    }

    pub fn some(&self) -> bool {
        !self.to.is_empty()
    }

    /// As hidden fields of another form.
    pub fn hidden(&self) -> Vec<Field> {
        if !self.some() {
            return Vec::new();
        }
        let field = |name: &str, value: &str| Field { name: name.into(), value: value.into() };
        let mut hidden = vec![
            field("carry_to", &self.to),
            field("carry_seal", &self.seal),
            field("carry_files", if self.files { "1" } else { "" }),
        ];
        let form_replay = self.fields.iter();
        hidden.extend(form_replay.map(|f| field(&format!("{PREFIX}{}", f.name), &f.value)));
        hidden
    }
}

#[derive(Template)]
#[template(path = "form_replay.html")]
struct FormReplayPage {
    layout: Layout,
    heading: String,
    message: String,
    to: String,
    token: String,
    fields: Vec<Field>,
    files: bool,
}

/// The page that gives a form back to be sent again; `why` names its words.
pub fn again(context: &RequestContext, why: &str, status: StatusCode) -> Response {
    page(context, why, FormReplay::of(context), status)
}

/// The page that gives carried fields back after signing in.
pub fn page(
    context: &RequestContext,
    why: &str,
    form_replay: FormReplay,
    status: StatusCode,
) -> Response {
    let heading = context.text(&format!("carried-{why}-heading"));
    let Ok(token) = context.token() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = FormReplayPage {
        layout: Layout::new(context, &heading),
        message: context.text(&format!("carried-{why}-said")),
        to: form_replay.to,
        token,
        fields: form_replay.fields,
        files: form_replay.files,
        heading,
    };
    html_with(status, &page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

//! Replay of a form that could not be accepted: hidden fields of the page contain its fields, so
//! that no input is lost. The page at the form's address shows them filled in; a form without such
//! a page has no input, and one button sends it again. The module must not know the meaning of
//! fields.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::address::Params;
use crate::answer::html_with;
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Fields that are never replayed: secrets, and values that are new in each form.
const NEVER: [&str; 8] =
    ["token", "password", "present", "new_password", "code", "step_code", "slip_key", "carry_to"];

/// Secrets that no page repeats. The page of a failed form repeats the other fields of [`NEVER`],
/// because its visitor sent them with the same request.
const SECRET: [&str; 5] = ["password", "present", "new_password", "step_code", "carry_to"];

/// A field with its value.
pub struct Field {
    pub name: String,
    pub value: String,
}

/// A posted form for a replay.
#[derive(Default)]
pub struct FormReplay {
    /// The address of the form; empty for no form.
    pub to: String,
    /// The seal that binds the form to its owner.
    pub seal: String,
    pub fields: Vec<Field>,
    /// Whether the form had files, which must be chosen again.
    pub files: bool,
}

pub(crate) const PREFIX: &str = "carry.";

/// The fields of a form that may be replayed.
pub fn replayed_fields(form: &Params) -> impl Iterator<Item = &(String, String)> {
    form.pairs().iter().filter(|(name, _)| !NEVER.contains(&name.as_str()))
}

impl FormReplay {
    /// The form that this request posted.
    pub fn of(context: &RequestContext) -> Self {
        let to = context.link(&context.path, &context.params);
        let fields = replayed_fields(&context.form);
        let owner = context.session_cookie().and_then(|cookie| {
            // Without an owner, the fields are shown to the person who signs in next in the same
            // browser window, before they are sent.
            context.app().session_owner(cookie).ok().flatten()
        });
        let seal = owner.and_then(|who| context.app().bound(&format!("carried for {who}")).ok());
        let files = context.files_unread || !context.files.is_empty();
        // A key is bound to content and owner: where either may change, a new key is used.
        let renew = files || seal.is_none();
        let fields = fields.map(|(name, value)| Field {
            name: name.clone(),
            value: if renew && name == "key" { context.random_text() } else { value.clone() },
        });
        Self { to, seal: seal.unwrap_or_default(), fields: fields.collect(), files }
    }

    /// The form that this request posted and that failed, unchanged: with the key by which a
    /// repetition is recognised.
    pub fn failed(context: &RequestContext) -> Self {
        let fields = context.form.pairs().iter().filter(|(name, _)| !SECRET.contains(&&**name));
        let fields = fields.map(|(name, value)| Field { name: name.clone(), value: value.clone() });
        Self {
            to: context.link(&context.path, &context.params),
            seal: String::new(),
            fields: fields.collect(),
            files: context.files_unread || !context.files.is_empty(),
        }
    }

    /// The values with more than one word, which a person must have typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let values = self.fields.iter().map(|field| field.value.trim());
        values.filter(|value| value.contains(char::is_whitespace))
    }

    /// Reads the replayed form that a posted form contains.
    pub fn read(form: &Params) -> Self {
        let to = form.raw("carry_to");
        // Only an address of this site is accepted.
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

    pub fn has_form(&self) -> bool {
        !self.to.is_empty()
    }

    /// The hidden fields that replay the form inside another one.
    pub fn hidden(&self) -> Vec<Field> {
        if !self.has_form() {
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

/// The page that shows a form for another attempt; `why` is part of the keys of its texts.
pub fn retry_page(context: &RequestContext, why: &str, status: StatusCode) -> Response {
    page(context, why, FormReplay::of(context), status)
}

/// The page that shows replayed fields after the sign-in.
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

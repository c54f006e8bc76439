//! What citizens see and do: signing in by a code, their dossiers, filing, following without an
//! account. Officers' pages are not known here, nor is any officer named but who signed a letter or
//! read personal data.

pub(crate) mod account_pages;
pub(crate) mod act;
pub(crate) mod browsers;
pub(crate) mod claim;
pub(crate) mod complain;
pub(crate) mod data;
pub(crate) mod dossier;
mod draft;
pub(crate) mod draft_link;
mod earlier;
mod fetching;
mod fields;
pub(crate) mod filing;
pub(crate) mod form_group;
pub(crate) mod mine;
pub(crate) mod notices;
pub(crate) mod papers;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod sheet;
pub(crate) mod sign_in;
mod slip_page;
pub(crate) mod supply;
pub(in crate::pages) mod timeline;
pub(crate) mod track;

use app::{VisibleDossier, Who};

use crate::answer::Error;
use crate::request_context::RequestContext;

/// The pseudonym of the citizen who is signed in.
fn person(context: &RequestContext) -> Result<String, Error> {
    match context.who() {
        Who::Citizen { person, .. } => Ok(person),
        _ => Err(Error::SignIn { citizen: true }),
    }
}

/// The citizen's own dossier of the address.
pub(in crate::pages) fn own(context: &RequestContext) -> Result<VisibleDossier, Error> {
    let dossier = context.app().open_dossier(&context.who(), &context.code, None, context.now())?;
    dossier.ok_or_else(|| Error::NoDossier(context.code.clone()))
}

/// The name under which a dossier is asked for: its code, or before reception its filing's number.
pub(in crate::pages) fn name_of<'a>(stream: &'a str, code: &'a str) -> &'a str {
    match code {
        "" => stream.rsplit('/').next().unwrap_or_default(),
        code => code,
    }
}

/// The address of a citizen's dossier.
fn address_of(context: &RequestContext, name: &str) -> String {
    context.to(&path_of(name))
}

fn path_of(name: &str) -> String {
    format!("/my/dossiers/{}", crate::address::encode(name))
}

/// The address of a citizen's dossier that reports what was done to it.
fn done_address(context: &RequestContext, name: &str, done: &str) -> String {
    context.confirmed(&path_of(name), &crate::address::Params::default().with("done", done))
}

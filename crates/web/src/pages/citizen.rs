//! What citizens see and do: signing in by a code, their dossiers, filing, following without an
//! account. Officers' pages are not known here, nor is any officer named but who signed a letter or
//! read personal data.

pub(crate) mod act;
pub(crate) mod dossier;
mod draft;
pub(crate) mod filing;
pub(crate) mod mine;
pub(crate) mod notices;
pub(crate) mod papers;
mod question;
pub(crate) mod review;
pub(crate) mod sign_in;
mod timeline;
pub(crate) mod track;

use office::{Opened, Who};

use crate::answer::Error;
use crate::visit::Visit;

/// A mistake, with the field that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub field: String,
    pub message: String,
}

/// The pseudonym of the citizen who is signed in.
fn person(visit: &Visit) -> Result<String, Error> {
    match visit.who() {
        Who::Citizen { person } => Ok(person),
        _ => Err(Error::SignIn { citizen: true }),
    }
}

/// The citizen's own dossier of the address.
fn own(visit: &Visit) -> Result<Opened, Error> {
    let opened = visit.office().open_dossier(&visit.who(), &visit.code, None, visit.now())?;
    opened.ok_or_else(|| Error::NoDossier(visit.code.clone()))
}

/// The name under which a dossier is asked for: its code, or before reception its filing's number.
fn name_of<'a>(stream: &'a str, code: &'a str) -> &'a str {
    match code {
        "" => stream.rsplit('/').next().unwrap_or_default(),
        code => code,
    }
}

/// The address of a citizen's dossier.
fn address_of(visit: &Visit, name: &str) -> String {
    visit.to(&format!("/my/dossiers/{}", crate::address::encode(name)))
}

//! `paper`: writes a statutory paper of a dossier, or the register book of some days, to a file.
//! The crate `web` makes the content.

use std::fs;
use std::path::Path;

use app::Inquiry;
use calendar::Day;
use text::{Sentence, sentence};

use crate::command_error::{CommandError, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};

/// The word on the command line for the register book, in place of a dossier's code.
const BOOK: &str = "register_book";

/// The arguments that name a paper.
#[derive(Debug)]
pub struct PaperArguments {
    pub code: String,
    pub kind: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub register: Option<String>,
    pub site: Option<String>,
}

/// Writes a paper to a file, and replaces an existing file.
pub fn paper(data: &Path, arguments: PaperArguments, out: &Path) -> Result<(), CommandError> {
    let request = request(arguments)?;
    // A folder that does not exist must not be created.
    Inquiry::peek(data, |_| Ok(())).map_err(refused)?;
    let bytes = match Target::of(data)?.ask(request)? {
        Reply::Paper(bytes) => bytes,
        other => return Err(unexpected_reply(&other)),
    };
    fs::write(out, bytes).map_err(|error| {
        CommandError::Refused(sentence!(
            "{path}: {error}; check the path and its rights",
            path = out.display().to_string(),
            error = Sentence::foreign(error.to_string())
        ))
    })
}

fn request(request: PaperArguments) -> Result<Request, CommandError> {
    let PaperArguments { code, kind, from, to, register, site } = request;
    let is_book = code == BOOK || kind.as_deref() == Some(BOOK);
    match (kind, from.zip(to)) {
        (_, Some((from, to))) if is_book && from <= to => {
            Ok(Request::RegisterBook { register, from, to })
        }
        _ if is_book => Err(CommandError::BadUsage(sentence!(
            "the register book is of some days: register_book --from DATE --to DATE, the first day \
             not after the last"
        ))),
        (Some(kind), _) => Ok(Request::Paper { code, register, kind, site }),
        (None, _) => Err(CommandError::BadUsage(sentence!(
            "name the paper after the code, as in: motcua paper CODE appointment_slip --out FILE"
        ))),
    }
}

//! `paper`: writes a statutory paper of a dossier, or a book of some days, to a file.
//! The crate `web` makes the content.

use std::fs;
use std::path::Path;

use ::rules::CertificationBook;
use app::Inquiry;
use calendar::Day;
use text::{Sentence, sentence};

use crate::command_error::{CommandError, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};

/// The word on the command line for the register book, in place of a dossier's code.
const BOOK: &str = "register_book";
/// The word on the command line for a book of certifications, after the kind of the book.
const CERTIFICATIONS: &str = "certification_book";

/// The arguments that name a paper.
#[derive(Debug)]
pub struct PaperArguments {
    pub code: String,
    pub kind: Option<String>,
    /// The first and the last day of a book.
    pub days: Option<(Day, Day)>,
    /// The office whose book it is.
    pub unit: Option<String>,
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

/// The days of a book: from one to another, or of a month.
pub fn days((from, to): (Option<Day>, Option<Day>), month: Option<&str>) -> Option<(Day, Day)> {
    let of_month = month.and_then(indicators::month_tables::days_of);
    of_month.or_else(|| from.zip(to)).filter(|(from, to)| from <= to)
}

fn request(request: PaperArguments) -> Result<Request, CommandError> {
    let PaperArguments { code, kind, days, unit, register, site } = request;
    let is = |word: &str| code == word || kind.as_deref() == Some(word);
    match (kind.as_deref(), days) {
        (_, Some(days)) if is(BOOK) => {
            Ok(Request::RegisterBook { register, from: days.0, to: days.1 })
        }
        _ if is(BOOK) => Err(CommandError::BadUsage(sentence!(
            "the register book is of some days: register_book --from DATE --to DATE, the first day \
             not after the last"
        ))),
        (_, days) if is(CERTIFICATIONS) => match (CertificationBook::from_code(&code), days) {
            (Some(book), Some((from, to))) => {
                let book = book.code().to_owned();
                Ok(Request::CertificationBook { book, unit, from, to })
            }
            _ => Err(CommandError::BadUsage(sentence!(
                "the book of certifications is of a kind and some days: motcua paper KIND \
                 certification_book --month MONTH, or --from DATE --to DATE; KIND is one of {kinds}",
                kinds = CertificationBook::ALL
                    .iter()
                    .map(|book| book.code())
                    .collect::<Vec<_>>()
                    .join(", ")
            ))),
        },
        (Some(_), _) => Ok(Request::Paper { code, register, kind: kind.unwrap_or_default(), site }),
        (None, _) => Err(CommandError::BadUsage(sentence!(
            "name the paper after the code, as in: motcua paper CODE appointment_slip --out FILE"
        ))),
    }
}

//! One form's commands on several dossiers, each carried out on its own. A failure is the line's own
//! message: no page of an error hides what the lines before it wrote.

use crate::answer::Error;
use crate::request_context::RequestContext;

/// What became of the lines.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub done: usize,
    /// The codes of dossiers whose command was not carried out, each with the reason.
    pub left: Vec<(String, String)>,
}

/// Carries out the lines' commands in their order; `one` gives the reason where a command was not
/// carried out. After a failure of the store the rest is not tried.
///
/// # Errors
/// The failure of the first line, where nothing was done before it; and a form that names no line.
pub(super) fn run<'a>(
    context: &RequestContext,
    codes: impl Iterator<Item = &'a str>,
    one: impl Fn(&str) -> Result<Result<(), String>, Error>,
) -> Result<Batch, Error> {
    let mut batch = Batch::default();
    let mut stopped = false;
    for code in codes {
        if stopped {
            batch.left.push((code.to_owned(), context.text("batch-not_tried")));
            continue;
        }
        let why = match one(code) {
            Ok(Ok(())) => {
                batch.done += 1;
                continue;
            }
            Ok(Err(why)) => why,
            Err(Error::KeyConflict) => context.text("error-key_conflict-said"),
            Err(error) if batch.done == 0 => return Err(error),
            Err(error) => {
                stopped = true;
                error.log();
                error.sentence(context)
            }
        };
        batch.left.push((code.to_owned(), why));
    }
    if batch.done > 0 {
        context.note_done(context.to(&context.path));
    }
    Ok(batch)
}

//! One form's commands on several dossiers, each carried out on its own. A failure is the line's own
//! message: no page of an error hides what the lines before it wrote.

use std::collections::BTreeMap;

use app::{Failure, VisibleDossier};

use crate::answer::Error;
use crate::request_context::RequestContext;

/// Lines of a form at most: no page offers more.
pub(super) const MOST: usize = 100;

/// The outcome of the lines.
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
        context.note_recorded(context.to(&context.path));
    }
    Ok(batch)
}

/// The ticked dossiers of a form: by code the version that was read. A tick sends `<version>~<code>`.
///
/// # Errors
/// A tick of another form.
pub(super) fn ticked<'a>(
    context: &'a RequestContext,
    name: &'a str,
) -> Result<BTreeMap<&'a str, u64>, Error> {
    let split = |value: &'a str| {
        let (version, code) = value.split_once('~')?;
        Some((code, version.parse().ok()?))
    };
    context.form.all(name).take(MOST).map(split).collect::<Option<_>>().ok_or(Error::BadForm)
}

/// The outcome of one line's command: done, or the reason why not.
///
/// # Errors
/// A failure that is not about the dossier.
pub(super) fn ended<T>(
    context: &RequestContext,
    dossier: &VisibleDossier,
    outcome: Result<T, Failure>,
) -> Result<Result<(), String>, Error> {
    match outcome {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(Ok(())),
        Err(Failure::Changed { .. }) => Ok(Err(context.text("batch-changed"))),
        Err(Failure::Refused(refusal)) => {
            let view = &dossier.view;
            let refusal = refusal.with_step_names(|step| context.names().step(&view.state, step));
            let rule_set = context.rule_set(view.state.received);
            Ok(Err(messages::refusal(context.language, rule_set, &refusal, &view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

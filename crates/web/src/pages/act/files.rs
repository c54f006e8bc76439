//! Files that come with an action: checked one by one; the accepted ones are kept with the form
//! when another field has a fault, and go to the dossier with the command.

use app::{DRAFT_RESULT, Failure, RESULT};
use dossier::Action;

use crate::answer::Error;
use crate::fields::Fault;
use crate::request_context::RequestContext;
use crate::uploads;

/// The form's field.
pub(super) const FIELD: &str = "files";

/// The component under which the files of an action are stored, where the action takes files.
pub(super) fn component(action: Action) -> Option<&'static str> {
    match action {
        Action::Supply => Some(""),
        Action::Give => Some(DRAFT_RESULT),
        Action::Finish => Some(RESULT),
        _ => None,
    }
}

/// The label of the files of a component.
pub(super) fn label(context: &RequestContext, component: &str) -> String {
    match component {
        "" => context.text("act-files"),
        component => context.text(&format!("act-files_{component}")),
    }
}

/// The place of the files of an unfinished form: under the officer's own key, so that no other
/// officer can name them.
pub(super) fn draft(context: &RequestContext, action: Action) -> Option<String> {
    let key = context.form.raw("key");
    let plain =
        !key.is_empty() && key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric());
    (component(action).is_some() && plain)
        .then(|| format!("draft/act-{}-{key}", context.actor().id))
}

/// Keeps what the form brought; what is wrong with the others.
pub(super) fn store(context: &RequestContext, action: Action) -> Result<Vec<Fault>, Error> {
    let Some(stream) = draft(context, action) else { return Ok(Vec::new()) };
    let mut good = Vec::new();
    let mut faults: Vec<Fault> = uploads::too_large(context).map(fault).into_iter().collect();
    for file in context.files.iter().filter(|file| file.field == FIELD) {
        match uploads::accept(context, file, component(action).unwrap_or_default()) {
            Ok(file) => good.push(file),
            Err(message) => faults.push(fault(message)),
        }
    }
    if good.is_empty() {
        return Ok(faults);
    }
    match context.app().attach(&stream, good, &context.actor().id, context.now()) {
        Ok(()) => {}
        Err(Failure::FilesFull { .. }) => faults.push(fault(context.text("desk-files_full"))),
        Err(failure) => return Err(failure.into()),
    }
    Ok(faults)
}

fn fault(message: String) -> Fault {
    Fault { field: FIELD.into(), message }
}

/// The names of the files that are kept with the form.
pub(super) fn stored(context: &RequestContext, action: Action) -> Result<Vec<String>, Error> {
    let Some(stream) = draft(context, action) else { return Ok(Vec::new()) };
    Ok(context.app().files_of(&stream)?.into_iter().map(|file| file.name).collect())
}

//! Many offers accepted at once, each by its own command: what could not be taken is said, dossier by
//! dossier, and holds nothing else up.

use app::{Extras, Failure, Submission};
use dossier::{Action, Command};

use crate::answer::Error;
use crate::pages::act;
use crate::request_context::RequestContext;

/// As many as a page offers.
const MOST: usize = 100;

/// What was just done, for the page after it.
pub(super) fn done(context: &RequestContext) -> Option<String> {
    let action = Action::ALL.iter().find(|action| action.code() == context.params.raw("done"))?;
    if let Ok(n) = context.params.raw("n").parse::<usize>() {
        return Some(describe(context, n.min(MOST)));
    }
    let action = act::word(context, *action);
    let code: String = context.params.raw("code").chars().take(60).collect();
    Some(context.format("queue-done", &[("code", code.into()), ("action", action.into())]))
}

pub(super) fn describe(context: &RequestContext, n: usize) -> String {
    context.format("queue-accepted", &[("n", (n as i64).into())])
}

/// Accepts what was ticked; says how many, and what was not.
pub(super) fn accept(context: &RequestContext) -> Result<(usize, Vec<String>), Error> {
    let (mut accepted, mut faults) = (0, Vec::new());
    let mut any = false;
    for picked in context.form.all("pick").take(MOST) {
        any = true;
        let Some((version, code)) = picked.split_once(' ') else { return Err(Error::BadForm) };
        let seen = version.parse().map_err(|_| Error::BadForm)?;
        match one(context, code, seen)? {
            None => accepted += 1,
            Some(why) => faults.push(format!("{code}: {why}")),
        }
    }
    if !any {
        faults.push(context.text("queue-none_ticked"));
    }
    Ok((accepted, faults))
}

/// Accepts one; why not, where it did not go.
fn one(context: &RequestContext, code: &str, seen: u64) -> Result<Option<String>, Error> {
    let app = context.app();
    let Some(opened) = app.open_dossier(&context.who(), code, None, context.now())? else {
        return Ok(Some(context.text("queue-gone_away")));
    };
    let submission = Submission {
        key: act::key(context, &opened.stream, Action::Accept, context.form.raw("key")),
        stream: opened.stream,
        actor: context.actor(),
        command: Command::Accept,
        at: context.now(),
        sealed: None,
    };
    match app.execute_with(submission, &Extras { seen: Some(seen), ..Extras::default() }) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(None),
        Err(Failure::Changed { .. }) => Ok(Some(context.text("queue-changed"))),
        Err(Failure::Refused(refusal)) => {
            Ok(Some(messages::refusal(context.language, &refusal, &opened.view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

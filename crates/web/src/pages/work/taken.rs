//! Many offers accepted at once, each by its own command: the failed ones are listed, dossier by
//! dossier, and holds nothing else up.

use app::{CommandKey, Extras, Submission};
use dossier::{Action, Command};

use crate::answer::Error;
use crate::pages::act;
use crate::pages::batch::{self, Batch};
use crate::request_context::RequestContext;

/// The confirmation of the last act, for the next page.
pub(super) fn done(context: &RequestContext) -> Option<String> {
    let action = Action::ALL.iter().find(|action| action.code() == context.confirmation("done"))?;
    if let Ok(n) = context.confirmation("n").parse::<usize>() {
        return Some(describe(context, n.min(batch::MOST)));
    }
    let action = act::word(context, None, *action);
    let code: String = context.confirmation("code").chars().take(60).collect();
    Some(context.format("queue-done", &[("code", code.into()), ("action", action.into())]))
}

pub(super) fn describe(context: &RequestContext, n: usize) -> String {
    context.format("queue-accepted", &[("n", (n as i64).into())])
}

/// Accepts the ticked offers; returns how many, and the failed ones.
pub(super) fn accept(context: &RequestContext) -> Result<(usize, Vec<String>), Error> {
    let versions = batch::ticked(context, "pick")?;
    if versions.is_empty() {
        return Ok((0, vec![context.text("queue-none_ticked")]));
    }
    let one = |code: &str| one(context, code, versions[code]);
    let Batch { done, left } = batch::run(context, versions.keys().copied(), one)?;
    Ok((done, left.into_iter().map(|(code, why)| format!("{code}: {why}")).collect()))
}

/// Accepts one; why not, where it did not go.
fn one(context: &RequestContext, code: &str, seen: u64) -> Result<Result<(), String>, Error> {
    let app = context.app();
    let Some(dossier) = app.open_dossier(&context.who(), code, None, context.now())? else {
        return Ok(Err(context.text("queue-gone_away")));
    };
    let submission = Submission {
        key: act::key_text(context, &dossier.stream, Action::Accept, context.form.raw("key"))
            .map(CommandKey::from),
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command: Command::Accept,
        at: context.now(),
        sealed: None,
    };
    let extras = Extras { seen: Some(seen), ..Extras::default() };
    batch::ended(context, &dossier, app.execute_with(submission, &extras))
}

//! Many offers accepted at once, each by its own command: what could not be taken is said, dossier by
//! dossier, and holds nothing else up.

use dossier::{Action, Command};
use office::{Extras, Failure, Submission};

use crate::answer::Error;
use crate::pages::act;
use crate::visit::Visit;

/// As many as a page offers.
const MOST: usize = 100;

/// What was just done, for the page after it.
pub(super) fn done(visit: &Visit) -> Option<String> {
    let action = Action::ALL.iter().find(|action| action.code() == visit.params.raw("done"))?;
    if let Ok(n) = visit.params.raw("n").parse::<usize>() {
        return Some(told(visit, n.min(MOST)));
    }
    let action = act::word(visit, *action);
    let code: String = visit.params.raw("code").chars().take(60).collect();
    Some(visit.say("queue-done", &[("code", code.into()), ("action", action.into())]))
}

pub(super) fn told(visit: &Visit, n: usize) -> String {
    visit.say("queue-accepted", &[("n", (n as i64).into())])
}

/// Accepts what was ticked; says how many, and what was not.
pub(super) fn accept(visit: &Visit) -> Result<(usize, Vec<String>), Error> {
    let (mut accepted, mut faults) = (0, Vec::new());
    let mut any = false;
    for picked in visit.form.all("pick").take(MOST) {
        any = true;
        let Some((version, code)) = picked.split_once(' ') else { return Err(Error::BadForm) };
        let seen = version.parse().map_err(|_| Error::BadForm)?;
        match one(visit, code, seen)? {
            None => accepted += 1,
            Some(why) => faults.push(format!("{code}: {why}")),
        }
    }
    if !any {
        faults.push(visit.t("queue-none_ticked"));
    }
    Ok((accepted, faults))
}

/// Accepts one; why not, where it did not go.
fn one(visit: &Visit, code: &str, seen: u64) -> Result<Option<String>, Error> {
    let office = visit.office();
    let Some(opened) = office.open_dossier(&visit.who(), code, None, visit.now())? else {
        return Ok(Some(visit.t("queue-gone_away")));
    };
    let submission = Submission {
        key: act::key(visit, &opened.stream, Action::Accept, visit.form.raw("key")),
        stream: opened.stream,
        actor: visit.actor(),
        command: Command::Accept,
        at: visit.now(),
        sealed: None,
    };
    match office.execute_with(submission, &Extras { seen: Some(seen), ..Extras::default() }) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(None),
        Err(Failure::Changed { .. }) => Ok(Some(visit.t("queue-changed"))),
        Err(Failure::Refused(refusal)) => {
            Ok(Some(messages::refusal(visit.language, &refusal, &opened.view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

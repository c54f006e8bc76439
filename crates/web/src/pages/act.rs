//! Every action on a dossier: its form, what is wrong with it, the question before what cannot be
//! taken back, and the command. One page for all of them; what each asks for stands in `field`.

mod choice;
mod draw;
mod field;
mod files;
mod ground;
mod read;
mod shown;

use axum::http::StatusCode;
use dossier::{Action, Reason, Sealed};
use office::{Extras, Failure, NotEntered, Submission, Who};

use self::ground::Ground;
use self::read::{Entered, Fault};
use self::shown::{Said, show};
use crate::answer::{Answer, Error, see};
use crate::visit::Visit;

/// The form of an action.
pub(crate) fn page(visit: &Visit) -> Answer {
    let ground = match Ground::of(visit)? {
        Ok(ground) => ground,
        Err(elsewhere) => return see(&elsewhere),
    };
    if let Some(refused) = ground.refused(visit) {
        return show(
            visit,
            &ground,
            StatusCode::CONFLICT,
            Said { refused: Some(refused), ..Said::default() },
        );
    }
    show(visit, &ground, StatusCode::OK, Said::default())
}

/// Takes the form of an action.
pub(crate) fn send(visit: &Visit) -> Answer {
    let mut ground = match Ground::of(visit)? {
        Ok(ground) => ground,
        Err(elsewhere) => return see(&elsewhere),
    };
    let key = key(visit, &ground.opened.stream, ground.action, visit.form.raw("key"));
    if let Some(key) = &key
        && visit.office().done_before(key)?.is_some()
    {
        return done(visit, &ground);
    }
    let seen: u64 = visit.form.raw("version").trim().parse().map_err(|_| Error::BadForm)?;
    if let Some(refused) = ground.refused(visit) {
        let said =
            Said { refused: Some(refused), since: ground.since(visit, seen), ..Said::default() };
        return show(visit, &ground, StatusCode::CONFLICT, said);
    }
    let of_files = files::keep(visit, ground.action)?;
    if seen != ground.opened.version {
        let faults = entered(visit, &ground).faults(&ground.fields);
        let said = Said { since: ground.since(visit, seen), faults, ..Said::default() };
        return show(visit, &ground, StatusCode::CONFLICT, said);
    }
    if visit.form.raw("back") == "1" {
        return show(visit, &ground, StatusCode::OK, Said::default());
    }
    let mut faults = faults(visit, &ground)?;
    faults.extend(of_files);
    if !faults.is_empty() {
        let said = Said { faults, ..Said::default() };
        return show(visit, &ground, StatusCode::UNPROCESSABLE_ENTITY, said);
    }
    if field::final_(ground.action) && !ground.fields.is_empty() && visit.form.raw("sure") != "1" {
        return show(visit, &ground, StatusCode::OK, Said { sure: true, ..Said::default() });
    }
    match carry_out(visit, &ground, key, seen)? {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => done(visit, &ground),
        Err(Failure::Changed { .. }) => {
            ground = match Ground::of(visit)? {
                Ok(ground) => ground,
                Err(elsewhere) => return see(&elsewhere),
            };
            let (since, refused) = (ground.since(visit, seen), ground.refused(visit));
            show(visit, &ground, StatusCode::CONFLICT, Said { since, refused, ..Said::default() })
        }
        Err(Failure::Refused(refusal)) => {
            let told = messages::refusal(visit.language, &refusal, &ground.opened.view.zone);
            let gone = matches!(refusal.reason, Reason::NotPossible | Reason::NotPermitted);
            let status = if gone { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let faults =
                vec![Fault { field: ground::field_of(&ground, &refusal.reason), message: told }];
            show(visit, &ground, status, Said { faults, ..Said::default() })
        }
        Err(failure) => Err(failure.into()),
    }
}

/// An action as an officer's button says it: what the citizen hands in, the officer takes.
pub(super) fn word(visit: &Visit, action: Action) -> String {
    match action {
        Action::Supply => visit.t("act-take_supplement"),
        action => messages::action(visit.language, action),
    }
}

/// A form's key as the record keeps it: of this officer, this action and this dossier only.
pub(super) fn key(visit: &Visit, stream: &str, action: Action, key: &str) -> Option<String> {
    let plain = key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let own = || format!("form/{}/{stream}/{}/{key}", visit.actor().id, action.code());
    (plain && !key.is_empty()).then(own)
}

fn entered<'a>(visit: &'a Visit, ground: &'a Ground) -> Entered<'a> {
    Entered { visit, opened: &ground.opened, form: &visit.form }
}

/// What is wrong with the form; the second factor is looked at last, so that no code is used up by a
/// form that has other faults.
fn faults(visit: &Visit, ground: &Ground) -> Result<Vec<Fault>, Error> {
    let entered = entered(visit, ground);
    let mut faults = entered.faults(&ground.fields);
    if let Some(target) = ground.target.as_ref().filter(|_| faults.is_empty())
        && entered.corrected(target).is_empty()
    {
        faults.push(Fault { field: "set.at".into(), message: visit.t("act-nothing_corrected") });
    }
    let (Some(signed), true) = (&visit.signed, ground.asks_code(visit)) else { return Ok(faults) };
    let code = visit.form.raw("step_code").trim();
    let Who::Officer { login, .. } = &signed.who else { return Ok(faults) };
    let wrong = match code {
        "" => Some("step-missing"),
        _ if !faults.is_empty() => None,
        code => match visit.office().step_up(&signed.id, login, code, visit.machine_now())? {
            Ok(()) => None,
            Err(NotEntered::Wait(_)) => Some("step-wait"),
            Err(_) => Some("account-wrong_code"),
        },
    };
    faults.extend(wrong.map(|key| Fault { field: "step_code".into(), message: visit.t(key) }));
    Ok(faults)
}

fn carry_out(
    visit: &Visit,
    ground: &Ground,
    key: Option<String>,
    seen: u64,
) -> Result<Result<(), Failure>, Error> {
    let command = entered(visit, ground).command(ground.action, ground.target.as_ref());
    let (command, told) = command.ok_or(Error::BadForm)?;
    let sealed = told.map(|text| Sealed {
        salt: visit.random_text(),
        text: Some(text),
        ..Sealed::default()
    });
    let submission = Submission {
        stream: ground.opened.stream.clone(),
        actor: visit.actor(),
        command,
        at: visit.now(),
        key,
        sealed,
    };
    let files_of = files::draft(visit, ground.action);
    let extras = Extras { seen: Some(seen), files_of, ..Extras::default() };
    Ok(visit.office().execute_with(submission, &extras).map(|_| ()))
}

/// The page that says it is done: the dossier's, or the queue where it was done there.
fn done(visit: &Visit, ground: &Ground) -> Answer {
    let params = crate::address::Params::default().with("done", ground.action.code());
    // What somebody has done may take the dossier out of their sight.
    let seen = visit.office().open_dossier(
        &visit.who(),
        &visit.code,
        visit.params.get("register"),
        visit.now(),
    )?;
    if visit.form.raw("from") == "work" || seen.is_none() {
        return see(&visit.link("/work", &params.with("code", &visit.code)));
    }
    let path = format!("/dossier/{}", crate::address::encode(&visit.code));
    let register = visit.params.get("register").unwrap_or_default();
    see(&visit.link(&path, &params.with("register", register)))
}

//! Every action on a dossier: its form and its faults, the confirmation of an action that cannot be
//! undone, and the command. One page for all actions; their fields stand in `field`.

mod action_context;
mod appraisal;
mod basis;
mod choice;
mod command;
mod field;
pub(super) mod files;
mod form;
mod reception;
mod view;

use app::{CommandKey, Extras, Failure, NoPermit, SecondFactor, Submission};
use axum::http::StatusCode;
use calendar::Instant;
use dossier::{Action, Reason, Sealed};

use self::action_context::ActionContext;
pub(super) use self::action_context::form_of;
pub(super) use self::appraisal::proposal;
pub(super) use self::basis::Basis;
pub(super) use self::choice::{least_loaded, new_date};
use self::command::Accepted;
use self::view::{Dues, Feedback, show};
use crate::answer::{Answer, Error, see};
use crate::fields::Fault;
use crate::pages::{letter, step_up};
use crate::request_context::RequestContext;

/// The form of an action.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let action_context = match ActionContext::of(context)? {
        Ok(action_context) => action_context,
        Err(elsewhere) => return see(&elsewhere),
    };
    if let Some(refused) = action_context.refused(context) {
        return show(
            context,
            &action_context,
            StatusCode::CONFLICT,
            Feedback { refused: Some(refused), ..Feedback::default() },
        );
    }
    show(context, &action_context, StatusCode::OK, Feedback::default())
}

/// Takes the form of an action.
pub(crate) fn send(context: &RequestContext) -> Answer {
    let action_context = match ActionContext::of(context)? {
        Ok(action_context) => action_context,
        Err(elsewhere) => return see(&elsewhere),
    };
    let (stream, action) = (&action_context.dossier.stream, action_context.action);
    let key = key_text(context, stream, action, context.form.raw("key"))
        .map(|text| context.command_key(text));
    if let Some(key) = key.clone()
        && context.app().done_before(key, &context.actor(), action, stream)?
    {
        return done(context, &action_context);
    }
    let seen: u64 = context.form.raw("version").trim().parse().map_err(|_| Error::BadForm)?;
    if let Some(refused) = action_context.refused(context) {
        let feedback = Feedback {
            refused: Some(refused),
            since: action_context.since(context, seen),
            ..Feedback::default()
        };
        return show(context, &action_context, StatusCode::CONFLICT, feedback);
    }
    let of_files = files::store(context, action_context.action)?;
    if seen != action_context.dossier.version {
        let faults = action_context.form.check(context);
        let feedback =
            Feedback { since: action_context.since(context, seen), faults, ..Feedback::default() };
        return show(context, &action_context, StatusCode::CONFLICT, feedback);
    }
    if context.form.raw("back") == "1" {
        return show(context, &action_context, StatusCode::OK, Feedback::default());
    }
    let (mut faults, second_factor) = faults(context, &action_context)?;
    faults.extend(of_files);
    if !faults.is_empty() {
        let feedback = Feedback { faults, ..Feedback::default() };
        return show(context, &action_context, StatusCode::UNPROCESSABLE_ENTITY, feedback);
    }
    let asks_again = field::reviewed(action_context.action);
    if asks_again && !action_context.form.fields.is_empty() && context.form.raw("sure") != "1" {
        let moved = match moved(context, &action_context)? {
            Ok(moved) => moved,
            Err(failure) => return after(context, action_context, seen, Err(failure)),
        };
        let feedback = Feedback { sure: true, moved, ..Feedback::default() };
        return show(context, &action_context, StatusCode::OK, feedback);
    }
    let outcome = carry_out(context, &action_context, (key, seen), second_factor)?;
    after(context, action_context, seen, outcome)
}

/// Due before and after a correction, which is refused before it is read once more where it will be
/// refused; nothing for other actions.
fn moved(
    context: &RequestContext,
    action_context: &ActionContext,
) -> Result<Result<Option<Dues>, Failure>, Error> {
    let (dossier, form) = (&action_context.dossier, &action_context.form);
    let Some(target) = &action_context.target else { return Ok(Ok(None)) };
    let command = match &action_context.reception {
        Some(reception) => match reception.command(context, (dossier, form), target.place)? {
            Ok((command, _)) => Some(command),
            Err(failure) => return Ok(Err(failure)),
        },
        None => Accepted::of(context, action_context)
            .command(action_context.action, Some(target))
            .map(|(command, _)| command),
    };
    let command = command.ok_or(Error::BadForm)?;
    let after = context.app().corrected(dossier, (&context.actor(), &command), context.now());
    Ok(after.map(|after| Some([dossier.view.state.due(), after.due()])))
}

/// The page after the command was carried out, or was not.
fn after(
    context: &RequestContext,
    action_context: ActionContext,
    seen: u64,
    outcome: Result<(), Failure>,
) -> Answer {
    match outcome {
        Ok(()) | Err(Failure::AlreadyDone { .. }) => done(context, &action_context),
        Err(Failure::Changed { .. }) => {
            let action_context = match ActionContext::of(context)? {
                Ok(action_context) => action_context,
                Err(elsewhere) => return see(&elsewhere),
            };
            let feedback = Feedback {
                since: action_context.since(context, seen),
                refused: action_context.refused(context),
                ..Feedback::default()
            };
            show(context, &action_context, StatusCode::CONFLICT, feedback)
        }
        Err(Failure::Refused(refusal)) => {
            let view = &action_context.dossier.view;
            let rule_set = context.rule_set(view.state.received);
            let name = |step: &str| context.names().step(&view.state, step);
            let refusal = refusal.with_step_names(name);
            let message = messages::refusal(context.language, rule_set, &refusal, &view.zone);
            let gone = matches!(refusal.reason, Reason::NotPossible | Reason::NotPermitted);
            let status = if gone { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let field = action_context::field_of(&action_context, &refusal.reason);
            let faults = vec![Fault { field, message }];
            show(context, &action_context, status, Feedback { faults, ..Feedback::default() })
        }
        Err(Failure::NoPermit(NoPermit::SecondFactor)) => {
            let message = context.text("step-missing");
            let faults = vec![Fault { field: step_up::FIELD.into(), message }];
            let feedback = Feedback { faults, ..Feedback::default() };
            show(context, &action_context, StatusCode::UNPROCESSABLE_ENTITY, feedback)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The name of an action on an officer's button: a citizen's supplement is taken by the officer.
pub(super) fn word(context: &RequestContext, received: Option<Instant>, action: Action) -> String {
    match action {
        Action::Supply => context.text("act-take_supplement"),
        action => messages::action(context.language, context.rule_set(received), action),
    }
}

/// A form's key as the record keeps it: of this officer, this action and this dossier only.
pub(super) fn key_text(
    context: &RequestContext,
    stream: &str,
    action: Action,
    key: &str,
) -> Option<String> {
    let plain = key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let own = || format!("form/{}/{stream}/{}/{key}", context.actor().id, action.code());
    (plain && !key.is_empty()).then(own)
}

/// The faults of the form; the second factor is checked last, so that no code is used up by a
/// form that has other faults.
fn faults(
    context: &RequestContext,
    action_context: &ActionContext,
) -> Result<(Vec<Fault>, SecondFactor), Error> {
    let mut faults = action_context.form.check(context);
    let reception = action_context.reception.as_ref();
    faults.extend(reception.and_then(|one| one.warning(context, &action_context.form)));
    if let Some(target) = action_context.target.as_ref().filter(|_| faults.is_empty())
        && match &action_context.reception {
            Some(reception) => reception.changes(&action_context.form).is_empty(),
            None => Accepted::of(context, action_context).corrected(target).is_empty(),
        }
    {
        faults.push(Fault::new("set.at", context.text("act-nothing_corrected")));
    }
    if action_context.action == Action::AskSupplement
        && faults.is_empty()
        && Accepted::of(context, action_context).requested_papers().is_empty()
    {
        faults.push(Fault::new("papers", context.text("act-nothing_asked")));
    }
    if action_context.action == Action::Finish
        && action_context.form.text("form") != "paper"
        && faults.is_empty()
        && files::stored(context, Action::Finish)?.is_empty()
    {
        faults.push(Fault::new(files::FIELD, context.text("act-no_result_file")));
    }
    let mut second_factor = context.second_factor();
    if action_context.asks_code(context) && (faults.is_empty() || step_code_missing(context)) {
        second_factor = step_up::take_or_fault(context, &mut faults)?;
    }
    Ok((faults, second_factor))
}

fn step_code_missing(context: &RequestContext) -> bool {
    context.form.raw(step_up::FIELD).trim().is_empty()
}

fn carry_out(
    context: &RequestContext,
    action_context: &ActionContext,
    (key, seen): (Option<CommandKey>, u64),
    second_factor: SecondFactor,
) -> Result<Result<(), Failure>, Error> {
    if action_context.action == Action::SignApology {
        let form = &action_context.form;
        let written = (form.text("reason"), form.day("new_date"), form.text("confirmed") == "1");
        return letter::sign(context, &action_context.dossier, written, (key, seen), second_factor);
    }
    if let Some((reception, target)) =
        action_context.reception.as_ref().zip(action_context.target.as_ref())
    {
        let of = (&action_context.dossier, &action_context.form);
        let extras = Extras { seen: Some(seen), second_factor, ..Extras::default() };
        let done = reception.correct(context, of, target.place, (key, &extras))?;
        return Ok(done.map(|_| ()));
    }
    let command = Accepted::of(context, action_context)
        .command(action_context.action, action_context.target.as_ref());
    let (command, text) = command.ok_or(Error::BadForm)?;
    let result = (action_context.action == Action::Finish).then(|| action_context.result());
    let sealed = (text.is_some() || result.is_some()).then(|| Sealed {
        salt: context.random_text(),
        text,
        result,
        ..Sealed::default()
    });
    let submission = Submission {
        stream: action_context.dossier.stream.clone(),
        actor: context.actor(),
        command,
        at: context.now(),
        key,
        sealed,
    };
    let files_of = files::draft(context, action_context.action);
    let extras = Extras { seen: Some(seen), files_of, second_factor, ..Extras::default() };
    Ok(context.app().execute_with(submission, &extras).map(|_| ()))
}

/// The list that an action was begun in, by its name in the form.
fn list_of(from: &str) -> Option<&'static str> {
    match from {
        "work" => Some("/work"),
        "head" => Some("/head"),
        _ => None,
    }
}

/// The page after the action: the dossier's, or the list that it was begun in.
fn done(context: &RequestContext, action_context: &ActionContext) -> Answer {
    let params = crate::address::Params::default().with("done", action_context.action.code());
    let path = format!("/dossier/{}", crate::address::encode(&context.code));
    let register = context.params.get("register").unwrap_or_default();
    let shown = crate::address::Params::default().with("register", register);
    context.note_recorded(context.link(&path, &shown));
    // The action may end the actor's access to the dossier.
    let seen = context.app().open_dossier(
        &context.who(),
        &context.code,
        context.params.get("register"),
        context.now(),
    )?;
    let from = context.form.raw("from");
    if let Some(list) = list_of(from).or(seen.is_none().then_some("/work")) {
        return see(&context.confirmed(list, &params.with("code", &context.code)));
    }
    see(&context.confirmed(&path, &params.with("register", register)))
}

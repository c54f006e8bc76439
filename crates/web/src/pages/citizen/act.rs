//! What a citizen does with a dossier of theirs: the command, and taking it back.

use app::{Extras, Failure, Submission, VisibleDossier};
use axum::http::StatusCode;
use dossier::{Action, Command, Sealed};

use super::filing::FormPage;
use super::{address_of, done_address, name_of, own};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// The reasons for a withdrawal that go on record. A note is sealed.
const REASONS: [&str; 4] = ["no_need", "wrong_procedure", "later", "other"];

/// Characters of a note to the agency at most.
pub(super) const NOTE_CHARS: usize = 2000;

fn reason(language: text::Language, word: &str) -> String {
    messages::text(language, &format!("withdraw-{word}"), &[])
}

/// The dossier, if its citizen can do this now.
pub(super) fn allowed(
    context: &RequestContext,
    action: Action,
) -> Result<Option<VisibleDossier>, Error> {
    let dossier = own(context)?;
    Ok(dossier.actions.contains(&action).then_some(dossier))
}

pub(super) fn back(context: &RequestContext) -> Answer {
    see(&address_of(context, &context.code))
}

/// Asks before a dossier is taken back.
pub(crate) fn withdraw(context: &RequestContext) -> Answer {
    match allowed(context, Action::Withdraw)? {
        Some(dossier) => ask_withdraw(context, &dossier, Vec::new(), StatusCode::OK),
        None => back(context),
    }
}

/// The reason, which goes on record in its fixed words, and a note, which is sealed.
fn withdraw_form(context: &RequestContext) -> Form {
    let reasons = REASONS.map(|word| Choice::new(word, reason(context.language, word)));
    let reason = Field::of_key(context, Kind::Radio, "reason", "withdraw-reason")
        .choices(reasons.into())
        .fault_key("fault-my_reason");
    let note = Field::of_key(context, Kind::Long, "note", "withdraw-note").optional();
    let mut form = Form::new(context.zone(), vec![reason, note.max_chars(NOTE_CHARS)]);
    form.fill(&context.form);
    form
}

fn ask_withdraw(
    context: &RequestContext,
    dossier: &VisibleDossier,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let mut form = withdraw_form(context);
    form.mark(&faults);
    let address = address_of(context, name_of(&dossier.stream, &dossier.row.code));
    let heading = context.text("action-withdraw");
    html_with(
        status,
        &FormPage {
            layout: Layout::new(context, &heading),
            heading,
            place: context.names().procedure(&dossier.row.procedure),
            by_link: None,
            message: context.text("withdraw-said"),
            note: None,
            action: format!("{address}/withdraw"),
            token: context.token()?,
            hidden: vec![("version", dossier.version.to_string())],
            faults,
            fields: form.fields,
            back: address,
            send: context.text("withdraw-send"),
            leave: String::new(),
        },
    )
}

/// Takes it back.
pub(crate) fn withdrawn(context: &RequestContext) -> Answer {
    let Some(dossier) = allowed(context, Action::Withdraw)? else { return back(context) };
    let form = withdraw_form(context);
    let faults = form.check(context);
    if !faults.is_empty() {
        return ask_withdraw(context, &dossier, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reason = reason(text::Language::Vietnamese, &form.text("reason"));
    let command = Command::Withdraw { reason };
    let version = seen_version(context);
    let extras = Extras { seen: Some(version), ..Extras::default() };
    let wrong = |message: String, dossier: &VisibleDossier| {
        let faults = vec![Fault { field: "reason".into(), message }];
        ask_withdraw(context, dossier, faults, StatusCode::CONFLICT)
    };
    match submit(context, &dossier, (command, version), &form.text("note"), &extras)? {
        None => see(&done_address(context, &context.code, "withdrawn")),
        Some(message) => wrong(message, &own(context)?),
    }
}

/// The version that the form was made from.
pub(super) fn seen_version(context: &RequestContext) -> u64 {
    context.form.raw("version").parse().unwrap_or(0)
}

/// Carries a command out; gives the words of why not. What was done to a version is done once,
/// however often it is pressed.
pub(super) fn submit(
    context: &RequestContext,
    dossier: &VisibleDossier,
    (command, version): (Command, u64),
    note: &str,
    extras: &Extras,
) -> Result<Option<String>, Error> {
    let text = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let key = format!("citizen {} {} {version}", command.action().code(), dossier.stream);
    let submission = Submission {
        stream: dossier.stream.clone(),
        actor: context.actor(),
        command,
        at: context.now(),
        key: Some(context.command_key(key)),
        sealed: Some(Sealed { salt: context.random_text(), text, ..Sealed::default() }),
    };
    match context.app().execute_with(submission, extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(None),
        Err(Failure::Changed { .. }) => Ok(Some(context.text("fault-my_changed"))),
        Err(Failure::Refused(refusal)) => {
            let view = &dossier.view;
            let rule_set = context.rule_set(view.state.received);
            Ok(Some(messages::refusal(context.language, rule_set, &refusal, &view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

//! What a citizen does with a dossier of theirs: hands in a supplement, takes it back.

use app::{Extras, Failure, FilingDraft, Submission, VisibleDossier, draft_files};
use askama::Template;
use axum::http::StatusCode;
use dossier::{Action, Command, Sealed};

use super::filing::FormPage;
use super::papers::{self, FileLine, Paper};
use super::{address_of, done_address, dossier::need, name_of, own, person};
use crate::address::encode;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// The reasons for a withdrawal that go on record. A note is sealed.
const REASONS: [&str; 4] = ["no_need", "wrong_procedure", "later", "other"];

/// Characters of a note to the agency at most.
const NOTE_CHARS: usize = 2000;

fn reason(language: text::Language, word: &str) -> String {
    messages::text(language, &format!("withdraw-{word}"), &[])
}

/// The dossier, if its citizen can do this now.
fn allowed(context: &RequestContext, action: Action) -> Result<Option<VisibleDossier>, Error> {
    let opened = own(context)?;
    Ok(opened.actions.contains(&action).then_some(opened))
}

fn back(context: &RequestContext) -> Answer {
    see(&address_of(context, &context.code))
}

/// Asks before a dossier is taken back.
pub(crate) fn withdraw(context: &RequestContext) -> Answer {
    match allowed(context, Action::Withdraw)? {
        Some(opened) => ask_withdraw(context, &opened, Vec::new(), StatusCode::OK),
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
    opened: &VisibleDossier,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let mut form = withdraw_form(context);
    form.mark(&faults);
    let address = address_of(context, name_of(&opened.stream, &opened.row.code));
    let heading = context.text("action-withdraw");
    html_with(
        status,
        &FormPage {
            layout: Layout::new(context, &heading),
            heading,
            place: context.names().procedure(&opened.row.procedure),
            message: context.text("withdraw-said"),
            action: format!("{address}/withdraw"),
            token: context.token()?,
            hidden: vec![("version", opened.version.to_string())],
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
    let Some(opened) = allowed(context, Action::Withdraw)? else { return back(context) };
    let form = withdraw_form(context);
    let faults = form.check(context);
    if !faults.is_empty() {
        return ask_withdraw(context, &opened, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reason = reason(text::Language::Vietnamese, &form.text("reason"));
    let command = Command::Withdraw { reason };
    let extras = Extras { seen: seen(context), ..Extras::default() };
    let wrong = |message: String, opened: &VisibleDossier| {
        let faults = vec![Fault { field: "reason".into(), message }];
        ask_withdraw(context, opened, faults, StatusCode::CONFLICT)
    };
    match submit(context, &opened, command, "withdraw", &form.text("note"), &extras)? {
        None => see(&done_address(context, &context.code, "withdrawn")),
        Some(message) => wrong(message, &own(context)?),
    }
}

/// The version that the form was made from.
fn seen(context: &RequestContext) -> Option<u64> {
    Some(context.form.raw("version").parse().unwrap_or(0))
}

/// Carries a command out; gives the words of why not.
fn submit(
    context: &RequestContext,
    opened: &VisibleDossier,
    command: Command,
    what: &str,
    note: &str,
    extras: &Extras,
) -> Result<Option<String>, Error> {
    let text = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let version = extras.seen.unwrap_or(opened.version);
    let submission = Submission {
        stream: opened.stream.clone(),
        actor: context.actor(),
        command,
        at: context.now(),
        // What was done to this version is done once, however often it is pressed.
        key: Some(context.command_key(format!("citizen {what} {} {version}", opened.stream))),
        sealed: Some(Sealed { salt: context.random_text(), text, ..Sealed::default() }),
    };
    match context.app().execute_with(submission, extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(None),
        Err(Failure::Changed { .. }) => Ok(Some(context.text("fault-my_changed"))),
        Err(Failure::Refused(refusal)) => {
            let view = &opened.view;
            let rule_set = context.rule_set(view.state.received);
            Ok(Some(messages::refusal(context.language, rule_set, &refusal, &view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "citizen/supply.html")]
struct SupplyPage {
    layout: Layout,
    procedure: String,
    back: String,
    action: String,
    token: String,
    version: String,
    faults: Vec<Fault>,
    items: Vec<String>,
    until: String,
    paper: Paper,
    fields: Vec<Field>,
    limit: String,
}

/// Under what name the papers of a supplement are gathered.
fn gathered(opened: &VisibleDossier) -> String {
    format!("supply-{}", name_of(&opened.stream, &opened.row.code))
}

fn supply_form(context: &RequestContext, note: &str) -> Form {
    let field = Field::of_key(context, Kind::Long, "note", "supply-note").optional();
    Form::new(context.zone(), vec![field.max_chars(NOTE_CHARS).text(note)])
}

/// What is asked for, and the papers gathered so far.
pub(crate) fn supply(context: &RequestContext) -> Answer {
    match allowed(context, Action::Supply)? {
        Some(opened) => ask_supply(context, &opened, Vec::new(), StatusCode::OK),
        None => back(context),
    }
}

fn ask_supply(
    context: &RequestContext,
    opened: &VisibleDossier,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let id = gathered(opened);
    let stored = context.app().draft_of(&person(context)?, &id)?;
    let rows = match &stored {
        Some(_) => context.app().files_of(&draft_files(&id))?,
        None => Vec::new(),
    };
    let base = format!("/my/drafts/{}", encode(&id));
    let note = stored.map(|stored| stored.draft.note).unwrap_or_default();
    let mut note = supply_form(context, &note);
    note.mark(&faults);
    let own: Vec<&str> = faults
        .iter()
        .filter(|fault| fault.field == "file-")
        .map(|fault| fault.message.as_str())
        .collect();
    let files: Vec<FileLine> = papers::lines(context, &rows, "", &base);
    let paper = Paper {
        id: String::new(),
        name: context.text("supply-files"),
        counts: String::new(),
        required: true,
        files,
        earlier: Vec::new(),
        on_paper: false,
        fault: (!own.is_empty()).then(|| own.join(" ")),
    };
    let address = address_of(context, name_of(&opened.stream, &opened.row.code));
    let (items, until) =
        need(context, opened).map(|need| (need.items, need.until)).unwrap_or_default();
    html_with(
        status,
        &SupplyPage {
            layout: Layout::new(context, &context.text("action-supply")),
            procedure: context.names().procedure(&opened.row.procedure),
            action: format!("{address}/supply"),
            back: address,
            token: context.token()?,
            version: opened.version.to_string(),
            faults,
            items,
            until,
            paper,
            fields: note.fields,
            limit: context.text("paper-limit"),
        },
    )
}

/// Gathers papers, and hands them in.
pub(crate) fn supplied(context: &RequestContext) -> Answer {
    let Some(opened) = allowed(context, Action::Supply)? else { return back(context) };
    let (person, id) = (person(context)?, gathered(&opened));
    let (app, now) = (context.app(), context.now());
    let draft = FilingDraft { dossier: opened.stream.clone(), ..FilingDraft::default() };
    app.begin_draft(&person, &id, &draft, now)?;
    let note = context.form.raw("note");
    let typed = note.to_owned();
    let changed = app.change_draft(&person, &id, now, move |draft| draft.note = typed)?;
    if changed.is_none() {
        return back(context);
    }
    let mut faults = supply_form(context, note).check(context);
    faults.extend(papers::take(context, &draft_files(&id), &[""])?);
    let dropped = context.form.raw("drop");
    if !dropped.is_empty() {
        app.detach(&draft_files(&id), dropped)?;
    }
    let sends = context.form.raw("go") == "send";
    if sends && app.files_of(&draft_files(&id))?.is_empty() && note.trim().is_empty() {
        faults.push(Fault { field: "file-".into(), message: context.text("fault-my_supply") });
    }
    if !faults.is_empty() {
        return ask_supply(context, &opened, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if !sends {
        return see(&format!("{}/supply", address_of(context, &context.code)));
    }
    let extras =
        Extras { seen: seen(context), files_of: Some(draft_files(&id)), ..Extras::default() };
    match submit(context, &opened, Command::Supply, "supply", note, &extras)? {
        None => see(&done_address(context, &context.code, "supplied")),
        Some(message) => {
            let faults = vec![Fault { field: "file-".into(), message }];
            ask_supply(context, &own(context)?, faults, StatusCode::CONFLICT)
        }
    }
}

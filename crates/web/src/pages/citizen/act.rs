//! What a citizen does with a dossier of theirs: hands in a supplement, takes it back.

use askama::Template;
use axum::http::StatusCode;
use dossier::{Action, Command, Sealed};
use office::{Extras, Failure, FilingDraft, Opened, Submission, draft_files};

use super::filing::QuestionPage;
use super::papers::{self, FileLine, Paper};
use super::question::{Field, Kind, mark};
use super::{Fault, address_of, dossier::need, name_of, own, person};
use crate::address::encode;
use crate::answer::{Answer, Error, html_with, see};
use crate::frame::Frame;
use crate::visit::Visit;

/// Why a dossier is taken back: the words that go on record. What somebody writes besides is sealed.
const REASONS: [&str; 4] = ["no_need", "wrong_procedure", "later", "other"];

fn reason(language: text::Language, word: &str) -> String {
    messages::text(language, &format!("withdraw-{word}"), &[])
}

/// The dossier, if its citizen can do this now.
fn allowed(visit: &Visit, action: Action) -> Result<Option<Opened>, Error> {
    let opened = own(visit)?;
    Ok(opened.actions.contains(&action).then_some(opened))
}

fn back(visit: &Visit) -> Answer {
    see(&address_of(visit, &visit.code))
}

/// Asks before a dossier is taken back.
pub(crate) fn withdraw(visit: &Visit) -> Answer {
    match allowed(visit, Action::Withdraw)? {
        Some(opened) => ask_withdraw(visit, &opened, Vec::new(), StatusCode::OK),
        None => back(visit),
    }
}

fn ask_withdraw(visit: &Visit, opened: &Opened, faults: Vec<Fault>, status: StatusCode) -> Answer {
    let words = REASONS.map(|word| (word.to_owned(), reason(visit.language, word), String::new()));
    let chosen = visit.form.raw("reason");
    let why = Field::new(visit, Kind::Radio, "reason", "withdraw-reason", chosen).of(words.into());
    let note = visit.form.raw("note");
    let note = Field::new(visit, Kind::Area, "note", "withdraw-note", note).optional();
    let mut fields = vec![why, note];
    mark(&mut fields, &faults);
    let address = address_of(visit, name_of(&opened.stream, &opened.row.code));
    let heading = visit.t("action-withdraw");
    html_with(
        status,
        &QuestionPage {
            frame: Frame::new(visit, &heading),
            heading,
            place: visit.names().procedure(&opened.row.procedure),
            said: visit.t("withdraw-said"),
            action: format!("{address}/withdraw"),
            token: visit.token()?,
            hidden: vec![("version", opened.version.to_string())],
            faults,
            fields,
            back: address,
            send: visit.t("withdraw-send"),
            leave: String::new(),
        },
    )
}

/// Takes it back.
pub(crate) fn withdrawn(visit: &Visit) -> Answer {
    let Some(opened) = allowed(visit, Action::Withdraw)? else { return back(visit) };
    let word = visit.form.raw("reason");
    if !REASONS.contains(&word) {
        let fault = Fault { field: "reason".into(), message: visit.t("fault-my_reason") };
        return ask_withdraw(visit, &opened, vec![fault], StatusCode::UNPROCESSABLE_ENTITY);
    }
    let command = Command::Withdraw { reason: reason(text::Language::Vietnamese, word) };
    let extras = Extras { seen: seen(visit), ..Extras::default() };
    let wrong = |message: String, opened: &Opened| {
        let faults = vec![Fault { field: "reason".into(), message }];
        ask_withdraw(visit, opened, faults, StatusCode::CONFLICT)
    };
    match submit(visit, &opened, command, "withdraw", visit.form.raw("note"), &extras)? {
        None => see(&format!("{}?done=withdrawn", address_of(visit, &visit.code))),
        Some(message) => wrong(message, &own(visit)?),
    }
}

/// The version that the form was made from.
fn seen(visit: &Visit) -> Option<u64> {
    Some(visit.form.raw("version").parse().unwrap_or(0))
}

/// Carries a command out; gives the words of why not.
fn submit(
    visit: &Visit,
    opened: &Opened,
    command: Command,
    what: &str,
    note: &str,
    extras: &Extras,
) -> Result<Option<String>, Error> {
    let text = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let version = extras.seen.unwrap_or(opened.version);
    let submission = Submission {
        stream: opened.stream.clone(),
        actor: visit.actor(),
        command,
        at: visit.now(),
        // What was done to this version is done once, however often it is pressed.
        key: Some(format!("citizen {what} {} {version}", opened.stream)),
        sealed: Some(Sealed { salt: visit.random_text(), text, ..Sealed::default() }),
    };
    match visit.office().execute_with(submission, extras) {
        Ok(_) | Err(Failure::AlreadyDone { .. }) => Ok(None),
        Err(Failure::Changed { .. }) => Ok(Some(visit.t("fault-my_changed"))),
        Err(Failure::Refused(refusal)) => {
            Ok(Some(messages::refusal(visit.language, &refusal, &opened.view.zone)))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "citizen/supply.html")]
struct SupplyPage {
    frame: Frame,
    procedure: String,
    back: String,
    action: String,
    token: String,
    version: String,
    faults: Vec<Fault>,
    items: Vec<String>,
    until: String,
    paper: Paper,
    note: Field,
    limit: String,
}

/// Under what name the papers of a supplement are gathered.
fn gathered(opened: &Opened) -> String {
    format!("supply-{}", name_of(&opened.stream, &opened.row.code))
}

/// What is asked for, and the papers gathered so far.
pub(crate) fn supply(visit: &Visit) -> Answer {
    match allowed(visit, Action::Supply)? {
        Some(opened) => ask_supply(visit, &opened, Vec::new(), StatusCode::OK),
        None => back(visit),
    }
}

fn ask_supply(visit: &Visit, opened: &Opened, faults: Vec<Fault>, status: StatusCode) -> Answer {
    let id = gathered(opened);
    let kept = visit.office().draft_of(&person(visit)?, &id)?;
    let rows = match &kept {
        Some(_) => visit.office().files_of(&draft_files(&id))?,
        None => Vec::new(),
    };
    let base = format!("/my/drafts/{}", encode(&id));
    let note = kept.map(|kept| kept.draft.note).unwrap_or_default();
    let mut note = vec![Field::new(visit, Kind::Area, "note", "supply-note", &note).optional()];
    mark(&mut note, &faults);
    let own: Vec<&str> = faults
        .iter()
        .filter(|fault| fault.field == "file-")
        .map(|fault| fault.message.as_str())
        .collect();
    let files: Vec<FileLine> = papers::lines(visit, &rows, "", &base);
    let paper = Paper {
        id: String::new(),
        name: visit.t("supply-files"),
        counts: String::new(),
        required: true,
        files,
        earlier: Vec::new(),
        on_paper: false,
        fault: (!own.is_empty()).then(|| own.join(" ")),
    };
    let address = address_of(visit, name_of(&opened.stream, &opened.row.code));
    let (items, until) =
        need(visit, opened).map(|need| (need.items, need.until)).unwrap_or_default();
    html_with(
        status,
        &SupplyPage {
            frame: Frame::new(visit, &visit.t("action-supply")),
            procedure: visit.names().procedure(&opened.row.procedure),
            action: format!("{address}/supply"),
            back: address,
            token: visit.token()?,
            version: opened.version.to_string(),
            faults,
            items,
            until,
            paper,
            // There is one.
            note: note.remove(0),
            limit: visit.t("paper-limit"),
        },
    )
}

/// Gathers papers, and hands them in.
pub(crate) fn supplied(visit: &Visit) -> Answer {
    let Some(opened) = allowed(visit, Action::Supply)? else { return back(visit) };
    let (person, id) = (person(visit)?, gathered(&opened));
    let (office, now) = (visit.office(), visit.now());
    let draft = FilingDraft { dossier: opened.stream.clone(), ..FilingDraft::default() };
    office.begin_draft(&person, &id, &draft, now)?;
    let note: String = visit.form.raw("note").chars().take(2000).collect();
    let changed = office.change_draft(&person, &id, now, |draft| draft.note.clone_from(&note))?;
    if changed.is_none() {
        return back(visit);
    }
    let mut faults = papers::take(visit, &draft_files(&id), &[""])?;
    let dropped = visit.form.raw("drop");
    if !dropped.is_empty() {
        office.detach(&draft_files(&id), dropped)?;
    }
    let sends = visit.form.raw("go") == "send";
    if sends && office.files_of(&draft_files(&id))?.is_empty() && note.trim().is_empty() {
        faults.push(Fault { field: "file-".into(), message: visit.t("fault-my_supply") });
    }
    if !faults.is_empty() {
        return ask_supply(visit, &opened, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if !sends {
        return see(&format!("{}/supply", address_of(visit, &visit.code)));
    }
    let extras =
        Extras { seen: seen(visit), files_of: Some(draft_files(&id)), ..Extras::default() };
    match submit(visit, &opened, Command::Supply, "supply", &note, &extras)? {
        None => see(&format!("{}?done=supplied", address_of(visit, &visit.code))),
        Some(message) => {
            let faults = vec![Fault { field: "file-".into(), message }];
            ask_supply(visit, &own(visit)?, faults, StatusCode::CONFLICT)
        }
    }
}

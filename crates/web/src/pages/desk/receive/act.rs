//! What the form's buttons do: look for somebody, receive, complete at once, refuse, guide. A second
//! press of the same form meets the same dossier.

use axum::http::StatusCode;
use credentials::once;
use dossier::event::Slip;
use dossier::{Command, Sealed};
use office::{Done, Extras, Failure, Intake, Opened, Submission};
use rules::Procedure;

use super::entry::Entry;
use super::show::{self, Shown};
use super::{duplicates, fees, files, guidance, person};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::pages::desk::{self, Fault};
use crate::visit::Visit;

pub(super) fn take(visit: &Visit, rule: &Procedure, filing: Option<Opened>) -> Answer {
    let mut entry = Entry::posted(visit, rule, desk::form_key(visit)?);
    let chosen = visit.form.raw("use");
    if !chosen.is_empty() {
        person::fill(visit, &mut entry, chosen)?;
        return again(visit, rule, entry, Shown::of(filing), Vec::new());
    }
    if super::assists(visit) {
        return file(visit, rule, entry);
    }
    let act = match visit.form.raw("act") {
        // Enter does what comes next: look for the person, else receive.
        "enter" if !entry.find.is_empty() && entry.find != entry.found => "find",
        "enter" if rule.one_act => "complete_at_once",
        "enter" => "receive",
        act => act,
    };
    match act {
        "find" => find(visit, rule, entry, filing),
        "compute" => again(visit, rule, entry, Shown::of(filing), Vec::new()),
        "receive" | "complete_at_once" => receive(visit, rule, entry, filing, act),
        "refuse" => refuse(visit, rule, entry, filing),
        "guide" => guide(visit, rule, entry, filing),
        _ => Err(Error::BadForm),
    }
}

/// The form again, nothing that was typed lost; good files are kept, bad ones named.
fn again(
    visit: &Visit,
    rule: &Procedure,
    entry: Entry,
    mut shown: Shown,
    faults: Vec<Fault>,
) -> Answer {
    let (good, bad) = files::sorted(visit, &entry);
    let full = files::keep(visit, &entry, good)?;
    shown.faults = faults.into_iter().chain(bad).chain(full).collect();
    if shown.status == StatusCode::OK && !shown.faults.is_empty() {
        shown.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    show::page(visit, rule, entry, shown)
}

fn find(visit: &Visit, rule: &Procedure, mut entry: Entry, filing: Option<Opened>) -> Answer {
    entry.found.clone_from(&entry.find);
    let mut shown = Shown::of(filing);
    let people = person::search(visit, &entry.found)?;
    if people.is_empty() {
        person::carry_over(&mut entry);
    }
    shown.searched = !entry.found.is_empty();
    shown.people = people;
    again(visit, rule, entry, shown, Vec::new())
}

fn receive(
    visit: &Visit,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<Opened>,
    act: &str,
) -> Answer {
    let (good, bad) = files::sorted(visit, &entry);
    let mut faults = bad;
    let at_once = act == "complete_at_once";
    let paid = fees::total(rule, &entry).unwrap_or_else(|wrong| {
        let fault =
            |index| Fault::new(&format!("quantity.{index}"), visit.t("receive-quantity_wrong"));
        faults.extend(wrong.into_iter().filter(|_| at_once).map(fault));
        0
    });
    let intake = match entry.check(visit, rule, true) {
        Ok(intake) => intake,
        Err(wrong) => {
            // The files' own faults are told again there.
            faults.retain(|fault| !fault.field.starts_with("file."));
            let faults = wrong.into_iter().chain(faults).collect();
            return again(visit, rule, entry, Shown::of(filing), faults);
        }
    };
    if !faults.is_empty() {
        faults.retain(|fault| !fault.field.starts_with("file."));
        return again(visit, rule, entry, Shown::of(filing), faults);
    }
    let known = person::pseudonym(visit, &entry, filing.as_ref())?;
    if let Some(known) = known.as_deref().filter(|_| !entry.again) {
        // The first press of this very form is no other dossier.
        let stream = stream(visit, &entry, filing.as_ref());
        let duplicates = duplicates::of(visit, known, &rule.code, Some(&stream))?;
        if !duplicates.is_empty() {
            entry.person = known.to_owned();
            let mut shown = Shown::of(filing);
            shown.duplicates = duplicates;
            shown.status = StatusCode::CONFLICT;
            return again(visit, rule, entry, shown, Vec::new());
        }
    }
    let intake = with_person(visit, intake, known, filing.as_ref());
    let reception = match visit.office().reception(&intake, visit.now()) {
        Ok(reception) => reception,
        Err(failure) => return refused(visit, rule, entry, filing, failure),
    };
    let command = match at_once {
        true => Command::CompleteAtOnce { reception, paid_vnd: paid },
        false => Command::Receive(reception),
    };
    let slip = slip(visit, filing.as_ref())?;
    for id in visit.form.all("drop") {
        visit.office().detach(&files::draft(visit, &entry), id)?;
    }
    let extras = Extras {
        seen: seen(&entry, filing.as_ref()),
        files: good,
        files_of: Some(files::draft(visit, &entry)),
    };
    let sealed = sealed(visit, &entry, Some(slip), &entry.note);
    match carry_out(visit, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => see(&visit.to(&format!("/dossier/{}/slip", encode(&code)))),
        Err(failure) => refused(visit, rule, entry, filing, failure),
    }
}

/// Filed for a citizen by the one who helps them.
fn file(visit: &Visit, rule: &Procedure, entry: Entry) -> Answer {
    let (good, bad) = files::sorted(visit, &entry);
    // Papers come as files, or are brought to the desk: none is demanded here.
    let intake = match entry.check(visit, rule, false) {
        Ok(intake) if bad.is_empty() => intake,
        checked => {
            let faults = checked.err().unwrap_or_default();
            return again(visit, rule, entry, Shown::of(None), faults);
        }
    };
    let mut intake = with_person(visit, intake, None, None);
    intake.helped_at = Some(visit.actor().unit);
    let filing = match visit.office().filing(&intake, visit.now()) {
        Ok(filing) => filing,
        Err(failure) => return refused(visit, rule, entry, None, failure),
    };
    let slip = slip(visit, None)?;
    let sealed = sealed(visit, &entry, Some(slip), &entry.note);
    let extras = Extras { seen: None, files: good, files_of: Some(files::draft(visit, &entry)) };
    match carry_out(visit, &entry, None, Command::File { filing }, sealed, &extras)? {
        Ok(code) => see(&visit.to(&format!("/dossier/{}/slip", encode(&code)))),
        Err(failure) => refused(visit, rule, entry, None, failure),
    }
}

fn refuse(visit: &Visit, rule: &Procedure, entry: Entry, filing: Option<Opened>) -> Answer {
    let missing = || Fault::new("reason", visit.t("receive-reason_missing"));
    let faults: Vec<Fault> = entry.reason.is_empty().then(missing).into_iter().collect();
    let intake = match entry.check(visit, rule, false) {
        Ok(intake) if faults.is_empty() => intake,
        checked => {
            let faults = checked.err().unwrap_or_default().into_iter().chain(faults).collect();
            return again(visit, rule, entry, Shown::of(filing), faults);
        }
    };
    let known = person::pseudonym(visit, &entry, filing.as_ref())?;
    let intake = with_person(visit, intake, known, filing.as_ref());
    let what = match visit.office().filing(&intake, visit.now()) {
        Ok(what) => what,
        Err(failure) => return refused(visit, rule, entry, filing, failure),
    };
    let command =
        Command::Refuse { filing: filing.is_none().then_some(what), reason: entry.reason.clone() };
    let sealed = sealed(visit, &entry, None, &entry.note);
    let extras = Extras { seen: seen(&entry, filing.as_ref()), ..Extras::default() };
    match carry_out(visit, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => see(&visit.to(&format!("/dossier/{}/slip", encode(&code)))),
        Err(failure) => refused(visit, rule, entry, filing, failure),
    }
}

/// Of a filing it goes on record and to the citizen; at the counter it is a sheet of paper.
fn guide(visit: &Visit, rule: &Procedure, entry: Entry, filing: Option<Opened>) -> Answer {
    let missing = entry.missing_items();
    if missing.is_empty() {
        let fault = Fault::new("missing", visit.t("receive-missing_missing"));
        return again(visit, rule, entry, Shown::of(filing), vec![fault]);
    }
    if filing.is_none() {
        return guidance::sheet(visit, rule, &entry, &missing);
    }
    let command = Command::Guide { missing };
    let extras = Extras { seen: seen(&entry, filing.as_ref()), ..Extras::default() };
    let sealed = Sealed {
        salt: visit.random_text(),
        text: Some(entry.note.clone()).filter(|note| !note.is_empty()),
        ..Sealed::default()
    };
    match carry_out(visit, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => {
            let params = Params::default().with("guided", &code);
            see(&visit.link("/desk/filings", &params))
        }
        Err(failure) => refused(visit, rule, entry, filing, failure),
    }
}

/// The form again, with why nothing happened.
fn refused(
    visit: &Visit,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<Opened>,
    failure: Failure,
) -> Answer {
    let mut shown = Shown::of(None);
    shown.closed = desk::closed(&failure);
    shown.status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Failure::Changed { version, .. } = &failure {
        shown.status = StatusCode::CONFLICT;
        entry.version = version.to_string();
    }
    let field = match &failure {
        Failure::Refused(refusal) => match refusal.reason.code() {
            "in_future" | "entered_too_late" | "before_last_event" => "late_at",
            _ => "act",
        },
        _ => "act",
    };
    let fault = desk::told(visit, failure, field)?;
    shown.filing = filing;
    again(visit, rule, entry, shown, vec![fault])
}

fn with_person(
    visit: &Visit,
    mut intake: Intake,
    known: Option<String>,
    filing: Option<&Opened>,
) -> Intake {
    intake.person = known.unwrap_or_else(|| visit.random_text());
    if let Some(filing) = filing.map(|opened| &opened.view.state.filing) {
        intake.channel.clone_from(&filing.channel);
        intake.helped_at.clone_from(&filing.helped_at);
    }
    intake
}

/// The filing's own stream, else one named by the form's key.
fn stream(visit: &Visit, entry: &Entry, filing: Option<&Opened>) -> String {
    let agency = visit.rules.agency.as_ref().map(|agency| agency.code.as_str());
    match filing {
        Some(opened) => opened.stream.clone(),
        None => format!("dossier/{}/{}", agency.unwrap_or_default(), entry.key),
    }
}

fn seen(entry: &Entry, filing: Option<&Opened>) -> Option<u64> {
    filing?;
    entry.version.parse().ok()
}

/// The filing's key and token, which the citizen has already; else new ones.
fn slip(visit: &Visit, filing: Option<&Opened>) -> Result<Slip, Error> {
    let kept = match filing {
        Some(opened) => visit.office().slip_of(&opened.stream)?,
        None => None,
    };
    Ok(kept.unwrap_or_else(|| Slip {
        key: once::slip_key(visit.random()),
        token: once::slip_token(visit.random()),
    }))
}

fn sealed(visit: &Visit, entry: &Entry, slip: Option<Slip>, text: &str) -> Sealed {
    Sealed {
        salt: visit.random_text(),
        applicant: Some(entry.applicant()),
        submitter: entry.submitter(),
        text: Some(text.to_owned()).filter(|text| !text.is_empty()),
        slip,
    }
}

/// The dossier's code, also where the same form was sent before.
fn carry_out(
    visit: &Visit,
    entry: &Entry,
    filing: Option<&Opened>,
    command: Command,
    sealed: Sealed,
    extras: &Extras,
) -> Result<Result<String, Failure>, Error> {
    let submission = Submission {
        stream: stream(visit, entry, filing),
        actor: visit.actor(),
        command,
        at: visit.now(),
        key: Some(entry.key.clone()),
        sealed: Some(sealed),
    };
    let stream = match visit.office().execute_with(submission, extras) {
        Ok(Done { code, .. }) if !code.is_empty() => return Ok(Ok(code)),
        Ok(Done { stream, .. }) | Err(Failure::AlreadyDone { stream, .. }) => stream,
        Err(failure) => return Ok(Err(failure)),
    };
    let opened = visit.office().open_stream(&visit.who(), &stream, visit.now())?;
    Ok(Ok(opened.ok_or(Error::NoPage)?.row.code))
}

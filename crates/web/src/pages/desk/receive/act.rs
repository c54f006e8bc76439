//! The form's buttons: search for a person, receive, complete at once, refuse, guide. A second
//! press of the same form meets the same dossier.

use app::{Done, Extras, Failure, Intake, Submission, VisibleDossier};
use axum::http::StatusCode;
use credentials::once;
use dossier::event::Slip;
use dossier::{Command, Sealed};
use rules::Procedure;

use super::duplicates::Duplicate;
use super::entry::Entry;
use super::show::{self, View};
use super::{duplicates, fees, files, guidance, person, scans};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::Fault;
use crate::pages::desk;
use crate::request_context::RequestContext;

pub(super) fn take(
    context: &RequestContext,
    rule: &Procedure,
    filing: Option<VisibleDossier>,
) -> Answer {
    let mut entry = Entry::posted(context, rule, desk::form_key(context)?);
    files::drop_unticked(context, &entry)?;
    let (came, faults) = scans::keep(context, &entry)?;
    let chosen = context.form.raw("use");
    if !chosen.is_empty() {
        let mut shown = View::of(filing);
        shown.withheld = person::fill(context, &mut entry, chosen)?;
        return again(context, rule, entry, shown, faults);
    }
    if came {
        // The pages that came are seen before they are assigned.
        return again(context, rule, entry, View::of(filing), faults);
    }
    if super::assists(context) {
        return file(context, rule, entry);
    }
    let act = match context.form.raw("act") {
        // Enter does what comes next: look for the person, else receive.
        "enter" if !entry.form.is_empty("find") && entry.form.raw("find") != entry.found => "find",
        "enter" if rule.one_act => "complete_at_once",
        "enter" => "receive",
        act => act,
    };
    match act {
        "find" => find(context, rule, entry, filing),
        // A form replayed after signing in comes without its files, and without the button behind
        // them.
        "compute" | "scans" | "" => again(context, rule, entry, View::of(filing), Vec::new()),
        "complete_at_once" if !rule.one_act => Err(Error::BadForm),
        "receive" | "complete_at_once" => receive(context, rule, entry, filing, act),
        "refuse" => refuse(context, rule, entry, filing),
        "guide" => guide(context, rule, entry, filing),
        _ => Err(Error::BadForm),
    }
}

/// The form as it was typed, where it was not taken.
pub(super) fn again_as_typed(
    context: &RequestContext,
    rule: &Procedure,
    filing: Option<VisibleDossier>,
) -> Answer {
    let entry = Entry::posted(context, rule, desk::form_key(context)?);
    again(context, rule, entry, View::of(filing), Vec::new())
}

/// The form again, nothing that was typed lost; good files are kept, bad ones named.
fn again(
    context: &RequestContext,
    rule: &Procedure,
    entry: Entry,
    mut shown: View,
    faults: Vec<Fault>,
) -> Answer {
    let (good, bad) = files::sorted(context, &entry);
    let full = files::store(context, &entry, good)?;
    shown.faults = faults.into_iter().chain(bad).chain(full).collect();
    if shown.status == StatusCode::OK && !shown.faults.is_empty() {
        shown.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    show::page(context, rule, entry, shown, None)
}

fn find(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
) -> Answer {
    entry.found = entry.form.text("find");
    let mut shown = View::of(filing);
    let people = person::search(context, &entry.found)?;
    shown.withheld = people.is_withheld();
    let people = people.given().unwrap_or_default();
    if people.is_empty() && !shown.withheld {
        person::carry_over(&mut entry);
    }
    shown.searched = !entry.found.is_empty();
    if shown.searched && !shown.withheld {
        person::found(context, &mut shown, people);
    }
    again(context, rule, entry, shown, Vec::new())
}

fn receive(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
    act: &str,
) -> Answer {
    let (good, mut faults) = files::sorted(context, &entry);
    faults.extend(scans::faults(context, &entry)?);
    let at_once = act == "complete_at_once";
    let paid = fees::charged(context, rule, &entry).unwrap_or_else(|wrong| {
        faults.extend(wrong.into_iter().filter(|_| at_once));
        0
    });
    let intake = match entry.check(context, rule, true) {
        Ok(intake) => intake,
        Err(wrong) => {
            // The files' own faults are added again there.
            faults.retain(|fault| !fault.field.starts_with("file."));
            let faults = wrong.into_iter().chain(faults).collect();
            return again(context, rule, entry, View::of(filing), faults);
        }
    };
    if !faults.is_empty() {
        faults.retain(|fault| !fault.field.starts_with("file."));
        return again(context, rule, entry, View::of(filing), faults);
    }
    let person = person::pseudonym(context, &entry, filing.as_ref())?;
    // The first press of this very form is no other dossier.
    let stream = stream(context, &entry, filing.as_ref());
    let query = duplicates::query(context, &entry, (&rule.code, &stream), person.as_deref());
    let duplicates = match entry.again {
        true => Vec::new(),
        false => duplicates::of(context, &query)?,
    };
    if !duplicates.is_empty() {
        return warn(context, rule, entry, filing, duplicates);
    }
    let intake = with_person(context, intake, person, filing.as_ref());
    let reception = match context.app().reception(&intake, context.now()) {
        Ok(reception) => reception,
        Err(failure) => return refused(context, rule, entry, filing, failure),
    };
    let command = match at_once {
        true => Command::CompleteAtOnce { reception, paid_vnd: paid },
        false => Command::Receive(reception),
    };
    let slip = slip(context, filing.as_ref())?;
    if let Err(faults) = scans::split(context, &entry)? {
        return again(context, rule, entry, View::of(filing), faults);
    }
    let extras = Extras {
        seen: seen_version(&entry, filing.as_ref()),
        files: good,
        files_of: Some(files::draft(context, &entry)),
        unless_duplicate: (!entry.again).then(|| query.clone()),
        charge: fees::charge(context, rule, &entry),
        ..Extras::default()
    };
    let sealed = sealed(context, &entry, Some(slip), &entry.form.text("note"));
    match carry_out(context, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => see(&context.to(&format!("/dossier/{}/slip", encode(&code)))),
        // Another counter received one after this page had asked.
        Err(Failure::Duplicate) => {
            let duplicates = duplicates::of(context, &query)?;
            warn(context, rule, entry, filing, duplicates)
        }
        Err(failure) => refused(context, rule, entry, filing, failure),
    }
}

/// The form again with the person's other dossiers, before one more is received.
fn warn(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
    duplicates: Vec<Duplicate>,
) -> Answer {
    if let Some(person) = person::pseudonym(context, &entry, filing.as_ref())? {
        entry.person = person;
    }
    let mut shown = View::of(filing);
    shown.duplicates = duplicates;
    shown.status = StatusCode::CONFLICT;
    again(context, rule, entry, shown, Vec::new())
}

/// Filed for a citizen by the one who helps them.
fn file(context: &RequestContext, rule: &Procedure, mut entry: Entry) -> Answer {
    let (good, bad) = files::sorted(context, &entry);
    let pages = scans::faults(context, &entry)?;
    // Papers come as files, or are brought to the desk: none is demanded here.
    let intake = match entry.check(context, rule, false) {
        Ok(intake) if bad.is_empty() && pages.is_empty() => intake,
        checked => {
            let faults = checked.err().unwrap_or_default().into_iter().chain(pages).collect();
            return again(context, rule, entry, View::of(None), faults);
        }
    };
    let mut intake = with_person(context, intake, None, None);
    intake.helped_at = Some(context.actor().unit);
    let filing = match context.app().filing(&intake, context.now()) {
        Ok(filing) => filing,
        Err(failure) => return refused(context, rule, entry, None, failure),
    };
    if let Err(faults) = scans::split(context, &entry)? {
        return again(context, rule, entry, View::of(None), faults);
    }
    let slip = slip(context, None)?;
    let sealed = sealed(context, &entry, Some(slip), &entry.form.text("note"));
    let files_of = Some(files::draft(context, &entry));
    let extras = Extras { files: good, files_of, ..Extras::default() };
    match carry_out(context, &entry, None, Command::File { filing }, sealed, &extras)? {
        Ok(code) => see(&context.to(&format!("/dossier/{}/slip", encode(&code)))),
        Err(failure) => refused(context, rule, entry, None, failure),
    }
}

fn refuse(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
) -> Answer {
    require(&mut entry, "reason");
    let intake = match entry.check(context, rule, false) {
        Ok(intake) => intake,
        Err(faults) => return again(context, rule, entry, View::of(filing), faults),
    };
    let person = person::pseudonym(context, &entry, filing.as_ref())?;
    let intake = with_person(context, intake, person, filing.as_ref());
    let what = match context.app().filing(&intake, context.now()) {
        Ok(what) => what,
        Err(failure) => return refused(context, rule, entry, filing, failure),
    };
    let command = Command::Refuse {
        filing: filing.is_none().then_some(what),
        reason: entry.form.text("reason"),
    };
    let sealed = sealed(context, &entry, None, &entry.form.text("note"));
    let extras = Extras { seen: seen_version(&entry, filing.as_ref()), ..Extras::default() };
    match carry_out(context, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => see(&context.to(&format!("/dossier/{}/slip", encode(&code)))),
        Err(failure) => refused(context, rule, entry, filing, failure),
    }
}

/// Makes a field required that only one of the buttons needs.
fn require(entry: &mut Entry, name: &str) {
    if let Some(field) = entry.form.get_mut(name) {
        field.required = true;
    }
}

/// Guides the citizen: for a filing the guidance is recorded and sent; at the counter it is a sheet of
/// paper.
fn guide(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
) -> Answer {
    let missing = entry.missing_items();
    if missing.is_empty() {
        require(&mut entry, "missing");
    }
    // The sheet needs no more of the form.
    let mut faults = entry.form.check(context);
    faults.retain(|fault| ["missing", "note"].contains(&&*fault.field));
    if !faults.is_empty() {
        return again(context, rule, entry, View::of(filing), faults);
    }
    if filing.is_none() {
        return guidance::sheet(context, rule, &entry, &missing);
    }
    let command = Command::Guide { missing };
    let extras = Extras { seen: seen_version(&entry, filing.as_ref()), ..Extras::default() };
    let sealed = Sealed {
        salt: context.random_text(),
        text: entry.form.filled("note"),
        ..Sealed::default()
    };
    match carry_out(context, &entry, filing.as_ref(), command, sealed, &extras)? {
        Ok(code) => {
            let params = Params::default().with("guided", &code);
            see(&context.confirmed("/desk/filings", &params))
        }
        Err(failure) => refused(context, rule, entry, filing, failure),
    }
}

/// The form again, with why nothing happened.
fn refused(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    filing: Option<VisibleDossier>,
    failure: Failure,
) -> Answer {
    let mut shown = View::of(None);
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
    let fault = desk::describe(context, failure, field)?;
    shown.filing = filing;
    again(context, rule, entry, shown, vec![fault])
}

fn with_person(
    context: &RequestContext,
    mut intake: Intake,
    person: Option<String>,
    filing: Option<&VisibleDossier>,
) -> Intake {
    intake.person = person.unwrap_or_else(|| context.random_text());
    if let Some(filing) = filing.map(|dossier| &dossier.view.state.filing) {
        intake.channel.clone_from(&filing.channel);
        intake.helped_at.clone_from(&filing.helped_at);
    }
    intake
}

/// The filing's own stream, else one named by the form's key.
fn stream(context: &RequestContext, entry: &Entry, filing: Option<&VisibleDossier>) -> String {
    let agency = context.rules.agency.as_ref().map(|agency| agency.code.as_str());
    match filing {
        Some(dossier) => dossier.stream.clone(),
        None => format!("dossier/{}/{}", agency.unwrap_or_default(), entry.key),
    }
}

fn seen_version(entry: &Entry, filing: Option<&VisibleDossier>) -> Option<u64> {
    filing?;
    entry.version.parse().ok()
}

/// The filing's key and token, which the citizen has already; else new ones.
fn slip(context: &RequestContext, filing: Option<&VisibleDossier>) -> Result<Slip, Error> {
    let stored = match filing {
        Some(dossier) => context.app().slip_of(&context.who(), dossier, context.now())?,
        None => None,
    };
    Ok(stored.unwrap_or_else(|| Slip {
        key: once::slip_key(context.random()),
        token: once::slip_token(context.random()),
    }))
}

fn sealed(context: &RequestContext, entry: &Entry, slip: Option<Slip>, text: &str) -> Sealed {
    Sealed {
        salt: context.random_text(),
        applicant: Some(entry.applicant()),
        submitter: entry.submitter(),
        text: Some(text.to_owned()).filter(|text| !text.is_empty()),
        slip,
        ..Sealed::default()
    }
}

/// The dossier's code, also where the same form was sent before.
fn carry_out(
    context: &RequestContext,
    entry: &Entry,
    filing: Option<&VisibleDossier>,
    command: Command,
    sealed: Sealed,
    extras: &Extras,
) -> Result<Result<String, Failure>, Error> {
    let submission = Submission {
        stream: stream(context, entry, filing),
        actor: context.actor(),
        command,
        at: context.now(),
        key: Some(context.command_key(entry.key.clone())),
        sealed: Some(sealed),
    };
    let stream = match context.app().execute_with(submission, extras) {
        Ok(Done { code, .. }) if !code.is_empty() => return Ok(Ok(code)),
        Ok(Done { stream, .. }) | Err(Failure::AlreadyDone { stream, .. }) => stream,
        Err(failure) => return Ok(Err(failure)),
    };
    // A filing has no code yet: it goes by the last part of its stream.
    let name = stream.rsplit('/').next().unwrap_or_default();
    context.note_recorded(context.to(&format!("/dossier/{}/slip", encode(name))));
    let dossier = context.app().open_stream(&context.who(), &stream, context.now())?;
    Ok(Ok(dossier.ok_or(Error::NoPage)?.row.code))
}

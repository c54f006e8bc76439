//! A change of the calendar between being shown and being put in force: the dossiers that it moves
//! are listed with their applicants, and only what was shown is put in force. Knows not what changes.

use app::{AgencyAction, DueMove, Failure, RuleFiles};
use axum::http::StatusCode;
use credentials::once;
use rules::{DayChange, SourceFile};

use super::{PATH, Response, show};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::pages::step_up;
use crate::request_context::RequestContext;

/// Dossiers that are listed before the act; the count says how many there are.
const LISTED_DOSSIERS: usize = 500;
/// The field with the digest of the files that were shown.
const SHOWN: &str = "shown";
/// The tick under the announced days off that a change drops.
const DROP_DAYS: &str = "drop_days";

/// Files to put in force, and the fields that make them again.
pub(super) struct Change {
    pub files: Vec<SourceFile>,
    pub reason: String,
    pub description: String,
    pub posted: Vec<(String, String)>,
    /// Whether the change itself is the withdrawal of a day off.
    pub withdraws: bool,
}

/// The effect of a change: the dossiers whose due would move.
pub(super) struct Preview {
    pub description: String,
    pub lead: String,
    /// The days that change, in words.
    pub days: Vec<String>,
    pub rows: Vec<MoveRow>,
    /// Whether the names cannot be shown: their showing cannot be put on record.
    pub withheld: bool,
    pub posted: Vec<(String, String)>,
    /// The tick that accepts the announced days off that are dropped; none where none are.
    pub drop_days: Option<Field>,
    pub step: Option<Field>,
}

pub(super) struct MoveRow {
    pub code: String,
    pub href: String,
    pub applicant: String,
    pub before: String,
    pub after: String,
}

/// Whether what was shown is in force already: the form was sent twice.
pub(super) fn is_in_force(context: &RequestContext, in_force: &[SourceFile]) -> bool {
    confirmed(context)
        && in_force.iter().any(|file| digest(std::slice::from_ref(file)) == context.form.raw(SHOWN))
}

fn confirmed(context: &RequestContext) -> bool {
    context.form.raw("what") == "confirm"
}

/// A digest of the texts only: files get their path when they are put in force.
fn digest(files: &[SourceFile]) -> String {
    once::digest(&files.iter().map(|file| file.text.as_str()).collect::<String>())
}

/// Shows what a change would move, or puts it in force where it was shown and confirmed.
pub(super) fn take(context: &RequestContext, form: Form, change: &Change) -> Answer {
    let confirmed = confirmed(context);
    let same = digest(&change.files) == context.form.raw(SHOWN);
    if !(confirmed && same) {
        let changed = Fault::new("kind", context.text("calendar-changed"));
        let faults = Vec::from_iter(Some(changed).filter(|_| confirmed));
        let status = if confirmed { StatusCode::CONFLICT } else { StatusCode::OK };
        return preview(context, status, form, change, faults);
    }
    if !drops_accepted(context, change)? {
        let faults = vec![Fault::new(DROP_DAYS, context.text("calendar-no_drop_days"))];
        return preview(context, StatusCode::UNPROCESSABLE_ENTITY, form, change, faults);
    }
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(fault) => {
            let faults = vec![fault];
            return preview(context, StatusCode::UNPROCESSABLE_ENTITY, form, change, faults);
        }
    };
    let by = (&context.who(), second_factor);
    let permit =
        app::permit_agency(by, AgencyAction::PutRules, "rules").map_err(Failure::NoPermit)?;
    let files = RuleFiles::Amending(change.files.clone());
    match context.app().put_rules(&permit, files, &change.reason, context.now()) {
        Ok(moves) => {
            let done = Params::default().with("done", &moves.len().to_string());
            see(&context.confirmed(PATH, &done))
        }
        Err(failure) => not_possible(context, form, failure),
    }
}

/// Whether a change drops no announced day off, or the reader ticked that they are dropped.
fn drops_accepted(context: &RequestContext, change: &Change) -> Result<bool, Failure> {
    let ticked = context.form.raw(DROP_DAYS) == "yes";
    let files = RuleFiles::Amending(change.files.clone());
    match context.app().ask(|inquiry| inquiry.day_changes(&files)) {
        Ok(days) => Ok(ticked || dropped(context, change, &days).is_none()),
        // What does not fit is answered when it is to be put in force.
        Err(Failure::BadRules { .. }) => Ok(true),
        Err(failure) => Err(failure),
    }
}

/// The tick that accepts the announced days off that a change drops, and names them.
fn dropped(context: &RequestContext, change: &Change, days: &[DayChange]) -> Option<Field> {
    let dropped = rules::dropped(days, &change.files);
    if change.withdraws || dropped.is_empty() {
        return None;
    }
    let one = |change: &&DayChange| {
        let name = context.language.choose(&change.name, &change.name_en);
        format!("{} ({name})", messages::day_of(context.language, change.day))
    };
    let days = dropped.iter().map(one).collect::<Vec<_>>().join("; ");
    let sentence = context.format("calendar-drop_days_yes", &[("days", days.into())]);
    let field = Field::new(Kind::Tick, DROP_DAYS, context.text("calendar-drop_days"));
    Some(field.choices(vec![Choice::new("yes", sentence)]).text(context.form.raw(DROP_DAYS)))
}

/// The page that explains why the change does not fit the rules in force.
fn not_possible(context: &RequestContext, form: Form, failure: Failure) -> Answer {
    let Failure::BadRules { problems } = failure else { return Err(Error::from(failure)) };
    let why = problems.first().map(|why| messages::sentence(context.language, why));
    let why = why.unwrap_or_default();
    let message = context.format("calendar-not_possible", &[("why", why.into())]);
    let at = form.fields.first().map_or("", |field| field.name.as_str()).to_owned();
    let response = Response { faults: vec![Fault::new(&at, message)], ..Response::default() };
    show(context, StatusCode::CONFLICT, form, response)
}

/// A field with its fault.
fn faulty(mut field: Field, faults: &[Fault]) -> Field {
    let own = faults.iter().find(|fault| fault.field == field.name);
    field.fault = own.map(|fault| fault.message.clone());
    field
}

fn preview(
    context: &RequestContext,
    status: StatusCode,
    form: Form,
    change: &Change,
    faults: Vec<Fault>,
) -> Answer {
    let (app, now) = (context.app(), context.now());
    let files = RuleFiles::Amending(change.files.clone());
    let effects =
        app.ask(|inquiry| Ok((inquiry.due_moves(&files, now)?, inquiry.day_changes(&files)?)));
    let (moves, days) = match effects {
        Ok(effects) => effects,
        Err(failure) => return not_possible(context, form, failure),
    };
    let listed = &moves[..moves.len().min(LISTED_DOSSIERS)];
    let applicants = app.applicants_of_moves(&context.who(), listed, now)?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    let zone = &context.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(context.language, instant, zone);
    let row = |moved: &DueMove| MoveRow {
        href: context.to(&format!("/dossier/{}", encode(&moved.code))),
        code: moved.code.clone(),
        applicant: applicants.get(&moved.stream).cloned().unwrap_or_default(),
        before: at(moved.due_before),
        after: at(moved.due_after),
    };
    let n = i64::try_from(moves.len()).unwrap_or(i64::MAX);
    let mut posted = change.posted.clone();
    posted.push((SHOWN.to_owned(), digest(&change.files)));
    let preview = Preview {
        description: change.description.clone(),
        lead: context.format("calendar-moves", &[("n", n.into())]),
        days: days
            .iter()
            .map(|change| messages::day_change(context.language, change, context.today()))
            .collect(),
        rows: listed.iter().map(row).collect(),
        withheld,
        posted,
        drop_days: dropped(context, change, &days).map(|field| faulty(field, &faults)),
        step: step_up::is_requested(context).then(|| step_up::field(context, &faults)),
    };
    show(context, status, form, Response { faults, preview: Some(preview), done: None })
}

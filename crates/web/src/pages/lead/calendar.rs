//! Days off and make-up days in force, and the form that announces one: the dossiers whose due it
//! moves are shown first, then it is put in force. Counts no day itself.

use app::{AgencyAction, Failure, RuleFiles};
use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use rules::{Announcement, SourceFile, announced};

use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::step_up;
use crate::request_context::RequestContext;

const PATH: &str = "/admin/calendar";
/// Days that are listed, from today.
const LISTED_DAYS: i32 = 400;
/// Dossiers that are listed before the act; the count says how many there are.
const LISTED_DOSSIERS: usize = 500;

#[derive(Template)]
#[template(path = "lead/calendar.html")]
struct CalendarPage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    faults: Vec<Fault>,
    done: Option<String>,
    days: Vec<DayRow>,
    fields: Vec<Field>,
    preview: Option<Preview>,
}

struct DayRow {
    day: String,
    name: String,
    made_up_on: String,
    estimate: bool,
}

/// What an announcement would move.
struct Preview {
    announcement: String,
    lead: String,
    rows: Vec<MoveRow>,
    posted: Vec<(String, String)>,
    step: Option<Field>,
}

struct MoveRow {
    code: String,
    href: String,
    before: String,
    after: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse::<i64>().ok();
    let done = done.map(|n| context.format("calendar-done", &[("n", n.into())]));
    show(context, StatusCode::OK, form(context), Response { done, ..Response::default() })
}

/// The results of the form, shown with the page.
#[derive(Default)]
struct Response {
    faults: Vec<Fault>,
    done: Option<String>,
    preview: Option<Preview>,
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    mut form: Form,
    response: Response,
) -> Answer {
    form.mark(&response.faults);
    let heading = context.text("page-calendar");
    let page = CalendarPage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to(PATH),
        token: context.token()?,
        faults: response.faults,
        done: response.done,
        days: days(context),
        fields: form.fields,
        preview: response.preview,
    };
    html_with(status, &page)
}

fn form(context: &RequestContext) -> Form {
    let kinds = ["holiday", "swap", "withdrawn"]
        .map(|kind| Choice::new(kind, context.text(&format!("calendar-kind_{kind}"))));
    let field =
        |kind: Kind, name: &str| Field::of_key(context, kind, name, &format!("calendar-{name}"));
    let fields = vec![
        field(Kind::Select, "kind")
            .none_label(context.text("calendar-choose"))
            .choices(kinds.to_vec())
            .fault_key("calendar-no_kind"),
        field(Kind::TypedDay, "day").fault_key("calendar-no_day"),
        field(Kind::TypedDay, "made_up_on").unmarked(),
        field(Kind::Line, "name").unmarked().max_chars(200),
        field(Kind::Line, "name_en").optional().max_chars(200),
        field(Kind::Line, "decision").max_chars(300).fault_key("calendar-no_decision"),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

/// Days off from today.
fn days(context: &RequestContext) -> Vec<DayRow> {
    let calendar = context.rules.deadline_calendar();
    let today = context.today();
    let day = |day: Day| messages::day_of(context.language, day);
    let days = (0..LISTED_DAYS).filter_map(|after| calendar.closed_day(today.plus(after)));
    let row = |closed: &calendar::ClosedDay| DayRow {
        day: day(closed.day),
        name: match context.language {
            text::Language::Vietnamese => closed.name.clone(),
            text::Language::English => closed.name_en.clone(),
        },
        made_up_on: closed.made_up_on.map(day).unwrap_or_default(),
        estimate: closed.estimate,
    };
    days.map(row).collect()
}

/// Takes the form: shows what it would move, or puts it in force where that was confirmed.
pub(crate) fn announce(context: &RequestContext) -> Answer {
    let form = form(context);
    let mut faults = form.check(context);
    let announcement = announcement(context, &form, &mut faults);
    if let Some(announcement) = &announcement {
        faults.extend(misfit(context, announcement));
    }
    let Some(announcement) = announcement.filter(|_| faults.is_empty()) else {
        let response = Response { faults, ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, response);
    };
    let (app, now) = (context.app(), context.now());
    let decision = form.text("decision");
    let in_force = app.ask(|inquiry| inquiry.rule_files())?;
    let file = announced(&in_force, &announcement, &decision);
    if context.form.raw("what") == "confirm" {
        return confirm(context, form, file, &decision);
    }
    match app.ask(|inquiry| inquiry.due_moves(&RuleFiles::Amending(vec![file]), now)) {
        Ok(moves) => {
            let faults = Vec::new();
            let preview = Some(preview(context, &form, &moves, &faults));
            show(context, StatusCode::OK, form, Response { preview, ..Response::default() })
        }
        Err(failure) => not_possible(context, form, failure),
    }
}

fn confirm(context: &RequestContext, form: Form, file: SourceFile, decision: &str) -> Answer {
    let (app, now) = (context.app(), context.now());
    let files = RuleFiles::Amending(vec![file]);
    let second_factor = match step_up::take(context)? {
        Ok(second_factor) => second_factor,
        Err(message) => {
            let faults = vec![Fault::new(step_up::FIELD, message)];
            let moves = app.ask(|inquiry| inquiry.due_moves(&files, now))?;
            let preview = Some(preview(context, &form, &moves, &faults));
            let response = Response { faults, preview, done: None };
            return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, response);
        }
    };
    let by = (&context.who(), second_factor);
    let permit =
        app::permit_agency(by, AgencyAction::PutRules, "rules").map_err(Failure::NoPermit)?;
    match app.put_rules(&permit, files, decision, now) {
        Ok(moves) => {
            let done = Params::default().with("done", &moves.len().to_string());
            see(&context.confirmed(PATH, &done))
        }
        Err(failure) => not_possible(context, form, failure),
    }
}

/// A day that does not fit those in force.
fn not_possible(context: &RequestContext, form: Form, failure: Failure) -> Answer {
    let Failure::BadRules { problems } = failure else { return Err(Error::from(failure)) };
    let why = problems.into_iter().next().unwrap_or_default();
    let message = context.format("calendar-not_possible", &[("why", why.into())]);
    let response = Response { faults: vec![Fault::new("day", message)], ..Response::default() };
    show(context, StatusCode::CONFLICT, form, response)
}

/// Why an announcement does not fit the calendar in force.
fn misfit(context: &RequestContext, announcement: &Announcement) -> Option<Fault> {
    let fault = announcement.fault(context.rules.deadline_calendar(), context.today())?;
    let made_up = fault.code().starts_with("made_up_");
    let (field, day) = match announcement {
        Announcement::Swap { made_up_on, .. } if made_up => ("made_up_on", made_up_on),
        Announcement::Swap { day_off: day, .. }
        | Announcement::Holiday { day, .. }
        | Announcement::Withdrawn { day } => ("day", day),
    };
    let day = messages::day_of(context.language, *day);
    let message = context.format(&format!("calendar-why_{}", fault.code()), &[("day", day.into())]);
    Some(Fault::new(field, message))
}

/// The announcement that the form makes; faults where a day or a name is missing.
fn announcement(
    context: &RequestContext,
    form: &Form,
    faults: &mut Vec<Fault>,
) -> Option<Announcement> {
    let day = form.day("day");
    match form.text("kind").as_str() {
        "holiday" => {
            let name = form.filled("name");
            if name.is_none() {
                faults.push(Fault::new("name", context.text("calendar-no_name")));
            }
            let name_en = form.filled("name_en").or_else(|| name.clone())?;
            Some(Announcement::Holiday { day: day?, name: name?, name_en })
        }
        "swap" => {
            let made_up_on = form.day("made_up_on");
            let marked = faults.iter().any(|fault| fault.field == "made_up_on");
            if made_up_on.is_none() && !marked {
                faults.push(Fault::new("made_up_on", context.text("calendar-no_made_up_on")));
            }
            Some(Announcement::Swap { day_off: day?, made_up_on: made_up_on? })
        }
        "withdrawn" => Some(Announcement::Withdrawn { day: day? }),
        _ => None,
    }
}

fn preview(
    context: &RequestContext,
    form: &Form,
    moves: &[app::DueMove],
    faults: &[Fault],
) -> Preview {
    let zone = &context.rules.deadline_calendar().zone;
    let at = |instant| messages::instant(context.language, instant, zone);
    let row = |moved: &app::DueMove| MoveRow {
        href: context.to(&format!("/dossier/{}", encode(&moved.code))),
        code: moved.code.clone(),
        before: at(moved.due_before),
        after: at(moved.due_after),
    };
    let kind = context.text(&format!("calendar-kind_{}", form.raw("kind")));
    let names = ["kind", "day", "made_up_on", "name", "name_en", "decision"];
    let day = form.day("day").map(|day| messages::day_of(context.language, day));
    let made_up_on = form.day("made_up_on").filter(|_| form.raw("kind") == "swap");
    let made_up_on = made_up_on.map(|day| {
        let day = messages::day_of(context.language, day);
        format!("{} {day}", context.text("calendar-made_up_on"))
    });
    let name = form.filled("name").filter(|_| form.raw("kind") == "holiday");
    let parts = [Some(kind), day, made_up_on, name].into_iter().flatten();
    let n = i64::try_from(moves.len()).unwrap_or(i64::MAX);
    Preview {
        announcement: parts.collect::<Vec<_>>().join(" · "),
        lead: context.format("calendar-moves", &[("n", n.into())]),
        rows: moves.iter().take(LISTED_DOSSIERS).map(row).collect(),
        posted: names.map(|name| (name.to_owned(), form.raw(name).to_owned())).to_vec(),
        step: step_up::asked(context).then(|| step_up::field(context, faults)),
    }
}

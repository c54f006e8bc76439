//! Days off and make-up days in force; the forms that announce one day or a whole year, and the button
//! that takes the years of the release. Counts no day itself.

mod change;
mod year;

use app::{Right, allow};
use askama::Template;
use axum::http::StatusCode;
use calendar::Day;
use rules::{Announcement, SourceFile, announced};

use self::change::{Change, Preview};
use crate::address::Params;
use crate::answer::{Answer, html_with, see};
use crate::fields::{Choice, Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

const PATH: &str = "/admin/calendar";
/// Days that are listed, from today.
const LISTED_DAYS: i32 = 400;
/// The kind of the form that takes the years of the release.
const RELEASE: &str = "release";
/// The confirmation of a form that was sent again.
const BEFORE: &str = "before";

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
    /// The fields of the form for one day, or for a whole year.
    fields: Vec<Field>,
    /// The year that the form is for; empty for the form for one day.
    year: String,
    /// The years that can be entered whole, with the address of each one's form.
    years: Vec<(String, String)>,
    preview: Option<Preview>,
    /// The years of the release that are not in force.
    offered: Option<String>,
}

struct DayRow {
    day: String,
    name: String,
    made_up_on: String,
    estimate: bool,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = match context.confirmation("done") {
        BEFORE => Some(context.text("calendar-done_before")),
        done => {
            let moved = done.parse::<i64>().ok();
            moved.map(|n| context.format("calendar-done", &[("n", n.into())]))
        }
    };
    let form =
        year::chosen(context).map_or_else(|| form(context), |year| year::form(context, year));
    show(context, StatusCode::OK, form, Response { done, ..Response::default() })
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
        year: year::chosen(context).map(|year| year.to_string()).unwrap_or_default(),
        years: years(context),
        offered: offered_calendars(context).filter(|_| response.preview.is_none()),
        preview: response.preview,
    };
    html_with(status, &page)
}

/// The years that can be entered whole, each with the address of its form.
fn years(context: &RequestContext) -> Vec<(String, String)> {
    let one = |year: i16| {
        let year = year.to_string();
        let address = context.link(PATH, &Params::default().with(year::YEAR, &year));
        (year, format!("{address}#announce"))
    };
    year::years(context).into_iter().map(one).collect()
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
        name: context.language.choose(&closed.name, &closed.name_en).to_owned(),
        made_up_on: closed.made_up_on.map(day).unwrap_or_default(),
        estimate: closed.estimate,
    };
    days.map(row).collect()
}

/// Takes the form: shows what it would move, or puts it in force where that was confirmed.
pub(crate) fn announce(context: &RequestContext) -> Answer {
    let form = form(context);
    if context.form.raw("kind") == RELEASE {
        let years = released(context);
        // Put in force in the meantime, by this form sent again too.
        return if years.is_empty() {
            done_before(context)
        } else {
            release(context, &form, years)
        };
    }
    if context.form.raw("kind") == year::YEAR {
        return year::take(context);
    }
    let in_force = context.app().ask(|inquiry| inquiry.rule_files())?;
    if change::is_in_force(context, &in_force) {
        return done_before(context);
    }
    let mut faults = form.check(context);
    let announcement = announcement(context, &form, &mut faults);
    if let Some(announcement) = &announcement {
        faults.extend(fault_of(context, announcement));
    }
    let Some(announcement) = announcement.filter(|_| faults.is_empty()) else {
        let response = Response { faults, ..Response::default() };
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, form, response);
    };
    let reason = form.text("decision");
    let files = vec![announced(&in_force, &announcement, &reason)];
    let description = describe(context, &form);
    let names = ["kind", "day", "made_up_on", "name", "name_en", "decision"];
    let posted = names.map(|name| (name.to_owned(), form.raw(name).to_owned())).to_vec();
    let withdraws = matches!(announcement, Announcement::Withdrawn { .. });
    change::take(context, form, &Change { files, reason, description, posted, withdraws })
}

/// The form was sent twice: nothing changes again.
fn done_before(context: &RequestContext) -> Answer {
    see(&context.confirmed(PATH, &Params::default().with("done", BEFORE)))
}

/// The years of this release that are not in force.
fn released(context: &RequestContext) -> Vec<SourceFile> {
    context.rules.years_not_in_force(&context.shared.site.years)
}

fn release(context: &RequestContext, form: &Form, files: Vec<SourceFile>) -> Answer {
    let reason = files.iter().filter_map(rules::year_source).collect::<Vec<_>>().join("; ");
    let description = offered_calendars(context).unwrap_or_default();
    let posted = vec![("kind".to_owned(), RELEASE.to_owned())];
    let change = Change { files, reason, description, posted, withdraws: false };
    change::take(context, form.clone(), &change)
}

/// The sentence on the years of this release that are not in force, for those who may put them in
/// force; none where all are.
pub(super) fn offered_calendars(context: &RequestContext) -> Option<String> {
    allow(&context.who(), Right::Rules).ok()?;
    let mut years: Vec<i64> = released(context).iter().filter_map(rules::year_of).collect();
    years.sort_unstable();
    let n = i64::try_from(years.len()).ok().filter(|n| *n > 0)?;
    let years = years.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    Some(context.format("calendar-offered", &[("n", n.into()), ("years", years.into())]))
}

/// Like [`offered`], with the address of the page.
pub(super) fn offer(context: &RequestContext) -> Option<(String, String)> {
    Some((context.to(PATH), offered_calendars(context)?))
}

/// The announcement in one line.
fn describe(context: &RequestContext, form: &Form) -> String {
    let kind = context.text(&format!("calendar-kind_{}", form.raw("kind")));
    let day = form.day("day").map(|day| messages::day_of(context.language, day));
    let made_up_on = form.day("made_up_on").filter(|_| form.raw("kind") == "swap");
    let made_up_on = made_up_on.map(|day| {
        let day = messages::day_of(context.language, day);
        format!("{} {day}", context.text("calendar-made_up_on"))
    });
    let name = form.filled("name").filter(|_| form.raw("kind") == "holiday");
    [Some(kind), day, made_up_on, name].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Why an announcement does not fit the calendar in force.
fn fault_of(context: &RequestContext, announcement: &Announcement) -> Option<Fault> {
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

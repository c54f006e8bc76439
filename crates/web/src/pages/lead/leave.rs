//! Who is away, who stands in for them, what lies ahead and what is over; the form that declares an
//! absence, and the buttons that end one.

use app::{Absence, AbsencePhase, DeclaredAbsence, Failure, NotDeclared, Pick};
use askama::Template;
use axum::http::StatusCode;
use calendar::Instant;
use dossier::Role;

use super::officers;
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::dates;
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Dossiers of a stand-in that are read to count those held for another.
const MOST: usize = 1000;
/// Absences that are over, on the page.
const OVER: usize = 20;
const DAY_MILLIS: i64 = 86_400_000;

#[derive(Template)]
#[template(path = "lead/leave.html")]
struct LeavePage {
    layout: Layout,
    heading: String,
    action: String,
    token: String,
    key: String,
    now: String,
    faults: Vec<Fault>,
    done: Option<String>,
    running: Vec<Row>,
    ahead: Vec<Row>,
    over: Vec<Row>,
    fields: Vec<Field>,
}

struct Row {
    id: String,
    /// When it begins, as the form gives it back.
    from_millis: i64,
    key: String,
    officer: String,
    unit: String,
    by: String,
    from: String,
    until: String,
    held: String,
    /// The way in which an absence ended.
    end: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let confirmed = |name: &str, key: &str| {
        let n = context.confirmation(name).parse::<i64>().ok()?;
        Some(context.format(key, &[("n", n.into())]))
    };
    let done = confirmed("done", "leave-done").or_else(|| confirmed("ended", "leave-ended"));
    let ahead =
        (!context.confirmation("ahead").is_empty()).then(|| context.text("leave-ahead_done"));
    show(context, StatusCode::OK, Vec::new(), done.or(ahead))
}

fn show(
    context: &RequestContext,
    status: StatusCode,
    faults: Vec<Fault>,
    done: Option<String>,
) -> Answer {
    let mut form = form(context);
    form.mark(&faults);
    let heading = context.text("page-leave");
    let page = LeavePage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/leave"),
        token: context.token()?,
        key: context.random_text(),
        now: instant(context, context.now()),
        faults,
        done,
        running: rows(context, &[AbsencePhase::Running])?,
        ahead: rows(context, &[AbsencePhase::Ahead])?,
        over: rows(context, &[AbsencePhase::Over, AbsencePhase::Withdrawn])?,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Officer, stand-in, beginning and end.
fn form(context: &RequestContext) -> Form {
    let theirs = context.app().may_be_declared_away(&context.actor(), context.today());
    let own = context.actor().unit;
    let whole = context.actor().role != Role::Head;
    let officers = officers::choices(context, |officer| theirs.contains(&officer.id));
    let stand_ins = officers::choices(context, |officer| {
        let holds = !matches!(
            app::role_of(officer.post),
            Role::Inspector | Role::Adviser | Role::Administrator
        );
        holds && (whole || officer.unit == own)
    });
    let select = |name: &str, key: &str, fault: &'static str| {
        Field::of_key(context, Kind::Select, name, key)
            .none_label(context.text("lead-choose"))
            .fault_key(fault)
    };
    let moment = |name: &str, key: &str| {
        let reads = |text: &str| dates::day(text).is_some() || read(text).is_some();
        Field::of_key(context, Kind::Line, name, key).max_chars(20).format(reads)
    };
    let fields = vec![
        select("officer", "leave-officer", "leave-no_officer").choices(officers),
        select("by", "leave-by", "leave-no_stand_in").choices(stand_ins),
        moment("from", "leave-begins").unmarked().fault_key("leave-no_begin"),
        moment("until", "leave-until").fault_key("leave-no_day"),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

/// A day with a time of day, by whatever clock: only whether it reads.
fn read(text: &str) -> Option<Instant> {
    text.contains(':').then(|| dates::instant(text, &calendar::Zone::VIETNAM)).flatten()
}

/// The instant that was typed; of a day alone, its beginning or the beginning of the next.
fn moment(context: &RequestContext, text: &str, next_day: bool) -> Option<Instant> {
    let zone = &context.rules.deadline_calendar().zone;
    match dates::day(text) {
        Some(day) => Some(zone.at(day.plus(i32::from(next_day)), 0)),
        None => dates::instant(text, zone),
    }
}

fn instant(context: &RequestContext, at: Instant) -> String {
    messages::instant(context.language, at, &context.rules.deadline_calendar().zone)
}

/// The absences that stand so: all for a leader, those of the own unit for a head. Those ahead in
/// the order in which they begin, the others the latest first.
fn rows(context: &RequestContext, phases: &[AbsencePhase]) -> Result<Vec<Row>, Error> {
    let (now, today) = (context.now(), context.today());
    let theirs = context.app().may_be_declared_away(&context.actor(), today);
    let mut absences = context.app().all_absences();
    absences.retain(|declared| {
        let absence = &declared.absence;
        let seen = theirs.contains(&absence.officer) || theirs.contains(&absence.by);
        seen && phases.contains(&declared.phase(now))
    });
    absences.sort_by_key(|declared| std::cmp::Reverse(declared.absence.from));
    absences.truncate(if phases.contains(&AbsencePhase::Over) { OVER } else { MOST });
    if phases.contains(&AbsencePhase::Ahead) {
        absences.reverse();
    }
    absences.iter().map(|declared| row(context, declared)).collect()
}

fn row(context: &RequestContext, declared: &DeclaredAbsence) -> Result<Row, Error> {
    let (names, absence) = (context.names(), &declared.absence);
    let phase = declared.phase(context.now());
    let held = match phase {
        AbsencePhase::Running => held_text(context, absence)?,
        _ => String::new(),
    };
    let end = match (phase, declared.ended) {
        (AbsencePhase::Withdrawn, _) => context.text("leave-withdrawn"),
        (_, Some(_)) => context.text("leave-ended_early"),
        _ => String::new(),
    };
    let unit = context.rules.officer(&absence.officer).map(|officer| officer.unit.as_str());
    let until = match phase {
        AbsencePhase::Withdrawn => absence.until,
        _ => declared.as_it_ends().until,
    };
    Ok(Row {
        id: absence.officer.clone(),
        from_millis: absence.from.0,
        key: context.random_text(),
        officer: names.officer(&absence.officer),
        unit: names.unit(unit.unwrap_or_default()),
        by: names.officer(&absence.by),
        from: instant(context, absence.from),
        until: instant(context, until),
        held,
        end,
    })
}

/// The number of dossiers held for the absent officer, in words.
fn held_text(context: &RequestContext, absence: &Absence) -> Result<String, Error> {
    let phases = vec!["open".to_owned()];
    let (held_by, at) = (Some(absence.by.clone()), context.now().0);
    let pick = Pick { phases, held_by, at, limit: MOST + 1, ..Pick::default() };
    let held = context.app().pick(&context.who(), &pick)?;
    let read = held.len();
    let held = held.iter().filter(|row| row.holder.as_ref() == Some(&absence.officer)).count();
    let number = context.number(held as u64);
    Ok(match read > MOST {
        true => context.format("leave-held_least", &[("n", number.into())]),
        false => number,
    })
}

/// Takes the form, or the button that ends an absence.
pub(crate) fn send(context: &RequestContext) -> Answer {
    match context.form.raw("what") {
        "end" => end(context),
        _ => declare(context),
    }
}

fn declare(context: &RequestContext) -> Answer {
    let form = form(context);
    let faults = form.check(context);
    let until = moment(context, form.raw("until").trim(), true);
    let Some(until) = until.filter(|_| faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, faults, None);
    };
    let now = context.now();
    let typed = form.raw("from").trim();
    let from = moment(context, typed, false);
    // Today, or this minute, as a beginning is now.
    let under_way = |from: Instant| {
        let to = if typed.contains(':') { 60_000 } else { DAY_MILLIS };
        from <= now && now < from.plus_millis(to)
    };
    let from = from.filter(|from| !under_way(*from)).unwrap_or(now);
    let absence = Absence { officer: form.text("officer"), by: form.text("by"), from, until };
    let actor = context.actor();
    let key = context.command_key(format!("leave/{}/{}", actor.id, context.form.raw("key")));
    match context.app().declare_absence_once(&actor, &absence, now, Some(key)) {
        Ok(n) => {
            let begun = from <= now;
            let params = match begun {
                true => Params::default().with("done", &n.to_string()),
                false => Params::default().with("ahead", "1"),
            };
            see(&context.confirmed("/leave", &params))
        }
        Err(failure) => refused(context, failure),
    }
}

fn end(context: &RequestContext) -> Answer {
    let from = context.form.raw("from_millis").parse().map(Instant).map_err(|_| Error::BadForm)?;
    let (actor, officer) = (context.actor(), context.form.raw("officer"));
    let key = context.command_key(format!("leave/{}/{}", actor.id, context.form.raw("key")));
    match context.app().end_absence(&actor, (officer, from), context.now(), Some(key)) {
        Ok(n) => {
            let params = Params::default().with("ended", &n.to_string());
            see(&context.confirmed("/leave", &params))
        }
        Err(failure) => refused(context, failure),
    }
}

fn refused(context: &RequestContext, failure: Failure) -> Answer {
    match failure {
        Failure::AlreadyDone { .. } => see(&context.to("/leave")),
        Failure::NotDeclared(why) => {
            let faults = vec![fault(context, &why)];
            show(context, StatusCode::CONFLICT, faults, None)
        }
        failure => Err(failure.into()),
    }
}

/// Why it cannot be, at the field where it can be mended.
fn fault(context: &RequestContext, why: &NotDeclared) -> Fault {
    let names = context.names();
    let key = format!("leave-why_{}", why.code());
    let describe = |absence: &Absence| {
        let values = [
            ("officer", names.officer(&absence.officer).into()),
            ("by", names.officer(&absence.by).into()),
            ("from", instant(context, absence.from).into()),
            ("until", instant(context, absence.until).into()),
        ];
        context.format(&key, &values)
    };
    let (field, message) = match why {
        NotDeclared::Away { absence } | NotDeclared::StandsIn { absence } => {
            ("officer", describe(absence))
        }
        NotDeclared::StandInAway { absence } => ("by", describe(absence)),
        NotDeclared::NotTheUnit { officer } => {
            ("by", context.format(&key, &[("officer", names.officer(officer).into())]))
        }
        NotDeclared::NotInService { officer }
        | NotDeclared::NotYours { officer }
        | NotDeclared::NoneToEnd { officer } => {
            ("officer", context.format(&key, &[("officer", names.officer(officer).into())]))
        }
        NotDeclared::LeavesBefore { officer, day } => {
            let day = messages::date_of(*day);
            let values = [("officer", names.officer(officer).into()), ("day", day.into())];
            ("by", context.format(&key, &values))
        }
        NotDeclared::SamePerson => ("by", context.text(&key)),
        NotDeclared::OverBefore => ("until", context.text(&key)),
        NotDeclared::BeginsBefore => ("from", context.text(&key)),
    };
    Fault::new(field, message)
}

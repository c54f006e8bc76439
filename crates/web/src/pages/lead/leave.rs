//! Who is away, who stands in for them, and the form that declares it.

use app::{Absence, Failure, NotDeclared, Pick};
use askama::Template;
use axum::http::StatusCode;
use dossier::Role;

use super::officers;
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::request_context::RequestContext;

/// Dossiers of a stand-in that are read to count those held for another.
const MOST: usize = 1000;

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
    rows: Vec<Row>,
    fields: Vec<Field>,
}

struct Row {
    officer: String,
    unit: String,
    by: String,
    from: String,
    until: String,
    held: String,
}

/// The page.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let done = context.confirmation("done").parse::<i64>().ok();
    let done = done.map(|n| context.format("leave-done", &[("n", n.into())]));
    show(context, StatusCode::OK, Vec::new(), done)
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
    let zone = &context.rules.deadline_calendar().zone;
    let page = LeavePage {
        layout: Layout::new(context, &heading),
        heading,
        action: context.to("/leave"),
        token: context.token()?,
        key: context.random_text(),
        now: messages::instant(context.language, context.now(), zone),
        faults,
        done,
        rows: rows(context)?,
        fields: form.fields,
    };
    html_with(status, &page)
}

/// Officer, stand-in and last day.
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
    let fields = vec![
        select("officer", "leave-officer", "leave-no_officer").choices(officers),
        select("by", "leave-by", "leave-no_stand_in").choices(stand_ins),
        Field::of_key(context, Kind::TypedDay, "until", "leave-until").fault_key("leave-no_day"),
    ];
    let mut form = Form::new(context.zone(), fields);
    form.fill(&context.form);
    form
}

/// The absences of now: all for a leader, those of the own unit for a head.
fn rows(context: &RequestContext) -> Result<Vec<Row>, Error> {
    let (now, names) = (context.now(), context.names());
    let theirs = context.app().may_be_declared_away(&context.actor(), context.today());
    let zone = &context.rules.deadline_calendar().zone;
    let describe = |at| messages::instant(context.language, at, zone);
    let mut rows = Vec::new();
    for absence in context.app().absences(now) {
        if !theirs.contains(&absence.officer) && !theirs.contains(&absence.by) {
            continue;
        }
        let phases = vec!["open".to_owned()];
        let (held_by, at) = (Some(absence.by.clone()), now.0);
        let pick = Pick { phases, held_by, at, limit: MOST + 1, ..Pick::default() };
        let held = context.app().pick(&context.who(), &pick)?;
        let read = held.len();
        let held = held.iter().filter(|row| row.holder.as_ref() == Some(&absence.officer)).count();
        let number = context.number(held as u64);
        let unit = context.rules.officer(&absence.officer).map(|officer| officer.unit.as_str());
        rows.push(Row {
            officer: names.officer(&absence.officer),
            unit: names.unit(unit.unwrap_or_default()),
            by: names.officer(&absence.by),
            from: describe(absence.from),
            until: describe(absence.until),
            held: match read > MOST {
                true => context.format("leave-held_least", &[("n", number.into())]),
                false => number,
            },
        });
    }
    Ok(rows)
}

/// Takes the form.
pub(crate) fn declare(context: &RequestContext) -> Answer {
    let form = form(context);
    let faults = form.check(context);
    let Some(last) = form.day("until").filter(|_| faults.is_empty()) else {
        return show(context, StatusCode::UNPROCESSABLE_ENTITY, faults, None);
    };
    let zone = &context.rules.deadline_calendar().zone;
    let absence = Absence {
        officer: form.text("officer"),
        by: form.text("by"),
        from: context.now(),
        until: zone.at(last.plus(1), 0),
    };
    let actor = context.actor();
    let key = context.command_key(format!("leave/{}/{}", actor.id, context.form.raw("key")));
    let done = |n: usize| {
        let params = Params::default().with("done", &n.to_string());
        see(&context.confirmed("/leave", &params))
    };
    match context.app().declare_absence_once(&actor, &absence, Some(key)) {
        Ok(n) => done(n),
        Err(Failure::AlreadyDone { .. }) => see(&context.to("/leave")),
        Err(Failure::NotDeclared(why)) => {
            let faults = vec![fault(context, &why)];
            show(context, StatusCode::CONFLICT, faults, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Why it cannot be, at the field where it can be mended.
fn fault(context: &RequestContext, why: &NotDeclared) -> Fault {
    let names = context.names();
    let zone = &context.rules.deadline_calendar().zone;
    let key = format!("leave-why_{}", why.code());
    let describe = |absence: &Absence| {
        let values = [
            ("officer", names.officer(&absence.officer).into()),
            ("by", names.officer(&absence.by).into()),
            ("until", messages::instant(context.language, absence.until, zone).into()),
        ];
        context.format(&key, &values)
    };
    let (field, message) = match why {
        NotDeclared::Away { absence } | NotDeclared::StandsIn { absence } => {
            ("officer", describe(absence))
        }
        NotDeclared::StandInAway { absence } => ("by", describe(absence)),
        NotDeclared::NobodyServes { officer }
        | NotDeclared::NotYours { officer }
        | NotDeclared::NotTheUnit { officer } => {
            ("officer", context.format(&key, &[("officer", names.officer(officer).into())]))
        }
        NotDeclared::SamePerson => ("by", context.text(&key)),
        NotDeclared::OverBefore => ("until", context.text(&key)),
    };
    Fault::new(field, message)
}

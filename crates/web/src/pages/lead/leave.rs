//! Who is away, who stands in for them, and the form that declares it.

use askama::Template;
use axum::http::StatusCode;
use dossier::Role;
use office::{Absence, Failure, NotDeclared, Pick};

use super::form::{Choice, Fault, of, officers};
use crate::address::Params;
use crate::answer::{Answer, Error, html_with, see};
use crate::frame::Frame;
use crate::question::day;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "lead/leave.html")]
struct LeavePage {
    frame: Frame,
    heading: String,
    action: String,
    token: String,
    key: String,
    now: String,
    faults: Vec<Fault>,
    done: Option<String>,
    rows: Vec<Row>,
    officers: Vec<Choice>,
    stand_ins: Vec<Choice>,
    until: String,
}

impl LeavePage {
    fn fault(&self, field: &str) -> Option<&str> {
        of(&self.faults, field)
    }
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
pub(crate) fn page(visit: &Visit) -> Answer {
    let done = visit.params.get("done").and_then(|n| n.parse::<i64>().ok());
    let done = done.map(|n| visit.say("leave-done", &[("n", n.into())]));
    show(visit, StatusCode::OK, Vec::new(), done)
}

fn show(visit: &Visit, status: StatusCode, faults: Vec<Fault>, done: Option<String>) -> Answer {
    let form = &visit.form;
    let theirs = visit.office().may_be_declared_away(&visit.actor(), visit.today());
    let own = visit.actor().unit;
    let whole = visit.actor().role != Role::Head;
    let heading = visit.t("page-leave");
    let zone = &visit.rules.deadline_calendar().zone;
    let page = LeavePage {
        frame: Frame::new(visit, &heading),
        heading,
        action: visit.to("/leave"),
        token: visit.token()?,
        key: visit.random_text(),
        now: messages::instant(visit.language, visit.now(), zone),
        faults,
        done,
        rows: rows(visit)?,
        officers: officers(visit, form.raw("officer"), |officer| theirs.contains(&officer.id)),
        stand_ins: officers(visit, form.raw("by"), |officer| {
            let holds = !matches!(
                office::role_of(officer.post),
                Role::Inspector | Role::Adviser | Role::Administrator
            );
            holds && (whole || officer.unit == own)
        }),
        until: form.raw("until").to_owned(),
    };
    html_with(status, &page)
}

/// The absences of now: all for a leader, those of the own unit for a head.
fn rows(visit: &Visit) -> Result<Vec<Row>, Error> {
    let (now, names) = (visit.now(), visit.names());
    let theirs = visit.office().may_be_declared_away(&visit.actor(), visit.today());
    let zone = &visit.rules.deadline_calendar().zone;
    let told = |at| messages::instant(visit.language, at, zone);
    let mut rows = Vec::new();
    for absence in visit.office().absences(now) {
        if !theirs.contains(&absence.officer) && !theirs.contains(&absence.by) {
            continue;
        }
        let phases = vec!["open".to_owned()];
        let (held_by, at) = (Some(absence.by.clone()), now.0);
        let pick = Pick { phases, held_by, at, limit: usize::MAX, ..Pick::default() };
        let held = visit.office().pick(&visit.who(), &pick)?;
        let held = held.iter().filter(|row| row.holder.as_ref() == Some(&absence.officer)).count();
        let unit = visit.rules.officer(&absence.officer).map(|officer| officer.unit.as_str());
        rows.push(Row {
            officer: names.officer(&absence.officer),
            unit: names.unit(unit.unwrap_or_default()),
            by: names.officer(&absence.by),
            from: told(absence.from),
            until: told(absence.until),
            held: visit.number(held as u64),
        });
    }
    Ok(rows)
}

/// Takes the form.
pub(crate) fn declare(visit: &Visit) -> Answer {
    let form = &visit.form;
    let (officer, by) = (form.raw("officer").trim(), form.raw("by").trim());
    let last = day(form.raw("until").trim());
    let wrong = [
        (officer.is_empty(), "officer", "leave-no_officer"),
        (by.is_empty(), "by", "leave-no_stand_in"),
        (last.is_none(), "until", "leave-no_day"),
    ];
    let wrong = wrong.into_iter().filter(|(wrong, ..)| *wrong);
    let faults: Vec<Fault> = wrong.map(|(_, field, key)| Fault::new(visit, field, key)).collect();
    let Some(last) = last.filter(|_| faults.is_empty()) else {
        return show(visit, StatusCode::UNPROCESSABLE_ENTITY, faults, None);
    };
    let zone = &visit.rules.deadline_calendar().zone;
    let absence = Absence {
        officer: officer.to_owned(),
        by: by.to_owned(),
        from: visit.now(),
        until: zone.at(last.plus(1), 0),
    };
    let actor = visit.actor();
    let key = format!("leave/{}/{}", actor.id, form.raw("key"));
    let done = |n: usize| {
        let params = Params::default().with("done", &n.to_string());
        see(&visit.link("/leave", &params))
    };
    match visit.office().declare_absence_once(&actor, &absence, Some(&key)) {
        Ok(n) => done(n),
        Err(Failure::AlreadyDone { .. }) => see(&visit.to("/leave")),
        Err(Failure::NotDeclared(why)) => {
            let faults = vec![fault(visit, &why)];
            show(visit, StatusCode::CONFLICT, faults, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Why it cannot be, at the field where it can be mended.
fn fault(visit: &Visit, why: &NotDeclared) -> Fault {
    let names = visit.names();
    let zone = &visit.rules.deadline_calendar().zone;
    let key = format!("leave-why_{}", why.code());
    let told = |absence: &Absence| {
        let values = [
            ("officer", names.officer(&absence.officer).into()),
            ("by", names.officer(&absence.by).into()),
            ("until", messages::instant(visit.language, absence.until, zone).into()),
        ];
        visit.say(&key, &values)
    };
    let (field, said) = match why {
        NotDeclared::Away { absence } | NotDeclared::StandsIn { absence } => {
            ("officer", told(absence))
        }
        NotDeclared::StandInAway { absence } => ("by", told(absence)),
        NotDeclared::NobodyServes { officer }
        | NotDeclared::NotYours { officer }
        | NotDeclared::NotTheUnit { officer } => {
            ("officer", visit.say(&key, &[("officer", names.officer(officer).into())]))
        }
        NotDeclared::SamePerson => ("by", visit.t(&key)),
        NotDeclared::OverBefore => ("until", visit.t(&key)),
    };
    Fault { field, said }
}

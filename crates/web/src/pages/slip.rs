//! What the applicant takes home: the appointment slip of a reception, the receipt of a filing, the
//! sheet of a refusal or of a guidance. The form is that of the day of reception.

use askama::Template;
use dossier::event::{ComponentGiven, Person};
use dossier::{Event, Phase, RuleSet};
use office::{Opened, Right, Who, allow};
use rules::Procedure;

use crate::address::Params;
use crate::answer::{Answer, Error, html};
use crate::frame::{self, Frame};
use crate::pages::desk;
use crate::qr;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/slip.html")]
struct SlipPage {
    frame: Frame,
    agency: String,
    desk: String,
    title: String,
    /// The form's number and the circular, of sheets that have one.
    form: String,
    code: String,
    /// Names are for those who may read them.
    applicant: Option<Person>,
    submitter: Option<Person>,
    about: String,
    case: Option<String>,
    papers: Vec<PaperLine>,
    lines: Vec<(String, String)>,
    due: Option<String>,
    /// What a refusal or guidance says.
    reason: Option<String>,
    missing: Vec<String>,
    secret: Option<Secret>,
    officer: Option<String>,
    at: String,
    kind: Kind,
    ways: Vec<(String, String)>,
}

/// What opens the dossier to whoever holds the slip.
struct Secret {
    key: String,
    qr: String,
    track: String,
}

struct PaperLine {
    name: String,
    counts: [String; 3],
    note: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Appointment,
    Filing,
    Refusal,
    Guidance,
}

pub(crate) fn page(visit: &Visit) -> Answer {
    let register = visit.params.get("register");
    let now = visit.now();
    let opened = visit.office().open_dossier(&visit.who(), &visit.code, register, now)?;
    let opened = opened.ok_or_else(|| Error::NoDossier(visit.code.clone()))?;
    visit.office().log_read(&visit.who(), &opened.stream, "slip", now)?;
    html(&made(visit, &opened)?)
}

fn made(visit: &Visit, opened: &Opened) -> Result<SlipPage, Error> {
    let (state, names) = (&opened.view.state, visit.names());
    let kind = match state.phase {
        Phase::Filed => Kind::Filing,
        Phase::Guided => Kind::Guidance,
        Phase::Refused => Kind::Refusal,
        _ if state.received.is_some() => Kind::Appointment,
        _ => Kind::Filing,
    };
    let (applicant, submitter) = desk::people_of(&opened.view.history);
    let personal = opened.sight.personal;
    let rule = rule_of(visit, opened);
    let case = state.filing.case.as_ref().and_then(|id| {
        let case = rule?.cases.iter().find(|case| case.id == *id)?;
        Some(named(visit, &case.name, case.name_en.as_deref()))
    });
    let title = visit.t(match kind {
        Kind::Appointment => "slip-appointment",
        Kind::Filing => "slip-filing",
        Kind::Refusal => "sheet-refusal",
        Kind::Guidance => "sheet-guidance",
    });
    let told = Told::of(opened);
    let agency = visit.rules.agency.as_ref();
    Ok(SlipPage {
        frame: Frame::new(visit, &title),
        agency: agency.map(|agency| frame::name(agency, visit.language)).unwrap_or_default(),
        desk: names.unit(&opened.row.desk),
        form: form(visit, opened, kind),
        code: opened.row.code.clone(),
        applicant: applicant.filter(|_| personal),
        submitter: submitter.filter(|_| personal),
        about: names.procedure(&state.filing.procedure),
        case,
        papers: papers(visit, rule, &told.components),
        lines: lines(visit, opened, rule, kind),
        due: promised(visit, opened),
        reason: told.reason.filter(|_| kind == Kind::Refusal),
        missing: if kind == Kind::Guidance { told.missing } else { Vec::new() },
        secret: secret(visit, opened, kind)?,
        officer: told.officer.map(|officer| names.officer(&officer)),
        at: desk::at(visit, &opened.view, Some(told.at)),
        ways: ways(visit, opened, kind),
        title,
        kind,
    })
}

/// What the record says of the sheet that is printed.
struct Told {
    components: Vec<ComponentGiven>,
    officer: Option<String>,
    reason: Option<String>,
    missing: Vec<String>,
    at: calendar::Instant,
}

impl Told {
    fn of(opened: &Opened) -> Self {
        let mut told = Self {
            components: Vec::new(),
            officer: None,
            reason: None,
            missing: Vec::new(),
            at: calendar::Instant::default(),
        };
        for recorded in &opened.view.history {
            match &recorded.event {
                Event::Received { components, officer, .. } => {
                    told.components.clone_from(components);
                    told.officer = Some(officer.clone());
                }
                Event::Refused { reason } => {
                    told.reason = Some(reason.clone());
                    told.officer = Some(recorded.actor.clone());
                }
                Event::Guided { missing } => {
                    told.missing.clone_from(missing);
                    told.officer = Some(recorded.actor.clone());
                }
                Event::Filed { .. } => {}
                _ => continue,
            }
            told.at = recorded.at;
        }
        told
    }
}

fn named(visit: &Visit, vi: &str, en: Option<&str>) -> String {
    match (visit.language, en) {
        (text::Language::English, Some(en)) if !en.is_empty() => en.to_owned(),
        _ => vi.to_owned(),
    }
}

/// The procedure's version that the dossier keeps, or before reception the one in force.
fn rule_of<'a>(visit: &'a Visit, opened: &Opened) -> Option<&'a Procedure> {
    let state = &opened.view.state;
    let day = state.terms.as_ref().map_or(visit.today(), |terms| terms.version);
    visit.rules.procedure_on(&state.filing.procedure, day)
}

/// The form's number by the circular in force on the day of reception.
fn form(visit: &Visit, opened: &Opened, kind: Kind) -> String {
    let number = match kind {
        Kind::Appointment => "01",
        Kind::Guidance => "02",
        Kind::Refusal => "03",
        Kind::Filing => return String::new(),
    };
    let zone = &opened.view.zone;
    let at = opened.view.state.received.unwrap_or(visit.now());
    let key = match RuleSet::on(zone.day(at)) {
        RuleSet::TT03 => "slip-form_2025",
        RuleSet::ND61 | RuleSet::ND118 => "slip-form_2018",
    };
    visit.say(key, &[("number", number.into())])
}

fn papers(visit: &Visit, rule: Option<&Procedure>, given: &[ComponentGiven]) -> Vec<PaperLine> {
    let papers = given.iter().map(|given| {
        let known = rule.and_then(|rule| rule.components.iter().find(|c| c.id == given.id));
        let name = known.map_or_else(
            || given.id.clone(),
            |known| named(visit, &known.name, known.name_en.as_deref()),
        );
        let notes = [("slip-digitised", given.digitised), ("slip-reused", given.reused)];
        let notes = notes.into_iter().filter(|(_, holds)| *holds).map(|(key, _)| visit.t(key));
        PaperLine {
            name,
            counts: given.counts.map(|n| if n == 0 { "–".into() } else { n.to_string() }),
            note: notes.collect::<Vec<_>>().join("; "),
        }
    });
    papers.collect()
}

/// The form's numbered lines after the papers.
fn lines(
    visit: &Visit,
    opened: &Opened,
    rule: Option<&Procedure>,
    kind: Kind,
) -> Vec<(String, String)> {
    let state = &opened.view.state;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| (visit.t(key), value)));
    };
    let at = |at: Option<calendar::Instant>| {
        at.map(|at| messages::instant(visit.language, at, &opened.view.zone))
    };
    if kind != Kind::Appointment {
        line("slip-filed_at", at(state.filed));
        if kind == Kind::Filing {
            line("slip-answer_by", Some(visit.t("slip-answer_hours")));
        }
        return lines;
    }
    let new_form = state.terms.as_ref().is_some_and(|terms| terms.rule_set == RuleSet::TT03);
    line("slip-sets", (!state.stated_due).then(|| visit.t("slip-one_set")));
    let duration = state.terms.as_ref().map(|t| messages::duration(visit.language, t.duration));
    line("slip-duration", duration.filter(|_| !new_form));
    line("slip-received", at(state.received));
    line("slip-due", at(state.dues.first().map(|(_, due)| *due)));
    let moved = state.dues.len() > 1 && state.due() != state.dues.first().map(|(_, due)| *due);
    line("slip-due_now", at(state.due().filter(|_| moved)));
    line("slip-handed_over", at(state.handed_over.or(state.posted)));
    let desk = visit.names().unit(&opened.row.desk);
    line("slip-result_at", state.handed_over.is_none().then_some(desk));
    line("slip-fee", fee(visit, opened, rule));
    lines
}

/// What was paid, else what the procedure says is to be paid.
fn fee(visit: &Visit, opened: &Opened, rule: Option<&Procedure>) -> Option<String> {
    let money = |amount: i64| visit.say("receive-money", &[("amount", amount.into())]);
    let paid = opened.view.history.iter().find_map(|recorded| match recorded.event {
        Event::Paid { amount_vnd } => i64::try_from(amount_vnd).ok(),
        _ => None,
    });
    if let Some(paid) = paid {
        return Some(visit.say("slip-paid", &[("amount", money(paid).into())]));
    }
    let fees = rule?.fees.iter().map(|fee| {
        let name = named(visit, &fee.name, fee.name_en.as_deref());
        let amount = match (fee.amount_vnd, &fee.per) {
            (None, _) => visit.t("receive-by_resolution"),
            (Some(amount), None) => money(amount),
            (Some(amount), Some(per)) => format!("{} / {per}", money(amount)),
        };
        format!("{name}: {amount}")
    });
    Some(fees.collect::<Vec<_>>().join("; ")).filter(|fees| !fees.is_empty())
}

/// The appointment, large.
fn promised(visit: &Visit, opened: &Opened) -> Option<String> {
    let state = &opened.view.state;
    let (_, due) = state.dues.first().filter(|_| state.handed_over.is_none())?;
    Some(messages::instant(visit.language, *due, &opened.view.zone))
}

/// The key and the QR code: for the applicant and for those who hand the slip out.
fn secret(visit: &Visit, opened: &Opened, kind: Kind) -> Result<Option<Secret>, Error> {
    let who = visit.who();
    let gives = matches!(who, Who::Citizen { .. })
        || allow(&who, Right::Desk).is_ok()
        || allow(&who, Right::Assist).is_ok();
    if !gives || kind == Kind::Refusal {
        return Ok(None);
    }
    let slip = visit.office().slip_of(&opened.stream)?;
    Ok(slip.map(|slip| Secret {
        qr: qr::svg(&visit.absolute(&format!("/t/{}", slip.token))),
        track: visit.absolute("/track"),
        key: slip.key,
    }))
}

/// Where to go on from here, on the screen only.
fn ways(visit: &Visit, opened: &Opened, kind: Kind) -> Vec<(String, String)> {
    let mut ways = Vec::new();
    let who = visit.who();
    if allow(&who, Right::Desk).is_ok() {
        let procedure = &opened.view.state.filing.procedure;
        let same = Params::default().with("procedure", procedure);
        ways.push((visit.link("/desk/receive", &same), visit.t("slip-next_same")));
        ways.push((visit.to("/desk/receive"), visit.t("slip-next")));
    }
    if visit.staff() {
        let page = visit.dossier(&opened.row.code, &opened.row.register);
        ways.push((page, visit.t("slip-open")));
    } else {
        let code = crate::address::encode(&opened.row.code);
        ways.push((visit.to(&format!("/my/dossiers/{code}")), visit.t("slip-open")));
    }
    if kind == Kind::Filing && allow(&who, Right::Desk).is_ok() {
        let filing = Params::default().with("filing", &opened.row.code);
        ways.push((visit.link("/desk/receive", &filing), visit.t("action-receive")));
    }
    ways
}

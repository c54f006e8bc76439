//! What needs the reader today in addition to dossiers: complaints, directives, watched figures past their
//! thresholds, findings of inspections. Each is a line with its one action.

use affairs::breach::Breach;
use affairs::complaint::{Complaint, may_answer};
use affairs::data_request::{DataRequest, RequestKind};
use affairs::disposal::Disposal;
use affairs::inspection::Inspection;
use affairs::objection::{Objection, may_decide};
use app::{Right, UnsignedMonth, WaitingApproval, allow, directive_waits, inspection_waits};
use calendar::{Day, Instant};
use dossier::Role;

use super::today::{Item, TOP};
use crate::address::Params;
use crate::answer::Error;
use crate::dates::month_text;
use crate::pages::lead::{
    breaches, complaints, data_requests, directives, inspections, retention, watches,
};
use crate::pages::money;
use crate::pages::objections;
use crate::request_context::RequestContext;

/// Months that wait for a signature and are shown; the page of months has the others.
const MONTHS: usize = 3;

/// Whether a complaint needs the reader: a head those of the unit, a leader those of the leaders and
/// those that are overdue.
fn needs(context: &RequestContext, complaint: &Complaint) -> bool {
    let (me, now) = (context.actor(), context.now());
    let mine = me.role != Role::Leader || complaint.unit == me.unit || complaint.overdue(now);
    complaint.answer.is_none() && may_answer(complaint, &me) && mine
}

pub(super) fn of_complaints(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Result<Vec<Item>, Error> {
    let picked = |complaint: &Complaint| needs(context, complaint);
    let (count, rows) = context.app().complaints(&context.actor(), (0, TOP), picked)?;
    if count > 0 {
        let href = context.link("/complaints", &Params::default().with("state", "open"));
        chips.push((href, counted(context, "page-complaints", count)));
    }
    let names = context.names();
    let items = rows.into_iter().map(|complaint_row| {
        let complaint = &complaint_row.complaint;
        let href = complaints::href(context, &complaint_row.dossier.code, complaint.number);
        let theme = format!("complaint-theme_{}", complaint.theme.code());
        Item {
            kind: context.text("today-complaint"),
            name: complaint_row.dossier.code.clone(),
            tag: complaints::tag(context, complaint),
            due: instant(context, complaint.due),
            applicant: String::new(),
            about: context.text(&theme),
            holder: String::new(),
            unit: names.unit(&complaint.unit),
            note: String::new(),
            action: (href.clone(), context.text("complaint-to_answer")),
            href,
            at: complaint.due.0,
            dossier: None,
        }
    });
    Ok(items.collect())
}

/// The requests about personal data that need the reader: undecided, and not proposed by the reader.
pub(super) fn of_data_requests(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let me = context.actor();
    let needs = |request: &DataRequest| {
        let own = request.proposed.as_ref().is_some_and(|proposal| proposal.by == me.id);
        request.decided.is_none() && !own
    };
    let (_, rows) = context.app().data_requests(&context.who(), (0, TOP), needs);
    let count = data_requests::undecided(context);
    if count > 0 {
        let href = context.link("/data-requests", &Params::default().with("state", "open"));
        chips.push((href, counted(context, "page-data_requests", count)));
    }
    let item = |(id, request): (String, DataRequest)| {
        let href = data_requests::href(context, &id);
        let due = request.next_due().unwrap_or(Instant::MAX);
        let kind = request.kind().map_or("", RequestKind::code);
        Item {
            kind: context.text("today-data_request"),
            name: data_requests::name(&id),
            tag: data_requests::tag(context, &request),
            due: instant(context, due),
            applicant: String::new(),
            about: context.text(&format!("data_request-kind_{kind}")),
            holder: String::new(),
            unit: String::new(),
            note: String::new(),
            action: (href.clone(), context.text("today-data_request_open")),
            href,
            at: due.0,
            dossier: None,
        }
    };
    rows.into_iter().map(item).collect()
}

/// The breaches of personal data with a notice still due, with the hours that are left.
pub(super) fn of_breaches(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let (count, rows) = context.app().breaches(&context.who(), (0, TOP), Breach::waits);
    if count > 0 {
        chips.push((context.to("/breaches"), counted(context, "page-breaches", count)));
    }
    let item = |(id, breach): (String, Breach)| {
        let href = breaches::href(context, &id);
        let by = breach.notify_by().unwrap_or(Instant::MAX);
        let act = if breach.body_waits() { "notify" } else { "inform" };
        Item {
            kind: context.text("today-breach"),
            name: data_requests::name(&id),
            tag: breaches::tag(context, &breach),
            due: instant(context, by),
            applicant: String::new(),
            about: breaches::nature(context, &breach),
            holder: context.names().officer(&breach.by),
            unit: String::new(),
            note: breaches::left(context, by),
            action: (href.clone(), context.text(&format!("breach-act_{act}"))),
            href,
            at: by.0,
            dossier: None,
        }
    };
    rows.into_iter().map(item).collect()
}

/// The proposals of other officers to erase dossiers past their retention.
pub(super) fn of_disposals(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let me = context.actor();
    let needs = |disposal: &Disposal| disposal.waiting().is_some_and(|one| one.by != me.id);
    let (count, rows) = context.app().disposals(&context.who(), (0, TOP), needs);
    if count > 0 {
        chips.push((context.to("/retention"), counted(context, "page-retention", count)));
    }
    let item = |(id, disposal): (String, Disposal)| {
        let href = retention::href(context, &id);
        Item {
            kind: context.text("today-disposal"),
            name: data_requests::name(&id),
            tag: retention::tag(context, &disposal),
            due: String::new(),
            applicant: String::new(),
            about: retention::about(context, &disposal),
            holder: String::new(),
            unit: String::new(),
            note: String::new(),
            action: (href.clone(), context.text("today-disposal_open")),
            href,
            // No term: after everything that has one.
            at: i64::MAX,
            dossier: None,
        }
    };
    rows.into_iter().map(item).collect()
}

/// The refunds, differences of tills and transfers to pay back that the reader may approve.
pub(super) fn of_money(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Result<Vec<Item>, Error> {
    let rows = context.app().money_to_approve(&context.who(), TOP, context.now())?;
    if !rows.is_empty() {
        chips.push((context.to("/transfers"), counted(context, "money-to_approve", rows.len())));
    }
    let item = |waiting: WaitingApproval| {
        let (href, name) = money::approval(context, &waiting);
        Item {
            kind: context.text("today-money"),
            name,
            tag: ("near", money::approval_kind(context, &waiting)),
            due: String::new(),
            applicant: String::new(),
            about: money::money(context, waiting.amount_vnd),
            holder: context.names().officer(&waiting.by),
            unit: String::new(),
            note: String::new(),
            action: (href.clone(), context.text("money-open")),
            href,
            // No term: after everything that has one.
            at: i64::MAX,
            dossier: None,
        }
    };
    Ok(rows.into_iter().map(item).collect())
}

/// The objections that need the reader: a head those of the unit, a leader those that are the leaders'.
pub(super) fn of_objections(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Result<Vec<Item>, Error> {
    let me = context.actor();
    let needs = |objection: &Objection| {
        objection.decided.is_none() && objection.unit == me.unit && may_decide(objection, &me)
    };
    let (count, rows) = context.app().objections(&me, (0, TOP), needs)?;
    if count > 0 {
        let href = context.link("/objections", &Params::default().with("state", "mine"));
        chips.push((href, counted(context, "page-objections", count)));
    }
    let names = context.names();
    let items = rows.into_iter().map(|objection_row| {
        let objection = &objection_row.objection;
        let href = objections::href(context, &objection_row.dossier.code, objection.number);
        Item {
            kind: context.text("today-objection"),
            name: objection_row.dossier.code.clone(),
            tag: objections::tag(context, objection),
            due: instant(context, objection.at),
            applicant: String::new(),
            about: names.any_step(&objection.step),
            holder: names.officer(&objection.officer),
            unit: names.unit(&objection.unit),
            note: String::new(),
            action: (href.clone(), context.text("objection-decide")),
            href,
            at: objection.at.0,
            dossier: None,
        }
    });
    Ok(items.collect())
}

pub(super) fn of_directives(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let me = context.actor();
    let waits = |issued: &affairs::directive::Issued| directive_waits(&me.id, issued);
    let (count, rows) = context.app().directives(&me, (0, TOP), waits);
    if count > 0 {
        let href = context.link("/directives", &Params::default().with("state", "mine"));
        chips.push((href, counted(context, "page-directives", count)));
    }
    let names = context.names();
    let item = |(id, issued): (String, affairs::directive::Issued)| {
        let href = directives::href(context, &id);
        let mine = issued.owner == me.id;
        let other = if mine { &issued.issuer } else { &issued.owner };
        let action = if mine { "directive-send_answer" } else { "today-judge" };
        Item {
            kind: context.text("today-directive"),
            name: directives::subject(context, &issued.subject, None),
            tag: directives::tag(context, &issued),
            due: messages::day_of(context.language, issued.due),
            applicant: String::new(),
            about: String::new(),
            holder: names.officer(other),
            unit: String::new(),
            note: String::new(),
            action: (href.clone(), context.text(action)),
            href,
            at: end_of(context, issued.due).0,
            dossier: None,
        }
    };
    rows.into_iter().map(item).collect()
}

/// The watched figures past their thresholds.
pub(super) fn of_watches(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Result<Vec<Item>, Error> {
    let counted_watches = context.app().counted_watches(&context.actor(), context.now())?;
    let waiting = counted_watches.iter().filter(|counted| watches::waits(context, counted));
    let items: Vec<Item> = waiting.filter_map(|watch| of_watch(context, watch)).collect();
    if !items.is_empty() {
        chips.push((context.to("/watches"), counted(context, "page-watches", items.len())));
    }
    Ok(items)
}

fn of_watch(context: &RequestContext, counted: &app::Counted) -> Option<Item> {
    let (at, note) = counted.watch.unread_note()?;
    let directive = watches::directive(context, &counted.watching, note);
    Some(Item {
        kind: context.text("today-watch"),
        name: watches::name(context, &counted.watching),
        href: context.to("/watches"),
        tag: ("past_due", context.text("watches-tag_past")),
        due: watches::finding_text(context, note),
        applicant: String::new(),
        about: String::new(),
        holder: String::new(),
        unit: String::new(),
        note: String::new(),
        action: (directive, context.text("directive-issue")),
        at: at.0,
        dossier: None,
    })
}

/// The findings of inspections that wait for the reader.
pub(super) fn of_findings(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let me = context.actor();
    let waits = |visit: &Inspection| inspection_waits(&me.id, visit);
    let (count, visits) = context.app().inspections(&me, (0, TOP), waits);
    if count > 0 {
        let href = context.to("/inspections");
        chips.push((href, counted(context, "page-inspections", count)));
    }
    let mut items = Vec::new();
    for (id, visit) in &visits {
        for (number, finding) in visit.waiting_for(&me.id) {
            let n = [("n", i64::from(number).into())];
            let href = format!("{}#f{number}", inspections::href(context, id));
            let mine = finding.owner == me.id;
            let action = if mine { "inspection-act_follow_up" } else { "today-judge" };
            items.push(Item {
                kind: context.text("today-finding"),
                name: context.format("inspection-number", &n),
                tag: inspections::tag_of(context, finding),
                due: messages::day_of(context.language, finding.due),
                applicant: String::new(),
                about: inspections::name(context, visit),
                holder: context.names().officer(&finding.owner),
                unit: String::new(),
                note: String::new(),
                action: (href.clone(), context.text(action)),
                href,
                at: end_of(context, finding.due).0,
                dossier: None,
            });
        }
    }
    items
}

/// The latest months that have ended and that the reader is to sign.
pub(super) fn of_months(
    context: &RequestContext,
    chips: &mut Vec<(String, String)>,
) -> Result<Vec<Item>, Error> {
    if allow(&context.who(), Right::SignMonths).is_err() {
        return Ok(Vec::new());
    }
    let Ok(figures) = context.app().figures(None)? else { return Ok(Vec::new()) };
    let months = context.app().unsigned_months(&figures, context.today())?;
    if !months.is_empty() {
        chips.push((context.to("/months"), counted(context, "page-months", months.len())));
    }
    let item = |waiting: UnsignedMonth| {
        let href = context.to(&format!("/months/{}", waiting.month));
        let action = if waiting.closed { "month-sign" } else { "month-close" };
        Item {
            kind: context.text("today-month"),
            name: month_text(&waiting.month),
            tag: ("running", context.text("today-month_waits")),
            due: String::new(),
            applicant: String::new(),
            about: context.text("page-months"),
            holder: String::new(),
            unit: String::new(),
            note: String::new(),
            action: (href.clone(), context.text(action)),
            href,
            // No law sets a term: a month stands after what is late and before what is due later.
            at: end_of(context, context.today()).0,
            dossier: None,
        }
    };
    Ok(months.into_iter().take(MONTHS).map(item).collect())
}

fn counted(context: &RequestContext, name: &str, count: usize) -> String {
    let values = [("name", context.text(name).into()), ("n", (count as i64).into())];
    context.format("head-heading", &values)
}

fn instant(context: &RequestContext, at: Instant) -> String {
    messages::instant(context.language, at, &context.rules.deadline_calendar().zone)
}

fn end_of(context: &RequestContext, day: Day) -> Instant {
    context.rules.deadline_calendar().zone.at(day.plus(1), 0)
}

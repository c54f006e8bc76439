//! What needs the reader today, worst first, each line with its one action: what is to be approved,
//! signed, sent, answered, accepted or given to another. What needs nothing is not here.

use affairs::complaint::{Complaint, may_answer};
use affairs::objection::{Objection, may_decide};
use app::{DossierRow, Pick, directive_waits};
use calendar::{Day, Instant};
use dossier::Role;

use super::Reach;
use super::lists::{self, List, Row, What};
use crate::address::Params;
use crate::answer::Error;
use crate::navigation::MOST;
use crate::pages::lead::{complaints, directives};
use crate::pages::objections;
use crate::pages::work;
use crate::request_context::RequestContext;

/// Rows of each kind that are looked at.
const TOP: usize = 20;
/// Lines shown.
const SHOWN: usize = 50;
/// Working days before due from which a dossier is about to be late.
const NEAR_DAYS: u32 = 1;
/// Working days after due from which a late dossier is a leader's matter (decisions, "Responsibility" 8).
const LEADER_DAYS: u32 = 3;

/// A line of the page.
pub(super) struct Item {
    /// What is to be done, in a word or two.
    pub kind: String,
    pub name: String,
    pub href: String,
    pub tag: (&'static str, String),
    pub due: String,
    pub applicant: String,
    /// The procedure, or what it is about.
    pub about: String,
    pub holder: String,
    pub unit: String,
    pub note: String,
    pub action: (String, String),
    /// By which the lines are sorted: the longest overdue first.
    at: i64,
    dossier: Option<DossierRow>,
}

/// The lines, and where the whole lists are.
pub(super) struct Today {
    pub items: Vec<Item>,
    /// Lines that are not shown.
    pub more: Option<String>,
    /// Whole lists with their counts: address and words.
    pub chips: Vec<(String, String)>,
    /// Pages on which the lines of a list are done at once: address and words.
    pub together: Vec<(String, String)>,
    pub withheld: bool,
}

impl Today {
    pub fn new(context: &RequestContext, reach: &Reach) -> Result<Self, Error> {
        let (mut found, mut chips, mut together) = (Vec::new(), Vec::new(), Vec::new());
        for what in What::ALL {
            if what == What::Late {
                found.extend(offers(context)?);
                found.extend(declined(context, reach)?);
            }
            let list = List::new(context, reach, what, TOP)?;
            if list.count > 0 {
                let params = reach.params(context).with("what", what.code());
                chips.push((context.link("/head/list", &params), list.heading.clone()));
            }
            together.extend(list.together);
            found.extend(list.rows.into_iter().filter_map(|row| of_row(context, row, what)));
        }
        // A dossier stands once, with the first of its actions in this order.
        let mut items: Vec<Item> = Vec::new();
        for item in found {
            let stream = item.dossier.as_ref().map(|row| &row.stream);
            if items.iter().all(|known| known.dossier.as_ref().map(|row| &row.stream) != stream) {
                items.push(item);
            }
        }
        items.extend(of_complaints(context, &mut chips)?);
        items.extend(of_objections(context, &mut chips)?);
        items.extend(of_directives(context, &mut chips));
        items.sort_by_key(|item| item.at);
        let left = items.len().saturating_sub(SHOWN);
        items.truncate(SHOWN);
        let withheld = name_applicants(context, &mut items)?;
        let more = (left > 0).then(|| context.format("today-more", &[("n", (left as i64).into())]));
        Ok(Self { items, more, chips, together, withheld })
    }

    /// The first dossier with the form of an action that was just done: address and code.
    pub fn following(&self, done: &str) -> Option<(String, String)> {
        let form = format!("/do/{done}");
        let next = |item: &&Item| !done.is_empty() && item.action.0.contains(&form);
        self.items.iter().find(next).map(|item| (item.action.0.clone(), item.name.clone()))
    }
}

fn name_applicants(context: &RequestContext, items: &mut [Item]) -> Result<bool, Error> {
    let rows: Vec<DossierRow> = items.iter().filter_map(|item| item.dossier.clone()).collect();
    let applicants = work::applicants(context, &rows)?;
    let withheld = applicants.is_withheld();
    let applicants = applicants.given().unwrap_or_default();
    for item in items {
        let name = item.dossier.as_ref().and_then(|row| applicants.get(&row.stream));
        item.applicant = name.cloned().unwrap_or_default();
    }
    Ok(withheld)
}

/// The line of a dossier; `None` where the reader can do nothing about it, or where it is not the
/// reader's matter yet.
fn of_row(context: &RequestContext, row: Row, what: What) -> Option<Item> {
    let leader = context.actor().role == Role::Leader;
    let due = row.source.due_at.unwrap_or(i64::MAX);
    let ripe = match what {
        What::Late => !leader || is_leader_s(context, &row),
        What::Near => !leader && due < lists::end_of(context, NEAR_DAYS).0,
        _ => true,
    };
    if !ripe {
        return None;
    }
    let action = row.actions.first().cloned()?;
    let action = match action.0.contains("/do/reassign") {
        true => (reassign(context, &row.source), action.1),
        false => action,
    };
    Some(item(context, row, what.code(), action))
}

fn is_leader_s(context: &RequestContext, row: &Row) -> bool {
    let calendar = context.rules.deadline_calendar();
    row.source.due_at.is_some_and(|due| {
        let day = calendar.zone.day(Instant(due));
        calendar.working_days_between(day, context.today()) >= LEADER_DAYS
    })
}

/// Where a dossier is given to another, with others of the same holder.
fn reassign(context: &RequestContext, row: &DossierRow) -> String {
    let holder = row.holder.as_deref().unwrap_or_default();
    let params = Params::default().with("officer", holder).with("dossier", &row.code);
    context.link("/head/reassign", &params)
}

fn item(context: &RequestContext, row: Row, kind: &str, action: (String, String)) -> Item {
    Item {
        kind: context.text(&format!("today-{kind}")),
        name: row.code,
        href: row.href,
        tag: row.tag,
        due: row.due,
        applicant: String::new(),
        about: row.procedure,
        holder: row.holder,
        unit: row.unit,
        note: row.note,
        action,
        at: row.source.due_at.unwrap_or(i64::MAX),
        dossier: Some(row.source),
    }
}

/// What is offered to the reader.
fn offers(context: &RequestContext) -> Result<Vec<Item>, Error> {
    let (phases, offered_to) = (vec!["open".to_owned()], Some(context.actor().id));
    let pick = Pick { phases, offered_to, limit: TOP, at: context.now().0, ..Pick::default() };
    let rows = context.app().pick(&context.who(), &pick)?;
    let accept = || (context.to("/work") + "#offers", context.text("today-accept"));
    let offer = |found: &DossierRow| {
        Ok(item(context, lists::row(context, found, What::Near)?, "offer", accept()))
    };
    rows.iter().map(offer).collect()
}

/// Results that the desk declined and that are not finished anew.
fn declined(context: &RequestContext, reach: &Reach) -> Result<Vec<Item>, Error> {
    let Ok(figures) = context.app().figures(None)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    for name in figures.facts.declined() {
        let stream = format!("dossier/{}/{name}", figures.register);
        let opened = context.app().open_stream(&context.who(), &stream, context.now())?;
        let Some(found) = opened.map(|opened| opened.row) else { continue };
        if reach.unit.as_ref().is_none_or(|unit| found.unit == *unit) {
            let row = lists::row(context, &found, What::Near)?;
            let see = (row.href.clone(), context.text("today-see"));
            items.push(item(context, row, "declined", see));
        }
        if items.len() == TOP {
            break;
        }
    }
    Ok(items)
}

/// Whether a complaint needs the reader: a head those of the unit, a leader those of the leaders and
/// those that are overdue.
fn needs(context: &RequestContext, complaint: &Complaint) -> bool {
    let (me, now) = (context.actor(), context.now());
    let mine = me.role != Role::Leader || complaint.unit == me.unit || complaint.overdue(now);
    complaint.answer.is_none() && may_answer(complaint, &me) && mine
}

/// How many complaints need the reader, no further than the navigation counts.
pub(super) fn complaints_waiting(context: &RequestContext) -> Result<u64, Error> {
    let picked = |complaint: &Complaint| needs(context, complaint);
    let (count, _) = context.app().complaints(&context.actor(), (0, 0), picked)?;
    Ok(count.min(MOST) as u64)
}

fn of_complaints(
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
    let items = rows.into_iter().map(|found| {
        let complaint = &found.complaint;
        let href = complaints::href(context, &found.dossier.code, complaint.number);
        let theme = format!("complaint-theme_{}", complaint.theme.code());
        Item {
            kind: context.text("today-complaint"),
            name: found.dossier.code.clone(),
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

/// The objections that need the reader: a head those of the unit, a leader those that are the leaders'.
fn of_objections(
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
    let items = rows.into_iter().map(|found| {
        let objection = &found.objection;
        let href = objections::href(context, &found.dossier.code, objection.number);
        Item {
            kind: context.text("today-objection"),
            name: found.dossier.code.clone(),
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

fn of_directives(context: &RequestContext, chips: &mut Vec<(String, String)>) -> Vec<Item> {
    let me = context.actor();
    let waits = |issued: &affairs::directive::Issued| directive_waits(&me.id, issued);
    let (count, found) = context.app().directives(&me, (0, TOP), waits);
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
    found.into_iter().map(item).collect()
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

//! What needs the reader today, worst first, each line with its one action: what is to be approved,
//! signed, sent, answered, accepted or given to another. What needs nothing is not here.

use app::{DossierRow, Pick};
use calendar::Instant;
use dossier::{Event, Role};

use super::lists::{self, List, Row, What};
use super::{Reach, affairs};
use crate::address::Params;
use crate::answer::Error;
use crate::pages::{coverage, work};
use crate::request_context::RequestContext;

/// Rows of each kind that are looked at.
pub(super) const TOP: usize = 20;
/// Lines shown.
const SHOWN: usize = 50;
/// Working days before due from which a dossier is about to be late.
const NEAR_DAYS: u32 = 1;
/// Working minutes before an offer counts as accepted, from which it is the head's matter.
const LAPSES_SOON_MINUTES: i64 = 120;
/// Working days after due from which a late dossier is a leader's matter (decisions, "Responsibility" 8).
const LEADER_DAYS: u32 = 3;

/// A line of the page.
pub(super) struct Item {
    /// The kind of the task, in a word or two.
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
    /// The sort key of the lines: the longest overdue first.
    pub at: i64,
    pub dossier: Option<DossierRow>,
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
        let mut today = Self::whole(context, reach)?;
        let left = today.items.len().saturating_sub(SHOWN);
        today.items.truncate(SHOWN);
        today.withheld = name_applicants(context, &mut today.items)?;
        let more = || context.format("today-more", &[("n", (left as i64).into())]);
        today.more = (left > 0).then(more);
        Ok(today)
    }

    /// How many lines the reader's own page has, with those that do not fit in it.
    pub fn count(context: &RequestContext) -> Result<u64, Error> {
        Ok(Self::whole(context, &Reach::own(context))?.items.len() as u64)
    }

    /// Every line, without names of applicants.
    fn whole(context: &RequestContext, reach: &Reach) -> Result<Self, Error> {
        let (mut all, mut chips, mut together) = (Vec::new(), Vec::new(), Vec::new());
        for what in What::ALL {
            if what == What::Late {
                all.extend(offers(context)?);
                all.extend(offered_items(context, reach)?);
                all.extend(declined(context, reach)?);
            }
            let list = List::new(context, reach, what, TOP)?;
            if list.count > 0 {
                let params = reach.params(context).with("what", what.code());
                chips.push((context.link("/head/list", &params), list.heading.clone()));
            }
            together.extend(list.together);
            for row in list.rows {
                all.extend(of_row(context, row, what)?);
            }
        }
        // A dossier stands once, with the first of its actions in this order.
        let mut items: Vec<Item> = Vec::new();
        for item in all {
            let stream = item.dossier.as_ref().map(|row| &row.stream);
            if items.iter().all(|item| item.dossier.as_ref().map(|row| &row.stream) != stream) {
                items.push(item);
            }
        }
        items.extend(affairs::of_complaints(context, &mut chips)?);
        items.extend(affairs::of_data_requests(context, &mut chips));
        items.extend(affairs::of_breaches(context, &mut chips));
        items.extend(affairs::of_disposals(context, &mut chips));
        items.extend(affairs::of_money(context, &mut chips)?);
        items.extend(affairs::of_objections(context, &mut chips)?);
        items.extend(affairs::of_directives(context, &mut chips));
        items.extend(affairs::of_watches(context, &mut chips)?);
        items.extend(affairs::of_findings(context, &mut chips));
        items.extend(affairs::of_months(context, &mut chips)?);
        items.sort_by_key(|item| item.at);
        Ok(Self { items, more: None, chips, together, withheld: false })
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
fn of_row(context: &RequestContext, row: Row, what: What) -> Result<Option<Item>, Error> {
    let leader = context.actor().role == Role::Leader;
    let due = row.source.due_at.unwrap_or(i64::MAX);
    let ripe = match what {
        What::Late => !leader || is_leader_s(context, &row),
        What::Near => !leader && due < lists::end_of(context, NEAR_DAYS).0,
        _ => true,
    };
    let Some(action) = row.actions.first().cloned().filter(|_| ripe) else { return Ok(None) };
    let action = match action.0.contains("/do/reassign") {
        true => (reassign(context, &row.source), action.1),
        false => action,
    };
    let promised = match what {
        What::Late => coverage::promised(context, &row.source)?,
        _ => None,
    };
    let kind = match what {
        What::Send if undelivered(context, &row.source)? => "undelivered",
        What::Late if promised.is_some_and(|date| coverage::near(context, date)) => "new_date",
        _ => what.code(),
    };
    let note = match what {
        What::Approve => row.note.clone(),
        What::Late if promised.is_some() => row.note.clone(),
        What::Late => context.format("today-letter", &[("state", (&row.note).into())]),
        _ => String::new(),
    };
    Ok(Some(Item { note, ..item(context, row, kind, action) }))
}

/// Whether the letter of a dossier was given up by the channel.
fn undelivered(context: &RequestContext, row: &DossierRow) -> Result<bool, Error> {
    let dossier = context.app().open_stream(&context.who(), &row.stream, context.now())?;
    Ok(dossier.is_some_and(|dossier| {
        let ended = |event: &Event| matches!(event, Event::ApologyUndelivered);
        dossier.view.history.iter().any(|recorded| ended(&recorded.event))
    }))
}

/// Unanswered offers of the head's unit to others that will lapse into acceptance soon.
fn offered_items(context: &RequestContext, reach: &Reach) -> Result<Vec<Item>, Error> {
    let (Some(unit), Some(agency)) = (&reach.unit, &context.rules.agency) else {
        return Ok(Vec::new());
    };
    let calendar = context.rules.deadline_calendar();
    let soon = |lapses: Instant| {
        calendar.working_minutes_between(context.now(), lapses) <= LAPSES_SOON_MINUTES
    };
    let mut items = Vec::new();
    let serving =
        |officer: &&rules::Officer| officer.unit == *unit && officer.valid(context.today());
    for officer in agency.officers.iter().filter(serving) {
        let (phases, offered_by) = (vec!["open".to_owned()], Some(officer.id.clone()));
        let pick = Pick { phases, offered_by, limit: TOP, at: context.now().0, ..Pick::default() };
        for dossier_row in context.app().pick(&context.who(), &pick)? {
            let dossier =
                context.app().open_stream(&context.who(), &dossier_row.stream, context.now())?;
            let offer = dossier.and_then(|dossier| dossier.view.state.offer);
            if items.len() < TOP && offer.is_some_and(|offer| offer.lapses_at.is_none_or(soon)) {
                let row = lists::row(context, &dossier_row, What::Near)?;
                let action = (reassign(context, &dossier_row), context.text("today-reassign"));
                items.push(item(context, row, "offered", action));
            }
        }
    }
    Ok(items)
}

fn is_leader_s(context: &RequestContext, row: &Row) -> bool {
    let calendar = context.rules.deadline_calendar();
    row.source.due_at.is_some_and(|due| {
        let day = calendar.zone.day(Instant(due));
        calendar.working_days_between(day, context.today()) >= LEADER_DAYS
    })
}

/// The address of the page that reassigns a dossier, with others of the same holder.
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
        note: String::new(),
        action,
        at: row.source.due_at.unwrap_or(i64::MAX),
        dossier: Some(row.source),
    }
}

/// The offers to the reader.
fn offers(context: &RequestContext) -> Result<Vec<Item>, Error> {
    let (phases, offered_to) = (vec!["open".to_owned()], Some(context.actor().id));
    let pick = Pick { phases, offered_to, limit: TOP, at: context.now().0, ..Pick::default() };
    let rows = context.app().pick(&context.who(), &pick)?;
    let accept = || (context.to("/work") + "#offers", context.text("today-accept"));
    let offer = |row: &DossierRow| {
        Ok(item(context, lists::row(context, row, What::Near)?, "offer", accept()))
    };
    rows.iter().map(offer).collect()
}

/// Results that the desk declined and that are not finished anew.
fn declined(context: &RequestContext, reach: &Reach) -> Result<Vec<Item>, Error> {
    let Ok(figures) = context.app().figures(None)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    for name in figures.facts.declined() {
        let stream = format!("dossier/{}/{name}", figures.register);
        let dossier = context.app().open_stream(&context.who(), &stream, context.now())?;
        let Some(dossier_row) = dossier.map(|dossier| dossier.row) else { continue };
        if reach.unit.as_ref().is_none_or(|unit| dossier_row.unit == *unit) {
            let row = lists::row(context, &dossier_row, What::Near)?;
            let see = (row.href.clone(), context.text("today-see"));
            items.push(item(context, row, "declined", see));
        }
        if items.len() == TOP {
            break;
        }
    }
    Ok(items)
}

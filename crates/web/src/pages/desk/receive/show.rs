//! The reception's page: the form as it stands, and beside it how long it may take, when it would be
//! due, what it costs.

use askama::Template;
use axum::http::StatusCode;
use calendar::LegalClock;
use dossier::Event;
use office::Opened;
use rules::{Procedure, UnitKind};
use text::sort::sort_key;

use super::duplicates::Duplicate;
use super::entry::Entry;
use super::fees::{self, FeeLine};
use super::files::{self, Kept};
use super::person::Found;
use super::pick;
use crate::answer::{Answer, html_with};
use crate::filters::Choice;
use crate::frame::Frame;
use crate::pages::desk::{self, Fault};
use crate::visit::Visit;

/// What stands on the page besides the form.
pub(super) struct Shown {
    pub filing: Option<Opened>,
    pub status: StatusCode,
    pub faults: Vec<Fault>,
    pub people: Vec<Found>,
    /// Somebody was looked for.
    pub searched: bool,
    pub duplicates: Vec<Duplicate>,
    /// The desk was closed.
    pub closed: bool,
}

impl Shown {
    pub fn of(filing: Option<Opened>) -> Self {
        Self {
            filing,
            status: StatusCode::OK,
            faults: Vec::new(),
            people: Vec::new(),
            searched: false,
            duplicates: Vec::new(),
            closed: false,
        }
    }

    /// What is wrong with a field.
    fn fault(&self, field: &str) -> Option<String> {
        let faults = self.faults.iter().filter(|fault| fault.field == field);
        let told: Vec<&str> = faults.map(|fault| fault.message.as_str()).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}

#[derive(Template)]
#[template(path = "desk/receive.html")]
struct ReceivePage {
    frame: Frame,
    heading: String,
    action: String,
    change: String,
    token: String,
    entry: Entry,
    name: String,
    code: String,
    duration: String,
    due: Option<String>,
    one_act: bool,
    /// Files came with the form.
    files: bool,
    /// A required paper was not ticked.
    lacking: bool,
    cases: Vec<Choice>,
    wards: Vec<Choice>,
    fees: Vec<FeeLine>,
    total: String,
    filed: Option<Filed>,
    others: Vec<Kept>,
    shown: Shown,
    opens: Option<String>,
    clock: Option<String>,
    /// The field where typing begins.
    focus: &'static str,
    /// The parts that are folded away unless something stands in them.
    open: Folds,
}

/// A filing that waits.
struct Filed {
    code: String,
    at: String,
    left: desk::filings::Left,
    helped: Option<String>,
    /// What the applicant wrote besides.
    said: Option<String>,
    guided: bool,
}

struct Folds {
    other: bool,
    papers: bool,
    late: bool,
    refuse: bool,
    guide: bool,
}

pub(super) fn page(visit: &Visit, rule: &Procedure, mut entry: Entry, shown: Shown) -> Answer {
    let filing = shown.filing.as_ref();
    let filing = filing.map(|opened| (opened.stream.as_str(), opened.row.code.as_str()));
    let others = files::show(visit, &mut entry, filing)?;
    let heading = visit.t("page-receive");
    let due = due(visit, rule, Some(&entry.case));
    let total = fees::total(rule, &entry).ok();
    let total = total.and_then(|n| i64::try_from(n).ok()).map(|n| fees::money(visit, n));
    let status = shown.status;
    html_with(
        status,
        &ReceivePage {
            frame: Frame::new(visit, &heading),
            heading,
            action: visit.to("/desk/receive"),
            change: visit.to("/desk/receive"),
            token: visit.token()?,
            name: pick(visit, &rule.name, Some(&rule.name_en)),
            code: rule.code.clone(),
            duration: messages::duration(visit.language, rule.duration_of(Some(&entry.case))),
            due,
            one_act: rule.one_act,
            files: !visit.files.is_empty(),
            lacking: shown.faults.iter().any(|fault| fault.field.starts_with("has.")),
            cases: cases(visit, rule, &entry),
            wards: wards(visit, &entry),
            fees: fees::lines(visit, rule, &entry),
            total: total.unwrap_or_default(),
            filed: shown.filing.as_ref().map(|opened| filed(visit, opened)),
            others,
            opens: desk::opens(visit),
            clock: desk::clock_page(visit),
            focus: focus(&entry, &shown),
            open: folds(&entry, &shown),
            entry,
            shown,
        },
    )
}

/// When it would be due if it were received now.
fn due(visit: &Visit, rule: &Procedure, case: Option<&str>) -> Option<String> {
    let calendar = visit.rules.deadline_calendar();
    let now = visit.now();
    if !calendar.covers(now) {
        return None;
    }
    let clock = LegalClock::start(calendar, rule.duration_of(case), now);
    Some(messages::instant(visit.language, clock.due, &calendar.zone))
}

fn cases(visit: &Visit, rule: &Procedure, entry: &Entry) -> Vec<Choice> {
    let cases = rule.cases.iter().map(|case| {
        let name = pick(visit, &case.name, case.name_en.as_deref());
        let due = due(visit, rule, Some(&case.id)).unwrap_or_default();
        let values = [("case", name.into()), ("due", due.into())];
        Choice {
            value: case.id.clone(),
            label: visit.say("receive-case_due", &values),
            chosen: case.id == entry.case,
        }
    });
    cases.collect()
}

fn wards(visit: &Visit, entry: &Entry) -> Vec<Choice> {
    let today = visit.today();
    let units = visit.rules.agency.as_ref().map(|agency| agency.units.as_slice());
    let wards = units.unwrap_or_default().iter().filter(|unit| {
        let valid = unit.valid_from <= today && unit.valid_to.is_none_or(|last| today <= last);
        unit.kind == UnitKind::Ward && valid
    });
    let mut choices: Vec<Choice> = wards
        .map(|unit| Choice {
            value: unit.code.clone(),
            label: visit.names().ward(&unit.code),
            chosen: unit.code == entry.ward,
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

fn filed(visit: &Visit, opened: &Opened) -> Filed {
    let state = &opened.view.state;
    let helped = state.filing.helped_at.as_ref();
    let filed = opened.view.history.iter().rev();
    let mut filed = filed.filter(|recorded| matches!(recorded.event, Event::Filed { .. }));
    let said = filed.next().and_then(|recorded| recorded.sealed.as_ref()?.text.as_ref());
    Filed {
        code: opened.row.code.clone(),
        at: desk::at(visit, &opened.view, state.filed),
        left: desk::filings::Left::of(visit, opened.row.filed_at),
        helped: helped.map(|unit| visit.names().unit(unit)),
        said: said.cloned(),
        guided: opened.row.phase == "guided",
    }
}

fn focus(entry: &Entry, shown: &Shown) -> &'static str {
    if !shown.faults.is_empty() {
        return "faults";
    }
    if !shown.duplicates.is_empty() {
        return "again";
    }
    if !shown.people.is_empty() {
        return "people";
    }
    if shown.searched {
        return if entry.name.is_empty() { "name" } else { "identity" };
    }
    match entry.name.is_empty() {
        true => "find",
        false => "papers",
    }
}

fn folds(entry: &Entry, shown: &Shown) -> Folds {
    let at_fault = |fields: &[&str]| {
        shown.faults.iter().any(|fault| fields.iter().any(|field| fault.field.starts_with(field)))
    };
    let told = entry.papers.iter().any(|paper| paper.digitised || paper.reused);
    let counted = at_fault(&["originals.", "file.", "papers"]);
    Folds {
        other: !entry.other_name.is_empty() || at_fault(&["other_"]),
        papers: told || counted,
        late: !entry.late_at.is_empty() || !entry.late_reason.is_empty() || at_fault(&["late_"]),
        refuse: !entry.reason.is_empty() || at_fault(&["reason"]),
        guide: !entry.missing.is_empty() || at_fault(&["missing"]),
    }
}

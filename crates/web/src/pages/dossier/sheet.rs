//! The control sheet (phiếu kiểm soát quá trình giải quyết hồ sơ): one row a hand-over, who gave,
//! who took, when, and whether the step was done in its time. Made from the history; decides
//! nothing.

use app::DossierView;
use askama::Template;
use calendar::Instant;
use dossier::{Event, Outcome, Recorded};
use http::names::Names;

use super::held::Division;
use crate::answer::{Answer, Error, html};
use crate::layout::Layout;
use crate::papers::{self, PaperKind};
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "work/sheet.html")]
struct SheetPage {
    layout: Layout,
    code: String,
    back: String,
    agency: String,
    unit: String,
    procedure: String,
    /// Its number and the year, and which version it is after a correction.
    number: Option<(u64, i16)>,
    version: Option<String>,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    /// The lateness by step and officer, with the objections.
    lateness: Option<Division>,
}

/// A hand-over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub giver: String,
    pub giver_unit: String,
    pub taker: String,
    pub taker_unit: String,
    /// The step that goes over.
    pub step: String,
    /// The instants of the giving and of the taking.
    pub at: Option<Instant>,
    pub taken_at: Option<Instant>,
    pub given: String,
    pub taken: String,
    pub result: String,
    pub note: String,
}

/// The rows of the sheet, for the page and for the paper.
pub(crate) fn rows(names: Names<'_>, view: &DossierView) -> Vec<Row> {
    Sheet { names, view, rows: Vec::new(), open: None, holder: None }.filled()
}

/// The sheet of the dossier of the address.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let dossier = super::visible_dossier(context)?;
    let view = &dossier.view;
    if view.state.received.is_none() {
        return Err(Error::NoPage);
    }
    let (state, names) = (&view.state, context.names());
    let describe = |at: Instant| messages::instant(context.language, at, &view.zone);
    let facts = [
        ("dossier-received", state.received.map(describe)),
        ("control-due", view.snapshot.due.map(describe)),
        (
            "dossier-duration",
            state.terms.as_ref().map(|t| messages::duration(context.language, t.duration)),
        ),
        ("dossier-finished", state.finished.map(describe)),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| Some((context.text(key), value?)));
    let heading = context.text("control-heading");
    html(&SheetPage {
        layout: Layout::new(context, &format!("{heading} {}", context.code)),
        code: context.code.clone(),
        back: context.dossier(&context.code, &dossier.row.register),
        agency: context
            .rules
            .agency
            .as_ref()
            .map(|a| crate::layout::name(a, context.language))
            .unwrap_or_default(),
        unit: names.unit(&state.filing.unit),
        procedure: names.procedure(&state.filing.procedure),
        number: papers::number(PaperKind::ControlSheet, view),
        version: papers::version_issued(names, view, PaperKind::ControlSheet),
        facts: facts.collect(),
        lateness: Division::new(context, view),
        rows: rows(names, view),
    })
}

/// The sheet while it is made.
struct Sheet<'a> {
    names: Names<'a>,
    view: &'a DossierView,
    rows: Vec<Row>,
    /// The row whose taker has not answered.
    open: Option<usize>,
    /// Officer, unit and step of the holder.
    holder: Option<(String, String, String)>,
}

impl Sheet<'_> {
    fn filled(mut self) -> Vec<Row> {
        let mut events: Vec<&Recorded> = self.view.history.iter().collect();
        events.sort_by_key(|recorded| recorded.at);
        for recorded in events {
            self.add(recorded);
        }
        self.rows
    }

    fn add(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::Received { officer, desk, .. } => {
                let citizen = self.names.text("actor-citizen");
                let taker = (officer.clone(), desk.clone(), "desk".to_owned());
                self.row((citizen, String::new()), &taker, Some(at), Some(at));
                self.holder = Some(taker);
            }
            Event::Given { to, unit, step, .. } | Event::Returned { to, unit, step, .. } => {
                let giver = self.giver(recorded);
                let taker = (to.clone(), unit.clone(), step.clone());
                self.row(giver, &taker, Some(at), None);
                self.open = Some(self.rows.len() - 1);
                self.end_step(at);
                if let Event::Returned { reason, .. } = &recorded.event {
                    self.remark("control-returned", reason);
                }
            }
            Event::Accepted { by } => {
                let taker = super::acting(self.names, by, recorded.on_behalf.as_deref());
                self.taken(at, taker);
            }
            Event::Lapsed { to, .. } => self.taken(at, super::acting(self.names, to, None)),
            Event::Declined { reason, .. } if self.open.take().is_some() => {
                self.remark("control-declined", reason);
            }
            Event::Reassigned { to, unit, reason } => {
                let step = self.holder.as_ref().map(|(.., step)| step.clone()).unwrap_or_default();
                let taker = (to.clone(), unit.clone(), step);
                let giver = self.giver(recorded);
                self.open = None;
                self.row(giver, &taker, Some(at), Some(at));
                self.remark("control-reassigned", reason);
                self.holder = Some(taker);
            }
            Event::StepStarted { step } => {
                if let Some((.., present)) = &mut self.holder {
                    present.clone_from(step);
                }
            }
            Event::Finished => {
                let giver = self.giver(recorded);
                let desk = self.view.state.holds.first().map(|hold| hold.unit.clone());
                let taker = (String::new(), desk.unwrap_or_default(), "desk".to_owned());
                self.row(giver, &taker, Some(at), Some(at));
                self.end_step(at);
                self.holder = None;
            }
            Event::ResultDeclined { reason, .. } => self.given_back(recorded, reason),
            Event::HandedOver { .. } | Event::Posted { .. } => {
                let desk = self.view.state.holds.first().map(|hold| hold.unit.clone());
                let giver = (
                    super::acting(self.names, &recorded.actor, recorded.on_behalf.as_deref()),
                    self.unit(&desk.unwrap_or_default()),
                );
                self.row(giver, &(String::new(), String::new(), String::new()), Some(at), Some(at));
                if let Some(row) = self.rows.last_mut() {
                    row.taker = self.names.text("actor-citizen");
                    let rule_set = super::rule_set(self.view);
                    row.step =
                        messages::event_title(self.names.language, rule_set, &recorded.event);
                    row.result = outcome(self.names, self.view);
                }
            }
            _ => {}
        }
    }

    /// The open hand-over is taken by an officer.
    fn taken(&mut self, at: Instant, taker: String) {
        let Some(row) = self.open.take() else { return };
        self.rows[row].taken = messages::instant(self.names.language, at, &self.view.zone);
        self.rows[row].taken_at = Some(at);
        self.rows[row].taker = taker;
        self.take(at);
    }

    /// The desk gives a declined result back to the one who finished it.
    fn given_back(&mut self, recorded: &Recorded, reason: &str) {
        let at = recorded.at;
        self.take(at);
        let giver = self.giver(recorded);
        let Some(taker) = self.holder.clone() else { return };
        self.row(giver, &taker, Some(at), Some(at));
        self.remark("control-returned", reason);
    }

    /// The accepting officer holds the dossier now, at the step of the offer.
    fn take(&mut self, at: Instant) {
        let hold = self.view.state.holds.iter().rev().find(|hold| hold.from == at);
        if let Some(hold) = hold {
            self.holder = Some((hold.officer.clone(), hold.unit.clone(), hold.step.clone()));
        }
    }

    fn giver(&self, recorded: &Recorded) -> (String, String) {
        let name = super::acting(self.names, &recorded.actor, recorded.on_behalf.as_deref());
        match &self.holder {
            Some((officer, unit, _)) if matches!(recorded.event, Event::Reassigned { .. }) => {
                (self.names.officer(officer), self.unit(unit))
            }
            Some((_, unit, _)) => (name, self.unit(unit)),
            None => (name, String::new()),
        }
    }

    fn unit(&self, code: &str) -> String {
        if code.is_empty() { String::new() } else { self.names.unit(code) }
    }

    fn row(
        &mut self,
        (giver, giver_unit): (String, String),
        (taker, taker_unit, step): &(String, String, String),
        given: Option<Instant>,
        taken: Option<Instant>,
    ) {
        let describe = |at: Option<Instant>| {
            at.map(|at| messages::instant(self.names.language, at, &self.view.zone))
                .unwrap_or_default()
        };
        let names = self.names;
        self.rows.push(Row {
            giver,
            giver_unit,
            taker: if taker.is_empty() { String::new() } else { names.officer(taker) },
            taker_unit: self.unit(taker_unit),
            step: if step.is_empty() { String::new() } else { names.step(&self.view.state, step) },
            at: given,
            taken_at: taken,
            given: describe(given),
            taken: describe(taken),
            result: String::new(),
            note: String::new(),
        });
    }

    fn remark(&mut self, key: &str, reason: &str) {
        let text = self.names.format(key, &[("reason", reason.into())]);
        if let Some(row) = self.rows.last_mut() {
            row.note = text;
        }
    }

    /// Compares, in the last row, the giver's step with its time.
    fn end_step(&mut self, at: Instant) {
        let Some((.., step)) = &self.holder else { return };
        let result = step_result(self.names, self.view, step, at);
        if let (Some(row), Some(result)) = (self.rows.last_mut(), result) {
            row.result = result;
        }
    }
}

/// Whether a step was done before its time was over, on that day, or after it.
fn step_result(names: Names<'_>, view: &DossierView, step: &str, at: Instant) -> Option<String> {
    let (state, calendar) = (&view.state, view.state.calendar.as_ref()?);
    Some(match state.step_outcome(calendar, step, at)? {
        (Outcome::Late, over) => {
            let over = text::date::working_duration(over, names.language);
            names.format("control-late", &[("time", over.into())])
        }
        (Outcome::OnTheDay, _) => names.text("control-on_the_day"),
        _ => names.text("control-early"),
    })
}

/// The outcome of the whole dossier.
fn outcome(names: Names<'_>, view: &DossierView) -> String {
    let outcome = view.snapshot.outcome_by_instant;
    outcome.map(|outcome| messages::outcome(names.language, outcome)).unwrap_or_default()
}

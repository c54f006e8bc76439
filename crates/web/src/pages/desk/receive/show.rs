//! The reception's page: the form as it stands, with how long it may take, when it would be
//! due, what it costs.

use app::{Personal, Shown, VisibleDossier};
use askama::Template;
use axum::http::StatusCode;
use dossier::Event;
use rules::Procedure;

use super::duplicates::Duplicate;
use super::entry::Entry;
use super::fees::{self, Costs};
use super::fields::due;
use super::files::{self, StoredFile};
use super::person::PersonMatch;
use super::scans::{self, Batch, ScanFile, Waiting};
use super::{assists, filed_data, own_page};
use crate::answer::{Answer, html_with};
use crate::fields::Fault;
use crate::layout::Layout;
use crate::pages::desk;
use crate::pages::promise::Promise;
use crate::pages::queue;
use crate::request_context::RequestContext;

/// The results of a form, shown with it.
pub(super) struct View {
    pub filing: Option<VisibleDossier>,
    pub status: StatusCode,
    pub faults: Vec<Fault>,
    pub people: Vec<PersonMatch>,
    /// How many persons a search found; empty where none was made.
    pub people_count: String,
    /// A search was made.
    pub searched: bool,
    pub duplicates: Vec<Duplicate>,
    /// The desk was closed.
    pub closed: bool,
    /// Whether the matches are withheld because their showing cannot be recorded.
    pub withheld: bool,
}

impl View {
    pub fn of(filing: Option<VisibleDossier>) -> Self {
        Self {
            filing,
            status: StatusCode::OK,
            faults: Vec::new(),
            people: Vec::new(),
            people_count: String::new(),
            searched: false,
            duplicates: Vec::new(),
            closed: false,
            withheld: false,
        }
    }

    /// The fault of a field.
    fn fault(&self, field: &str) -> Option<String> {
        let faults = self.faults.iter().filter(|fault| fault.field == field);
        let text: Vec<&str> = faults.map(|fault| fault.message.as_str()).collect();
        (!text.is_empty()).then(|| text.join(" "))
    }
}

#[derive(Template)]
#[template(path = "desk/receive.html")]
struct ReceivePage {
    layout: Layout,
    heading: String,
    action: String,
    /// Where the list of persons is asked for while the officer types.
    people: String,
    change: String,
    /// Filed for a citizen, not received.
    assist: bool,
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
    costs: Costs,
    filed: Option<Filed>,
    /// Whether personal data is withheld: its showing cannot be put on record.
    withheld: bool,
    others: Vec<StoredFile>,
    scans: Vec<ScanFile>,
    /// The scans that wait in the folder.
    waiting: Vec<Waiting>,
    /// The pages of the scans that belong to no paper.
    rest: String,
    shown: View,
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
    /// The applicant's message.
    message: Option<String>,
    guided: bool,
    promise: Option<Promise>,
}

struct Folds {
    other: bool,
    papers: bool,
    files: bool,
    late: bool,
    refuse: bool,
    guide: bool,
}

pub(super) fn page(
    context: &RequestContext,
    rule: &Procedure,
    mut entry: Entry,
    shown: View,
    data: Option<Shown<Personal>>,
) -> Answer {
    let data = match (&shown.filing, data) {
        (_, Some(data)) => data,
        (Some(dossier), None) => filed_data(context, dossier)?,
        (None, None) => Shown::NotPermitted,
    };
    let withheld = data.is_withheld() || shown.withheld;
    let data = data.given().unwrap_or_default();
    let filing = shown.filing.as_ref().map(|dossier| dossier.row.code.as_str());
    let filing = filing.map(|code| (code, data.files.as_slice()));
    let others = files::show(context, &mut entry, filing)?;
    let batch = Batch::of(context, &entry)?;
    let listed = batch.listed(context, &entry);
    let rest = if Batch::is_begun(&entry) { batch.rest(&entry) } else { String::new() };
    let heading = context.text(if assists(context) { "page-assist" } else { "page-receive" });
    let circumstances = entry.circumstances(context);
    let due = due(context, rule, &circumstances);
    let duration = messages::duration(context.language, rule.duration_of(&circumstances));
    let costs = fees::costs(context, rule, &entry);
    let status = shown.status;
    entry.form.mark(&shown.faults);
    let focus = field_to_focus(&entry, &shown, &batch);
    if let Some(field) = entry.form.get_mut(focus) {
        field.autofocus = true;
    }
    html_with(
        status,
        &ReceivePage {
            layout: queue::layout(context, &heading),
            heading,
            action: context.to(own_page(context)),
            people: context.to("/desk/people"),
            change: context.to(own_page(context)),
            assist: assists(context),
            token: context.token()?,
            name: context.language.choose(&rule.name, &rule.name_en).to_owned(),
            code: rule.code.clone(),
            duration,
            due,
            one_act: rule.one_act,
            files: !context.files.is_empty(),
            lacking: shown.faults.iter().any(|fault| fault.field.starts_with("has.")),
            costs,
            filed: shown.filing.as_ref().map(|dossier| filed(context, dossier, &data)),
            withheld,
            others,
            scans: listed,
            waiting: scans::waiting(context)?,
            rest,
            opens: desk::opens(context).filter(|_| !assists(context)),
            clock: desk::clock_page(context),
            focus,
            open: folds(&entry, &shown),
            entry,
            shown,
        },
    )
}

fn filed(context: &RequestContext, dossier: &VisibleDossier, data: &Personal) -> Filed {
    let state = &dossier.view.state;
    let helped = state.filing.helped_at.as_ref();
    let message = data.text_of(&dossier.view, |event| matches!(event, Event::Filed { .. }));
    Filed {
        code: dossier.row.code.clone(),
        at: desk::at(context, &dossier.view, state.filed),
        left: desk::filings::Left::of(context, dossier.row.filed_at),
        helped: helped.map(|unit| context.names().unit(unit)),
        message: message.map(str::to_owned),
        guided: dossier.row.phase == "guided",
        promise: Promise::of(context, &dossier.view),
    }
}

fn field_to_focus(entry: &Entry, shown: &View, scans: &Batch) -> &'static str {
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
        return if entry.form.is_empty("name") { "name" } else { "identity" };
    }
    match entry.form.is_empty("name") {
        _ if !scans.is_empty() => "pages",
        true => "find",
        false => "papers",
    }
}

fn folds(entry: &Entry, shown: &View) -> Folds {
    let at_fault = |fields: &[&str]| {
        shown.faults.iter().any(|fault| fields.iter().any(|field| fault.field.starts_with(field)))
    };
    let text = entry.papers.iter().any(|paper| paper.digitised || paper.reused);
    let counted = at_fault(&["originals."]);
    Folds {
        other: !entry.form.is_empty("other_name") || at_fault(&["other_"]),
        papers: text || counted,
        files: at_fault(&["file.", "papers", "batch", "pages.", "rest"]),
        late: !entry.form.is_empty("late_at")
            || !entry.form.is_empty("late_reason")
            || at_fault(&["late_"]),
        refuse: !entry.form.is_empty("reason") || at_fault(&["reason"]),
        guide: !entry.form.is_empty("missing") || at_fault(&["missing"]),
    }
}

//! Supplying what was asked for: an upload and a tick for each paper, a summary, then the sending.
//! A file that is sent ends the wait; the promise to bring a paper goes on record and ends nothing.

use app::{Extras, FilingDraft, VisibleDossier, draft_files};
use askama::Template;
use axum::http::StatusCode;
use dossier::{Action, Command, Event};

use super::act::{NOTE_CHARS, allowed, back, seen_version, submit};
use super::dossier::needed_papers;
use super::papers::{self, Paper, field};
use super::{address_of, done_address, name_of, own, person, timeline};
use crate::address::encode;
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::{Fault, Field, Form, Kind};
use crate::layout::Layout;
use crate::pages::procedures::hours::Hours;
use crate::pages::promise;
use crate::request_context::RequestContext;

#[derive(Template)]
#[template(path = "citizen/supply.html")]
struct SupplyPage {
    layout: Layout,
    procedure: String,
    back: String,
    action: String,
    token: String,
    version: String,
    faults: Vec<Fault>,
    until: String,
    place: String,
    hours: Option<String>,
    papers: Vec<Paper>,
    fields: Vec<Field>,
    limit: String,
}

#[derive(Template)]
#[template(path = "citizen/supply_review.html")]
struct ReviewPage {
    layout: Layout,
    procedure: String,
    action: String,
    token: String,
    version: String,
    faults: Vec<Fault>,
    papers: Vec<Paper>,
    note: String,
    until: String,
    place: String,
    hours: Option<String>,
    /// Whether a paper will be brought.
    brings: bool,
    /// Whether nothing was said of a paper.
    lacks: bool,
    /// The effect of sending on the time.
    then: String,
}

/// The answers so far: the papers with their files, and the note.
struct Answers {
    /// The papers in the order of the request; files of no requested paper last.
    papers: Vec<Paper>,
    brought: Vec<String>,
    /// The papers of which a file is sent.
    sent: Vec<String>,
    note: String,
}

impl Answers {
    fn of(context: &RequestContext, dossier: &VisibleDossier) -> Result<Self, Error> {
        let id = gathered(dossier);
        let stored = context.app().draft_of(&context.draft_holder(), &id)?;
        let (rows, draft) = match stored {
            Some(stored) => (context.app().files_of(&draft_files(&id))?, stored.draft),
            None => {
                let on_paper = promise::promised(&dossier.view);
                (Vec::new(), FilingDraft { on_paper, ..FilingDraft::default() })
            }
        };
        let base = format!("/my/drafts/{}", encode(&id));
        let paper = |id: String, component: &str, name: String| Paper {
            filled_in: false,
            name,
            counts: String::new(),
            needed: String::new(),
            required: !id.is_empty(),
            files: papers::lines(context, &rows, component, &base),
            earlier: Vec::new(),
            on_paper: !id.is_empty() && draft.on_paper.iter().any(|item| item == component),
            fault: None,
            id,
        };
        let requested = requested_papers(dossier);
        let items: Vec<String> = requested.iter().map(|(_, item)| (*item).to_owned()).collect();
        let names = timeline::papers(context, &dossier.view, &items);
        let papers = requested.iter().zip(names);
        let mut papers: Vec<Paper> =
            papers.map(|((n, item), name)| paper(n.to_string(), item, name)).collect();
        papers.push(paper(String::new(), "", context.text("paper-other")));
        let brought: Vec<String> =
            items.iter().filter(|item| draft.on_paper.contains(item)).cloned().collect();
        let sent = items.iter().zip(&papers).filter(|(_, paper)| !paper.files.is_empty());
        let sent = sent.map(|(item, _)| item.clone()).collect();
        Ok(Self { papers, brought, sent, note: draft.note })
    }

    /// Whether there is a file of a paper that was asked for.
    fn arrives(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Whether nothing can be sent: other papers alone answer no request.
    fn is_empty(&self) -> bool {
        let files = self.papers.iter().any(|paper| !paper.files.is_empty());
        self.sent.is_empty() && (files || self.brought.is_empty())
    }

    fn lacks(&self) -> bool {
        self.papers.iter().any(|p| p.required && p.files.is_empty() && !p.on_paper)
    }
}

/// The missing papers of the last request, each with its place in the request.
fn requested_papers(dossier: &VisibleDossier) -> Vec<(usize, &str)> {
    let all = dossier.view.state.requested_papers.iter().enumerate();
    all.filter(|(_, paper)| paper.received_at.is_none())
        .map(|(n, paper)| (n, &*paper.name))
        .collect()
}

/// Under what name the papers of a supplement are gathered.
fn gathered(dossier: &VisibleDossier) -> String {
    format!("supply-{}", name_of(&dossier.stream, &dossier.row.code))
}

fn note_form(context: &RequestContext, note: &str) -> Form {
    let field = Field::of_key(context, Kind::Long, "note", "supply-note").optional();
    Form::new(context.zone(), vec![field.max_chars(NOTE_CHARS).text(note)])
}

/// The page of the requested papers with the answers so far, or their summary.
pub(crate) fn page(context: &RequestContext) -> Answer {
    let Some(dossier) = allowed(context, Action::Supply)? else { return back(context) };
    match context.params.raw("show") {
        "review" => review(context, &dossier, Vec::new(), StatusCode::OK),
        _ => ask(context, &dossier, Vec::new(), StatusCode::OK),
    }
}

/// Under the name by which it was asked for.
fn address(context: &RequestContext) -> String {
    format!("{}/supply", address_of(context, &context.code))
}

fn ask(
    context: &RequestContext,
    dossier: &VisibleDossier,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let Answers { mut papers, note, .. } = Answers::of(context, dossier)?;
    let mut note = note_form(context, &note);
    if context.posted {
        note.fill(&context.form);
    }
    note.mark(&faults);
    for paper in &mut papers {
        let own = faults.iter().filter(|fault| fault.field == field(&paper.id));
        let text: Vec<&str> = own.map(|fault| fault.message.as_str()).collect();
        paper.fault = (!text.is_empty()).then(|| text.join(" "));
    }
    html_with(
        status,
        &SupplyPage {
            layout: Layout::new(context, &context.text("action-supply")),
            procedure: context.names().procedure(&dossier.row.procedure),
            back: address_of(context, name_of(&dossier.stream, &dossier.row.code)),
            action: address(context),
            token: context.token()?,
            version: dossier.version.to_string(),
            faults,
            until: until(context, dossier),
            place: promise::place(context, &dossier.view),
            hours: Hours::of(context).map(|hours| hours.line()),
            papers,
            fields: note.fields,
            limit: context.text("paper-limit"),
        },
    )
}

fn until(context: &RequestContext, dossier: &VisibleDossier) -> String {
    needed_papers(context, dossier).map(|need| need.until).unwrap_or_default()
}

fn review(
    context: &RequestContext,
    dossier: &VisibleDossier,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Answer {
    let answers = Answers::of(context, dossier)?;
    let then = if answers.arrives() { "supply-then" } else { "supply-then_promised" };
    let (brings, lacks) = (!answers.brought.is_empty(), answers.lacks());
    html_with(
        status,
        &ReviewPage {
            layout: Layout::new(context, &context.text("supply-review")),
            procedure: context.names().procedure(&dossier.row.procedure),
            action: address(context),
            token: context.token()?,
            version: dossier.version.to_string(),
            faults,
            note: answers.note,
            until: until(context, dossier),
            place: promise::place(context, &dossier.view),
            hours: Hours::of(context).map(|hours| hours.line()),
            brings,
            lacks,
            then: context.text(then),
            papers: answers.papers,
        },
    )
}

/// Takes answers, shows them once more, and sends them.
pub(crate) fn answer(context: &RequestContext) -> Answer {
    let Some(dossier) = allowed(context, Action::Supply)? else {
        // Files that no dossier takes any more are not passed over in silence.
        return if context.files.is_empty() { back(context) } else { Err(Error::Changed) };
    };
    let mut faults = keep_draft(context, &dossier)?;
    let go = context.form.raw("go");
    let answers = Answers::of(context, &dossier)?;
    if ["review", "send"].contains(&go) && answers.is_empty() && faults.is_empty() {
        let first = answers.papers.first().map(|paper| field(&paper.id));
        let field = first.unwrap_or_default();
        faults.push(Fault { field, message: context.text("fault-my_supply") });
    }
    if !faults.is_empty() {
        return ask(context, &dossier, faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match go {
        "send" => send(context, &dossier, &answers),
        "review" => see(&format!("{}?show=review", address(context))),
        _ => see(&address(context)),
    }
}

/// Keeps what the form brought; returns what is wrong with it.
fn keep_draft(context: &RequestContext, dossier: &VisibleDossier) -> Result<Vec<Fault>, Error> {
    let (person, id) = (person(context)?, gathered(dossier));
    let (app, now, form) = (context.app(), context.now(), &context.form);
    let draft = FilingDraft { dossier: dossier.stream.clone(), ..FilingDraft::default() };
    app.begin_draft(&person, &id, &draft, now)?;
    let mut faults = Vec::new();
    // The summary has no fields: what was entered stays.
    if form.raw("go") != "send" {
        let note = form.raw("note");
        let ticked = |n: &usize| form.raw(&format!("paper-{n}")) == "1";
        let brought = requested_papers(dossier).into_iter().filter(|(n, _)| ticked(n));
        let brought: Vec<String> = brought.map(|(_, item)| item.to_owned()).collect();
        let typed = note.to_owned();
        app.change_draft(&context.draft_holder(), &id, now, move |draft| {
            (draft.note, draft.on_paper) = (typed, brought);
        })?;
        faults = note_form(context, note).check(context);
    }
    let component = |id: &str| match id {
        "" => Some(String::new()),
        id => {
            let paper = requested_papers(dossier).into_iter().find(|(n, _)| n.to_string() == id);
            paper.map(|(_, item)| item.to_owned())
        }
    };
    faults.extend(papers::take(context, &id, Some((&dossier.stream, dossier.version)), component)?);
    let dropped = form.raw("drop");
    if !dropped.is_empty() {
        app.detach(&draft_files(&id), dropped)?;
    }
    Ok(faults)
}

/// Records the promise, where it changed, and hands the files in, where there are any.
fn send(context: &RequestContext, dossier: &VisibleDossier, answers: &Answers) -> Answer {
    let wrong = |message: String, dossier: &VisibleDossier| {
        let faults = vec![Fault { field: "send".into(), message }];
        review(context, dossier, faults, StatusCode::CONFLICT)
    };
    if changed(context, dossier) {
        return wrong(context.text("fault-my_changed"), dossier);
    }
    let (arrives, note) = (answers.arrives(), answers.note.as_str());
    if answers.brought != promise::promised(&dossier.view) {
        let command = Command::PromisePapers { items: answers.brought.clone() };
        let note = if arrives { "" } else { note };
        let extras = Extras { seen: Some(dossier.version), ..Extras::default() };
        let refused = submit(context, dossier, (command, dossier.version), note, &extras)?;
        if let Some(message) = refused {
            return wrong(message, &own(context)?);
        }
    }
    if !arrives {
        return see(&done_address(context, &context.code, "promised"));
    }
    let extras = Extras { files_of: Some(draft_files(&gathered(dossier))), ..Extras::default() };
    let supply = Command::Supply { items: answers.sent.clone() };
    match submit(context, dossier, (supply, seen_version(context)), note, &extras)? {
        None => see(&done_address(context, &context.code, "supplied")),
        Some(message) => wrong(message, &own(context)?),
    }
}

/// Whether another act came after the form was made: the citizen's own promise, which the same
/// sending puts on record first, is none.
fn changed(context: &RequestContext, dossier: &VisibleDossier) -> bool {
    let last = dossier.view.history.last().map(|recorded| &recorded.event);
    let own = matches!(last, Some(Event::PapersPromised { .. }));
    let seen = seen_version(context);
    dossier.version != seen && !(own && dossier.version == seen + 1)
}

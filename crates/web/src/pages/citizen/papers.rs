//! The papers of a filing or supplement: files taken in, shown, given back, taken away. What a file
//! may be is known to `attachments`; the browser's word for its type is not believed.

use app::{AttachmentRow, Failure, Purpose, draft_files};
use askama::Template;
use axum::http::StatusCode;
use rules::Component;

use super::draft::{ByLink, Open, Step, with};
use super::filing::{left, place};
use super::{own, track};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::fields::Fault;
use crate::layout::Layout;
use crate::pages::dossier::papers as files;
use crate::request_context::RequestContext;
use crate::uploads;

/// Files of one draft at most.
const FILES: usize = 60;

/// A file as it is listed.
pub(super) struct FileLine {
    pub id: String,
    pub name: String,
    pub size: String,
    pub href: String,
}

/// A component with its files.
pub(super) struct Paper {
    pub id: String,
    pub name: String,
    /// The required number of each kind.
    pub counts: String,
    pub required: bool,
    /// Whether it must be there, in words.
    pub needed: String,
    pub files: Vec<FileLine>,
    /// Whether the procedure's form stands for it.
    pub filled_in: bool,
    /// Files that the dossier has already.
    pub earlier: Vec<FileLine>,
    pub on_paper: bool,
    pub fault: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/papers.html")]
struct PapersPage {
    layout: Layout,
    place: String,
    by_link: Option<ByLink>,
    action: String,
    token: String,
    to: String,
    faults: Vec<Fault>,
    papers: Vec<Paper>,
    back: String,
    limit: String,
}

/// Whether a component must be there, in words; nothing where its name says when.
pub(in crate::pages) fn needed(context: &RequestContext, name: &str, required: bool) -> String {
    if required {
        return context.text("receive-required");
    }
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    match words.any(|word| ["nếu", "if"].contains(&word.to_lowercase().as_str())) {
        true => String::new(),
        false => context.text("receive-if_any"),
    }
}

fn counts(context: &RequestContext, component: &Component) -> String {
    let kinds = [
        ("paper-originals", component.originals),
        ("paper-certified", component.certified),
        ("paper-copies", component.copies),
    ];
    let text = kinds.into_iter().filter(|(_, n)| *n > 0);
    let text: Vec<String> =
        text.map(|(key, n)| context.format(key, &[("n", i64::from(n).into())])).collect();
    text.join(", ")
}

pub(super) fn lines(
    context: &RequestContext,
    rows: &[AttachmentRow],
    component: &str,
    base: &str,
) -> Vec<FileLine> {
    let rows = rows.iter().filter(|row| row.component == component);
    rows.map(|row| FileLine {
        id: row.id.clone(),
        name: row.name.clone(),
        size: size(context, row.size),
        href: context.to(&format!("{base}/files/{}", encode(&row.id))),
    })
    .collect()
}

/// `340 kB`, `2,1 MB`.
fn size(context: &RequestContext, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", bytes.div_ceil(1000).max(1));
    }
    let tenths = bytes / 100_000;
    let point = if context.language == text::Language::Vietnamese { ',' } else { '.' };
    format!("{}{point}{} MB", tenths / 10, tenths % 10)
}

/// The papers of a draft, each with its files; those of no component last.
pub(super) fn of(context: &RequestContext, open: &Open<'_>) -> Result<Vec<Paper>, Error> {
    let app = context.app();
    let files = app.files_of(&open.files())?;
    let (earlier, base) = match &open.earlier {
        Some(dossier) => {
            let name = super::name_of(&dossier.stream, &dossier.row.code);
            let data = app.personal(&context.who(), dossier, Purpose::File, context.now())?;
            let files = data.given().map(|data| data.files).unwrap_or_default();
            (files, format!("/my/dossiers/{}", encode(name)))
        }
        None => (Vec::new(), String::new()),
    };
    let draft = format!("/my/drafts/{}", encode(&open.id));
    let filled = open.is_filled_in(context)?;
    let of_form = open.form.and_then(|form| form.component.as_deref());
    let paper = |id: &str, name: String, counts: String, required: bool| Paper {
        id: id.to_owned(),
        needed: match filled && of_form == Some(id) {
            true => context.text("paper-of_form"),
            false => needed(context, &name, required),
        },
        filled_in: filled && of_form == Some(id),
        name,
        counts,
        required,
        files: lines(context, &files, id, &draft),
        earlier: lines(context, &earlier, id, &base),
        on_paper: open.draft.on_paper.iter().any(|promised| promised == id),
        fault: None,
    };
    let components = open.rule.components.iter();
    let mut papers: Vec<Paper> = components
        .map(|c| paper(&c.id, context.names().component(c), counts(context, c), c.required))
        .collect();
    papers.push(paper("", context.text("paper-other"), String::new(), false));
    Ok(papers)
}

/// The required papers of which there is neither a file nor the word that it will be brought.
pub(super) fn missing(context: &RequestContext, open: &Open<'_>) -> Result<Vec<Fault>, Error> {
    let lacks = |paper: &Paper| {
        paper.required
            && !paper.filled_in
            && paper.files.is_empty()
            && paper.earlier.is_empty()
            && !paper.on_paper
    };
    let papers = of(context, open)?.into_iter().filter(lacks);
    let describe = |paper: Paper| Fault {
        field: field(&paper.id),
        message: context.format("fault-my_paper", &[("paper", paper.name.into())]),
    };
    Ok(papers.map(describe).collect())
}

/// The form's name of a component's files.
pub(super) fn field(component: &str) -> String {
    format!("file-{component}")
}

/// The page of a draft's papers.
pub(crate) fn page(context: &RequestContext) -> Answer {
    with(context, |open| show(context, &open, context.params.raw("to"), Vec::new()))
}

fn show(context: &RequestContext, open: &Open<'_>, to: &str, faults: Vec<Fault>) -> Answer {
    let mut papers = of(context, open)?;
    for paper in &mut papers {
        let own = faults.iter().filter(|fault| fault.field == field(&paper.id));
        let text: Vec<&str> = own.map(|fault| fault.message.as_str()).collect();
        paper.fault = (!text.is_empty()).then(|| text.join(" "));
    }
    let back = if to == "review" { Some(Step::Review) } else { open.adjacent(Step::Papers, false) };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(
        status,
        &PapersPage {
            layout: Layout::new(context, &context.text("file-papers")),
            place: place(context, open, Step::Papers),
            by_link: open.by_link(context),
            action: open.address(context, Step::Papers),
            token: context.token()?,
            to: to.to_owned(),
            faults,
            papers,
            back: open.address(context, back.unwrap_or(Step::Who)),
            limit: context.text("paper-limit"),
        },
    )
}

/// Takes a draft's papers: adds files, takes one away, goes on.
pub(crate) fn change(context: &RequestContext) -> Answer {
    with(context, |mut open| {
        let components = open.rule.components.iter().map(|component| component.id.as_str());
        let ids: Vec<&str> = components.chain([""]).collect();
        let (app, form) = (context.app(), &context.form);
        let brought: Vec<String> = ids
            .iter()
            .filter(|id| form.raw(&format!("paper-{id}")) == "1")
            .map(|id| (*id).to_owned())
            .collect();
        let holder = context.draft_holder();
        let changed = app.change_draft(&holder, &open.id, context.now(), move |draft| {
            draft.on_paper = brought;
        })?;
        let Some(draft) = changed else {
            return with(context, |open| show(context, &open, "", Vec::new()));
        };
        open.draft = draft;
        let component = |id: &str| ids.contains(&id).then(|| id.to_owned());
        let mut faults = take(context, &open.id, None, component)?;
        let (to, dropped) = (form.raw("to"), form.raw("drop"));
        if !dropped.is_empty() {
            app.detach(&open.files(), dropped)?;
        }
        let go = form.raw("go");
        if faults.is_empty() && go == "leave" {
            return see(&left(context, &open));
        }
        if go == "next" {
            // A paper whose file was not accepted is not called missing as well.
            let mut lacking = missing(context, &open)?;
            lacking.retain(|lack| faults.iter().all(|fault| fault.field != lack.field));
            faults.extend(lacking);
        }
        if !faults.is_empty() {
            return show(context, &open, to, faults);
        }
        match go {
            "next" => see(&open.address(context, Step::Review)),
            _ => {
                let here = format!("/my/drafts/{}/papers", encode(&open.id));
                see(&context.link(&here, &Params::default().with("to", to)))
            }
        }
    })
}

/// Keeps the accepted files of a form with its draft, each for the component that its field means;
/// returns the faults of the others. A draft that adds to a dossier names that dossier's stream and
/// the version that was opened.
///
/// # Errors
/// [`Error::DraftGone`] and [`Error::Changed`] where another request sent the draft in the meantime: the
/// files were not kept.
pub(super) fn take(
    context: &RequestContext,
    draft: &str,
    seen: Option<(&str, u64)>,
    component_of: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Fault>, Error> {
    let app = context.app();
    let together = uploads::too_large(context);
    let together = together.map(|message| Fault { field: field(""), message });
    let mut faults: Vec<Fault> = together.into_iter().collect();
    let mut files_left = FILES.saturating_sub(app.files_of(&draft_files(draft))?.len());
    let by = match context.actor().id {
        // The holder of a draft's link.
        id if id.is_empty() => "citizen".to_owned(),
        id => id,
    };
    for file in &context.files {
        let Some(id) = file.field.strip_prefix("file-") else { continue };
        let Some(component) = component_of(id) else { continue };
        let new = match uploads::accept(context, file, &component) {
            Ok(new) => new,
            Err(message) => {
                faults.push(Fault { field: field(id), message });
                continue;
            }
        };
        let mut wrong = |key: &str| {
            let name = attachments::safe_name(&file.name);
            let message = context.format(key, &[("file", name.into())]);
            faults.push(Fault { field: field(id), message });
        };
        if files_left == 0 {
            wrong("fault-file_room");
            continue;
        }
        match app.attach_to_draft(draft, seen, vec![new], (&by, context.now())) {
            Ok(()) => files_left -= 1,
            Err(Failure::FilesFull { .. }) => wrong("fault-file_room"),
            Err(Failure::TooManyDrafts) => wrong("fault-file_network"),
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(faults)
}

/// A file of the citizen's own draft.
pub(crate) fn draft_file(context: &RequestContext) -> Answer {
    context.app().draft_of(&context.draft_holder(), &context.code)?.ok_or(Error::NoPage)?;
    let file = context.app().draft_file(&draft_files(&context.code), &context.part)?;
    let (row, content) = file.ok_or(Error::NoPage)?;
    files::give(row, content)
}

/// A file of the dossier that a slip's QR code opens.
pub(crate) fn file_by_token(context: &RequestContext) -> Answer {
    let (app, now) = (context.app(), context.machine_now());
    let dossier = app.by_token(&context.code, &track::client(context), now, context.now())?;
    let dossier = dossier.into_match().ok_or(Error::NoPage)?;
    files::of_showing(app.file_of_slip(&dossier, &context.part, context.now())?)
        .map(track::unreferred)
}

/// A file of the citizen's own dossier.
pub(crate) fn dossier_file(context: &RequestContext) -> Answer {
    files::of_dossier(context, &own(context)?)
}

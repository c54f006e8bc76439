//! The papers of a filing or supplement: files taken in, shown, given back, taken away. What a file
//! may be is known to `credentials::upload`; nothing a browser says of it is believed.

use askama::Template;
use axum::http::StatusCode;
use credentials::upload::{self, Refused};
use office::{AttachmentRow, Failure, NewFile, draft_files};
use rules::Component;

use super::draft::{Open, Step, with};
use super::filing::place;
use super::{Fault, own, person};
use crate::address::{Params, encode};
use crate::answer::{Answer, Error, html_with, see};
use crate::frame::Frame;
use crate::pages::dossier::papers as files;
use crate::visit::Visit;

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
    /// How many of which kind.
    pub counts: String,
    pub required: bool,
    pub files: Vec<FileLine>,
    /// Files that the dossier has already.
    pub earlier: Vec<FileLine>,
    pub on_paper: bool,
    pub fault: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/papers.html")]
struct PapersPage {
    frame: Frame,
    place: String,
    action: String,
    token: String,
    to: String,
    faults: Vec<Fault>,
    papers: Vec<Paper>,
    back: String,
    limit: String,
}

/// A component's name in the reader's language.
pub(super) fn name(visit: &Visit, component: &Component) -> String {
    match (visit.language, &component.name_en) {
        (text::Language::English, Some(name)) if !name.is_empty() => name.clone(),
        _ => component.name.clone(),
    }
}

fn counts(visit: &Visit, component: &Component) -> String {
    let kinds = [
        ("paper-originals", component.originals),
        ("paper-certified", component.certified),
        ("paper-copies", component.copies),
    ];
    let told = kinds.into_iter().filter(|(_, n)| *n > 0);
    let told: Vec<String> =
        told.map(|(key, n)| visit.say(key, &[("n", i64::from(n).into())])).collect();
    told.join(", ")
}

pub(super) fn lines(
    visit: &Visit,
    rows: &[AttachmentRow],
    component: &str,
    base: &str,
) -> Vec<FileLine> {
    let rows = rows.iter().filter(|row| row.component == component);
    rows.map(|row| FileLine {
        id: row.id.clone(),
        name: row.name.clone(),
        size: size(visit, row.size),
        href: visit.to(&format!("{base}/files/{}", encode(&row.id))),
    })
    .collect()
}

/// `340 kB`, `2,1 MB`.
fn size(visit: &Visit, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", bytes.div_ceil(1000).max(1));
    }
    let tenths = bytes / 100_000;
    let point = if visit.language == text::Language::Vietnamese { ',' } else { '.' };
    format!("{}{point}{} MB", tenths / 10, tenths % 10)
}

/// The papers of a draft, each with its files; those of no component last.
pub(super) fn of(visit: &Visit, open: &Open<'_>) -> Result<Vec<Paper>, Error> {
    let office = visit.office();
    let files = office.files_of(&open.files())?;
    let (earlier, base) = match &open.earlier {
        Some(dossier) => {
            let name = super::name_of(&dossier.stream, &dossier.row.code);
            (office.files_of(&dossier.stream)?, format!("/my/dossiers/{}", encode(name)))
        }
        None => (Vec::new(), String::new()),
    };
    let draft = format!("/my/drafts/{}", encode(&open.id));
    let paper = |id: &str, name: String, counts: String, required: bool| Paper {
        id: id.to_owned(),
        name,
        counts,
        required,
        files: lines(visit, &files, id, &draft),
        earlier: lines(visit, &earlier, id, &base),
        on_paper: open.draft.on_paper.iter().any(|known| known == id),
        fault: None,
    };
    let components = open.rule.components.iter();
    let mut papers: Vec<Paper> =
        components.map(|c| paper(&c.id, name(visit, c), counts(visit, c), c.required)).collect();
    papers.push(paper("", visit.t("paper-other"), String::new(), false));
    Ok(papers)
}

/// The required papers of which there is neither a file nor the word that it will be brought.
pub(super) fn missing(visit: &Visit, open: &Open<'_>) -> Result<Vec<Fault>, Error> {
    let lacks = |paper: &Paper| {
        paper.required && paper.files.is_empty() && paper.earlier.is_empty() && !paper.on_paper
    };
    let papers = of(visit, open)?.into_iter().filter(lacks);
    let told = |paper: Paper| Fault {
        field: field(&paper.id),
        message: visit.say("fault-my_paper", &[("paper", paper.name.into())]),
    };
    Ok(papers.map(told).collect())
}

/// The form's name of a component's files.
fn field(component: &str) -> String {
    format!("file-{component}")
}

/// The page of a draft's papers.
pub(crate) fn page(visit: &Visit) -> Answer {
    with(visit, |open| show(visit, &open, visit.params.raw("to"), Vec::new()))
}

fn show(visit: &Visit, open: &Open<'_>, to: &str, faults: Vec<Fault>) -> Answer {
    let mut papers = of(visit, open)?;
    for paper in &mut papers {
        let own = faults.iter().filter(|fault| fault.field == field(&paper.id));
        let told: Vec<&str> = own.map(|fault| fault.message.as_str()).collect();
        paper.fault = (!told.is_empty()).then(|| told.join(" "));
    }
    let back = if to == "review" { Some(Step::Review) } else { open.beside(Step::Papers, false) };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(
        status,
        &PapersPage {
            frame: Frame::new(visit, &visit.t("file-papers")),
            place: place(visit, open, Step::Papers),
            action: open.address(visit, Step::Papers),
            token: visit.token()?,
            to: to.to_owned(),
            faults,
            papers,
            back: open.address(visit, back.unwrap_or(Step::Who)),
            limit: visit.t("paper-limit"),
        },
    )
}

/// Takes a draft's papers: adds files, takes one away, goes on.
pub(crate) fn change(visit: &Visit) -> Answer {
    with(visit, |mut open| {
        let components = open.rule.components.iter().map(|component| component.id.as_str());
        let known: Vec<&str> = components.chain([""]).collect();
        let (office, form) = (visit.office(), &visit.form);
        let brought: Vec<String> = known
            .iter()
            .filter(|id| form.raw(&format!("paper-{id}")) == "1")
            .map(|id| (*id).to_owned())
            .collect();
        let changed = office.change_draft(&open.person, &open.id, visit.now(), |draft| {
            draft.on_paper = brought;
        })?;
        let Some(draft) = changed else {
            return with(visit, |open| show(visit, &open, "", Vec::new()));
        };
        open.draft = draft;
        let mut faults = take(visit, &open.files(), &known)?;
        let (to, dropped) = (form.raw("to"), form.raw("drop"));
        if !dropped.is_empty() {
            office.detach(&open.files(), dropped)?;
        }
        let go = form.raw("go");
        if faults.is_empty() && go == "leave" {
            return see(&visit.link("/my", &Params::default().with("done", "saved")));
        }
        if go == "next" {
            // A paper whose file was not taken is not besides called missing.
            let mut lacking = missing(visit, &open)?;
            lacking.retain(|lack| faults.iter().all(|fault| fault.field != lack.field));
            faults.extend(lacking);
        }
        if !faults.is_empty() {
            return show(visit, &open, to, faults);
        }
        match go {
            "next" => see(&open.address(visit, Step::Review)),
            _ => {
                let here = format!("/my/drafts/{}/papers", encode(&open.id));
                see(&visit.link(&here, &Params::default().with("to", to)))
            }
        }
    })
}

/// Keeps the posted files that can be taken in beside a draft; says what is wrong with the others.
pub(super) fn take(visit: &Visit, stream: &str, known: &[&str]) -> Result<Vec<Fault>, Error> {
    let office = visit.office();
    let mut faults = Vec::new();
    let mut room = FILES.saturating_sub(office.files_of(stream)?.len());
    let by = visit.actor().id;
    for file in &visit.files {
        let Some(component) = file.field.strip_prefix("file-").filter(|id| known.contains(id))
        else {
            continue;
        };
        let mut wrong = |key: &str| {
            let name = upload::safe_name(&file.name);
            let message = visit.say(key, &[("file", name.into())]);
            faults.push(Fault { field: field(component), message });
        };
        let media = match upload::check(&file.name, &file.content) {
            Ok(media) => media,
            Err(refused) => {
                wrong(why(refused));
                continue;
            }
        };
        if room == 0 {
            wrong("fault-file_room");
            continue;
        }
        let new = NewFile {
            id: visit.random_text(),
            component: component.to_owned(),
            name: file.name.clone(),
            media_type: media.media_type(),
            content: file.content.clone(),
        };
        match office.attach(stream, vec![new], &by, visit.now()) {
            Ok(()) => room -= 1,
            Err(Failure::Unknown { .. }) => wrong("fault-file_room"),
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(faults)
}

fn why(refused: Refused) -> &'static str {
    match refused {
        Refused::Empty => "fault-file_empty",
        Refused::TooLarge => "fault-file_large",
        Refused::Type => "fault-file_type",
        Refused::Dangerous => "fault-file_dangerous",
    }
}

/// A file of the citizen's own draft.
pub(crate) fn draft_file(visit: &Visit) -> Answer {
    let person = person(visit)?;
    visit.office().draft_of(&person, &visit.code)?.ok_or(Error::NoPage)?;
    give(visit, &draft_files(&visit.code))
}

/// A file of the citizen's own dossier.
pub(crate) fn dossier_file(visit: &Visit) -> Answer {
    let opened = own(visit)?;
    give(visit, &opened.stream)
}

/// A file to be kept, never one to be shown by the browser.
fn give(visit: &Visit, stream: &str) -> Answer {
    let (row, content) = visit.office().file(stream, &visit.part)?.ok_or(Error::NoPage)?;
    files::give(row, content)
}

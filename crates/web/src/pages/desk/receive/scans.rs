//! Scans of all papers in one go: files of many pages are kept with the form, the officer writes which pages
//! are which paper, and each paper gets a file of its own. No page is lost: those of no paper are named, and
//! left out only where the officer says so.

use std::collections::HashSet;

use app::{AttachmentRow, Failure, NewFile, Scan};
use attachments::{Media, NotSplit};
use credentials::once;

use super::entry::Entry;
use super::files;
use crate::address::encode;
use crate::answer::{Answer, Error};
use crate::fields::Fault;
use crate::pages::dossier::papers;
use crate::request_context::RequestContext;
use crate::uploads;

/// The field of the files.
pub(super) const FIELD: &str = "batch";
/// The field of the pages that are left out.
pub(super) const REST: &str = "rest";

/// A file whose pages are assigned, as it is listed.
pub(super) struct ScanFile {
    pub id: String,
    pub name: String,
    pub size: String,
    pub href: String,
    /// Its pages among those of all files.
    pub pages: String,
}

/// All files, whose pages are numbered through.
#[derive(Default)]
pub(super) struct Batch {
    scans: Vec<(Scan, AttachmentRow)>,
}

/// The pages of each paper, as numbers of all files' pages from 1, in the order written.
type Assigned = Vec<(String, Vec<usize>)>;

impl Batch {
    /// The files that are kept with a form.
    pub fn of(context: &RequestContext, entry: &Entry) -> Result<Self, Error> {
        let rows = context.app().files_of(&files::draft(context, entry))?;
        let scan = |row: AttachmentRow| Some((Scan::of_component(&row.component)?, row));
        let mut scans: Vec<_> = rows.into_iter().filter_map(scan).collect();
        scans.sort_by_key(|(scan, _)| scan.number);
        Ok(Self { scans })
    }

    pub fn is_empty(&self) -> bool {
        self.scans.is_empty()
    }

    /// The number of pages of all files.
    fn pages(&self) -> usize {
        self.scans.iter().map(|(scan, _)| scan.pages).sum()
    }

    /// The number that the next file takes.
    pub fn next_number(&self) -> usize {
        self.scans.last().map_or(0, |(scan, _)| scan.number + 1)
    }

    pub fn listed(&self, context: &RequestContext, entry: &Entry) -> Vec<ScanFile> {
        let mut first = 1;
        let files = self.scans.iter().map(|(scan, row)| {
            let last = first + scan.pages - 1;
            let pages = range(first, last);
            first = last + 1;
            let path = format!("/desk/scans/{}/{}", encode(&entry.key), row.id);
            ScanFile {
                id: row.id.clone(),
                name: row.name.clone(),
                size: files::size(context, row.size),
                href: context.to(&path),
                pages,
            }
        });
        files.collect()
    }

    /// Whether pages were written for any paper: before, there is nothing to leave out.
    pub fn is_begun(entry: &Entry) -> bool {
        entry.papers.iter().any(|paper| !paper.pages.is_empty())
    }

    /// The pages that belong to no paper, as the officer reads and confirms them; empty for none.
    pub fn rest(&self, entry: &Entry) -> String {
        let taken = entry.papers.iter().filter_map(|paper| pages_of(&paper.pages, self.pages()));
        let taken: HashSet<usize> = taken.flatten().collect();
        let rest: Vec<usize> = (1..=self.pages()).filter(|page| !taken.contains(page)).collect();
        let runs = rest.chunk_by(|a, b| a + 1 == *b);
        runs.map(|run| range(run[0], run[run.len() - 1])).collect::<Vec<_>>().join(", ")
    }

    /// The pages of each paper as written.
    ///
    /// # Errors
    /// Every fault: pages that do not exist or are written twice, pages of no paper.
    fn assigned(&self, context: &RequestContext, entry: &Entry) -> Result<Assigned, Vec<Fault>> {
        let (mut faults, mut assigned) = (Vec::new(), Assigned::new());
        let mut owners: Vec<Option<&str>> = vec![None; self.pages() + 1];
        for paper in &entry.papers {
            let field = format!("pages.{}", paper.id);
            let Some(pages) = pages_of(&paper.pages, self.pages()) else {
                let last = self.pages() as i64;
                let values = [("paper", (&paper.name).into()), ("last", last.into())];
                faults.push(Fault::new(&field, context.format("receive-pages_wrong", &values)));
                continue;
            };
            for &page in &pages {
                if let Some(other) = owners[page].replace(&paper.name) {
                    let number = (page as i64).into();
                    let values = [
                        ("page", number),
                        ("paper", (&paper.name).into()),
                        ("other", other.into()),
                    ];
                    let message = context.format("receive-pages_twice", &values);
                    faults.push(Fault::new(&field, message));
                }
            }
            if !pages.is_empty() {
                assigned.push((paper.id.clone(), pages));
            }
        }
        let rest = self.rest(entry);
        if faults.is_empty() && !rest.is_empty() && rest != entry.rest {
            let message = context.format("receive-pages_left", &[("pages", rest.into())]);
            faults.push(Fault::new(REST, message));
        }
        if faults.is_empty() { Ok(assigned) } else { Err(faults) }
    }

    /// The place of a page: the file, and the page's number in it from 0.
    fn place(&self, page: usize) -> Option<(usize, usize)> {
        let mut left = page.checked_sub(1)?;
        for (number, (scan, _)) in self.scans.iter().enumerate() {
            if left < scan.pages {
                return Some((number, left));
            }
            left -= scan.pages;
        }
        None
    }
}

/// Keeps the files that came; returns whether any came, and what is wrong with those not taken.
pub(super) fn keep(context: &RequestContext, entry: &Entry) -> Result<(bool, Vec<Fault>), Error> {
    let came: Vec<_> = context.files.iter().filter(|file| file.field == FIELD).collect();
    let chosen: Vec<&str> = context.form.all("take").collect();
    if came.is_empty() && chosen.is_empty() {
        return Ok((false, Vec::new()));
    }
    let mut faults = take(context, entry, &chosen)?;
    let first = Batch::of(context, entry)?.next_number();
    let mut good = Vec::new();
    for (number, file) in came.into_iter().enumerate() {
        match accept(context, entry, file, first + number) {
            Ok(file) => good.push(file),
            Err(message) => faults.push(Fault::new(FIELD, message)),
        }
    }
    let full = files::store(context, entry, good)?;
    faults.extend(full.map(|fault| Fault { field: FIELD.to_owned(), ..fault }));
    Ok((true, faults))
}

/// Takes scans that wait into the form; returns what is wrong with those not taken.
fn take(context: &RequestContext, entry: &Entry, chosen: &[&str]) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let draft = files::draft(context, entry);
    for id in chosen {
        let new = (Batch::of(context, entry)?.next_number(), context.random_text());
        let new = (new.0, new.1.as_str());
        let now = (context.now(), context.machine_now());
        match context.app().take_scan(&context.who(), (id, &draft), new, now) {
            Ok(true) => {}
            Ok(false) => faults.push(Fault::new(FIELD, context.text("receive-waiting_gone"))),
            Err(Failure::FilesFull { .. }) => {
                faults.push(Fault::new(FIELD, context.text("desk-files_full")));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    faults.dedup();
    Ok(faults)
}

/// A scan that waits in the folder, as it is listed.
pub(super) struct Waiting {
    pub id: String,
    pub name: String,
    pub at: String,
    pub size: String,
    pub href: String,
    /// The number of pages; `None` for one that cannot be taken.
    pub pages: Option<String>,
    /// Why it cannot be taken.
    pub why: String,
}

/// The scans that wait for the officer.
pub(super) fn waiting(context: &RequestContext) -> Result<Vec<Waiting>, Error> {
    let zone = &context.rules.deadline_calendar().zone;
    let scans = context.app().waiting_scans(&context.who(), context.machine_now())?;
    let listed = scans.into_iter().map(|scan| {
        let pages = scan.pages.ok().map(|pages| (pages as i64).into());
        Waiting {
            href: context.to(&format!("/desk/scans/{WAITING}/{}", scan.id)),
            at: messages::instant(context.language, scan.at, zone),
            size: files::size(context, scan.size),
            pages: pages.map(|n| context.format("receive-waiting_pages", &[("n", n)])),
            why: scan
                .pages
                .err()
                .map(|why| not_split(context, &scan.name, why))
                .unwrap_or_default(),
            id: scan.id,
            name: attachments::safe_name(&scan.name),
        }
    });
    Ok(listed.collect())
}

/// What is wrong with the assignment of pages.
pub(super) fn faults(context: &RequestContext, entry: &Entry) -> Result<Vec<Fault>, Error> {
    let batch = Batch::of(context, entry)?;
    Ok(batch.assigned(context, entry).err().filter(|_| !batch.is_empty()).unwrap_or_default())
}

/// A file that is handed in to be taken apart; or why it is not taken.
fn accept(
    context: &RequestContext,
    entry: &Entry,
    file: &http::form::Upload,
    number: usize,
) -> Result<NewFile, String> {
    // A second press of the same form keeps the file once.
    let id = once::digest_bytes(&[entry.key.as_bytes(), &file.content].concat());
    let new = NewFile { id, ..uploads::accept(context, file, "")? };
    let media = media(new.media_type);
    match attachments::count_pages(media, &new.content) {
        Ok(pages) => Ok(NewFile { component: Scan { number, pages }.component(), ..new }),
        Err(why) => Err(not_split(context, &new.name, why)),
    }
}

/// Checks the assignment of pages and gives each paper its file; nothing happens where no file waits.
pub(super) fn split(
    context: &RequestContext,
    entry: &Entry,
) -> Result<Result<(), Vec<Fault>>, Error> {
    let batch = Batch::of(context, entry)?;
    if batch.is_empty() {
        return Ok(Ok(()));
    }
    let assigned = match batch.assigned(context, entry) {
        Ok(assigned) => assigned,
        Err(faults) => return Ok(Err(faults)),
    };
    let draft = files::draft(context, entry);
    let mut contents = Vec::new();
    for (_, row) in &batch.scans {
        let file = context.app().draft_file(&draft, &row.id)?;
        // Another press of the same form has split them.
        let Some((_, content)) = file else { return Ok(Ok(())) };
        contents.push(content);
    }
    let mut new = Vec::new();
    let mut faults = Vec::new();
    for (component, pages) in &assigned {
        for (file, own) in runs(&batch, pages) {
            let row = &batch.scans[file].1;
            match part(row, &contents[file], &own, batch.scans[file].0.pages) {
                Ok((name, content)) => new.push(NewFile {
                    id: context.random_text(),
                    component: component.clone(),
                    name,
                    media_type: media(&row.media_type).media_type(),
                    content,
                }),
                Err(why) => {
                    let field = format!("pages.{component}");
                    faults.push(Fault::new(&field, not_split(context, &row.name, why)));
                }
            }
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let old = batch.scans.into_iter().map(|(_, row)| row.id).collect();
    match context.app().split_scans(&draft, old, new, (&context.actor().id, context.now())) {
        Ok(()) => Ok(Ok(())),
        Err(Failure::FilesFull { .. }) => {
            Ok(Err(vec![Fault::new(FIELD, context.text("desk-files_full"))]))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The pages of a paper by file: consecutive pages of one file are one part.
fn runs(batch: &Batch, pages: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for (file, page) in pages.iter().filter_map(|&page| batch.place(page)) {
        match runs.last_mut().filter(|(last, _)| *last == file) {
            Some((_, own)) => own.push(page),
            None => runs.push((file, vec![page])),
        }
    }
    runs
}

/// The name and content of a part; a file that is not divided stays as it is.
fn part(
    row: &AttachmentRow,
    content: &[u8],
    pages: &[usize],
    all: usize,
) -> Result<(String, Vec<u8>), NotSplit> {
    if pages.iter().copied().eq(0..all) {
        return Ok((row.name.clone(), content.to_vec()));
    }
    let (stem, extension) = row.name.rsplit_once('.').unwrap_or((&row.name, "pdf"));
    let numbers: Vec<String> = pages
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| range(run[0] + 1, run[run.len() - 1] + 1).replace('–', "-"))
        .collect();
    let name = format!("{stem} ({}).{extension}", numbers.join(" "));
    Ok((name, attachments::take_pages(content, pages)?))
}

/// The name of the folder of scans where the key of a form stands otherwise.
const WAITING: &str = "waiting";

/// A file that is kept with the officer's own form, or that waits in the folder of scans.
pub(crate) fn file(context: &RequestContext) -> Answer {
    if context.code == WAITING {
        let now = (context.now(), context.machine_now());
        let seen = context.app().look_at_scan(&context.who(), &context.part, now)?;
        let (row, content) = seen.ok_or(Error::NoPage)?;
        return papers::give(row, content);
    }
    let draft = files::draft_of(context, &context.code);
    let file = context.app().draft_file(&draft, &context.part)?;
    let (row, content) = file.ok_or(Error::NoPage)?;
    papers::give(row, content)
}

fn media(of: &str) -> Media {
    Media::ALL.into_iter().find(|media| media.media_type() == of).unwrap_or(Media::Pdf)
}

/// Why the pages of a file cannot be read or divided.
fn not_split(context: &RequestContext, name: &str, why: NotSplit) -> String {
    let key = match why {
        NotSplit::Refused(refused) => uploads::key(refused),
        NotSplit::TooManyPages => "receive-pages_many",
        NotSplit::Marked => "receive-pages_marked",
        NotSplit::Unreadable | NotSplit::NoPage => "receive-pages_unreadable",
    };
    context.format(key, &[("name", attachments::safe_name(name).into())])
}

fn range(first: usize, last: usize) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The pages of a text such as `1-3, 5` or `4-`, each once, in the order written; `None` where it is no such
/// text, or a page does not exist.
fn pages_of(typed: &str, last: usize) -> Option<Vec<usize>> {
    let one_dash = typed.replace(['–', '—', '‑'], "-").replace(" -", "-").replace("- ", "-");
    let mut pages = Vec::new();
    let parts = one_dash.split([',', ';', ' ']).filter(|part| !part.is_empty());
    for part in parts {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let from: usize = from.parse().ok()?;
        let to = if to.is_empty() { last } else { to.parse().ok()? };
        if from == 0 || from > to || to > last {
            return None;
        }
        pages.extend(from..=to);
    }
    let mut sorted = pages.clone();
    sorted.sort_unstable();
    sorted.dedup();
    (sorted.len() == pages.len()).then_some(pages)
}

#[cfg(test)]
mod tests {
    use super::pages_of;

    #[test]
    fn pages_are_read_as_officers_write_them() {
        for (typed, pages) in [
            ("", Some(vec![])),
            ("1", Some(vec![1])),
            ("1-3, 5", Some(vec![1, 2, 3, 5])),
            ("1–3;5", Some(vec![1, 2, 3, 5])),
            ("5 1-2", Some(vec![5, 1, 2])),
            ("4-", Some(vec![4, 5, 6])),
            ("1 - 2, 4", Some(vec![1, 2, 4])),
            ("0", None),
            ("7", None),
            ("3-1", None),
            ("1, 1", None),
            ("1-3, 2", None),
            ("-3", None),
            ("một", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(pages_of(typed, 6), pages, "{typed:?}");
        }
    }
}

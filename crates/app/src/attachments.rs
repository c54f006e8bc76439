//! Files handed in with a dossier, kept in a table of their own in the same commit. What may be
//! taken in is known to `attachments`; who may read them, to the policy.

use attachments::safe_name;
use calendar::Instant;
use credentials::once;
use store::AttachmentRow;

use crate::application::Application;
use crate::command_key::DraftFiles;
use crate::core::Core;
use crate::draft_links::check_room;
use crate::drafts::draft_files;
use crate::error::Failure;
use crate::execute::{Extras, NewFile};
use text::phrase;

/// The most bytes of all files of one dossier.
pub const MAX_DOSSIER_BYTES: u64 = 50 * 1024 * 1024;

/// The component of a file that is the draft of a result, and of one that is the result.
pub const DRAFT_RESULT: &str = "draft_result";
pub const RESULT: &str = "result";

/// A file of a draft whose pages are still to be assigned to papers, as its component says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The place among such files of the draft.
    pub number: usize,
    /// The number of pages.
    pub pages: usize,
}

impl Scan {
    /// The component of the file. No procedure has one with this name: a slash stands in no id.
    #[must_use]
    pub fn component(self) -> String {
        format!("scan/{}/{}", self.number, self.pages)
    }

    /// The scan of a component; `None` for a component of a procedure.
    #[must_use]
    pub fn of_component(component: &str) -> Option<Self> {
        let (number, pages) = component.strip_prefix("scan/")?.split_once('/')?;
        Some(Self { number: number.parse().ok()?, pages: pages.parse().ok()? })
    }
}

/// Whether a file is for the applicant: a draft never is, a result once the dossier is finished.
pub(crate) fn is_for_applicant(component: &str, finished: bool) -> bool {
    component != DRAFT_RESULT && (component != RESULT || finished)
}

/// Whether the files of a command still fit.
pub(crate) fn check(core: &Core, stream: &str, extras: &Extras) -> Result<(), Failure> {
    if extras.files.is_empty() {
        return Ok(());
    }
    let new: u64 = extras.files.iter().map(|file| file.content.len() as u64).sum();
    if core.writer.attached_bytes(stream)? + new > MAX_DOSSIER_BYTES {
        return Err(Failure::FilesFull { stream: stream.to_owned() });
    }
    Ok(())
}

/// The files that a command takes out of a draft, for the command's key.
pub(crate) fn of_draft(core: &Core, extras: &Extras) -> Result<DraftFiles, Failure> {
    let Some(draft) = &extras.files_of else { return Ok(DraftFiles::default()) };
    let rows = core.reader.attachments_of(draft)?;
    Ok(DraftFiles::new(rows.into_iter().map(|row| row.component + " " + &row.digest).collect()))
}

pub(crate) fn persist(
    core: &mut Core,
    stream: &str,
    extras: &Extras,
    (by, at): (&str, Instant),
) -> Result<(), Failure> {
    for file in &extras.files {
        core.writer.put_attachment(&row(stream, file, by, at), &file.content)?;
    }
    if let Some(from) = &extras.files_of {
        core.writer.move_attachments(from, stream)?;
        if let Some(id) = from.strip_prefix("draft/") {
            // What was sent is no draft any more.
            core.writer.put_draft(id, at.0, "")?;
        }
    }
    Ok(())
}

/// Keeps files under the name of a draft.
pub(crate) fn keep(
    core: &mut Core,
    stream: &str,
    files: Vec<NewFile>,
    (by, at): (&str, Instant),
) -> Result<(), Failure> {
    let extras = Extras { files, ..Extras::default() };
    check(core, stream, &extras)?;
    persist(core, stream, &extras, (by, at))
}

fn row(stream: &str, file: &NewFile, by: &str, at: Instant) -> AttachmentRow {
    AttachmentRow {
        id: file.id.clone(),
        stream: stream.to_owned(),
        component: file.component.clone(),
        name: safe_name(&file.name),
        media_type: file.media_type.to_owned(),
        size: file.content.len() as u64,
        digest: once::digest_bytes(&file.content),
        at: at.0,
        by_whom: by.to_owned(),
    }
}

impl Application {
    /// Keeps files with an officer's form under `draft/<id>`; a citizen's draft takes them by
    /// [`Application::attach_to_draft`].
    ///
    /// # Errors
    /// They are too many, or the store failed.
    pub fn attach(
        &self,
        stream: &str,
        files: Vec<NewFile>,
        by: &str,
        at: Instant,
    ) -> Result<(), Failure> {
        let (stream, by) = (stream.to_owned(), by.to_owned());
        self.write(move |core| keep(core, &stream, files, (&by, at)))
    }

    /// Keeps files with a citizen's draft: it still stands in the same commit, and where it adds to a
    /// dossier, that is at the version that the citizen saw.
    ///
    /// # Errors
    /// [`Failure::DraftGone`] where the draft was sent or dropped before, [`Failure::Changed`] where
    /// the dossier changed, [`Failure::FilesFull`] where the files are too many; or the store failed.
    pub fn attach_to_draft(
        &self,
        id: &str,
        seen: Option<(&str, u64)>,
        files: Vec<NewFile>,
        (by, at): (&str, Instant),
    ) -> Result<(), Failure> {
        let extras = Extras { files, ..Extras::default() };
        let seen = seen.map(|(stream, version)| (stream.to_owned(), version));
        let (id, by) = (id.to_owned(), by.to_owned());
        self.write(move |core| {
            if let Some((stream, seen)) = seen {
                let rules = core.rules();
                let version = core.load(&stream, &rules)?.version;
                if version != seen {
                    return Err(Failure::Changed { stream, version });
                }
            }
            let bytes = extras.files.iter().map(|file| file.content.len() as u64).sum();
            check_room(core, &id, bytes)?;
            let stream = draft_files(&id);
            check(core, &stream, &extras)?;
            persist(core, &stream, &extras, (&by, at))
        })
    }

    /// Puts the files of papers in the place of the scans that they were taken from, in one commit. Where the
    /// scans are gone, another request has done it, and nothing happens.
    ///
    /// # Errors
    /// [`Failure::FilesFull`] where the files are too many, [`Failure::DraftGone`] where some of the scans are
    /// gone; or the store failed.
    pub fn split_scans(
        &self,
        draft: &str,
        scans: Vec<String>,
        files: Vec<NewFile>,
        (by, at): (&str, Instant),
    ) -> Result<(), Failure> {
        let (draft, by) = (draft.to_owned(), by.to_owned());
        self.write(move |core| {
            for (number, id) in scans.iter().enumerate() {
                match core.writer.drop_attachment(id)? {
                    true => {}
                    false if number == 0 => return Ok(()),
                    false => return Err(Failure::DraftGone),
                }
            }
            keep(core, &draft, files, (&by, at))
        })
    }

    /// Takes a file of a draft away.
    ///
    /// # Errors
    /// The store failed.
    pub fn detach(&self, stream: &str, id: &str) -> Result<(), Failure> {
        let files = self.files_of(stream)?;
        if !files.iter().any(|file| file.id == id) {
            return Ok(());
        }
        let id = id.to_owned();
        self.persist(move |core| core.writer.drop_attachment(&id).map(|_| ()))
    }

    /// The files of a draft: the holder of its id put them there. Those of a dossier come by
    /// [`Application::personal`].
    ///
    /// # Errors
    /// It is no draft, or the store failed.
    pub fn files_of(&self, draft: &str) -> Result<Vec<AttachmentRow>, Failure> {
        if !draft.starts_with("draft/") {
            return Err(Failure::Unknown { what: phrase!("draft"), name: draft.to_owned() });
        }
        self.read(|reader| Ok(reader.attachments_of(draft)?))
    }

    /// A file of a draft, with its content. One of a dossier comes by
    /// [`Application::dossier_file`].
    ///
    /// # Errors
    /// It is no draft, or the store failed.
    pub fn draft_file(
        &self,
        draft: &str,
        id: &str,
    ) -> Result<Option<(AttachmentRow, Vec<u8>)>, Failure> {
        if !draft.starts_with("draft/") {
            return Err(Failure::Unknown { what: phrase!("draft"), name: draft.to_owned() });
        }
        let file = self.read(|reader| Ok(reader.attachment(id)?))?;
        Ok(file.filter(|(row, _)| row.stream == draft))
    }
}

//! Scans that come with a reception: checked one by one; the accepted ones are kept with the form
//! when another field has a fault, and go with the dossier when it is received.

use app::{AttachmentRow, Failure, NewFile, Scan};

use super::entry::Entry;
use super::scans;
use crate::answer::Error;
use crate::fields::Fault;
use crate::request_context::RequestContext;
use crate::uploads;

/// A file that is kept already.
pub(super) struct StoredFile {
    pub id: String,
    pub name: String,
    pub size: String,
    /// The address of the file, once it belongs to a filing.
    pub href: Option<String>,
}

/// The place of the files of an unfinished form: under the officer's own key, so that no other
/// officer can name them.
pub(super) fn draft(context: &RequestContext, entry: &Entry) -> String {
    draft_of(context, &entry.key)
}

/// The place of the files of the officer's form with this key.
pub(super) fn draft_of(context: &RequestContext, key: &str) -> String {
    format!("draft/desk-{}-{key}", context.actor().id)
}

/// The files of the form: those that can be taken in, and what is wrong with the others.
pub(super) fn sorted(context: &RequestContext, entry: &Entry) -> (Vec<NewFile>, Vec<Fault>) {
    let mut good = Vec::new();
    let first = entry.papers.first().map(|paper| paper.id.as_str()).unwrap_or_default();
    let together = uploads::too_large(context);
    let together = together.map(|message| Fault::new(&format!("file.{first}"), message));
    let mut faults: Vec<Fault> = together.into_iter().collect();
    for file in context.files.iter().filter(|file| file.field != scans::FIELD) {
        let component = file.field.strip_prefix("file.").unwrap_or_default();
        let is_component = entry.papers.iter().any(|paper| paper.id == component);
        let component = if is_component { component } else { "" };
        match uploads::accept(context, file, component) {
            Ok(file) => good.push(file),
            Err(message) => faults.push(Fault::new(&file.field, message)),
        }
    }
    (good, faults)
}

/// Takes away the files that the officer does not want to keep.
pub(super) fn drop_unticked(context: &RequestContext, entry: &Entry) -> Result<(), Error> {
    for id in context.form.all("drop") {
        context.app().detach(&draft(context, entry), id)?;
    }
    Ok(())
}

/// Keeps what is new; a fault where it is too much.
pub(super) fn store(
    context: &RequestContext,
    entry: &Entry,
    new: Vec<NewFile>,
) -> Result<Option<Fault>, Error> {
    let stream = draft(context, entry);
    if new.is_empty() {
        return Ok(None);
    }
    match context.app().attach(&stream, new, &context.actor().id, context.now()) {
        Ok(()) => Ok(None),
        Err(Failure::FilesFull { .. }) => {
            Ok(Some(Fault::new("papers", context.text("desk-files_full"))))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Assigns the kept files to their papers; returns the files of no paper.
pub(super) fn show(
    context: &RequestContext,
    entry: &mut Entry,
    filing: Option<(&str, &[AttachmentRow])>,
) -> Result<Vec<StoredFile>, Error> {
    let mut others = Vec::new();
    let own = (None, context.app().files_of(&draft(context, entry))?);
    let filed = filing.map(|(code, files)| (Some(code), files.to_vec()));
    for (code, files) in [Some(own), filed].into_iter().flatten() {
        for file in files.into_iter().filter(|file| Scan::of_component(&file.component).is_none()) {
            let path =
                |code| format!("/dossier/{}/files/{}", crate::address::encode(code), file.id);
            let stored = StoredFile {
                id: file.id.clone(),
                name: file.name,
                size: size(context, file.size),
                href: code.map(|code| context.to(&path(code))),
            };
            match entry.papers.iter_mut().find(|paper| paper.id == file.component) {
                Some(paper) => paper.stored.push(stored),
                None => others.push(stored),
            }
        }
    }
    Ok(others)
}

pub(super) fn size(context: &RequestContext, bytes: u64) -> String {
    format!("{} kB", context.number(bytes.div_ceil(1024)))
}

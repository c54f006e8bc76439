//! A folder in which scanners leave files: those of all desk officers in the folder itself, those of one
//! officer in a folder named like the login. A file is offered when it is whole, and taken into a draft: it is
//! moved aside under a name that says so, stored with its act on record, and only then removed. What a crash
//! left aside is stored or offered again at the next start. The module must not know forms or pages.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use attachments::{MAX_BYTES, NotSplit, Refused, check, count_pages, safe_name};
use calendar::Instant;
use credentials::once;
use store::AttachmentRow;

use crate::application::Application;
use crate::attachments::{Scan, keep};
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::execute::NewFile;
use crate::lock::lock;
use crate::personal_data::StoredFile;
use crate::policy::{Right, Who, permit_search};

/// A file that has not changed for so long is whole.
const SETTLED_MILLIS: i64 = 5_000;
/// The most files that are listed at once, those still being written included.
const MAX_LISTED: usize = 100;
/// The beginning of the name of a file that is being taken.
const ASIDE: &str = ".taken-";

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingScan {
    /// The name in addresses and forms: a digest of the place, so that no form names a path.
    pub id: String,
    pub name: String,
    /// When the scanner wrote it, by the machine's clock.
    pub at: Instant,
    pub size: u64,
    /// The number of pages, or why the file cannot be taken.
    pub pages: Result<usize, NotSplit>,
}

/// The folder, and what is known of its files.
#[derive(Debug)]
pub(crate) struct ScanFolder {
    path: PathBuf,
    seen: Mutex<HashMap<PathBuf, Seen>>,
}

/// A file as it was seen last.
#[derive(Clone, Debug)]
struct Seen {
    size: u64,
    at: i64,
    /// Since when, by the machine's clock, it has been like that.
    since: Instant,
    pages: Option<Result<usize, NotSplit>>,
}

impl ScanFolder {
    fn new(path: PathBuf) -> Self {
        Self { path, seen: Mutex::default() }
    }

    /// The files of all officers, and of the one with this login.
    fn places(&self, login: &str) -> Vec<PathBuf> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let own = !login.is_empty() && !login.starts_with('.') && login.chars().all(plain);
        let own = own.then(|| self.path.join(login)).filter(|path| is_folder(path));
        [Some(self.path.clone()), own].into_iter().flatten().collect()
    }

    /// The files that wait for an officer, the oldest first. Of very many, the newest are listed: those of
    /// the person at the desk.
    fn waiting(&self, login: &str, now: Instant) -> io::Result<Vec<(PathBuf, WaitingScan)>> {
        let mut files = Vec::new();
        for place in self.places(login) {
            for entry in fs::read_dir(place)? {
                let entry = entry?;
                // Neither follows a link.
                let (kind, metadata) = (entry.file_type()?, entry.metadata());
                let name = entry.file_name().to_string_lossy().into_owned();
                let Ok(metadata) = metadata else { continue };
                if kind.is_file() && !name.starts_with('.') {
                    files.push((written(&metadata), name, metadata.size(), entry.path()));
                }
            }
        }
        files.sort();
        // No file is read that is not listed.
        let files = files.split_off(files.len().saturating_sub(MAX_LISTED));
        lock(&self.seen).retain(|path, _| path.exists());
        let whole = |(at, name, size, path): (i64, String, u64, PathBuf)| {
            let pages = self.whole(&path, (size, at), now)?;
            let id = once::digest(&path.to_string_lossy());
            Some((path, WaitingScan { id, name, at: Instant(at), size, pages }))
        };
        Ok(files.into_iter().filter_map(whole).collect())
    }

    /// The pages of a file that is whole; `None` for one that may still be written.
    fn whole(
        &self,
        path: &Path,
        (size, at): (u64, i64),
        now: Instant,
    ) -> Option<Result<usize, NotSplit>> {
        let mut known = lock(&self.seen).get(path).cloned();
        known = known.filter(|seen| (seen.size, seen.at) == (size, at) && seen.since <= now);
        let mut seen = known.unwrap_or(Seen { size, at, since: now, pages: None });
        // The clock of a scanner may be wrong: what was seen unchanged for so long is whole too.
        let settled = (SETTLED_MILLIS..).contains(&(now.0 - at))
            || (SETTLED_MILLIS..).contains(&(now.0 - seen.since.0));
        if settled && seen.pages.is_none() {
            seen.pages = Some(read(path).and_then(|content| pages(path, &content)));
        }
        let pages = seen.pages;
        lock(&self.seen).insert(path.to_owned(), seen);
        pages
    }
}

/// The pages of a file by its name and content.
fn pages(path: &Path, content: &[u8]) -> Result<usize, NotSplit> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let checked = check(&name, content).map_err(NotSplit::Refused)?;
    count_pages(checked.media, &content[checked.content])
}

/// The content of a regular file, at most one byte more than a file may have; no link is followed.
fn read(path: &Path) -> Result<Vec<u8>, NotSplit> {
    let before = fs::symlink_metadata(path).map_err(|_| NotSplit::Unreadable)?;
    if !before.is_file() {
        return Err(NotSplit::Unreadable);
    }
    let file = File::open(path).map_err(|_| NotSplit::Unreadable)?;
    let opened = file.metadata().map_err(|_| NotSplit::Unreadable)?;
    if (opened.dev(), opened.ino()) != (before.dev(), before.ino()) {
        return Err(NotSplit::Unreadable);
    }
    if opened.size() > MAX_BYTES as u64 {
        return Err(NotSplit::Refused(Refused::TooLarge));
    }
    let mut content = Vec::new();
    let read = file.take(MAX_BYTES as u64 + 1).read_to_end(&mut content);
    read.map(|_| content).map_err(|_| NotSplit::Unreadable)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// When a file was written, in milliseconds.
fn written(metadata: &fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

/// Renames a file within its folder, durably.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    match from.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Offers a file again that was moved aside, under a name that no other file has.
fn offer_again(aside: &Path) -> io::Result<()> {
    let Some((id, name)) = parts(aside) else { return Ok(()) };
    let free = [name.clone(), format!("{id}-{name}")].map(|name| aside.with_file_name(name));
    match free.iter().find(|path| !path.exists()) {
        Some(path) => rename(aside, path),
        None => Ok(()),
    }
}

/// The id and the former name of a file that was moved aside.
fn parts(aside: &Path) -> Option<(String, String)> {
    let name = aside.file_name()?.to_str()?.strip_prefix(ASIDE)?;
    let (id, name) = name.split_once('-')?;
    Some((id.to_owned(), name.to_owned()))
}

impl Application {
    /// Takes scans from a folder from now on. What an end in the middle of a taking left aside is removed
    /// where it was stored, and offered again where it was not.
    ///
    /// # Errors
    /// The error of the file system where the folder cannot be read; or the store failed.
    pub fn take_scans_from(&self, path: &Path) -> Result<io::Result<()>, Failure> {
        let folders = match fs::read_dir(path) {
            Ok(entries) => {
                entries.flatten().map(|entry| entry.path()).filter(|path| is_folder(path))
            }
            Err(error) => return Ok(Err(error)),
        };
        for folder in folders.chain([path.to_owned()]) {
            let Ok(entries) = fs::read_dir(folder) else { continue };
            for aside in entries.flatten().map(|entry| entry.path()) {
                let Some((id, _)) = parts(&aside) else { continue };
                let stored = self.read(|reader| Ok(reader.attachment(&id)?))?.is_some();
                let done = if stored { fs::remove_file(&aside) } else { offer_again(&aside) };
                if let Err(error) = done {
                    return Ok(Err(error));
                }
            }
        }
        let _ = self.scan_folder.set(ScanFolder::new(path.to_owned()));
        Ok(Ok(()))
    }

    /// The scans that wait for an officer of a desk; none where no folder is named.
    ///
    /// # Errors
    /// Another reader; or the folder cannot be read.
    pub fn waiting_scans(
        &self,
        who: &Who,
        machine_now: Instant,
    ) -> Result<Vec<WaitingScan>, Failure> {
        Ok(self.waiting(who, machine_now)?.into_iter().map(|(_, scan)| scan).collect())
    }

    fn waiting(&self, who: &Who, now: Instant) -> Result<Vec<(PathBuf, WaitingScan)>, Failure> {
        let login = match who {
            Who::Officer { login, .. } if permit_search(who, Right::Desk).is_ok() => login,
            _ => return Ok(Vec::new()),
        };
        let Some(folder) = self.scan_folder.get() else { return Ok(Vec::new()) };
        // A folder that is away offers nothing; what is in it stays there.
        Ok(folder.waiting(login, now).unwrap_or_default())
    }

    /// A scan that waits, to be looked at before it is taken; the look is on record. `None` where it is gone.
    ///
    /// # Errors
    /// The look cannot be put on record.
    pub fn look_at_scan(
        &self,
        who: &Who,
        id: &str,
        (at, machine_now): (Instant, Instant),
    ) -> Result<Option<StoredFile>, Failure> {
        let waiting = self.waiting(who, machine_now)?;
        let Some((path, scan)) = waiting.into_iter().find(|(_, scan)| scan.id == id) else {
            return Ok(None);
        };
        let Ok(content) = read(&path) else { return Ok(None) };
        let Ok(checked) = check(&scan.name, &content) else { return Ok(None) };
        let row = AttachmentRow {
            name: safe_name(&scan.name),
            media_type: checked.media.media_type().to_owned(),
            ..AttachmentRow::default()
        };
        let (officer, objects) = (who.actor().id, vec![object(&scan.name)]);
        self.persist(move |core| {
            audit::write(core, (&officer, at), AuditKind::OpenScan, objects, "")
        })?;
        Ok(Some((row, content[checked.content].to_vec())))
    }

    /// Takes a scan that waits into an officer's draft; `false` where it is gone or cannot be taken, and
    /// stays where it is.
    ///
    /// # Errors
    /// [`Failure::FilesFull`] where the draft's files are too many; or the store failed.
    pub fn take_scan(
        &self,
        who: &Who,
        (id, draft): (&str, &str),
        (number, new_id): (usize, &str),
        (at, machine_now): (Instant, Instant),
    ) -> Result<bool, Failure> {
        let waiting = self.waiting(who, machine_now)?;
        let Some((path, scan)) = waiting.into_iter().find(|(_, scan)| scan.id == id) else {
            return Ok(false);
        };
        let aside = path.with_file_name(format!("{ASIDE}{new_id}-{}", scan.name));
        if rename(&path, &aside).is_err() {
            return Ok(false);
        }
        let taken = self.store_scan(who, (&aside, &scan.name), (draft, number, new_id), at);
        match taken {
            Ok(true) => {
                // What cannot be removed now is removed at the next start: it is stored.
                let _ = fs::remove_file(&aside);
            }
            // Where the commit is uncertain the next start finds out.
            Err(Failure::NotCertain { .. }) => {}
            Ok(false) | Err(_) => {
                let _ = offer_again(&aside);
            }
        }
        taken
    }

    fn store_scan(
        &self,
        who: &Who,
        (aside, name): (&Path, &str),
        (draft, number, new_id): (&str, usize, &str),
        at: Instant,
    ) -> Result<bool, Failure> {
        let Ok(content) = read(aside) else { return Ok(false) };
        let Ok(checked) = check(name, &content) else { return Ok(false) };
        let content = content[checked.content].to_vec();
        let Ok(pages) = count_pages(checked.media, &content) else { return Ok(false) };
        let file = NewFile {
            id: new_id.to_owned(),
            component: Scan { number, pages }.component(),
            name: name.to_owned(),
            media_type: checked.media.media_type(),
            content,
        };
        let (officer, object) = (who.actor().id, object(name));
        let draft = draft.to_owned();
        self.write(move |core| {
            keep(core, &draft, vec![file], (&officer, at))?;
            audit::write(core, (&officer, at), AuditKind::TakeScan, vec![object], "")?;
            Ok(true)
        })
    }
}

/// The name of a scan on record.
fn object(name: &str) -> String {
    format!("scan/{}", safe_name(name))
}

//! Backup, which may run while others write, and restore. A backup is one file: a line with the
//! hash of the rest, then the database; a file with a changed byte is refused. Both are streamed,
//! so that memory does not grow with the record.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::driver::sqlite::{self, file::Check};
use crate::error::Error;
use crate::folder::{Folder, remove, remove_part_files, rename, sibling};
use crate::private;
use text::phrase;

const MARK: &str = "motcua-backup/1 sha256 ";
/// The length of the first line: the mark, the hash, the line end.
const HEAD_BYTES: usize = MARK.len() + 64 + 1;
/// The endings of an incomplete backup, and of the copy of the database from which it is made.
const PART: &str = ".part";
const COPY: &str = ".copy";

/// The treatment of an existing file with the name of the backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExistingFile {
    /// The backup is refused.
    Keep,
    /// The backup replaces the file.
    Replace,
}

/// Writes a backup of the committed state, while others may write. An existing file is replaced
/// only by [`ExistingFile::Replace`], a database never.
///
/// # Errors
/// [`Error::Exists`] where the file exists, [`Error::Database`] where it is a database or belongs
/// to one, [`Error::Absent`] where the folder has no database, and errors of the file system or the
/// driver. An incomplete file is removed, also that of a killed backup with the same name.
pub fn backup(data: &Path, file: &Path, existing: ExistingFile) -> Result<(), Error> {
    if !Folder::exists(data) {
        return Err(Error::Absent(data.to_owned()));
    }
    sqlite::file::inspect(&Folder::database_in(data), Check::Pages)?;
    check_target(data, file, existing)?;
    remove_leftovers(file);
    // The names contain the number of this process, so that no file of another process is
    // overwritten.
    let copy = sibling(file, &format!(".{}{COPY}", std::process::id()));
    let part = sibling(file, &format!(".{}{PART}", std::process::id()));
    let mut out = create_part(&part)?;
    let written = remove_part_files(&copy)
        .and_then(|()| private::create(&copy))
        .and_then(|_| write(data, &copy, &part, &mut out));
    // The incomplete backup is removed last, because it shows to which process the copy belongs.
    remove(&copy);
    let result = written
        .and_then(|()| check_target(data, file, existing))
        .and_then(|()| rename(&part, file));
    remove(&part);
    result
}

/// Creates the incomplete backup, and locks it for as long as this process lives. On a disk without
/// locks it stays unlocked, and later backups do not remove it.
fn create_part(part: &Path) -> Result<File, Error> {
    loop {
        let out = private::create(part)?;
        let _ = out.lock();
        // Another backup may have removed the file before it was locked.
        if fs::symlink_metadata(part).is_ok() {
            return Ok(out);
        }
    }
}

/// Removes the files that killed backups with the same name left. An incomplete backup that is
/// locked belongs to a living process and stays, with its copy.
fn remove_leftovers(file: &Path) {
    let folder = file.parent().filter(|path| !path.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else { return };
    let Some(own) = file.file_name().map(OsStrExt::as_bytes) else { return };
    for name in entries.filter_map(|entry| Some(entry.ok()?.file_name())) {
        let Some(process) = process_of(name.as_bytes(), own) else { continue };
        let part = sibling(file, &format!(".{process}{PART}"));
        if !fs::symlink_metadata(&part).is_ok_and(|metadata| metadata.is_file()) {
            continue;
        }
        let Ok(held) = OpenOptions::new().read(true).write(true).open(&part) else { continue };
        if held.try_lock().is_ok() {
            remove(&sibling(file, &format!(".{process}{COPY}")));
            remove(&part);
        }
    }
}

/// The number of the process in the name of an incomplete backup: `NAME.PROCESS.part`.
fn process_of(name: &[u8], of_backup: &[u8]) -> Option<u32> {
    let rest = name.strip_prefix(of_backup)?.strip_prefix(b".")?.strip_suffix(PART.as_bytes())?;
    std::str::from_utf8(rest).ok()?.parse().ok()
}

/// Checks that a backup may be written to a path.
fn check_target(data: &Path, file: &Path, existing: ExistingFile) -> Result<(), Error> {
    if fs::symlink_metadata(file).is_err() {
        // A name that the engine or this program reads is refused even if no file has it.
        return if reserved(file) { Err(Error::Database(file.to_owned())) } else { Ok(()) };
    }
    // For a symbolic link, its target is checked.
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let identity =
        |path: &Path| path.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino()));
    let own = Folder::files(data);
    let is_own =
        own.iter().any(|path| identity(path).is_some() && identity(path) == identity(&target));
    if is_own || reserved(file) || reserved(&target) || is_database(&target) {
        return Err(Error::Database(file.to_owned()));
    }
    if existing == ExistingFile::Keep || !target.is_file() {
        return Err(Error::Exists(file.to_owned()));
    }
    Ok(())
}

/// Whether a name belongs to a file of a data folder.
fn reserved(file: &Path) -> bool {
    let folder = file.parent().unwrap_or(Path::new(""));
    Folder::files(folder).iter().any(|entry| entry.file_name() == file.file_name())
}

/// Whether the first bytes are those of a database, its log or its journal.
fn is_database(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(16).read_to_end(&mut head));
    let starts: [&[u8]; 4] = [
        b"SQLite format 3\0",
        &[0x37, 0x7f, 0x06, 0x82],
        &[0x37, 0x7f, 0x06, 0x83],
        &[0xd9, 0xd5, 0x05, 0xf9],
    ];
    read.is_ok() && starts.iter().any(|start| head.starts_with(start))
}

fn write(data: &Path, copy: &Path, part: &Path, out: &mut File) -> Result<(), Error> {
    sqlite::file::copy(&Folder::database_in(data), copy)?;
    let mut body = open(copy)?;
    // The line with the hash is written last; until then it has zeros.
    let written = out.write_all(&[0; HEAD_BYTES]).and_then(|()| hashed(&mut body, out));
    let finished = written.and_then(|hash| {
        out.rewind()?;
        out.write_all(format!("{MARK}{hash}\n").as_bytes())?;
        out.sync_all()
    });
    finished.map_err(|error| private::failed(part, error))
}

/// Restores a backup into a folder without a database. A list of erasures that is not empty becomes that of
/// the folder, before the database is there.
///
/// # Errors
/// [`Error::Present`] where the folder has a database, [`Error::Leftover`] where it has files of a
/// removed one, [`Error::BadBackup`] where the file is not a backup, was changed, or has other
/// tables, indexes or triggers than this program's; and errors of the file system.
pub fn restore(file: &Path, data: &Path, erasures: &str) -> Result<(), Error> {
    let io = |error| Error::Io(file.to_owned(), error);
    let bad = |what: &str| Error::BadBackup(file.to_owned(), what.to_owned());
    let mut body = open(file)?;
    let mut head = Vec::new();
    (&mut body).take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(io)?;
    if head.len() < HEAD_BYTES {
        return Err(bad(phrase!("it is too short")));
    }
    let head = String::from_utf8(head).map_err(|_| bad(phrase!("its first line is not ours")))?;
    let stated =
        head.strip_prefix(MARK).ok_or_else(|| bad(phrase!("its first line is not ours")))?;
    if stated.trim_end() != hashed(&mut body, &mut io::sink()).map_err(io)? {
        return Err(bad(phrase!("it was changed since it was written")));
    }
    Folder::check_no_database(data)?;
    private::create_folder(data)?;
    let _lock = Folder::lock(data)?;
    // Another process may have created a database before the lock was taken.
    Folder::check_no_database(data)?;
    if !erasures.is_empty() {
        Folder::put_erasures_in(data, erasures)?;
    }
    let target = Folder::database_in(data);
    let part = sibling(&target, ".part");
    remove_part_files(&part)?;
    body.seek(io::SeekFrom::Start(HEAD_BYTES as u64)).map_err(io)?;
    let result = put(&mut body, &part, &target, stated.trim_end()).map_err(|error| match error {
        Error::BadBackup(_, what) => bad(&what),
        other => other,
    });
    remove(&part);
    result
}

/// Writes a database under a temporary name, checks it, and renames it.
fn put(body: &mut File, part: &Path, target: &Path, stated: &str) -> Result<(), Error> {
    let bad = |what: &str| Error::BadBackup(PathBuf::new(), what.to_owned());
    let mut out = private::create(part)?;
    let copied = hashed(body, &mut out).and_then(|hash| out.sync_all().map(|()| hash));
    if copied.map_err(|error| private::failed(part, error))? != stated {
        return Err(bad(phrase!("it was changed while it was read")));
    }
    sqlite::file::inspect(part, Check::Pages)?;
    if !sqlite::file::is_ours(part)? {
        return Err(bad(phrase!(
            "its tables, indexes or triggers are not those that this program makes"
        )));
    }
    rename(part, target)
}

/// Copies the rest of a file; returns the hash of the copied bytes.
fn hashed(from: &mut impl Read, to: &mut impl Write) -> io::Result<String> {
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn open(file: &Path) -> Result<File, Error> {
    File::open(file).map_err(|error| Error::Io(file.to_owned(), error))
}

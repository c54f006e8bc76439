//! Files and folders that their owner alone may read. Knows nothing of what is in them.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::error::Error;

/// Makes a file that was not there.
///
/// # Errors
/// There is one; the file system refuses.
pub(crate) fn create(file: &Path) -> Result<File, Error> {
    let opened = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(file);
    opened.map_err(|error| failed(file, error))
}

/// Makes a folder where there is none.
///
/// # Errors
/// The file system refuses.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| failed(path, error))
}

/// Takes the rights of others away from a data folder and its files, those of an older program too.
///
/// # Errors
/// The file system refuses.
pub(crate) fn tighten(folder: &Path, files: &[std::path::PathBuf]) -> Result<(), Error> {
    let one = |path: &Path, mode: u32| match fs::metadata(path) {
        Ok(found) if found.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(path, Permissions::from_mode(mode))
                .map_err(|error| failed(path, error))
        }
        _ => Ok(()),
    };
    // A folder that all may write to, as the system's own for temporary files, is not ours alone.
    let shared = fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o1000 != 0);
    if !shared {
        one(folder, 0o700)?;
    }
    files.iter().try_for_each(|file| one(file, 0o600))
}

/// A failure of the file system; a full disk has its own name.
pub(crate) fn failed(path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full,
        _ => Error::Io(path.to_owned(), error),
    }
}

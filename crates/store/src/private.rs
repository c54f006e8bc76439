//! Files and folders that only their owner may read. The module must not know their content.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::error::Error;

/// Creates a new file.
///
/// # Errors
/// [`Error::Io`] where the file exists or the file system refuses.
pub(crate) fn create(file: &Path) -> Result<File, Error> {
    let result = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(file);
    result.map_err(|error| failed(file, error))
}

/// Creates a folder where none exists.
///
/// # Errors
/// [`Error::Io`] where the file system refuses.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| failed(path, error))
}

/// Removes the permissions of other users from a data folder and its files, also from files of
/// older programs.
///
/// # Errors
/// [`Error::Io`] where the file system refuses.
pub(crate) fn tighten(folder: &Path, files: &[std::path::PathBuf]) -> Result<(), Error> {
    let one = |path: &Path, mode: u32| match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(path, Permissions::from_mode(mode))
                .map_err(|error| failed(path, error))
        }
        _ => Ok(()),
    };
    // The permissions of a shared folder, such as the system's folder for temporary files, stay.
    let shared =
        fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().mode() & 0o1000 != 0);
    if !shared {
        one(folder, 0o700)?;
    }
    files.iter().try_for_each(|file| one(file, 0o600))
}

/// The error for a failure of the file system; a full disk has an error of its own.
pub(crate) fn failed(path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full,
        _ => Error::Io(path.to_owned(), error),
    }
}

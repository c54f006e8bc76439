//! Old registers: CSV and XES (plain or gzip, recognised by content), read by a map into dossiers.
//!
//! Pure: bytes in; dossiers, rejects and warnings out. It must not know a store, the machine's
//! clock, a file system or the commands that a living dossier takes. The map language is described
//! in `docs/import/README.md`.

mod case;
mod dossier;
mod error;
mod gather;
mod limits;
mod map;
mod moment;
mod steps;
mod table;
mod unpack;
mod xes;

pub use dossier::{Dossier, Import, NONE, Reject, Step, Warning, WarningKind, rejects_csv};
pub use error::ReadError;
pub use map::{Map, MapError, Problem};

use gather::Gather;
use map::Format;
use unpack::Kind;

/// Reads a log by a map.
///
/// # Errors
/// The whole file cannot be read: it is neither CSV nor XES, damaged, or lacks what the map names.
/// A row that cannot be read is no error but a [`Reject`].
pub fn read(bytes: &[u8], map: &Map) -> Result<Import, ReadError> {
    let text = unpack::text(bytes)?;
    let mut gather = Gather::new(map);
    match (unpack::kind(&text), map.format) {
        (Kind::Xml, Format::Csv) => return Err(ReadError::OtherFormat { map: "csv", file: "XML" }),
        (Kind::Table, Format::Xes) => {
            return Err(ReadError::OtherFormat { map: "xes", file: "not XML" });
        }
        (Kind::Xml, _) => xes::read(&text, map, &mut gather)?,
        (Kind::Table, _) => table::read(&text, map, &mut gather)?,
    }
    Ok(gather.import)
}

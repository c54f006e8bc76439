//! Old registers: CSV, Excel workbooks and XES (recognised by content), read by a map into
//! dossiers.
//!
//! Pure: bytes in; dossiers, rejects and warnings out. The crate must not know a store, the
//! machine's clock, a file system or the commands on a dossier. `docs/import/README.md` describes
//! the language of maps.

mod case;
mod collector;
mod dossier;
mod encoding;
mod error;
mod expected;
mod limits;
mod map;
mod moment;
mod pauses;
mod row;
mod steps;
mod table;
mod unpack;
mod workbook;
mod xes;

pub use dossier::{Dossier, Import, NONE, Pause, PauseReason, Reject, Step, Warning, WarningKind};
pub use error::ReadError;
pub use limits::MAX_DOSSIER_BYTES;
pub use map::{Map, MapError, Problem};

use collector::ImportCollector;
use map::Format;
use text::phrase;
use unpack::Content;

/// Reads a log by a map.
///
/// # Errors
/// [`ReadError`] where the file is neither a table nor a log, is damaged or ambiguous, or lacks
/// columns that the map names. A row that cannot be read is not an error but a [`Reject`].
pub fn read(bytes: &[u8], map: &Map) -> Result<Import, ReadError> {
    let content = unpack::content(bytes, map.encoding)?;
    let mut collector = ImportCollector::new(map);
    match (&content, map.format) {
        (Content::Xml(text), Format::Auto | Format::Xes) => xes::read(text, map, &mut collector)?,
        (Content::Table(text), Format::Auto | Format::Csv) => {
            table::read_text(text, map, &mut collector)?;
        }
        (Content::Workbook(bytes), Format::Auto | Format::Xlsx) => {
            table::read_workbook(bytes, map, &mut collector)?;
        }
        (content, format) => {
            let file = match content {
                Content::Xml(_) => "XML",
                Content::Table(_) => phrase!("a text that is not XML"),
                Content::Workbook(_) => phrase!("an Excel workbook"),
            };
            return Err(ReadError::OtherFormat { map: format.word(), file });
        }
    }
    collector.finish()
}

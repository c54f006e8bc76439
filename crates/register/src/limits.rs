//! Limits of logs and maps, and of their excerpts in messages. The module must not know a format.

use std::borrow::Cow;

/// The most characters of a cell, or of the key or value of an attribute.
pub(crate) const MAX_VALUE_CHARS: usize = 10_000;
/// The most cells of a row.
pub(crate) const MAX_ROW_CELLS: usize = 1_000;
/// The most attributes of a trace or an event, including nested ones.
pub(crate) const MAX_ATTRIBUTES: usize = 10_000;
/// The deepest nesting of attributes in a trace or an event.
pub(crate) const MAX_DEPTH: usize = 32;
/// The largest size of a dossier in bytes, measured by [`crate::Dossier::bytes`].
pub const MAX_DOSSIER_BYTES: usize = 4 << 20;
/// The largest size of a map in bytes.
pub(crate) const MAX_MAP_BYTES: usize = 256 * 1024;

/// The most names that a message lists.
const MAX_LISTED_NAMES: usize = 200;
/// The most characters of a name or value that a message repeats.
const MAX_QUOTED_CHARS: usize = 60;
/// The most characters of another parser's message.
pub(crate) const MAX_MESSAGE_CHARS: usize = 300;

/// Whether a UTF-8 text has more characters than a value may have.
pub(crate) fn is_too_long(utf8: &[u8]) -> bool {
    utf8.len() > MAX_VALUE_CHARS
        && utf8.iter().filter(|byte| **byte & 0xc0 != 0x80).count() > MAX_VALUE_CHARS
}

/// The excerpt of a text for a message.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    truncated(text, MAX_QUOTED_CHARS)
}

/// The first characters of a text, with an ellipsis if it is longer.
pub(crate) fn truncated(text: &str, chars: usize) -> Cow<'_, str> {
    match text.char_indices().nth(chars) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// The names of a file as a list for a message.
pub(crate) fn listed(names: &[String]) -> String {
    let shown: Vec<Cow<'_, str>> =
        names.iter().take(MAX_LISTED_NAMES).map(|name| excerpt(name)).collect();
    let more = names.len() - shown.len();
    let shown = shown.join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

//! The code and the key of an appointment slip as they are typed in: the fields of every form that
//! takes a slip. Knows no dossier.

use crate::fields::{Field, Kind};
use crate::request_context::RequestContext;

/// The name of the field of the key.
pub(super) const KEY: &str = "slip_key";

/// The fields, the one of the code under its name and with its hint; both required.
pub(super) fn fields(context: &RequestContext, code: &str, code_hint: &str) -> Vec<Field> {
    let code = Field::new(Kind::Line, code, context.text("track-code"));
    let hint = if code_hint.is_empty() { String::new() } else { context.text(code_hint) };
    vec![
        code.hint(hint).capitals("characters"),
        Field::of_key(context, Kind::Line, KEY, "track-key").max_chars(80).capitals("characters"),
    ]
}

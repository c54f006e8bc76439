//! The acts that a page offers on one affair, each with its form in a part that folds. Knows no affair.

use crate::fields::{Fault, Field, Form};
use crate::request_context::RequestContext;

/// An act with its form.
pub(in crate::pages) struct ActForm {
    pub code: &'static str,
    pub button: String,
    pub hint: String,
    pub fields: Vec<Field>,
    /// Whether its form is shown unfolded.
    pub open: bool,
    /// Whether it is the act that comes next.
    pub primary: bool,
}

/// The acts as they are shown: each with ids of its own, and as it was posted where it is the one that
/// failed. `texts` begins the keys of their texts; an act in `careful` is never the next one.
pub(in crate::pages) fn shown(
    context: &RequestContext,
    (texts, mut codes, careful): (&str, Vec<&'static str>, &[&str]),
    form: impl Fn(&'static str) -> Form,
    (failed, faults): (&'static str, &[Fault]),
) -> Vec<ActForm> {
    // Another officer acted first: what was typed stays on the page.
    if !failed.is_empty() && !codes.contains(&failed) {
        codes.push(failed);
    }
    let act = |(place, code): (usize, &'static str)| {
        let primary = place == 0 && !careful.contains(&code);
        let mut form = form(code);
        if code == failed {
            form.fill(&context.form);
            form.mark(faults);
        } else {
            let apart = |field: Field| {
                let id = format!("{}-{code}", field.id);
                field.id(id)
            };
            form.fields = form.fields.into_iter().map(apart).collect();
        }
        let text = |part: &str| context.text(&format!("{texts}-{part}_{code}"));
        ActForm {
            code,
            button: text("act"),
            hint: text("said"),
            fields: form.fields,
            open: code == failed || primary,
            primary,
        }
    };
    codes.into_iter().enumerate().map(act).collect()
}

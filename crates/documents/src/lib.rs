//! Statutory papers: a template, which is a text that an office can edit, is filled with values,
//! typeset and written as a PDF (PDF/A-2a, PDF/UA-1, tagged, with its fonts).
//!
//! Pure: a template is a text, the instant of writing is a parameter; the same input gives the same
//! bytes. It must not know dossiers, rules or the law: what stands in a paper comes as values, and
//! where it stands comes from the template.
//!
//! A template is Markdown with placeholders (docs/papers.md): [`Template`]. Its blocks are laid out on
//! pages ([`layout`]) and written ([`pdf`]).

mod block;
mod font;
mod layout;
mod markdown;
mod pdf;
mod template;

pub use pdf::{About, Failure};
pub use template::{Fault, Format, Template};

use serde::Serialize;

/// A paper of a template and its values, as the bytes of a PDF.
///
/// # Errors
/// The template names a value that is not given, or the PDF cannot be written.
pub fn paper(
    template: &Template,
    values: &impl Serialize,
    about: &About<'_>,
) -> Result<Vec<u8>, Failure> {
    let blocks = template.fill(values).map_err(Failure::Template)?;
    pdf::write(&layout::pages(&blocks, template.format()), template.format(), about)
}

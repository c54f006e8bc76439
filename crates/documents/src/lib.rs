//! Statutory papers: a template, which is a text that an agency can edit, is filled with values,
//! typeset and written as a PDF (PDF/A-2a, PDF/UA-1, tagged, with its fonts).
//!
//! Pure: a template is a text, the instant of writing is a parameter; the same input gives the same
//! bytes. The crate must not know dossiers, rules or the law: values bring the content of a paper,
//! and the template brings its arrangement.
//!
//! A template is Markdown with placeholders (docs/papers.md): [`Template`]. Its blocks are laid out
//! on pages ([`layout`]) and written ([`pdf`]).

mod block;
mod font;
mod layout;
mod markdown;
mod pdf;
mod template;

pub use pdf::{About, Failure};
pub use template::{Fault, Format, Template};

use serde::Serialize;

/// Makes a paper from a template and its values; returns the bytes of the PDF.
///
/// # Errors
/// [`Failure`] where the template names a value that `values` lacks, or the PDF cannot be written.
pub fn paper(
    template: &Template,
    values: &impl Serialize,
    about: &About<'_>,
) -> Result<Vec<u8>, Failure> {
    let blocks = template.fill(values).map_err(Failure::Template)?;
    pdf::write(&layout::pages(&blocks, template.format()), template.format(), about)
}

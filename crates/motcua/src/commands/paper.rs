//! `paper`: a statutory paper of a dossier as a file. What stands in it is known to `web`.

use std::fs;
use std::path::Path;

use text::{Sentence, sentence};

use crate::ending::End;
use crate::folder_commands::{Reply, Request, Target, unexpected};

/// Writes a paper into a file, which is replaced where there is one.
pub fn paper(
    data: &Path,
    (code, register): (String, Option<String>),
    kind: String,
    out: &Path,
) -> Result<(), End> {
    let bytes = match Target::of(data)?.ask(Request::Paper { code, register, kind })? {
        Reply::Paper(bytes) => bytes,
        other => return Err(unexpected(&other)),
    };
    fs::write(out, bytes).map_err(|error| {
        End::Refused(sentence!(
            "{path}: {error}; check the path and its rights",
            path = out.display().to_string(),
            error = Sentence::foreign(error.to_string())
        ))
    })
}

//! Standard output. A reader that has seen enough (`| head`) is no error; a full disk is.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

use crate::ending::End;

/// Prints a text as it is.
pub fn print(text: impl Display) -> Result<(), End> {
    let mut out = std::io::stdout().lock();
    match write!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(End::Refused(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a line.
pub fn line(text: impl Display) -> Result<(), End> {
    print(format_args!("{text}\n"))
}

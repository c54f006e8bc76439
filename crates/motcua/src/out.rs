//! Standard output. A reader that closes the pipe early (`| head`) is not an error; a full disk is.

use std::fmt::Display;
use std::io::{ErrorKind, Write};

use text::{Language, Sentence, sentence};

use crate::command_error::CommandError;

/// Prints a text unchanged.
pub fn print(text: impl Display) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    match write!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::Refused(
            sentence!("cannot print: {error}", error = error.to_string()),
        )),
        _ => Ok(()),
    }
}

/// Prints a sentence as a line.
pub fn sentence(language: Language, sentence: &Sentence) -> Result<(), CommandError> {
    line(messages::sentence(language, sentence))
}

/// Prints a sentence as a line on standard error.
pub fn note(language: Language, sentence: &Sentence) {
    eprintln!("{}", messages::sentence(language, sentence));
}

/// Prints a line.
pub fn line(text: impl Display) -> Result<(), CommandError> {
    print(format_args!("{text}\n"))
}

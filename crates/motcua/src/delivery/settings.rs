//! Reads the file of the gateways with what it names: secrets in files or in the environment, and
//! certificates. A secret reaches no message. The module must not know a connection.

use std::fs;
use std::path::Path;

use rules::SourceFile;
use rules::gateways::{Gateways, Outside};
use text::{Sentence, ToSentence, sentence};

use crate::command_error::CommandError;

/// Reads the file; paths in it are relative to its folder.
pub fn read(path: &Path) -> Result<Gateways, CommandError> {
    let text = open(path).map_err(CommandError::Refused)?;
    let file = SourceFile { path: path.display().to_string(), text };
    let folder = path.parent().unwrap_or(Path::new(""));
    let outside = |place: Outside<'_>| match place {
        Outside::SecretFile(name) | Outside::Certificates(name) => open(&folder.join(name)),
        Outside::SecretVariable(name) => std::env::var(name)
            .map_err(|_| sentence!("the environment has no variable {name}; set it", name)),
    };
    rules::gateways::read(&file, &outside).map_err(|problems| {
        let problems: Vec<Sentence> = problems.iter().map(ToSentence::to_sentence).collect();
        CommandError::Refused(sentence!("{problems}", problems))
    })
}

fn open(path: &Path) -> Result<String, Sentence> {
    fs::read_to_string(path).map_err(|error| {
        let file = path.display().to_string();
        sentence!("cannot read {file}: {error}", file, error = Sentence::foreign(error.to_string()))
    })
}

//! `forms check`: the forms of the procedures, a line for each, with every fault. The crate `rules`
//! makes the checks.

use std::path::Path;

use calendar::Zone;
use rules::SourceFile;
use rules::form::{FormLine, form_lines};
use text::{Language, Sentence, ToSentence, sentence};

use crate::assets;
use crate::command_error::CommandError;
use crate::commands::machine_now;
use crate::out;

/// Prints the lines of a folder's forms, or of the release's catalogue where no folder is named.
pub fn check(folder: Option<&Path>, language: Language) -> Result<(), CommandError> {
    let files = match folder {
        None => assets::catalogue(),
        Some(folder) => {
            let files = assets::folder(folder).map_err(CommandError::Refused)?;
            match files.iter().any(|file| file.path.contains("calendars/years/")) {
                true => files,
                false => files.into_iter().chain(assets::years()).collect::<Vec<SourceFile>>(),
            }
        }
    };
    let rules = rules::load(&files).map_err(|problems| {
        let problems: Vec<Sentence> = problems.iter().map(ToSentence::to_sentence).collect();
        CommandError::Refused(sentence!("{problems}", problems))
    })?;
    let today = Zone::VIETNAM.day(machine_now());
    let lines = form_lines(&rules, today);
    for line in &lines {
        out::line(shown(line, language))?;
    }
    let faults: usize = lines.iter().map(|line| line.faults.len()).sum();
    match faults {
        0 => Ok(()),
        faults => Err(CommandError::Refused(sentence!("{faults} errors in the forms", faults))),
    }
}

/// A form as tab-separated text: the code, then fields, conditions and components, each with its
/// number; then the faults, indented.
fn shown(line: &FormLine, language: Language) -> String {
    let list = |key: &str, items: &[String]| {
        let name = messages::text(language, key, &[]);
        format!("{name} {}: {}", items.len(), items.join(", "))
    };
    let lists = [
        line.procedure.clone(),
        list("forms-fields", &line.questions),
        list("forms-conditions", &line.conditions),
        list("forms-components", &line.components),
    ];
    let same = line.same_as.iter().map(|(code, why)| {
        let values = [("code", code.as_str().into()), ("why", why.as_str().into())];
        format!("\t{}", messages::text(language, "forms-same_as", &values))
    });
    let faults = line.faults.iter().map(|fault| messages::sentence(language, fault));
    let faults = faults.map(|fault| format!("\n  {fault}"));
    lists.join("\t") + &same.chain(faults).collect::<String>()
}

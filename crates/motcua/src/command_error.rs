//! The error of a command that did not succeed: exit code 1 for refused or false, 2 for misused; one
//! line of error with the remedy, which proposes the nearest names for a mistyped one.

use std::fmt::Display;
use std::process::ExitCode;

use app::UnknownRegister;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use text::{Language, Sentence, ToSentence, sentence};

use crate::args::Arguments;
use crate::help;

/// A command that did not succeed.
#[derive(Debug)]
pub enum CommandError {
    /// The command was refused; the line states the remedy.
    Refused(Sentence),
    /// The command printed its answer, which is "no"; the exit code is 1.
    False,
    /// The command line is wrong.
    BadUsage(Sentence),
}

impl CommandError {
    /// Prints the line in a language; returns the exit code.
    pub fn report(&self, language: Language) -> ExitCode {
        match self {
            Self::Refused(text) => {
                eprintln!("motcua: {}", messages::sentence(language, text));
                ExitCode::from(1)
            }
            Self::False => ExitCode::from(1),
            Self::BadUsage(text) => {
                eprintln!("motcua: {}", messages::sentence(language, text));
                ExitCode::from(2)
            }
        }
    }
}

/// Turns any error into a refusal.
pub fn refused(error: impl ToSentence) -> CommandError {
    CommandError::Refused(error.to_sentence())
}

/// Turns an error of the operating system into a refusal.
pub fn of_system(error: impl Display) -> CommandError {
    CommandError::Refused(Sentence::foreign(error.to_string()))
}

/// The refusal of an option's value that names nothing, with the nearest known names.
pub fn unknown_value<'a>(
    option: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> CommandError {
    unknown_name(sentence!("{option}: there is no {name:?}", option, name), name, known)
}

/// The refusal of an unknown name: the reason, with the nearest known names, or with some known
/// names.
pub fn unknown_name<'a>(
    why: Sentence,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> CommandError {
    const SHOWN: usize = 12;
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    known.dedup();
    let near = text::nearest::names(name, known.iter().copied());
    let is_near = !near.is_empty();
    let names = if is_near { near } else { known };
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let names = names.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ") + more;
    CommandError::BadUsage(match (names.is_empty(), is_near) {
        (true, _) => why,
        (_, true) => sentence!("{why}; perhaps: {names}", why, names),
        (_, false) => sentence!("{why}; there are: {names}", why, names),
    })
}

/// Turns a text in the reader's language into a misuse.
pub fn bad_usage(text: String) -> CommandError {
    CommandError::BadUsage(Sentence::foreign(text))
}

/// The refusal of a register that the folder does not contain, or of a command line that names none
/// where the folder has several.
pub fn unknown_register(unknown: &UnknownRegister) -> CommandError {
    match unknown.name {
        Some(_) => CommandError::BadUsage(unknown.to_sentence()),
        None => CommandError::Refused(unknown.to_sentence()),
    }
}

/// Prints the parser's help or error, and returns the exit code.
pub fn not_parsed(error: &clap::Error, language: Language) -> ExitCode {
    if !error.use_stderr() {
        let requested = match language {
            Language::English => None,
            Language::Vietnamese => help::requested_help(std::env::args_os()),
        };
        print!("{}", requested.as_ref().unwrap_or(error));
        return ExitCode::SUCCESS;
    }
    CommandError::BadUsage(misuse(error, language)).report(language)
}

fn misuse(error: &clap::Error, language: Language) -> Sentence {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return sentence!("a word is missing, as in `motcua rules check DIR`; see `motcua --help`");
    }
    let what = match language {
        Language::English => None,
        Language::Vietnamese => fault(error),
    };
    let what = what.unwrap_or_else(|| Sentence::foreign(words(error)));
    match nearest(error) {
        near if near.is_empty() => sentence!("{what}; see `motcua --help`", what),
        near => sentence!("{what}; perhaps {near}; see `motcua --help`", what, near),
    }
}

/// The parser's own message, which is in English.
fn words(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let missing = text.lines().skip(1).map(str::trim).take_while(|line| !line.is_empty());
    let words = std::iter::once(line.trim_end()).chain(missing).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The fault by its kind; `None` where the kind has no sentence of its own.
fn fault(error: &clap::Error) -> Option<Sentence> {
    let part = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (option, value) = (part(ContextKind::InvalidArg), part(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = part(ContextKind::InvalidSubcommand);
            sentence!("there is no command {name:?}", name)
        }
        ErrorKind::UnknownArgument => {
            sentence!("there is no option or argument {option:?}", option)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            sentence!("{option} needs a value", option)
        }
        ErrorKind::InvalidValue => {
            let values = part(ContextKind::ValidValue);
            sentence!("{option} cannot be {value:?}; it is one of {values}", option, value, values)
        }
        ErrorKind::ValueValidation => match example(&option) {
            Some(example) => {
                sentence!("{option} cannot be {value:?}; write {example}", option, value, example)
            }
            None => sentence!("{option} cannot be {value:?}", option, value),
        },
        ErrorKind::MissingRequiredArgument => sentence!("{option} is missing", option),
        ErrorKind::ArgumentConflict => sentence!(
            "{option} stands twice, or with another option \
                                                  that excludes it",
            option
        ),
        _ => return None,
    })
}

/// An example of an option's value, by the name of the value in the help.
fn example(option: &str) -> Option<&'static str> {
    let examples = [
        ("<DATE>", "2018-11-30"),
        ("<INSTANT>", "2018-11-30T17:00:00+07:00"),
        ("<YYYY-MM>", "2018-11"),
    ];
    examples.into_iter().find(|(word, _)| option.ends_with(word)).map(|(_, example)| example)
}

/// The names of commands or options nearest to an unknown one.
fn nearest(error: &clap::Error) -> String {
    let text_of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let mut names = Vec::new();
    let unknown = if let Some(command) = text_of(ContextKind::InvalidSubcommand) {
        for_each_command(&Arguments::command(), &mut |command| {
            names.push(command.get_name().to_owned())
        });
        command
    } else if error.kind() == ErrorKind::UnknownArgument
        && let Some(option) = text_of(ContextKind::InvalidArg)
    {
        for_each_command(&Arguments::command(), &mut |command| {
            let options = command.get_arguments().filter_map(clap::Arg::get_long);
            names.extend(options.map(|option| format!("--{option}")));
        });
        option
    } else {
        return String::new();
    };
    names.sort();
    names.dedup();
    // An option of another command may have the same name; proposing it would not help.
    names.retain(|name| name != unknown);
    text::nearest::names(unknown, names.iter().map(String::as_str)).join(", ")
}

/// Calls `each` for every command within a command, from the outermost to the innermost.
fn for_each_command(command: &clap::Command, each: &mut impl FnMut(&clap::Command)) {
    each(command);
    command.get_subcommands().for_each(|inner| for_each_command(inner, each));
}

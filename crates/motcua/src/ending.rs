//! How a command ends that did not succeed: exit 1 refused or false, 2 misused; one line of error
//! with the mend: what was mistyped with the names nearest to it.

use std::fmt::Display;
use std::process::ExitCode;

use app::UnknownRegister;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue};

use crate::args::Arguments;

/// A command that did not succeed.
#[derive(Debug)]
pub enum End {
    /// Refused, or the answer is no. The line says the mend.
    Refused(String),
    /// What was to be said has been said already.
    False,
    /// The command line is wrong.
    Misused(String),
}

impl End {
    /// Prints the line and gives the exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::Refused(text) => {
                eprintln!("motcua: {text}");
                ExitCode::from(1)
            }
            Self::False => ExitCode::from(1),
            Self::Misused(text) => {
                eprintln!("motcua: {text}");
                ExitCode::from(2)
            }
        }
    }
}

/// Turns any error into a refusal.
pub fn refused(error: impl Display) -> End {
    End::Refused(error.to_string())
}

/// A register that the command line names and the folder does not have; or none is named where there
/// are several.
pub fn unknown_register(unknown: &UnknownRegister) -> End {
    match unknown.asked {
        Some(_) => End::Misused(unknown.to_string()),
        None => End::Refused(unknown.to_string()),
    }
}

/// What the command line parser has to say.
pub fn misused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprintln!("motcua: a word is missing, as in `motcua rules check DIR`; see `motcua --help`");
        return ExitCode::from(2);
    }
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let missing: Vec<&str> =
        text.lines().skip(1).map(str::trim).take_while(|line| !line.is_empty()).collect();
    let mut words: Vec<&str> = std::iter::once(line.trim_end()).chain(missing).collect();
    let near = nearest(error);
    words.retain(|word| !word.is_empty());
    let perhaps = if near.is_empty() { near } else { format!("; perhaps {near}") };
    eprintln!("motcua: {}{perhaps}; see `motcua --help`", words.join(" "));
    ExitCode::from(2)
}

/// The commands or options nearest to one that is not known.
fn nearest(error: &clap::Error) -> String {
    let asked = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let mut known = Vec::new();
    let unknown = if let Some(command) = asked(ContextKind::InvalidSubcommand) {
        names(&Arguments::command(), &mut |command| known.push(command.get_name().to_owned()));
        command
    } else if error.kind() == clap::error::ErrorKind::UnknownArgument
        && let Some(option) = asked(ContextKind::InvalidArg)
    {
        names(&Arguments::command(), &mut |command| {
            let options = command.get_arguments().filter_map(clap::Arg::get_long);
            known.extend(options.map(|option| format!("--{option}")));
        });
        option
    } else {
        return String::new();
    };
    known.sort();
    known.dedup();
    text::nearest::names(unknown, known.iter().map(String::as_str)).join(", ")
}

/// Every command within a command, from the outermost in.
fn names(command: &clap::Command, tell: &mut impl FnMut(&clap::Command)) {
    tell(command);
    command.get_subcommands().for_each(|inner| names(inner, tell));
}

//! The help of the command line in Vietnamese: each English text of an argument is replaced by its
//! Vietnamese text. The module must not parse arguments.

use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::args::Arguments;

/// The template of clap's help, with the Vietnamese heading of the usage.
const TEMPLATE: &str =
    "{before-help}{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// The help or version that a command line asks for, in Vietnamese; `None` where it asks for
/// neither.
pub fn requested_help(words: impl IntoIterator<Item = OsString>) -> Option<clap::Error> {
    command().try_get_matches_from(words).err().filter(|error| !error.use_stderr())
}

fn command() -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command =
        Arguments::command().disable_version_flag(true).arg(version.help("Print version"));
    translated(command)
}

/// A command with all its arguments and commands, whose help is in Vietnamese.
fn translated(mut command: Command) -> Command {
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(vietnamese(&about));
    }
    if let Some(about) = command.get_long_about().map(ToString::to_string) {
        command = command.long_about(vietnamese(&about));
    }
    let inner: Vec<String> =
        command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in inner {
        command = command.mut_subcommand(name, translated);
    }
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print help");
    command
        .disable_help_flag(true)
        .arg(help)
        .subcommand_help_heading("Các lệnh")
        .subcommand_value_name("LỆNH")
        .help_template(TEMPLATE)
        .mut_args(of_argument)
}

/// An argument whose help is in Vietnamese and contains the accepted values and the default value.
fn of_argument(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
    let text = argument.get_help().map(|help| vietnamese(&help.to_string())).unwrap_or_default();
    let takes_values = argument.get_action().takes_values();
    // Where the possible values are hidden, the help text names them itself.
    let lists = takes_values && !argument.is_hide_possible_values_set();
    let values = if lists { argument.get_possible_values() } else { Vec::new() };
    let usual: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let usual = match usual.as_slice() {
        [] => String::new(),
        usual => format!(" [mặc định: {}]", usual.join(", ")),
    };
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let short = match names.as_slice() {
        [] => format!("{text}{usual}"),
        names => format!("{text} [giá trị: {}]{usual}", names.join(", ")),
    };
    let lines: String = values.iter().map(of_value).collect();
    let long = format!("{text}{usual}{lines}");
    let argument = argument.help_heading(heading).help(short).long_help(long);
    // The parser would add these values in English.
    argument.hide_default_value(takes_values).hide_possible_values(takes_values)
}

/// The line of the help for an accepted value.
fn of_value(value: &PossibleValue) -> String {
    let help = value.get_help().map(|help| vietnamese(&help.to_string())).unwrap_or_default();
    format!("\n- {}: {help}", value.get_name())
}

/// The Vietnamese text of a help text. The English text is used where there is none; a test checks
/// that each has one.
fn vietnamese(text: &str) -> String {
    messages::help(text).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use std::collections::BTreeSet;

    use super::*;

    /// Collects every text of the help of a command and of the commands below it.
    fn add_texts(command: &Command, texts: &mut BTreeSet<String>) {
        texts.extend(command.get_about().map(ToString::to_string));
        texts.extend(command.get_long_about().map(ToString::to_string));
        for argument in command.get_arguments() {
            texts.extend(argument.get_help().map(ToString::to_string));
            let takes = argument.get_action().takes_values();
            let values = argument.get_possible_values().into_iter().filter(|_| takes);
            texts.extend(values.filter_map(|value| value.get_help().map(ToString::to_string)));
        }
        command.get_subcommands().for_each(|inner| add_texts(inner, texts));
    }

    #[test]
    fn every_text_of_help_is_in_vietnamese_and_every_vietnamese_one_is_used() {
        let mut texts = BTreeSet::from(["Print help".to_owned(), "Print version".to_owned()]);
        add_texts(&Arguments::command(), &mut texts);
        let translated: BTreeSet<String> = messages::help_texts().map(str::to_owned).collect();
        assert_eq!(texts.difference(&translated).collect::<Vec<_>>(), Vec::<&String>::new());
        assert_eq!(translated.difference(&texts).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn help_is_asked_for_at_any_place_and_shown_in_vietnamese() {
        for words in ["motcua --help", "motcua --lang vi -h", "motcua rules put --help --lang vi"] {
            let help = requested_help(words.split(' ').map(OsString::from)).unwrap().to_string();
            assert!(help.contains("Cách dùng:") && help.contains("Tùy chọn:"), "{help}");
            for english in ["Usage", "Options", "Commands", "Arguments", "Print", "default"] {
                assert!(!help.contains(english), "{words}: {english}: {help}");
            }
        }
        assert!(requested_help(["motcua", "rules", "offered"].map(OsString::from)).is_none());
        assert!(requested_help(["motcua", "--none"].map(OsString::from)).is_none());
    }
}

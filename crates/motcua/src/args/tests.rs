//! The command line: every word has its help, and every text is read in one spelling.

use clap::CommandFactory as _;

use super::Arguments;

/// Collects every command and argument without a help text, by its path.
fn without_help(command: &clap::Command, path: &str, missing: &mut Vec<String>) {
    if command.get_about().is_none() {
        missing.push(path.to_owned());
    }
    for argument in command.get_arguments() {
        let own = ["help", "version"].contains(&argument.get_id().as_str());
        if !own && argument.get_help().is_none() {
            missing.push(format!("{path} {}", argument.get_id()));
        }
        for value in argument.get_possible_values() {
            let flag = !argument.get_action().takes_values();
            let flag = flag || argument.is_hide_possible_values_set();
            if !flag && value.get_help().is_none() {
                missing.push(format!("{path} {}={}", argument.get_id(), value.get_name()));
            }
        }
    }
    for inner in command.get_subcommands() {
        without_help(inner, &format!("{path} {}", inner.get_name()), missing);
    }
}

/// Collects every argument that is a text (a name, a code or a reason), without paths.
fn text_arguments(command: &clap::Command, path: &[String], texts: &mut Vec<Vec<String>>) {
    let text = std::any::TypeId::of::<String>();
    for argument in command.get_arguments() {
        let is_text = argument.get_value_parser().type_id() == text;
        if is_text && !["scenario", "month", "site"].contains(&argument.get_id().as_str()) {
            let long = argument.get_long().map(|long| format!("--{long}"));
            texts.push(path.iter().cloned().chain(long).collect());
        }
    }
    for inner in command.get_subcommands() {
        text_arguments(inner, &[path, &[inner.get_name().to_owned()]].concat(), texts);
    }
}

/// Decomposed letters, which some terminals send, name the same as composed ones.
#[test]
fn every_text_is_read_in_one_spelling() {
    let mut all = Vec::new();
    text_arguments(&Arguments::command(), &["motcua".to_owned()], &mut all);
    assert!(all.len() > 20, "{all:?}");
    for words in all {
        let command = Arguments::command().ignore_errors(true);
        let given = words.iter().map(String::as_str).chain(["Đa\u{302}\u{301}t đai"]);
        let mut read = &command.get_matches_from(given);
        while let Some((_, inner)) = read.subcommand() {
            read = inner;
        }
        let texts =
            read.ids().filter_map(|id| read.try_get_many::<String>(id.as_str()).ok().flatten());
        let texts: Vec<&String> = texts.flatten().collect();
        assert!(texts.iter().any(|text| *text == "Đất đai"), "{words:?}: {texts:?}");
    }
}

#[test]
fn every_command_and_argument_has_help() {
    let mut missing = Vec::new();
    without_help(&Arguments::command(), "motcua", &mut missing);
    assert_eq!(missing, Vec::<String>::new());
}

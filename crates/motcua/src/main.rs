//! The binary: reads the command line, connects the crates, prints. Only this crate reads the
//! machine's clock.

mod args;
mod assets;
mod command_error;
mod commands;
mod delivery;
mod folder_commands;
mod help;
mod logging;
mod out;
mod socket;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return command_error::not_parsed(&error, args::failure_language()),
    };
    let language = arguments.failure_language();
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(end) => end.report(language),
    }
}

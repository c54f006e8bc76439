//! The commands, one file for each; this file calls the one that the command line names.

mod accounts;
mod adopt;
mod advisers;
mod background;
mod campaigns;
mod check;
mod coverage;
mod due;
mod evaluation;
mod explain;
mod fee;
mod figure_request;
mod forms;
mod import;
mod inspections;
mod load;
mod money;
mod month;
mod paper;
mod permissions;
mod queue_figures;
mod register;
mod report;
mod rights;
mod rules;
mod satisfaction;
mod serve;
mod sheet;
mod summary;
mod upkeep;

use std::time::{SystemTime, UNIX_EPOCH};

use calendar::Instant;
use store::Folder;

use self::serve::Serving;
use crate::args::{AccountsCommand, Arguments, Command, FormsCommand, RegisterCommand};
use crate::command_error::CommandError;
use crate::logging::{self, Level};

/// The name of the stored value for the clock of a folder with a scenario.
pub(crate) const CLOCK: &str = "scenario_clock";
/// The name of the stored value for the scenario that was loaded, or is being loaded.
pub(crate) const SCENARIO: &str = "scenario";
/// The name of the stored value that exists once the scenario is loaded completely.
pub(crate) const LOADED: &str = "scenario_loaded";

/// Carries out the command of the command line.
pub fn run(arguments: Arguments) -> Result<(), CommandError> {
    let (language, of_failures) = (arguments.language(), arguments.failure_language());
    let data = arguments.data;
    logging::begin(match &arguments.command {
        Some(Command::Serve(args)) => args.log,
        _ => Level::Info,
    });
    match arguments.command {
        None => serve::demonstration(&data, of_failures),
        Some(Command::Serve(args)) => serve::serve(&data, Serving::of(args, of_failures)),
        Some(Command::Load { scenario, until }) => load::load(&data, &scenario, until, of_failures),
        Some(Command::Import { file, map, register, rejects, warnings, check }) => {
            let tables = import::Tables { rejects, warnings };
            import::import(&data, (&file, &map), register.as_deref(), &tables, check, of_failures)
        }
        Some(Command::Register { command: RegisterCommand::Remove { name, yes } }) => {
            register::remove(&data, &name, yes)
        }
        Some(Command::Report { query, by, format }) => {
            report::report(&data, &query, by, format, language)
        }
        Some(Command::List { query, figure }) => report::list(&data, &query, &figure, language),
        Some(Command::Satisfaction { period, by, format }) => {
            satisfaction::satisfaction(&data, &period, by, format, language)
        }
        Some(Command::Evaluation { args }) => evaluation::evaluation(&data, &args, language),
        Some(Command::Campaigns { id, as_of, format }) => {
            campaigns::campaigns(&data, id.as_deref(), as_of, format, language)
        }
        Some(Command::QueueFigures { args }) => queue_figures::queue_figures(&data, &args),
        Some(Command::Inspections { args }) => inspections::inspections(&data, &args),
        Some(Command::Advisers { args, by, format }) => {
            advisers::advisers(&data, args, by, format, language)
        }
        Some(Command::Coverage { period, by, format }) => {
            coverage::coverage(&data, &period, by, format, language)
        }
        Some(Command::Summary { period, format }) => {
            summary::report(&data, &period, format, language)
        }
        Some(Command::Month { command }) => month::month(&data, &command, (language, of_failures)),
        Some(Command::Explain { code, json, register, as_of }) => {
            explain::explain(&data, &code, register.as_deref(), as_of, json, language)
        }
        Some(Command::Paper { code, kind, from, to, month, unit, out, register, site }) => {
            let days = paper::days((from, to), month.as_deref());
            let arguments = paper::PaperArguments { code, kind, days, unit, register, site };
            paper::paper(&data, arguments, &out)
        }
        Some(Command::Check { kind }) => check::check(kind, language),
        Some(Command::Forms { command: FormsCommand::Check { folder } }) => {
            forms::check(folder.as_deref(), language)
        }
        Some(Command::Fee { args }) => fee::fee(&data, &args, (language, of_failures)),
        Some(Command::Due { vectors, calendars }) => due::due(&vectors, &calendars),
        Some(Command::Rules { command }) => rules::run(&data, command, (language, of_failures)),
        Some(Command::Accounts { command: None }) => accounts::list(&data, of_failures),
        Some(Command::Accounts { command: Some(AccountsCommand::New { officer }) }) => {
            accounts::new(&data, &officer, of_failures)
        }
        Some(Command::Routes) => upkeep::routes(),
        Some(Command::Commands) => upkeep::commands(),
        Some(Command::Permissions) => permissions::print(),
        Some(Command::Rights(command)) => rights::run(&data, &command, language),
        Some(Command::Money(command)) => money::run(&data, &command, language),
        Some(Command::Upkeep(command)) => upkeep::run(&data, command, (language, of_failures)),
    }
}

/// The instant of the machine's clock.
pub(crate) fn machine_now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(since.as_millis() as i64)
}

/// Fills a slice with random bytes from the machine's source.
pub(crate) fn fill_random(bytes: &mut [u8]) {
    // Fails only on a machine without a random source, where no secret could be made.
    getrandom::fill(bytes).expect("the machine gives random bytes");
}

/// Random bytes from the machine's source.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}

/// The present instant of a folder: that of the scenario's clock if it has one.
pub(crate) fn now_of(clock: Option<String>) -> Instant {
    clock.and_then(|text| text.parse().ok()).map_or_else(machine_now, Instant)
}

/// Whether the folder has a database.
pub(crate) fn exists(data: &std::path::Path) -> bool {
    Folder::exists(data)
}

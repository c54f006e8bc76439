//! The log: lines on standard error, from a level on. Only this program's own crates write to it,
//! so that no library can put an address or a value into a line. The doc comments of the levels are
//! texts of the help.

use std::io;

use clap::ValueEnum;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;

/// The crates whose lines are written; none of them logs personal data.
const OWN: [&str; 4] = ["app", "http", "web", "motcua"];

/// The least important lines that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Failures.
    Error,
    /// Failures and warnings.
    Warn,
    /// Acts too.
    #[default]
    Info,
    /// Every step.
    Debug,
}

impl From<Level> for LevelFilter {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARN,
            Level::Info => Self::INFO,
            Level::Debug => Self::DEBUG,
        }
    }
}

/// Starts the log. Only the first call has an effect.
pub fn begin(level: Level) {
    let own = OWN.map(|target| (target, LevelFilter::from(level)));
    // A line that cannot be written is lost; the server continues.
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(false).log_internal_errors(false);
    let log = tracing_subscriber::registry().with(lines).with(Targets::new().with_targets(own));
    let _ = tracing::subscriber::set_global_default(log);
}

/// Logs the place of a panic instead of its text, which may contain personal data.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "a panic");
    }));
}

//! The command line, whose words and options never change: other programs call it. The doc comments
//! of the arguments are the texts of the help.

mod figures;

use std::net::SocketAddr;
use std::path::PathBuf;

use calendar::{Day, Instant};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use indicators::Dimension;
use indicators::period::{Length, Period};
use text::Language;

use crate::logging::Level;

pub use self::figures::{
    AdvisersArgs, AdvisersBy, AnswerFormat, FigureArgs, Format, InspectionArgs, PeriodArgs,
    QueueArgs, QueueFormat, Rule, SummaryFormat,
};

/// Một Cửa: a one-stop shop for administrative procedures.
#[derive(Debug, Parser)]
#[command(name = "motcua", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The data folder.
    #[arg(long, global = true, value_name = "DIR", default_value = "./motcua-data")]
    pub data: PathBuf,
    /// The language: vi or en. Without it, explanations are in Vietnamese, failures in English.
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<Language>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// The language of answers and explanations.
    pub fn language(&self) -> Language {
        self.lang.unwrap_or(Language::Vietnamese)
    }

    /// The language of failures, and of a command's messages about its own work.
    pub fn failure_language(&self) -> Language {
        self.lang.unwrap_or(Language::English)
    }
}

/// The language of failures for a command line that does not parse.
pub fn failure_language() -> Language {
    let words: Vec<String> = std::env::args().collect();
    let stated = |(word, next): (&String, Option<&String>)| match word.strip_prefix("--lang") {
        Some("") => next.and_then(|code| code.parse().ok()),
        Some(rest) => rest.strip_prefix('=').and_then(|code| code.parse().ok()),
        None => None,
    };
    let nexts = words.iter().skip(1).map(Some).chain([None]);
    words.iter().zip(nexts).find_map(stated).unwrap_or(Language::English)
}

/// The commands about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountsCommand {
    /// Make an officer's account, or reset it, and print its first password.
    New {
        /// The officer's id in the agency's file.
        #[arg(value_name = "OFFICER", value_parser = name)]
        officer: String,
    },
}

/// The command; without one, serve, and make a folder with District 9 where there is none.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages of the folder.
    Serve(ServeArgs),
    /// Replay a scenario into the folder.
    Load {
        /// A built-in scenario (district9) or a folder.
        #[arg(value_name = "NAME|FOLDER")]
        scenario: String,
        /// Stop the replay at an instant before its end.
        #[arg(long, value_name = "INSTANT")]
        until: Option<Instant>,
    },
    /// Import an old register, CSV, .xlsx or XES, by a map (docs/import).
    Import {
        /// The log file.
        file: PathBuf,
        /// The map file: which columns of the log have which values.
        #[arg(long, value_name = "MAP.toml")]
        map: PathBuf,
        /// The register's name; the map's own otherwise.
        #[arg(long, value_parser = name)]
        register: Option<String>,
        /// The file for rejected rows, a table for a spreadsheet.
        #[arg(long, value_name = "FILE")]
        rejects: Option<PathBuf>,
        /// The file for all warnings, each with its kind, a table for a spreadsheet.
        #[arg(long, value_name = "FILE")]
        warnings: Option<PathBuf>,
        /// Print what the import would add; write nothing into the folder.
        #[arg(long)]
        check: bool,
    },
    /// Work with imported registers.
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Print the figures of a period.
    Report {
        #[command(flatten)]
        query: FigureArgs,
        /// One row for each unit, field, procedure, officer, channel, ward or month.
        #[arg(long, value_name = "DIMENSION", value_parser = dimension(), hide_possible_values = true)]
        by: Option<Dimension>,
        /// How the table is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Print the codes behind a figure, one a line.
    List {
        #[command(flatten)]
        query: FigureArgs,
        /// The figure, by its name in the JSON of `report`.
        #[arg(long, value_name = "NAME", value_parser = name)]
        figure: String,
    },
    /// Print how many dossiers that became late in a period had their apology letter by its end,
    /// with each gap and who answered for it.
    Coverage {
        #[command(flatten)]
        period: PeriodArgs,
        /// One row for each unit, field, procedure, officer, channel, ward or month.
        #[arg(long, value_name = "DIMENSION", value_parser = dimension(), hide_possible_values = true)]
        by: Option<Dimension>,
        /// How the table is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Print the summary report of a period, composed from the record.
    Summary {
        #[command(flatten)]
        period: PeriodArgs,
        /// How the report is printed.
        #[arg(long, value_enum, default_value_t = SummaryFormat::Text)]
        format: SummaryFormat,
    },
    /// Print how satisfied citizens are with the results that were given out in a period.
    Satisfaction {
        #[command(flatten)]
        period: PeriodArgs,
        /// One row for each unit, field, procedure, officer, channel, ward or month.
        #[arg(long, value_name = "DIMENSION", value_parser = dimension(), hide_possible_values = true)]
        by: Option<Dimension>,
        /// How the table is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Print how campaigns stand: each unit's score with its parts, rank and whether it reached its
    /// target, the share that did, the comparison with the baseline, commendations.
    Campaigns {
        /// Only this campaign.
        #[arg(value_name = "ID", value_parser = name)]
        id: Option<String>,
        /// Answer as of this instant; without it, as of now.
        #[arg(long, value_name = "INSTANT")]
        as_of: Option<Instant>,
        /// How the campaigns are printed.
        #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
        format: AnswerFormat,
    },
    /// Print the sessions of the advisory teams by outcome, and how much was filed online against the
    /// period before.
    Advisers {
        #[command(flatten)]
        args: AdvisersArgs,
        /// One row for each ward or procedure.
        #[arg(long, value_enum)]
        by: Option<AdvisersBy>,
        /// How the table is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Print the inspection visits of a period with their findings, or a part of the findings, one a line
    /// as JSON.
    Inspections {
        #[command(flatten)]
        args: InspectionArgs,
    },
    /// Print how long people waited and were served at the desks in a period, with counts.
    QueueFigures {
        #[command(flatten)]
        args: QueueArgs,
    },
    /// Print the indicators of every officer in a month or year, or of one, with the figures behind them
    /// and what was decided; and the agency's own.
    Evaluation {
        #[command(flatten)]
        args: EvaluationArgs,
    },
    /// Close a month of the agency, so that its tables stay as they are, or show a closed one with what
    /// changed since.
    Month {
        #[command(subcommand)]
        command: MonthCommand,
    },
    /// Explain a dossier: its due date, holders, lateness.
    Explain {
        /// The dossier's code.
        #[arg(value_parser = name)]
        code: String,
        /// Print everything as JSON.
        #[arg(long)]
        json: bool,
        /// The register; the agency's own otherwise.
        #[arg(long, value_parser = name)]
        register: Option<String>,
        /// Show the dossier as it was known at this instant.
        #[arg(long, value_name = "INSTANT")]
        as_of: Option<Instant>,
    },
    /// Write a statutory paper of a dossier as PDF.
    Paper {
        /// The dossier's code, the name of a hand-over list, `register_book` for the book of some days,
        /// or the kind of a book of certifications: `copies`, `signatures`, `translators` or
        /// `transactions`.
        #[arg(value_name = "CODE", value_parser = name)]
        code: String,
        /// The paper: `appointment_slip`, `supplement_request`, `refusal`, `apology_letter`,
        /// `stop_notice`, `control_sheet` or `filled_form`; of a list `handover_list` or `result_list`;
        /// of certifications `certification_book`.
        #[arg(value_parser = name)]
        kind: Option<String>,
        /// First day of the book.
        #[arg(long, value_name = "DATE")]
        from: Option<Day>,
        /// Last day of the book.
        #[arg(long, value_name = "DATE")]
        to: Option<Day>,
        /// The month of the book of certifications.
        #[arg(long, value_name = "MONTH", value_parser = month, conflicts_with_all = ["from", "to"])]
        month: Option<String>,
        /// The office whose book of certifications it is; of every office otherwise.
        #[arg(long, value_name = "UNIT", value_parser = name)]
        unit: Option<String>,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The register; the agency's own otherwise.
        #[arg(long, value_parser = name)]
        register: Option<String>,
        /// The public address of the site, for the QR code of a slip; that of `agency.toml` otherwise.
        #[arg(long, value_name = "ADDRESS", value_parser = site)]
        site: Option<String>,
    },
    /// Read a telephone, identity paper, tax code or VietQR payload a line from standard input, and print
    /// each in its normal form, as a JSON object a line.
    Check {
        /// The kind of value on each line.
        kind: NumberKind,
    },
    /// Work with the forms of procedures.
    Forms {
        #[command(subcommand)]
        command: FormsCommand,
    },
    /// Print what a dossier of a procedure costs, as JSON.
    Fee {
        #[command(flatten)]
        args: FeeArgs,
    },
    /// Compute due dates of test vectors.
    Due {
        /// The vectors, one JSON object a line.
        #[arg(long, value_name = "FILE")]
        vectors: PathBuf,
        /// The calendars that they name.
        #[arg(long, value_name = "FILE")]
        calendars: PathBuf,
    },
    /// Work with officers' accounts; without a subcommand, list them.
    Accounts {
        #[command(subcommand)]
        command: Option<AccountsCommand>,
    },
    /// Print every route with the right that it needs.
    Routes,
    /// Work with rules files.
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Print the list of commands of a dossier (docs/commands.md).
    Commands,
    /// Print which role has which right (docs/permissions.md).
    Permissions,
    #[command(flatten)]
    Rights(RightsCommand),
    #[command(flatten)]
    Money(MoneyCommand),
    #[command(flatten)]
    Upkeep(UpkeepCommand),
}

/// The options of the server.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Address and port.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8018")]
    pub listen: SocketAddr,
    /// A program that delivers notices: the program reads one notice from standard input, as
    /// JSON with `id`, `way`, `to`, `subject`, `text` and `language`, and exits with 0 when the
    /// notice is sent (docs/notices.md).
    #[arg(long, value_name = "PROGRAM")]
    pub deliver: Option<PathBuf>,
    /// A file that names the gateways of notices: a mail server, or an HTTP gateway or program
    /// for mail, SMS and chat (docs/notices.md). What it does not name goes by --deliver.
    #[arg(long, value_name = "FILE")]
    pub gateways: Option<PathBuf>,
    /// A network of reverse proxies whose `X-Forwarded-For` or `Forwarded` is believed, as
    /// 10.0.0.0/8 or 2001:db8::/32; may be given several times. Without it, no proxy is
    /// believed.
    #[arg(long, value_name = "CIDR")]
    pub proxy: Vec<web::Network>,
    /// A folder in which scanners leave files; desk officers find them at reception
    /// (docs/operations.md).
    #[arg(long, value_name = "DIR")]
    pub scans: Option<PathBuf>,
    /// Address and port of `/health` and `/metrics`, for the operator's network only
    /// (docs/operations.md); without it neither is served.
    #[arg(long, value_name = "ADDR")]
    pub ops: Option<SocketAddr>,
    /// A second address for signed notices of the bank (docs/money.md); with --bank-secret.
    #[arg(long, value_name = "ADDR", requires = "bank_secret")]
    pub bank: Option<SocketAddr>,
    /// The file with the secret shared with the bank.
    #[arg(long, value_name = "FILE", requires = "bank")]
    pub bank_secret: Option<PathBuf>,
    /// The lowest level of the lines that are written to standard error.
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Info)]
    pub log: Level,
}

/// What to read of the rights of persons to their data.
#[derive(Debug, Subcommand)]
pub enum RightsCommand {
    /// Print the requests of persons about their data, one a line as JSON.
    DataRequests {
        /// Only those that are not decided.
        #[arg(long)]
        open: bool,
    },
    /// Print the breaches of personal data with their 72 hours, those with a notice still due
    /// first.
    Breaches {
        /// Only those with a notice still due.
        #[arg(long)]
        open: bool,
        /// How the breaches are printed: JSON is an object a line.
        #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
        format: AnswerFormat,
    },
    /// Print the dossiers whose retention has ended, one a line as JSON.
    Retention,
}

/// What to read of the money of dossiers.
#[derive(Debug, Subcommand)]
pub enum MoneyCommand {
    /// Print the cashbook of a period: every entry with the accounts that it debits and credits, and the
    /// balances of all accounts.
    Cashbook {
        /// The first day, as 2026-11-01.
        #[arg(long, value_name = "DATE")]
        from: Day,
        /// The last day.
        #[arg(long, value_name = "DATE")]
        to: Day,
        /// How the book is printed: JSON has the entries too.
        #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
        format: AnswerFormat,
    },
    /// Print the payload of the VietQR code by which the amount owed for a dossier is paid.
    Vietqr {
        /// The dossier's code.
        #[arg(value_parser = name)]
        code: String,
    },
}

/// What to do with a folder as a whole.
#[derive(Debug, Subcommand)]
pub enum UpkeepCommand {
    /// Fold every stream again and compare the result with the stored rows.
    Doctor,
    /// Write a backup; the server may run meanwhile.
    Backup {
        /// The file of the backup.
        file: PathBuf,
        /// Replace an existing file; a database is never replaced.
        #[arg(long)]
        replace: bool,
    },
    /// Restore a backup into a folder without a database, and erase again the persons who were erased since.
    Restore {
        /// The backup.
        file: PathBuf,
        /// The list of erasures of the lost folder (`motcua.erasures`); without it that of the new folder,
        /// where there is one.
        #[arg(long, value_name = "FILE")]
        erasures: Option<PathBuf>,
    },
}

/// The officer and the period of an evaluation.
#[derive(Debug, clap::Args)]
pub struct EvaluationArgs {
    /// The month, such as 2018-11.
    #[arg(long, value_name = "YYYY-MM", value_parser = period_of_month, conflicts_with = "year")]
    pub month: Option<Period>,
    /// The year, such as 2018.
    #[arg(long, value_name = "YYYY", value_parser = period_of_year)]
    pub year: Option<Period>,
    /// Only this officer, by id.
    #[arg(long, value_name = "ID", value_parser = name)]
    pub officer: Option<String>,
    /// Answer as of this instant; without it, as of now.
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<Instant>,
    /// How the sheets are printed.
    #[arg(long, value_enum, default_value_t = SheetFormat::Json)]
    pub format: SheetFormat,
}

/// How sheets are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// One JSON object.
    Json,
    /// One line an officer.
    Csv,
}

/// The commands about a month.
#[derive(Debug, Subcommand)]
pub enum MonthCommand {
    /// Freeze the tables of a month that has ended, for good. They are not signed by this: a leader
    /// signs them on the page of the month.
    Close {
        #[command(flatten)]
        month: MonthArgs,
    },
    /// Print the tables of a closed month, who signed them, and each figure that is another now.
    Show {
        #[command(flatten)]
        month: MonthArgs,
    },
}

/// A month of an agency.
#[derive(Debug, clap::Args)]
pub struct MonthArgs {
    /// The agency's code.
    #[arg(value_name = "AGENCY", value_parser = name)]
    pub agency: String,
    /// The month, such as 2018-11.
    #[arg(value_name = "YYYY-MM", value_parser = month)]
    pub month: String,
    /// How the answer is printed.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

/// The commands about registers.
#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Remove an imported register with all its dossiers, for good; the agency's own stays. Its
    /// file may be imported again.
    Remove {
        /// The register's name.
        #[arg(value_parser = name)]
        name: String,
        /// Confirm the removal; without it the command prints how many dossiers it would remove.
        #[arg(long)]
        yes: bool,
    },
}

/// The commands about forms.
#[derive(Debug, Subcommand)]
pub enum FormsCommand {
    /// Print the fields, conditions and components of each procedure that is filed online, a line each,
    /// and every error.
    Check {
        /// A folder with procedures and their forms; the release's own where none is named.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

/// The commands about rules files.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Check rules files as `put` would: with the catalogue's, or with those in force in the data
    /// folder; all errors at once.
    Check {
        /// A folder of rules files, or one file.
        #[arg(value_name = "DIR|FILE")]
        path: PathBuf,
        /// Accept that announced days off in force are dropped.
        #[arg(long)]
        drop_days: bool,
    },
    /// Write the office's own files of procedures of the catalogue, each with the unit that answers for
    /// it, into the office's folder; say what is left to enter. A file that exists is refused.
    Adopt {
        /// The codes of the procedures.
        #[arg(value_name = "CODE", required = true, value_parser = name)]
        codes: Vec<String>,
        /// The unit that answers for them, by its code.
        #[arg(long, value_parser = name)]
        unit: String,
        /// The office's folder, with its agency.toml.
        #[arg(long = "to", value_name = "DIR", default_value = ".")]
        folder: PathBuf,
        /// Their first day; without it the catalogue's, or the unit's where that is later.
        #[arg(long, value_name = "DATE")]
        from: Option<Day>,
    },
    /// List the calendar years of this release that are not in force in the data folder.
    Offered {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Put rules files in force. A folder with an agency.toml is put in force with the catalogue's
    /// files, and makes the data folder where there is none; another folder, or one file (a year, a
    /// holiday, a procedure), is added to what is in force. Without a path: the calendar years of
    /// this release.
    Put {
        /// A folder of rules files, or one file.
        #[arg(value_name = "DIR|FILE")]
        path: Option<PathBuf>,
        /// Only list the dossiers whose due would move; nothing is put in force.
        #[arg(long)]
        dry_run: bool,
        /// Drop the announced days off in force that the files leave out and do not withdraw; without
        /// this option such files are refused.
        #[arg(long)]
        drop_days: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// The reason for the record, such as the decision that announced it; without it, the
        /// source of the year files.
        #[arg(long, value_name = "TEXT", value_parser = name)]
        reason: Option<String>,
    },
}

/// A question about fees.
#[derive(Debug, clap::Args)]
pub struct FeeArgs {
    /// The procedure's code, such as 2.000815.
    #[arg(value_name = "CODE", value_parser = name)]
    pub code: String,
    /// The number of copies, papers, contracts or cases, as the fee names them.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=MAX_COUNTED))]
    pub copies: u32,
    /// The number of pages of each copy.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=MAX_COUNTED))]
    pub pages: u32,
    /// The number of parcels of land.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=MAX_COUNTED))]
    pub parcels: u32,
    /// The number of months.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=MAX_COUNTED))]
    pub months: u32,
    /// The case of the procedure; the ordinary one otherwise.
    #[arg(long, value_name = "CASE", value_parser = name)]
    pub case: Option<String>,
    /// The channel of filing: counter, online or post.
    #[arg(long, value_name = "CHANNEL", default_value = "counter", value_parser = name)]
    pub channel: String,
    /// A relief that the applicant claims, by code; may be given several times, the best counts.
    #[arg(long, value_name = "CODE", value_parser = name)]
    pub relief: Vec<String>,
    /// The day of reception; today otherwise.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Day>,
}

/// The largest number of copies, pages, parcels or months that a fee can count.
const MAX_COUNTED: i64 = 1_000_000;

/// Reads a name, code or text, normalised as text from outside: a terminal may send decomposed
/// letters.
fn name(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text::outside::line(text).into_owned())
}

/// Reads the address of a site.
fn site(text: &str) -> Result<String, String> {
    let site = text::contact::site(&text::outside::line(text));
    site.ok_or_else(|| "the address of a site is written as https://motcua.example".to_owned())
}

/// The parser of a dimension by its word.
fn dimension() -> impl TypedValueParser<Value = Dimension> {
    let words = PossibleValuesParser::new(Dimension::ALL.map(Dimension::code));
    words.try_map(|word: String| word.parse::<Dimension>())
}

/// Reads a month such as `2018-11`.
fn period_of_month(text: &str) -> Result<Period, String> {
    let period = text.parse().ok().filter(|period: &Period| period.length == Length::Month);
    period.ok_or_else(|| "a month is written as 2018-11".to_owned())
}

fn period_of_year(text: &str) -> Result<Period, String> {
    let period = text.parse().ok().filter(|period: &Period| period.length == Length::Year);
    period.ok_or_else(|| "a year is written as 2018".to_owned())
}

/// Reads a month such as `2018-11`, or `11/2018` as it is printed.
fn month(text: &str) -> Result<String, String> {
    let month = match text.split_once('/') {
        Some((month, year)) => format!("{year}-{month:0>2}"),
        None => text.to_owned(),
    };
    let day = format!("{month}-01").parse::<Day>();
    day.map(|_| month).map_err(|_| "a month is written as 2018-11".to_owned())
}

#[cfg(test)]
mod tests;

/// A number of a person or company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NumberKind {
    /// A telephone, of any country.
    Phone,
    /// An identity number or passport.
    Identity,
    /// A tax code.
    TaxCode,
    /// The payload of a VietQR code.
    Vietqr,
}

//! The arguments of commands about figures: the period, what is left in, the form of the output.

use affairs::inspection::FindingGroup;
use affairs::queue_day::figures::GroupBy;
use calendar::{Day, Instant};
use clap::ValueEnum;
use indicators::{Basis, Dimension};

use super::{month, name};

/// A period of a register, with filters.
#[derive(Debug, clap::Args)]
pub struct PeriodArgs {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Day,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Day,
    /// Answer as of this instant; without it, as of now.
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<Instant>,
    /// The register; the agency's own otherwise.
    #[arg(long, value_parser = name)]
    pub register: Option<String>,
    /// Only this field.
    #[arg(long, value_parser = name)]
    pub field: Option<String>,
    /// Only this procedure; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = name)]
    pub procedure: Vec<String>,
    /// Only dossiers that this unit answers for, by its code.
    #[arg(long, value_parser = name)]
    pub unit: Option<String>,
}

/// A question about figures.
#[derive(Debug, clap::Args)]
pub struct FigureArgs {
    #[command(flatten)]
    pub period: PeriodArgs,
    /// The dossiers that the figures count.
    #[arg(long, value_enum, default_value_t = BasisWord::Cohort)]
    pub basis: BasisWord,
    /// The dates or instants that are compared with the due date.
    #[arg(long, value_enum, default_value_t = Rule::Date)]
    pub rule: Rule,
    /// Only dossiers whose last holder is this officer, by id.
    #[arg(long, value_parser = name)]
    pub officer: Option<String>,
    /// Only this channel: online, counter, post, or an old register's own word.
    #[arg(long, value_parser = name)]
    pub channel: Option<String>,
    /// Only applicants of this ward, by code.
    #[arg(long, value_parser = name)]
    pub ward: Option<String>,
    /// Only dossiers received in this month, such as 2018-11.
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub month: Option<String>,
}

/// Received in the period, or carried over into it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BasisWord {
    /// Received in the period.
    Cohort,
    /// Carried over into it and received in it.
    Flow,
}

impl From<BasisWord> for Basis {
    fn from(word: BasisWord) -> Self {
        match word {
            BasisWord::Cohort => Self::Cohort,
            BasisWord::Flow => Self::Flow,
        }
    }
}

/// Whether dates or instants are compared with due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rule {
    /// Civil dates.
    Date,
    /// Instants.
    Instant,
}

/// A period of the advisory teams.
#[derive(Debug, clap::Args)]
pub struct AdvisersArgs {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Day,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Day,
    /// Answer as of this instant; without it, as of now.
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<Instant>,
    /// Only this procedure; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = name)]
    pub procedure: Vec<String>,
}

/// A period of inspection visits.
#[derive(Debug, clap::Args)]
pub struct InspectionArgs {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Day,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Day,
    /// Answer as of this instant; without it, as of now.
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<Instant>,
    /// Only visits to this unit, by code.
    #[arg(long, value_parser = name)]
    pub unit: Option<String>,
    /// List findings of this state in place of visits.
    #[arg(long, value_enum)]
    pub findings: Option<FindingsWord>,
}

/// A period of the queues of the desks.
#[derive(Debug, clap::Args)]
pub struct QueueArgs {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Day,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Day,
    /// The rows of the table.
    #[arg(long, value_enum, default_value_t = QueueBy::Line)]
    pub by: QueueBy,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = QueueFormat::Json)]
    pub format: QueueFormat,
}

/// The rows of the figures of queues.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum QueueBy {
    /// The line.
    Line,
    /// The counter.
    Counter,
    /// The hour in which the wait began.
    Hour,
    /// The day.
    Day,
}

impl From<QueueBy> for GroupBy {
    fn from(by: QueueBy) -> Self {
        match by {
            QueueBy::Line => Self::Line,
            QueueBy::Counter => Self::Counter,
            QueueBy::Hour => Self::Hour,
            QueueBy::Day => Self::Day,
        }
    }
}

/// How figures of queues are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum QueueFormat {
    /// Everything, for programs.
    Json,
    /// For programs, in a form that does not change: plain numbers, codes, column names in English.
    Csv,
}

/// A part of the findings.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum FindingsWord {
    /// Every one.
    Found,
    /// Followed up by their owners.
    FollowedUp,
    /// Followed up by the last day in force.
    InTime,
    /// Closed.
    Closed,
}

impl From<FindingsWord> for FindingGroup {
    fn from(word: FindingsWord) -> Self {
        match word {
            FindingsWord::Found => Self::Found,
            FindingsWord::FollowedUp => Self::FollowedUp,
            FindingsWord::InTime => Self::InTime,
            FindingsWord::Closed => Self::Closed,
        }
    }
}

/// The rows of the table about the advisory teams.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AdvisersBy {
    /// The ward of the team, and of the applicant's address.
    Ward,
    /// The procedure.
    Procedure,
}

impl From<AdvisersBy> for Dimension {
    fn from(by: AdvisersBy) -> Self {
        match by {
            AdvisersBy::Ward => Self::Ward,
            AdvisersBy::Procedure => Self::Procedure,
        }
    }
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Aligned columns for a terminal.
    Table,
    /// For programs, in a form that does not change: plain numbers, codes, column names in English.
    Csv,
    /// For spreadsheets: period, filters and heads in the reader's language.
    Sheet,
    /// Everything, for programs.
    Json,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AnswerFormat {
    /// For reading.
    Text,
    /// Everything, for programs.
    Json,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SummaryFormat {
    /// For reading.
    Text,
    /// Each sentence with its numbers and the question behind each.
    Json,
}

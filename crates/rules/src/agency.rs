//! The agency, its units and its officers, each with the days on which it is valid. The module must
//! not know a file.

use std::collections::BTreeSet;

use calendar::Day;

use crate::competent_agency::CompetentAgency;
use crate::first_number::FirstNumber;
use crate::procedure::Procedure;
use crate::queue_line::QueueLine;
use crate::quiet_hours::QuietHours;
use crate::result_rules::ResultRules;
use crate::words::{Level, NumberedPaper, Post, UnitKind};

/// The default number of working minutes in which an offer of a dossier is answered (decisions,
/// "Responsibility" 1).
pub const ACCEPT_WITHIN_MINUTES: u32 = 240;

/// The agency that uses the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The short name, which addresses and stream names contain.
    pub code: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The identifier in the national data exchange (QCVN 102:2016/BTTTT).
    pub identifier: Option<String>,
    /// A note for readers about the identifier.
    pub identifier_note: Option<String>,
    /// The level of government.
    pub level: Level,
    /// The first day of the agency.
    pub valid_from: Day,
    /// The last day of the agency; `None` while no end is decided.
    pub valid_to: Option<Day>,
    /// The id of the opening calendar on which durations are counted.
    pub calendar: String,
    /// The id of the opening calendar of the desk; `None` where it is the calendar of durations.
    pub desk_calendar: Option<String>,
    /// The number of working minutes after which an unanswered offer of a dossier counts as
    /// accepted.
    pub accept_within_minutes: u32,
    /// Whether citizens can file online here; otherwise they use the national portal or the desk.
    pub local_filing: bool,
    /// The public address of the site, as `https://motcua.example`, which printed papers name; `None`
    /// where the agency does not say.
    pub site: Option<String>,
    /// The account on which fees are paid; `None` where the agency does not say.
    pub bank: Option<BankAccount>,
    /// How results that wait at the desks are treated.
    pub results: ResultRules,
    /// For how many days backups are kept; none where the agency does not say.
    pub backups_kept_days: Option<u32>,
    /// The hours in which no message is sent to an officer.
    pub quiet_hours: QuietHours,
    /// The numbers at which series of papers begin, where not at 1.
    pub first_numbers: Vec<FirstNumber>,
    /// The lines in which people wait at the desks.
    pub queue_lines: Vec<QueueLine>,
    /// The other agencies for which the desks receive.
    pub competent_agencies: Vec<CompetentAgency>,
    /// All units, with those that are not valid any more.
    pub units: Vec<Unit>,
    /// All officers, with those who have left.
    pub officers: Vec<Officer>,
}

/// An account at a bank or the treasury.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// The number of the bank at NAPAS, six digits.
    pub bin: String,
    /// The number of the account, letters and digits.
    pub account: String,
    /// The name of the holder.
    pub holder: String,
}

/// A unit of the agency, or of another agency that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The short name, unique in the agency.
    pub code: String,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The kind of unit.
    pub kind: UnitKind,
    /// Whether the unit is a remote ward or commune, where procedures may take longer.
    pub remote: bool,
    /// The code of the superior unit.
    pub parent: Option<String>,
    /// The first day of the unit.
    pub valid_from: Day,
    /// The last day of the unit; `None` while no end is decided.
    pub valid_to: Option<Day>,
    /// The code of the unit that takes over the work after the last day.
    pub successor: Option<String>,
    /// The address for visitors.
    pub address: Option<String>,
    /// The published telephone number.
    pub phone: Option<String>,
}

/// An officer in one post of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The short name, unique in the agency.
    pub id: String,
    /// The officer's name.
    pub name: String,
    /// The code of the unit.
    pub unit: String,
    /// The post, which decides the roles.
    pub post: Post,
    /// The title of the post, in Vietnamese.
    pub title: String,
    /// The telephone number (E.164) or mail address to which the daily digest is sent; `None` where
    /// the officer reads the digest on a page only.
    pub contact: Option<String>,
    /// The telephone number of the office (E.164), published; never the officer's own.
    pub phone: Option<String>,
    /// The rank as a civil servant (ngạch); the law demands a rank of officers at the desk.
    pub grade: Option<String>,
    /// The first day of work in the field; the law demands a number of years of officers at the
    /// desk.
    pub in_field_since: Option<Day>,
    /// The first day in the post.
    pub valid_from: Day,
    /// The last day in the post; `None` until the last day of the unit.
    pub valid_to: Option<Day>,
}

impl Agency {
    /// The lines of a desk, in the order of their letters.
    #[must_use]
    pub fn lines_of(&self, desk: &str) -> Vec<&QueueLine> {
        let mut lines: Vec<_> = self.queue_lines.iter().filter(|line| line.unit == desk).collect();
        lines.sort_by_key(|line| line.letter.as_str());
        lines
    }

    /// The number at which the series of a unit, paper and year begins.
    #[must_use]
    pub fn first_number(&self, unit: &str, paper: NumberedPaper, year: i16) -> u64 {
        let is =
            |first: &&FirstNumber| first.unit == unit && first.paper == paper && first.year == year;
        self.first_numbers.iter().find(is).map_or(1, |first| first.number)
    }

    /// The desks with a queue, each once, in the order of their codes.
    #[must_use]
    pub fn queue_desks(&self) -> BTreeSet<&str> {
        self.queue_lines.iter().map(|line| line.unit.as_str()).collect()
    }

    /// The other agencies for which a procedure is received on a day: those that have an officer for each
    /// step of it.
    #[must_use]
    pub fn competent_for(&self, procedure: &Procedure, day: Day) -> Vec<&CompetentAgency> {
        let is_received = |agency: &&CompetentAgency| {
            let mut posts = procedure.steps.iter().map(|step| step.post);
            agency.procedures.contains(&procedure.code)
                && self.unit(&agency.unit).is_some_and(|unit| unit.valid(day))
                && posts.all(|post| !self.officers_of(&agency.unit, post, day).is_empty())
        };
        self.competent_agencies.iter().filter(is_received).collect()
    }

    /// The unit with this code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The officer with this id.
    #[must_use]
    pub fn officer(&self, id: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.id == id)
    }

    /// The officers who serve in a post of a unit on a day. Deputy heads serve as heads.
    #[must_use]
    pub fn officers_of(&self, unit: &str, post: Post, day: Day) -> Vec<&Officer> {
        let exists = self.unit(unit).is_some_and(|unit| unit.valid(day));
        let serves = |officer: &&Officer| {
            exists && officer.unit == unit && officer.post.serves_as(post) && officer.valid(day)
        };
        self.officers.iter().filter(serves).collect()
    }

    /// The unit that does the work of `unit` on a day: the unit itself up to its last day, then its
    /// successor.
    #[must_use]
    pub fn successor(&self, unit: &str, day: Day) -> Option<&Unit> {
        let mut unit = self.unit(unit)?;
        for _ in 0..self.units.len() {
            if unit.valid_to.is_none_or(|last| day <= last) {
                return Some(unit);
            }
            unit = self.unit(unit.successor.as_deref()?)?;
        }
        None
    }
}

impl Unit {
    /// Whether the unit exists on a day.
    #[must_use]
    pub fn valid(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

impl Officer {
    /// Whether the officer serves in the post on a day on which the unit exists.
    #[must_use]
    pub fn valid(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

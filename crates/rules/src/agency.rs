//! The agency, its units and its officers, each with their days of validity. It must not know a file.

use calendar::Day;

use crate::quiet_hours::QuietHours;
use crate::words::{Level, Post, UnitKind};

/// The default number of working minutes for the answer to an offer.
pub const ACCEPT_WITHIN_MINUTES: u32 = 240;

/// The agency that uses the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The short name in addresses and streams.
    pub code: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Identifier in the national data exchange (QCVN 102:2016/BTTTT).
    pub identifier: Option<String>,
    /// A note for readers about the identifier.
    pub identifier_note: Option<String>,
    /// The level of government.
    pub level: Level,
    /// The first day.
    pub valid_from: Day,
    /// The last day; none while no end is known.
    pub valid_to: Option<Day>,
    /// The calendar of durations.
    pub calendar: String,
    /// The calendar of the desk's opening hours; none where it is the calendar of durations.
    pub desk_calendar: Option<String>,
    /// The number of working minutes after which an unanswered offer of a dossier counts as accepted.
    pub accept_within_minutes: u32,
    /// Whether citizens can file online here; otherwise they use the national portal or the desk.
    pub local_filing: bool,
    /// When no message is sent to an officer.
    pub quiet_hours: QuietHours,
    /// All units, valid or not.
    pub units: Vec<Unit>,
    /// All officers, serving or not.
    pub officers: Vec<Officer>,
}

/// A unit of the agency, or a partner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Short name, unique in the agency.
    pub code: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Whether it is a remote ward or commune, where procedures may take longer.
    pub remote: bool,
    /// The superior unit.
    pub parent: Option<String>,
    /// The first day.
    pub valid_from: Day,
    /// The last day; none while no end is known.
    pub valid_to: Option<Day>,
    /// The unit that takes over its work after the last day.
    pub successor: Option<String>,
    /// The address for visitors.
    pub address: Option<String>,
    /// The telephone number for callers.
    pub phone: Option<String>,
}

/// An officer in one post of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Short name, unique in the agency.
    pub id: String,
    /// Name.
    pub name: String,
    /// The code of the unit.
    pub unit: String,
    /// The post.
    pub post: Post,
    /// Title, in Vietnamese.
    pub title: String,
    /// The telephone number (E.164) or mail address for the daily digest; none where it is read on the
    /// officer's page only.
    pub contact: Option<String>,
    /// The telephone number of the office (E.164), published; never the officer's own.
    pub phone: Option<String>,
    /// The rank as a civil servant (ngạch), which the law asks of officers at the desk.
    pub grade: Option<String>,
    /// The first day of work in the field, of which the law asks a number of years at the desk.
    pub since: Option<Day>,
    /// First day in the post.
    pub valid_from: Day,
    /// Last day in the post; none until the unit's last.
    pub valid_to: Option<Day>,
}

impl Agency {
    /// A unit by its code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// An officer by id.
    #[must_use]
    pub fn officer(&self, id: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.id == id)
    }

    /// The officers of a unit who serve in a post on a day; deputy heads serve as heads.
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

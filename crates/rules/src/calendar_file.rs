//! Reads opening calendars: the hours of each weekday, without holidays. The module must not know
//! years.

use calendar::{CalendarSpec, Count, Day, Opening, Zone};
use text::{ToSentence, sentence};

use crate::procedure::Scope;
use crate::reader::{Source, Table, WithTable};
use crate::words::Holidays;
use crate::years::Years;

/// One version of an opening calendar, as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningCalendar {
    /// The short name, such as `app`; the same in all versions.
    pub id: String,
    /// The name of the version; `None` where the id has only one version.
    pub version: Option<String>,
    /// The origin: the agency or the catalogue.
    pub scope: Scope,
    /// The name in Vietnamese.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The first day of the version; `None` for the first version.
    pub valid_from: Option<Day>,
    /// The openings of Monday to Sunday.
    pub week: [Vec<Opening>; 7],
    /// Whether some of the content is invented for a demonstration; `note` names the part.
    pub illustrative: bool,
    /// A note for readers about the data.
    pub note: Option<String>,
    /// The key of the content, where the name was in force with other content before.
    pub(crate) content: Option<String>,
}

impl OpeningCalendar {
    /// The name of the version among the files: the id, followed by the version if there is one.
    #[must_use]
    pub fn name_of_version(&self) -> String {
        match &self.version {
            Some(version) => format!("{}-{version}", self.id),
            None => self.id.clone(),
        }
    }

    /// The key of the content among all calendars that were ever in force.
    #[must_use]
    pub fn key(&self) -> String {
        self.content.clone().unwrap_or_else(|| self.name_of_version())
    }
}

/// The content of an opening calendar's file.
pub(crate) struct CalendarDraft {
    pub about: OpeningCalendar,
    zone: Zone,
    count: Count,
    years: [i16; 2],
    holidays: Holidays,
    makeup: Vec<Opening>,
}

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(crate) fn read<'a>(source: &'a Source<'a>, scope: Scope) -> WithTable<'a, CalendarDraft> {
    let table = source.root();
    let about = OpeningCalendar {
        id: table.text("id"),
        version: table.optional_text("version"),
        scope,
        name: table.text("name"),
        name_en: table.text("name_en"),
        valid_from: table.optional_day("valid_from"),
        week: week(&table),
        illustrative: table.optional_flag("illustrative"),
        note: table.optional_text("note"),
        content: None,
    };
    let zone_name = table.text("zone");
    let zone = Zone::named(&zone_name).unwrap_or_else(|error| {
        table.report("zone", error.to_sentence());
        Zone::VIETNAM
    });
    let week = &about.week;
    let makeup = if table.has("makeup") { table.openings("makeup") } else { week[0].clone() };
    let value = CalendarDraft {
        makeup,
        about,
        zone,
        count: table.word("count"),
        years: years(&table),
        holidays: table.word("holidays"),
    };
    table.close();
    WithTable { value, table }
}

fn week(table: &Table<'_>) -> [Vec<Opening>; 7] {
    let Some(days) = table.table("week", &sentence!("a table [week] from monday to sunday")) else {
        return Default::default();
    };
    let week = WEEKDAYS.map(|weekday| days.openings(weekday));
    if week.iter().all(Vec::is_empty) && !days.has_problem() && !days.may_lack_keys() {
        let text = sentence!("no day of the week is open; write monday = [\"07:30-11:30\"]");
        table.report("week", text);
    }
    days.close();
    week
}

/// The first and the last year of the calendar, within 1990 to 2050: the lunar rules have no other
/// years.
fn years(table: &Table<'_>) -> [i16; 2] {
    let [first, last] = ["from_year", "to_year"].map(|key| table.integer(key, 1990..=2050));
    if last < first {
        table.report(
            "to_year",
            sentence!("to_year lies before from_year; write {first} or later", first),
        );
    }
    // Cannot fail: `integer` returns a number of its range.
    [first, last].map(|year| i16::try_from(year).unwrap_or_default())
}

impl CalendarDraft {
    /// The most open minutes after a time of day on any day of the week.
    pub fn minutes_after(&self, time: u16) -> i64 {
        let after =
            |opening: &Opening| i64::from(opening.close.saturating_sub(opening.open.max(time)));
        let days = self.about.week.iter().map(|openings| openings.iter().map(after).sum());
        days.max().unwrap_or(0)
    }

    /// The parts of the calendar, with the holidays of its years.
    pub fn spec(&self, years: &Years) -> CalendarSpec {
        let [first, last] = self.years;
        let (closed, extra, announced_until) = match self.holidays {
            Holidays::Vn => (
                years.closed(first..=last),
                years.extra(&self.makeup),
                years.announced_until().unwrap_or(Day::from_ymd(first, 1, 1)),
            ),
            Holidays::None => (Vec::new(), Vec::new(), Day::from_ymd(last + 1, 1, 1)),
        };
        CalendarSpec {
            id: self.about.key(),
            zone: self.zone.clone(),
            week: self.about.week.clone(),
            closed,
            extra,
            count: self.count,
            first: Day::from_ymd(first, 1, 1),
            last: Day::from_ymd(last, 12, 31),
            announced_until,
        }
    }
}

/// Reports a second calendar of the same name, and a second version with the same first day.
pub(crate) fn overlaps(calendars: &[WithTable<'_, CalendarDraft>]) {
    for (index, second) in calendars.iter().enumerate() {
        let about = &second.value.about;
        for first in &calendars[..index] {
            let first_about = &first.value.about;
            if about.id.is_empty()
                || (first_about.scope, &first_about.id) != (about.scope, &about.id)
            {
                continue;
            }
            if first_about.version == about.version {
                let text = sentence!(
                    "calendar {key} is already in {path}; give this version a version = \"…\" of \
                     its own",
                    key = about.key(),
                    path = first.table.path()
                );
                second.table.report("id", text);
            } else if first_about.valid_from == about.valid_from {
                let text = sentence!(
                    "the version in {path} begins on the same day; write another valid_from",
                    path = first.table.path()
                );
                second.table.report("valid_from", text);
            }
        }
    }
}

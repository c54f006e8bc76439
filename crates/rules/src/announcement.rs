//! The announcement or withdrawal of one day off: checks it against the calendar in force and adds
//! it to the agency's own file of the year. The module must not know dossiers.

use calendar::{Calendar, Day};

use crate::SourceFile;
use crate::amendment::{agency_folder, year_of};

/// The most days between a day off and its make-up day, which is in the same year or in one next to
/// it.
const MADE_UP_WITHIN: i32 = 2 * 366;

/// A day off that is announced, or whose announcement is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    Holiday { day: Day, name: String, name_en: String },
    Swap { day_off: Day, made_up_on: Day },
    Withdrawn { day: Day },
}

/// The reason why an announcement is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnouncementFault {
    /// The day has passed.
    Past,
    /// The day is outside the range of the calendar.
    OutOfRange,
    /// The day is a day off already.
    Closed,
    /// The day is a make-up day of another day off.
    MakesUp,
    /// The day to withdraw is not a day off.
    NotClosed,
    /// The day to swap is not a working day.
    NotWorking,
    /// The make-up day has passed.
    MadeUpPast,
    /// The make-up day is outside the range of the calendar.
    MadeUpOutOfRange,
    /// The make-up day is a day off.
    MadeUpClosed,
    /// The make-up day is a working day already.
    MadeUpWorking,
}

impl AnnouncementFault {
    /// The key of the sentence in `messages`; the key of a fault of the make-up day begins with
    /// `made_up_`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::OutOfRange => "out_of_range",
            Self::Closed => "closed",
            Self::MakesUp => "makes_up",
            Self::NotClosed => "not_closed",
            Self::NotWorking => "not_working",
            Self::MadeUpPast => "made_up_past",
            Self::MadeUpOutOfRange => "made_up_out_of_range",
            Self::MadeUpClosed => "made_up_closed",
            Self::MadeUpWorking => "made_up_working",
        }
    }
}

impl Announcement {
    /// The first fault of the announcement on the calendar in force; `None` for a valid
    /// announcement.
    #[must_use]
    pub fn fault(&self, calendar: &Calendar, today: Day) -> Option<AnnouncementFault> {
        use AnnouncementFault as Fault;
        let (first, last) = calendar.range();
        let out_of_range = |day: Day| day < first || last < day;
        let day = self.day();
        if out_of_range(day) {
            return Some(Fault::OutOfRange);
        }
        if day < today {
            return Some(Fault::Past);
        }
        let closed = calendar.closed_day(day).is_some();
        let made_up_on = match self {
            Self::Withdrawn { .. } => return (!closed).then_some(Fault::NotClosed),
            _ if closed => return Some(Fault::Closed),
            _ if is_make_up_day(calendar, day) => return Some(Fault::MakesUp),
            Self::Holiday { .. } => return None,
            Self::Swap { made_up_on, .. } => *made_up_on,
        };
        let minutes = |day: Day| {
            let openings = calendar.openings(day).iter();
            openings.map(|opening| opening.close - opening.open).sum::<u16>()
        };
        if minutes(day) == 0 {
            Some(Fault::NotWorking)
        } else if out_of_range(made_up_on) {
            Some(Fault::MadeUpOutOfRange)
        } else if made_up_on < today {
            Some(Fault::MadeUpPast)
        } else if calendar.closed_day(made_up_on).is_some() {
            Some(Fault::MadeUpClosed)
        } else {
            // A half day can become a whole working day; the day off itself has no minutes to add.
            (minutes(made_up_on) >= minutes(day)).then_some(Fault::MadeUpWorking)
        }
    }

    /// The day off.
    #[must_use]
    pub const fn day(&self) -> Day {
        match self {
            Self::Holiday { day, .. } | Self::Withdrawn { day } => *day,
            Self::Swap { day_off, .. } => *day_off,
        }
    }
}

/// Whether a day is the make-up day of a day off in the same year or one next to it.
fn is_make_up_day(calendar: &Calendar, day: Day) -> bool {
    let near = (-MADE_UP_WITHIN..=MADE_UP_WITHIN).map(|days| day.plus(days));
    let closed = near.filter_map(|other| calendar.closed_day(other));
    closed.into_iter().any(|closed| closed.made_up_on == Some(day))
}

/// The agency's year file with one more announcement; `decision` is the text that announces it.
#[must_use]
pub fn announced(
    in_force: &[SourceFile],
    announcement: &Announcement,
    decision: &str,
) -> SourceFile {
    let day = announcement.day();
    let number = i64::from(day.ymd().0);
    let years = agency_folder(in_force).map(|home| format!("{home}calendars/years/"));
    let own = in_force.iter().find(|file| {
        years.as_ref().is_some_and(|years| file.path.starts_with(years))
            && year_of(file) == Some(number)
    });
    let decision = quoted(decision);
    let text = own.map_or_else(
        || format!("year = {number}\nsource = {decision}\n"),
        |file| file.text.clone(),
    );
    let withdrawn = matches!(announcement, Announcement::Withdrawn { .. });
    let (mut text, was_announced) = without_tables_of(&text, day, withdrawn);
    // A withdrawal of the agency's own announcement removes it from the file.
    if !(withdrawn && was_announced) {
        text += &table(announcement, &decision);
    }
    SourceFile { path: format!("{number}.toml"), text }
}

/// The table of an announcement in a year file, with `decision` already quoted.
pub(crate) fn table(announcement: &Announcement, decision: &str) -> String {
    match announcement {
        Announcement::Withdrawn { day } => {
            format!("\n[[withdrawn]]\ndate = {day}\ndecision = {decision}\n")
        }
        Announcement::Holiday { day, name, name_en } => {
            let (name, name_en) = (quoted(name), quoted(name_en));
            format!(
                "\n# {decision}\n[[holiday]]\ndate = {day}\nname = {name}\nname_en = {name_en}\n"
            )
        }
        Announcement::Swap { day_off, made_up_on } => format!(
            "\n[[swap]]\nday_off = {day_off}\nmade_up_on = {made_up_on}\ndecision = {decision}\n"
        ),
    }
}

/// The text without the tables of a day: without its announcements, or else without its
/// withdrawals; and whether the text had such tables.
fn without_tables_of(text: &str, day: Day, announcements: bool) -> (String, bool) {
    let mut tables: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.trim_start().starts_with('[') {
            tables.push(String::new());
        }
        if let Some(table) = tables.last_mut() {
            *table += line;
            table.push('\n');
        }
    }
    let all = tables.len();
    tables.retain(|table| {
        let withdraws = table.trim_start().starts_with("[[withdrawn]]");
        withdraws == announcements || !is_of(table, day)
    });
    (tables.concat(), tables.len() < all)
}

fn is_of(table: &str, day: Day) -> bool {
    let day = day.to_string();
    table.lines().filter_map(|line| line.split_once('=')).any(|(key, value)| {
        ["date", "day_off"].contains(&key.trim()) && value.trim().starts_with(&day)
    })
}

pub(crate) fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    toml::Value::String(line).to_string()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use calendar::{CalendarSpec, ClosedDay, Count, ExtraDay, Opening, Zone};

    use super::*;

    /// June 2018 with weekdays and Saturday mornings; the 13th is off and made up on the 24th.
    fn june() -> Calendar {
        let half = vec![Opening { open: 450, close: 690 }];
        let whole = vec![half[0], Opening { open: 780, close: 1020 }];
        let mut week = [(); 7].map(|()| whole.clone());
        (week[5], week[6]) = (half, Vec::new());
        let (day_off, made_up_on) = (Day::from_ymd(2018, 6, 13), Day::from_ymd(2018, 6, 24));
        let (name, name_en) = (String::new(), String::new());
        let closed = ClosedDay {
            day: day_off,
            name,
            name_en,
            made_up_on: Some(made_up_on),
            estimate: false,
        };
        let spec = CalendarSpec {
            id: "x".into(),
            zone: Zone::VIETNAM,
            week,
            closed: vec![closed],
            extra: vec![ExtraDay { day: made_up_on, openings: whole }],
            count: Count::Effective,
            first: Day::from_ymd(2018, 1, 1),
            last: Day::from_ymd(2018, 12, 31),
            announced_until: Day::from_ymd(2019, 1, 1),
        };
        spec.build().unwrap()
    }

    #[test]
    fn faults_with_the_calendar_are_named() {
        let day = |day: i8| Day::from_ymd(2018, 6, day);
        let holiday = |day| Announcement::Holiday { day, name: "x".into(), name_en: "x".into() };
        let withdrawn = |day| Announcement::Withdrawn { day };
        let swap = |off, on| Announcement::Swap { day_off: off, made_up_on: on };
        for (announcement, expected) in [
            (holiday(day(11)), ""),
            // Today, and a Sunday.
            (holiday(day(5)), ""),
            (holiday(day(10)), ""),
            (holiday(day(4)), "past"),
            (holiday(day(13)), "closed"),
            (holiday(Day::from_ymd(2019, 1, 2)), "out_of_range"),
            (withdrawn(day(13)), ""),
            (withdrawn(day(11)), "not_closed"),
            (withdrawn(day(4)), "past"),
            // The 24th is the make-up day of the 13th.
            (holiday(day(24)), "makes_up"),
            (swap(day(24), day(17)), "makes_up"),
            (swap(day(11), day(17)), ""),
            // A Saturday morning becomes a whole working day.
            (swap(day(11), day(16)), ""),
            (swap(day(13), day(17)), "closed"),
            (swap(day(10), day(17)), "not_working"),
            (swap(day(11), day(3)), "made_up_past"),
            (swap(day(11), Day::from_ymd(2019, 1, 5)), "made_up_out_of_range"),
            (swap(day(11), day(13)), "made_up_closed"),
            (swap(day(11), day(12)), "made_up_working"),
            (swap(day(11), day(11)), "made_up_working"),
            (swap(day(11), day(24)), "made_up_working"),
        ] {
            let fault = announcement.fault(&june(), day(5));
            assert_eq!(fault.map_or("", AnnouncementFault::code), expected, "{announcement:?}");
        }
    }

    #[test]
    fn a_day_announced_and_withdrawn_again_leaves_the_others() {
        let day = |text: &str| text.parse::<Day>().unwrap_or(Day(0));
        let mut files = vec![SourceFile { path: "agency/agency.toml".into(), text: String::new() }];
        let holiday = |text: &str| Announcement::Holiday {
            day: day(text),
            name: "Nghỉ \"x\"".into(),
            name_en: "Off".into(),
        };
        let swap = Announcement::Swap { day_off: day("2026-12-03"), made_up_on: day("2026-12-05") };
        let withdrawn = |text: &str| Announcement::Withdrawn { day: day(text) };
        let mut now = Vec::new();
        for (announcement, dates) in [
            (holiday("2026-12-02"), vec!["2026-12-02"]),
            (swap, vec!["2026-12-02", "2026-12-03"]),
            (withdrawn("2026-12-02"), vec!["2026-12-03"]),
            (withdrawn("2026-09-02"), vec!["2026-12-03", "2026-09-02"]),
            (holiday("2026-09-02"), vec!["2026-12-03", "2026-09-02"]),
            (withdrawn("2026-09-02"), vec!["2026-12-03"]),
        ] {
            let file = announced(&files, &announcement, "Thông báo\nsố 1");
            assert!(toml::from_str::<toml::Table>(&file.text).is_ok(), "{}", file.text);
            let key = |line: &&str| line.starts_with("date") || line.starts_with("day_off");
            now = file.text.lines().filter(key).map(str::to_owned).collect();
            let days: Vec<&str> =
                now.iter().filter_map(|line| line.split_once(" = ")).map(|(_, day)| day).collect();
            assert_eq!(days, dates);
            files.truncate(1);
            let path = format!("agency/calendars/years/{}", file.path);
            files.push(SourceFile { path, text: file.text });
        }
        assert_eq!(now.len(), 1);
    }
}

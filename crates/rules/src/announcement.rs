//! One day announced or withdrawn, written into the agency's own file of its year. Knows not what is
//! closed otherwise: loading the file says what does not fit.

use calendar::Day;

use crate::SourceFile;
use crate::amendment::{home, year};

/// A day off that is announced or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    Holiday { day: Day, name: String, name_en: String },
    Swap { day_off: Day, made_up_on: Day },
    Withdrawn { day: Day },
}

impl Announcement {
    fn day(&self) -> Day {
        match self {
            Self::Holiday { day, .. } | Self::Withdrawn { day } => *day,
            Self::Swap { day_off, .. } => *day_off,
        }
    }
}

/// The agency's year file with one more announcement, made by a decision.
#[must_use]
pub fn announced(
    in_force: &[SourceFile],
    announcement: &Announcement,
    decision: &str,
) -> SourceFile {
    let day = announcement.day();
    let number = i64::from(day.ymd().0);
    let years = home(in_force).map(|home| format!("{home}calendars/years/"));
    let own = in_force.iter().find(|file| {
        years.as_ref().is_some_and(|years| file.path.starts_with(years))
            && year(file) == Some(number)
    });
    let decision = quoted(decision);
    let text = own.map_or_else(
        || format!("year = {number}\nsource = {decision}\n"),
        |file| file.text.clone(),
    );
    let withdrawn = matches!(announcement, Announcement::Withdrawn { .. });
    let (mut text, found) = without(&text, day, withdrawn);
    match announcement {
        // What the agency announced itself is taken back by taking it out.
        Announcement::Withdrawn { .. } if found => {}
        Announcement::Withdrawn { day } => {
            text += &format!("\n[[withdrawn]]\ndate = {day}\ndecision = {decision}\n");
        }
        Announcement::Holiday { day, name, name_en } => {
            let (name, name_en) = (quoted(name), quoted(name_en));
            text += &format!(
                "\n# {decision}\n[[holiday]]\ndate = {day}\nname = {name}\nname_en = {name_en}\n"
            );
        }
        Announcement::Swap { day_off, made_up_on } => {
            text += &format!(
                "\n[[swap]]\nday_off = {day_off}\nmade_up_on = {made_up_on}\n\
                 decision = {decision}\n"
            );
        }
    }
    SourceFile { path: format!("{number}.toml"), text }
}

/// The text without the tables of a day: its announcements, or else its withdrawals; and whether
/// there were any.
fn without(text: &str, day: Day, announcements: bool) -> (String, bool) {
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

fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    toml::Value::String(line).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let found: Vec<&str> =
                now.iter().filter_map(|line| line.split_once(" = ")).map(|(_, day)| day).collect();
            assert_eq!(found, dates);
            files.truncate(1);
            let path = format!("agency/calendars/years/{}", file.path);
            files.push(SourceFile { path, text: file.text });
        }
        assert_eq!(now.len(), 1);
    }
}

//! The keys of calendars. A key that was in force keeps its content for ever; other content of the
//! same name gets a new key. The module must not know files or days.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar::{Calendar, Calendars};

use crate::{OpeningCalendar, Rules};

/// The separator between the name of a version and the number of its content, which is written from
/// 2 on.
const SEPARATOR: char = '@';

/// The keys of calendars, by the names of the versions.
pub type CalendarKeys = BTreeMap<String, String>;

impl Rules {
    /// The key of each calendar, where `recorded` contains the calendars that were in force: the
    /// key with the same content, or else the first free key.
    #[must_use]
    pub fn calendar_keys(&self, recorded: &Calendars) -> CalendarKeys {
        let names = self.calendars.iter();
        names
            .map(|(name, calendar)| (name.clone(), self.key_of(name, calendar, recorded)))
            .collect()
    }

    fn key_of(&self, name: &str, calendar: &Calendar, recorded: &Calendars) -> String {
        let numbered = (2..).map(|number: u32| format!("{name}{SEPARATOR}{number}"));
        let free = |key: &String| key == name || !self.calendars.contains_key(key);
        let mut keys = std::iter::once(name.to_owned()).chain(numbered).filter(free);
        let key = keys
            .find(|key| recorded.get(key).is_none_or(|recorded| has_same_days(recorded, calendar)));
        // Cannot be `None`: there are more candidate keys than calendars.
        key.unwrap_or_else(|| name.to_owned())
    }

    /// Renames each calendar to its key, and adds the calendars that were in force before.
    pub fn key_calendars(&mut self, keys: &CalendarKeys, recorded: Calendars) {
        let named = std::mem::replace(&mut self.calendars, recorded);
        let key = |name: &str| keys.get(name).map_or(name, String::as_str).to_owned();
        let (deadline, desk) = (key(&self.deadline.id), key(&self.desk.id));
        for (name, calendar) in named {
            let key = key(&name);
            let mut keyed = Calendar::clone(&calendar);
            keyed.id.clone_from(&key);
            self.calendars.entry(key).or_insert_with(|| Arc::new(keyed));
        }
        for opening in &mut self.openings {
            let name = opening.name_of_version();
            opening.content = Some(key(&name)).filter(|key| *key != name);
        }
        for (place, key) in [(&mut self.deadline, deadline), (&mut self.desk, desk)] {
            if let Some(calendar) = self.calendars.get(&key) {
                *place = Arc::clone(calendar);
            }
        }
    }

    /// The opening calendar of a key that is or was in force; `None` where no version has its name.
    #[must_use]
    pub fn opening(&self, key: &str) -> Option<&OpeningCalendar> {
        let name = key.split(SEPARATOR).next().unwrap_or(key);
        let named = |version: &str| {
            self.openings.iter().find(|opening| opening.name_of_version() == version)
        };
        named(key).or_else(|| named(name))
    }
}

/// Whether two calendars have the same content, apart from their keys.
fn has_same_days(recorded: &Calendar, calendar: &Calendar) -> bool {
    let mut keyed = calendar.clone();
    keyed.id.clone_from(&recorded.id);
    keyed == *recorded
}

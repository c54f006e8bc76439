//! The keys of calendars over the life of an office: a key once in force keeps its content for ever,
//! other content under the same name gets a key of its own. Knows no file and no day.

use std::collections::BTreeMap;
use std::sync::Arc;

use calendar::{Calendar, Calendars};

use crate::{OpeningCalendar, Rules};

/// Between the name of a version and the number of its content, from the second on.
const CONTENT: char = '@';

/// The keys of calendars by the names of their versions.
pub type CalendarKeys = BTreeMap<String, String>;

impl Rules {
    /// The key of each calendar among those that were in force: its own where its content was in
    /// force under it, else the first one that is free.
    #[must_use]
    pub fn calendar_keys(&self, known: &Calendars) -> CalendarKeys {
        let names = self.calendars.iter();
        names.map(|(name, calendar)| (name.clone(), self.key_of(name, calendar, known))).collect()
    }

    fn key_of(&self, name: &str, calendar: &Calendar, known: &Calendars) -> String {
        let numbered = (2..).map(|number: u32| format!("{name}{CONTENT}{number}"));
        let free = |key: &String| key == name || !self.calendars.contains_key(key);
        let mut keys = std::iter::once(name.to_owned()).chain(numbered).filter(free);
        let key = keys.find(|key| known.get(key).is_none_or(|known| same(known, calendar)));
        // There are more keys than calendars.
        key.unwrap_or_else(|| name.to_owned())
    }

    /// Gives each calendar its key, and keeps those that were in force before with them.
    pub fn key_calendars(&mut self, keys: &CalendarKeys, known: Calendars) {
        let named = std::mem::replace(&mut self.calendars, known);
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

    /// What a calendar that is or was in force is called; none where no version of its name is.
    #[must_use]
    pub fn opening(&self, key: &str) -> Option<&OpeningCalendar> {
        let name = key.split(CONTENT).next().unwrap_or(key);
        let named =
            |wanted: &str| self.openings.iter().find(|opening| opening.name_of_version() == wanted);
        named(key).or_else(|| named(name))
    }
}

/// Whether two calendars have the same content, whatever their keys.
fn same(known: &Calendar, calendar: &Calendar) -> bool {
    let mut keyed = calendar.clone();
    keyed.id.clone_from(&known.id);
    keyed == *known
}

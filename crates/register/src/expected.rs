//! Values that the map expects and the log has nowhere, while a value that is nearly the same stands in
//! their column: a slip in the map, by which dossiers would stay open without a word. Knows cells; not
//! what a value means.

use std::collections::{BTreeMap, BTreeSet};

use text::fold::fold;
use text::nearest;

use crate::case::Case;
use crate::limits::excerpt;
use crate::map::{Map, Place};
use crate::{Warning, WarningKind};

/// The most values of a column that is compared; one with more holds no words.
const MAX_VALUES: usize = 500;

/// The values that were seen in the columns in which the map expects some.
pub(crate) struct Expected<'m> {
    map: &'m Map,
    seen: BTreeMap<Place, BTreeSet<String>>,
}

impl<'m> Expected<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        let places = map.expected.iter().flat_map(|(places, _)| places);
        Self { map, seen: places.map(|place| (*place, BTreeSet::new())).collect() }
    }

    /// Takes the values of a dossier.
    pub(crate) fn note(&mut self, case: &Case<'_>) {
        for (place, seen) in &mut self.seen {
            let mut note = |value: Option<&str>| {
                let value =
                    value.filter(|value| seen.len() <= MAX_VALUES && !seen.contains(*value));
                seen.extend(value.map(str::to_owned));
            };
            match *place {
                Place::Case(cell) => note(case.cells[cell].as_deref()),
                Place::Event(cell) => {
                    case.events.iter().for_each(|event| note(event.cells[cell].as_deref()));
                }
            }
        }
    }

    /// A warning for each value that is nowhere and has a near one.
    pub(crate) fn missing(&self) -> Vec<Warning> {
        let expected = &self.map.expected;
        let mut warnings: Vec<Warning> = Vec::new();
        for (places, value) in expected {
            let seen: BTreeSet<&str> = places
                .iter()
                .filter_map(|place| self.seen.get(place))
                .flat_map(|seen| seen.iter().map(String::as_str))
                .collect();
            if seen.contains(value.as_str()) || seen.len() > MAX_VALUES {
                continue;
            }
            let is_named =
                |other: &str| expected.iter().any(|(of, name)| of == places && name == other);
            // Short words and numbers are near each other without being meant.
            let is_word = value.chars().filter(|c| c.is_alphabetic()).count() >= 4;
            let is_near = |other: &str| is_word || fold(other) == fold(value);
            let others = seen.into_iter().filter(|other| !is_named(other) && is_near(other));
            let Some(near) = nearest::names(value, others).first().copied() else { continue };
            let text = format!(
                "{:?} that the map names stands nowhere in {}; perhaps {:?} is meant",
                excerpt(value),
                excerpt(self.column(places)),
                excerpt(near)
            );
            if warnings.iter().all(|warning| warning.text != text) {
                let (dossier, kind) = (String::new(), WarningKind::MissingValue);
                warnings.push(Warning { line: 1, dossier, kind, text });
            }
        }
        warnings
    }

    fn column(&self, places: &[Place]) -> &str {
        match places.first() {
            Some(Place::Case(cell)) => &self.map.case_names[*cell],
            Some(Place::Event(cell)) => &self.map.event_names[*cell],
            None => "",
        }
    }
}

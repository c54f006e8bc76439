//! Warns of values that the map names and the log lacks while their column contains a similar one:
//! probably a typing error in the map, which would leave dossiers open without a message. The
//! module must not know the meaning of a value.

use std::collections::{BTreeMap, BTreeSet};

use text::fold::fold;

use crate::case::Case;
use crate::limits::excerpt;
use crate::map::{Map, Place};
use crate::{Warning, WarningKind};
use text::{nearest, sentence};

/// The most different values of a column that are compared; a column with more contains free text.
const MAX_VALUES: usize = 500;

/// The values that occur in the columns for which the map names values.
pub(crate) struct Expected<'m> {
    map: &'m Map,
    seen: BTreeMap<Place, BTreeSet<String>>,
}

impl<'m> Expected<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        let places = map.expected.iter().flat_map(|(places, _)| places);
        Self { map, seen: places.map(|place| (*place, BTreeSet::new())).collect() }
    }

    /// Collects the values of a dossier.
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

    /// A warning for each missing value that has a similar one in its column.
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
            // Short words and numbers are similar by chance.
            let is_word = value.chars().filter(|c| c.is_alphabetic()).count() >= 4;
            let is_near = |other: &str| is_word || fold(other) == fold(value);
            let others = seen.into_iter().filter(|other| !is_named(other) && is_near(other));
            let Some(near) = nearest::names(value, others).first().copied() else { continue };
            let text = sentence!(
                "{value:?} that the map names stands nowhere in {column}; perhaps {near:?} is \
                 meant",
                value = excerpt(value),
                column = excerpt(self.column(places)),
                near = excerpt(near)
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

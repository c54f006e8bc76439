//! Reads an XES log (IEEE 1849) in one pass over the XML, as one case for each trace. Globals,
//! classifiers, extensions and attributes of the log itself are ignored. The module must not know
//! the meaning of an attribute.

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event as Xml;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::name::QName;

use crate::case::{Case, Cell, Event};
use crate::collector::ImportCollector;
use crate::error::foreign;
use crate::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_VALUE_CHARS, excerpt, is_too_long};
use crate::map::{Field, Level, Map, Place, ValueSelector};
use crate::{ReadError, Warning, WarningKind, encoding};
use text::{Sentence, sentence};

const ATTRIBUTES: [&str; 8] =
    ["string", "date", "int", "float", "boolean", "id", "list", "container"];

/// The most keys that a message lists.
const MAX_LISTED_KEYS: usize = 200;

/// Reads a log into `collector`.
pub(crate) fn read(
    text: &str,
    map: &Map,
    collector: &mut ImportCollector<'_>,
) -> Result<(), ReadError> {
    let mut log = Log::new(text, map);
    if !log.open()? {
        return log.check_end();
    }
    while let Some(case) = log.next_trace()? {
        add(case, map, collector);
        log.first = false;
    }
    log.check_end()?;
    if log.first {
        return Ok(());
    }
    log.check_names()?;
    collector.import.warnings.extend(log.never_seen());
    Ok(())
}

/// Adds a trace, or each of its events, unless the map skips it.
fn add(mut case: Case<'_>, map: &Map, collector: &mut ImportCollector<'_>) {
    if map.skips(&Case { cells: case.cells.clone(), ..Case::default() }) {
        collector.import.skipped += 1;
        return;
    }
    let events = case.events.len();
    let skips = |event: &Event<'_>| {
        let events = vec![Event { line: event.line, cells: event.cells.clone() }];
        map.skips(&Case { cells: case.cells.clone(), events, ..Case::default() })
    };
    let mut remaining: Vec<Event<'_>> = Vec::with_capacity(events);
    for event in std::mem::take(&mut case.events) {
        if map.skip.is_empty() || !skips(&event) {
            remaining.push(event);
        }
    }
    collector.import.skipped += events - remaining.len();
    if remaining.is_empty() && events > 0 {
        return;
    }
    if map.level != Level::SingleEvent {
        case.events = remaining;
        return collector.add(&case);
    }
    for event in remaining {
        let (cells, broken) = (case.cells.clone(), case.broken.clone());
        let line = event.line;
        collector.add(&Case { line, cells, events: vec![event], broken, ..Case::default() });
    }
}

/// The attributes that the map names, and whether each occurred in the log.
struct NamedAttributes {
    names: Vec<String>,
    seen: Vec<bool>,
    nested: bool,
}

impl NamedAttributes {
    /// The attributes of these names; `case:x` and `x` are the same attribute of a trace.
    fn new(names: &[String]) -> Self {
        let bare = |name: &String| name.strip_prefix("case:").unwrap_or(name).to_owned();
        let names: Vec<String> = names.iter().map(bare).collect();
        let nested = names.iter().any(|name| name.contains('/'));
        Self { seen: vec![false; names.len()], names, nested }
    }

    fn no_cells<'t>(&self) -> Vec<Cell<'t>> {
        vec![None; self.names.len()]
    }

    fn unseen(&self) -> impl Iterator<Item = &String> {
        self.names.iter().zip(&self.seen).filter(|(_, seen)| !**seen).map(|(name, _)| name)
    }
}

/// A tag without its brackets.
enum Tag<'t> {
    Open(&'t str),
    /// An element without content.
    Whole(&'t str),
    Close,
    /// The end of the text.
    End,
}

/// The owner of the attributes that are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Trace,
    Event,
}

struct Log<'t, 'm> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    map: &'m Map,
    /// The offset of the last tag.
    start: usize,
    /// An offset and its line, from which the next line is counted.
    counted: (usize, usize),
    trace: NamedAttributes,
    event: NamedAttributes,
    /// Whether the trace that is being read is the first one.
    first: bool,
    /// The keys in the first trace, which a message lists.
    present: BTreeSet<String>,
    /// The line and the reason, where a value of the trace is damaged or contradicts another.
    damage: Option<(usize, Sentence)>,
}

impl<'t, 'm> Log<'t, 'm> {
    fn new(text: &'t str, map: &'m Map) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().trim_text_start = true;
        Self {
            text,
            reader,
            map,
            start: 0,
            counted: (0, 1),
            trace: NamedAttributes::new(&map.case_names),
            event: NamedAttributes::new(&map.event_names),
            first: true,
            present: BTreeSet::new(),
            damage: None,
        }
    }

    /// Reads the root element; returns whether it has content.
    fn open(&mut self) -> Result<bool, ReadError> {
        let (tag, open) = match self.tag()? {
            Tag::Open(tag) => (tag, true),
            Tag::Whole(tag) => (tag, false),
            Tag::Close | Tag::End => return Err(self.broken(sentence!("it has no element at all"))),
        };
        match element(tag) {
            "log" => Ok(open),
            root => Err(ReadError::NotXes { root: root.to_owned() }),
        }
    }

    fn next_trace(&mut self) -> Result<Option<Case<'t>>, ReadError> {
        loop {
            let (tag, open) = match self.tag()? {
                Tag::Open(tag) => (tag, true),
                Tag::Whole(tag) => (tag, false),
                Tag::Close => return Ok(None),
                Tag::End => return Err(self.broken(sentence!("the log is cut off"))),
            };
            if element(tag) == "trace" {
                let line = self.line();
                let mut case = Case { line, cells: self.trace.no_cells(), ..Case::default() };
                self.damage = None;
                if open {
                    self.record(Scope::Trace, &mut case.cells, &mut case.events)?;
                }
                case.broken = self.damage.take();
                return Ok(Some(case));
            }
            if element(tag) == "event" && self.map.level != Level::Dossier {
                let line = self.line();
                if open {
                    self.skip(tag)?;
                }
                let reason =
                    sentence!("the event stands in no trace; export the log with its traces");
                let broken = Some((line, reason));
                let cells = self.trace.no_cells();
                return Ok(Some(Case { line, cells, broken, ..Case::default() }));
            }
            if open {
                self.skip(tag)?;
            }
        }
    }

    /// Refuses content after the end of the log, which would be lost.
    fn check_end(&mut self) -> Result<(), ReadError> {
        loop {
            match self.reader.read_event() {
                Ok(Xml::Eof) => return Ok(()),
                Ok(Xml::Comment(_) | Xml::PI(_)) => {}
                Ok(Xml::Text(text)) if text.trim_ascii().is_empty() => {}
                Ok(_) => {
                    self.start = self.reader.buffer_position() as usize;
                    return Err(self.broken(sentence!("something follows the end of the log")));
                }
                Err(error) => {
                    self.start = self.reader.error_position() as usize;
                    return Err(self.broken(foreign(&error)));
                }
            }
        }
    }

    /// Reads up to the end of a trace or an event.
    fn record(
        &mut self,
        scope: Scope,
        cells: &mut [Cell<'t>],
        events: &mut Vec<Event<'t>>,
    ) -> Result<(), ReadError> {
        let mut path: Vec<Cow<'t, str>> = Vec::new();
        let mut attributes = 0;
        loop {
            let (tag, open) = match self.tag()? {
                Tag::Open(tag) => (tag, true),
                Tag::Whole(tag) => (tag, false),
                Tag::Close if path.pop().is_some() => continue,
                Tag::Close => return Ok(()),
                Tag::End => return Err(self.broken(sentence!("the log is cut off"))),
            };
            if scope == Scope::Trace && path.is_empty() && element(tag) == "event" {
                let mut event = Event { line: self.line(), cells: self.event.no_cells() };
                if open {
                    self.record(Scope::Event, &mut event.cells, &mut Vec::new())?;
                }
                events.push(event);
                continue;
            }
            attributes += 1;
            if attributes > MAX_ATTRIBUTES {
                let text = sentence!(
                    "a trace or event has more than {MAX_ATTRIBUTES} attributes",
                    MAX_ATTRIBUTES
                );
                return Err(self.broken(text));
            }
            let key = self.attribute(tag, &path, scope, cells)?;
            match open {
                true if self.named_attributes(scope).nested && path.len() == MAX_DEPTH => {
                    let text = sentence!(
                        "attributes stand more than {MAX_DEPTH} deep in each other",
                        MAX_DEPTH
                    );
                    return Err(self.broken(text));
                }
                true if self.named_attributes(scope).nested => path.push(key),
                true => self.skip(tag)?,
                false => {}
            }
        }
    }

    fn named_attributes(&mut self, scope: Scope) -> &mut NamedAttributes {
        match scope {
            Scope::Trace => &mut self.trace,
            Scope::Event => &mut self.event,
        }
    }

    /// Stores the value of an attribute in its cell; returns the key, which is empty for other
    /// elements.
    fn attribute(
        &mut self,
        tag: &'t str,
        path: &[Cow<'t, str>],
        scope: Scope,
        cells: &mut [Cell<'t>],
    ) -> Result<Cow<'t, str>, ReadError> {
        if !ATTRIBUTES.contains(&element(tag)) {
            return Ok(Cow::Borrowed(""));
        }
        let (mut key, mut value) = (None, None);
        for part in Attributes::new(tag, name(tag).len()).with_checks(false) {
            let part = part.map_err(|error| self.broken(foreign(&error)))?;
            match part.key.as_ref() {
                b"key" => key = Some(part),
                b"value" => value = Some(part),
                _ => {}
            }
        }
        let key = match self.decoded(key.as_ref())? {
            Cow::Borrowed(key) => text::outside::line(key),
            Cow::Owned(key) => Cow::Owned(text::outside::line(&key).into_owned()),
        };
        let mut full = Cow::Borrowed(key.as_ref());
        for outer in path.iter().rev().filter(|outer| !outer.is_empty()) {
            full = Cow::Owned(format!("{outer}/{full}"));
        }
        if self.first && self.present.len() < MAX_LISTED_KEYS {
            self.present.insert(full.to_string());
        }
        let bare = match scope {
            Scope::Trace => full.strip_prefix("case:").unwrap_or(&full),
            Scope::Event => &full,
        };
        for (index, place) in cells.iter_mut().enumerate() {
            let names = self.named_attributes(scope);
            if names.names[index] != bare {
                continue;
            }
            names.seen[index] = true;
            let text = self.decoded(value.as_ref())?;
            if let Some(damage) = encoding::encoding_damage(&text) {
                self.note_damage(Sentence::phrase(damage));
            }
            let cell = match text {
                Cow::Borrowed(text) => self.map.cell(text),
                Cow::Owned(text) => self.map.cell(&text).map(|t| Cow::Owned(t.into_owned())),
            };
            match (&place, cell) {
                (None, cell) => *place = cell,
                (Some(first), Some(other)) if *first != other => {
                    let (first, other, key) = (excerpt(first), excerpt(&other), excerpt(&full));
                    self.note_damage(sentence!(
                        "the attribute {key} is {first:?} first and {other:?} here; keep one of \
                         them",
                        key,
                        first,
                        other
                    ));
                }
                (Some(_), _) => {}
            }
        }
        Ok(key)
    }

    fn note_damage(&mut self, reason: Sentence) {
        let line = self.line();
        self.damage.get_or_insert((line, reason));
    }

    fn decoded(&mut self, part: Option<&Attribute<'t>>) -> Result<Cow<'t, str>, ReadError> {
        if part.is_some_and(|part| is_too_long(&part.value)) {
            let text = sentence!(
                "a key or value has more than {MAX_VALUE_CHARS} characters",
                MAX_VALUE_CHARS
            );
            return Err(self.broken(text));
        }
        let decoder = self.reader.decoder();
        match part.map(|part| part.decode_and_unescape_value(decoder)) {
            None => Ok(Cow::Borrowed("")),
            Some(text) => text.map_err(|error| self.broken(foreign(&error))),
        }
    }

    fn tag(&mut self) -> Result<Tag<'t>, ReadError> {
        loop {
            let before = self.reader.buffer_position() as usize;
            let brackets_end = match self.reader.read_event() {
                Ok(Xml::Start(_)) => 1,
                Ok(Xml::Empty(_)) => 2,
                Ok(Xml::End(_)) => return Ok(Tag::Close),
                Ok(Xml::Eof) => return Ok(Tag::End),
                Ok(_) => continue,
                Err(error) => {
                    self.start = self.reader.error_position() as usize;
                    return Err(self.broken(foreign(&error)));
                }
            };
            // Blanks that the reader skipped may precede the tag.
            let after = self.reader.buffer_position() as usize;
            let tag = self.text.get(before..after).unwrap_or_default().trim_ascii_start();
            self.start = after - tag.len();
            let inside = tag.get(1..tag.len().saturating_sub(brackets_end)).unwrap_or_default();
            return Ok(if brackets_end == 1 { Tag::Open(inside) } else { Tag::Whole(inside) });
        }
    }

    fn skip(&mut self, tag: &str) -> Result<(), ReadError> {
        let skipped = self.reader.read_to_end(QName(name(tag).as_bytes()));
        skipped.map(|_| ()).map_err(|error| self.broken(foreign(&error)))
    }

    /// The line of the last tag.
    fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let passed = self.text.as_bytes().get(from..self.start).unwrap_or_default();
        let line = line + passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (self.start.max(from), line);
        line
    }

    fn broken(&mut self, text: Sentence) -> ReadError {
        ReadError::Xml { line: self.line(), text }
    }

    /// Refuses a log in which no trace has a dossier number, or none a reception: the names in the
    /// map are wrong.
    fn check_names(&self) -> Result<(), ReadError> {
        let unseen = |field: &Field| {
            let of_place = |place: &Place| match place {
                Place::Case(index) if !self.trace.seen[*index] => {
                    Some(self.map.case_names[*index].clone())
                }
                Place::Event(index) if !self.event.seen[*index] => {
                    Some(self.map.event_names[*index].clone())
                }
                _ => None,
            };
            let name = |pick: &ValueSelector| match pick {
                ValueSelector::Cells(cells) | ValueSelector::Event { cells, .. } => {
                    cells.places.iter().find_map(of_place)
                }
                ValueSelector::Value(_) => None,
            };
            field.sources.iter().map(|source| name(&source.pick)).collect::<Option<Vec<String>>>()
        };
        let roles = &self.map.roles;
        match unseen(&roles.dossier).or_else(|| unseen(&roles.received)) {
            None => Ok(()),
            Some(missing) => Err(ReadError::MissingColumns {
                missing,
                present: self.present.iter().cloned().collect(),
                hint: None,
            }),
        }
    }

    fn never_seen(&self) -> Vec<Warning> {
        let warning = |text: Sentence| Warning {
            line: 1,
            dossier: String::new(),
            kind: WarningKind::MissingAttribute,
            text,
        };
        // A condition on an event may name an attribute of the event or of its trace.
        let other = |name: &str| {
            let names = self.map.case_names.iter().enumerate();
            let mut either = names.filter(|(cell, _)| !self.map.stated.contains(cell));
            either.any(|(_, of_trace)| of_trace == name)
        };
        let of_events: Vec<&String> = self.event.unseen().collect();
        let of_traces = self.trace.unseen().filter(|name| !other(name) || of_events.contains(name));
        let traces = of_traces.map(|name| {
            warning(sentence!("no trace has the attribute {name:?} that the map names", name))
        });
        let events = of_events.iter().filter(|name| !other(name));
        traces
            .chain(events.map(|name| {
                warning(sentence!("no event has the attribute {name:?} that the map names", name))
            }))
            .collect()
    }
}

/// The name in a tag.
fn name(tag: &str) -> &str {
    tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default()
}

/// The name in a tag, without a namespace prefix.
fn element(tag: &str) -> &str {
    let name = name(tag);
    name.split_once(':').map_or(name, |(_, name)| name)
}

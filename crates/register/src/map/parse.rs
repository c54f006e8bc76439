//! From the text of a map to a [`Map`], or to the list of all that is wrong with it. Knows the
//! top-level keys and what a map cannot do without.

use calendar::Zone;
use toml_edit::Document;

use super::columns::Columns;
use super::toml_node::{Problems, TomlNode};
use super::{Durations, Format, Level, Map, MapError, Problem, clock};
use crate::limits::MAX_MAP_BYTES;
use crate::moment;

const KEYS: [&str; 15] = [
    "register",
    "format",
    "level",
    "delimiter",
    "quote",
    "encoding",
    "zone",
    "formats",
    "absent",
    "columns",
    "values",
    "steps",
    "lifecycle",
    "duration",
    "calendar",
];

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// [`MapError`] with every fault of the map, each with its line and its remedy.
    pub fn parse(toml_text: &str) -> Result<Self, MapError> {
        let mut problems = Problems::new(toml_text);
        if toml_text.len() > MAX_MAP_BYTES {
            let line = problems.line_of(Some(MAX_MAP_BYTES..MAX_MAP_BYTES));
            let text = format!("the map is longer than {MAX_MAP_BYTES} bytes; shorten it");
            return Err(MapError(vec![Problem { line, text }]));
        }
        let document = Document::parse(toml_text).map_err(|error| {
            let line = problems.line_of(error.span());
            MapError(vec![Problem { line, text: format!("not TOML: {}", error.message()) }])
        })?;
        let root = TomlNode::root(document.as_table());
        let map = read(&root, &mut problems);
        match map {
            Some(map) if problems.list.is_empty() => Ok(map),
            _ => {
                problems.list.sort_by_key(|problem| problem.line);
                Err(MapError(problems.list))
            }
        }
    }
}

/// The top-level keys that are plain values.
struct Plain {
    register: Option<String>,
    format: Format,
    level: Option<Level>,
    delimiter: Option<u8>,
    quote: Option<u8>,
    zone: Option<Zone>,
    formats: Vec<String>,
    absent: Vec<String>,
}

fn read(root: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Map> {
    let entries = root.entries(&KEYS, problems);
    let (sections, values): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| {
        matches!(
            entry.name.as_str(),
            "columns" | "values" | "steps" | "lifecycle" | "duration" | "calendar"
        )
    });
    let plain = plain(values, problems);
    let mut columns = Columns::new(plain.level.unwrap_or(Level::Event));
    let section = |name: &str| sections.iter().find(|section| section.name == name);
    if let Some(node) = section("values") {
        columns.read_values(node, problems);
    }
    match section("columns") {
        Some(node) => columns.read_columns(node, problems),
        None => problems.add(1, "[columns] is missing; write it with dossier, received and due"),
    }
    let lifecycle = section("lifecycle").and_then(|node| columns.read_lifecycle(node, problems));
    let durations = section("duration").map(|node| clock::durations(node, problems));
    let zone = plain.zone.unwrap_or(Zone::VIETNAM);
    let calendar = section("calendar").and_then(|node| clock::calendar(node, &zone, problems));
    if let Some(node) = section("duration")
        && section("calendar").is_none()
    {
        problems.add(node.line, "[duration] needs [calendar], the opening hours it is counted in");
    }
    if let Some(node) = section("columns") {
        required(node, &columns, durations.as_ref(), problems);
    }
    if let Some(node) = sections.into_iter().find(|section| section.name == "steps") {
        columns.read_steps(node, problems);
    }
    Some(Map {
        register: plain.register,
        format: plain.format,
        level: plain.level?,
        delimiter: plain.delimiter,
        quote: plain.quote,
        zone,
        formats: plain.formats,
        absent: plain.absent,
        case_names: columns.case_names,
        event_names: columns.event_names,
        roles: columns.roles,
        steps: columns.steps,
        lifecycle,
        durations,
        calendar,
    })
}

fn plain(entries: Vec<TomlNode<'_>>, problems: &mut Problems<'_>) -> Plain {
    let mut plain = Plain {
        register: None,
        format: Format::Auto,
        level: None,
        delimiter: None,
        quote: Some(b'"'),
        zone: None,
        formats: Vec::new(),
        absent: Vec::new(),
    };
    let names: Vec<String> = entries.iter().map(|entry| entry.name.clone()).collect();
    for entry in entries {
        match entry.name.as_str() {
            "register" => plain.register = entry.text(problems),
            "format" => {
                let words = [("auto", Format::Auto), ("csv", Format::Csv), ("xes", Format::Xes)];
                plain.format = entry.word(&words, problems).unwrap_or(Format::Auto);
            }
            "level" => {
                let words = [("dossier", Level::Dossier), ("event", Level::Event)];
                plain.level = entry.word(&words, problems);
            }
            "delimiter" => plain.delimiter = character(&entry, problems).flatten(),
            "quote" => plain.quote = character(&entry, problems).flatten(),
            "encoding" => {
                let words = [("utf-8", ()), ("UTF-8", ())];
                entry.word(&words, problems);
            }
            "zone" => plain.zone = zone(&entry, problems),
            "formats" => plain.formats = formats(entry, problems),
            _ => plain.absent = entry.texts(problems),
        }
    }
    for (key, example) in [
        ("level", "level = \"dossier\" or level = \"event\""),
        ("zone", "zone = \"Asia/Ho_Chi_Minh\""),
    ] {
        if !names.iter().any(|name| name == key) {
            problems.add(1, format!("{key} is missing; write {example}"));
        }
    }
    plain
}

/// One ASCII character, or none at all.
fn character(node: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Option<u8>> {
    match node.text(problems)?.as_bytes() {
        [] => Some(None),
        [one] if one.is_ascii() => Some(Some(*one)),
        _ => node.wrong("one character, such as \";\" or \"\\t\"", problems),
    }
}

fn zone(node: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Zone> {
    let name = node.text(problems)?;
    Zone::named(&name).map_err(|error| problems.add(node.line, error.to_string())).ok()
}

fn formats(node: TomlNode<'_>, problems: &mut Problems<'_>) -> Vec<String> {
    let mut good = Vec::new();
    for member in node.members(problems) {
        match member.text(problems) {
            Some(format) if moment::usable(&format) => good.push(format),
            Some(format) => problems.add(
                member.line,
                format!(
                    "the format {format:?} gives no date; write one such as \"%d.%m.%Y %H:%M\""
                ),
            ),
            None => {}
        }
    }
    good
}

fn required(
    node: &TomlNode<'_>,
    columns: &Columns,
    durations: Option<&Durations>,
    problems: &mut Problems<'_>,
) {
    let roles = &columns.roles;
    for (field, key, what) in [
        (&roles.dossier, "dossier", "the dossier's number"),
        (&roles.received, "received", "the instant of reception"),
    ] {
        if field.key.is_empty() {
            let text = format!("{key} is missing in [columns]; name the column of {what}");
            problems.add(node.line, text);
        }
    }
    if roles.due.key.is_empty() && durations.is_none() {
        problems.add(
            node.line,
            "due is missing in [columns]; name its column, or write [duration] and [calendar]",
        );
    }
    let by_event =
        |source: &super::Source| matches!(source.pick, super::ValueSelector::Event { .. });
    if roles.dossier.sources.iter().any(by_event) {
        problems.add(node.line, "dossier must be a column: events are grouped by it");
    }
}

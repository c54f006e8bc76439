//! Reads the text of a map into a [`Map`], or returns all its problems. The module knows the keys
//! of the top level and those that are required.

use calendar::Zone;
use encoding_rs::Encoding;
use toml_edit::Document;

use super::columns::Columns;
use super::toml_node::{Problems, TomlNode};
use super::{Durations, Format, Level, Map, MapError, Problem, clock, pauses};
use crate::encoding;
use crate::limits::MAX_MAP_BYTES;
use crate::moment::{self, Formats};
use text::{Sentence, ToSentence, sentence};

const KEYS: [&str; 19] = [
    "register",
    "format",
    "level",
    "delimiter",
    "quote",
    "encoding",
    "sheet",
    "skip_rows",
    "skip",
    "zone",
    "formats",
    "absent",
    "columns",
    "values",
    "steps",
    "lifecycle",
    "pauses",
    "duration",
    "calendar",
];

const SECTIONS: [&str; 8] =
    ["columns", "values", "steps", "skip", "lifecycle", "pauses", "duration", "calendar"];

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// [`MapError`] with every problem of the map, each with its line and remedy.
    pub fn parse(toml_text: &str) -> Result<Self, MapError> {
        let mut problems = Problems::new(toml_text);
        if toml_text.len() > MAX_MAP_BYTES {
            let line = problems.line_of(Some(MAX_MAP_BYTES..MAX_MAP_BYTES));
            let text = sentence!(
                "the map is longer than {MAX_MAP_BYTES} bytes; shorten it",
                MAX_MAP_BYTES
            );
            return Err(MapError(vec![Problem { line, text }]));
        }
        let document = Document::parse(toml_text).map_err(|error| {
            let line = problems.line_of(error.span());
            MapError(vec![Problem {
                line,
                text: sentence!("not TOML: {message}", message = error.message()),
            }])
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

/// The keys of the top level whose values are not tables.
struct TopLevelKeys {
    register: Option<String>,
    format: Format,
    level: Option<Level>,
    delimiter: Option<u8>,
    quote: Option<u8>,
    encoding: Option<&'static Encoding>,
    sheet: Option<String>,
    skip_rows: usize,
    zone: Option<Zone>,
    formats: Formats,
    absent: Vec<String>,
}

fn read(root: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Map> {
    let entries = root.entries(&KEYS, problems);
    let (sections, values): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| SECTIONS.contains(&entry.name.as_str()));
    let keys = top_level_keys(values, problems);
    let mut columns = Columns::new(keys.level.unwrap_or(Level::Event), keys.absent.clone());
    let section = |name: &str| sections.iter().find(|section| section.name == name);
    if let Some(node) = section("values") {
        columns.read_values(node, problems);
    }
    match section("columns") {
        Some(node) => columns.read_columns(node, problems),
        None => problems
            .add(1, sentence!("[columns] is missing; write it with dossier, received and due")),
    }
    let skip = section("skip").map(|node| columns.read_skip(node, problems));
    let lifecycle = section("lifecycle").and_then(|node| columns.read_lifecycle(node, problems));
    let durations = section("duration").map(|node| clock::durations(node, &mut columns, problems));
    let zone = keys.zone.unwrap_or(Zone::VIETNAM);
    let calendar = section("calendar").and_then(|node| clock::calendar(node, &zone, problems));
    let (calendar, counted) = calendar.unzip();
    if let Some(node) = section("duration")
        && section("calendar").is_none()
    {
        problems.add(
            node.line,
            sentence!("[duration] needs [calendar], the opening hours it is counted in"),
        );
    }
    if let Some(node) = section("columns") {
        required(node, &columns, durations.as_ref(), problems);
    }
    let mut pauses = Vec::new();
    for node in sections {
        match node.name.as_str() {
            "steps" => columns.read_steps(node, problems),
            "pauses" => pauses = pauses::read(node, &mut columns, problems),
            _ => {}
        }
    }
    Some(Map {
        register: keys.register,
        format: keys.format,
        level: keys.level?,
        delimiter: keys.delimiter,
        quote: keys.quote,
        encoding: keys.encoding,
        sheet: keys.sheet,
        skip_rows: keys.skip_rows,
        skip: skip.unwrap_or_default(),
        zone,
        formats: keys.formats,
        absent: keys.absent,
        case_names: columns.case_names,
        stated: columns.stated,
        event_names: columns.event_names,
        roles: columns.roles,
        steps: columns.steps,
        lifecycle,
        pauses,
        durations,
        expected: columns.expected,
        calendar,
        counted,
    })
}

fn top_level_keys(entries: Vec<TomlNode<'_>>, problems: &mut Problems<'_>) -> TopLevelKeys {
    let mut keys = TopLevelKeys {
        register: None,
        format: Format::Auto,
        level: None,
        delimiter: None,
        quote: Some(b'"'),
        encoding: None,
        sheet: None,
        skip_rows: 0,
        zone: None,
        formats: Formats::default(),
        absent: Vec::new(),
    };
    let names: Vec<(String, usize)> =
        entries.iter().map(|entry| (entry.name.clone(), entry.line)).collect();
    for entry in entries {
        match entry.name.as_str() {
            "register" => keys.register = entry.text(problems),
            "format" => {
                keys.format = entry.word(&Format::WORDS, problems).unwrap_or(Format::Auto);
            }
            "level" => {
                let words = [
                    ("dossier", Level::Dossier),
                    ("event", Level::Event),
                    ("single_event", Level::SingleEvent),
                ];
                keys.level = entry.word(&words, problems);
            }
            "delimiter" => keys.delimiter = character(&entry, problems).flatten(),
            "quote" => keys.quote = character(&entry, problems).flatten(),
            "encoding" => {
                let label = entry.text(problems);
                keys.encoding = label.as_deref().and_then(encoding::named);
                if label.is_some() && keys.encoding.is_none() {
                    let expected = sentence!(
                        "an encoding such as \"utf-8\", \"utf-16le\" or \"windows-1258\"; \
                         convert a file in another one first"
                    );
                    entry.report_wrong_type::<()>(expected, problems);
                }
            }
            "sheet" => keys.sheet = entry.text(problems),
            "skip_rows" => {
                keys.skip_rows = entry.whole::<u16>(problems).map_or(0, usize::from);
            }
            "zone" => keys.zone = zone(&entry, problems),
            "formats" => keys.formats = formats(entry, problems),
            _ => keys.absent = entry.texts(problems),
        }
    }
    for (key, example) in [
        ("level", sentence!("level = \"dossier\" or level = \"event\"")),
        ("zone", Sentence::foreign("zone = \"Asia/Ho_Chi_Minh\"")),
    ] {
        if !names.iter().any(|(name, _)| name == key) {
            problems.add(1, sentence!("{key} is missing; write {example}", key, example));
        }
    }
    contradictions(&keys, names, problems);
    keys
}

/// Reports keys that do not exist for the map's format, and a character with two meanings.
fn contradictions(keys: &TopLevelKeys, names: Vec<(String, usize)>, problems: &mut Problems<'_>) {
    for (name, line) in names {
        let other = match (name.as_str(), keys.format) {
            ("delimiter" | "quote", Format::Xlsx | Format::Xes) => "csv",
            ("sheet", Format::Csv | Format::Xes) => "xlsx",
            ("encoding", Format::Xlsx) => "csv",
            ("skip_rows", Format::Xes) => "csv",
            _ => continue,
        };
        let format = keys.format.word();
        let text = sentence!(
            "{name} is nothing that {format} has; remove it, or write format = \"{other}\"",
            name,
            format,
            other
        );
        problems.add(line, text);
    }
    if keys.quote.is_some() && keys.quote == keys.delimiter {
        problems.add(
            1,
            sentence!("delimiter and quote are the same sign; a cell has one or the other"),
        );
    }
}

/// Reads one ASCII character; `Some(None)` for an empty text, `None` for a reported problem.
fn character(node: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Option<u8>> {
    match node.raw_text(problems)?.as_bytes() {
        [] => Some(None),
        [one]
            if one.is_ascii() && !one.is_ascii_alphanumeric() && !matches!(one, b'\n' | b'\r') =>
        {
            Some(Some(*one))
        }
        _ => node.report_wrong_type(
            sentence!("one sign that is no letter, such as \";\" or \"\\t\""),
            problems,
        ),
    }
}

fn zone(node: &TomlNode<'_>, problems: &mut Problems<'_>) -> Option<Zone> {
    let name = node.text(problems)?;
    Zone::named(&name).map_err(|error| problems.add(node.line, error.to_sentence())).ok()
}

fn formats(node: TomlNode<'_>, problems: &mut Problems<'_>) -> Formats {
    let line = node.line;
    let mut valid = Vec::new();
    for member in node.members(problems) {
        match member.text(problems) {
            Some(format) if moment::usable(&format) => valid.push(format),
            Some(format) => problems.add(
                member.line,
                sentence!(
                    "the format {format:?} gives no date, or an hour that may be before or after \
                     noon; write one such as \"%d.%m.%Y %H:%M\", and %p where it has %I",
                    format
                ),
            ),
            None => {}
        }
    }
    let formats = Formats::new(valid);
    if formats.month_first && formats.day_first {
        let text = sentence!(
            "formats has dates with the day first and with the month first, and 5/1/2018 would \
             be both; keep one of them"
        );
        problems.add(line, text);
    } else if let Some((one, other)) = &formats.contradictory_formats {
        let text = sentence!(
            "{one:?} and {other:?} read the same text as two dates; keep one of them",
            one,
            other
        );
        problems.add(line, text);
    }
    formats
}

fn required(
    node: &TomlNode<'_>,
    columns: &Columns,
    durations: Option<&Durations>,
    problems: &mut Problems<'_>,
) {
    let roles = &columns.roles;
    for (field, key, meaning) in [
        (&roles.dossier, "dossier", sentence!("the dossier's number")),
        (&roles.received, "received", sentence!("the instant of reception")),
    ] {
        if field.key.is_empty() {
            let text = sentence!(
                "{key} is missing in [columns]; name the column of {meaning}",
                key,
                meaning
            );
            problems.add(node.line, text);
        }
    }
    if roles.due.key.is_empty() && durations.is_none() {
        problems.add(
            node.line,
            sentence!(
                "due is missing in [columns]; name its column, or write [duration] and [calendar]"
            ),
        );
    }
    let by_procedure = durations.is_some_and(|durations| !durations.by_procedure.is_empty());
    if by_procedure && roles.procedure.key.is_empty() {
        problems.add(
            node.line,
            sentence!(
                "[duration.by_procedure] needs procedure in [columns]; name its column, or \
                 remove it"
            ),
        );
    }
    let by_event =
        |source: &super::Source| matches!(source.pick, super::ValueSelector::Event { .. });
    if roles.dossier.sources.iter().any(by_event) {
        problems.add(node.line, sentence!("dossier must be a column: events are grouped by it"));
    }
}

//! The map's `[columns]`, `[[steps]]`, `[values]` and `[lifecycle]`: which cells are read and what
//! role each plays. Knows how sources are written; looks nothing up.

use std::collections::HashMap;

use super::toml_node::{Problems, TomlNode};
use super::{Field, Level, Lifecycle, Named, Place, Roles, Source, StepRule, ValueSelector, When};

type Part<T> = (&'static str, fn(&mut T) -> &mut Field);

const ROLES: [Part<Roles>; 11] = [
    ("dossier", |roles| &mut roles.dossier),
    ("procedure", |roles| &mut roles.procedure),
    ("field", |roles| &mut roles.field),
    ("unit", |roles| &mut roles.unit),
    ("officer", |roles| &mut roles.officer),
    ("channel", |roles| &mut roles.channel),
    ("ward", |roles| &mut roles.ward),
    ("received", |roles| &mut roles.received),
    ("due", |roles| &mut roles.due),
    ("finished", |roles| &mut roles.finished),
    ("withdrawn", |roles| &mut roles.withdrawn),
];

/// As written in `[columns]`.
const STEP_ROLES: [Part<StepRule>; 5] = [
    ("step", |rule| &mut rule.name),
    ("step_at", |rule| &mut rule.at),
    ("step_started", |rule| &mut rule.started),
    ("step_officer", |rule| &mut rule.officer),
    ("step_unit", |rule| &mut rule.unit),
];

/// As written in `[[steps]]`.
const STEP_PARTS: [Part<StepRule>; 4] = [
    ("at", |rule| &mut rule.at),
    ("started", |rule| &mut rule.started),
    ("officer", |rule| &mut rule.officer),
    ("unit", |rule| &mut rule.unit),
];

/// A source as it is written.
#[derive(Default)]
struct Written {
    column: Option<String>,
    value: Option<String>,
    first: Option<String>,
    last: Option<String>,
    event: Option<Vec<String>>,
    /// Whether the last of the named events counts.
    last_one: bool,
    when: Option<When>,
}

/// Collects the cells while the roles are read.
pub(super) struct Columns {
    pub(super) case_names: Vec<String>,
    pub(super) event_names: Vec<String>,
    pub(super) roles: Roles,
    pub(super) steps: Vec<StepRule>,
    level: Level,
    values: HashMap<String, HashMap<String, String>>,
    /// The events' column of `step`, by which events are named.
    step_cell: Option<usize>,
}

impl Columns {
    pub(super) fn new(level: Level) -> Self {
        Self {
            case_names: Vec::new(),
            event_names: Vec::new(),
            roles: Roles::default(),
            steps: Vec::new(),
            level,
            values: HashMap::new(),
            step_cell: None,
        }
    }

    /// Reads `[values]`; before the columns, which take them along.
    pub(super) fn read_values(&mut self, node: &TomlNode<'_>, problems: &mut Problems<'_>) {
        for role in node.entries(&known_columns(), problems) {
            let mut words = HashMap::new();
            for word in role.any_entries(problems) {
                if let Some(text) = word.text(problems) {
                    words.insert(word.name, text);
                }
            }
            self.values.insert(role.name, words);
        }
    }

    /// Reads `[columns]`.
    pub(super) fn read_columns(&mut self, node: &TomlNode<'_>, problems: &mut Problems<'_>) {
        let mut entries = node.entries(&known_columns(), problems);
        // Sources of a dossier may name events by their step.
        entries.sort_by_key(|entry| !entry.name.starts_with("step"));
        let mut rule = StepRule::default();
        for entry in entries {
            let name = entry.name.clone();
            if let Some((_, part)) = ROLES.iter().find(|(key, _)| *key == name) {
                *part(&mut self.roles) = self.field(entry, false, problems);
            } else if let Some((_, part)) = STEP_ROLES.iter().find(|(key, _)| *key == name) {
                let field = self.field(entry, true, problems);
                if let ("step", [Source { pick: ValueSelector::Place(Place::Event(cell)), .. }]) =
                    (name.as_str(), field.sources.as_slice())
                {
                    self.step_cell = Some(*cell);
                }
                *part(&mut rule) = field;
            }
        }
        let parts = [&rule.at, &rule.started, &rule.officer, &rule.unit];
        match (rule.name.sources.is_empty(), rule.at.sources.is_empty()) {
            (false, false) => self.steps.push(rule),
            (false, true) => problems.add(node.line, "step needs step_at, the step's instant"),
            (true, _) if parts.iter().any(|part| !part.sources.is_empty()) => {
                problems.add(node.line, "step_at and the like need step, the step's name");
            }
            (true, _) => {}
        }
    }

    /// Reads `[[steps]]`.
    pub(super) fn read_steps(&mut self, node: TomlNode<'_>, problems: &mut Problems<'_>) {
        if self.level == Level::Event {
            problems.add(
                node.line,
                "[[steps]] is for level = \"dossier\"; at the level of events write step and \
                 step_at in [columns]",
            );
            return;
        }
        for step in node.members(problems) {
            let mut rule = StepRule::default();
            for entry in step.entries(&["name", "at", "started", "officer", "unit"], problems) {
                let part = STEP_PARTS.iter().find(|(key, _)| *key == entry.name);
                if let Some((_, part)) = part {
                    *part(&mut rule) = self.field(entry, true, problems);
                } else if let Some(text) = entry.text(problems) {
                    rule.name.sources =
                        vec![Source { pick: ValueSelector::Value(text), when: None }];
                }
            }
            if rule.name.sources.is_empty() || rule.at.sources.is_empty() {
                problems.add(step.line, "a step needs name and at, the column of its instant");
            }
            self.steps.push(rule);
        }
    }

    /// Reads `[lifecycle]`.
    pub(super) fn read_lifecycle(
        &mut self,
        node: &TomlNode<'_>,
        problems: &mut Problems<'_>,
    ) -> Option<Lifecycle> {
        if self.level == Level::Dossier {
            problems.add(node.line, "[lifecycle] is for level = \"event\"; remove it");
            return None;
        }
        let (mut column, mut start, mut complete) = (None, Vec::new(), Vec::new());
        for entry in node.entries(&["column", "start", "complete"], problems) {
            match entry.name.as_str() {
                "column" => column = entry.text(problems),
                "start" => start = entry.texts(problems),
                _ => complete = entry.texts(problems),
            }
        }
        let Some(column) = column.filter(|_| !complete.is_empty()) else {
            problems.add(
                node.line,
                "[lifecycle] needs column and complete, such as column = \
                 \"lifecycle:transition\", complete = [\"complete\"]",
            );
            return None;
        };
        Some(Lifecycle { cell: index(&mut self.event_names, &column), start, complete })
    }

    fn field(&mut self, node: TomlNode<'_>, of_step: bool, problems: &mut Problems<'_>) -> Field {
        let key = node.name.clone();
        let values = self.values.get(&key).cloned().unwrap_or_default();
        let members = node.members(problems);
        let sources =
            members.iter().filter_map(|member| self.source(member, of_step, problems)).collect();
        Field { key, sources, values }
    }

    fn source(
        &mut self,
        node: &TomlNode<'_>,
        of_step: bool,
        problems: &mut Problems<'_>,
    ) -> Option<Source> {
        if !node.is_table() {
            let name = node.text(problems)?;
            return Some(Source {
                pick: ValueSelector::Place(self.place(&name, of_step)),
                when: None,
            });
        }
        let before = problems.list.len();
        let written = self.written(node, of_step, problems);
        if problems.list.len() > before {
            return None;
        }
        let of_events =
            written.event.is_some() || written.first.is_some() || written.last.is_some();
        if of_events && (of_step || self.level == Level::Dossier) {
            return node.wrong(
                "a column or { value = \"…\" }: events are looked up only for a dossier's columns \
                 and at level = \"event\"",
                problems,
            );
        }
        let Written { column, value, first, last, event, last_one, when } = written;
        let pick = match (column, value, first, last, event) {
            (Some(name), None, None, None, None) => {
                ValueSelector::Place(self.place(&name, of_step))
            }
            (None, Some(text), None, None, None) => ValueSelector::Value(text),
            (None, None, Some(name), None, None) => self.event(&name, None, false),
            (None, None, None, Some(name), None) => self.event(&name, None, true),
            (Some(name), None, None, None, Some(names)) => {
                let Some(cell) = self.step_cell else {
                    let text = "event = … needs step = \"COLUMN\" in [columns]: events are named \
                                by their step";
                    problems.add(node.line, text);
                    return None;
                };
                self.event(&name, Some(Named { cell, names }), last_one)
            }
            _ => {
                return node.wrong(
                    "one of { column = … }, { value = … }, { first_event = … }, { last_event = … \
                     }, { event = …, column = …, which = … }",
                    problems,
                );
            }
        };
        Some(Source { pick, when })
    }

    fn written(
        &mut self,
        node: &TomlNode<'_>,
        of_step: bool,
        problems: &mut Problems<'_>,
    ) -> Written {
        let known = ["column", "value", "first_event", "last_event", "event", "which", "when"];
        let mut written = Written::default();
        for entry in node.entries(&known, problems) {
            match entry.name.as_str() {
                "column" => written.column = entry.text(problems),
                "value" => written.value = entry.text(problems),
                "first_event" => written.first = entry.text(problems),
                "last_event" => written.last = entry.text(problems),
                "event" => written.event = Some(entry.texts(problems)),
                "which" => {
                    let words = [("first", false), ("last", true)];
                    written.last_one = entry.word(&words, problems).unwrap_or_default();
                }
                _ => written.when = self.when(&entry, of_step, problems),
            }
        }
        written
    }

    fn when(
        &mut self,
        node: &TomlNode<'_>,
        of_step: bool,
        problems: &mut Problems<'_>,
    ) -> Option<When> {
        let (mut column, mut values, mut not) = (None, None, Vec::new());
        for entry in node.entries(&["column", "values", "not"], problems) {
            match entry.name.as_str() {
                "column" => column = entry.text(problems),
                "values" => values = Some(entry.texts(problems)),
                _ => not = entry.texts(problems),
            }
        }
        let Some(column) = column.filter(|_| values.is_some() || !not.is_empty()) else {
            return node
                .wrong("{ column = …, values = […] } or { column = …, not = […] }", problems);
        };
        Some(When { place: self.place(&column, of_step), values, not })
    }

    fn place(&mut self, name: &str, of_step: bool) -> Place {
        if of_step && self.level == Level::Event && !name.starts_with("case:") {
            Place::Event(index(&mut self.event_names, name))
        } else {
            Place::Case(index(&mut self.case_names, name))
        }
    }

    fn event(&mut self, name: &str, named: Option<Named>, last: bool) -> ValueSelector {
        ValueSelector::Event { cell: index(&mut self.event_names, name), named, last }
    }
}

fn known_columns() -> Vec<&'static str> {
    let roles = ROLES.iter().map(|(key, _)| *key);
    roles.chain(STEP_ROLES.iter().map(|(key, _)| *key)).collect()
}

/// The index of a name, which is added where it is new.
fn index(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

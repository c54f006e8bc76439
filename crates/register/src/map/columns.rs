//! Reads the map's `[columns]`, `[[steps]]`, `[values]` and `[lifecycle]`: the cells and their
//! roles. The module knows the syntax of sources; it must not read a log.

use std::collections::{BTreeSet, HashMap};

use super::toml_node::{Problems, TomlNode};
use super::{
    ABSENT, Condition, Field, Join, Level, Lifecycle, Place, Roles, Source, StepFilter, StepRule,
    ValueSelector,
};
use text::sentence;

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

/// The keys of a step in `[columns]`.
const STEP_ROLES: [Part<StepRule>; 6] = [
    ("step", |rule| &mut rule.name),
    ("step_at", |rule| &mut rule.at),
    ("step_started", |rule| &mut rule.started),
    ("step_officer", |rule| &mut rule.officer),
    ("step_unit", |rule| &mut rule.unit),
    ("step_due", |rule| &mut rule.due),
];

/// The keys of a step in `[[steps]]`.
const STEP_PARTS: [Part<StepRule>; 5] = [
    ("at", |rule| &mut rule.at),
    ("started", |rule| &mut rule.started),
    ("officer", |rule| &mut rule.officer),
    ("unit", |rule| &mut rule.unit),
    ("due", |rule| &mut rule.due),
];

/// The keys of a source, as a map writes them.
#[derive(Default)]
struct SourceKeys {
    column: Option<Vec<String>>,
    value: Option<String>,
    first: Option<Vec<String>>,
    last: Option<Vec<String>>,
    event: Option<Vec<String>>,
    /// The text that separates the values of several columns.
    with: Option<String>,
    /// Whether the last one of the selected events is used, and not the first.
    last_one: Option<bool>,
    when: Option<Condition>,
}

/// Collects the cells of the roles.
pub(super) struct Columns {
    pub(super) case_names: Vec<String>,
    /// The columns with the same value in all rows of a dossier.
    pub(super) stated: BTreeSet<usize>,
    pub(super) event_names: Vec<String>,
    pub(super) roles: Roles,
    pub(super) steps: Vec<StepRule>,
    pub(super) level: Level,
    values: HashMap<String, HashMap<String, String>>,
    /// The lines of the replacements by key.
    value_lines: Vec<(String, usize)>,
    /// The cell of an event's step, by which events are selected.
    pub(super) step_cell: Option<usize>,
    /// The words of the map for "absent".
    absent: Vec<String>,
    /// The values that the map names, each with the places in which it is expected.
    pub(super) expected: Vec<(Vec<Place>, String)>,
}

impl Columns {
    pub(super) fn new(level: Level, absent: Vec<String>) -> Self {
        Self {
            absent,
            expected: Vec::new(),
            case_names: Vec::new(),
            stated: BTreeSet::new(),
            event_names: Vec::new(),
            roles: Roles::default(),
            steps: Vec::new(),
            level,
            values: HashMap::new(),
            value_lines: Vec::new(),
            step_cell: None,
        }
    }

    /// Reads `[values]`. The caller must do so before [`Self::read_columns`].
    pub(super) fn read_values(&mut self, node: &TomlNode<'_>, problems: &mut Problems<'_>) {
        for role in node.entries(&known_columns(), problems) {
            self.value_lines.push((role.name.clone(), role.line));
            let mut words = HashMap::new();
            for word in role.any_entries(problems) {
                if let Some(text) = word.text(problems) {
                    let name = text::outside::line(&word.name).into_owned();
                    if self.is_absent(&name) || name.is_empty() {
                        let text = sentence!(
                            "{name:?} is never a value: it means that nothing stands there; give \
                             the source a further one, such as { value = \"…\" }",
                            name
                        );
                        problems.add(word.line, text);
                    }
                    if let Some(other) = words.insert(name.clone(), text.clone())
                        && other != text
                    {
                        let text = sentence!(
                            "{name:?} is replaced by {other:?} and by {text:?}; keep one of them",
                            name,
                            other,
                            text
                        );
                        problems.add(word.line, text);
                    }
                }
            }
            self.values.insert(role.name, words);
        }
    }

    /// Whether a cell with this text counts as empty.
    fn is_absent(&self, text: &str) -> bool {
        !text.is_empty() && (ABSENT.contains(&text) || self.absent.iter().any(|word| word == text))
    }

    /// Reads `[columns]`.
    pub(super) fn read_columns(&mut self, node: &TomlNode<'_>, problems: &mut Problems<'_>) {
        let mut entries = node.entries(&known_columns(), problems);
        for (key, line) in &self.value_lines {
            if !entries.iter().any(|entry| entry.name == *key) {
                let text = sentence!(
                    "[values.{key}] replaces words of {key}, which [columns] does not name; name \
                     it there, or remove the section",
                    key
                );
                problems.add(*line, text);
            }
        }
        // Keys of steps come first, because sources of a dossier may select events by step.
        entries.sort_by_key(|entry| !entry.name.starts_with("step"));
        let mut rule = StepRule::default();
        for entry in entries {
            let name = entry.name.clone();
            if let Some((_, part)) = ROLES.iter().find(|(key, _)| *key == name) {
                *part(&mut self.roles) = self.field(entry, false, problems);
            } else if let Some((_, part)) = STEP_ROLES.iter().find(|(key, _)| *key == name) {
                let field = self.field(entry, true, problems);
                if let ("step", [Source { pick: ValueSelector::Cells(cells), .. }]) =
                    (name.as_str(), field.sources.as_slice())
                    && let [Place::Event(cell)] = cells.places.as_slice()
                {
                    self.step_cell = Some(*cell);
                }
                *part(&mut rule) = field;
            }
        }
        self.ends(node, problems);
        let parts = [&rule.at, &rule.started, &rule.officer, &rule.unit, &rule.due];
        match (rule.name.sources.is_empty(), rule.at.sources.is_empty()) {
            (false, false) => self.steps.push(rule),
            (false, true) => {
                problems.add(node.line, sentence!("step needs step_at, the step's instant"))
            }
            (true, _) if parts.iter().any(|part| !part.sources.is_empty()) => {
                problems
                    .add(node.line, sentence!("step_at and the like need step, the step's name"));
            }
            (true, _) => {}
        }
    }

    /// Reports an event that would be both the finish and the withdrawal.
    fn ends(&self, node: &TomlNode<'_>, problems: &mut Problems<'_>) {
        let always = |field: &Field| match field.sources.as_slice() {
            [Source { pick: ValueSelector::Cells(cells), condition: None }] => {
                Some(cells.places.clone())
            }
            _ => None,
        };
        let (finished, withdrawn) = (always(&self.roles.finished), always(&self.roles.withdrawn));
        if finished.is_some() && finished == withdrawn {
            let text = sentence!(
                "finished and withdrawn are the same column, so that every end would be both; \
                 give each a condition, when = { column = …, values = […] }"
            );
            problems.add(node.line, text);
        }
    }

    /// Reads `[[steps]]`.
    pub(super) fn read_steps(&mut self, node: TomlNode<'_>, problems: &mut Problems<'_>) {
        if self.level == Level::Event {
            problems.add(
                node.line,
                sentence!(
                    "[[steps]] is for level = \"dossier\"; at the level of events write step and \
                     step_at in [columns]"
                ),
            );
            return;
        }
        for step in node.members(problems) {
            let mut rule = StepRule::default();
            for entry in
                step.entries(&["name", "at", "started", "officer", "unit", "due"], problems)
            {
                let part = STEP_PARTS.iter().find(|(key, _)| *key == entry.name);
                if let Some((_, part)) = part {
                    *part(&mut rule) = self.field(entry, true, problems);
                } else if let Some(text) = entry.text(problems) {
                    rule.name.sources =
                        vec![Source { pick: ValueSelector::Value(text), condition: None }];
                }
            }
            if rule.name.sources.is_empty() || rule.at.sources.is_empty() {
                problems.add(
                    step.line,
                    sentence!("a step needs name and at, the column of its instant"),
                );
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
        if self.level != Level::Event {
            problems.add(node.line, sentence!("[lifecycle] is for level = \"event\"; remove it"));
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
                sentence!(
                    "[lifecycle] needs column and complete, such as column = \
                     \"lifecycle:transition\", complete = [\"complete\"]"
                ),
            );
            return None;
        };
        let cell = index(&mut self.event_names, &column);
        self.expect(&[Place::Event(cell)], start.iter().chain(&complete));
        Some(Lifecycle { cell, start, complete })
    }

    /// Reads `[[skip]]`: the conditions of skipped rows, traces and events.
    pub(super) fn read_skip(
        &mut self,
        node: &TomlNode<'_>,
        problems: &mut Problems<'_>,
    ) -> Vec<Condition> {
        let members = node.each(problems);
        members
            .iter()
            .filter_map(|member| self.condition(member, CellOwner::Row, problems))
            .collect()
    }

    /// Reads the sources of a role of a step or of the dossier.
    pub(super) fn field(
        &mut self,
        node: TomlNode<'_>,
        is_step: bool,
        problems: &mut Problems<'_>,
    ) -> Field {
        let key = node.name.clone();
        let values = self.values.get(&key).cloned().unwrap_or_default();
        let members = node.members(problems);
        let sources =
            members.iter().filter_map(|member| self.source(member, is_step, problems)).collect();
        Field { key, sources, values }
    }

    fn source(
        &mut self,
        node: &TomlNode<'_>,
        is_step: bool,
        problems: &mut Problems<'_>,
    ) -> Option<Source> {
        let owner = if is_step { CellOwner::Row } else { CellOwner::Dossier };
        if !node.is_table() {
            let name = node.text(problems)?;
            let pick = ValueSelector::Cells(self.cells(&[name], owner, None));
            return Some(Source { pick, condition: None });
        }
        let before = problems.list.len();
        let keys = self.source_keys(node, owner, problems);
        if problems.list.len() > before {
            return None;
        }
        let SourceKeys { column, value, first, last, event, with, last_one, when: condition } =
            keys;
        let of_events = event.is_some() || first.is_some() || last.is_some();
        if of_events && (is_step || self.level != Level::Event) {
            return node.report_wrong_type(
                sentence!(
                    "a column or { value = \"…\" }: events are looked up only for a dossier's \
                     columns and at level = \"event\""
                ),
                problems,
            );
        }
        if last_one.is_some() && event.is_none() {
            let text = sentence!("without which: it belongs to { event = …, column = … }");
            return node.report_wrong_type(text, problems);
        }
        let several = [&column, &first, &last];
        if with.is_some() && !several.into_iter().flatten().any(|names| names.len() > 1) {
            let text = sentence!("without with: it stands between several columns");
            return node.report_wrong_type(text, problems);
        }
        let last_one = last_one.unwrap_or_default();
        let pick = match (column, value, first, last, event) {
            (Some(names), None, None, None, None) => {
                ValueSelector::Cells(self.cells(&names, owner, with))
            }
            (None, Some(text), None, None, None) => ValueSelector::Value(text),
            (None, None, Some(names), None, None) => self.event(&names, with, None, false),
            (None, None, None, Some(names), None) => self.event(&names, with, None, true),
            (Some(columns), None, None, None, Some(names)) => {
                let Some(cell) = self.step_cell else {
                    let text = sentence!(
                        "event = … needs step = \"COLUMN\" in [columns]: events are named by \
                         their step"
                    );
                    problems.add(node.line, text);
                    return None;
                };
                self.expect(&[Place::Event(cell)], &names);
                self.event(&columns, with, Some(StepFilter { cell, names }), last_one)
            }
            _ => {
                let text = sentence!(
                    "one of { column = … }, { value = … }, { first_event = … }, { last_event = … \
                     }, { event = …, column = …, which = … }"
                );
                return node.report_wrong_type(text, problems);
            }
        };
        Some(Source { pick, condition })
    }

    fn source_keys(
        &mut self,
        node: &TomlNode<'_>,
        owner: CellOwner,
        problems: &mut Problems<'_>,
    ) -> SourceKeys {
        let key_names =
            ["column", "value", "first_event", "last_event", "event", "with", "which", "when"];
        let mut keys = SourceKeys::default();
        let mut when = None;
        for entry in node.entries(&key_names, problems) {
            match entry.name.as_str() {
                "column" => keys.column = Some(names(entry, problems)),
                "value" => keys.value = entry.text(problems),
                "first_event" => keys.first = Some(names(entry, problems)),
                "last_event" => keys.last = Some(names(entry, problems)),
                "event" => keys.event = Some(names(entry, problems)),
                "with" => keys.with = entry.raw_text(problems),
                "which" => {
                    keys.last_one = entry.word(&[("first", false), ("last", true)], problems);
                }
                _ => when = Some(entry),
            }
        }
        let of_events = keys.event.is_some() || keys.first.is_some() || keys.last.is_some();
        let owner = if of_events { CellOwner::Event } else { owner };
        keys.when = when.and_then(|when| self.condition(&when, owner, problems));
        if let Some(when) = &keys.when {
            let values = when.values.iter().flatten().chain(&when.not);
            self.expect(&when.places, values.filter(|value| !value.is_empty()));
        }
        keys
    }

    fn condition(
        &mut self,
        node: &TomlNode<'_>,
        owner: CellOwner,
        problems: &mut Problems<'_>,
    ) -> Option<Condition> {
        let (mut column, mut values, mut not) = (None, None, Vec::new());
        for entry in node.entries(&["column", "values", "not"], problems) {
            match entry.name.as_str() {
                "column" => column = entry.text(problems),
                "values" => values = Some(entry.texts(problems)),
                _ => not = entry.texts(problems),
            }
        }
        let Some(column) = column.filter(|_| values.is_some() || !not.is_empty()) else {
            return node.report_wrong_type(
                "{ column = …, values = […] } or { column = …, not = […] }",
                problems,
            );
        };
        if let Some(both) = values.iter().flatten().find(|value| not.contains(value)) {
            let text =
                sentence!("{both:?} stands in values and in not; keep it in one of them", both);
            problems.add(node.line, text);
        }
        if let Some(word) = values.iter().flatten().chain(&not).find(|word| self.is_absent(word)) {
            let text = sentence!(
                "{word:?} is never a value: it means that nothing stands there; write \"\" for \
                 an empty cell",
                word
            );
            problems.add(node.line, text);
        }
        let places = self.places(&column, owner);
        Some(Condition { places, values, not })
    }

    /// Records the values that are expected in these places.
    pub(super) fn expect<'v>(
        &mut self,
        places: &[Place],
        values: impl IntoIterator<Item = &'v String>,
    ) {
        let values = values.into_iter().map(|value| (places.to_vec(), value.clone()));
        self.expected.extend(values);
    }

    /// The places of a name; the first filled one is used.
    fn places(&mut self, name: &str, owner: CellOwner) -> Vec<Place> {
        let of_dossier = self.level == Level::Dossier || name.starts_with("case:");
        match owner {
            _ if of_dossier || (owner == CellOwner::Dossier && self.level == Level::Event) => {
                let cell = index(&mut self.case_names, name);
                self.stated.insert(cell);
                vec![Place::Case(cell)]
            }
            CellOwner::Event => {
                let event = Place::Event(index(&mut self.event_names, name));
                // The rows of a dossier may differ here, so no conflict is recorded.
                vec![event, Place::Case(index(&mut self.case_names, name))]
            }
            CellOwner::Row | CellOwner::Dossier => {
                vec![Place::Event(index(&mut self.event_names, name))]
            }
        }
    }

    fn cells(&mut self, names: &[String], owner: CellOwner, with: Option<String>) -> Join {
        let places = names.iter().flat_map(|name| self.places(name, owner)).collect();
        Join { places, with: with.unwrap_or_else(|| " ".to_owned()) }
    }

    fn event(
        &mut self,
        names: &[String],
        with: Option<String>,
        step_filter: Option<StepFilter>,
        last: bool,
    ) -> ValueSelector {
        let names = names.iter().map(|name| Place::Event(index(&mut self.event_names, name)));
        let cells = Join { places: names.collect(), with: with.unwrap_or_else(|| " ".to_owned()) };
        ValueSelector::Event { cells, step_filter, last }
    }
}

/// The owner of a cell that a source names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellOwner {
    /// The dossier.
    Dossier,
    /// The event, otherwise the dossier.
    Event,
    /// The current row or event.
    Row,
}

fn names(node: TomlNode<'_>, problems: &mut Problems<'_>) -> Vec<String> {
    let line = node.line;
    let key = node.name.clone();
    let names = node.texts(problems);
    if names.is_empty() {
        problems.add(line, sentence!("{key} must name a column", key));
    }
    names
}

fn known_columns() -> Vec<&'static str> {
    let roles = ROLES.iter().map(|(key, _)| *key);
    roles.chain(STEP_ROLES.iter().map(|(key, _)| *key)).collect()
}

/// The index of a name; a new name is added.
fn index(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|listed| listed == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

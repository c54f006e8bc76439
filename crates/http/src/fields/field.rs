//! One field of a form: how it is labelled, filled in and limited, and the value that stands in it.

use crate::request_context::RequestContext;

/// Characters of a line at most, unless the field has a limit of its own.
const LINE_CHARS: usize = 200;
/// Characters of a longer text at most, unless the field has a limit of its own.
const TEXT_CHARS: usize = 4000;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Several lines of one text.
    Long,
    /// A list, an item a line.
    Lines,
    /// One of a list.
    Select,
    /// One of a few, all of them shown.
    Radio,
    /// Any of a few, all of them shown; the values stand in the text a line each.
    Ticks,
    /// A day, picked from the browser's calendar.
    Day,
    /// A day, typed as `22/11/2018`.
    TypedDay,
    /// A day with a time of day.
    Moment,
    /// A password or code: what was typed is never shown again.
    Secret,
    /// A whole number between two bounds.
    Number { least: u32, most: u32 },
}

/// A value that a field offers.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
    pub chosen: bool,
}

impl Choice {
    pub fn new(value: &str, label: String) -> Self {
        Self { value: value.to_owned(), label, hint: String::new(), chosen: false }
    }

    pub fn with_hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }
}

/// Choices under a common heading; without one where there is nothing to divide.
#[derive(Clone, Debug)]
pub struct Group {
    pub label: Option<String>,
    pub choices: Vec<Choice>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// The element's id: the name, unless the page has several forms with the same field.
    pub id: String,
    pub kind: Kind,
    pub label: String,
    pub hint: String,
    pub required: bool,
    pub max_chars: usize,
    /// What was typed or chosen, as it stands in the form.
    pub text: String,
    pub groups: Vec<Group>,
    /// The label of no choice; empty for the usual one.
    pub none_label: String,
    pub autocomplete: &'static str,
    /// The keys that a telephone shows: `numeric`, `tel`, or empty for all of them.
    pub input_mode: &'static str,
    /// Where the text is copied from a slip or a device, letter by letter: which letters a telephone
    /// makes capitals, `none` or `characters`; its spelling is not checked. Empty for other texts.
    pub capitals: &'static str,
    pub autofocus: bool,
    /// Whether the label marks an optional field as optional.
    pub marks_optional: bool,
    /// Whether a text that is neither empty nor too long is accepted.
    pub format: Option<fn(&str) -> bool>,
    /// The text of every fault but a length, where the field has one of its own.
    pub fault_key: Option<&'static str>,
    pub fault: Option<String>,
}

impl Field {
    /// A required field without a hint.
    pub fn new(kind: Kind, name: &str, label: String) -> Self {
        let max_chars = match kind {
            Kind::Long | Kind::Lines | Kind::Ticks => TEXT_CHARS,
            Kind::TypedDay => 10,
            _ => LINE_CHARS,
        };
        Self {
            name: name.to_owned(),
            id: name.to_owned(),
            kind,
            label,
            hint: String::new(),
            required: true,
            max_chars,
            text: String::new(),
            groups: Vec::new(),
            none_label: String::new(),
            autocomplete: "off",
            input_mode: if kind == Kind::TypedDay { "numeric" } else { "" },
            capitals: "",
            autofocus: false,
            marks_optional: true,
            format: None,
            fault_key: None,
            fault: None,
        }
    }

    /// A required field whose label is the text `<key>`, with the hint `<key>_hint` where there is
    /// one.
    pub fn of_key(context: &RequestContext, kind: Kind, name: &str, key: &str) -> Self {
        let hint = context.text(&format!("{key}_hint"));
        let hint = if hint.starts_with('[') { String::new() } else { hint };
        Self::new(kind, name, context.text(key)).hint(hint)
    }

    pub fn id(self, id: String) -> Self {
        Self { id, ..self }
    }

    pub fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// Optional, in a form most of whose fields are: the label does not say so.
    pub fn unmarked(self) -> Self {
        Self { required: false, marks_optional: false, ..self }
    }

    pub fn max_chars(self, max_chars: usize) -> Self {
        Self { max_chars, ..self }
    }

    pub fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    pub fn input_mode(self, input_mode: &'static str) -> Self {
        Self { input_mode, ..self }
    }

    pub fn capitals(self, capitals: &'static str) -> Self {
        Self { capitals, ..self }
    }

    /// Accepts texts of a format only, and has a text of its own for its faults.
    pub fn format(self, format: fn(&str) -> bool) -> Self {
        Self { format: Some(format), ..self }
    }

    pub fn fault_key(self, key: &'static str) -> Self {
        Self { fault_key: Some(key), ..self }
    }

    pub fn none_label(self, none_label: String) -> Self {
        Self { none_label, ..self }
    }

    pub fn choices(self, choices: Vec<Choice>) -> Self {
        self.groups(vec![Group { label: None, choices }])
    }

    pub fn groups(mut self, groups: Vec<Group>) -> Self {
        self.groups = groups;
        let text = self.text.clone();
        self.text(&text)
    }

    pub fn text(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    /// Puts a text into the field; of choices, marks those that have it, or a line of it, as their
    /// value.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        let (chosen, ticks) = (text.trim(), self.is_ticks());
        for choice in self.groups.iter_mut().flat_map(|group| &mut group.choices) {
            choice.chosen = match ticks {
                true => text.lines().any(|line| line.trim() == choice.value),
                false => choice.value == chosen,
            };
        }
    }

    /// The name of the box of a choice, in its place from 1 on.
    pub fn tick(&self, place: &usize) -> String {
        format!("{}-{place}", self.name)
    }

    pub fn offers(&self, value: &str) -> bool {
        self.all_choices().any(|choice| choice.value == value)
    }

    pub fn all_choices(&self) -> impl Iterator<Item = &Choice> {
        self.groups.iter().flat_map(|group| &group.choices)
    }

    pub fn is_radio(&self) -> bool {
        self.kind == Kind::Radio
    }

    pub fn is_ticks(&self) -> bool {
        self.kind == Kind::Ticks
    }

    pub fn is_select(&self) -> bool {
        self.kind == Kind::Select
    }

    pub fn is_long(&self) -> bool {
        matches!(self.kind, Kind::Long | Kind::Lines)
    }

    /// The type of the input.
    pub fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Secret => "password",
            Kind::Day => "date",
            Kind::Moment => "datetime-local",
            Kind::Number { .. } => "number",
            _ => "text",
        }
    }

    /// The least and the most number.
    pub fn bounds(&self) -> Option<(u32, u32)> {
        match self.kind {
            Kind::Number { least, most } => Some((least, most)),
            _ => None,
        }
    }

    /// The text as the control takes it: a calendar takes `2018-11-22` only.
    pub fn control_text(&self) -> String {
        match self.kind {
            Kind::Secret => String::new(),
            Kind::Day => crate::dates::day(self.text.trim())
                .map_or_else(|| self.text.clone(), |day| day.to_string()),
            _ => self.text.clone(),
        }
    }

    /// The ids of the elements that describe the control.
    pub fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.id));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }

    /// The value in words: of a choice its label, of a day its usual form.
    pub fn describe(&self) -> String {
        match self.kind {
            Kind::Select | Kind::Radio => {
                let chosen = self.all_choices().find(|choice| choice.value == self.text.trim());
                chosen.map_or_else(|| self.text.clone(), |choice| choice.label.clone())
            }
            Kind::Ticks => {
                let chosen = self.all_choices().filter(|choice| choice.chosen);
                chosen.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("\n")
            }
            Kind::Day | Kind::TypedDay => crate::dates::day(self.text.trim())
                .map_or_else(|| self.text.clone(), messages::date_of),
            _ => self.text.clone(),
        }
    }
}

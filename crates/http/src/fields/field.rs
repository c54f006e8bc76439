//! One field of a form: its label, kind, limits and current text.

use crate::request_context::RequestContext;

/// The most characters of a line, unless the field sets its own limit.
const LINE_CHARS: usize = 200;
/// The most characters of a longer text, unless the field sets its own limit.
const TEXT_CHARS: usize = 4000;

/// The kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Several lines of one text.
    Long,
    /// A list with an item on each line.
    Lines,
    /// One choice, from a select element.
    Select,
    /// One choice, from radio buttons.
    Radio,
    /// Any number of choices, from checkboxes; the text has a value on each line.
    Ticks,
    /// One sentence to tick, which is the only choice.
    Tick,
    /// A day, chosen in the browser's calendar.
    Day,
    /// A day, typed as `22/11/2018`.
    TypedDay,
    /// A day with a time of day.
    Moment,
    /// A day with a time of day, typed as `22/11/2018 16:30`.
    TypedMoment,
    /// A password or code, which is never shown again.
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

/// Choices under a common heading, which is empty for a single group.
#[derive(Clone, Debug)]
pub struct Group {
    pub label: Option<String>,
    pub choices: Vec<Choice>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// The id of the element: the name, unless the page has several forms with the same field.
    pub id: String,
    pub kind: Kind,
    pub label: String,
    pub hint: String,
    pub required: bool,
    pub max_chars: usize,
    /// The typed or chosen text; for several choices, a value on each line.
    pub text: String,
    pub groups: Vec<Group>,
    /// The label of the empty choice; empty for the usual label.
    pub none_label: String,
    pub autocomplete: &'static str,
    /// The keyboard of a telephone: `numeric`, `tel`, or empty for the usual keyboard.
    pub input_mode: &'static str,
    /// The automatic capitals of a telephone, `none` or `characters`, without spell checking, for
    /// texts that are copied letter by letter from a slip or a device; empty for other texts.
    pub capitals: &'static str,
    pub autofocus: bool,
    /// Whether the label marks an optional field as optional.
    pub marks_optional: bool,
    /// Whether a text is accepted that is neither empty nor too long; `None` where the kind alone
    /// decides.
    pub format: Option<fn(&str) -> bool>,
    /// The key of the field's own message for every fault except a length; `None` for the usual
    /// messages.
    pub fault_key: Option<&'static str>,
    pub fault: Option<String>,
}

impl Field {
    /// A required field without a hint.
    pub fn new(kind: Kind, name: &str, label: String) -> Self {
        let max_chars = match kind {
            Kind::Long | Kind::Lines | Kind::Ticks => TEXT_CHARS,
            Kind::TypedDay => 10,
            Kind::TypedMoment => 16,
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

    /// A required field whose label is the text `<key>`, with the hint `<key>_hint` if that text
    /// exists.
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

    /// Makes the field optional without a mark at the label, for forms in which most fields are
    /// optional.
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

    /// Accepts only texts for which `format` is true.
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

    /// Sets the text of the field, and marks each choice whose value is the text or one of its
    /// lines.
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

    /// The name of the checkbox of the choice at a position, from 1.
    pub fn checkbox_name(&self, place: &usize) -> String {
        format!("{}-{place}", self.name)
    }

    pub fn offers(&self, value: &str) -> bool {
        self.all_choices().any(|choice| choice.value == value)
    }

    pub fn all_choices(&self) -> impl Iterator<Item = &Choice> {
        self.groups.iter().flat_map(|group| &group.choices)
    }

    /// Whether the page shows all choices of the field.
    pub fn is_radio(&self) -> bool {
        matches!(self.kind, Kind::Radio | Kind::Tick)
    }

    /// The type of the input element of a choice that the page shows.
    pub fn choice_type(&self) -> &'static str {
        if self.kind == Kind::Tick { "checkbox" } else { "radio" }
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

    /// The number of lines of a long field on the page: those of its text and one more, between 4
    /// and 20.
    pub fn rows(&self) -> usize {
        (self.text.lines().count() + 1).clamp(4, 20)
    }

    /// The most characters that the browser accepts: twice the limit, so that a text which the
    /// browser cuts is always over the limit, and the refusal says by how much. `None` where the
    /// control has a format of its own.
    pub fn max_typed(&self) -> Option<usize> {
        let formatted = matches!(self.kind, Kind::Day | Kind::Moment | Kind::Number { .. });
        (!formatted).then_some(2 * self.max_chars.max(LINE_CHARS))
    }

    /// The type of the input element.
    pub fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Secret => "password",
            Kind::Day => "date",
            Kind::Moment => "datetime-local",
            Kind::Number { .. } => "number",
            _ => "text",
        }
    }

    /// The smallest and the largest number.
    pub fn bounds(&self) -> Option<(u32, u32)> {
        match self.kind {
            Kind::Number { least, most } => Some((least, most)),
            _ => None,
        }
    }

    /// The text for the control: a date control needs `2018-11-22`.
    pub fn control_text(&self) -> String {
        match self.kind {
            Kind::Secret => String::new(),
            Kind::Day => crate::dates::day(self.text.trim())
                .map_or_else(|| self.text.clone(), |day| day.to_string()),
            _ => self.text.clone(),
        }
    }

    /// The ids of the elements that describe the control, separated by blanks.
    pub fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.id));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }

    /// The value as a page shows it: the label of a choice, the usual format of a day.
    pub fn describe(&self) -> String {
        match self.kind {
            Kind::Select | Kind::Radio | Kind::Tick => {
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

//! A page that asks one group of questions: fields with label, hint, value and mistake; all mistakes
//! are told together. Knows no dossier.

use super::Fault;
use crate::request_context::RequestContext;

/// How a field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Number,
    Area,
    Radio,
    Select,
}

/// One of the answers that a field offers.
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
    pub chosen: bool,
}

/// A field.
pub(crate) struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub choices: Vec<Choice>,
    /// What a browser may fill in by itself.
    pub autocomplete: &'static str,
    pub fault: Option<String>,
    pub optional: bool,
}

impl Field {
    /// A field whose label is `<key>` and whose hint is `<key>_hint`, where there is one.
    pub fn new(
        context: &RequestContext,
        kind: Kind,
        name: &'static str,
        key: &str,
        value: &str,
    ) -> Self {
        let hint = context.text(&format!("{key}_hint"));
        Self {
            name,
            kind,
            label: context.text(key),
            hint: if hint.starts_with('[') { String::new() } else { hint },
            value: value.to_owned(),
            choices: Vec::new(),
            autocomplete: "off",
            fault: None,
            optional: false,
        }
    }

    pub fn filled(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// With answers to choose from: value, label, hint.
    pub fn of(mut self, choices: Vec<(String, String, String)>) -> Self {
        let chosen = self.value.clone();
        let choice = |(value, label, hint): (String, String, String)| Choice {
            chosen: value == chosen,
            value,
            label,
            hint,
        };
        self.choices = choices.into_iter().map(choice).collect();
        self
    }

    pub fn radio(&self) -> bool {
        self.kind == Kind::Radio
    }

    pub fn select(&self) -> bool {
        self.kind == Kind::Select
    }

    pub fn area(&self) -> bool {
        self.kind == Kind::Area
    }

    pub fn number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// The ids of what describes it.
    pub fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.name));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

/// Puts each mistake at its field.
pub(crate) fn mark(fields: &mut [Field], faults: &[Fault]) {
    for field in fields {
        let own = faults.iter().find(|fault| fault.field == field.name);
        field.fault = own.map(|fault| fault.message.clone());
    }
}

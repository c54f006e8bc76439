//! Typed forms. A form is a list of [`Field`]s, each with its label, kind and limits.
//! [`Form::fill`] sets the posted values; they are checked field by field and read as typed values;
//! `parts/field.html` shows a field and `parts/faults.html` the faults. The module must not know
//! pages.

mod field;
mod value;

use calendar::{Day, Instant, Zone};

pub use self::field::{Choice, Field, Group, Kind};
use self::value::Value;
use crate::address::Params;
use crate::request_context::RequestContext;

/// A fault of a form, in one of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The id of the field; empty for a fault of the whole form.
    pub field: String,
    pub message: String,
}

impl Fault {
    pub fn new(field: &str, message: String) -> Self {
        Self { field: field.to_owned(), message }
    }
}

/// The fields of a form, in the order of the page.
#[derive(Clone, Debug)]
pub struct Form {
    pub fields: Vec<Field>,
    /// The zone in which days and times are read.
    zone: Zone,
}

impl Form {
    pub fn new(zone: &Zone, fields: Vec<Field>) -> Self {
        Self { fields, zone: zone.clone() }
    }

    /// Sets the fields to the posted values, as typed.
    pub fn fill(&mut self, posted: &Params) {
        for field in &mut self.fields {
            let text = posted.raw(&field.name);
            if !field.is_ticks() || !text.is_empty() {
                field.set(text);
                continue;
            }
            let ticked = field.all_choices().zip(1..);
            let ticked = ticked.filter(|(_, place)| posted.raw(&field.checkbox_name(place)) == "1");
            let ticked: Vec<&str> = ticked.map(|(choice, _)| choice.value.as_str()).collect();
            let ticked = ticked.join("\n");
            field.set(&ticked);
        }
    }

    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }

    /// Sets the text of one field.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(field) = self.get_mut(name) {
            field.set(text);
        }
    }

    /// The text of a field, as typed.
    pub fn raw(&self, name: &str) -> &str {
        self.get(name).map_or("", |field| &field.text)
    }

    /// Whether a field was left empty.
    pub fn is_empty(&self, name: &str) -> bool {
        self.raw(name).trim().is_empty()
    }

    /// Every fault, in the order of the fields.
    pub fn check(&self, context: &RequestContext) -> Vec<Fault> {
        self.fields.iter().filter_map(|field| field.fault(context, &self.zone)).collect()
    }

    /// Marks each field that has one of the faults.
    pub fn mark(&mut self, faults: &[Fault]) {
        for field in &mut self.fields {
            let own = faults.iter().filter(|fault| fault.field == field.name);
            let text: Vec<&str> = own.map(|fault| fault.message.as_str()).collect();
            field.fault = (!text.is_empty()).then(|| text.join(" "));
        }
    }

    /// The text or chosen value of a field; empty where the field has none or the text is refused.
    pub fn text(&self, name: &str) -> String {
        match self.value(name) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// The text or chosen value of a field; `None` where [`Self::text`] is empty.
    pub fn filled(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The items of a field of [`Kind::Lines`].
    pub fn lines(&self, name: &str) -> Vec<String> {
        match self.value(name) {
            Some(Value::Lines(lines)) => lines,
            _ => Vec::new(),
        }
    }

    pub fn day(&self, name: &str) -> Option<Day> {
        match self.value(name)? {
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    pub fn instant(&self, name: &str) -> Option<Instant> {
        match self.value(name)? {
            Value::Instant(at) => Some(at),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        match self.value(name)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn value(&self, name: &str) -> Option<Value> {
        self.get(name)?.value(&self.zone).ok()
    }
}

//! Reads the text of a field as its typed value, or returns the reason why it is refused.

use calendar::{Day, Instant, Zone};

use super::{Fault, Field, Kind};
use crate::dates;
use crate::request_context::RequestContext;

/// The typed value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Empty,
    Text(String),
    Lines(Vec<String>),
    Day(Day),
    Instant(Instant),
    Number(u32),
}

/// The reason why the text of a field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Invalid {
    Missing,
    NotChosen,
    NotOffered,
    TooLong,
    ManyLines,
    Day,
    Moment,
    Number,
    Format,
}

impl Invalid {
    /// The key of the message.
    const fn key(self) -> &'static str {
        match self {
            Self::Missing => "input-missing",
            Self::NotChosen => "input-not_chosen",
            Self::NotOffered => "input-not_offered",
            Self::TooLong => "input-too_long",
            Self::ManyLines => "input-many_lines",
            Self::Day => "input-no_day",
            Self::Moment => "input-no_moment",
            Self::Number => "input-no_number",
            Self::Format => "input-format",
        }
    }
}

impl Field {
    /// The typed value of the field.
    ///
    /// # Errors
    /// [`Invalid::Missing`] or [`Invalid::NotChosen`] for a required field that is empty,
    /// [`Invalid::TooLong`] over [`Field::max_chars`], otherwise the case of the field's kind.
    pub(super) fn value(&self, zone: &Zone) -> Result<Value, Invalid> {
        let text = self.text.trim();
        let choice = self.is_radio() || self.is_select() || self.is_ticks();
        if text.is_empty() {
            return match (self.required, choice) {
                (false, _) => Ok(Value::Empty),
                (true, true) => Err(Invalid::NotChosen),
                (true, false) => Err(Invalid::Missing),
            };
        }
        if text.chars().count() > self.max_chars {
            return Err(Invalid::TooLong);
        }
        if !self.is_long() && !self.is_ticks() && text.contains('\n') {
            return Err(Invalid::ManyLines);
        }
        if self.format.is_some_and(|accepts| !accepts(text)) {
            return Err(Invalid::Format);
        }
        match self.kind {
            Kind::Line | Kind::Long | Kind::Secret => Ok(Value::Text(text.to_owned())),
            Kind::Lines => match lines(text) {
                items if items.is_empty() => Err(Invalid::Missing),
                items => Ok(Value::Lines(items)),
            },
            Kind::Select | Kind::Radio | Kind::Tick if self.offers(text) => {
                Ok(Value::Text(text.to_owned()))
            }
            Kind::Ticks if text.lines().all(|line| self.offers(line.trim())) => {
                Ok(Value::Lines(text.lines().map(|line| line.trim().to_owned()).collect()))
            }
            Kind::Select | Kind::Radio | Kind::Tick | Kind::Ticks => Err(Invalid::NotOffered),
            Kind::Day | Kind::TypedDay => dates::day(text).map(Value::Day).ok_or(Invalid::Day),
            // A day alone would mean its end, and this field requires a time of day.
            Kind::Moment | Kind::TypedMoment if !text.contains(':') => Err(Invalid::Moment),
            Kind::Moment | Kind::TypedMoment => {
                dates::instant(text, zone).map(Value::Instant).ok_or(Invalid::Moment)
            }
            Kind::Number { least, most } => {
                let number = text.parse().ok().filter(|n| (least..=most).contains(n));
                number.map(Value::Number).ok_or(Invalid::Number)
            }
        }
    }

    /// The number of characters beyond the limit.
    fn chars_over(&self) -> usize {
        self.text.trim().chars().count().saturating_sub(self.max_chars)
    }

    /// The fault of the field, in the reader's language; `None` for a valid text.
    pub(super) fn fault(&self, context: &RequestContext, zone: &Zone) -> Option<Fault> {
        let invalid = self.value(zone).err()?;
        let own =
            self.fault_key.filter(|_| !matches!(invalid, Invalid::TooLong | Invalid::ManyLines));
        let (least, most) = self.bounds().unwrap_or_default();
        let values = [
            ("field", (&self.label).into()),
            ("limit", context.number(self.max_chars as u64).into()),
            ("over", context.number(self.chars_over() as u64).into()),
            ("least", context.number(least.into()).into()),
            ("most", context.number(most.into()).into()),
        ];
        let message = context.format(own.unwrap_or(invalid.key()), &values);
        Some(Fault::new(&self.name, message))
    }
}

/// The items of a text with an item on each line; a hyphen before an item is dropped.
fn lines(text: &str) -> Vec<String> {
    let items = text.lines().map(|line| line.trim().trim_start_matches("- ").trim());
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;

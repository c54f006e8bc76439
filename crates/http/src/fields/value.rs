//! Reads the text of a field as its typed value, or returns the reason for a refusal.

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

/// The reason for a refusal of a field's text.
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
    /// The key of its text.
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
    /// The typed value.
    ///
    /// # Errors
    /// [`Invalid::Missing`] or [`Invalid::NotChosen`] for a required field
    /// that is empty, [`Invalid::TooLong`] over [`Field::max_chars`], otherwise the case of the kind.
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
            // A day alone would mean its end, but this field requires a time of day.
            Kind::Moment if !text.contains(':') => Err(Invalid::Moment),
            Kind::Moment => dates::instant(text, zone).map(Value::Instant).ok_or(Invalid::Moment),
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

    /// The fault of the field, in the reader's language.
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

/// The items of a list with an item on each line, with or without a hyphen before it.
fn lines(text: &str) -> Vec<String> {
    let items = text.lines().map(|line| line.trim().trim_start_matches("- ").trim());
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Form};
    use super::*;

    fn read(field: Field, text: &str) -> Result<Value, Invalid> {
        field.text(text).value(&Zone::VIETNAM)
    }

    fn field(kind: Kind) -> Field {
        Field::new(kind, "f", "F".into())
    }

    #[test]
    fn every_kind_is_read_or_refused_with_a_reason() {
        let text = |text: &str| Ok(Value::Text(text.to_owned()));
        let number = Kind::Number { least: 1, most: 9 };
        let select = || field(Kind::Select).choices(vec![Choice::new("a", "A".into())]);
        let long = "x".repeat(201);
        for (field, given, expected) in [
            (field(Kind::Line), " một dòng ", text("một dòng")),
            (field(Kind::Line), "  ", Err(Invalid::Missing)),
            (field(Kind::Line).optional(), "", Ok(Value::Empty)),
            (field(Kind::Line), "a\nb", Err(Invalid::ManyLines)),
            (field(Kind::Line), &long, Err(Invalid::TooLong)),
            (field(Kind::Line).max_chars(201), &long, text(&long)),
            (field(Kind::Line).max_chars(2), "ếế", text("ếế")),
            (field(Kind::Line).format(|text| text.len() == 2), "a", Err(Invalid::Format)),
            (field(Kind::Long), "a\nb", text("a\nb")),
            (field(Kind::Lines), "- a\n\n b \n", Ok(Value::Lines(vec!["a".into(), "b".into()]))),
            (field(Kind::Lines), "-  ", Ok(Value::Lines(vec!["-".into()]))),
            (select(), "a", text("a")),
            (select(), "b", Err(Invalid::NotOffered)),
            (select(), "", Err(Invalid::NotChosen)),
            (field(Kind::Radio), "a", Err(Invalid::NotOffered)),
            (field(Kind::Day), "22/11/2018", Ok(Value::Day(Day::from_ymd(2018, 11, 22)))),
            (field(Kind::TypedDay), "2018-11-22", Ok(Value::Day(Day::from_ymd(2018, 11, 22)))),
            (field(Kind::Day), "31/02/2018", Err(Invalid::Day)),
            (field(Kind::Moment), "2018-11-22", Err(Invalid::Moment)),
            (field(Kind::Moment), "22/11/2018 25:00", Err(Invalid::Moment)),
            (field(number), "9", Ok(Value::Number(9))),
            (field(number), "0", Err(Invalid::Number)),
            (field(number), "10", Err(Invalid::Number)),
            (field(number), "1,5", Err(Invalid::Number)),
        ] {
            let kind = field.kind;
            assert_eq!(read(field, given), expected, "{kind:?} {given:?}");
        }
    }

    #[test]
    fn typed_text_stays_in_the_form_even_if_it_is_refused() {
        let mut form = Form::new(
            &Zone::VIETNAM,
            vec![
                Field::new(Kind::Line, "name", "Name".into()),
                Field::new(Kind::Select, "ward", "Ward".into())
                    .choices(vec![Choice::new("a", "A".into())]),
            ],
        );
        let posted = crate::address::Params::default().with("name", "a\nb").with("ward", "a");
        form.fill(&posted);
        assert_eq!((form.raw("name"), form.text("name").as_str()), ("a\nb", ""));
        assert!(form.get("ward").is_some_and(|field| field.all_choices().all(|c| c.chosen)));
        assert_eq!(form.filled("ward").as_deref(), Some("a"));
        form.mark(&[Fault::new("name", "x".into()), Fault::new("name", "y".into())]);
        let fault = form.get("name").and_then(|field| field.fault.as_deref());
        assert_eq!(fault, Some("x y"));
        assert_eq!(form.get("name").map(Field::described).as_deref(), Some("name-fault"));
    }
}

//! Sentences about files, folders and commands, as values: an English template with named values.
//! The template is the name of the sentence: `messages` has its Vietnamese text. The module must
//! not know that text.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Language, number};

/// A sentence as template and values. `Display` writes the English text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    template: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

/// The value of a name in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A text that is the same in every language.
    Text(String),
    /// A number whose thousands are grouped as in the language.
    Grouped(i64),
    /// A sentence within the sentence.
    Sentence(Box<Sentence>),
    /// Sentences, each on its own line.
    Lines(Vec<Sentence>),
}

/// A type that can be a value in a template.
pub trait ToValue {
    /// The value for the template.
    fn to_value(&self) -> Value;
}

/// An error or a finding that has a sentence in every language.
pub trait ToSentence {
    /// The sentence of this value.
    fn to_sentence(&self) -> Sentence;
}

/// A sentence from its template and values: `sentence!("{name} is {size} bytes", name, size = 3)`.
/// `{name:?}` writes a value in quotes. Braces around a text that is not the name of a value are
/// written as they are.
#[macro_export]
macro_rules! sentence {
    (@value $name:ident) => { &$name };
    (@value $name:ident $value:expr) => { &$value };
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::Sentence::new(
            $template,
            vec![$((
                stringify!($name),
                $crate::ToValue::to_value($crate::sentence!(@value $name $($value)?)),
            )),*],
        )
    };
}

/// A text that becomes a sentence, or a part of one, by [`Sentence::phrase`] elsewhere; the tests
/// find its template here.
#[macro_export]
macro_rules! phrase {
    ($text:literal) => {
        $text
    };
}

impl Sentence {
    /// A sentence without values, whose text [`phrase`](crate::phrase) marks.
    #[must_use]
    pub fn phrase(text: &'static str) -> Self {
        Self::new(text, Vec::new())
    }

    /// A sentence. Use [`sentence!`], so that the tests find its template.
    #[must_use]
    pub fn new(template: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Self { template: template.into(), values }
    }

    /// A sentence that has no translation: a text of the operating system or of a library.
    #[must_use]
    pub fn foreign(text: impl Into<String>) -> Self {
        Self { template: Cow::Owned(text.into()), values: Vec::new() }
    }

    /// The sentence with each text among its values changed.
    #[must_use]
    pub fn with_texts(mut self, change: &dyn Fn(String) -> String) -> Self {
        for (_, value) in &mut self.values {
            *value = match std::mem::replace(value, Value::Grouped(0)) {
                Value::Text(text) => Value::Text(change(text)),
                Value::Grouped(number) => Value::Grouped(number),
                Value::Sentence(one) => Value::Sentence(Box::new(one.with_texts(change))),
                Value::Lines(lines) => {
                    Value::Lines(lines.into_iter().map(|one| one.with_texts(change)).collect())
                }
            };
        }
        self
    }

    /// Writes the sentence with translated templates; the English template is used where there is
    /// no translation.
    #[must_use]
    pub fn written<'t>(
        &'t self,
        language: Language,
        translation: &dyn Fn(&str) -> Option<&'t str>,
    ) -> String {
        let mut rest = translation(&self.template).unwrap_or(&self.template);
        let mut text = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            text += before;
            let named = after.split_once('}').and_then(|(inner, after)| {
                let quoted = inner.strip_suffix(":?");
                let name = quoted.unwrap_or(inner);
                let (_, value) = self.values.iter().find(|(own, _)| own == name)?;
                Some((value.written(language, translation), quoted.is_some(), after))
            });
            match named {
                Some((value, quoted, after)) => {
                    text += &if quoted { format!("{value:?}") } else { value };
                    rest = after;
                }
                None => {
                    text.push('{');
                    rest = after;
                }
            }
        }
        text + rest
    }
}

impl Value {
    fn written<'t>(
        &'t self,
        language: Language,
        translation: &dyn Fn(&str) -> Option<&'t str>,
    ) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Grouped(number) => number::integer(*number, language),
            Self::Sentence(sentence) => sentence.written(language, translation),
            Self::Lines(lines) => {
                let lines = lines.iter().map(|line| line.written(language, translation));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(Language::English, &|_| None))
    }
}

impl ToSentence for Sentence {
    fn to_sentence(&self) -> Self {
        self.clone()
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Self {
        self.clone()
    }
}

impl ToValue for Sentence {
    fn to_value(&self) -> Value {
        Value::Sentence(Box::new(self.clone()))
    }
}

impl ToValue for Vec<Sentence> {
    fn to_value(&self) -> Value {
        Value::Lines(self.clone())
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

macro_rules! shown_alike {
    ($($type:ty),+) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    )+};
}

shown_alike!(str, String, Cow<'_, str>, fmt::Arguments<'_>, char, i8, i16, i32, i64, u16, u32, u64);
shown_alike!(usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_written_by_the_translation_of_its_template() {
        let inner = sentence!("the {thing}", thing = "gate");
        let outer = sentence!("{inner} of {owner:?} is {n} { wide }", inner, owner = "Ân", n = 3);
        assert_eq!(outer.to_string(), "the gate of \"Ân\" is 3 { wide }");
        let vietnamese = |template: &str| match template {
            "the {thing}" => Some("cái {thing}"),
            "{inner} of {owner:?} is {n} { wide }" => Some("{owner:?}: {inner} rộng {n}"),
            _ => None,
        };
        assert_eq!(outer.written(Language::Vietnamese, &vietnamese), "\"Ân\": cái gate rộng 3");
        let lines = sentence!("{all}", all = vec![sentence!("a"), Sentence::foreign("b {x}")]);
        assert_eq!(lines.to_string(), "a\nb {x}");
    }
}

//! Text and numbers in Vietnamese conventions: search folding, number and date formats,
//! alphabetical order. Pure functions from plain values to text.
//!
//! The crate must not know dossiers, calendars, the store, HTML or a date library.

pub mod address;
pub mod contact;
pub mod csv;
pub mod date;
pub mod fold;
pub mod nearest;
pub mod number;
pub mod outside;
pub mod person;
mod sentence;
pub mod sort;
pub mod vietqr;
pub mod words;
pub mod words_of_money;

use std::{fmt, str::FromStr};

pub use sentence::{Sentence, ToSentence, ToValue, Value};

/// Language of the text shown to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// Both languages, the default one first.
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// ISO 639-1 code: `"vi"` or `"en"`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// Chooses between two texts for a reader of this language: the English one only where it is
    /// not empty.
    #[must_use]
    pub fn choose<'a>(self, vietnamese: &'a str, english: &'a str) -> &'a str {
        if self == Self::English && !english.is_empty() { english } else { vietnamese }
    }
}

/// The error for a text that is not the code of a [`Language`]; contains the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage(pub String);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown language {:?}: expected \"vi\" or \"en\"", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads exactly the texts that [`Language::code`] writes.
    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_their_codes() {
        fn check(code: &str, expect: Option<Language>) {
            assert_eq!(code.parse().ok(), expect, "{code:?}");
        }
        check("vi", Some(Language::Vietnamese));
        check("en", Some(Language::English));
        check("EN", None);
        check("", None);
    }
}

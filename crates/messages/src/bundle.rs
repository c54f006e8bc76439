//! The fluent files of both languages and the look-up in them. Knows no key and no domain value.

use std::borrow::Cow;
use std::sync::LazyLock;

use ::text::{Language, number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The files of one language; both have the same ones, with the same keys and variables.
macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../text/", $language, "/words.ftl")),
            include_str!(concat!("../text/", $language, "/command.ftl")),
            include_str!(concat!("../text/", $language, "/time.ftl")),
            include_str!(concat!("../text/", $language, "/derivation.ftl")),
            include_str!(concat!("../text/", $language, "/refusals.ftl")),
            include_str!(concat!("../text/", $language, "/events.ftl")),
            include_str!(concat!("../text/", $language, "/pages.ftl")),
            include_str!(concat!("../text/", $language, "/site.ftl")),
            include_str!(concat!("../text/", $language, "/input.ftl")),
            include_str!(concat!("../text/", $language, "/portal.ftl")),
            include_str!(concat!("../text/", $language, "/figures.ftl")),
            include_str!(concat!("../text/", $language, "/dossier.ftl")),
            include_str!(concat!("../text/", $language, "/auth.ftl")),
            include_str!(concat!("../text/", $language, "/work.ftl")),
            include_str!(concat!("../text/", $language, "/desk.ftl")),
            include_str!(concat!("../text/", $language, "/citizen.ftl")),
            include_str!(concat!("../text/", $language, "/rights.ftl")),
            include_str!(concat!("../text/", $language, "/breaches.ftl")),
            include_str!(concat!("../text/", $language, "/queue.ftl")),
            include_str!(concat!("../text/", $language, "/money.ftl")),
            include_str!(concat!("../text/", $language, "/retention.ftl")),
            include_str!(concat!("../text/", $language, "/lead.ftl")),
            include_str!(concat!("../text/", $language, "/responsibility.ftl")),
            include_str!(concat!("../text/", $language, "/letter.ftl")),
            include_str!(concat!("../text/", $language, "/summary.ftl")),
            include_str!(concat!("../text/", $language, "/campaigns.ftl")),
            include_str!(concat!("../text/", $language, "/months.ftl")),
            include_str!(concat!("../text/", $language, "/display.ftl")),
            include_str!(concat!("../text/", $language, "/reports.ftl")),
            include_str!(concat!("../text/", $language, "/watch.ftl")),
        ]
    };
}

const VIETNAMESE_FILES: &[&str] = &files!("vi");
const ENGLISH_FILES: &[&str] = &files!("en");

type Bundle = FluentBundle<FluentResource>;

static VIETNAMESE: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = read(Language::Vietnamese, VIETNAMESE_FILES).0;
    bundle.set_formatter(Some(|value, _| grouped(value, Language::Vietnamese)));
    bundle
});

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = read(Language::English, ENGLISH_FILES).0;
    bundle.set_formatter(Some(|value, _| grouped(value, Language::English)));
    bundle
});

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text that is shown unchanged.
    Text(Cow<'a, str>),
    /// Shown with its thousands grouped; English chooses singular and plural by it.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a Value<'_>> for FluentValue<'a> {
    fn from(value: &'a Value<'_>) -> Self {
        match value {
            Value::Text(text) => FluentValue::from(text.as_ref()),
            Value::Number(number) => FluentValue::from(*number),
        }
    }
}

/// The text of a key with its values; a key that no file has comes back in brackets.
#[must_use]
pub fn text(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    find(language, key, values).unwrap_or_else(|| format!("[{key}]"))
}

/// The text of a key with its values; `None` if no file has it.
pub(crate) fn find(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
    let bundle = match language {
        Language::Vietnamese => &*VIETNAMESE,
        Language::English => &*ENGLISH,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, value);
    }
    // A variable without value shows as `{$name}`; there is nothing better to show.
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
}

/// Reads files into a bundle; what cannot be read is left out and named.
fn read(language: Language, files: &[&str]) -> (Bundle, Vec<String>) {
    // `vi` and `en` are identifiers; the default would only lose the English singular.
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    let mut faults = Vec::new();
    for file in files {
        // A per cent sign never begins a line.
        let resource = FluentResource::try_new(file.replace(" %", "\u{a0}%"));
        let resource = resource.unwrap_or_else(|(rest, errors)| {
            faults.extend(errors.iter().map(ToString::to_string));
            rest
        });
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(ToString::to_string));
        }
    }
    (bundle, faults)
}

fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::integer(number.value as i64, language)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

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
            include_str!(concat!("../text/", $language, "/lead.ftl")),
            include_str!(concat!("../text/", $language, "/letter.ftl")),
            include_str!(concat!("../text/", $language, "/summary.ftl")),
            include_str!(concat!("../text/", $language, "/campaigns.ftl")),
            include_str!(concat!("../text/", $language, "/months.ftl")),
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
    /// Shown as it is.
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
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use Language::{English, Vietnamese};

    #[test]
    fn every_file_is_read_without_fault() {
        for (language, files) in [(Vietnamese, VIETNAMESE_FILES), (English, ENGLISH_FILES)] {
            assert_eq!(read(language, files).1, Vec::<String>::new());
        }
    }

    /// Keys of a file with the variables of each.
    fn keys(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut keys = BTreeMap::<&str, BTreeSet<&str>>::new();
        let mut key = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                key = line.split([' ', '=']).next().unwrap_or_default();
                keys.insert(key, BTreeSet::new());
            }
            let after = line.split('$').skip(1);
            let names = after.filter_map(|rest| rest.split([' ', '}', ',', ')']).next());
            keys.entry(key).or_default().extend(names);
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        for (vietnamese, english) in VIETNAMESE_FILES.iter().zip(ENGLISH_FILES) {
            assert_eq!(keys(vietnamese), keys(english));
        }
    }

    /// Phrases that gave way to better ones; none may come back.
    const RETIRED: [(&[&str], &[&str]); 2] = [
        (
            VIETNAMESE_FILES,
            &[
                "«",
                "»",
                "Chương trình",
                "Danh mục không ghi",
                "Dừng giải quyết vì",
                "Độc lập –",
                "Người kiểm tra",
                "Người đứng tên",
                "Nhóm dưới 5",
                "Qua 80 %",
                "bưu điện",
                "hiệu bưu gửi",
                "ố bưu gửi",
                "Tin đã gửi",
                "Chín phần mười",
                "Còn tới",
                "cho kịch bản",
                "không chỉnh cho tròn",
                "làm đẹp",
                "motcua load",
                "nhận đến",
                "như đã biết",
                "theo những gì đã biết",
                "thư mục minh họa",
                "Tỷ lệ trong hạn",
                "trễ hạn",
            ],
        ),
        (
            ENGLISH_FILES,
            &[
                "after due",
                "Answering unit",
                "as known",
                "Awaiting a financial obligation",
                "before due",
                "by due",
                "for want of",
                "Give an account",
                "made up for the scenario",
                "motcua load",
                "off pauses",
                "past due,",
                "please mend",
                "re-appoint",
                "Set back",
                "Suspended",
                "The program",
                "To lead",
                "within due",
            ],
        ),
    ];

    #[test]
    fn retired_phrases_stay_away() {
        for (files, phrases) in RETIRED {
            let lines = files.iter().flat_map(|file| file.lines());
            for line in lines.filter(|line| !line.starts_with('#')) {
                let (_, value) = line.split_once(" = ").unwrap_or(("", line));
                for phrase in phrases {
                    assert!(!value.contains(phrase), "{phrase:?}: {line}");
                }
            }
        }
    }

    #[test]
    fn values_take_their_places() {
        fn check(key: &str, values: &[(&str, Value<'_>)], vi: &str, en: &str) {
            assert_eq!(text(Vietnamese, key, values), vi);
            assert_eq!(text(English, key, values), en);
        }
        check("no-such-key", &[], "[no-such-key]", "[no-such-key]");
        check("page-home", &[], "Trang chủ", "Home");
        check("amount-working_days", &[("n", 1.into())], "1 ngày làm việc", "1 working day");
        check(
            "amount-working_days",
            &[("n", 3839.into())],
            "3.839 ngày làm việc",
            "3,839 working days",
        );
        check("remaining-late", &[("time", "1 giờ".into())], "Quá hạn 1 giờ", "1 giờ late");
        check("remaining-late", &[], "Quá hạn {$time}", "{$time} late");
    }

    #[test]
    fn threads_share_the_bundles() {
        let answer = std::thread::spawn(|| text(English, "word-yes", &[]));
        assert_eq!(answer.join().ok().as_deref(), Some("Yes"));
    }
}

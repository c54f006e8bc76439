//! Every text exists in both languages, with the same values.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use Language::{English, Vietnamese};

#[test]
fn every_file_is_read_without_fault() {
    for (language, files) in [(Vietnamese, VIETNAMESE_FILES), (English, ENGLISH_FILES)] {
        assert_eq!(read(language, files).1, Vec::<String>::new());
    }
}

/// The keys of a file, with the variables of each.
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

/// Phrases that better ones have replaced, and that no text may contain.
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

/// The rule set decides the name of the letter: a text names it by `{ letter }`, never literally.
#[test]
fn no_text_names_the_letter_itself() {
    const NAMES: [(&[&str], &[&str]); 2] = [
        (VIETNAMESE_FILES, &["thư xin lỗi", "phiếu xin lỗi", "văn bản xin lỗi"]),
        (ENGLISH_FILES, &["apology letter", "letter of apology"]),
    ];
    // The definitions of the two names, and the heading of the letter itself.
    const DEFINED: [&str; 4] =
        ["[TT03]", "*[other]", "apology_letter-name_2018", "apology_letter-name_2025"];
    for (files, names) in NAMES {
        let lines = files.iter().flat_map(|file| file.lines());
        for line in lines.filter(|line| !line.starts_with('#')) {
            let literal = names.iter().any(|name| line.to_lowercase().contains(name));
            let defined = DEFINED.iter().any(|defined| line.trim().starts_with(defined));
            assert!(defined || !literal, "{line}");
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

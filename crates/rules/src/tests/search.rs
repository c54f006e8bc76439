//! Typed queries with the procedures that they must find.

use std::sync::LazyLock;

use proptest::prelude::*;
use text::fold::fold;
use text::words::words;

use super::good::{day, district9, loaded};
use super::{PROCEDURE, with};
use crate::{MatchQuality, Rules, search};

static RULES: LazyLock<Rules> = LazyLock::new(district9);

const TODAY: &str = "2025-08-01";

fn codes(query: &str) -> Vec<&'static str> {
    search(&RULES, query, day(TODAY)).iter().map(|hit| hit.procedure.code.as_str()).collect()
}

#[test]
fn the_intended_procedure_comes_first() {
    fn check(query: &str, expected: &str) {
        let hits = codes(query);
        assert_eq!(hits.first(), Some(&expected), "{query:?}: {hits:?}");
    }
    // Words without diacritics, with old and new tone marks, in capitals, in any order.
    check("khai sinh", "1.001193");
    check("ĐĂNG KÝ KHAI SINH", "1.001193");
    check("sinh khai", "1.001193");
    check("hòa giải", "1.012812");
    check("hoà giải", "1.012812");
    check("doi cap giay chung nhan dat", "1.012783");
    // The code, whole or without the prefix that all codes have.
    check("1.012784", "1.012784");
    check("013229", "1.013229");
    // Incomplete words.
    check("ket h", "1.000894");
    check("tach thu", "1.012784");
    check("regist marri", "1.000894");
    check("kh si", "1.001193");
    // A word with a letter that is wrong, missing, added or swapped.
    check("khau sinh", "1.001193");
    check("khi sinh", "1.001193");
    check("khaii sinh", "1.001193");
    check("hộ kinh donah thành lập", "1.001612");
    check("chugn thuc chu ky", "2.000992");
    // Words in English.
    check("marriage", "1.000894");
    check("birth certificate copies", "2.000635");
    // Words of the result, the field and the life event.
    check("trích lục khai tử", "1.000656");
    check("sang tên sổ đỏ", "1.013831");
    check("qua đời", "1.000656");
    check("mở quán", "1.001612");
    // A sentence of which no procedure has all words.
    check("đăng ký khai sinh cho con ở đâu", "1.001193");
}

#[test]
fn everyday_words_abbreviations_and_codes_are_understood() {
    fn check(query: &str, expected: &str) {
        let hits = codes(query);
        assert!(hits.iter().take(3).any(|code| *code == expected), "{query:?}: {hits:?}");
    }
    check("xin giấy độc thân", "1.004873");
    check("mở quán cà phê", "1.001612");
    check("HKD", "1.001266");
    check("GPXD", "1.013225");
    check("cấp đổi sổ đỏ", "1.012783");
    check("cấp đổi GCN", "1.012783");
    check("cap doi gcn qsdd", "1.012783");
    check("làm giấy khai sinh cho con", "1.001193");
    check("1012784", "1.012784");
}

/// Queries without diacritics, with the code of the first hit in 2019 and in 2026.
const TYPED: [(&str, &str); 58] = [
    ("giay xac nhan doc than", "1.004873"),
    ("xin giay doc than", "1.004873"),
    ("trich luc khai sinh", "2.000635"),
    ("ban sao khai sinh", "2.000635"),
    ("bao tu", "1.000656"),
    ("sua ngay sinh", "2.000748"),
    ("sai ten trong khai sinh", "2.000748"),
    ("ket hon voi nguoi nuoc ngoai", "2.000806"),
    ("lay chong nuoc ngoai", "2.000806"),
    ("khai sinh co yeu to nuoc ngoai", "2.000528"),
    ("sao y", "2.000815"),
    ("photo cong chung", "2.000815"),
    ("cong chung giay to", "2.000815"),
    ("cong chung chu ky", "2.000884"),
    ("hop dong thue nha", "2.001035"),
    ("hop dong mua ban xe", "2.001035"),
    ("so do", "1.012783"),
    ("so hong", "1.012783"),
    ("cap doi so do", "1.012783"),
    ("GCN QSDĐ", "1.012783"),
    ("gcnqsdd", "1.012783"),
    ("lam so do lan dau", "1.013978"),
    ("mat so do", "1.012786"),
    ("mat so hong", "1.012786"),
    ("sang ten so do", "1.013831"),
    ("mua ban dat", "1.013831"),
    ("mua nha", "1.013831"),
    ("tang cho dat", "1.013831"),
    ("thua ke dat", "1.013831"),
    ("vay ngan hang", "1.011441"),
    ("the chap so do", "1.011441"),
    ("xoa the chap", "1.011443"),
    ("giai chap", "1.011443"),
    ("tach so", "1.012784"),
    ("tach thua", "1.012784"),
    ("tranh chap ranh dat", "1.012812"),
    ("GPXD", "1.013225"),
    ("xay nha", "1.013225"),
    ("xin phep xay dung", "1.013225"),
    ("sua nha", "1.013229"),
    ("nang tang", "1.013229"),
    ("gia han gpxd", "1.013227"),
    ("mat giay phep xay dung", "1.013228"),
    ("hoan cong", "1.013995"),
    ("don cay", "1.002693"),
    ("mo quan ca phe", "1.001612"),
    ("mo quan", "1.001612"),
    ("mo tiem toc", "1.001612"),
    ("ban hang online", "1.001612"),
    ("mo tap hoa", "1.001612"),
    ("cafe", "1.001612"),
    ("giay phep kinh doanh", "1.001612"),
    ("dang ky kinh doanh", "1.001612"),
    ("thoi kinh doanh", "1.001266"),
    ("dong cua tiem", "1.001266"),
    ("doi ten ho kinh doanh", "2.000720"),
    ("mat giay phep kinh doanh", "2.000575"),
    ("tam nghi kinh doanh", "1.001570"),
];

/// Queries for which the procedures of 2026 have a better answer.
const TYPED_2026: [(&str, &str); 13] = [
    ("sua ngay sinh", "1.004859"),
    ("sai ten trong khai sinh", "1.004859"),
    ("mat giay khai sinh", "1.004884"),
    ("dang ky lai ket hon", "1.004746"),
    ("nhan cha cho con", "1.001022"),
    ("giam ho", "1.004837"),
    ("nhan con nuoi", "2.001263"),
    ("di chuc", "2.001019"),
    ("chia thua ke", "2.001406"),
    ("tu choi nhan di san", "2.001016"),
    ("ho ngheo", "1.011607"),
    ("hoa giai vien", "1.002211"),
    ("khoan gieng", "1.001662"),
];

#[test]
fn queries_without_marks_find_the_intended_procedure_first() {
    let mut wrong = Vec::new();
    for on in ["2019-01-31", TODAY] {
        let newer =
            |query: &str| TYPED_2026.iter().any(|(newer, _)| on == TODAY && *newer == query);
        let same = TYPED.into_iter().filter(|(query, _)| !newer(query));
        for (query, expected) in same.chain(TYPED_2026.into_iter().filter(|_| on == TODAY)) {
            if RULES.procedure_on(expected, day(on)).is_none() {
                continue;
            }
            let hits = search(&RULES, query, day(on));
            let codes: Vec<&str> = hits.iter().map(|hit| &*hit.procedure.code).collect();
            if codes.first() != Some(&expected) {
                wrong.push((on, query, expected, codes.into_iter().take(3).collect::<Vec<_>>()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn queries_for_another_authority_name_it() {
    for (query, place) in [
        ("đăng ký tạm trú", Some("Công an")),
        ("làm CCCD", Some("Công an")),
        ("đổi cmnd", Some("Công an")),
        ("khai sinh cho con", Some("phường")),
        ("giay xac nhan doc than", Some("phường")),
        ("trích lục khai sinh", None),
        ("kết hôn với người nước ngoài", None),
        ("sửa khai sinh", None),
        ("làm hộ chiếu", Some("xuất nhập cảnh")),
        ("đổi bằng lái", Some("Cảnh sát giao thông")),
        ("sang ten xe may", Some("Cảnh sát giao thông")),
        ("lý lịch tư pháp", Some("Công an")),
        ("thẻ BHYT", Some("Bảo hiểm")),
        ("nhập khẩu cho con", Some("Công an")),
        ("ma so thue", Some("Thuế")),
        ("thuê đất", None),
        ("hộ nghèo", Some("phường")),
        ("nhận con nuôi", Some("phường")),
        ("thôi quốc tịch", Some("Tư pháp")),
        ("nghĩa vụ quân sự", Some("quân sự")),
        ("lap di chuc", Some("công chứng")),
        ("ho chieu", Some("xuất nhập cảnh")),
        ("tách thửa", None),
        ("", None),
    ] {
        let answer =
            crate::other_authority(&RULES, query).map(|(_, answer)| answer.authority.as_str());
        let right = match (answer, place) {
            (Some(answer), Some(place)) => answer.contains(place),
            (answer, place) => answer == place,
        };
        assert!(right, "{query:?}: {answer:?}");
    }
}

#[test]
fn hits_have_the_quality_of_their_match() {
    fn check(query: &str, expected: &[MatchQuality]) {
        let mut hits: Vec<MatchQuality> =
            search(&RULES, query, day(TODAY)).iter().map(|hit| hit.quality).collect();
        assert!(hits.is_sorted(), "{query:?}: {hits:?}");
        hits.dedup();
        assert_eq!(hits, expected, "{query:?}");
    }
    check("khai sinh", &[MatchQuality::Phrase, MatchQuality::Mistyped]);
    check("sinh khai", &[MatchQuality::Words, MatchQuality::Mistyped]);
    check("chặt hạ câ", &[MatchQuality::Incomplete, MatchQuality::Mistyped]);
    check("chawt hạ cây", &[MatchQuality::Mistyped]);
    check("hộ chiếu phổ thông", &[MatchQuality::Partial]);
    check("xyzzy", &[]);
    check("1.012785", &[]);
    check(" – , ", &[]);
}

#[test]
fn only_procedures_in_force_on_the_day_are_found() {
    let rules = loaded(&[("catalogue/procedures/p.toml", PROCEDURE)]);
    assert_eq!(search(&rules, "thủ tục", day("2018-02-28")), []);
    assert_eq!(search(&rules, "thủ tục", day("2018-03-01")).len(), 1);
    // A procedure is one hit, although District 9 has its own version of it.
    let hits = search(&RULES, "1.012784", day("2018-11-22"));
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].procedure.answering_unit.as_deref(), Some("TNMT"));
}

#[test]
fn of_two_equal_hits_the_shorter_name_then_the_lower_code_comes_first() {
    let third = with(PROCEDURE, &[("1.000001", "1.000003")]);
    let second = with(PROCEDURE, &[("1.000001", "1.000002"), ("\"Thủ tục\"", "\"Thủ tục dài\"")]);
    let rules = loaded(&[
        ("catalogue/procedures/a.toml", &third),
        ("catalogue/procedures/b.toml", &second),
        ("catalogue/procedures/c.toml", PROCEDURE),
    ]);
    let hits = search(&rules, "thu tuc", day("2018-03-01"));
    let codes: Vec<&str> = hits.iter().map(|hit| hit.procedure.code.as_str()).collect();
    assert_eq!(codes, ["1.000001", "1.000003", "1.000002"]);
}

#[test]
fn every_procedure_is_found_by_its_own_name() {
    for procedure in RULES.procedures_on(day(TODAY)) {
        for name in [&procedure.name, &procedure.name_en] {
            let hits = search(&RULES, &fold(name), day(TODAY));
            let hit = hits.iter().find(|hit| hit.procedure == procedure);
            assert_eq!(hit.map(|hit| hit.quality), Some(MatchQuality::Phrase), "{name}");
        }
    }
}

/// A word with one typing error.
fn mistyped(word: &str, kind: usize, at: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let last = letters.len() - 1;
    match kind {
        0 => letters[at % (last + 1)] = letter,
        1 => drop(letters.remove(at % (last + 1))),
        2 => letters.insert(at % (last + 2), letter),
        _ => letters.swap(at % last, at % last + 1),
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_procedure_is_found_with_one_letter_of_a_longer_word_mistyped(
        which in 0usize..46, word in 0usize..200, kind in 0usize..4, at in 0usize..20,
        letter in prop::char::range('a', 'z'),
    ) {
        let all: Vec<_> = RULES.procedures_on(day(TODAY)).collect();
        let procedure = all[which % all.len()];
        let mut name = words(&procedure.name);
        let longer: Vec<usize> = (0..name.len())
            .filter(|at| name[*at].len() >= 4 && name[*at].chars().all(char::is_alphabetic))
            .collect();
        prop_assume!(!longer.is_empty());
        let word = longer[word % longer.len()];
        name[word] = mistyped(&name[word], kind, at, letter);
        let query = name.join(" ");
        prop_assert!(codes(&query).contains(&&*procedure.code), "{} {query}", procedure.code);
    }

    #[test]
    fn every_query_gets_an_answer(query: String) {
        let hits = search(&RULES, &query, day(TODAY));
        prop_assert!(hits.is_sorted_by_key(|hit| hit.quality));
    }
}

//! `summary`: a small register reported in both languages, each number compared with its list, and
//! the text of a changed record.

use serde_json::Value;

use crate::support::Place;

const MAP: &str = r#"
register = "r"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "Số hồ sơ"
procedure = "Thủ tục"
unit = "Phòng"
channel = "Nơi nhận"
received = "Ngày nhận"
due = "Hạn trả"
finished = "Ngày trả"
"#;

const HEAD: &str = "Số hồ sơ,Thủ tục,Phòng,Nơi nhận,Ngày nhận,Hạn trả,Ngày trả\n";
const MARCH: [&str; 4] = ["--from", "2018-03-01", "--to", "2018-03-31"];

/// Imports a register of January to March with twenty dossiers each month, of which `late` are
/// late.
fn register(place: &Place, late: [u32; 3]) {
    let mut rows = HEAD.to_owned();
    for (month, late) in (1..).zip(late) {
        for n in 0..20 {
            let (unit, channel) = [("A", "online"), ("B", "counter")][n as usize % 2];
            let end = if n < late { 12 } else { 9 };
            rows += &format!(
                "{month}-{n},P{},{unit},{channel},02/{month:02}/2018,10/{month:02}/2018,{end:02}/{month:02}/2018\n",
                n % 3
            );
        }
    }
    let (map, rows) = (place.file("map.toml", MAP), place.file("rows.csv", rows));
    let output = place.run("data", &["import", &rows, "--map", &map]);
    assert_eq!(output.code, Some(0), "{}", output.err);
}

fn text(place: &Place, words: &[&str]) -> String {
    let output = place.run("data", &[&["summary"], words].concat());
    assert_eq!(output.code, Some(0), "{}", output.err);
    assert!(!output.out.contains("[summary") && !output.out.contains("{$"), "{}", output.out);
    output.out
}

/// Checks that every number of a report is in its sentence and equals the length of its list.
fn checked(place: &Place, words: &[&str]) -> Value {
    let printed = text(place, &[words, &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&printed).unwrap();
    let length = |query: &Value| {
        let words: Vec<&str> =
            query.as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        let output = place.run("data", &words);
        assert_eq!(output.code, Some(0), "{words:?}: {}", output.err);
        output.out.lines().count() as u64
    };
    for sentence in report["sentences"].as_array().unwrap() {
        let text = sentence["text"].as_str().unwrap();
        for number in sentence["numbers"].as_array().unwrap() {
            let shown = number["shown"].as_str().unwrap();
            let zero = number["value"] == 0;
            assert!(zero || text.contains(shown), "{shown} is not in {text}");
            if number["unit"] == "dossiers" {
                assert_eq!(number["value"], length(&number["query"]), "{text}");
            } else if number["unit"] == "percent"
                && !["low", "high"].contains(&number["name"].as_str().unwrap())
            {
                let (part, of) = (length(&number["query"]), length(&number["of"]));
                let rate = (2 * 10_000 * part + of) / (2 * of);
                let rate = format!("{}.{:02}", rate / 100, rate % 100);
                assert_eq!(number["value"], rate, "{text}");
            }
        }
    }
    report
}

#[test]
fn a_period_is_summed_up_in_both_languages_and_every_number_opens_its_list() {
    let place = Place::new();
    register(&place, [8, 1, 1]);
    let march = text(&place, &MARCH);
    for expected in [
        "Trong kỳ đã tiếp nhận 20 hồ sơ.",
        "nộp trực tuyến 10 hồ sơ (50,00\u{a0}%)",
        "Giải quyết quá hạn 1 hồ sơ, chiếm 5,00\u{a0}% số đã giải quyết.",
        "Không còn hồ sơ nào đang giải quyết.",
        "So với kỳ liền trước, từ 01/02/2018 đến 28/02/2018",
        "không đủ căn cứ để nói là khác",
        "- A: tiếp nhận 10 hồ sơ",
        "Còn 1 hồ sơ chưa được gửi phiếu xin lỗi.",
        "Căn cứ Nghị định 61/2018/NĐ-CP",
    ] {
        assert!(march.contains(expected), "{expected:?} is not in {march}");
    }
    let february = text(&place, &["--from", "2018-02-01", "--to", "2018-02-28", "--lang", "en"]);
    for expected in ["rose by 35.00 percentage points", "Finished late: 1 dossier, 5.00\u{a0}%"] {
        assert!(february.contains(expected), "{expected:?} is not in {february}");
    }
    checked(&place, &MARCH);
    let quarter = checked(&place, &["--from", "2018-01-01", "--to", "2018-03-31", "--unit", "A"]);
    let ids =
        quarter["sentences"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap());
    assert!(ids.clone().any(|id| id == "months") && !ids.clone().any(|id| id == "none_late"));
}

#[test]
fn an_empty_period_and_one_that_is_still_open_are_named_as_such() {
    let place = Place::new();
    register(&place, [1, 1, 1]);
    let none = text(&place, &["--from", "2017-03-01", "--to", "2017-03-31"]);
    assert!(none.contains("Trong kỳ không tiếp nhận hồ sơ nào."), "{none}");
    assert!(!none.contains("Kết quả giải quyết\n"), "{none}");
    let words = [&MARCH[..], &["--as-of", "2018-03-05T12:00:00+07:00"]].concat();
    let open = text(&place, &words);
    assert!(open.contains("nên chưa đánh giá kỳ này"), "{open}");
    assert!(!open.contains("điểm phần trăm"), "{open}");
    place
        .run("data", &["summary", "--from", "2018-03-31", "--to", "2018-03-01"])
        .only(2, &["in order"]);
    place.run("data", &[&["summary", "--unit", "C"], &MARCH[..]].concat()).only(2, &["--unit"]);
}

#[test]
fn a_changed_record_is_reported_otherwise() {
    let (one, other) = (Place::new(), Place::new());
    register(&one, [1, 1, 1]);
    register(&other, [1, 1, 2]);
    let [one, other] = [one, other].map(|place| text(&place, &MARCH));
    assert!(one.contains("quá hạn 1 hồ sơ") && other.contains("quá hạn 2 hồ sơ"), "{other}");
}

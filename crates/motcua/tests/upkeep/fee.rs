//! `fee`: the fees of the catalogue and of an agency's own files, and the refusals.

use serde_json::{Value, json};

use crate::support::Place;

const AGENCY: &str = r#"
[agency]
code = "x"
name = "Ủy ban nhân dân xã X"
name_en = "People's Committee of X"
level = "commune"
valid_from = 2025-07-01
calendar = "office"
[[unit]]
code = "A"
name = "Phòng A"
name_en = "Division A"
kind = "department"
valid_from = 2025-07-01
"#;

const OWN: &str = r#"
code = "1.004873"
name = "Cấp Giấy xác nhận tình trạng hôn nhân"
name_en = "Certificate of marital status"
field = "Hộ tịch"
levels = ["commune"]
applicants = ["individual"]
online = "partial"
result = "Giấy xác nhận"
legal_basis = []
effective_from = 2025-07-01
answering_unit = "A"
one_act = true
[duration]
amount = 3
unit = "working_days"
[[fee]]
kind = "charge"
name = "Lệ phí hộ tịch"
set_by_resolution = true
amount_vnd = 15000
resolution = "Nghị quyết số 12/2025/NQ-HĐND"
basis = "Luật Phí và lệ phí"
[[relief]]
code = "online"
name = "Giảm khi nộp trực tuyến"
percent = 50
channels = ["online"]
valid_to = 2026-12-31
basis = "Nghị quyết số 13/2025/NQ-HĐND"
"#;

/// The answer of `fee` without a data folder, on a day of the catalogue.
fn fee(words: &[&str]) -> Value {
    let place = Place::new();
    let mut all = vec!["fee", "--on", "2026-01-05"];
    all.extend(words);
    let output = place.run("data", &all);
    assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
    assert!(!place.path("data").exists(), "asking makes no folder");
    serde_json::from_str(&output.out).unwrap()
}

#[test]
fn certified_copies_cost_by_the_page() {
    for (words, total) in [
        (&["2.000815"][..], json!(2_000)),
        (&["2.000815", "--pages", "10"], json!(12_000)),
        (&["2.000815", "--pages", "10", "--copies", "3"], json!(36_000)),
        (&["2.000815", "--pages", "1000"], json!(200_000)),
        (&["2.000884", "--copies", "2"], json!(20_000)),
        (&["2.000635", "--copies", "5"], json!(40_000)),
        (&["1.000894"], json!(0)),
        (&["1.004873"], json!(null)),
        (&["1.004873", "--relief", "poor_household"], json!(0)),
        (&["2.000908"], json!(null)),
    ] {
        assert_eq!(fee(words)["total_vnd"], total, "{words:?}");
    }
    let answer = fee(&["2.000815", "--pages", "10", "--lang", "en"]);
    assert_eq!(
        answer["lines"][0],
        json!({
            "kind": "fee",
            "name": "Fee for certification of a copy from the original",
            "amount_vnd": 12_000,
            "rule": "2,000 đồng per page for the first 2, 1,000 đồng per page from number 3 on, \
                     at most 200,000 đồng per copy",
            "basis": "Mức thu niêm yết tại trang thủ tục trên Cổng Dịch vụ công quốc gia",
        })
    );
}

#[test]
fn an_office_enters_amount_and_resolution() {
    let place = Place::new();
    place.file("rules/agency.toml", AGENCY);
    place.file("rules/procedures/1.004873.toml", OWN);
    let put = place.run("data", &["rules", "put", place.path("rules").to_str().unwrap()]);
    assert_eq!(put.code, Some(0), "{}", put.err);
    let answer = |words: &[&str]| -> Value {
        let mut all = vec!["fee", "1.004873", "--on", "2026-01-05"];
        all.extend(words);
        serde_json::from_str(&place.run("data", &all).out).unwrap()
    };
    assert_eq!(answer(&[])["total_vnd"], 15_000);
    let basis = "Luật Phí và lệ phí; Nghị quyết số 12/2025/NQ-HĐND";
    assert_eq!(answer(&[])["lines"][0]["basis"], basis);
    let online = answer(&["--channel", "online"]);
    assert_eq!(
        (&online["total_vnd"], &online["lines"][0]["amount_vnd"]),
        (&json!(7_500), &json!(15_000))
    );
    let relief = &online["reliefs"][0];
    assert_eq!((&relief["code"], &relief["amount_vnd"]), (&json!("online"), &json!(7_500)));
    assert_eq!(relief["basis"], "Nghị quyết số 13/2025/NQ-HĐND");
    let later =
        place.run("data", &["fee", "1.004873", "--on", "2027-01-05", "--channel", "online"]);
    assert!(later.out.contains("\"total_vnd\":15000"), "{}", later.out);
}

#[test]
fn what_names_nothing_is_refused_with_the_nearest_names() {
    for (words, expected) in [
        (&["2.00815"][..], &["2.00815", "2.000815"][..]),
        (&["2.000851"], &["2.000815"]),
        (&["2.000815", "--on", "2018-01-01"], &["2.000815", "01/01/2018", "01/07/2025"]),
        (&["2.000815", "--channel", "onlin"], &["--channel", "online"]),
        (&["2.000815", "--channel", "desk"], &["counter, online, post"]),
        (&["2.000575", "--case", "reisue"], &["reissue"]),
        (&["2.000815", "--case", "long"], &["long", "ordinary"]),
        (&["1.004873", "--relief", "poor_houshold"], &["poor_household"]),
        (&["2.000815", "--relief", "poor"], &["poor"]),
        (&["2.000815", "--pages", "0"], &["--pages", "0 is not in 1..=1000000"]),
        (&["2.000815", "--copies", "-1"], &["--copies", "-1 is not in 1..=1000000"]),
        (&["2.000815", "--parcels", "many"], &["--parcels"]),
        (&["2.000815", "--months", "99999999999999999999"], &["--months"]),
        (&["2.000815", "--on", "2025-13-01"], &["--on"]),
        (&[], &["CODE"]),
    ] {
        let place = Place::new();
        let mut all = vec!["fee"];
        all.extend(words);
        if !words.contains(&"--on") {
            all.extend(["--on", "2026-01-05"]);
        }
        place.run("data", &all).only(2, expected);
    }
}

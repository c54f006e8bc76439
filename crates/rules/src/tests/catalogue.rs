//! The released catalogue: what each of its procedures has and says it lacks, and its values against
//! the table below and against the source data, where these stand next to the checkout.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use calendar::{Duration, Unit};
use regex::Regex;
use serde_json::Value;

use super::good::{collect, day};
use crate::fee::{FeeQuery, Quantities, assess};
use crate::{Channel, Circumstances, DurationEffect, Online, Procedure, Rules, Unverified, load};

static CATALOGUE: LazyLock<Rules> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&folder().join("catalogue"), &mut files);
    load(&files).unwrap()
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn all() -> impl Iterator<Item = &'static Procedure> {
    CATALOGUE.procedures_on(day("2026-11-27"))
}

/// The duration of a dossier in no case, filed by this channel.
fn by(procedure: &Procedure, channel: Channel) -> Duration {
    procedure.duration_of(&Circumstances { channel: Some(channel), ..Circumstances::default() })
}

#[test]
fn every_procedure_has_a_basis_and_a_source_and_says_what_no_source_states() {
    let all: Vec<&Procedure> = all().collect();
    assert!(all.len() >= 46 + 40, "{}", all.len());
    for procedure in all {
        let code = &procedure.code;
        let says = |part| procedure.unverified.contains(&part);
        assert!(!procedure.legal_basis.is_empty(), "{code} has a legal basis");
        assert!(procedure.decision.is_some(), "{code} was announced by a decision");
        let source = procedure.source.as_deref().unwrap_or_default();
        assert!(source.starts_with("https://dichvucong.gov.vn/"), "{code} has a source: {source}");
        assert!(procedure.illustrative, "{code} is not the version of an agency");
        assert_eq!(procedure.fees.is_empty(), says(Unverified::Fees), "{code}: fees");
        assert_eq!(!procedure.steps.is_empty(), says(Unverified::Steps), "{code}: steps");
        let online = procedure.online != Online::None;
        assert_eq!(online, says(Unverified::OnlineLevel), "{code}: online level");
        assert!(says(Unverified::EffectiveFrom) && says(Unverified::Papers), "{code}");
        assert!(CATALOGUE.field_en(&procedure.field).is_some(), "{code}: {}", procedure.field);
        let parts: BTreeSet<Unverified> = procedure.unverified.iter().copied().collect();
        assert_eq!(parts.len(), procedure.unverified.len(), "{code}: a part stands once");
    }
}

#[test]
fn no_text_holds_remains_of_the_source_page() {
    let remains = Regex::new(
        r#"(?x) [<>\t] | &[a-z]+; | \.(?:docx?|pdf|xlsx?|rtf)\b | =\ "[\s+*\-] | [\s;,]"$
        | \p{L}\s\s\p{L} | Tên\ giấy\ tờ | bản\ chính,?\d"#,
    );
    let remains = remains.unwrap();
    let mut files = Vec::new();
    collect(&folder().join("catalogue/procedures"), &mut files);
    for file in &files {
        assert!(text::outside::is_composed(&file.text), "{} is composed (NFC)", file.path);
        for line in file.text.lines().filter(|line| line.ends_with('"') && !line.contains('{')) {
            assert!(!remains.is_match(line), "{}: {line}", file.path);
        }
    }
}

/// Code, duration at the counter, amount of the only fee in đồng (0: none is stated), decision.
type Row = (&'static str, u32, Unit, i64, &'static str);

#[rustfmt::skip]
const ROWS: [Row; 22] = [
    ("1.001022", 3, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("1.004837", 3, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("1.004845", 2, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("1.001695", 10, Unit::CalendarDays, 0, "163/QĐ-BTP"),
    ("1.000419", 5, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("1.004884", 5, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("2.000547", 0, Unit::WorkingDays, 0, "163/QĐ-BTP"),
    ("2.002516", 3, Unit::WorkingDays, 8_000, "163/QĐ-BTP"),
    ("2.000927", 0, Unit::WorkingDays, 25_000, "858/QĐ-BTP"),
    ("2.001016", 0, Unit::WorkingDays, 50_000, "858/QĐ-BTP"),
    ("2.001019", 0, Unit::WorkingDays, 50_000, "858/QĐ-BTP"),
    ("2.001406", 0, Unit::WorkingDays, 50_000, "858/QĐ-BTP"),
    ("2.000942", 0, Unit::WorkingDays, 2_000, "858/QĐ-BTP"),
    ("2.001263", 30, Unit::CalendarDays, 400_000, "361/QĐ-BTP"),
    ("2.001255", 5, Unit::WorkingDays, 0, "1848/QĐ-BTP"),
    ("1.011607", 15, Unit::CalendarDays, 0, "967/QĐ-BNNMT"),
    ("3.000412", 15, Unit::CalendarDays, 0, "967/QĐ-BNNMT"),
    ("2.000424", 7, Unit::WorkingDays, 0, "QĐ-BTP"),
    ("1.013967", 45, Unit::CalendarDays, 0, "2304/QĐ-BNNMT"),
    ("1.008004", 5, Unit::WorkingDays, 0, "1000/QĐ-BNNMT"),
    ("1.001662", 7, Unit::WorkingDays, 0, "248/QĐ-BNNMT"),
    ("1.012783", 5, Unit::WorkingDays, 0, "3380/QĐ-BNNMT"),
];

#[test]
fn the_values_of_some_procedures() {
    for (code, amount, unit, fee, decision) in ROWS {
        let procedure = all().find(|one| one.code == code).unwrap();
        let length = by(procedure, Channel::Counter).length;
        assert_eq!((length.amount, length.unit), (amount, unit), "{code}");
        assert!(procedure.decision.as_ref().unwrap().ends_with(decision), "{code}");
        let counter = Circumstances { channel: Some(Channel::Counter), ..Circumstances::default() };
        let assessed = assess(procedure, &query(counter, &[])).unwrap();
        let stated = Some(fee).filter(|fee| *fee > 0);
        assert_eq!(assessed.lines.first().and_then(|line| line.amount_vnd), stated, "{code}");
    }
    let exchange = all().find(|one| one.code == "1.012783").unwrap();
    let days = Channel::ALL.iter().map(|channel| by(exchange, *channel).length.amount);
    assert_eq!(days.collect::<Vec<_>>(), [5, 15, 20], "at the counter, online, by post");
    let will = all().find(|one| one.code == "2.001019").unwrap();
    assert!(will.unverified.contains(&Unverified::Duration), "the source states none");
}

fn query<'a>(circumstances: Circumstances<'a>, claims: &'a [&'a str]) -> FeeQuery<'a> {
    FeeQuery { circumstances, quantities: Quantities::default(), claims, on: day("2026-11-27") }
}

#[test]
fn every_procedure_is_assessed_in_all_circumstances() {
    for procedure in all() {
        for circumstances in procedure.all_circumstances() {
            let claims = procedure.reliefs.iter().map(|relief| vec![relief.code.as_str()]);
            for claims in claims.chain([Vec::new()]) {
                let answer = assess(procedure, &query(circumstances, &claims));
                let refused = answer.as_ref().err().map(|_| claims.is_empty());
                assert_ne!(refused, Some(true), "{}: {answer:?}", procedure.code);
            }
        }
    }
}

/// The source data next to the checkout; none where they are not there.
fn source() -> Option<Vec<Value>> {
    let data = folder().join("../shared/data");
    let read = |name: &str| fs::read_to_string(data.join(name)).ok();
    let [first, more] = ["procedures.json", "procedures_more.json"].map(read);
    let read = |text: String| serde_json::from_str::<Vec<Value>>(&text).unwrap();
    Some(read(first?).into_iter().chain(read(more?)).collect())
}

/// The duration of a row of the source; none where it states no amount or no unit.
fn stated(row: &Value) -> Option<(Channel, u32, Unit)> {
    let channel = match row["channel"].as_str()? {
        "Trực tuyến" => Channel::Online,
        "Trực tiếp" => Channel::Counter,
        _ => Channel::Post,
    };
    let unit = match row["unit"].as_str()? {
        "Ngày làm việc" => Unit::WorkingDays,
        "Ngày" => Unit::CalendarDays,
        _ => return None,
    };
    Some((channel, row["amount"].as_str()?.parse().ok()?, unit))
}

/// An amount such as `25,000 Việt Nam Đồng`, with which a row's fee begins.
fn amount(row: &Value) -> Option<i64> {
    let (amount, _) = row["fee"].as_str()?.split_once(" V")?;
    amount.replace(',', "").parse().ok()
}

/// Procedures of which the source states a duration by channel that differs for another reason, and
/// the reason: a remote place, a case, or a sentence of the procedure's course.
const DIFFERENT: [(&str, &str); 10] = [
    ("1.012784", "remote"),
    ("1.012786", "remote"),
    ("1.012812", "remote"),
    ("1.012817", "remote"),
    ("1.013967", "remote"),
    ("1.013979", "remote"),
    ("1.012818", "remote"),
    ("1.013225", "house"),
    ("1.013229", "house"),
    ("1.011441", "within the day, at most three working days with a reason"),
];

#[test]
fn every_procedure_agrees_with_the_source_data() {
    let Some(source) = source() else {
        println!("skipped: the source data do not stand next to the checkout");
        return;
    };
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut durations, mut amounts) = (0, 0);
    for procedure in all() {
        let code = procedure.code.as_str();
        let page = source.iter().find(|page| page["code"] == code).unwrap();
        let field = |key: &str| squeezed(page[key].as_str().unwrap());
        // At the end of one name the source repeats some of its words.
        assert!(field("name").starts_with(&procedure.name), "{code}: {}", field("name"));
        assert_eq!(procedure.decision.as_deref(), Some(field("decision").as_str()), "{code}");
        assert_eq!(procedure.source.as_deref(), Some(field("url").as_str()), "{code}");
        let named = field("field").to_lowercase();
        assert!(named.contains(&procedure.field.to_lowercase()), "{code}: {named}");
        let rows = page["channels"].as_array().unwrap();
        let online = rows.iter().any(|row| row["channel"] == "Trực tuyến");
        assert_eq!(procedure.online != Online::None, online, "{code}: filed online");
        let different = DIFFERENT.iter().any(|(other, _)| *other == code);
        for (channel, amount, unit) in rows.iter().filter_map(stated).filter(|_| !different) {
            let length = by(procedure, channel).length;
            assert_eq!((length.amount, length.unit), (amount, unit), "{code} {channel:?}");
            durations += 1;
        }
        let stated: BTreeSet<i64> = rows.iter().filter_map(amount).collect();
        for fee in procedure.fees.iter().filter(|fee| !fee.tiers.is_empty()) {
            let first = fee.tiers[0].amount_vnd;
            assert!(stated.is_empty() || stated.contains(&first), "{code}: {first} of {stated:?}");
            amounts += 1;
        }
        let remote =
            |rule: &crate::DurationRule| matches!(rule.effect, DurationEffect::Addition(_));
        if procedure.durations.iter().any(remote) {
            assert!(DIFFERENT.contains(&(code, "remote")), "{code}");
        }
    }
    assert!(durations >= 60 && amounts >= 10, "{durations} durations, {amounts} amounts");
}

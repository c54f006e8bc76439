//! Fixtures of these tests: a map with a table for it, and checks of an import.

use calendar::Instant;
use register::{Dossier, Import, Map, ReadError, read};

/// A map for the columns of [`HEAD`] in which a row is a dossier.
pub const MAP: &str = r#"
level = "dossier"
zone = "Asia/Ho_Chi_Minh"
[columns]
dossier = "Số hồ sơ"
unit = "Phòng"
received = "Ngày nhận"
due = "Hạn trả"
finished = "Ngày trả"
[values.unit]
"Quản lý đô thị" = "QLĐT"
"#;
pub const HEAD: &str = "Số hồ sơ,Phòng,Ngày nhận,Hạn trả,Ngày trả";
pub const ROW: &str = "0001/2018,Quản lý đô thị,05/01/2018 08:30,02/02/2018,31/01/2018";

/// Reads a file by [`MAP`] with further keys in front.
pub fn import_with(keys: &str, bytes: &[u8]) -> Result<Import, ReadError> {
    let map = Map::parse(&format!("{keys}{MAP}")).unwrap_or_else(|error| panic!("{error}"));
    read(bytes, &map)
}

/// Checks that a file contains the dossier of [`ROW`] and no other.
pub fn check_whole(name: &str, keys: &str, bytes: &[u8]) {
    let import = import_with(keys, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((import.total, &import.rejects, &import.warnings), (1, &vec![], &vec![]), "{name}");
    let dossier = &import.dossiers[0];
    assert_eq!((dossier.code.as_str(), dossier.unit.as_str()), ("0001/2018", "QLĐT"), "{name}");
    assert_eq!(dossier.received, at("2018-01-05T08:30:00"), "{name}");
    assert_eq!(dossier.due, at("2018-02-02T23:59:59.999"), "{name}");
    assert_eq!(dossier.finished, Some(at("2018-01-31T00:00:00")), "{name}");
}

/// Checks that a file is refused with a message that contains `text`.
pub fn check_refused(name: &str, keys: &str, bytes: &[u8], text: &str) {
    let error = import_with(keys, bytes).expect_err(name).to_string();
    assert!(error.contains(text), "{name}: {error}");
}

/// Reads a text by a map; both must be valid.
pub fn import(map: &str, text: &str) -> Import {
    let map = Map::parse(map).unwrap_or_else(|error| panic!("the map: {error}"));
    read(text.as_bytes(), &map).unwrap_or_else(|error| panic!("the log: {error}"))
}

/// The only dossier of an import without rejects.
pub fn only(import: &Import) -> &Dossier {
    assert_eq!(import.rejects, []);
    assert_eq!(import.dossiers.len(), 1);
    &import.dossiers[0]
}

/// The instant of a Vietnamese date and time, `2018-01-05T09:00:00`.
pub fn at(text: &str) -> Instant {
    format!("{text}+07:00").parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The line, the dossier and the beginning of the reason of every reject.
pub fn rejected(import: &Import) -> Vec<(usize, &str, &str)> {
    // A sentence becomes text when it is shown; the tests need a text that lives as long as the
    // import.
    let short = |reason: &'static str| reason.split([';', ':']).next().unwrap_or_default();
    let reasons = import.rejects.iter().map(|r| short(r.reason.to_string().leak()));
    import.rejects.iter().zip(reasons).map(|(r, why)| (r.line, r.dossier.as_str(), why)).collect()
}

//! What the tests of this crate share.

use calendar::Instant;
use register::{Dossier, Import, Map, read};

/// Reads a text by a map; both must be good.
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

/// An instant in Vietnam, `2018-01-05T09:00:00`.
pub fn at(text: &str) -> Instant {
    format!("{text}+07:00").parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Line and reason's beginning of every reject.
pub fn rejected(import: &Import) -> Vec<(usize, &str, &str)> {
    let short = |reason| str::split(reason, [';', ':']).next().unwrap_or_default();
    import.rejects.iter().map(|r| (r.line, r.dossier.as_str(), short(&r.reason))).collect()
}

//! The stylesheet, the script and the icon, compiled into the program. The addresses of stylesheet
//! and script contain a hash of their content, so that browsers may cache them without limit.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

const STYLE: &str = include_str!("../static/style.css");
const SCRIPT: &str = include_str!("../static/script.js");
const ICON: &str = include_str!("../static/icon.svg");

/// The route of the stylesheet; the current stylesheet answers for every hash.
pub const STYLE_PATH: &str = "/style/{hash}";
pub const SCRIPT_PATH: &str = "/script/{hash}";
pub const ICON_PATH: &str = "/favicon.svg";

/// The address of the current stylesheet.
pub fn style_address() -> String {
    format!("/style/{:016x}.css", const { fnv(STYLE.as_bytes()) })
}

/// The address of the current script.
pub fn script_address() -> String {
    format!("/script/{:016x}.js", const { fnv(SCRIPT.as_bytes()) })
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, FOR_EVER)], STYLE)
}

pub async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, FOR_EVER)], SCRIPT)
}

pub async fn icon() -> impl IntoResponse {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], ICON)
}

/// The FNV-1a hash of bytes.
const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The colours that a device asks for and those that a visitor chooses are the same sets.
    #[test]
    fn each_set_of_colours_stands_twice_alike() {
        let choice = STYLE.split_once("/* A visitor's own choice").expect("the comment").1;
        let themes = choice.split_once("* { box-sizing").expect("the first rule").0;
        let mut declared: BTreeMap<&str, usize> = BTreeMap::new();
        for line in themes.lines().filter_map(|line| line.find("--").map(|at| &line[at..])) {
            *declared.entry(line.trim_end_matches([' ', '}'])).or_default() += 1;
        }
        assert!(declared.len() > 5, "{declared:?}");
        assert_eq!(declared.iter().find(|(_, times)| **times != 2), None);
    }
}

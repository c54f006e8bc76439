//! The stylesheet and the icon, part of the program. The stylesheet's address carries a hash of its
//! content, so that it can be kept for ever.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

const STYLE: &str = include_str!("../static/style.css");
const ICON: &str = include_str!("../static/icon.svg");

/// The route of the stylesheet; any hash gives the present one.
pub const STYLE_PATH: &str = "/style/{hash}";
pub const ICON_PATH: &str = "/favicon.svg";

/// The stylesheet's present address.
pub fn style_address() -> String {
    format!("/style/{:016x}.css", const { fnv(STYLE.as_bytes()) })
}

pub async fn style() -> impl IntoResponse {
    let stored = "public, max-age=31536000, immutable";
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, stored)], STYLE)
}

pub async fn icon() -> impl IntoResponse {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], ICON)
}

/// The FNV-1a hash.
const fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    hash
}

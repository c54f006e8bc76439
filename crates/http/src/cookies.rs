//! Cookies: reads them from a request, and writes them for an answer. All have the prefix
//! `__Host-`: the browser sends them to this host only, over TLS (or on this machine), and hides
//! them from scripts.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The cookie of a session.
pub const SESSION: &str = "__Host-motcua";
/// The cookie that binds the forms of a visitor without a session.
pub const FORM: &str = "__Host-motcua-form";
/// The cookie of the chosen size of text and colours.
pub const DISPLAY: &str = "__Host-motcua-display";
/// The cookie with the secrets of drafts that were begun or opened without an account.
pub const DRAFTS: &str = "__Host-motcua-drafts";
/// The cookie of a known browser.
pub const DEVICE: &str = "__Host-motcua-device";

/// The value of a cookie, if it has the format of this program's values.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let value = pairs.find(|(own, _)| own.trim() == name)?.1.trim();
    let ours = !value.is_empty()
        && value.len() <= 128
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ours.then(|| value.to_owned())
}

/// The header that sets a cookie for a number of seconds; without a number, until the browser is
/// closed.
pub fn set(name: &str, value: &str, seconds: Option<u32>) -> String {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")
}

/// The header that deletes a cookie.
pub fn drop(name: &str) -> String {
    set(name, "", Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_of_the_right_format_are_read() {
        fn check(line: &str, expected: Option<&str>) {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, line.parse().expect("a header"));
            assert_eq!(read(&headers, SESSION).as_deref(), expected, "{line}");
        }
        check("a=b; __Host-motcua=0123abc", Some("0123abc"));
        check("__Host-motcua-form=1", None);
        check("__Host-motcua=", None);
        check("__Host-motcua=a'b", None);
        check("__Host-motcua=\"abc\"", None);
    }
}

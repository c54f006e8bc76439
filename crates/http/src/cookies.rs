//! Cookies: read from a request, written for an answer. All are `__Host-`: this host only, over a
//! safe connection (or this machine), for the program alone.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The session.
pub const SESSION: &str = "__Host-motcua";
/// Binds the forms of a visitor without a session.
pub const FORM: &str = "__Host-motcua-form";
/// By which a browser is known again at sign-in.
pub const DEVICE: &str = "__Host-motcua-device";

/// The value of a cookie, if it looks like one of ours.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let value = pairs.find(|(known, _)| known.trim() == name)?.1.trim();
    let ours = !value.is_empty()
        && value.len() <= 128
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ours.then(|| value.to_owned())
}

/// A cookie to be kept: for so many seconds, or while the browser runs.
pub fn set(name: &str, value: &str, seconds: Option<u32>) -> String {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")
}

/// A cookie to be dropped.
pub fn drop(name: &str) -> String {
    set(name, "", Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_that_could_be_ours_are_read() {
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

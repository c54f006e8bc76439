//! The secrets of drafts in a browser's cookie: one after the other, the latest first. Knows no draft.

/// Characters of a secret.
const LENGTH: usize = 24;
/// Secrets of one browser at most.
const MOST: usize = 5;

/// The secrets in the cookie's value.
pub(crate) fn read(value: Option<String>) -> Vec<String> {
    let value = value.unwrap_or_default();
    // A cookie's value is ASCII.
    let secrets = value.as_bytes().chunks_exact(LENGTH).map(String::from_utf8_lossy);
    secrets.map(|secret| secret.into_owned()).take(MOST).collect()
}

/// The value with one more secret.
pub(crate) fn with(secret: &str, held: &[String]) -> String {
    let others = held.iter().map(String::as_str).filter(|other| *other != secret);
    std::iter::once(secret).chain(others).take(MOST).collect()
}

/// The value without a secret.
pub(crate) fn without(secret: &str, held: &[String]) -> String {
    held.iter().map(String::as_str).filter(|other| *other != secret).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_secrets_are_held_each_once() {
        let secret = |n: usize| format!("{n:024}");
        let mut held = Vec::new();
        for n in 0..9 {
            held = read(Some(with(&secret(n), &held)));
        }
        held = read(Some(with(&secret(5), &held)));
        assert_eq!(held, [5, 8, 7, 6, 4].map(secret));
        assert_eq!(read(Some(without(&secret(7), &held))), [5, 8, 6, 4].map(secret));
        assert_eq!(read(Some("short".into())), Vec::<String>::new());
    }
}

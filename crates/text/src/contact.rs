//! The normal form of a typed telephone number, mail address or address of a site. The module must not
//! know an account or a channel.

use crate::{outside, person};

/// The most bytes of a mail address.
const MAX_BYTES: usize = 200;

/// A telephone number as E.164, or a mail address in lower case; `None` for any other text.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    // A contact never contains a line break; a forged header does.
    if text.trim().contains(['\n', '\r']) {
        return None;
    }
    let text = outside::compatible(text);
    // A program that sends the message must not read a contact as an option or a file.
    let first = text.chars().next()?;
    if !(first.is_alphanumeric() || matches!(first, '+' | '(')) {
        return None;
    }
    if text.contains('@') { mail(&text) } else { person::telephone(&text) }
}

/// The address of a site without a path, as `https://motcua.example`; `None` for any other text.
#[must_use]
pub fn site(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let (scheme, host) = text.split_once("://")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let fits = matches!(scheme, "https" | "http")
        && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
        && host.len() <= MAX_BYTES
        && host.chars().all(plain);
    fits.then(|| text.to_owned())
}

fn mail(text: &str) -> Option<String> {
    let (name, host) = text.rsplit_once('@')?;
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control())
    };
    let fits = text.starts_with(char::is_alphanumeric)
        && plain(name)
        && plain(host)
        && host.split('.').count() > 1
        && host.split('.').all(|label| !label.is_empty())
        && text.len() <= MAX_BYTES
        && !text.contains([',', ';', '<', '>', '"']);
    fits.then(|| outside::compatible(&text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_an_address_without_a_path() {
        let cases = [
            ("https://motcua.example", Some("https://motcua.example")),
            (" http://localhost:8080/ ", Some("http://localhost:8080")),
            ("https://[::1]:8080", Some("https://[::1]:8080")),
            ("motcua.example", None),
            ("https://", None),
            ("https://motcua.example/t", None),
            ("https://a@motcua.example", None),
            ("ftp://motcua.example", None),
        ];
        for (written, expected) in cases {
            assert_eq!(site(written).as_deref(), expected, "{written}");
        }
    }
}

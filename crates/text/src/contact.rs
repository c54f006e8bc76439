//! The normal form of a typed telephone number or mail address. The module must not know an account
//! or a channel.

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

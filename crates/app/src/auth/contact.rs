//! A telephone number or mail address in its one form: under it codes are sent and counted, and
//! accounts are found. Knows no code and no account.

use text::{outside, person};

/// Characters of a contact at most.
const MOST: usize = 200;

/// A phone number or mail address, in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// Reads what was typed; `None` for what is neither a telephone number nor an address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        // A line break never belongs to a contact, but to a forged header.
        if text.trim().contains(['\n', '\r']) {
            return None;
        }
        let text = outside::compatible(text);
        // A program that sends the message must not take a contact for an option or a file.
        let first = text.chars().next()?;
        if !(first.is_alphanumeric() || matches!(first, '+' | '(')) {
            return None;
        }
        if text.contains('@') { mail(&text) } else { person::telephone(&text) }.map(Self)
    }

    /// The contact in its one form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The contact as a notice is addressed to it: a telephone as it is dialled in this country.
    #[must_use]
    pub fn address(&self) -> String {
        person::dialled(&self.0)
    }
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
        && text.len() <= MOST
        && !text.contains([',', ';', '<', '>', '"']);
    fits.then(|| outside::compatible(&text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(Contact::read(typed).as_ref().map(Contact::as_str), expected, "{typed:?}");
    }

    #[test]
    fn a_telephone_has_one_form() {
        for typed in
            ["0900000304", "+84 (0) 900 000 304", "84 900.000.304", "０９００ ０００ ３０４"]
        {
            check(typed, Some("+84900000304"));
        }
        check("+1 202 555 0100", Some("+12025550100"));
        for typed in ["0900", "00900000304", "0900777404 (con trai)", "", "84"] {
            check(typed, None);
        }
    }

    #[test]
    fn an_address_has_one_form() {
        for typed in
            ["lan@example.vn", " Lan@Example.VN ", "ＬＡＮ@example.vn", "lan\u{200b}@example.vn"]
        {
            check(typed, Some("lan@example.vn"));
        }
        for typed in ["lan@", "lan@host", "a b@host.vn", "a@b.vn,c@d.vn"] {
            check(typed, None);
        }
    }

    #[test]
    fn a_contact_begins_with_a_letter_or_a_digit() {
        for typed in [
            "-oProxyCommand=x@a.vn",
            "@x",
            "@a.vn",
            "+x@a.vn",
            "(a)@a.vn",
            "|sh@a.vn",
            "/etc/passwd@a.vn",
            "-0900111222",
            "a@b.vn\nBcc: c@d.vn",
            "a b@c.vn",
        ] {
            check(typed, None);
        }
    }
}

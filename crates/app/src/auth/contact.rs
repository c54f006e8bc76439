//! A telephone number or mail address in its one form: under it codes are sent and counted, and
//! accounts are found. Knows no code and no account.

use rules::NoticeWay;
use text::person;

/// A phone number or mail address, in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// Reads what was typed; `None` for what is neither a telephone number nor an address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        text::contact::read(text).map(Self)
    }

    /// The contact in its one form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a message reaches the contact.
    #[must_use]
    pub fn way(&self) -> NoticeWay {
        if self.0.contains('@') { NoticeWay::Mail } else { NoticeWay::Sms }
    }

    /// The contact as a notice is addressed to it: a telephone as it is dialled in this country.
    #[must_use]
    pub fn address(&self) -> String {
        person::national_phone(&self.0)
    }
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

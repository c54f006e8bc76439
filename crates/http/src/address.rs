//! Addresses: reads and writes parameters, and builds links. The module must not know pages.

use std::fmt::Write;
use std::net::IpAddr;

use axum::http::uri::Authority;
use text::Language;

/// The names and values of an address, in order. A name may occur several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl From<Vec<(String, String)>> for Params {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl Params {
    /// The first value of a name among those that are not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a name that is not blank.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(own, _)| own == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A copy with another value of a name; an empty value removes the name.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut params = self.clone();
        params.0.retain(|(own, _)| own != name);
        params.push(name, value);
        params
    }

    pub fn push(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Adds a value unchanged, even a blank one: an empty field differs from an absent one.
    pub fn push_raw(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Replaces each value of a name.
    pub fn replace(&mut self, name: &str, value: &str) {
        let own = self.0.iter_mut().filter(|(key, _)| key == name);
        own.for_each(|(_, old)| value.clone_into(old));
    }

    /// The first value of a name, unchanged; empty where there is none.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// All names and values, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Only the values of these names, in this order.
    pub fn only(&self, names: &[&str]) -> Self {
        let mut params = Self::default();
        for name in names {
            self.all(name).for_each(|value| params.push(name, value));
        }
        params
    }

    pub fn has_blank(&self) -> bool {
        self.0.iter().any(|(_, value)| value.trim().is_empty())
    }
}

/// The address of a page in a language.
pub fn page(language: Language, path: &str, params: &Params) -> String {
    // An address with two slashes at its beginning would name another host.
    let path = path.trim_start_matches('/');
    let mut address = match language {
        Language::Vietnamese => format!("/{path}"),
        Language::English => format!("/en/{path}"),
    };
    for (index, (name, value)) in params.0.iter().enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        address.push_str(&encode(name));
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

/// Whether an address from outside leads to a page of this site. A browser drops tabs and line
/// ends, and reads a backslash as a slash; an address that could name another host in this way is
/// not local.
pub fn is_local(address: &str) -> bool {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && address.starts_with('/') && !address.starts_with("//")
}

/// The percent-encoded form of a text, for an address.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether a host, with or without a port, names this machine: `localhost` or a loopback address.
pub fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_from_outside_stays_on_this_site() {
        for local in ["/", "/work", "/en/dossier/H00-1?as_of=2018-06-01&x=%0A", "/a//b"] {
            assert!(is_local(local), "{local}");
        }
        let elsewhere = [
            "",
            "work",
            "//x.vn",
            "/\\x.vn",
            "/\t/x.vn",
            "/\n/x.vn",
            " /x",
            "https://x.vn",
            "/\u{a0}/x",
        ];
        for other in elsewhere {
            assert!(!is_local(other), "{other:?}");
        }
    }

    #[test]
    fn an_address_holds_the_parameters_without_blank_ones() {
        let pairs = [("field", "Đất đai"), ("unit", " "), ("unit", "A&B")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let params = Params::from(pairs.to_vec());
        assert!(params.has_blank());
        assert_eq!(params.get("unit"), Some("A&B"));
        let params = params.with("unit", "").only(&["unit", "field"]);
        let address = page(Language::English, "/list", &params);
        assert_eq!(address, "/en/list?field=%C4%90%E1%BA%A5t%20%C4%91ai");
        assert_eq!(page(Language::Vietnamese, "//elsewhere", &Params::default()), "/elsewhere");
    }
}

//! Trusted reverse proxies, named by their networks: the client's address is read from their header
//! `X-Forwarded-For` or `Forwarded`. The module must not know more of a request than its headers.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A network of addresses, as `10.0.0.0/8` or `2001:db8::/32`; an address alone is a network of
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    prefix: u32,
}

/// The error for a text that is not a network.
#[derive(Debug)]
pub struct NoNetwork;

impl std::fmt::Display for NoNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a network such as 10.0.0.0/8 or 2001:db8::/32")
    }
}

impl std::error::Error for NoNetwork {}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
        let written: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let bits = if written.is_ipv4() { 32 } else { 128 };
        let mut prefix: u32 = match prefix {
            Some(p) if p.bytes().all(|byte| byte.is_ascii_digit()) => {
                p.parse().map_err(|_| NoNetwork)?
            }
            Some(_) => return Err(NoNetwork),
            None => bits,
        };
        if prefix > bits {
            return Err(NoNetwork);
        }
        let first = written.to_canonical();
        if first.is_ipv4() && written.is_ipv6() {
            prefix = prefix.checked_sub(96).ok_or(NoNetwork)?;
        }
        Ok(Self { first, prefix })
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        // A prefix of 0 would shift by all bits, which returns `None`: every address matches.
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(other)) => {
                let differing = first.to_bits() ^ other.to_bits();
                differing.checked_shr(32 - self.prefix).unwrap_or(0) == 0
            }
            (IpAddr::V6(first), IpAddr::V6(other)) => {
                let differing = first.to_bits() ^ other.to_bits();
                differing.checked_shr(128 - self.prefix).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

/// The networks of the reverse proxies in front of this server.
pub(super) struct Proxies(pub Vec<Network>);

impl Proxies {
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The client of a request from `peer`: the right-most hop that is not a proxy. Hops are read
    /// from the right, because each proxy appends the address that it saw; where a hop cannot be
    /// read, the last one read is used. A proxy sets one of the two headers and may forward the
    /// other one from the client: where they name different clients, both are ignored.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.contains(peer) {
            return peer;
        }
        let by = |name: HeaderName, hop: fn(&str) -> Option<IpAddr>| {
            let present = headers.contains_key(&name);
            present.then(|| self.last_outside(peer, headers, &name, hop))
        };
        match (by(X_FORWARDED_FOR, address), by(FORWARDED, forwarded_for)) {
            (Some(one), Some(other)) if one != other => peer,
            (one, other) => one.or(other).unwrap_or(peer),
        }
    }

    fn last_outside(
        &self,
        peer: IpAddr,
        headers: &HeaderMap,
        name: &HeaderName,
        hop: fn(&str) -> Option<IpAddr>,
    ) -> IpAddr {
        let mut client = peer;
        // A value that is not text counts as a hop that cannot be read.
        let lines = headers.get_all(name).iter().rev().map(|value| value.to_str().unwrap_or("?"));
        for text in lines.flat_map(|line| line.rsplit(',')) {
            let Some(address) = hop(text.trim()) else { break };
            client = address;
            if !self.contains(client) {
                break;
            }
        }
        client
    }
}

/// Whether a request has a header that proxies set.
pub(super) fn forwards(headers: &HeaderMap) -> bool {
    headers.contains_key(X_FORWARDED_FOR) || headers.contains_key(FORWARDED)
}

/// Reads an address, with or without port; IPv6 with or without brackets.
fn address(hop: &str) -> Option<IpAddr> {
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    let plain = hop.parse().ok().or_else(bracketed);
    let address = plain.or_else(|| hop.parse::<SocketAddr>().ok().map(|hop| hop.ip()))?;
    Some(address.to_canonical())
}

/// Reads the address of an element of `Forwarded` (RFC 7239). A comma inside quotes cuts an element
/// into two with an odd number of quotes each; both are refused, as are escapes.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    if element.contains('\\') || element.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut named = element.split(';').filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for").then_some(value)
    });
    let (value, None) = (named.next()?, named.next()) else { return None };
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    address(quoted.unwrap_or(value))
}

#[cfg(test)]
mod tests;

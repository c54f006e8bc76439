//! The network that counts as one client in limits on connections, attempts and codes. The module
//! must not know the limits.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The first 96 bits of an IPv6 address that a translator derives from an IPv4 address (RFC 6052).
const TRANSLATED: u128 = 0x0064_ff9b << 96;

/// The network of a client: for IPv4 the address, even if it is written as IPv6; for IPv6 the
/// network of 64 bits, which one household usually has.
pub(crate) fn client_network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) if address.is_loopback() => IpAddr::V6(address),
        IpAddr::V6(address) => {
            let bits = address.to_bits();
            if bits >> 32 << 32 == TRANSLATED {
                // The IPv4 address is in the last 32 bits.
                return IpAddr::V4(Ipv4Addr::from_bits(bits as u32));
            }
            IpAddr::V6(Ipv6Addr::from_bits(bits >> 64 << 64))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_client_in_every_notation() {
        let one = |text: &str| client_network(text.parse().expect("an address")).to_string();
        for (address, network) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("::ffff:c000:201", "192.0.2.1"),
            ("64:ff9b::192.0.2.1", "192.0.2.1"),
            ("::ffff:127.0.0.1", "127.0.0.1"),
            ("::1", "::1"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
            ("fe80::1", "fe80::"),
        ] {
            assert_eq!(one(address), network, "{address}");
        }
    }
}

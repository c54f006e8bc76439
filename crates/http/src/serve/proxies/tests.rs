//! The client's address from the headers of trusted and untrusted proxies.

use super::*;

#[test]
fn networks_are_read_and_contain_their_addresses() {
    let cases = [
        ("10.0.0.0/8", "10.255.0.1", true),
        ("10.0.0.0/8", "11.0.0.1", false),
        ("10.0.0.7/8", "10.0.0.1", true),
        ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false),
        ("192.0.2.0/31", "192.0.2.1", true),
        ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "2001:db8::1", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ("::ffff:10.0.0.0/104", "10.1.2.3", true),
        ("2001:db8::/32", "2001:db8:ffff::1", true),
        ("2001:db8::/32", "2001:db9::1", false),
        ("::1", "::1", true),
        ("::/0", "2001:db8::1", true),
    ];
    for (network, address, inside) in cases {
        let parsed: Network = network.parse().expect("an address or network");
        assert_eq!(
            parsed.contains(address.parse().expect("an address or network")),
            inside,
            "{network} {address}"
        );
    }
    for text in ["", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/+8"] {
        assert!(text.parse::<Network>().is_err(), "{text}");
    }
    assert!("::ffff:10.0.0.0/95".parse::<Network>().is_err());
}

#[test]
fn only_a_proxy_is_trusted_and_only_about_the_hop_it_saw() {
    const XFF: &str = "x-forwarded-for";
    const FWD: &str = "forwarded";
    let proxies = ["10.0.0.0/8", "127.0.0.1", "2001:db8::/32"];
    let proxies =
        Proxies(proxies.map(|network| network.parse().expect("an address or network")).into());
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);
    let cases: &[Case] = &[
        // The peer is not a proxy, so the headers are ignored.
        ("192.0.2.9", &[(XFF, "198.51.100.1")], "192.0.2.9"),
        ("192.0.2.9", &[(FWD, "for=198.51.100.1")], "192.0.2.9"),
        ("192.0.2.9", &[(XFF, "10.0.0.1")], "192.0.2.9"),
        // The peer is a proxy.
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &[(XFF, "198.51.100.1")], "198.51.100.1"),
        ("::ffff:10.0.0.1", &[(XFF, "198.51.100.1")], "198.51.100.1"),
        ("127.0.0.1", &[(XFF, "2001:db9::5")], "2001:db9::5"),
        ("2001:db8::1", &[(FWD, "for=\"[2001:db9::5]:443\";proto=https")], "2001:db9::5"),
        ("10.0.0.1", &[(FWD, "by=10.0.0.1; For=198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", &[(XFF, "198.51.100.1:5000")], "198.51.100.1"),
        ("10.0.0.1", &[(XFF, "[2001:db9::5]:5000")], "2001:db9::5"),
        // Addresses that the client sent are to the left of the address that the proxy saw.
        ("10.0.0.1", &[(XFF, "203.0.113.7, 198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", &[(XFF, "203.0.113.7"), (XFF, "198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", &[(XFF, "127.0.0.1, 198.51.100.1, 10.0.0.2")], "198.51.100.1"),
        ("10.0.0.1", &[(FWD, "for=203.0.113.7, for=198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", &[(FWD, "for=\"x, for=198.51.100.1")], "198.51.100.1"),
        // All hops are proxies: the farthest one is the client.
        ("10.0.0.1", &[(XFF, "10.0.0.3, 10.0.0.2")], "10.0.0.3"),
        // A malformed header: the client is the last hop that could be read.
        ("10.0.0.1", &[(XFF, "")], "10.0.0.1"),
        ("10.0.0.1", &[(XFF, "198.51.100.1, unknown")], "10.0.0.1"),
        ("10.0.0.1", &[(XFF, "198.51.100.1,")], "10.0.0.1"),
        ("10.0.0.1", &[(XFF, "x, 10.0.0.2")], "10.0.0.2"),
        ("10.0.0.1", &[(FWD, "for=_hidden")], "10.0.0.1"),
        ("10.0.0.1", &[(FWD, "198.51.100.1")], "10.0.0.1"),
        ("10.0.0.1", &[(FWD, "for=198.51.100.1;for=203.0.113.7")], "10.0.0.1"),
        // A quoted host that the client sent is not a separate element.
        ("10.0.0.1", &[(FWD, "for=198.51.100.1;host=\"a,for=203.0.113.7;b\"")], "10.0.0.1"),
        ("10.0.0.1", &[(FWD, "for=1.1.1.1;host=\"a\\\",for=9.9.9.9;b=\\\"c\"")], "10.0.0.1"),
        // Two headers: one of them may come from the client.
        ("10.0.0.1", &[(XFF, "198.51.100.1"), (FWD, "for=203.0.113.7")], "10.0.0.1"),
        ("10.0.0.1", &[(XFF, "198.51.100.1"), (FWD, "for=198.51.100.1")], "198.51.100.1"),
    ];
    for (peer, lines, client) in cases {
        let mut headers = HeaderMap::new();
        for (name, value) in *lines {
            headers.append(
                HeaderName::from_static(name),
                value.parse().expect("an address or network"),
            );
        }
        let address = proxies.client(peer.parse().expect("an address or network"), &headers);
        assert_eq!(
            address,
            client.parse::<IpAddr>().expect("an address or network"),
            "{peer} {lines:?}"
        );
        let untrusted =
            Proxies(Vec::new()).client(peer.parse().expect("an address or network"), &headers);
        assert_eq!(
            untrusted,
            peer.parse::<IpAddr>().expect("an address or network").to_canonical(),
            "without proxies"
        );
    }
}

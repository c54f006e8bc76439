//! Codes of authenticators, with the vectors of RFC 6238.

use super::*;
use proptest::prelude::*;

/// "12345678901234567890", the secret of RFC 6238's vectors.
const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

#[test]
fn the_vectors_of_rfc_6238() {
    // Appendix B, SHA-1; of its eight digits the last six.
    let vectors = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    assert_eq!(secret(*b"12345678901234567890"), RFC);
    for (at, expected) in vectors {
        assert_eq!(code(RFC, at).as_deref(), Some(expected), "at {at}");
    }
}

#[test]
fn one_step_before_and_after_is_accepted_and_no_other() {
    let text = code(RFC, 3_000).expect("a secret");
    let accepted: Vec<u64> =
        (2_900..3_100).filter(|at| matching_step(RFC, &text, *at).is_some()).collect();
    assert_eq!((accepted.first(), accepted.last()), (Some(&2_970), Some(&3_059)));
    assert_eq!(matching_step(RFC, &text, 3_059), Some(100));
    assert_eq!(matching_step(RFC, &text, 2_970), Some(100));
}

#[test]
fn the_first_and_the_last_step_have_codes() {
    assert_eq!(matching_step(RFC, &code(RFC, 0).expect("a secret"), 0), Some(0));
    let end = code(RFC, u64::MAX).expect("a secret");
    assert_eq!(matching_step(RFC, &end, u64::MAX), Some(u64::MAX / 30));
}

#[test]
fn a_secret_may_be_typed_in_groups_and_lower_case() {
    assert_eq!(matching_step(&RFC.to_lowercase(), " 287 082", 59), Some(1));
    assert_eq!(matching_step("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "287082", 59), Some(1));
    assert_eq!(matching_step(RFC, "", 59), None);
    assert_eq!(matching_step(RFC, "28708", 59), None);
    assert_eq!(matching_step(RFC, "2870820", 59), None);
}

#[test]
fn an_invalid_secret_has_no_code() {
    assert_eq!(code("", 59), None);
    assert_eq!(code("0189", 59), None);
    assert_eq!(matching_step("not base32!", "287082", 59), None);
}

#[test]
fn the_address_is_percent_encoded() {
    assert_eq!(
        uri(RFC, "an&b", "Phường Một"),
        format!(
            "otpauth://totp/Ph%C6%B0%E1%BB%9Dng%20M%E1%BB%99t:an%26b?secret={RFC}&issuer=Ph%C6%B0%E1%BB%9Dng%20M%E1%BB%99t&algorithm=SHA1&digits=6&period=30"
        )
    );
}

proptest! {
    #[test]
    fn a_secrets_own_code_matches_at_its_step(random: [u8; 20], at in 0..1_u64 << 40) {
        let secret = secret(random);
        let text = code(&secret, at).expect("a secret");
        prop_assert_eq!(matching_step(&secret, &text, at), Some(at / 30));
    }
}

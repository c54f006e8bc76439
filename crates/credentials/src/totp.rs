//! Codes of six digits that change with time (RFC 6238, SHA-1, 30 seconds), as authenticators show
//! them. It must not know the clock or the owner of a secret. The caller ensures that no step is
//! accepted twice.

use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::{base32, once, spelling};

/// The length of a step.
const STEP_SECONDS: u64 = 30;

/// A new secret of 160 bits in base 32, for typing or scanning.
pub fn secret(random: [u8; 20]) -> String {
    base32::encode(&random, base32::RFC)
}

/// The code at this second; `None` where the secret is not valid base 32.
pub fn code(secret: &str, unix_seconds: u64) -> Option<String> {
    at_step(&key(secret)?, unix_seconds / STEP_SECONDS)
}

/// The step of this code: the step of this second, or the one before or after it, because clocks
/// differ and typing takes time. All three are always computed and compared, so that the time taken
/// reveals nothing.
pub fn matching_step(secret: &str, code: &str, unix_seconds: u64) -> Option<u64> {
    let key = key(secret)?;
    let typed = spelling::normal(code);
    let now = unix_seconds / STEP_SECONDS;
    let mut found = None;
    for step in [now.checked_sub(1), now.checked_add(1), Some(now)].into_iter().flatten() {
        if at_step(&key, step).is_some_and(|right| once::same(&right, &typed)) {
            found = Some(step);
        }
    }
    found
}

/// The address that an authenticator reads from a QR code.
pub fn uri(secret: &str, login: &str, issuer: &str) -> String {
    let (login, issuer) = (escaped(login), escaped(issuer));
    format!(
        "otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP_SECONDS}"
    )
}

/// The bytes of a secret, which may be typed in groups and in lower case.
fn key(secret: &str) -> Option<Vec<u8>> {
    let typed: String = secret.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let letters = typed.to_ascii_uppercase();
    let key = base32::decode(letters.trim_end_matches('='), base32::RFC)?;
    (!key.is_empty()).then_some(key)
}

/// The code of a step: RFC 4226, section 5.3, with the step as the counter.
fn at_step(key: &[u8], step: u64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let from = usize::from(hash.last()? & 0xf);
    let four: [u8; 4] = hash.get(from..from + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

/// Percent-encodes every character except the unreserved ones of RFC 3986.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
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
}

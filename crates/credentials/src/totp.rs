//! The second factor: time-based codes of six digits (RFC 6238, SHA-1, 30 s). The step before and the
//! one after are taken too. Which step was used last is for the caller to know.

use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::once::same;

const STEP_SECONDS: u64 = 30;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A shared secret as it is typed into an authenticator: base32.
#[must_use]
pub fn secret(random: [u8; 20]) -> String {
    let mut text = String::with_capacity(32);
    for five in random.chunks(5) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for place in (0..8).rev() {
            text.push(char::from(BASE32[(bits >> (place * 5) & 31) as usize]));
        }
    }
    text
}

fn bytes(secret: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut kept) = (Vec::new(), 0_u32, 0);
    for byte in secret.bytes().filter(|byte| !b" -=".contains(byte)) {
        let value = BASE32.iter().position(|known| *known == byte.to_ascii_uppercase())? as u32;
        bits = bits << 5 | value;
        kept += 5;
        if kept >= 8 {
            kept -= 8;
            out.push((bits >> kept) as u8);
            bits &= (1 << kept) - 1;
        }
    }
    (!out.is_empty()).then_some(out)
}

fn code_of(key: &[u8], step: u64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 15);
    let four = digest.get(offset..offset + 4)?;
    let number = four.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) & 0x7fff_ffff;
    Some(format!("{:06}", number % 1_000_000))
}

/// The code of an instant; `None` where the secret is none.
#[must_use]
pub fn code(secret: &str, unix_seconds: u64) -> Option<String> {
    code_of(&bytes(secret)?, unix_seconds / STEP_SECONDS)
}

/// The step that a code belongs to, near an instant; a code of another time belongs to none. Spaces
/// in the code do not matter.
#[must_use]
pub fn matching_step(secret: &str, code: &str, unix_seconds: u64) -> Option<u64> {
    let key = bytes(secret)?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let now = unix_seconds / STEP_SECONDS;
    let near = [now, now.saturating_sub(1), now + 1].into_iter();
    near.filter(|step| code_of(&key, *step).is_some_and(|known| same(&known, &code))).max()
}

/// The address that an authenticator reads from a QR code.
#[must_use]
pub fn uri(secret: &str, login: &str, issuer: &str) -> String {
    let (login, issuer) = (encode(login), encode(issuer));
    format!("otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}")
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let parts = text.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of their eight digits.
        let secret = secret(*b"12345678901234567890");
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let rows = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (at, expected) in rows {
            assert_eq!(code(&secret, at).as_deref(), Some(expected));
        }
    }

    #[test]
    fn the_neighbouring_steps_are_taken_and_no_others() {
        let secret = secret([3; 20]);
        let now = 1_700_000_010;
        let at = |steps: i64| code(&secret, (now + steps * 30) as u64).expect("a code");
        let step = |steps: i64| matching_step(&secret, &at(steps), now as u64);
        assert_eq!(step(0), Some(now as u64 / 30));
        assert_eq!(step(-1), Some(now as u64 / 30 - 1));
        assert_eq!(step(1), Some(now as u64 / 30 + 1));
        assert_eq!((step(-2), step(2)), (None, None));
        let spaced = format!(" {} {}", &at(0)[..3], &at(0)[3..]);
        assert!(matching_step(&secret, &spaced, now as u64).is_some());
        assert_eq!(matching_step(&secret, "", now as u64), None);
        assert_eq!(matching_step("", &at(0), now as u64), None);
    }
}

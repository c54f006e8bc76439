//! Codes of six digits that change with time (RFC 6238, SHA-1, 30 seconds), as authenticators show
//! them. The module must not know the clock or the owner of a secret. The caller ensures that no
//! step is accepted twice.

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
    let mut matching = None;
    for step in [now.checked_sub(1), now.checked_add(1), Some(now)].into_iter().flatten() {
        if at_step(&key, step).is_some_and(|right| once::constant_time_eq(&right, &typed)) {
            matching = Some(step);
        }
    }
    matching
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
mod tests;

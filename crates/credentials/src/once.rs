//! Codes and keys that a person reads and types again, and the digests under which they are stored.
//! The module must not know their receiver, their purpose or how long they are valid.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::base32;

/// Ten recovery codes of 80 bits each, in groups of four for reading.
pub fn recovery(random: [u8; 100]) -> Vec<String> {
    random.chunks_exact(10).map(|bytes| grouped(&crockford(bytes))).collect()
}

/// A code of six digits, the remainder of a random number. With 64 random bits the most likely code
/// exceeds the least likely one by less than one part in 10¹³, too little for an attack.
pub fn digits(random: u64) -> String {
    format!("{:06}", random % 1_000_000)
}

/// The key of an appointment slip: six characters, 30 bits; the other two bits are not used.
pub fn slip_key(random: [u8; 4]) -> String {
    let mut key = crockford(&random);
    key.truncate(6);
    key.to_ascii_uppercase()
}

/// The token in the QR code of a slip: 16 characters, 80 bits.
pub fn slip_token(random: [u8; 10]) -> String {
    crockford(&random)
}

/// SHA-256 in hexadecimal, for secrets too long to be found by trying.
pub fn digest(text: &str) -> String {
    digest_bytes(text.as_bytes())
}

/// SHA-256 of bytes in hexadecimal.
pub fn digest_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// HMAC-SHA-256 in hexadecimal, for short secrets: a reader of the stored value without the key
/// cannot find the secret by trying.
pub fn keyed(key: &[u8], text: &str) -> String {
    // Cannot fail: HMAC takes a key of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Whether two texts are the same; the time of the comparison reveals only whether their lengths
/// are equal.
pub fn constant_time_eq(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

fn crockford(bytes: &[u8]) -> String {
    base32::encode(bytes, base32::CROCKFORD)
}

fn grouped(code: &str) -> String {
    let mut out = String::new();
    for (at, letter) in code.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push('-');
        }
        out.push(letter);
    }
    out
}

/// Bytes in hexadecimal, in lower case.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests;

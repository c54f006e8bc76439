//! Secrets that are shown once: recovery codes, one-time codes, the slip's key and token; and the
//! digests under which they are kept.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Crockford's: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn letters(bits: u128, count: u32) -> String {
    let place = |index: u32| ALPHABET[(bits >> ((count - 1 - index) * 5) & 31) as usize];
    (0..count).map(|index| char::from(place(index))).collect()
}

fn bits(random: &[u8]) -> u128 {
    random.iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}

/// Ten recovery codes of 80 bits, in groups of four for reading.
#[must_use]
pub fn recovery(random: [u8; 100]) -> Vec<String> {
    let codes = random.chunks(10).map(|ten| letters(bits(ten), 16));
    let grouped = codes.map(|code| {
        [&code[..4], &code[4..8], &code[8..12], &code[12..]].join("-")
    });
    grouped.collect()
}

/// What a person typed, in its one form: case, spaces and hyphens do not matter, nor the letters that
/// look like digits.
#[must_use]
pub fn normal(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    let plain = kept.map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    });
    plain.collect()
}

/// Six digits; the remainder's bias is below one in 10^13.
#[must_use]
pub fn digits(random: u64) -> String {
    format!("{:06}", random % 1_000_000)
}

/// The key on an appointment slip: six characters, 30 bits.
#[must_use]
pub fn slip_key(random: [u8; 4]) -> String {
    letters(bits(&random), 6).to_uppercase()
}

/// The token in the slip's QR code: 16 characters, 80 bits.
#[must_use]
pub fn slip_token(random: [u8; 10]) -> String {
    letters(bits(&random), 16)
}

/// SHA-256 of a text, in hex.
#[must_use]
pub fn digest(text: &str) -> String {
    digest_bytes(text.as_bytes())
}

/// SHA-256 of bytes, in hex.
#[must_use]
pub fn digest_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// HMAC-SHA-256 of a text under a key, in hex.
#[must_use]
pub fn keyed(key: &[u8], text: &str) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest("abc"), abc);
        // RFC 4231, test case 2.
        let keyed_jefe = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(keyed(b"Jefe", "what do ya want for nothing?"), keyed_jefe);
    }

    #[test]
    fn what_is_typed_carelessly_is_the_same_code() {
        assert_eq!(normal(" O0il-L1 "), normal("00 1111"));
        assert_ne!(normal("k3f9"), normal("k3f8"));
    }

    proptest! {
        #[test]
        fn every_bit_of_chance_is_in_the_code(a: [u8; 10], b: [u8; 10]) {
            prop_assert_eq!(slip_token(a) == slip_token(b), a == b);
            prop_assert_eq!(slip_token(a).len(), 16);
            prop_assert_eq!(normal(&slip_token(a)), slip_token(a));
        }

        #[test]
        fn keys_and_codes_have_their_length(key: [u8; 4], code: u64) {
            prop_assert_eq!(slip_key(key).len(), 6);
            prop_assert_eq!(digits(code).len(), 6);
        }
    }

    #[test]
    fn recovery_codes_are_ten_and_differ() {
        let codes = recovery(std::array::from_fn(|index| index as u8));
        assert_eq!(codes.len(), 10);
        assert_eq!(codes[0], "000g-40r4-0m30-e209");
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}

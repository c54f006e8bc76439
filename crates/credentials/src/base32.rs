//! Base 32: five bits for each letter, in two alphabets. The module must not know the purpose of
//! the bits.

/// The alphabet of RFC 4648, which authenticators read.
pub(crate) const RFC: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Crockford's alphabet, without the letters `i`, `l`, `o` and `u`, which are easily misread.
pub(crate) const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The bytes as letters, without padding; bits that do not fill a letter are filled with zeros.
pub(crate) fn encode(bytes: &[u8], alphabet: &[u8; 32]) -> String {
    let (mut out, mut buffer, mut bits) = (String::new(), 0_u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(alphabet[(buffer >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        out.push(char::from(alphabet[(buffer << (5 - bits) & 31) as usize]));
    }
    out
}

/// The bytes that [`encode`] wrote as `text`; `None` where a letter is not in the alphabet.
pub(crate) fn decode(text: &str, alphabet: &[u8; 32]) -> Option<Vec<u8>> {
    let (mut out, mut buffer, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let five = alphabet.iter().position(|sign| *sign == letter)?;
        buffer = (buffer << 5) | u32::try_from(five).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push((buffer >> bits & 255) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_letters_of_rfc_4648() {
        let vectors = [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")];
        for (plain, letters) in vectors {
            assert_eq!(encode(plain.as_bytes(), RFC), letters);
        }
        assert_eq!(decode("MZXW0", RFC), None);
    }

    proptest! {
        #[test]
        fn decoding_reverses_encoding(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes, CROCKFORD), CROCKFORD), Some(bytes));
        }
    }
}

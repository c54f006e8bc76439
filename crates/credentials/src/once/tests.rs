//! One-time codes and digests.

use super::*;
use crate::spelling::normal;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn ten_recovery_codes_use_every_byte() {
    let mut random = [0; 100];
    for (at, byte) in random.iter_mut().enumerate() {
        *byte = u8::try_from(at).expect("under 256");
    }
    let codes = recovery(random);
    assert_eq!(codes.len(), 10);
    assert_eq!(codes[0], "000g-40r4-0m30-e209");
    for at in 0..100 {
        let mut other = random;
        other[at] ^= 1;
        let changed = recovery(other);
        let differing: Vec<usize> = (0..10).filter(|n| changed[*n] != codes[*n]).collect();
        assert_eq!(differing, [at / 10]);
    }
}

#[test]
fn six_digits_with_their_zeros() {
    assert_eq!(digits(42), "000042");
    assert_eq!(digits(u64::MAX), "551615");
}

#[test]
fn a_slip_has_thirty_and_eighty_bits() {
    assert_eq!(slip_key([0xff; 4]), "ZZZZZZ");
    assert_eq!(slip_key([0, 0, 0, 0b100]), "000001");
    assert_eq!(slip_token([0xff; 10]), "z".repeat(16));
}

#[test]
fn digests_are_those_of_the_standards() {
    // FIPS 180-2, appendix B.1; RFC 4231, test case 2.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(digest("abc"), abc);
    let jefe = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(keyed(b"Jefe", "what do ya want for nothing?"), jefe);
}

#[test]
fn equal_texts_are_the_same() {
    assert!(constant_time_eq("k3f9", "k3f9"));
    assert!(!constant_time_eq("k3f9", "k3f8"));
    assert!(!constant_time_eq("k3f9", "k3f"));
    assert!(!constant_time_eq("", "k"));
}

proptest! {
    #[test]
    fn a_key_is_recognised_with_letters_that_look_alike(random: [u8; 4], token: [u8; 10]) {
        let key = slip_key(random);
        prop_assert_eq!(key.len(), 6);
        let read = key.replace('0', "o").replace('1', "I").to_lowercase();
        prop_assert_eq!(normal(&read), normal(&key));
        prop_assert_eq!(normal(&slip_token(token)), slip_token(token));
    }

    #[test]
    fn different_random_bytes_give_different_tokens(tokens: BTreeSet<[u8; 10]>) {
        let text: BTreeSet<String> = tokens.iter().map(|random| slip_token(*random)).collect();
        prop_assert_eq!(text.len(), tokens.len());
    }
}

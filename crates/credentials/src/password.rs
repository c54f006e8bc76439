//! Passwords: which ones are taken (OWASP ASVS 5.0, 6.2), and argon2id over them. A password is taken
//! exactly as it was given: any characters, spaces too, nothing cut off.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// Characters at least.
pub const MIN_CHARS: usize = 12;
/// Characters at most.
pub const MAX_CHARS: usize = 128;
/// Guesses that a password must outlast: a thousand times those of the 3,000 most common ones.
const MIN_GUESSES: u64 = 100_000_000;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Shorter than [`MIN_CHARS`].
    TooShort,
    /// Longer than [`MAX_CHARS`].
    TooLong,
    /// Found soon by one who guesses: common words, patterns, repetitions.
    Common,
    /// Made of what others know of the person: name, login, agency.
    Personal,
}

/// Whether a new password will do. `context` is what others know of the person.
///
/// # Errors
/// The weakness.
pub fn check(candidate: &str, context: &[&str]) -> Result<(), Weakness> {
    let length = candidate.chars().count();
    if length < MIN_CHARS {
        return Err(Weakness::TooShort);
    }
    if length > MAX_CHARS {
        return Err(Weakness::TooLong);
    }
    let folded = text::fold::fold(candidate);
    if guesses(&folded, &[]).min(guesses(candidate, &[])) < MIN_GUESSES {
        return Err(Weakness::Common);
    }
    // What is left when each known word is taken out must itself be long enough to count.
    let known: Vec<String> = context.iter().flat_map(|text| words(text)).collect();
    let mut rest: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in &known {
        rest = rest.replace(word.as_str(), "");
    }
    let named = known.iter().map(String::as_str).collect::<Vec<_>>();
    if rest.chars().count() < 6 || guesses(&folded, &named) < MIN_GUESSES {
        return Err(Weakness::Personal);
    }
    Ok(())
}

fn guesses(candidate: &str, context: &[&str]) -> u64 {
    zxcvbn::zxcvbn(candidate, context).guesses()
}

fn words(text: &str) -> Vec<String> {
    let folded = text::fold::fold(text);
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    let mut words: Vec<String> = parts.map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// argon2id with 19 MiB, two passes, one lane (OWASP Password Storage).
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// The PHC string of a password.
#[must_use]
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    // Cannot fail: sixteen bytes are a salt, and any bytes of a sane length are a password.
    let salt = SaltString::encode_b64(&salt);
    let hashed = salt.and_then(|salt| {
        hasher().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.unwrap_or_default()
}

/// Whether a password is the one of a PHC string.
#[must_use]
pub fn verify(password: &str, phc: &str) -> bool {
    match PasswordHash::new(phc) {
        Ok(known) => hasher().verify_password(password.as_bytes(), &known).is_ok(),
        Err(_) => waste(password),
    }
}

/// Takes as long as [`verify`] and is never right: for a login that nobody has.
#[must_use]
pub fn waste(password: &str) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password", [7; 16]));
    // The hash of nobody's password was made here and can be read.
    if let Ok(known) = PasswordHash::new(&NOBODY) {
        std::hint::black_box(hasher().verify_password(password.as_bytes(), &known).is_ok());
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_passwords_are_taken() {
        let context = ["tnmt02", "Nguyễn Gia Việt", "Ủy ban nhân dân Quận 9"];
        let check = |candidate: &str, expected| {
            assert_eq!(check(candidate, &context), expected, "{candidate}");
        };
        check("mười hai ca phê sữa", Ok(()));
        check("k3f9-ab12-zx8w-77qq", Ok(()));
        check("           ", Err(Weakness::TooShort));
        check("ngắn quá", Err(Weakness::TooShort));
        check("password1234", Err(Weakness::Common));
        check("123456789012", Err(Weakness::Common));
        check("aaaaaaaaaaaaaaaaaa", Err(Weakness::Common));
        check("qwertyuiop123", Err(Weakness::Common));
        check("NguyễnGiaViệt9", Err(Weakness::Personal));
        check("tnmt02-tnmt02-1", Err(Weakness::Personal));
        check(&"dài ".repeat(40), Err(Weakness::TooLong));
    }

    #[test]
    fn a_hash_is_read_by_other_programs_and_theirs_by_this_one() {
        // Made by the reference implementation in C (argon2-cffi 23.1, m=19456, t=2, p=1).
        let theirs = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$F6S1u1CFPrESu3h8XumMv46nvkFrnIpZUntjJcM3bRU";
        let salt: [u8; 16] = std::array::from_fn(|index| index as u8);
        assert_eq!(hash("mật khẩu thử", salt), theirs);
        assert!(verify("mật khẩu thử", theirs));
        assert!(!verify("mật khẩu thứ", theirs));
        assert!(!verify("mật khẩu thử ", theirs), "nothing is trimmed");
        assert!(!verify("x", "not a hash"));
        assert!(!waste("nobody's password"));
    }
}

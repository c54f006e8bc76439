//! Passwords: the rules for new ones (OWASP ASVS 5.0, 6.2), and their hashes by argon2id. A
//! password is used exactly as it was typed: any characters, with its spaces, at full length.

use std::sync::{LazyLock, Mutex, PoisonError};

use argon2::password_hash::{Output, ParamsString, PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// The fewest characters of a password.
pub const MIN_CHARS: usize = 12;
/// The most characters of a password.
pub const MAX_CHARS: usize = 128;
/// The fewest guesses that an attacker must need for an accepted password, far more than the 3,000
/// most common ones.
const MIN_GUESSES: u64 = 100_000_000;

/// The reason why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// The password is shorter than [`MIN_CHARS`].
    TooShort,
    /// The password is longer than [`MAX_CHARS`].
    TooLong,
    /// Few guesses find the password: common words, patterns, repetitions.
    Common,
    /// The password consists of public facts about the person: name, login, agency.
    Personal,
}

/// Checks a new password. `context` has public facts about the person.
///
/// # Errors
/// [`Weakness`] of a password that is too short, too long, common, or made of words of `context`.
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
    // The characters that are not part of a word of the context must be enough alone.
    let words_of_context: Vec<String> = context.iter().flat_map(|text| words(text)).collect();
    let mut rest: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in &words_of_context {
        rest = rest.replace(word.as_str(), "");
    }
    let named = words_of_context.iter().map(String::as_str).collect::<Vec<_>>();
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

/// Computes argon2id with 19 MiB, two passes, one lane (OWASP Password Storage). The process
/// computes one hash at a time, always in the same memory, so that many sign-ins at once need no
/// more memory.
fn derive(password: &[u8], salt: &[u8], params: Params) -> Option<Output> {
    static MEMORY: Mutex<Vec<Block>> = Mutex::new(Vec::new());
    // The next hash overwrites the memory, so a panic in another thread does no harm.
    let mut memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    memory.resize(params.block_count(), Block::default());
    let mut bytes = [0; Params::DEFAULT_OUTPUT_LEN];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password, salt, &mut bytes, memory.as_mut_slice())
        .ok()?;
    Output::new(&bytes).ok()
}

/// The PHC string of a password.
#[must_use]
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    let params = Params::default();
    let phc = || {
        let hash = derive(password.as_bytes(), &salt, params.clone())?;
        let salt = SaltString::encode_b64(&salt).ok()?;
        let phc = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).ok()?,
            salt: Some(salt.as_salt()),
            hash: Some(hash),
        };
        Some(phc.to_string())
    };
    // Cannot fail: sixteen bytes are a valid salt, and the length of a password is bounded.
    phc().unwrap_or_default()
}

/// Whether a password matches a PHC string. Other algorithms, and parameters that need more memory
/// than this program's own, never match.
#[must_use]
pub fn verify(password: &str, phc: &str) -> bool {
    match PasswordHash::new(phc) {
        Ok(stored) => matches(password, &stored).unwrap_or_else(|| verify_dummy(password)),
        Err(_) => verify_dummy(password),
    }
}

fn matches(password: &str, stored: &PasswordHash<'_>) -> Option<bool> {
    let params = Params::try_from(stored).ok()?;
    let readable = stored.algorithm == Algorithm::Argon2id.ident()
        && stored.version == Some(Version::V0x13.into())
        && params.block_count() <= Params::default().block_count();
    if !readable {
        return None;
    }
    let mut salt = [0; 64];
    let salt = stored.salt?.decode_b64(&mut salt).ok()?;
    // The comparison takes constant time.
    Some(derive(password.as_bytes(), salt, params)? == stored.hash?)
}

/// Takes as long as [`verify`] and never matches; used for a login without an account, so that the
/// time does not reveal whether the account exists.
#[must_use]
pub fn verify_dummy(password: &str) -> bool {
    static DUMMY: LazyLock<String> = LazyLock::new(|| hash("a dummy password", [7; 16]));
    // The dummy hash is made by this module, so it can be parsed.
    if let Ok(stored) = PasswordHash::new(&DUMMY) {
        std::hint::black_box(matches(password, &stored));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_accepted_or_refused_with_a_reason() {
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
        // Computed by the reference implementation in C (argon2-cffi 23.1, m=19456, t=2, p=1).
        let theirs = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$F6S1u1CFPrESu3h8XumMv46nvkFrnIpZUntjJcM3bRU";
        let salt: [u8; 16] = std::array::from_fn(|index| index as u8);
        assert_eq!(hash("mật khẩu thử", salt), theirs);
        assert!(verify("mật khẩu thử", theirs));
        assert!(!verify("mật khẩu thứ", theirs));
        assert!(!verify("mật khẩu thử ", theirs), "nothing is trimmed");
        assert!(!verify("x", "not a hash"));
        // Parameters with less memory are accepted, those with more are not: a row on disk must not
        // decide how much memory this process uses.
        let less = "$argon2id$v=19$m=8,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$F6S1u1CFPrESu3h8XumMv46nvkFrnIpZUntjJcM3bRU";
        assert!(!verify("mật khẩu thử", less));
        assert!(!verify("mật khẩu thử", &theirs.replace("m=19456", "m=4000000")));
        assert!(!verify("mật khẩu thử", &theirs.replace("argon2id", "argon2i")));
        assert!(verify("mật khẩu thử", theirs), "after a hash of another size");
        assert!(!verify_dummy("a dummy password"));
    }
}

//! Passwords: which are taken (OWASP ASVS 5.0, 6.2), and how they are kept (argon2id).
//!
//! A password is taken exactly as given: any signs, any mixture, nothing cut or folded. It must
//! not know whose it is, how often somebody tried, or where hashes are kept.

use std::collections::BTreeSet;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64ct::{Base64Unpadded, Encoding};
use subtle::ConstantTimeEq;

use crate::guess;

/// A password has at least so many characters.
pub const MIN_CHARS: usize = 12;
/// And at most so many: long enough for any sentence, short enough to be hashed in a known time.
pub const MAX_CHARS: usize = 128;

/// What a password must be worth, by the rough sum of [`guess`]: twelve digits by chance pass.
const ENOUGH: u32 = 36;

/// Words that anybody tries first at this door; more come with the context.
const NEAR: [&str; 12] = [
    "password",
    "matkhau",
    "motcua",
    "dichvucong",
    "hanhchinh",
    "vietnam",
    "admin",
    "welcome",
    "letmein",
    "iloveyou",
    "anhyeuem",
    "secret",
];

/// OWASP's parameters for argon2id: memory in KiB, rounds, lanes.
const MEMORY: u32 = 19_456;
const ROUNDS: u32 = 2;
const LANES: u32 = 1;
const BYTES: usize = 32;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Under [`MIN_CHARS`].
    TooShort,
    /// Over [`MAX_CHARS`].
    TooLong,
    /// Guessed soon by anybody, or in a list of known passwords.
    Common,
    /// Guessed soon by somebody who knows whose it is: made of the login, the name, the agency.
    Personal,
}

/// Passwords that are known to be used, one a line, as the agency obtains them.
///
/// None comes with this program. Lines that could not be chosen anyway, being too short or too
/// long, are left out, so that [`Listed::len`] says how many are of use.
#[derive(Clone, Debug, Default)]
pub struct Listed(BTreeSet<String>);

impl Listed {
    /// Reads a list, one password a line; capitals do not matter.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().map(|line| line.trim_end_matches('\r'));
        let fits = |line: &&str| (MIN_CHARS..=MAX_CHARS).contains(&line.chars().count());
        Self(lines.filter(fits).map(str::to_lowercase).collect())
    }

    /// How many passwords it holds that could otherwise be chosen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a password may be chosen by somebody around whom these words are: login, name, agency.
pub fn check(candidate: &str, context: &[&str]) -> Result<(), Weakness> {
    check_listed(candidate, context, &Listed::default())
}

/// [`check`], and that the password is in no list.
pub fn check_listed(candidate: &str, context: &[&str], listed: &Listed) -> Result<(), Weakness> {
    let length = candidate.chars().count();
    if length < MIN_CHARS {
        return Err(Weakness::TooShort);
    }
    if length > MAX_CHARS {
        return Err(Weakness::TooLong);
    }
    // For judging alone: spaces between words are expected, and so worth nothing.
    let folded: String =
        text::fold::fold(candidate).chars().filter(|c| !c.is_whitespace()).collect();
    let mut words: Vec<String> = NEAR.iter().map(|word| (*word).to_owned()).collect();
    if listed.0.contains(&candidate.to_lowercase()) || guess::bits(&folded, &words) < ENOUGH {
        return Err(Weakness::Common);
    }
    words.extend(context.iter().flat_map(|phrase| around(phrase)));
    if guess::bits(&folded, &words) < ENOUGH {
        return Err(Weakness::Personal);
    }
    Ok(())
}

/// The words of a phrase, and all of them as one.
fn around(phrase: &str) -> Vec<String> {
    let folded = text::fold::fold(phrase);
    let words = folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    let mut all: Vec<String> = words.collect();
    all.push(all.concat());
    all.retain(|word| word.chars().count() > 1);
    all
}

/// The password's hash as a PHC string, with what is needed to verify it.
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    // cannot fail: these parameters are within argon2's limits, and a test hashes with them.
    let output = derive(password, &salt, MEMORY, ROUNDS, LANES).expect("parameters in range");
    let (salt, output) =
        (Base64Unpadded::encode_string(&salt), Base64Unpadded::encode_string(&output));
    format!("$argon2id$v=19$m={MEMORY},t={ROUNDS},p={LANES}${salt}${output}")
}

/// Whether this is the password of the hash; by the hash's own parameters, so that old ones stay
/// good when the parameters are raised. What is no hash of argon2id verifies nothing.
pub fn verify(password: &str, phc: &str) -> bool {
    matches(password, phc).unwrap_or(false)
}

/// Always false, in the time of [`verify`]: for a login that nobody has.
pub fn waste(password: &str) -> bool {
    let output = derive(password, &[0; 16], MEMORY, ROUNDS, LANES);
    // Nobody looks at the result; without this the compiler need not compute it.
    std::hint::black_box(output);
    false
}

fn matches(password: &str, phc: &str) -> Option<bool> {
    let mut parts = phc.strip_prefix("$argon2id$v=19$")?.split('$');
    let (numbers, salt, kept) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let mut numbers = numbers.split(',');
    let mut number = |name: &str| numbers.next()?.strip_prefix(name)?.parse::<u32>().ok();
    let (memory, rounds, lanes) = (number("m=")?, number("t=")?, number("p=")?);
    let salt = Base64Unpadded::decode_vec(salt).ok()?;
    let kept = Base64Unpadded::decode_vec(kept).ok()?;
    let output = derive(password, &salt, memory, rounds, lanes)?;
    Some(output.ct_eq(&kept).into())
}

fn derive(
    password: &str,
    salt: &[u8],
    memory: u32,
    rounds: u32,
    lanes: u32,
) -> Option<[u8; BYTES]> {
    let parameters = Params::new(memory, rounds, lanes, Some(BYTES)).ok()?;
    let mut blocks = vec![Block::default(); parameters.block_count()];
    let mut output = [0; BYTES];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters);
    let done =
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut output, &mut blocks);
    done.ok().map(|()| output)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By argon2-cffi (the reference implementation in C), with `bytes(range(16))` for a salt.
    const RAIN: &str = "Trời mưa thì ở nhà, nắng thì đi chợ";
    const RAIN_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$Njp3pC8l7EXIsFhi3HWlH92K0D6vbgedWVspGI7DTRI";
    /// The same with other parameters: m=65536, t=3, p=4.
    const HORSE_HASH: &str = "$argon2id$v=19$m=65536,t=3,p=4$/////////////////////w$DvPYM9hgcsWNoGxep6E2IEl5UtvjA8JsC1a0NCf/TUI";

    #[test]
    fn the_reference_implementation_makes_the_same_hash() {
        let salt = std::array::from_fn(|at| u8::try_from(at).expect("sixteen"));
        assert_eq!(hash(RAIN, salt), RAIN_HASH);
        assert!(verify(RAIN, RAIN_HASH));
        assert!(!verify("Trời mưa thì ở nhà, nắng thì đi chơ", RAIN_HASH));
        assert!(!verify(&format!("{RAIN} "), RAIN_HASH));
    }

    #[test]
    fn a_hash_is_verified_by_its_own_parameters() {
        assert!(verify("correct horse battery staple", HORSE_HASH));
        assert!(!verify("Correct horse battery staple", HORSE_HASH));
    }

    #[test]
    fn what_is_no_hash_verifies_nothing() {
        let cut = &RAIN_HASH[..RAIN_HASH.len() - 4];
        let other = RAIN_HASH.replace("argon2id", "argon2i");
        let none = RAIN_HASH.replace("m=19456", "m=0");
        let more = format!("{RAIN_HASH}$AAAA");
        for text in ["", "$", "$argon2id$v=19$", RAIN, cut, &other, &none, &more] {
            assert!(!verify(RAIN, text), "{text}");
        }
        assert!(!waste(RAIN));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check("ởửặẫệốụịỳơư", &[]), Err(Weakness::TooShort));
        assert_eq!(check("k7 ởửặẫệốụịỳ", &[]), Ok(()));
        let sentence = "Ba con mèo đen ngủ bên bếp lửa, hai con chó vàng gác ngoài sân. ".repeat(3);
        let longest: String = sentence.chars().take(MAX_CHARS).collect();
        assert_eq!(check(&longest, &[]), Ok(()));
        assert_eq!(check(&format!("{longest}x"), &[]), Err(Weakness::TooLong));
    }

    #[test]
    fn what_is_guessed_soon_is_common() {
        let soon = [
            "password1234",
            "P@ssw0rd2024",
            "123456789012",
            "qwertyuiop12",
            "1qaz2wsx3edc",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "matkhau12345",
            "MotCua@2025!",
            "iloveyou1234",
            "anhyeuem1990",
            "dragon123456",
            "0987654321098",
            "Mật khẩu 1234",
        ];
        for candidate in soon {
            assert_eq!(check(candidate, &[]), Err(Weakness::Common), "{candidate}");
        }
    }

    #[test]
    fn what_is_made_of_its_owner_is_personal() {
        let context = ["hoa.tran", "Trần Thị Hoa", "Ủy ban nhân dân Phường Bình Minh"];
        let own = ["hoa.tran.1987", "TranThiHoa@86", "binhminh-hoatran", "Phường Bình Minh 9"];
        for candidate in own {
            assert_eq!(check(candidate, &context), Err(Weakness::Personal), "{candidate}");
            assert_eq!(check(candidate, &[]), Ok(()), "{candidate}");
        }
        assert_eq!(check("Hoa sen nở trong hồ chiều", &context), Ok(()));
    }

    #[test]
    fn a_list_refuses_what_it_holds_and_no_more() {
        let listed = Listed::read("short\nmonkey chases weasel\r\nmonkey chases weasel\n");
        assert_eq!(listed.len(), 1);
        let check = |candidate| check_listed(candidate, &[], &listed);
        assert_eq!(check("Monkey chases weasel"), Err(Weakness::Common));
        assert_eq!(check("monkey chases weasels"), Ok(()));
        assert!(Listed::read("").is_empty());
    }

    /// No rule of composition: twelve signs of one kind are enough, whichever it is.
    #[test]
    fn any_kind_of_sign_alone_is_taken() {
        let kinds = [
            "kxvpwjrbtgqm",
            "KXVPWJRBTGQM",
            "482917360582",
            "~^&*()=+;:,<",
            "ốềửẵịờỹẫụỏéự",
            "日本語の合言葉は山と川だ",
        ];
        for candidate in kinds {
            assert_eq!(check(candidate, &[]), Ok(()), "{candidate}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_a_panic(text: String, context: Vec<String>) {
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            let _ = check(&text, &context);
        }
    }
}

//! How soon a password is guessed by somebody who knows how people make them: words, rows of the
//! keyboard, counting, repetition, years. A rough sum of bits, rather too low than too high.
//! It must not know whose password it is; the words come from outside.

/// Bits for a piece that a guesser has ready: a word, or what stood before.
const READY: u32 = 4;
/// Bits for the length of a run, besides its first sign.
const LENGTH: u32 = 2;
/// Bits for a year of this century or the last.
const YEAR: u32 = 6;

/// What a finger or a child follows, forwards and backwards.
const ROWS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
];

/// The bits of a text that is folded (no capitals, no diacritics, no spaces), where these words are known.
pub(crate) fn bits(folded: &str, words: &[String]) -> u32 {
    let signs: Vec<char> = folded.chars().collect();
    let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
    let (mut at, mut sum) = (0, 0);
    while at < signs.len() {
        let rest = &signs[at..];
        let (length, cost) = pieces(&signs, at, &words)
            .into_iter()
            .filter(|(length, _)| *length > 0)
            .max_by_key(|(length, cost)| plain(&rest[..*length]).saturating_sub(*cost))
            .unwrap_or((1, plain(&rest[..1])));
        sum += cost.min(plain(&rest[..length]));
        at += length;
    }
    sum
}

/// How long each kind of piece is that begins here, and what it costs.
fn pieces(signs: &[char], at: usize, words: &[Vec<char>]) -> [(usize, u32); 5] {
    let rest = &signs[at..];
    let first = sign(rest[0]) + LENGTH;
    let run = ROWS.iter().map(|row| along(rest, row)).max().unwrap_or(0);
    let same = rest.iter().take_while(|c| **c == rest[0]).count();
    [
        (word(rest, words), READY),
        (at_least(3, run), first),
        (at_least(3, same), first),
        (at_least(4, before(signs, at)), READY),
        (year(rest), YEAR),
    ]
}

fn at_least(least: usize, length: usize) -> usize {
    if length < least { 0 } else { length }
}

/// One sign on its own: less than chance would give, since people choose it.
fn sign(c: char) -> u32 {
    if c.is_ascii_digit() { 3 } else { 4 }
}

fn plain(signs: &[char]) -> u32 {
    signs.iter().map(|c| sign(*c)).sum()
}

/// The letter for which a digit or a mark is often written.
fn meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// The longest word that begins here.
fn word(rest: &[char], words: &[Vec<char>]) -> usize {
    let begins = |word: &&Vec<char>| {
        word.len() <= rest.len() && word.iter().zip(rest).all(|(w, c)| w == c || *w == meant(*c))
    };
    words.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
}

/// How far the text follows a row, one way or the other.
fn along(rest: &[char], row: &str) -> usize {
    let forwards: Vec<char> = row.chars().collect();
    let backwards: Vec<char> = row.chars().rev().collect();
    let follow = |row: &[char]| {
        let from = row.iter().position(|c| *c == rest[0])?;
        Some(row[from..].iter().zip(rest).take_while(|(r, c)| r == c).count())
    };
    follow(&forwards).max(follow(&backwards)).unwrap_or(0)
}

/// How much of what begins here has stood in the text before.
fn before(signs: &[char], at: usize) -> usize {
    let common =
        |from: usize| signs[from..].iter().zip(&signs[at..]).take_while(|(a, b)| a == b).count();
    (0..at).map(common).max().unwrap_or(0)
}

fn year(rest: &[char]) -> usize {
    match rest {
        ['1', '9', a, b, ..] | ['2', '0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            4
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_piece_costs_what_it_is_worth() {
        let words = ["phuong".to_owned()];
        let cases = [
            ("kxvpwj", 24),
            ("482917", 18),
            ("phuong", READY),
            ("ph0u", 15),
            ("phu0ng", READY),
            ("zzzzzzzz", 4 + LENGTH),
            ("98765432", 3 + LENGTH),
            ("poiuytrewq", 4 + LENGTH),
            ("1qaz2wsx", 3 + LENGTH),
            ("kxvpkxvp", 16 + READY),
            ("k1987", 4 + YEAR),
            ("k1587", 16),
        ];
        for (text, expected) in cases {
            assert_eq!(bits(text, &words), expected, "{text}");
        }
        assert_eq!(bits("", &words), 0);
    }
}

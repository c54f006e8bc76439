//! The tokens of a PDF as viewers read them: names with `#xx` decoded, strings, comments. The
//! module must not know the meaning of a name.

/// The number of bytes of a name that are read; no name of the format is longer, even with each of
/// its letters written `#xx`.
const MAX_NAME_BYTES: usize = 64;

/// The deepest accepted nesting of arrays and dictionaries.
pub(super) const MAX_DEPTH: usize = 64;

/// The error for a text that viewers may read in different ways.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// One token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, without its slash.
    Name(Vec<u8>),
    /// `<<`.
    DictionaryStart,
    /// `>>`.
    DictionaryEnd,
    /// `[`.
    ArrayStart,
    /// `]`.
    ArrayEnd,
    /// A text in parentheses or in hexadecimal digits.
    String,
    /// A number or a keyword.
    Word(&'a [u8]),
    /// The end of the content.
    End,
}

/// Reads a content token by token.
pub(super) struct Lexer<'a> {
    content: &'a [u8],
    /// The offset of the next byte.
    pub(super) at: usize,
}

pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Lexer<'a> {
    pub(super) fn new(content: &'a [u8]) -> Self {
        Self { content, at: 0 }
    }

    pub(super) fn from(content: &'a [u8], at: usize) -> Self {
        Self { content, at }
    }

    /// The next token.
    ///
    /// # Errors
    /// `Malformed` where a string has no end.
    pub(super) fn next(&mut self) -> Result<Token<'a>, Malformed> {
        self.skip_blanks();
        let rest = &self.content[self.at.min(self.content.len())..];
        let (token, used) = match rest {
            [] => (Token::End, 0),
            [b'<', b'<', ..] => (Token::DictionaryStart, 2),
            [b'>', b'>', ..] => (Token::DictionaryEnd, 2),
            [b'[', ..] => (Token::ArrayStart, 1),
            [b']', ..] => (Token::ArrayEnd, 1),
            [b'(', ..] => (Token::String, string(rest).ok_or(Malformed)?),
            [b'<', ..] => {
                let end = rest.iter().position(|byte| *byte == b'>').ok_or(Malformed)?;
                (Token::String, end + 1)
            }
            [b'/', name @ ..] => {
                let length = regular(name);
                (Token::Name(unescaped(&name[..length.min(MAX_NAME_BYTES)])), 1 + length)
            }
            [first, ..] if is_regular(*first) => {
                let length = regular(rest);
                (Token::Word(&rest[..length]), length)
            }
            [..] => (Token::Word(&rest[..1]), 1),
        };
        self.at += used;
        Ok(token)
    }

    /// Skips white space and comments.
    fn skip_blanks(&mut self) {
        while let Some(byte) = self.content.get(self.at) {
            if *byte == b'%' {
                let rest = &self.content[self.at..];
                let line = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                self.at += line.unwrap_or(rest.len());
            } else if is_white(*byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }
}

fn regular(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_regular(**byte)).count()
}

/// The length of a text in parentheses, which may contain balanced pairs of parentheses.
fn string(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match rest.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(name.len()), name);
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let value = digit(0).zip(digit(1)).filter(|_| *first == b'#');
        let (byte, used) = value.map_or((*first, 0), |(high, low)| ((high * 16 + low) as u8, 2));
        out.push(byte);
        rest = &after[used..];
    }
    out
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn tokens_are_read_as_viewers_read_them() {
        let text = b"<< /J#61v#4 (a\\)(b)c) % /No\r<2f4A>[1 -2.5 R]>>";
        let mut lexer = Lexer::new(text);
        let mut next = || lexer.next().unwrap();
        assert_eq!(next(), Token::DictionaryStart);
        assert_eq!(next(), Token::Name(b"Jav#4".to_vec()));
        assert_eq!((next(), next()), (Token::String, Token::String));
        assert_eq!(next(), Token::ArrayStart);
        for word in [b"1".as_slice(), b"-2.5", b"R"] {
            assert_eq!(next(), Token::Word(word));
        }
        assert_eq!((next(), next()), (Token::ArrayEnd, Token::DictionaryEnd));
        assert_eq!((next(), next()), (Token::End, Token::End));
    }

    #[test]
    fn a_string_without_end_is_malformed() {
        for text in [b"(a".as_slice(), b"(\\)", b"((a)", b"<2f", b"(\\"] {
            assert_eq!(Lexer::new(text).next(), Err(Malformed));
        }
    }
}

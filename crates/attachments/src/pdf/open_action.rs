//! The opening action of a document, which may only go to one of its pages. The module must not
//! know how objects are found.

use super::lexer::{Lexer, MAX_DEPTH, Token};
use super::objects::{self, Objects};

/// The most opening actions of one document, over all its versions.
const MAX_OPEN_ACTIONS: usize = 256;

/// Whether every opening action of a document is harmless.
pub(super) fn is_harmless(document: &[u8], objects: &Objects) -> bool {
    let own = objects.open_actions.iter().map(|at| (document, *at));
    let packed = objects.packed.iter().flat_map(|packed| {
        objects::open_actions(packed).into_iter().map(|at| (packed.text.as_slice(), at))
    });
    let all: Vec<(&[u8], usize)> = own.chain(packed).take(MAX_OPEN_ACTIONS + 1).collect();
    all.len() <= MAX_OPEN_ACTIONS
        && all.iter().all(|(text, at)| match value(text, *at) {
            Value::Harmless => true,
            Value::Other => false,
            Value::Reference(number) => {
                let mut targets = objects::numbered(document, objects, number).peekable();
                targets.peek().is_some()
                    && targets.all(|(text, at)| matches!(value(text, at), Value::Harmless))
            }
        })
}

enum Value {
    /// A destination, an action `GoTo`, or `null`.
    Harmless,
    /// A reference to another object, by its number.
    Reference(u32),
    Other,
}

fn value(text: &[u8], at: usize) -> Value {
    let mut lexer = Lexer::from(text, at);
    match lexer.next() {
        Ok(Token::ArrayStart) => Value::Harmless,
        Ok(Token::Word(b"null")) => Value::Harmless,
        Ok(Token::DictionaryStart) if is_page_jump(&mut lexer) => Value::Harmless,
        Ok(Token::Word(word)) => reference(word, &mut lexer).unwrap_or(Value::Other),
        _ => Value::Other,
    }
}

fn reference(word: &[u8], lexer: &mut Lexer<'_>) -> Option<Value> {
    let number = std::str::from_utf8(word).ok()?.parse().ok()?;
    let Ok(Token::Word(_)) = lexer.next() else { return None };
    let Ok(Token::Word(b"R")) = lexer.next() else { return None };
    Some(Value::Reference(number))
}

/// Whether the dictionary that was just begun is an action `GoTo` without a following action.
fn is_page_jump(lexer: &mut Lexer<'_>) -> bool {
    let (mut depth, mut kind, mut is_goto) = (1, false, false);
    while depth > 0 && depth <= MAX_DEPTH {
        match lexer.next() {
            Ok(Token::DictionaryStart | Token::ArrayStart) => depth += 1,
            Ok(Token::DictionaryEnd | Token::ArrayEnd) => depth -= 1,
            Ok(Token::Name(name)) if depth == 1 => match name.as_slice() {
                b"Next" => return false,
                b"S" if !kind => kind = true,
                b"GoTo" if kind => (kind, is_goto) = (false, true),
                _ if kind => return false,
                _ => {}
            },
            Ok(Token::Word(_) | Token::String) if kind => return false,
            Ok(Token::End) | Err(_) => return false,
            Ok(_) => {}
        }
    }
    is_goto && depth == 0
}

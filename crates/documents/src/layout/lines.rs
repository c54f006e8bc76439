//! Words broken into lines of a width. A line ends between words; a word that is wider than the
//! line is broken between letters. Lengths are points.

use crate::block::{Face, Inline};
use crate::font;

use super::CODE_SIDE;

/// The height of a line and of its letters above the base line, in parts of the letters' size.
const HEIGHT: f32 = 1.36;
const ASCENT: f32 = 1.02;

/// The tolerance of a width after additions, in points.
const ROUNDING: f32 = 0.01;

/// A line of a paragraph or cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
    pub height: f32,
    /// The distance from the line's upper edge to the base line.
    pub ascent: f32,
    /// The size of the letters.
    pub size: f32,
}

/// Letters of one face, or a QR code, at a distance from the line's beginning.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub x: f32,
    pub kind: RunKind,
}

#[derive(Clone, Debug)]
pub(super) enum RunKind {
    Text(String, Face),
    Code { of: String, alt: String },
}

/// An unbreakable part: a word, which may contain several faces, or a QR code.
struct Word {
    parts: Vec<RunKind>,
    /// Whether a blank precedes the word.
    spaced: bool,
    width: f32,
    /// Whether the word begins a line.
    begins: bool,
}

/// The words without their faces.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text, _) => text.as_str(),
        Inline::Break => " ",
        Inline::Code { alt, .. } => alt,
    });
    words.collect()
}

/// The parts of a line with their text in bold.
pub(super) fn in_bold(inlines: &[Inline]) -> Vec<Inline> {
    let bold = |inline: &Inline| match inline {
        Inline::Text(text, Face::Regular) => Inline::Text(text.clone(), Face::Bold),
        Inline::Text(text, Face::Italic) => Inline::Text(text.clone(), Face::BoldItalic),
        other => other.clone(),
    };
    inlines.iter().map(bold).collect()
}

/// The width of the widest word, and of the widest line where lines end at breaks only.
pub(super) fn word_and_line_width(inlines: &[Inline], size: f32) -> (f32, f32) {
    let words = words(inlines, size);
    let widest = words.iter().map(|word| word.width).fold(0.0, f32::max);
    let lines = broken(words, f32::INFINITY, size);
    (widest, lines.iter().map(|line| line.width).fold(0.0, f32::max))
}

/// Breaks words into lines of a width.
pub(super) fn lines(inlines: &[Inline], width: f32, size: f32) -> Vec<Line> {
    broken(words(inlines, size), width, size)
}

fn words(inlines: &[Inline], size: f32) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut spaced, mut begins, mut apart) = (false, false, true);
    for inline in inlines {
        match inline {
            Inline::Break => {
                // A line without words gets a word without letters.
                if begins {
                    words.push(Word { parts: Vec::new(), spaced: false, width: 0.0, begins });
                }
                (spaced, begins, apart) = (false, true, true);
            }
            Inline::Code { text, alt } => {
                let parts = vec![RunKind::Code { of: text.clone(), alt: alt.clone() }];
                words.push(Word { parts, spaced, width: CODE_SIDE, begins });
                (spaced, begins, apart) = (true, false, true);
            }
            Inline::Text(text, face) => {
                for (index, piece) in text.split(' ').enumerate() {
                    if index > 0 {
                        (spaced, apart) = (true, true);
                    }
                    if piece.is_empty() {
                        continue;
                    }
                    let width = font::width(piece, *face) * size;
                    let part = RunKind::Text(piece.to_owned(), *face);
                    match words.last_mut().filter(|_| !apart) {
                        Some(word) => {
                            word.parts.push(part);
                            word.width += width;
                        }
                        None => words.push(Word { parts: vec![part], spaced, width, begins }),
                    }
                    (spaced, begins, apart) = (false, false, false);
                }
            }
        }
    }
    if begins {
        words.push(Word { parts: Vec::new(), spaced: false, width: 0.0, begins });
    }
    words
}

fn broken(words: Vec<Word>, width: f32, size: f32) -> Vec<Line> {
    let blank = font::width(" ", Face::Regular) * size;
    let mut lines: Vec<Vec<RunKind>> = Vec::new();
    let mut filled = 0.0;
    for word in words.into_iter().flat_map(|word| pieces(word, width, size)) {
        let before = if word.spaced { blank } else { 0.0 };
        let fits = filled + before + word.width <= width + ROUNDING;
        match lines.last_mut().filter(|_| fits && !word.begins) {
            Some(line) => {
                append(line, word.parts, word.spaced);
                filled += before + word.width;
            }
            None => {
                filled = word.width;
                lines.push(word.parts);
            }
        }
    }
    lines.into_iter().map(|parts| set(parts, size)).collect()
}

/// A word, or its pieces where the word is wider than a line.
fn pieces(word: Word, width: f32, size: f32) -> Vec<Word> {
    if word.width <= width + ROUNDING {
        return vec![word];
    }
    let mut pieces: Vec<Word> = Vec::new();
    let Word { parts, spaced, begins, .. } = word;
    for part in parts {
        let RunKind::Text(text, face) = part else {
            pieces.push(Word { parts: vec![part], spaced, width: CODE_SIDE, begins });
            continue;
        };
        for letter in text.chars() {
            let letter = letter.to_string();
            let wide = font::width(&letter, face) * size;
            match pieces.last_mut().filter(|piece| piece.width + wide <= width) {
                Some(piece) => {
                    append(&mut piece.parts, vec![RunKind::Text(letter, face)], false);
                    piece.width += wide;
                }
                None => {
                    let first = pieces.is_empty();
                    let parts = vec![RunKind::Text(letter, face)];
                    let (spaced, begins) = (first && spaced, !first || begins);
                    pieces.push(Word { parts, spaced, width: wide, begins });
                }
            }
        }
    }
    pieces
}

/// Adds parts to a line; adjacent letters of one face become one part.
fn append(line: &mut Vec<RunKind>, parts: Vec<RunKind>, spaced: bool) {
    if let Some(RunKind::Text(text, _)) = line.last_mut().filter(|_| spaced) {
        text.push(' ');
    }
    for part in parts {
        match (line.last_mut(), part) {
            (Some(RunKind::Text(text, face)), RunKind::Text(more, same)) if *face == same => {
                text.push_str(&more);
            }
            (_, part) => line.push(part),
        }
    }
}

/// A line with the positions of its parts.
fn set(parts: Vec<RunKind>, size: f32) -> Line {
    let mut line = Line { height: size * HEIGHT, ascent: size * ASCENT, size, ..Line::default() };
    for kind in parts {
        let width = match &kind {
            RunKind::Text(text, face) => font::width(text, *face) * size,
            RunKind::Code { .. } => {
                line.height = line.height.max(CODE_SIDE + size * 0.3);
                CODE_SIDE
            }
        };
        line.runs.push(Run { x: line.width, kind });
        line.width += width;
    }
    line
}

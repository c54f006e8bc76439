//! The objects of a document: those in the file itself and those in object streams, decompressed
//! within bounds. The module must not know which action is harmless.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::lexer::{Lexer, MAX_DEPTH, Malformed, Token, is_white};
use super::{find, is_active_name};

/// The most decompressed bytes of all object streams together; a document of hundreds of pages has
/// far less.
const MAX_UNPACKED_BYTES: usize = 32 * 1024 * 1024;

/// The largest ratio of decompressed to compressed size of an object stream. Text of objects has a
/// ratio of about ten; a far larger one is padding.
const MAX_UNPACK_RATIO: usize = 200;

/// Object streams up to this size, in bytes, are decompressed at any ratio.
const FREE_UNPACKED_BYTES: usize = 64 * 1024;

/// The average number of times that each byte of a file may be read by overlapping objects.
const MAX_READINGS: usize = 4;

/// The objects of a document.
pub(super) struct Objects {
    /// The offset of each value, after `obj`, with the number of its object.
    pub(super) values: Vec<(Option<u32>, usize)>,
    /// The offset of the value of each key `OpenAction`.
    pub(super) open_actions: Vec<usize>,
    /// Whether a key or name of these objects is active content.
    pub(super) has_active_content: bool,
    /// The object streams, decompressed.
    pub(super) packed: Vec<Packed>,
}

/// One object stream, decompressed.
pub(super) struct Packed {
    pub(super) text: Vec<u8>,
    /// The number of each object and the offset of its first byte, as the stream lists them.
    pub(super) numbers: Vec<(u32, usize)>,
}

/// Finds and reads all objects of a document.
///
/// # Errors
/// `Malformed` where an object cannot be read, or an object stream cannot be decompressed within
/// bounds.
pub(super) fn all(document: &[u8]) -> Result<Objects, Malformed> {
    let mut objects = Objects {
        values: Vec::new(),
        open_actions: Vec::new(),
        has_active_content: false,
        packed: Vec::new(),
    };
    let (mut to_read, mut to_unpack) = (document.len() * MAX_READINGS, MAX_UNPACKED_BYTES);
    for (number, begin) in values(document) {
        let value = Value::read(document, begin)?;
        if number.is_none() && value.structured && !document[..begin].ends_with(b"trailer") {
            // The number of the object is hidden, for example by a comment.
            return Err(Malformed);
        }
        to_read = to_read.checked_sub(value.end - begin).ok_or(Malformed)?;
        objects.values.push((number, begin));
        objects.open_actions.extend(value.open_actions);
        objects.has_active_content |= value.has_active_content;
        if value.stream.as_ref().is_some_and(Stream::is_packed_twice) {
            return Err(Malformed);
        }
        if let Some(stream) = value.stream.as_ref().filter(|stream| stream.cross_reference) {
            to_unpack -= stream.unpacked_bytes(document, to_unpack)?;
        }
        if let Some(stream) = value.stream.filter(|stream| stream.holds_objects()) {
            let packed = stream.unpack(document, to_unpack)?;
            to_unpack -= packed.text.len();
            objects.packed.push(packed);
        }
    }
    Ok(objects)
}

/// The offsets at which a viewer can begin to read a value: after every `obj` and `trailer`.
fn values(document: &[u8]) -> impl Iterator<Item = (Option<u32>, usize)> {
    (0..document.len()).filter_map(|at| match document[at] {
        b'o' if document[at..].starts_with(b"obj") => {
            let before = at.checked_sub(1).map(|before| document[before])?;
            (is_white(before) || before.is_ascii_digit())
                .then(|| (number_before(&document[..at]), at + b"obj".len()))
        }
        b't' if document[at..].starts_with(b"trailer") => Some((None, at + b"trailer".len())),
        _ => None,
    })
}

/// The object's number in `5 0 obj`.
fn number_before(head: &[u8]) -> Option<u32> {
    let (_, head) = last_number(head)?;
    last_number(head).map(|(number, _)| number)
}

fn last_number(head: &[u8]) -> Option<(u32, &[u8])> {
    let blanks = head.iter().rev().take_while(|byte| is_white(**byte)).count();
    let head = &head[..head.len() - blanks];
    let digits = head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (head, number) = head.split_at(head.len() - digits);
    Some((std::str::from_utf8(number).ok()?.parse().ok()?, head))
}

/// One value, read to its end.
struct Value {
    end: usize,
    open_actions: Vec<usize>,
    has_active_content: bool,
    /// Whether the value is a dictionary or an array.
    structured: bool,
    stream: Option<Stream>,
}

impl Value {
    fn read(document: &[u8], begin: usize) -> Result<Self, Malformed> {
        let mut lexer = Lexer::from(document, begin);
        let mut value = Self {
            end: begin,
            open_actions: Vec::new(),
            has_active_content: false,
            structured: false,
            stream: None,
        };
        let mut open = Vec::new();
        let mut stream = Stream::default();
        let mut key = Vec::new();
        loop {
            let token = lexer.next()?;
            match token {
                Token::DictionaryStart | Token::ArrayStart if open.len() == MAX_DEPTH => {
                    return Err(Malformed);
                }
                Token::DictionaryStart => open.push(Token::DictionaryEnd),
                Token::ArrayStart => open.push(Token::ArrayEnd),
                Token::DictionaryEnd | Token::ArrayEnd => {
                    if open.pop() != Some(token) {
                        return Err(Malformed);
                    }
                }
                Token::End if open.is_empty() => break,
                Token::End => return Err(Malformed),
                Token::Name(name) => {
                    value.has_active_content |= is_active_name(&name);
                    if name == b"OpenAction" {
                        value.open_actions.push(lexer.at);
                    }
                    stream.note(&name);
                    key = name;
                }
                Token::Word(word) if open.len() == 1 && key == b"First" => {
                    stream.first = number(word);
                }
                Token::Word(word) if open.len() == 1 && key == b"Length" => {
                    // The last word of `5 0 R` is not a number: references are not resolved here.
                    stream.length = number(word);
                }
                Token::String | Token::Word(_) => {}
            }
            if open.is_empty() {
                break;
            }
            value.structured = true;
        }
        value.end = lexer.at;
        if matches!(lexer.next(), Ok(Token::Word(b"stream"))) {
            stream.begin = lexer.at;
            value.stream = Some(stream);
        }
        Ok(value)
    }
}

fn number(word: &[u8]) -> Option<usize> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// The entries of the dictionary before a stream.
#[derive(Default)]
struct Stream {
    /// The offset of the data, after the word `stream`.
    begin: usize,
    typed: bool,
    /// Whether the stream has the key `First`: viewers read such a stream as one of objects,
    /// whatever its type.
    keyed: bool,
    predicted: bool,
    /// Whether the stream is a table of the places of objects.
    cross_reference: bool,
    filters: Vec<Vec<u8>>,
    length: Option<usize>,
    /// The offset of the first object in the decompressed text.
    first: Option<usize>,
}

impl Stream {
    fn note(&mut self, name: &[u8]) {
        match name {
            b"ObjStm" => self.typed = true,
            b"First" => self.keyed = true,
            b"Predictor" => self.predicted = true,
            b"XRef" => self.cross_reference = true,
            b"Fl" | b"LZW" | b"A85" | b"AHx" | b"RL" | b"Crypt" => self.filters.push(name.to_vec()),
            name if name.ends_with(b"Decode") => self.filters.push(name.to_vec()),
            _ => {}
        }
    }

    /// Whether the data are compressed twice, which could exhaust the memory of a viewer.
    fn is_packed_twice(&self) -> bool {
        let packs = |name: &&Vec<u8>| {
            matches!(name.as_slice(), b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW")
        };
        self.filters.iter().filter(packs).count() > 1
    }

    fn holds_objects(&self) -> bool {
        self.typed || self.keyed
    }

    /// The size of the decompressed data, at most `left` bytes.
    ///
    /// # Errors
    /// `Malformed` where the data are too large, or compressed in another way.
    fn unpacked_bytes(&self, document: &[u8], left: usize) -> Result<usize, Malformed> {
        let data = document[self.begin..].trim_ascii_start();
        match self.filters.first().map(Vec::as_slice) {
            Some(b"FlateDecode" | b"Fl") => {
                let mut bytes = ZlibDecoder::new(data).take(left as u64 + 1);
                // Damaged data end where they are damaged, before the bound.
                let size = std::io::copy(&mut bytes, &mut std::io::sink()).unwrap_or(0);
                if size > left as u64 { Err(Malformed) } else { Ok(size as usize) }
            }
            None => Ok(0),
            Some(_) => Err(Malformed),
        }
    }

    /// Decompresses the data to at most `left` bytes.
    ///
    /// # Errors
    /// `Malformed` where the compression is unknown, or the data are damaged or too large.
    fn unpack(&self, document: &[u8], left: usize) -> Result<Packed, Malformed> {
        let data = &document[self.begin..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if self.predicted || self.filters.len() > 1 {
            return Err(Malformed);
        }
        let text = match self.filters.first().map(Vec::as_slice) {
            None => {
                let (text, behind) = self
                    .length
                    .and_then(|length| data.split_at_checked(length))
                    .ok_or(Malformed)?;
                if text.len() > left || !behind.trim_ascii_start().starts_with(b"endstream") {
                    return Err(Malformed);
                }
                text.to_vec()
            }
            Some(b"FlateDecode" | b"Fl") => inflate(data, left)?,
            Some(_) => return Err(Malformed),
        };
        let numbers = numbers(&text, self.first.ok_or(Malformed)?);
        Ok(Packed { text, numbers })
    }
}

fn inflate(data: &[u8], left: usize) -> Result<Vec<u8>, Malformed> {
    let mut decoder = ZlibDecoder::new(data);
    let mut text = Vec::new();
    (&mut decoder).take(left as u64 + 1).read_to_end(&mut text).map_err(|_| Malformed)?;
    let ratio = text.len() as u64 / decoder.total_in().max(1);
    let bomb = text.len() > FREE_UNPACKED_BYTES && ratio > MAX_UNPACK_RATIO as u64;
    if text.len() > left || bomb { Err(Malformed) } else { Ok(text) }
}

/// The pairs of object number and offset before the first object.
fn numbers(text: &[u8], first: usize) -> Vec<(u32, usize)> {
    let head = String::from_utf8_lossy(&text[..first.min(text.len())]);
    let words: Vec<&str> = head.split_ascii_whitespace().collect();
    let pair = |pair: &[&str]| {
        Some((pair[0].parse().ok()?, first + pair[1].parse::<u32>().ok()? as usize))
    };
    words.chunks_exact(2).filter_map(pair).collect()
}

/// The objects with a number: the text that contains each, and its offset in the text.
pub(super) fn numbered<'a>(
    document: &'a [u8],
    objects: &'a Objects,
    number: u32,
) -> impl Iterator<Item = (&'a [u8], usize)> {
    let own = objects.values.iter().filter(move |(own, _)| *own == Some(number));
    let own = own.map(move |(_, at)| (document, *at));
    let packed = objects.packed.iter().flat_map(move |packed| {
        let entries = packed.numbers.iter().filter(move |(own, _)| *own == number);
        entries.map(|(_, at)| (packed.text.as_slice(), *at))
    });
    own.chain(packed)
}

/// The offset of every key `OpenAction` in an object stream.
pub(super) fn open_actions(packed: &Packed) -> Vec<usize> {
    let mut actions = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&packed.text[from..], b"/").map(|at| at + from) {
        let mut lexer = Lexer::from(&packed.text, at);
        if matches!(lexer.next(), Ok(Token::Name(name)) if name == b"OpenAction") {
            actions.push(lexer.at);
        }
        from = at + 1;
    }
    actions
}

//! The pages of an accepted file: their number, and a new document of some of them. The module must not
//! know which paper a page is.
//!
//! A page is copied as it stands: its drawings and pictures are not decoded. The new document has the page,
//! what the page refers to, and nothing else of the old one. A document with a signature, a form, layers or
//! comments would lose them, so it is not taken apart.

use std::collections::HashMap;

use hayro_syntax::object::dict::keys::{ANNOTS, PARENT, SUBTYPE, TYPE};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, ObjRef, Object, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use pdf_writer::{Obj, Ref};

use crate::{Media, Refused, check};

/// The most pages of a document that is taken apart.
pub const MAX_PAGES: usize = 1000;

/// The deepest page tree, and the deepest nesting of values, that is read.
const MAX_DEPTH: usize = 64;

/// The entries of a page that a copy has; the first four may stand above the page in the tree of pages.
const OF_PAGE: [&[u8]; 10] = [
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"Rotate",
    b"Contents",
    b"Group",
    b"UserUnit",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
];
const INHERITED: usize = 4;

/// Entries of other objects that a copy does not have.
const LEFT_OUT: [&[u8]; 3] = [b"StructParent", b"StructParents", b"PieceInfo"];

/// The types of objects through which a copy would reach other pages.
const OF_DOCUMENT: [&[u8]; 3] = [b"Page", b"Pages", b"Catalog"];

/// The reason why a document is not taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSplit {
    /// The document is refused as a file.
    Refused(Refused),
    /// The pages cannot be read.
    Unreadable,
    /// The document has more than [`MAX_PAGES`] pages.
    TooManyPages,
    /// The document has a signature, a form, layers or comments, which a copy of its pages would lose.
    Marked,
    /// A page was asked for that the document does not have.
    NoPage,
}

/// The number of pages of an accepted file; a picture is one page.
///
/// # Errors
/// [`NotSplit`], the reason why the pages cannot be counted.
pub fn count(media: Media, content: &[u8]) -> Result<usize, NotSplit> {
    match media {
        Media::Pdf => Ok(open(content)?.pages().len()),
        Media::Jpeg | Media::Png => Ok(1),
    }
}

/// A document of these pages, counted from 0, in this order.
///
/// # Errors
/// [`NotSplit`], the reason why the document is not taken apart.
pub fn take(content: &[u8], pages: &[usize]) -> Result<Vec<u8>, NotSplit> {
    let document = open(content)?;
    if is_marked(&document) {
        return Err(NotSplit::Marked);
    }
    let all = document.pages();
    let chosen = pages.iter().map(|&number| all.get(number).ok_or(NotSplit::NoPage));
    let chosen: Vec<&Page<'_>> = chosen.collect::<Result<_, _>>()?;
    let mut copy = Copy {
        document: &document,
        written: pdf_writer::Pdf::new(),
        last: 2,
        numbers: HashMap::new(),
        waiting: Vec::new(),
    };
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    copy.written.catalog(catalog).pages(tree);
    let kids: Vec<Ref> = chosen.iter().map(|page| copy.page(page, tree)).collect();
    let count = i32::try_from(kids.len()).map_err(|_| NotSplit::TooManyPages)?;
    copy.written.pages(tree).kids(kids).count(count);
    copy.rest();
    let written = copy.written.finish();
    // What is kept is checked like what was sent.
    check("copy.pdf", &written).map_err(NotSplit::Refused)?;
    Ok(written)
}

/// Opens a document that passes the check of files, which bounds its objects.
fn open(content: &[u8]) -> Result<Pdf, NotSplit> {
    check("document.pdf", content).map_err(NotSplit::Refused)?;
    let document = Pdf::new(content.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => NotSplit::Refused(Refused::Encrypted),
        LoadPdfError::Invalid => NotSplit::Unreadable,
    })?;
    match document.pages().len() {
        0 => Err(NotSplit::Unreadable),
        pages if pages > MAX_PAGES => Err(NotSplit::TooManyPages),
        _ => Ok(document),
    }
}

/// Whether a document has a form, which a signature is part of, layers or a comment; links are lost
/// without harm.
fn is_marked(document: &Pdf) -> bool {
    let xref = document.xref();
    if xref.has_optional_content_groups() {
        return true;
    }
    let has_form =
        xref.get::<Dict<'_>>(xref.root_id()).is_some_and(|root| root.contains_key(b"AcroForm"));
    let has_comment = |page: &Page<'_>| {
        let comments = page.raw().get::<Array<'_>>(ANNOTS);
        comments.is_some_and(|comments| {
            let mut comments = comments.iter::<Dict<'_>>();
            comments.any(|one| one.get::<Name<'_>>(SUBTYPE).is_none_or(|kind| &*kind != b"Link"))
        })
    };
    has_form || document.pages().iter().any(has_comment)
}

/// A copy that is being written.
struct Copy<'a> {
    document: &'a Pdf,
    written: pdf_writer::Pdf,
    /// The last number that was given to an object.
    last: i32,
    /// The number in the copy of each object that the copy refers to.
    numbers: HashMap<ObjRef, Ref>,
    /// The objects that are still to be copied.
    waiting: Vec<(ObjRef, Ref)>,
}

impl Copy<'_> {
    fn next(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    fn page(&mut self, page: &Page<'_>, tree: Ref) -> Ref {
        let number = self.next();
        let mut chunk = pdf_writer::Chunk::new();
        let mut copy = chunk.indirect(number).dict();
        copy.pair(pdf_writer::Name(b"Type"), pdf_writer::Name(b"Page"));
        copy.pair(pdf_writer::Name(b"Parent"), tree);
        for (place, key) in OF_PAGE.into_iter().enumerate() {
            if let Some(value) = entry(page.raw(), key, place < INHERITED) {
                self.value(&value, copy.insert(pdf_writer::Name(key)), 0);
            }
        }
        drop(copy);
        self.written.extend(&chunk);
        number
    }

    /// Copies what the pages refer to.
    fn rest(&mut self) {
        while let Some((of, number)) = self.waiting.pop() {
            let mut chunk = pdf_writer::Chunk::new();
            match self.document.xref().get::<Object<'_>>(of.into()) {
                Some(Object::Stream(stream)) => self.stream(&stream, &mut chunk, number),
                Some(object) if !is_of_document(&object) => {
                    self.value(&MaybeRef::NotRef(object), chunk.indirect(number), 0);
                }
                _ => chunk.indirect(number).primitive(pdf_writer::Null),
            }
            self.written.extend(&chunk);
        }
    }

    fn stream(&mut self, stream: &Stream<'_>, chunk: &mut pdf_writer::Chunk, number: Ref) {
        let data = stream.raw_data();
        let mut copy = chunk.stream(number, &data);
        self.entries(stream.dict(), &mut copy, 0);
    }

    fn entries(&mut self, from: &Dict<'_>, copy: &mut pdf_writer::Dict<'_>, depth: usize) {
        for (name, value) in from.entries() {
            // The writer states the length of a stream itself.
            if &*name != b"Length" && !LEFT_OUT.contains(&&*name) {
                self.value(&value, copy.insert(pdf_writer::Name(&name)), depth);
            }
        }
    }

    fn value(&mut self, value: &MaybeRef<Object<'_>>, place: Obj<'_>, depth: usize) {
        let object = match value {
            MaybeRef::Ref(of) => return place.primitive(self.number_of(*of)),
            MaybeRef::NotRef(object) => object,
        };
        match object {
            _ if depth > MAX_DEPTH => place.primitive(pdf_writer::Null),
            Object::Boolean(value) => place.primitive(*value),
            Object::Number(number) => number_in(number, place),
            Object::String(text) => place.primitive(pdf_writer::Str(text.as_bytes())),
            Object::Name(name) => place.primitive(pdf_writer::Name(name)),
            Object::Dict(dict) => self.entries(dict, &mut place.dict(), depth + 1),
            Object::Array(array) => {
                let mut copy = place.array();
                for item in array.raw_iter() {
                    self.value(&item, copy.push(), depth + 1);
                }
            }
            // A stream stands in no other value.
            Object::Null(_) | Object::Stream(_) => place.primitive(pdf_writer::Null),
        }
    }

    fn number_of(&mut self, of: ObjRef) -> Ref {
        if let Some(number) = self.numbers.get(&of) {
            return *number;
        }
        let number = self.next();
        self.numbers.insert(of, number);
        self.waiting.push((of, number));
        number
    }
}

fn is_of_document(object: &Object<'_>) -> bool {
    let Object::Dict(dict) = object else { return false };
    dict.get::<Name<'_>>(TYPE).is_some_and(|kind| OF_DOCUMENT.contains(&&*kind))
}

/// The entry of a page, or of the tree above it where the entry may stand there.
fn entry<'a>(page: &Dict<'a>, key: &[u8], inherited: bool) -> Option<MaybeRef<Object<'a>>> {
    let mut dict = page.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(value) = dict.get_raw::<Object<'a>>(key) {
            return Some(value);
        }
        dict = dict.get::<Dict<'a>>(PARENT).filter(|_| inherited)?;
    }
    None
}

fn number_in(number: &Number, place: Obj<'_>) {
    let value = number.as_f64();
    let whole = value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX);
    if whole { place.primitive(value as i32) } else { place.primitive(value as f32) }
}

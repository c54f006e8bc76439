//! Writes a paper that is laid out as a PDF: PDF/A-2a and PDF/UA-1, with its structure, its
//! language and the letters that it uses. The module must not decide the position of anything.

use std::fmt;
use std::num::NonZeroU16;

use calendar::{Instant, Zone};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as TagNode, SpanTag,
    TableHeaderScope, Tag, TagGroup, TagTree,
};
use qrcode::{Color, EcLevel, QrCode};
use text::{Sentence, ToSentence, sentence};

use crate::font;
use crate::layout::{Child, Drawing, Kind, LaidOutPaper, Node, Part};
use crate::template::{Fault, Format};

/// The width of a line in points.
const STROKE: f32 = 0.5;

/// The metadata of a paper.
#[derive(Clone, Debug)]
pub struct About<'a> {
    pub title: &'a str,
    /// The language as a tag of RFC 3066: `vi`, `en`.
    pub language: &'a str,
    /// The agency that issues the paper.
    pub author: &'a str,
    /// The instant at which the paper was made.
    pub at: Instant,
    pub zone: &'a Zone,
}

/// The reason why a paper was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The template cannot be filled.
    Template(Fault),
    /// The PDF cannot be written; the text is the message of the library.
    Written(String),
}

impl ToSentence for Failure {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Template(fault) => fault.to_sentence(),
            Self::Written(what) => sentence!("the PDF cannot be written: {what}", what),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

/// The bytes of the PDF.
pub(crate) fn write(
    laid: &LaidOutPaper,
    format: Format,
    about: &About<'_>,
) -> Result<Vec<u8>, Failure> {
    let failed = |what: &dyn fmt::Debug| Failure::Written(format!("{what:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| failed(&error))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut pdf = Document::new_with(settings);
    let mut identifiers: Vec<Option<Identifier>> = vec![None; laid.leaves];
    for parts in &laid.pages {
        page(&mut pdf, parts, format, &mut identifiers)?;
    }
    let mut tree = TagTree::new().with_lang(Some(about.language.to_owned()));
    for node in &laid.nodes {
        tree.push(group(node, &identifiers));
    }
    pdf.set_tag_tree(tree);
    pdf.set_outline(outline(about.title));
    pdf.set_metadata(metadata(about));
    pdf.finish().map_err(|error| failed(&error))
}

/// The outline of a paper: one entry, its first page.
fn outline(title: &str) -> Outline {
    let mut outline = Outline::new();
    let first = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(title.to_owned(), first));
    outline
}

fn metadata(about: &About<'_>) -> Metadata {
    let (day, millis) = about.zone.civil(about.at);
    let (year, month, day) = day.ymd();
    let small = |number: i32| u8::try_from(number).unwrap_or(1);
    let minutes = i32::try_from(millis / 60_000).unwrap_or_default();
    let created = DateTime::new(u16::try_from(year).unwrap_or_default())
        .month(small(i32::from(month)))
        .day(small(i32::from(day)))
        .hour(small(minutes / 60))
        .minute(small(minutes % 60))
        .second(0);
    Metadata::new()
        .title(about.title.to_owned())
        .language(about.language.to_owned())
        .authors(vec![about.author.to_owned()])
        .creator("Một Cửa".to_owned())
        .creation_date(created)
}

fn page(
    pdf: &mut Document,
    parts: &[Part],
    format: Format,
    identifiers: &mut [Option<Identifier>],
) -> Result<(), Failure> {
    let (width, height) = format.page;
    let settings = PageSettings::from_wh(width, height);
    let settings = settings.ok_or_else(|| Failure::Written(format!("{width} × {height}")))?;
    let mut page = pdf.start_page_with(settings);
    let mut surface = page.surface();
    for part in parts {
        let tag = match part.leaf {
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            Some(_) if part.is_picture() => ContentTag::Other,
            Some(_) => ContentTag::Span(SpanTag::empty()),
        };
        let identifier = surface.start_tagged(tag);
        for drawing in &part.drawings {
            draw(&mut surface, drawing);
        }
        surface.end_tagged();
        if let Some(place) = part.leaf.and_then(|leaf| identifiers.get_mut(leaf)) {
            *place = Some(identifier);
        }
    }
    surface.finish();
    page.finish();
    Ok(())
}

impl Part {
    fn is_picture(&self) -> bool {
        self.drawings.iter().any(|drawing| matches!(drawing, Drawing::Code { .. }))
    }
}

fn draw(surface: &mut Surface<'_>, drawing: &Drawing) {
    let black = || Fill { paint: rgb::Color::black().into(), ..Fill::default() };
    match drawing {
        Drawing::Text { at, text, face, size } => {
            surface.set_stroke(None);
            surface.set_fill(Some(black()));
            let (glyphs, _) = font::shape(text, *face);
            let at = Point::from_xy(at.0, at.1);
            surface.draw_glyphs(at, &glyphs, font::font(*face), text, *size, false);
        }
        Drawing::Stroke { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            surface.set_fill(None);
            let paint = rgb::Color::black().into();
            surface.set_stroke(Some(Stroke { paint, width: STROKE, ..Stroke::default() }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Drawing::Code { at, side, of } => {
            surface.set_stroke(None);
            surface.set_fill(Some(black()));
            if let Some(path) = code(of, *at, *side) {
                surface.draw_path(&path);
            }
        }
    }
}

/// The dark squares of a QR code with its quiet zone; `None` where the text is too long for a QR
/// code.
fn code(of: &str, (left, top): (f32, f32), side: f32) -> Option<krilla::geom::Path> {
    let code = QrCode::with_error_correction_level(of, EcLevel::M).ok()?;
    let count = code.width();
    #[expect(clippy::cast_precision_loss, reason = "a code has at most 177 squares a side")]
    let square = side / (count + 8) as f32;
    let mut path = PathBuilder::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            #[expect(clippy::cast_precision_loss, reason = "a code has at most 177 squares a side")]
            let (x, y) = ((index % count + 4) as f32, (index / count + 4) as f32);
            let (x, y) = (left + x * square, top + y * square);
            path.push_rect(Rect::from_xywh(x, y, square, square)?);
        }
    }
    path.finish()
}

/// A part of the structure with the identifiers of its drawn parts.
fn group(node: &Node, identifiers: &[Option<Identifier>]) -> TagGroup {
    let mut group = match &node.kind {
        Kind::Heading(level, words) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            TagGroup::new(Tag::Hn(level, Some(words.clone())))
        }
        Kind::Paragraph => TagGroup::new(Tag::P),
        Kind::List { numbered: true } => TagGroup::new(Tag::L(ListNumbering::Decimal)),
        Kind::List { numbered: false } => TagGroup::new(Tag::L(ListNumbering::None)),
        Kind::Item => TagGroup::new(Tag::LI),
        Kind::Label => TagGroup::new(Tag::Lbl),
        Kind::ItemBody => TagGroup::new(Tag::LBody),
        Kind::Table => TagGroup::new(Tag::Table),
        Kind::Row => TagGroup::new(Tag::TR),
        Kind::HeadCell => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Kind::Cell => TagGroup::new(Tag::TD),
        Kind::Figure(alt) => TagGroup::new(Tag::Figure(Some(alt.clone()))),
    };
    for child in &node.children {
        match child {
            Child::Node(node) => group.push(self::group(node, identifiers)),
            Child::Leaf(leaf) => {
                if let Some(Some(identifier)) = identifiers.get(*leaf) {
                    group.push(TagNode::Leaf(*identifier));
                }
            }
        }
    }
    group
}

//! The type family of the papers and the measures of its letters. The family is DejaVu Serif
//! Condensed, which has every Vietnamese letter. The module must not know a line or a page.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, ShapePlan, UnicodeBuffer, script};

use crate::block::Face;

/// A face: the font that the PDF embeds, and the shaper that measures it.
struct Typeface {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    /// The shaping plan of Latin letters, computed once.
    plan: ShapePlan,
}

static FACES: LazyLock<Vec<Typeface>> = LazyLock::new(|| {
    let files = [
        dejavu::serif_condensed::regular(),
        dejavu::serif_condensed::bold(),
        dejavu::serif_condensed::italic(),
        dejavu::serif_condensed::bold_italic(),
    ];
    let read = |file: &'static [u8]| {
        let font = Font::new(file.to_vec().into(), 0)?;
        let shaper = rustybuzz::Face::from_slice(file, 0)?;
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &[]);
        Some(Typeface { font, shaper, plan })
    };
    files.into_iter().filter_map(read).collect()
});

fn typeface(face: Face) -> &'static Typeface {
    // Cannot fail: there are four faces, one for each value of the enumeration, and a test shows
    // that their files can be read.
    &FACES[face as usize]
}

/// The face as a PDF embeds it.
pub(crate) fn font(face: Face) -> Font {
    typeface(face).font.clone()
}

/// The letters of a text in one face as drawn, and their width in parts of the letters' size.
pub(crate) fn shape(text: &str, face: Face) -> (Vec<KrillaGlyph>, f32) {
    let Typeface { shaper, plan, .. } = typeface(face);
    #[expect(clippy::cast_precision_loss, reason = "a font has at most 16,384 units an em")]
    let units = shaper.units_per_em() as f32;
    #[expect(clippy::cast_precision_loss, reason = "an advance is a few thousand units")]
    let em = |units_of: i32| units_of as f32 / units;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(script::LATIN);
    let shaped = rustybuzz::shape_with_plan(shaper, plan, buffer);
    let infos = shaped.glyph_infos();
    let mut glyphs = Vec::with_capacity(infos.len());
    let mut width = 0.0;
    for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let from = info.cluster as usize;
        let later = infos[index + 1..].iter().map(|next| next.cluster as usize);
        let to = later.filter(|next| *next > from).min().unwrap_or(text.len());
        let advance = em(position.x_advance);
        width += advance;
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            em(position.x_offset),
            em(position.y_offset),
            0.0,
            from..to,
            None,
        ));
    }
    (glyphs, width)
}

/// The width of a text in parts of the letters' size.
pub(crate) fn width(text: &str, face: Face) -> f32 {
    shape(text, face).1
}

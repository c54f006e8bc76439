//! Reads Markdown into blocks: headings, paragraphs, lists, tables, bold and italic, `<br>`, and
//! pictures with an address `qr:…`, which are QR codes. Other marks are read as their text.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::block::{Align, Block, Face, Inline, Table};

/// The scheme of a picture that is a QR code.
const CODE: &str = "qr:";

/// The blocks of a text.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        reader.read(event);
    }
    reader.end_paragraph();
    reader.blocks
}

/// The blocks read so far, and the unfinished ones.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Vec<Inline>,
    bold: usize,
    italic: usize,
    /// The QR code whose description is being read.
    code: Option<(String, String)>,
    table: Option<Table>,
    row: Vec<Vec<Inline>>,
    list: Option<(Option<u64>, Vec<Vec<Inline>>)>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push_text(&text),
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.line.push(Inline::Break),
            Event::Html(html) | Event::InlineHtml(html) if html.trim().starts_with("<br") => {
                self.line.push(Inline::Break);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Image { dest_url, .. } => {
                let of = dest_url.strip_prefix(CODE).unwrap_or_default().to_owned();
                self.code = Some((of, String::new()));
            }
            Tag::Table(alignments) => {
                let aligns = alignments.into_iter().map(align).collect();
                self.table = Some(Table { aligns, ..Table::default() });
            }
            Tag::List(first) => {
                self.end_paragraph();
                self.list = Some((first, Vec::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Image => {
                if let Some((text, alt)) = self.code.take().filter(|(of, _)| !of.is_empty()) {
                    self.line.push(Inline::Code { text, alt });
                }
            }
            TagEnd::Heading(level) => {
                let level = if level == HeadingLevel::H1 { 1 } else { 2 };
                let line = std::mem::take(&mut self.line);
                self.blocks.push(Block::Heading(level, line));
            }
            TagEnd::Paragraph if self.list.is_none() => self.end_paragraph(),
            TagEnd::Item => {
                let line = std::mem::take(&mut self.line);
                if let Some((_, items)) = &mut self.list {
                    items.push(line);
                }
            }
            TagEnd::List(_) => {
                let list = self.list.take();
                self.blocks.extend(list.map(|(first, items)| Block::List(first, items)));
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.line)),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    match tag {
                        TagEnd::TableHead => table.head = row,
                        _ => table.rows.push(row),
                    }
                }
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            _ => {}
        }
    }

    fn push_text(&mut self, content: &str) {
        if let Some((_, alt)) = &mut self.code {
            alt.push_str(content);
            return;
        }
        let face = Face::of(self.bold > 0, self.italic > 0);
        match self.line.last_mut() {
            Some(Inline::Text(text, last)) if *last == face => text.push_str(content),
            _ => self.line.push(Inline::Text(content.to_owned(), face)),
        }
    }

    fn end_paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
        Alignment::Left | Alignment::None => Align::Left,
    }
}

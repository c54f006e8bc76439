//! Blocks laid out on pages, with the structure that a screen reader follows. Lengths are points,
//! measured from the page's upper left corner. The module must not know PDF.

mod columns;
mod lines;
mod table;

use crate::block::{Align, Block, Inline};
use crate::template::Format;
use lines::{Line, RunKind};

/// The space after a paragraph, in parts of the letters' size.
const AFTER: f32 = 0.38;
/// The size of a title, and of a heading below it, in parts of the letters' size.
const TITLE: f32 = 1.3;
const HEADING: f32 = 1.05;
/// The indent of a list's items, in parts of the letters' size.
const INDENT: f32 = 1.8;
/// The side of a QR code in points: 22 mm.
const CODE_SIDE: f32 = 62.0;

/// A paper laid out on its pages.
#[derive(Debug, Default)]
pub(crate) struct LaidOutPaper {
    pub pages: Vec<Vec<Part>>,
    pub nodes: Vec<Node>,
    /// The number of leaves of the structure.
    pub leaves: usize,
}

/// A part that is drawn together: a leaf of the structure, or decoration, which has no leaf.
#[derive(Debug)]
pub(crate) struct Part {
    pub leaf: Option<usize>,
    pub drawings: Vec<Drawing>,
}

/// A text, line or picture that is drawn.
#[derive(Debug)]
pub(crate) enum Drawing {
    /// A text; `at` is the beginning of its base line.
    Text { at: (f32, f32), text: String, face: crate::block::Face, size: f32 },
    /// A thin line.
    Stroke { from: (f32, f32), to: (f32, f32) },
    /// A QR code; `at` is its upper left corner.
    Code { at: (f32, f32), side: f32, of: String },
}

/// A part of the structure.
#[derive(Debug)]
pub(crate) struct Node {
    pub kind: Kind,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub(crate) enum Child {
    Node(Node),
    Leaf(usize),
}

#[derive(Debug)]
pub(crate) enum Kind {
    Heading(u8, String),
    Paragraph,
    List {
        numbered: bool,
    },
    Item,
    Label,
    ItemBody,
    Table,
    Row,
    HeadCell,
    Cell,
    /// A picture, with the words that describe it.
    Figure(String),
}

impl Node {
    pub fn new(kind: Kind) -> Self {
        Self { kind, children: Vec::new() }
    }

    fn push(&mut self, node: Self) {
        self.children.push(Child::Node(node));
    }
}

/// Lays the blocks out on pages; numbers the pages at the foot where there are several.
pub(crate) fn pages(blocks: &[Block], format: Format) -> LaidOutPaper {
    let mut flow =
        Flow { format, paper: LaidOutPaper::default(), y: format.margin, repeats: false };
    flow.paper.pages.push(Vec::new());
    for block in blocks {
        flow.block(block);
    }
    flow.number();
    flow.paper
}

/// The pages laid out so far, and the height at which the last page is filled.
struct Flow {
    format: Format,
    paper: LaidOutPaper,
    y: f32,
    /// Whether the drawn parts repeat others, so that they are not part of the structure.
    repeats: bool,
}

/// The column in which lines are set: left edge and width.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
    align: Align,
}

impl Flow {
    fn block(&mut self, block: &Block) {
        let size = self.format.size;
        let full = Column { x: self.format.margin, width: self.format.width(), align: Align::Left };
        let node = match block {
            Block::Heading(level, words) => {
                let (scale, align) = match level {
                    1 => (TITLE, Align::Center),
                    _ => (HEADING, Align::Left),
                };
                self.y += size * AFTER;
                let bold = lines::in_bold(words);
                let mut node = Node::new(Kind::Heading(*level, lines::plain(words)));
                let column = Column { align, ..full };
                self.lines(&lines::lines(&bold, full.width, size * scale), column, &mut node);
                node
            }
            Block::Paragraph(words) => {
                let mut node = Node::new(Kind::Paragraph);
                self.lines(&lines::lines(words, full.width, size), full, &mut node);
                node
            }
            Block::List(first, items) => self.list(*first, items, full),
            Block::Table(table) => {
                self.table(table);
                self.y += size * AFTER;
                return;
            }
        };
        self.y += size * AFTER;
        self.paper.nodes.push(node);
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Inline>], column: Column) -> Node {
        let size = self.format.size;
        let indent = size * INDENT;
        let body_column = Column { x: column.x + indent, width: column.width - indent, ..column };
        let mut list = Node::new(Kind::List { numbered: first.is_some() });
        for (number, item) in (first.unwrap_or(1)..).zip(items) {
            let label = if first.is_some() { format!("{number}.") } else { "–".to_owned() };
            let label = [Inline::Text(label, crate::block::Face::Regular)];
            let (mut label_node, mut body) = (Node::new(Kind::Label), Node::new(Kind::ItemBody));
            let body_lines = lines::lines(item, body_column.width, size);
            // The label stands on the page of the item's first line.
            self.break_page_if_needed(body_lines.first().map_or(0.0, |line| line.height));
            let y = self.y;
            self.lines(&lines::lines(&label, indent, size), column, &mut label_node);
            self.y = y;
            self.lines(&body_lines, body_column, &mut body);
            let mut node = Node::new(Kind::Item);
            node.push(label_node);
            node.push(body);
            list.push(node);
        }
        list
    }

    /// Sets lines one below the other, on several pages where needed.
    fn lines(&mut self, lines: &[Line], column: Column, node: &mut Node) {
        for line in lines {
            self.break_page_if_needed(line.height);
            self.line(line, (column, self.y), node);
            self.y += line.height;
        }
    }

    /// Draws a line at a height, even below the page's foot.
    fn line(&mut self, line: &Line, (column, y): (Column, f32), node: &mut Node) {
        let free = (column.width - line.width).max(0.0);
        let left = column.x
            + match column.align {
                Align::Left => 0.0,
                Align::Center => free / 2.0,
                Align::Right => free,
            };
        let mut texts = Vec::new();
        for run in &line.runs {
            let x = left + run.x;
            match &run.kind {
                RunKind::Text(text, face) => texts.push(Drawing::Text {
                    at: (x, y + line.ascent),
                    text: text.clone(),
                    face: *face,
                    size: line.size,
                }),
                RunKind::Code { of, alt } => {
                    let drawing = Drawing::Code { at: (x, y), side: CODE_SIDE, of: of.clone() };
                    let mut figure = Node::new(Kind::Figure(alt.clone()));
                    figure.children.extend(self.draw_content(vec![drawing]));
                    node.push(figure);
                }
            }
        }
        if !texts.is_empty() {
            node.children.extend(self.draw_content(texts));
        }
    }

    /// Draws a part of the structure; a part that repeats another becomes decoration.
    fn draw_content(&mut self, drawings: Vec<Drawing>) -> Option<Child> {
        if self.repeats {
            self.draw_decoration(drawings);
            return None;
        }
        let leaf = self.paper.leaves;
        self.paper.leaves += 1;
        self.draw(Part { leaf: Some(leaf), drawings });
        Some(Child::Leaf(leaf))
    }

    /// Draws decoration, which is not part of the structure.
    fn draw_decoration(&mut self, drawings: Vec<Drawing>) {
        self.draw(Part { leaf: None, drawings });
    }

    fn draw(&mut self, part: Part) {
        if let Some(page) = self.paper.pages.last_mut() {
            page.push(part);
        }
    }

    /// Begins a new page where a height does not fit on this one; returns whether it did.
    fn break_page_if_needed(&mut self, height: f32) -> bool {
        let full = self.y + height > self.format.content_bottom() && self.y > self.format.margin;
        if full {
            self.paper.pages.push(Vec::new());
            self.y = self.format.margin;
        }
        full
    }

    /// Writes the numbers of the pages.
    fn number(&mut self) {
        let (format, count) = (self.format, self.paper.pages.len());
        if count < 2 {
            return;
        }
        let size = format.size * 0.9;
        for (index, page) in self.paper.pages.iter_mut().enumerate() {
            let text = format!("{}/{count}", index + 1);
            let face = crate::block::Face::Regular;
            let x = format.page.0 - format.margin - crate::font::width(&text, face) * size;
            let at = (x, format.page.1 - format.margin / 2.0);
            let drawings = vec![Drawing::Text { at, text, face, size }];
            page.push(Part { leaf: None, drawings });
        }
    }
}

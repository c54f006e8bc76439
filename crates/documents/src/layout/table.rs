//! Tables on pages: a row that does not fit continues on the next page, below the heads of the
//! columns.

use super::lines::Line;
use super::{Column, Drawing, Flow, Kind, Node, columns, lines};
use crate::block::{Align, Inline, Table};

/// The space between a cell's words and its edges in points.
const PADDING: f32 = 3.0;

/// A row as the lines of its cells, with the number of lines that are drawn of each cell.
struct Row {
    cells: Vec<Vec<Line>>,
    drawn: Vec<usize>,
    /// Whether the row is the first one on its page, after the heads of the columns.
    begins_page: bool,
}

impl Flow {
    /// Draws a table, with lines and heads or without.
    pub(super) fn table(&mut self, table: &Table) {
        let columns = self.columns(table);
        let lined = table.has_heads();
        let mut node = Node::new(Kind::Table);
        let size = self.format.size;
        let head = lined.then(|| with_bold(&table.head));
        if let Some(cells) = &head {
            let first = table.rows.first().map(|row| Row::new(row, &columns, size));
            let first = first.map_or(0.0, |row| row.first_lines());
            // The heads must not stand alone at a page's foot.
            self.break_page_if_needed(Row::new(cells, &columns, size).height() + first);
            node.push(self.head(cells, &columns));
        }
        for cells in &table.rows {
            let mut row = Row::new(cells, &columns, size);
            let mut row_node = Node::new(Kind::Row);
            let mut height = row.first_lines();
            loop {
                row.begins_page = self.break_page_if_needed(height);
                if let Some(head) = head.as_ref().filter(|_| row.begins_page) {
                    self.repeats = true;
                    self.head(head, &columns);
                    self.repeats = false;
                }
                self.row(&mut row, (&columns, lined), (Kind::Cell, &mut row_node));
                if row.is_drawn() {
                    break;
                }
                // The row continues on the next page.
                height = f32::INFINITY;
            }
            match lined {
                true => node.push(row_node),
                // The cells of a table without heads are paragraphs.
                false => self.paper.nodes.extend(paragraphs(row_node)),
            }
        }
        if lined {
            self.paper.nodes.push(node);
        }
    }

    /// Draws the heads of the columns.
    fn head(&mut self, cells: &[Vec<Inline>], columns: &[Column]) -> Node {
        let mut node = Node::new(Kind::Row);
        let mut row = Row::new(cells, columns, self.format.size);
        self.row(&mut row, (columns, true), (Kind::HeadCell, &mut node));
        node
    }

    fn columns(&self, table: &Table) -> Vec<Column> {
        let count = table.head.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0));
        let whole = self.format.width();
        let head = with_bold(&table.head);
        let column = |index: usize| {
            let cells = table.rows.iter().chain([&head]).filter_map(move |row| row.get(index));
            let extents = cells.map(|cell| lines::word_and_line_width(cell, self.format.size));
            let widest = extents.fold((0.0f32, 0.0f32), |a, b| (a.0.max(b.0), a.1.max(b.1)));
            (widest.0 + 2.0 * PADDING, widest.1 + 2.0 * PADDING)
        };
        let extents: Vec<(f32, f32)> = (0..count).map(column).collect();
        let aligns = (0..count).map(|index| table.aligns.get(index).copied().unwrap_or_default());
        let aligns: Vec<Align> = aligns.collect();
        #[expect(clippy::cast_precision_loss, reason = "a table has a few columns")]
        let even = whole / count.max(1) as f32;
        let centred = aligns.iter().all(|align| *align == Align::Center);
        let halves = !table.has_heads() && centred && extents.iter().all(|(_, line)| *line <= even);
        let widths = match halves {
            true => vec![even; count],
            false => columns::widths(&extents, whole),
        };
        let mut x = self.format.margin;
        let column = |(width, align): (f32, Align)| {
            let column = Column { x, width, align };
            x += width;
            column
        };
        widths.into_iter().zip(aligns).map(column).collect()
    }

    /// Draws the part of a row that fits on this page, with the lines around it.
    fn row(
        &mut self,
        row: &mut Row,
        (columns, lined): (&[Column], bool),
        (kind, node): (Kind, &mut Node),
    ) {
        let top = self.y;
        let room = self.format.content_bottom() - top - 2.0 * PADDING;
        let mut tallest = 0.0f32;
        let head = matches!(kind, Kind::HeadCell);
        for (index, column) in columns.iter().enumerate() {
            let Some(cell) = row.cells.get(index) else { continue };
            if node.children.len() <= index {
                node.push(Node::new(if head { Kind::HeadCell } else { Kind::Cell }));
            }
            let mut height = 0.0;
            for line in &cell[row.drawn[index]..] {
                // The first line of a page is drawn even if it is taller than the page.
                let first = top <= self.format.margin || row.begins_page;
                let whole_page = first && height == 0.0;
                if height + line.height > room && !whole_page {
                    break;
                }
                let inner = Column {
                    x: column.x + PADDING,
                    width: column.width - 2.0 * PADDING,
                    align: if head { Align::Center } else { column.align },
                };
                if let Some(super::Child::Node(cell_node)) = node.children.get_mut(index) {
                    self.line(line, (inner, top + PADDING + height), cell_node);
                }
                height += line.height;
                row.drawn[index] += 1;
            }
            tallest = tallest.max(height);
        }
        let bottom = top + tallest + 2.0 * PADDING;
        if lined {
            self.draw_decoration(frame(columns, (top, bottom)));
        }
        self.y = bottom;
    }
}

/// The lines drawn around the cells of a row.
fn frame(columns: &[Column], (top, bottom): (f32, f32)) -> Vec<Drawing> {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return Vec::new() };
    let right = last.x + last.width;
    let across = [top, bottom].map(|y| Drawing::Stroke { from: (first.x, y), to: (right, y) });
    let edges = columns.iter().map(|column| column.x).chain([right]);
    let down = edges.map(|x| Drawing::Stroke { from: (x, top), to: (x, bottom) });
    across.into_iter().chain(down).collect()
}

/// The cells of a row as paragraphs of the structure.
fn paragraphs(row: Node) -> Vec<Node> {
    let cells = row.children.into_iter().filter_map(|child| match child {
        super::Child::Node(cell) if !cell.children.is_empty() => Some(cell),
        _ => None,
    });
    cells.map(|cell| Node { kind: Kind::Paragraph, ..cell }).collect()
}

fn with_bold(cells: &[Vec<Inline>]) -> Vec<Vec<Inline>> {
    cells.iter().map(|cell| lines::in_bold(cell)).collect()
}

impl Row {
    fn new(cells: &[Vec<Inline>], columns: &[Column], size: f32) -> Self {
        let cells: Vec<Vec<Line>> = cells
            .iter()
            .zip(columns)
            .map(|(cell, column)| lines::lines(cell, column.width - 2.0 * PADDING, size))
            .collect();
        let drawn = vec![0; cells.len()];
        Self { cells, drawn, begins_page: false }
    }

    fn height(&self) -> f32 {
        let heights = self.cells.iter().map(|cell| cell.iter().map(|line| line.height).sum());
        heights.fold(0.0, f32::max) + 2.0 * PADDING
    }

    /// The height of the part of the row that must stay on one page.
    fn first_lines(&self) -> f32 {
        let heights =
            self.cells.iter().map(|cell| cell.iter().take(3).map(|line| line.height).sum());
        heights.fold(0.0, f32::max) + 2.0 * PADDING
    }

    fn is_drawn(&self) -> bool {
        self.cells.iter().zip(&self.drawn).all(|(cell, drawn)| *drawn >= cell.len())
    }
}

//! Charts as SVG: shapes are computed here and written by templates. Labels are text next to the
//! shapes, so that they keep their size on a telephone. The module must not know the meaning of
//! numbers.

use askama::Template;
use askama::filters::HtmlSafe;

/// The width of a bar in its own coordinates; the page scales the bar.
const BAR_WIDTH: u64 = 1000;

/// One part of a bar.
#[derive(Clone, Copy)]
pub struct Part {
    /// The CSS class that gives the colour.
    pub class: &'static str,
    pub size: u64,
}

/// The shape of a part: its class, left edge and width.
pub struct Shape {
    pub class: &'static str,
    pub x: u64,
    pub width: u64,
}

/// A bar with parts of a whole.
#[derive(Template)]
#[template(path = "charts/bar.html")]
pub struct Bar {
    pub shapes: Vec<Shape>,
    /// The position of a mark for comparison.
    pub comparison: Option<u64>,
}

impl HtmlSafe for Bar {}

impl Bar {
    pub fn new(parts: &[Part], whole: u64) -> Self {
        let at = |size: u64| size * BAR_WIDTH / whole.max(1);
        let mut sum = 0;
        let mut shapes = Vec::new();
        for part in parts.iter().filter(|part| part.size > 0) {
            let (x, end) = (at(sum), at(sum + part.size));
            sum += part.size;
            // Every part that is not empty stays visible.
            let width = (end - x).max(4);
            shapes.push(Shape { class: part.class, x, width });
        }
        Self { shapes, comparison: None }
    }

    /// A bar of used and budgeted time; time beyond the budget is a separate part.
    pub fn budget(used: u64, budget: u64, whole: u64) -> Self {
        let within = used.min(budget);
        let part = |class, size| Part { class, size };
        let parts =
            [part("used", within), part("over", used - within), part("left", budget - within)];
        let mut bar = Self::new(&parts, whole);
        bar.comparison = (budget > 0).then(|| budget * BAR_WIDTH / whole.max(1));
        bar
    }

    /// A bar of time spans, each with its beginning and end within `whole`.
    pub fn spans(spans: &[(u64, u64, &'static str)], whole: u64, mark: Option<u64>) -> Self {
        let at = |point: u64| point.min(whole) * BAR_WIDTH / whole.max(1);
        let shape = |(from, to, class): &(u64, u64, &'static str)| Shape {
            class,
            x: at(*from),
            width: (at(*to) - at(*from).min(at(*to))).max(6),
        };
        Self { shapes: spans.iter().map(shape).collect(), comparison: mark.map(at) }
    }
}

/// A rate in one month, with its interval.
pub struct Point {
    /// The label of the month on the axis; empty where the axis has none.
    pub tick: String,
    /// The month and the rate: `8/2018: 91,92 %`.
    pub label: String,
    /// The rate as text, which the chart may print next to the point.
    pub value: String,
    /// The rate in hundredths of a percent; `low` and `high` are the ends of its interval.
    pub rate: u32,
    pub low: u32,
    pub high: u32,
    /// Whether most of the month's dossiers are still open; such a point is drawn pale and is not
    /// part of the line.
    pub is_unsettled: bool,
}

/// The size of a line chart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ChartSize {
    /// The chart is alone on its page.
    Large,
    /// The chart is one of several; it has dots only at printed values.
    Small,
}

/// A line chart of a rate over time, with its interval.
#[derive(Template)]
#[template(path = "charts/line.html")]
pub struct Line {
    pub name: String,
    pub height: u32,
    pub line: String,
    pub interval_area: String,
    pub dots: Vec<DataPoint>,
    pub ticks: Vec<(u32, String)>,
    pub levels: Vec<(u32, String)>,
    pub bottom: u32,
}

/// A dot of the chart; some dots have a printed value.
pub struct DataPoint {
    pub x: u32,
    pub y: u32,
    pub is_unsettled: bool,
    pub value: String,
    /// The vertical position of the printed value.
    pub value_y: u32,
    pub anchor: &'static str,
}

impl HtmlSafe for Line {}

/// The coordinates of the chart's area.
const LEFT: u32 = 40;
const RIGHT: u32 = 344;
const TOP: u32 = 14;

impl Line {
    /// A chart of points in order; its axis begins at `floor`, in hundredths of a percent.
    pub fn new(name: &str, points: &[Point], floor: u32, size: ChartSize) -> Self {
        let small = size == ChartSize::Small;
        let (height, top) = if small { (130, 26) } else { (190, TOP) };
        let bottom = height - 22;
        let last = points.len().saturating_sub(1).max(1) as u32;
        let x = |index: usize| LEFT + 8 + (RIGHT - LEFT - 16) * index as u32 / last;
        let y = |rate: u32| {
            let share = rate.clamp(floor, 10_000) - floor;
            bottom - (bottom - top) * share / (10_000 - floor).max(1)
        };
        let to = |(index, rate): (usize, u32)| format!("{},{}", x(index), y(rate));
        let settled = || points.iter().enumerate().filter(|(_, point)| !point.is_unsettled);
        let line: Vec<String> = settled().map(|(index, p)| to((index, p.rate))).collect();
        let upper = settled().map(|(index, p)| to((index, p.high)));
        let lower = settled().map(|(index, p)| to((index, p.low)));
        let interval_area: Vec<String> = upper.chain(lower.rev()).collect();
        let labelled = labelled(points, size);
        let lowest = settled().map(|(_, point)| point.rate).min();
        let shown =
            points.iter().enumerate().filter(|(index, _)| !small || labelled.contains(index));
        let dots = shown.map(|(index, point)| DataPoint {
            x: x(index),
            y: y(point.rate),
            is_unsettled: point.is_unsettled,
            value_y: if Some(point.rate) == lowest {
                y(point.rate) + 15
            } else {
                y(point.rate) - 7
            },
            value: if labelled.contains(&index) { point.value.clone() } else { String::new() },
            anchor: match index {
                0 => "start",
                index if index + 1 == points.len() => "end",
                _ => "middle",
            },
        });
        let every = if small { 3 } else { 1 };
        let ticks = points.iter().enumerate().filter(|(index, _)| index % every == 0);
        let middle = (floor + 10_000) / 2;
        Self {
            name: name.to_owned(),
            height,
            line: line.join(" "),
            interval_area: interval_area.join(" "),
            dots: dots.collect(),
            ticks: ticks.map(|(index, point)| (x(index), point.tick.clone())).collect(),
            levels: [floor, middle, 10_000].map(|rate| (y(rate), format!("{}", rate / 100))).into(),
            bottom,
        }
    }
}

/// The indices of the points with a printed value: the lowest, the last, and in a large chart the
/// highest.
fn labelled(points: &[Point], size: ChartSize) -> Vec<usize> {
    let settled = || points.iter().enumerate().filter(|(_, point)| !point.is_unsettled);
    let rates = || settled().map(|(index, point)| (index, point.rate));
    let lowest = rates().min_by_key(|(_, rate)| *rate);
    let highest = rates().rev().max_by_key(|(_, rate)| *rate).filter(|_| size == ChartSize::Large);
    let mut labelled: Vec<usize> =
        [lowest, highest].into_iter().flatten().map(|(i, _)| i).collect();
    if let Some((last, _)) = settled().next_back()
        && labelled.iter().all(|index| index.abs_diff(last) > 2)
    {
        labelled.push(last);
    }
    labelled
}

/// The beginning of the axis: the lowest end of an interval rounded down to tens of percent, at
/// most 90 %.
pub fn floor<'a>(points: impl IntoIterator<Item = &'a Point>) -> u32 {
    let lowest = points.into_iter().map(|point| point.low).min().unwrap_or(0);
    (lowest / 1000 * 1000).min(9000)
}

/// A rate such as `91.92` in hundredths of a percent.
pub fn hundredths(rate: &str) -> u32 {
    rate.replace('.', "").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_in_proportion() {
        let part = |size| Part { class: "late", size };
        let bar = Bar::new(&[part(1), part(0), part(3)], 4);
        let shapes: Vec<_> = bar.shapes.iter().map(|shape| (shape.x, shape.width)).collect();
        assert_eq!(shapes, [(0, 250), (250, 750)]);
        let bar = Bar::budget(30, 20, 40);
        let shapes: Vec<_> = bar.shapes.iter().map(|s| (s.class, s.x, s.width)).collect();
        assert_eq!(shapes, [("used", 0, 500), ("over", 500, 250)]);
        assert_eq!(bar.comparison, Some(500));
    }

    #[test]
    fn a_line_begins_at_its_floor() {
        let point = |rate: &str| {
            let rate = hundredths(rate);
            let (tick, label, value) = (String::new(), String::new(), String::new());
            Point { tick, label, value, rate, low: rate - 100, high: rate, is_unsettled: false }
        };
        let points = [point("91.92"), point("96.40"), point("100.00")];
        let line = Line::new("", &points, floor(&points), ChartSize::Large);
        assert_eq!((line.dots[0].x, line.dots[2].x, line.dots[2].y), (48, 336, TOP));
        assert_eq!(line.levels[0], (168, "90".into()));
        let open = Point { is_unsettled: true, ..point("12.00") };
        let line = Line::new("", &[point("91.92"), point("96.40"), open], 0, ChartSize::Large);
        assert_eq!(line.line.split(' ').count(), 2, "the line excludes pale points");
        assert!(
            line.dots[2].is_unsettled
                && line.dots[2].value.is_empty()
                && !line.dots[0].is_unsettled
        );
    }
}

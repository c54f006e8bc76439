//! The figures of the whole table, each with its rate, denominator, definition and list.

use indicators::{Basis, Counts, Figure, statistics};

use super::definition;
use crate::charts::{Bar, Part};
use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

/// The total as it is shown.
pub(super) struct Total {
    pub received: u64,
    pub heads: Vec<Head>,
    pub bar: Bar,
    pub parts: Vec<(&'static str, String, String)>,
    pub lines: Vec<Line>,
}

/// A figure in large.
pub(super) struct Head {
    pub label: String,
    pub number: String,
    pub rate: String,
    pub href: Option<String>,
    pub list: String,
}

/// A figure with all that belongs to it.
pub(super) struct Line {
    pub label: String,
    /// The indentation: the line is a part of the one above.
    pub depth: u8,
    pub number: String,
    pub rate: String,
    pub of: String,
    pub interval: String,
    pub definition: String,
    pub href: Option<String>,
    pub list: String,
}

/// Figures in order, each with how far it is set in and the one that its rate is of.
const LINES: [(Figure, u8, Option<Figure>); 13] = [
    (Figure::Received, 0, None),
    (Figure::CarriedOver, 1, None),
    (Figure::New, 1, None),
    (Figure::Finished, 0, Some(Figure::Received)),
    (Figure::InTime, 1, Some(Figure::Finished)),
    (Figure::Early, 2, None),
    (Figure::OnTheDay, 2, None),
    (Figure::Late, 1, Some(Figure::Finished)),
    (Figure::Open, 0, None),
    (Figure::OpenWithinDue, 1, Some(Figure::Received)),
    (Figure::OpenPaused, 2, Some(Figure::Received)),
    (Figure::OpenPastDue, 1, Some(Figure::Received)),
    (Figure::Withdrawn, 0, None),
];

const HEADS: [Figure; 4] = [Figure::Received, Figure::Finished, Figure::InTime, Figure::Late];

/// The figures that divide the dossiers of a table, each with its CSS class.
pub(super) const PARTS: [(Figure, &str); 6] = [
    (Figure::Early, "early"),
    (Figure::OnTheDay, "on_the_day"),
    (Figure::Late, "late"),
    (Figure::OpenWithinDue, "within"),
    (Figure::OpenPastDue, "past_due"),
    (Figure::Withdrawn, "withdrawn"),
];

impl Total {
    pub fn new(context: &RequestContext, figure_query: &FigureQuery, counts: &Counts) -> Self {
        let teller = Teller { context, figure_query, counts };
        let flow = figure_query.query.basis == Basis::Flow;
        let shown = LINES
            .iter()
            .filter(|(figure, ..)| flow || !matches!(figure, Figure::CarriedOver | Figure::New));
        let parts = PARTS.iter().filter(|(figure, _)| counts.of(*figure) > 0);
        let parts = parts.map(|(figure, class)| {
            let name = figure_query.name(context, *figure);
            (*class, name, context.number(counts.of(*figure)))
        });
        Self {
            received: counts.received,
            heads: HEADS.iter().map(|figure| teller.head(*figure)).collect(),
            bar: Bar::new(&pieces(counts), counts.received),
            parts: parts.collect(),
            lines: shown.map(|line| teller.line(*line)).collect(),
        }
    }
}

/// The parts of a table's or row's bar.
pub(super) fn pieces(counts: &Counts) -> [Part; 6] {
    PARTS.map(|(figure, class)| Part { class, size: counts.of(figure) })
}

struct Teller<'a> {
    context: &'a RequestContext,
    figure_query: &'a FigureQuery,
    counts: &'a Counts,
}

impl Teller<'_> {
    fn rate(&self, figure: Figure) -> Option<String> {
        let rates = self.counts.rates();
        match figure {
            Figure::Finished => rates.finished,
            Figure::InTime => rates.in_time,
            Figure::Late => rates.late,
            Figure::OpenWithinDue => rates.open_within_due,
            Figure::OpenPastDue => rates.open_past_due,
            Figure::OpenPaused => rates.open_paused,
            _ => None,
        }
    }

    fn list(&self, figure: Figure) -> (Option<String>, String) {
        let n = self.counts.of(figure);
        let text = self.context.format("figures-see", &[("n", (n as i64).into())]);
        ((n > 0).then(|| self.figure_query.list(self.context, figure.code())), text)
    }

    fn head(&self, figure: Figure) -> Head {
        let of = LINES.iter().find(|(own, ..)| *own == figure).and_then(|(.., of)| *of);
        let (href, list) = self.list(figure);
        Head {
            label: self.figure_query.name(self.context, figure),
            number: self.context.number(self.counts.of(figure)),
            rate: of.map(|of| self.share(figure, of)).unwrap_or_default(),
            href,
            list,
        }
    }

    /// `91,92 % của 3.477 đã giải quyết`.
    fn share(&self, figure: Figure, of: Figure) -> String {
        let rate = self.context.percent(self.rate(figure).as_deref());
        let n = self.counts.of(of) as i64;
        let flow = of == Figure::Received && self.figure_query.query.basis == Basis::Flow;
        let key = format!("figures-share_of_{}{}", of.code(), if flow { "-flow" } else { "" });
        self.context.format(&key, &[("rate", rate.into()), ("n", n.into())])
    }

    fn line(&self, (figure, depth, of): (Figure, u8, Option<Figure>)) -> Line {
        let context = self.context;
        let n = self.counts.of(figure);
        let (href, list) = self.list(figure);
        let of = of.map(|of| (self.counts.of(of), self.figure_query.name(context, of)));
        let interval = of.as_ref().and_then(|(whole, _)| statistics::wilson(n, *whole));
        Line {
            label: self.figure_query.name(context, figure),
            depth,
            number: context.number(n),
            rate: of
                .as_ref()
                .map(|_| context.percent(self.rate(figure).as_deref()))
                .unwrap_or_default(),
            of: of
                .map(|(whole, name)| format!("{} {}", context.number(whole), small(&name)))
                .unwrap_or_default(),
            interval: interval.map(|bounds| describe(context, &bounds)).unwrap_or_default(),
            definition: definition(
                context.language.code(),
                figure.code(),
                self.figure_query.query.basis,
            ),
            href,
            list,
        }
    }
}

/// An interval: `90,97–92,78`.
pub(super) fn describe(context: &RequestContext, (low, high): &(String, String)) -> String {
    let decimal = |bound: &str| text::number::decimal(bound, context.language);
    format!("{}–{}\u{a0}%", decimal(low), decimal(high))
}

/// A name within a sentence: its first letter small.
pub(super) fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

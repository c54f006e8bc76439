//! The checks of the rates: the ratios that show whether they were flattered, the apology
//! letters with their gaps, where time was lost, and usual times.

use indicators::checks::{self, Share};
use indicators::responsibility::{self, Times};
use indicators::{Dimension, Figure, MERGED};

use super::definition;
use crate::charts::{Bar, Part};
use crate::figure_query::{FigureQuery, shows_officer};
use crate::request_context::RequestContext;

/// Rows of a division shown.
const SHOWN: usize = 8;
/// Gaps named at once.
const NAMED: usize = 12;

pub(super) struct Trust {
    pub gaming: Vec<Ratio>,
    pub coverage: Option<Letters>,
    pub lateness: Option<Lateness>,
    pub times: Vec<[String; 4]>,
}

/// A count that may have flattered a rate.
pub(super) struct Ratio {
    pub label: String,
    pub number: String,
    pub rate: String,
    pub definition: String,
    pub href: Option<String>,
}

/// The apology letters of the period.
pub(super) struct Letters {
    pub finding: String,
    pub bar: Bar,
    pub rows: Vec<Ratio>,
    pub gaps: Vec<(String, String)>,
    pub more: Option<String>,
}

/// Lateness and its divisions.
pub(super) struct Lateness {
    pub finding: String,
    pub divisions: Vec<Division>,
}

pub(super) struct Division {
    pub caption: String,
    pub head: String,
    pub rows: Vec<(String, Bar, String)>,
}

impl Trust {
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        total: &indicators::Counts,
    ) -> Self {
        let received = total.received;
        // The officers of a few late dossiers are not published.
        let text = !figure_query.scope.public || total.late >= indicators::SMALLEST;
        let checks = figure_query.checks();
        let ratio = |(figure, share): &(Figure, Share)| {
            row(context, figure_query, *figure, share.n, share.rate())
        };
        Self {
            gaming: if received > 0 {
                checks.ratios.iter().map(ratio).collect()
            } else {
                Vec::new()
            },
            coverage: letters(context, figure_query, &checks.letters),
            lateness: if text { lateness(context, figure_query, &checks.lateness) } else { None },
            times: match figure_query.scope.public {
                // Of a procedure on its own page only.
                true => Vec::new(),
                false => times(context, &checks.times),
            },
        }
    }
}

fn row(
    context: &RequestContext,
    figure_query: &FigureQuery,
    figure: Figure,
    n: u64,
    rate: Option<String>,
) -> Ratio {
    Ratio {
        label: context.text(&format!("figure-{}", figure.code())),
        number: context.number(n),
        rate: context.percent(rate.as_deref()),
        definition: definition(context.language.code(), figure.code(), figure_query.query.basis),
        href: (n > 0).then(|| figure_query.list(context, figure.code())),
    }
}

fn letters(
    context: &RequestContext,
    figure_query: &FigureQuery,
    letters: &checks::Letters,
) -> Option<Letters> {
    let counts = &letters.counts;
    let late = counts.became_late;
    if late == 0 {
        return None;
    }
    let rows = Figure::COVERAGE.map(|figure| {
        let n = counts.of(figure);
        let rate = indicators::statistics::rate(n, late).filter(|_| figure != Figure::BecameLate);
        Ratio {
            rate: rate.map(|rate| context.percent(Some(&rate))).unwrap_or_default(),
            ..row(context, figure_query, figure, n, None)
        }
    });
    let part = |class, size| Part { class, size };
    let link =
        |code: &String| (code.clone(), context.dossier(code, &figure_query.figures.register));
    let values = [
        ("rate", context.percent(counts.rate().as_deref()).into()),
        ("sent", (counts.letter_sent as i64).into()),
        ("late", (late as i64).into()),
    ];
    // Codes are not for the public: the list behind the figure has none.
    let named = if figure_query.scope.public { 0 } else { NAMED };
    Some(Letters {
        finding: context.format("finding-letters", &values),
        bar: Bar::new(&[part("early", counts.letter_sent), part("late", counts.gaps)], late),
        rows: rows.into(),
        gaps: letters.gaps.iter().take(named).map(link).collect(),
        more: (letters.gaps.len() > named).then(|| figure_query.list(context, Figure::Gaps.code())),
    })
}

fn lateness(
    context: &RequestContext,
    figure_query: &FigureQuery,
    lateness: &responsibility::Lateness,
) -> Option<Lateness> {
    if lateness.minutes == 0 {
        return None;
    }
    let names = context.names();
    let by_officer = officers(context, figure_query, &lateness.by_officer);
    let divisions =
        [("step", &lateness.by_step), ("unit", &lateness.by_unit), ("officer", &by_officer)];
    let shown = divisions
        .into_iter()
        // In public by step only: a unit's few late dossiers are not published.
        .filter(|(kind, _)| *kind != "unit" || !figure_query.scope.public)
        .filter(|(kind, _)| *kind != "officer" || figure_query.scope.by_officer());
    let division = |(kind, parts): (&str, &Vec<(String, i64)>)| {
        let name = |key: &str| match kind {
            "step" => names.any_step(key),
            "unit" => names.unit(key),
            _ => names.value(Dimension::Officer, key),
        };
        let row = |(key, minutes): &(String, i64)| {
            let part = Part { class: "late", size: minutes.unsigned_abs() };
            let bar = Bar::new(&[part], lateness.minutes.unsigned_abs());
            (name(key), bar, days(context, *minutes))
        };
        Division {
            caption: context.text(&format!("figures-late_by_{kind}")),
            head: context.text(&format!("word-{kind}")),
            rows: parts.iter().take(SHOWN).map(row).collect(),
        }
    };
    let (step, minutes) = lateness.by_step.first()?;
    let values = [
        ("time", days(context, lateness.minutes).into()),
        ("step", names.any_step(step).into()),
        ("part", share(context, *minutes, lateness.minutes).into()),
    ];
    Some(Lateness {
        finding: context.format("finding-lateness", &values),
        divisions: shown.map(division).collect(),
    })
}

/// Parts by officer: those that the reader does not see are one.
fn officers(
    context: &RequestContext,
    figure_query: &FigureQuery,
    parts: &[(String, i64)],
) -> Vec<(String, i64)> {
    let shows = |officer: &str| shows_officer(context, &figure_query.scope, officer);
    let (mut shown, others): (Vec<_>, Vec<_>) =
        parts.iter().cloned().partition(|(officer, _)| shows(officer));
    if !others.is_empty() {
        shown.push((MERGED.to_owned(), others.iter().map(|(_, minutes)| minutes).sum()));
    }
    shown
}

fn share(context: &RequestContext, part: i64, whole: i64) -> String {
    let rate = indicators::statistics::rate(part.unsigned_abs(), whole.unsigned_abs());
    context.percent(rate.as_deref())
}

/// Working minutes in words.
fn days(context: &RequestContext, minutes: i64) -> String {
    text::date::working_duration(minutes, context.language)
}

/// Usual times of the procedures that have enough dossiers, most dossiers first.
fn times(context: &RequestContext, procedures: &[(String, Times)]) -> Vec<[String; 4]> {
    let mut procedures: Vec<_> =
        procedures.iter().filter(|(_, times)| times.median.is_some()).collect();
    procedures.sort_by_key(|(_, times)| std::cmp::Reverse(times.dossiers));
    let names = context.names();
    let describe =
        |minutes: Option<i64>| minutes.map_or_else(String::new, |m| rounded_duration(context, m));
    let row = |(code, times): &&(String, Times)| {
        let count = context.number(times.dossiers);
        [names.procedure(code), count, describe(times.median), describe(times.nine_of_ten)]
    };
    procedures.iter().take(SHOWN).map(row).collect()
}

/// Working minutes in days with one decimal, or in hours under one day.
fn rounded_duration(context: &RequestContext, minutes: i64) -> String {
    if minutes < 480 {
        return days(context, minutes);
    }
    let tenths = (minutes * 10 + 240) / 480;
    let number =
        text::number::decimal(&format!("{}.{}", tenths / 10, tenths % 10), context.language);
    context.format("figures-days", &[("n", number.into())])
}

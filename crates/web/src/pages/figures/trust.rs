//! What stands beside the rates: the ratios that tell whether they were flattered, the apology
//! letters with their gaps, where time was lost, and usual times.

use indicators::{Dimension, Figure, MERGED, coverage, gaming, responsibility};

use super::definition;
use crate::charts::{Bar, Part};
use crate::question::{Question, shows_officer};
use crate::visit::Visit;

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
    pub fn new(visit: &Visit, question: &Question, total: &indicators::Counts) -> Self {
        let received = total.received;
        // Whose lateness it was is not told of a few.
        let told = !question.scope.public || total.late >= indicators::SMALLEST;
        let ratios = gaming::gaming(question.facts(), &question.query, None);
        let ratio = |(figure, ratio): (Figure, gaming::Ratio<'_>)| {
            row(visit, question, figure, ratio.count(), ratio.ratio())
        };
        Self {
            gaming: if received > 0 { ratios.into_iter().map(ratio).collect() } else { Vec::new() },
            coverage: letters(visit, question),
            lateness: if told { lateness(visit, question) } else { None },
            times: times(visit, question),
        }
    }
}

fn row(visit: &Visit, question: &Question, figure: Figure, n: u64, rate: Option<String>) -> Ratio {
    Ratio {
        label: visit.t(&format!("figure-{}", figure.code())),
        number: visit.number(n),
        rate: visit.percent(rate.as_deref()),
        definition: definition(visit.language.code(), figure.code()),
        href: (n > 0).then(|| question.list(visit, figure.code())),
    }
}

fn letters(visit: &Visit, question: &Question) -> Option<Letters> {
    let found = coverage::coverage(question.facts(), &question.query);
    let late = found.became_late.len() as u64;
    if late == 0 {
        return None;
    }
    let counts = [
        (Figure::BecameLate, late),
        (Figure::LetterSent, found.letter_sent.len() as u64),
        (Figure::SentByDue, found.sent_by_due.len() as u64),
        (Figure::Gaps, found.gaps.len() as u64),
    ];
    let rows = counts.map(|(figure, n)| {
        let rate = indicators::statistics::rate(n, late).filter(|_| figure != Figure::BecameLate);
        Ratio {
            rate: rate.map(|rate| visit.percent(Some(&rate))).unwrap_or_default(),
            ..row(visit, question, figure, n, None)
        }
    });
    let part = |class, size| Part { class, size };
    let link = |code: &&str| ((*code).to_owned(), visit.dossier(code, &question.figures.register));
    let values = [
        ("rate", visit.percent(found.rate().as_deref()).into()),
        ("sent", (found.letter_sent.len() as i64).into()),
        ("late", (late as i64).into()),
    ];
    // Codes are not for the public: the list behind the figure has none.
    let named = if question.scope.public { 0 } else { NAMED };
    Some(Letters {
        finding: visit.say("finding-letters", &values),
        bar: Bar::new(&[part("early", counts[1].1), part("late", counts[3].1)], late),
        rows: rows.into(),
        gaps: found.gaps.iter().take(named).map(link).collect(),
        more: (found.gaps.len() > named).then(|| question.list(visit, Figure::Gaps.code())),
    })
}

fn lateness(visit: &Visit, question: &Question) -> Option<Lateness> {
    let found = responsibility::lateness(question.facts(), &question.query);
    if found.minutes == 0 {
        return None;
    }
    let names = visit.names();
    let by_officer = officers(visit, question, &found.by_officer);
    let divisions = [("step", &found.by_step), ("unit", &found.by_unit), ("officer", &by_officer)];
    let shown =
        divisions.into_iter().filter(|(kind, _)| *kind != "officer" || question.scope.by_officer());
    let division = |(kind, parts): (&str, &Vec<(String, i64)>)| {
        let name = |key: &str| match kind {
            "step" => names.any_step(key),
            "unit" => names.unit(key),
            _ => names.value(Dimension::Officer, key),
        };
        let row = |(key, minutes): &(String, i64)| {
            let part = Part { class: "late", size: minutes.unsigned_abs() };
            let bar = Bar::new(&[part], found.minutes.unsigned_abs());
            (name(key), bar, days(visit, *minutes))
        };
        Division {
            caption: visit.t(&format!("figures-late_by_{kind}")),
            head: visit.t(&format!("word-{kind}")),
            rows: parts.iter().take(SHOWN).map(row).collect(),
        }
    };
    let (step, minutes) = found.by_step.first()?;
    let values = [
        ("time", days(visit, found.minutes).into()),
        ("step", names.any_step(step).into()),
        ("part", share(visit, *minutes, found.minutes).into()),
    ];
    Some(Lateness {
        finding: visit.say("finding-lateness", &values),
        divisions: shown.map(division).collect(),
    })
}

/// Parts by officer: those out of sight as one.
fn officers(visit: &Visit, question: &Question, parts: &[(String, i64)]) -> Vec<(String, i64)> {
    let seen = |officer: &str| shows_officer(visit, &question.scope, officer);
    let (mut seen, others): (Vec<_>, Vec<_>) =
        parts.iter().cloned().partition(|(officer, _)| seen(officer));
    if !others.is_empty() {
        seen.push((MERGED.to_owned(), others.iter().map(|(_, minutes)| minutes).sum()));
    }
    seen
}

fn share(visit: &Visit, part: i64, whole: i64) -> String {
    let rate = indicators::statistics::rate(part.unsigned_abs(), whole.unsigned_abs());
    visit.percent(rate.as_deref())
}

/// Working minutes in words.
fn days(visit: &Visit, minutes: i64) -> String {
    text::date::working_duration(minutes, visit.language)
}

/// Usual times of the procedures that have enough dossiers, most dossiers first.
fn times(visit: &Visit, question: &Question) -> Vec<[String; 4]> {
    let mut found = responsibility::times(question.facts(), &question.query);
    found.retain(|(_, times)| times.median.is_some());
    found.sort_by_key(|(_, times)| std::cmp::Reverse(times.dossiers));
    let names = visit.names();
    let told = |minutes: Option<i64>| minutes.map_or_else(String::new, |m| rough(visit, m));
    let row = |(code, times): &(String, responsibility::Times)| {
        let count = visit.number(times.dossiers);
        [names.procedure(code), count, told(times.median), told(times.nine_of_ten)]
    };
    found.iter().take(SHOWN).map(row).collect()
}

/// Working minutes in days with one decimal, or in hours under one day.
fn rough(visit: &Visit, minutes: i64) -> String {
    if minutes < 480 {
        return days(visit, minutes);
    }
    let tenths = (minutes * 10 + 240) / 480;
    let number = text::number::decimal(&format!("{}.{}", tenths / 10, tenths % 10), visit.language);
    visit.say("figures-days", &[("n", number.into())])
}

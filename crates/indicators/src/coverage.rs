//! The number of late dossiers that had their apology letter (decisions, "Apology" 4), and the unit and
//! officer responsible for each gap. Knows letters as instants only.

use std::collections::BTreeMap;

use calendar::{Day, Instant};

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::fact_table::FactTable;
use crate::figure::Figure;
use crate::month_tables::Numbers;
use crate::place::{PeriodBounds, admitted};
use crate::public::{NotPublic, PublicTables};
use crate::query::{Basis, Dimension, Filters, Key, Query};
use crate::statistics::rate;
use crate::suppressed::merge;

/// The target of every period, in per cent: a letter for each dossier that became late.
pub const TARGET: &str = "100.00";

/// The letters of a period; each list is in order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Dossiers whose due passed in the period, withdrawn ones included.
    pub became_late: Vec<&'a str>,
    /// Late dossiers whose letter was sent by the period's end.
    pub letter_sent: Vec<&'a str>,
    /// Late dossiers whose letter was sent by due.
    pub sent_by_due: Vec<&'a str>,
    /// Late dossiers without a letter.
    pub gaps: Vec<Gap<'a>>,
}

/// The letters of a period without their dossiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterCounts {
    pub became_late: u64,
    pub letter_sent: u64,
    pub sent_by_due: u64,
    pub gaps: u64,
}

impl LetterCounts {
    /// Letters sent, of those that became late; `None` where none did.
    #[must_use]
    pub fn rate(&self) -> Option<String> {
        rate(self.letter_sent, self.became_late)
    }

    /// The counts, by the codes of their figures.
    pub(crate) fn numbers(&self) -> [(Figure, u64); 4] {
        Figure::COVERAGE.map(|figure| {
            let n = match figure {
                Figure::BecameLate => self.became_late,
                Figure::LetterSent => self.letter_sent,
                Figure::SentByDue => self.sent_by_due,
                _ => self.gaps,
            };
            (figure, n)
        })
    }

    /// The letters whose figures are stored by their codes.
    pub(crate) fn found(numbers: &Numbers) -> Self {
        let number = |code: &str| numbers.get(code).copied().unwrap_or_default();
        let figure = |figure: Figure| number(figure.code());
        Self {
            became_late: figure(Figure::BecameLate),
            letter_sent: figure(Figure::LetterSent),
            sent_by_due: figure(Figure::SentByDue),
            gaps: figure(Figure::Gaps),
        }
    }

    /// Adds the counts of another row.
    pub(crate) fn plus(&mut self, other: &Self) {
        self.became_late += other.became_late;
        self.letter_sent += other.letter_sent;
        self.sent_by_due += other.sent_by_due;
        self.gaps += other.gaps;
    }
}

impl From<&Coverage<'_>> for LetterCounts {
    fn from(coverage: &Coverage<'_>) -> Self {
        Self {
            became_late: coverage.became_late.len() as u64,
            letter_sent: coverage.letter_sent.len() as u64,
            sent_by_due: coverage.sent_by_due.len() as u64,
            gaps: coverage.gaps.len() as u64,
        }
    }
}

/// A dossier that became late without a letter, with the unit and the officer responsible then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap<'a> {
    pub code: &'a str,
    /// When its due passed.
    pub became_late: Instant,
    /// The unit that answered for the result; empty where none is known.
    pub unit: &'a str,
    /// The holder; empty where no officer is named.
    pub officer: &'a str,
}

impl<'a> Coverage<'a> {
    /// Letters sent, of those that became late; `None` where none did.
    #[must_use]
    pub fn rate(&self) -> Option<String> {
        rate(self.letter_sent.len() as u64, self.became_late.len() as u64)
    }

    pub(crate) fn list_of(self, figure: Figure) -> Vec<&'a str> {
        match figure {
            Figure::LetterSent => self.letter_sent,
            Figure::SentByDue => self.sent_by_due,
            Figure::Gaps => self.gaps.into_iter().map(|gap| gap.code).collect(),
            _ => self.became_late,
        }
    }

    fn add(&mut self, late: &BecameLate<'a>) {
        let code = late.fact.code.as_str();
        self.became_late.push(code);
        if late.sent_by(late.bounds.state) {
            self.letter_sent.push(code);
        } else {
            let unit = late.fact.unit.at(late.due);
            let officer = late.fact.holder.at(late.due);
            self.gaps.push(Gap { code, became_late: late.due, unit, officer });
        }
        if late.sent_by(late.due) {
            self.sent_by_due.push(code);
        }
    }

    fn plus(&mut self, other: &Self) {
        self.became_late.extend(&other.became_late);
        self.letter_sent.extend(&other.letter_sent);
        self.sent_by_due.extend(&other.sent_by_due);
        self.gaps.extend(&other.gaps);
    }

    fn sorted(mut self) -> Self {
        for list in [&mut self.became_late, &mut self.letter_sent, &mut self.sent_by_due] {
            list.sort_unstable();
        }
        self.gaps.sort_unstable();
        self
    }
}

/// A dossier whose due passed in the period.
struct BecameLate<'a> {
    fact: &'a DossierFacts,
    due: Instant,
    bounds: PeriodBounds,
}

impl BecameLate<'_> {
    fn sent_by(&self, by: Instant) -> bool {
        self.fact.letters.iter().any(|&(sent, for_due)| for_due == self.due && sent <= by)
    }
}

fn became_late<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> impl Iterator<Item = BecameLate<'a>> {
    admitted(facts, query).filter_map(|(fact, bounds)| {
        let due = fact.became_late(bounds.state).filter(|due| bounds.holds(*due))?;
        Some(BecameLate { fact, due, bounds })
    })
}

/// Counts the letters of the query's period. The basis does not matter.
#[must_use]
pub fn coverage<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Coverage<'a> {
    let mut coverage = Coverage::default();
    became_late(facts, query).for_each(|late| coverage.add(&late));
    coverage.sorted()
}

/// The letters of the dossiers whose due passed while an officer held them.
#[must_use]
pub fn coverage_of_holder<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    officer: &str,
) -> Coverage<'a> {
    let mut coverage = Coverage::default();
    let held = |late: &BecameLate<'a>| late.fact.holder.at(late.due) == officer;
    became_late(facts, query).filter(held).for_each(|late| coverage.add(&late));
    coverage.sorted()
}

/// The letters by the rows of the query's dimension, in order of their keys; none without one.
#[must_use]
pub fn coverage_rows<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Vec<(String, Coverage<'a>)> {
    let Some(by) = query.by else { return Vec::new() };
    let mut rows: BTreeMap<String, Coverage<'a>> = BTreeMap::new();
    for late in became_late(facts, query) {
        let key = Key::of(by, late.fact, late.bounds.state).to_string();
        rows.entry(key).or_default().add(&late);
    }
    rows.into_iter().map(|(key, row)| (key, row.sorted())).collect()
}

/// The unit that answered for a dossier when its due passed: the rows of public letters.
const BY: Dimension = Dimension::Unit;

/// The query for letters by unit.
fn by_unit(query: &Query) -> Query {
    let filters = Filters::default();
    Query { basis: Basis::Cohort, by: Some(BY), filters, ..query.clone() }
}

/// The letters by the unit that answered for each dossier when its due passed, in order.
pub(crate) fn coverage_at_due<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Vec<(String, Coverage<'a>)> {
    let mut rows: BTreeMap<String, Coverage<'a>> = BTreeMap::new();
    for late in became_late(facts, &by_unit(query)) {
        let key = Key::of(BY, late.fact, late.due).to_string();
        rows.entry(key).or_default().add(&late);
    }
    rows.into_iter().map(|(key, row)| (key, row.sorted())).collect()
}

/// Which units stand apart in the public letters of a query: those of which few became late stand
/// together. `today` is the day of as-of.
///
/// # Errors
/// [`NotPublic`] where the public may not ask for the period, or so few became late at all.
pub fn public_letters<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    today: Day,
) -> Result<PublicTables, NotPublic> {
    let by_unit_query = by_unit(query);
    let mut ever = FactTable::default();
    for late in became_late(facts, &by_unit_query.over_all_periods()) {
        ever.put(&late.fact.code, late.fact.as_received(late.due).into());
    }
    PublicTables::of(&ever, &by_unit_query, today)
}

/// The letters of all that became late and by unit, as the public sees them: units of which few
/// became late stand together, the last row. A dossier stands with the unit that answered for it when
/// its due passed. `today` is the day of as-of.
///
/// # Errors
/// As [`public_letters`].
pub fn public_coverage<'a, I>(
    facts: I,
    query: &Query,
    today: Day,
) -> Result<(Vec<(String, Coverage<'a>)>, Coverage<'a>), NotPublic>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let tables = public_letters(facts.clone(), query, today)?;
    let rows = coverage_at_due(facts, query);
    let mut total = Coverage::default();
    rows.iter().for_each(|(_, row)| total.plus(row));
    let rows = merge(rows, |row| tables.merged_row(BY, row), Coverage::plus);
    let rows = rows.into_iter().map(|(key, row)| (key, row.sorted())).collect();
    Ok((rows, total.sorted()))
}

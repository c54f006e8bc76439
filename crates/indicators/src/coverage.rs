//! The number of late dossiers that had their apology letter (decisions, "Apology" 4), and the unit and
//! officer responsible for each gap. Knows letters as instants only.

use std::collections::BTreeMap;

use calendar::{Instant, Zone};

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::fact_table::FactTable;
use crate::figure::Figure;
use crate::month_tables::{Numbers, number_of};
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

/// The number of letters of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterCounts {
    pub became_late: u64,
    pub letter_sent: u64,
    pub sent_by_due: u64,
    pub gaps: u64,
}

impl LetterCounts {
    /// The share of the dossiers that became late whose letter was sent, in per cent; `None` where no
    /// dossier became late.
    #[must_use]
    pub fn rate(&self) -> Option<String> {
        rate(self.letter_sent, self.became_late)
    }

    /// The count of a figure of letters; 0 for figures that are counted elsewhere.
    #[must_use]
    pub const fn of(&self, figure: Figure) -> u64 {
        match figure {
            Figure::BecameLate => self.became_late,
            Figure::LetterSent => self.letter_sent,
            Figure::SentByDue => self.sent_by_due,
            Figure::Gaps => self.gaps,
            _ => 0,
        }
    }

    /// The counts that are stored as numbers by the codes of their figures.
    pub(crate) fn of_numbers(numbers: &Numbers) -> Self {
        let figure = |figure: Figure| number_of(numbers, figure.code());
        Self {
            became_late: figure(Figure::BecameLate),
            letter_sent: figure(Figure::LetterSent),
            sent_by_due: figure(Figure::SentByDue),
            gaps: figure(Figure::Gaps),
        }
    }

    /// Adds the letters of another row.
    pub(crate) fn plus(&mut self, other: &Self) {
        self.became_late += other.became_late;
        self.letter_sent += other.letter_sent;
        self.sent_by_due += other.sent_by_due;
        self.gaps += other.gaps;
    }
}

/// The number of letters by unit, with their total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterReport {
    pub rows: Vec<(String, LetterCounts)>,
    pub total: LetterCounts,
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
    /// The number of dossiers in each list.
    #[must_use]
    pub fn counts(&self) -> LetterCounts {
        LetterCounts {
            became_late: self.became_late.len() as u64,
            letter_sent: self.letter_sent.len() as u64,
            sent_by_due: self.sent_by_due.len() as u64,
            gaps: self.gaps.len() as u64,
        }
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

/// Letters by the keys of a dimension.
type Rows<'a> = Vec<(String, Coverage<'a>)>;

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
) -> Rows<'a> {
    let Some(by) = query.by else { return Vec::new() };
    rows_at(facts, (query, by), |late| late.bounds.state)
}

/// The letters by a dimension, in order of its keys: each dossier in the row in which it stood at an
/// instant.
fn rows_at<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    (query, by): (&Query, Dimension),
    instant: impl Fn(&BecameLate<'a>) -> Instant,
) -> Rows<'a> {
    let mut rows: BTreeMap<String, Coverage<'a>> = BTreeMap::new();
    for late in became_late(facts, query) {
        let key = Key::of(by, late.fact, instant(&late)).to_string();
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
) -> Rows<'a> {
    rows_at(facts, (&by_unit(query), BY), |late| late.due)
}

/// Which units stand apart in the public letters of a query as of its instant, for readers of now: those
/// of which few became late stand together.
///
/// # Errors
/// [`NotPublic`] where the public may not ask for the period then or now, or so few became late at all.
pub fn public_letters<'a, I>(
    facts: I,
    query: &Query,
    (now, zone): (Instant, &Zone),
) -> Result<PublicTables, NotPublic>
where
    I: IntoIterator<Item = &'a FactHistory> + Clone,
{
    PublicTables::then_and_now(&by_unit(query), now, |query| {
        let mut ever = FactTable::default();
        for late in became_late(facts.clone(), &query.over_all_periods()) {
            ever.put(&late.fact.code, late.fact.as_received(late.due).into());
        }
        PublicTables::of(&ever, query, zone.day(query.as_of))
    })
}

/// The letters by unit and of all that became late, as the public sees them by [`public_letters`]:
/// units that do not stand apart are in the last rows. A dossier stands with the unit that answered for
/// it when its due passed.
#[must_use]
pub fn public_coverage<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    tables: &PublicTables,
) -> (Vec<(String, Coverage<'a>)>, Coverage<'a>) {
    let rows = coverage_at_due(facts, query);
    let mut total = Coverage::default();
    rows.iter().for_each(|(_, row)| total.plus(row));
    let rows = merge(rows, |row| tables.merged_row(BY, row), Coverage::plus);
    let rows = rows.into_iter().map(|(key, row)| (key, row.sorted())).collect();
    (rows, total.sorted())
}

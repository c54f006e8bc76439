//! The checks of a period's rates together: the signs of gaming, the apology letters, where time was
//! lost, usual times. It defines none of them and must not know who reads.

use crate::coverage::{Coverage, LetterCounts, coverage};
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::gaming::gaming;
use crate::query::Query;
use crate::responsibility::{Lateness, Times, lateness, times};
use crate::statistics::rate;

/// The checks of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// The ratios in the order of [`Figure::GAMING`].
    pub ratios: Vec<(Figure, Share)>,
    pub letters: Letters,
    pub lateness: Lateness,
    /// The usual times, by procedure.
    pub times: Vec<(String, Times)>,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub n: u64,
    pub of: u64,
}

impl Share {
    /// The share in per cent with two decimals; `None` where the whole is 0.
    #[must_use]
    pub fn rate(self) -> Option<String> {
        rate(self.n, self.of)
    }
}

/// The apology letters of the dossiers that became late in the period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    pub counts: LetterCounts,
    /// The codes of the dossiers without a letter, in order.
    pub gaps: Vec<String>,
}

impl Letters {
    /// The letters of a coverage.
    #[must_use]
    pub fn of(coverage: &Coverage<'_>) -> Self {
        Self {
            counts: coverage.counts(),
            gaps: coverage.gaps.iter().map(|gap| gap.code.to_owned()).collect(),
        }
    }
}

impl Checks {
    /// Counts the checks of a query.
    #[must_use]
    pub fn of<'a, I>(facts: I, query: &Query) -> Self
    where
        I: IntoIterator<Item = &'a FactHistory>,
        I::IntoIter: Clone,
    {
        let facts = facts.into_iter();
        let ratios = gaming(facts.clone(), query, None).into_iter();
        let share = |(figure, ratio): (Figure, crate::gaming::Ratio<'_>)| {
            (figure, Share { n: ratio.count(), of: ratio.of })
        };
        Self {
            ratios: ratios.map(share).collect(),
            letters: Letters::of(&coverage(facts.clone(), query)),
            lateness: lateness(facts.clone(), query),
            times: times(facts, query),
        }
    }
}

//! How many of those that became late had their apology letter (decisions, "Apology" 4). Knows
//! letters as instants only.

use crate::dossier_facts::DossierFacts;
use crate::fact_history::FactHistory;
use crate::figure::Figure;
use crate::place::admitted;
use crate::query::Query;
use crate::statistics::rate;

/// The letters of a period; each list holds codes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Due passed in the period, withdrawn ones included.
    pub became_late: Vec<&'a str>,
    /// Of them, with a letter sent by the period's end.
    pub letter_sent: Vec<&'a str>,
    /// Of them, with a letter sent by due.
    pub sent_by_due: Vec<&'a str>,
    /// Of them, without a letter.
    pub gaps: Vec<&'a str>,
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
            Figure::Gaps => self.gaps,
            _ => self.became_late,
        }
    }

    fn add(&mut self, code: &'a str, sent: bool, by_due: bool) {
        self.became_late.push(code);
        if sent { &mut self.letter_sent } else { &mut self.gaps }.push(code);
        if by_due {
            self.sent_by_due.push(code);
        }
    }
}

/// Counts the letters of the query's period. The basis does not matter.
#[must_use]
pub fn coverage<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Coverage<'a> {
    let mut coverage = Coverage::default();
    for (fact, bounds) in admitted(facts, query) {
        let late = fact.became_late(bounds.state).filter(|due| bounds.holds(*due));
        let Some(due) = late else { continue };
        let sent = |fact: &DossierFacts, by| {
            fact.letters.iter().any(|&(sent, for_due)| for_due == due && sent <= by)
        };
        coverage.add(&fact.code, sent(fact, bounds.state), sent(fact, due));
    }
    let Coverage { became_late, letter_sent, sent_by_due, gaps } = &mut coverage;
    for list in [became_late, letter_sent, sent_by_due, gaps] {
        list.sort_unstable();
    }
    coverage
}

//! Lateness by step, unit and officer, and the apology letters with their gaps.

use super::composer::{Composer, Counted, Table};
use super::{Behind, LatenessOf, Section, Sentence, Value, Word};
use crate::coverage::{Coverage, coverage, coverage_rows};
use crate::figure::Figure;
use crate::query::{Dimension, Query};
use crate::responsibility::lateness;
use crate::suppressed::SMALLEST;

/// Rows listed of a division.
const SHOWN: usize = 8;

impl Composer<'_> {
    /// The lateness of the finished dossiers, divided over steps, units and officers.
    pub fn lateness(&self, total: &Table) -> Section {
        let id = "lateness";
        let lateness = lateness(self.within(self.query), self.query);
        let public = self.visibility.public.is_some();
        // In public neither the steps of a few late dossiers, nor a unit's few.
        let few = public && total.counts.late < SMALLEST;
        let first = lateness.by_step.first().filter(|_| !few);
        let Some((step, most)) = first else { return Section { id, sentences: Vec::new() } };
        let listed = total.of(Figure::Finished).listed;
        let behind = |of: Option<(LatenessOf, &String)>| {
            Behind::Lateness(listed.clone(), of.map(|(of, key)| (of, key.clone())))
        };
        let mut sentences = vec![
            Sentence::new("lateness")
                .number("minutes", Value::Minutes(lateness.minutes), behind(None))
                .word("step", Word::Step(step.clone()))
                .number("most", Value::Minutes(*most), behind(Some((LatenessOf::Step, step)))),
        ];
        let row = |id, of, by, key: &String, minutes: i64| {
            let behind = behind(Some((of, key)));
            let sentence = Sentence::row(id).word("name", Word::Named(by, key.clone()));
            sentence.number("minutes", Value::Minutes(minutes), behind)
        };
        if !public {
            let units = lateness.by_unit.iter().take(SHOWN);
            sentences.extend(units.map(|(key, minutes)| {
                row("late_unit", LatenessOf::Unit, Dimension::Unit, key, *minutes)
            }));
            let seen = lateness.by_officer.iter().filter(|(key, _)| (self.visibility.officer)(key));
            sentences.extend(seen.take(SHOWN).map(|(key, minutes)| {
                row("late_officer", LatenessOf::Officer, Dimension::Officer, key, *minutes)
            }));
        }
        Section { id, sentences }
    }

    /// The apology letters of the dossiers that became late.
    pub fn letters(&self) -> Section {
        let coverage = coverage(self.within(self.query), self.query);
        let late = counted(self.query, Figure::BecameLate, &coverage);
        if late.n == 0 {
            let sentence = Sentence::new("no_letters").dossiers("became_late", &late);
            return Section { id: "letters", sentences: vec![sentence] };
        }
        let [sent, by_due, gaps] = [Figure::LetterSent, Figure::SentByDue, Figure::Gaps]
            .map(|figure| counted(self.query, figure, &coverage));
        let all = gaps.n == 0;
        let mut sentences = vec![
            Sentence::new(if all { "letters_all" } else { "letters" })
                .dossiers("became_late", &late)
                .dossiers("letter_sent", &sent)
                .share("rate", &sent, &late)
                .dossiers("sent_by_due", &by_due),
        ];
        if !all {
            sentences.push(Sentence::new("gaps").dossiers("gaps", &gaps));
        }
        if self.visibility.public.is_none() {
            let by = Query { by: Some(Dimension::Unit), ..self.query.clone() };
            let rows = coverage_rows(self.within(&by), &by).into_iter();
            let rows = rows.filter(|(_, row)| !row.gaps.is_empty());
            sentences.extend(rows.filter_map(|(key, row)| {
                let gaps = counted(&by.of_row(&key)?, Figure::Gaps, &row);
                let sentence = Sentence::row("gaps_unit");
                let sentence = sentence.word("name", Word::Named(Dimension::Unit, key));
                Some(sentence.dossiers("gaps", &gaps))
            }));
        }
        Section { id: "letters", sentences }
    }
}

fn counted(query: &Query, figure: Figure, coverage: &Coverage<'_>) -> Counted {
    Counted::new(query, figure, coverage.counts().of(figure))
}

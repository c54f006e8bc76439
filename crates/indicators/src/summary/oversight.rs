//! The inspections of the period with the follow-up of their findings, and the published reports with
//! the number of readers. Knows no record.

use affairs::inspection::{FindingGroup, Inspection, VisitQuery};
use calendar::Zone;

use super::composer::Composer;
use super::{Behind, Section, Sentence, Value, Word};
use crate::query::Filters;

/// The inspection visits that the reader sees.
#[derive(Clone, Copy, Debug)]
pub struct Visits<'a> {
    pub visits: &'a [Inspection],
    /// Where their civil dates are read.
    pub zone: &'a Zone,
}

/// A published report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub report: PublishedReport,
    /// The number of times that the report was opened; `None` where it was not counted yet.
    pub readers: Option<u64>,
}

/// The identity of a published report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishedReport {
    /// A closed month, such as `2018-11`.
    Month(String),
    /// A campaign by its id, with its name in Vietnamese and in English.
    Campaign(String, (String, String)),
}

impl Composer<'_> {
    /// The visits of the period, what was found, and how much of it was followed up in time.
    pub fn inspections(&self) -> Section {
        let id = "inspections";
        let unit = self.query.filters.unit.clone();
        let whole = Filters { unit: unit.clone(), ..Filters::default() };
        let Some(inspections) = self.affairs.inspections.filter(|_| self.query.filters == whole)
        else {
            return Section { id, sentences: Vec::new() };
        };
        let (from, to, as_of) = (self.query.from, self.query.to, self.query.as_of);
        let visits_of = VisitQuery { from, to, as_of, unit };
        let behind = |part| Behind::Visits(visits_of.clone(), part);
        let visits: Vec<_> =
            inspections.visits.iter().filter(|visit| visits_of.contains(visit)).collect();
        let [made, followed_up, in_time, closed] = FindingGroup::ALL.map(|part| {
            let findings = visits.iter().flat_map(|visit| &visit.findings);
            let n =
                findings.filter(|finding| part.contains(finding, as_of, inspections.zone)).count();
            (Value::Findings(n as u64), behind(Some(part)))
        });
        let put = |sentence: Sentence, name, (value, behind)| sentence.number(name, value, behind);
        let ids = match (visits.is_empty(), &made.0) {
            (true, _) => ["no_visits"].as_slice(),
            (_, Value::Findings(0)) => &["visits", "no_findings"],
            _ => &["visits", "findings"],
        };
        let sentences = ids.iter().map(|id| {
            let sentence = Sentence::new(id);
            match *id {
                "visits" => {
                    sentence.number("visits", Value::Visits(visits.len() as u64), behind(None))
                }
                "findings" => [
                    ("found", made.clone()),
                    ("followed_up", followed_up.clone()),
                    ("in_time", in_time.clone()),
                    ("closed", closed.clone()),
                ]
                .into_iter()
                .fold(sentence, |sentence, (name, number)| put(sentence, name, number)),
                _ => sentence,
            }
        });
        Section { id, sentences: sentences.collect() }
    }

    /// The reports of the period that every visitor can open.
    pub fn published(&self) -> Section {
        let id = "published";
        let reports = self.affairs.published;
        if reports.is_empty() || self.query.filters != Filters::default() {
            return Section { id, sentences: Vec::new() };
        }
        let n = Value::Reports(reports.len() as u64);
        let mut sentences =
            vec![Sentence::new("published_reports").number("n", n, Behind::Published(None))];
        sentences.extend(reports.iter().map(|Published { report, readers }| {
            let (ids, name) = match report {
                PublishedReport::Month(month) => {
                    let shown = month.split_once('-');
                    let shown =
                        shown.map_or_else(String::new, |(year, month)| format!("{month}/{year}"));
                    (["published_month_past", "published_month"], Word::Text(shown))
                }
                PublishedReport::Campaign(_, (vietnamese, english)) => {
                    let name = Word::Titled(vietnamese.clone(), english.clone());
                    (["published_campaign_past", "published_campaign"], name)
                }
            };
            let sentence = Sentence::row(ids[usize::from(readers.is_some())]).word("name", name);
            match readers {
                Some(n) => {
                    let behind = Behind::Published(Some(report.clone()));
                    sentence.number("readers", Value::Readers(*n), behind)
                }
                None => sentence,
            }
        }));
        Section { id, sentences }
    }
}

#[cfg(test)]
mod tests;

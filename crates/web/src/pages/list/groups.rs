//! The list in its public form: how many dossiers of which procedure and month stand behind a
//! figure, small groups merged; no code, no name, no instant.

use indicators::{Dimension, Figure, Group, Groups, count, groups};

use super::{ROWS, address};
use crate::answer::{Answer, Error, csv};
use crate::csv::Csv;
use crate::question::Question;
use crate::visit::Visit;

/// The list as it is shown.
pub(super) struct Grouped {
    pub heading: String,
    /// Why it is not divided.
    pub few: Option<String>,
    pub rows: Vec<[String; 3]>,
    pub total: String,
    pub next: Option<String>,
    pub first: Option<String>,
}

/// The groups behind a figure; of too few dossiers only how many there are, and that only where the
/// table tells it too.
fn found(question: &Question, figure: Figure) -> Result<Option<Groups>, Error> {
    let whole = count(question.facts(), &question.query)?.total.received;
    if whole >= indicators::SMALLEST {
        return Ok(Some(groups(question.facts(), &question.query, figure)));
    }
    let told = figure == Figure::Received;
    Ok(told.then(|| Groups { apart: Vec::new(), merged: whole }))
}

fn place(group: &Group) -> String {
    format!("{}~{}", group.procedure, group.month)
}

impl Grouped {
    pub fn new(visit: &Visit, question: &Question, figure: Figure) -> Result<Self, Error> {
        let name = visit.t(&format!("figure-{}", figure.code()));
        let Some(found) = found(question, figure)? else {
            return Ok(Self {
                heading: name,
                few: Some(visit.t("list-few")),
                rows: Vec::new(),
                total: String::new(),
                next: None,
                first: None,
            });
        };
        let whole = found.total();
        let values = [("n", (whole as i64).into()), ("figure", name.into())];
        let after = visit.params.get("after").unwrap_or_default();
        let groups = &found.apart;
        let begin = groups.iter().position(|group| place(group) == after).map_or(0, |at| at + 1);
        let end = groups.len().min(begin + ROWS);
        let params = address(visit, question);
        let last = groups[begin..end].last().filter(|_| end < groups.len());
        let next = last.map(|last| visit.link("/list", &params.with("after", &place(last))));
        let mut rows: Vec<_> = groups[begin..end].iter().map(|group| row(visit, group)).collect();
        if found.merged > 0 && next.is_none() {
            let merged = visit.t("figures-merged");
            rows.push([merged, String::new(), visit.number(found.merged)]);
        }
        let few = groups.is_empty() && found.merged > 0;
        Ok(Self {
            heading: visit.say("list-heading", &values),
            few: few.then(|| visit.t("list-merged")),
            rows,
            total: visit.number(whole),
            next,
            first: (begin > 0).then(|| visit.link("/list", &params)),
        })
    }
}

fn row(visit: &Visit, group: &Group) -> [String; 3] {
    [
        visit.names().procedure(&group.procedure),
        visit.names().value(Dimension::Month, &group.month),
        visit.number(group.dossiers),
    ]
}

/// The same as a file.
pub(super) fn as_csv(question: &Question, figure: Figure) -> Answer {
    let mut file = Csv::new(&["procedure", "month", "dossiers"]);
    if let Some(found) = found(question, figure)? {
        for group in &found.apart {
            file.line(&[&group.procedure, &group.month, &group.dossiers.to_string()]);
        }
        if found.merged > 0 {
            file.line(&[indicators::MERGED, "", &found.merged.to_string()]);
        }
    }
    csv(figure.code(), file.finish())
}

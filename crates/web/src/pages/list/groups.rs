//! The list in its public form: how many dossiers of which procedure and month stand behind a
//! figure, small groups merged; no code, no name, no instant.

use indicators::{Dimension, Figure, Group, Groups, count, groups};

use super::{ROWS, address};
use crate::answer::{Answer, Error, csv};
use crate::csv::Csv;
use crate::figure_query::FigureQuery;
use crate::request_context::RequestContext;

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
fn found(figure_query: &FigureQuery, figure: Figure) -> Result<Option<Groups>, Error> {
    let whole = count(figure_query.facts(), &figure_query.query)?.total.received;
    if whole >= indicators::SMALLEST {
        return Ok(Some(groups(figure_query.facts(), &figure_query.query, figure)));
    }
    let told = figure == Figure::Received;
    Ok(told.then(|| Groups { apart: Vec::new(), suppressed: whole }))
}

fn place(group: &Group) -> String {
    format!("{}~{}", group.procedure, group.month)
}

impl Grouped {
    pub fn new(
        context: &RequestContext,
        figure_query: &FigureQuery,
        figure: Figure,
    ) -> Result<Self, Error> {
        let name = context.t(&format!("figure-{}", figure.code()));
        let Some(found) = found(figure_query, figure)? else {
            return Ok(Self {
                heading: name,
                few: Some(context.t("list-few")),
                rows: Vec::new(),
                total: String::new(),
                next: None,
                first: None,
            });
        };
        let whole = found.total();
        let values = [("n", (whole as i64).into()), ("figure", name.into())];
        let after = context.params.get("after").unwrap_or_default();
        let groups = &found.apart;
        let begin = groups.iter().position(|group| place(group) == after).map_or(0, |at| at + 1);
        let end = groups.len().min(begin + ROWS);
        let params = address(context, figure_query);
        let last = groups[begin..end].last().filter(|_| end < groups.len());
        let next = last.map(|last| context.link("/list", &params.with("after", &place(last))));
        let mut rows: Vec<_> = groups[begin..end].iter().map(|group| row(context, group)).collect();
        if found.suppressed > 0 && next.is_none() {
            let suppressed = context.t("figures-merged");
            rows.push([suppressed, String::new(), context.number(found.suppressed)]);
        }
        let few = groups.is_empty() && found.suppressed > 0;
        Ok(Self {
            heading: context.say("list-heading", &values),
            few: few.then(|| context.t("list-merged")),
            rows,
            total: context.number(whole),
            next,
            first: (begin > 0).then(|| context.link("/list", &params)),
        })
    }
}

fn row(context: &RequestContext, group: &Group) -> [String; 3] {
    [
        context.names().procedure(&group.procedure),
        context.names().value(Dimension::Month, &group.month),
        context.number(group.dossiers),
    ]
}

/// The same as a file.
pub(super) fn as_csv(figure_query: &FigureQuery, figure: Figure) -> Answer {
    let mut file = Csv::new(&["procedure", "month", "dossiers"]);
    if let Some(found) = found(figure_query, figure)? {
        for group in &found.apart {
            file.line(&[&group.procedure, &group.month, &group.dossiers.to_string()]);
        }
        if found.suppressed > 0 {
            file.line(&[indicators::MERGED, "", &found.suppressed.to_string()]);
        }
    }
    csv(figure.code(), file.finish())
}

//! What of the visits an address asks for: those of a period, or a part of their findings, as the summary
//! report counts them. Counts nothing itself.

use affairs::inspection::{FindingGroup, Inspection, VisitQuery};

use super::{PAGE, Row, name, row};
use crate::address::Params;
use crate::answer::Error;
use crate::dates;
use crate::paging::Paging;
use crate::request_context::RequestContext;

/// The query of the page.
pub(super) struct InspectionsQuery {
    of: VisitQuery,
    part: Option<FindingGroup>,
    /// The parameters of the address.
    pub params: Params,
}

impl InspectionsQuery {
    /// Reads the address; `None` where it asks for every visit.
    ///
    /// # Errors
    /// [`Error::NoPage`] where it names a day, instant, unit or part that there is not.
    pub fn read(context: &RequestContext) -> Result<Option<Self>, Error> {
        let given = |name: &str| context.params.get(name).filter(|text| !text.is_empty());
        let day =
            |name: &str| given(name).map(|text| dates::day(text).ok_or(Error::NoPage)).transpose();
        let Some((from, to)) = day("from")?.zip(day("to")?) else { return Ok(None) };
        let as_of =
            given("as_of").map(|at| dates::instant(at, context.zone()).ok_or(Error::NoPage));
        let as_of = as_of.transpose()?.unwrap_or_else(|| context.now());
        let part =
            |code: &str| FindingGroup::ALL.into_iter().find(|candidate| candidate.code() == code);
        let part = given("findings").map(|code| part(code).ok_or(Error::NoPage)).transpose()?;
        let unit = given("unit");
        if unit.is_some_and(|unit| context.rules.unit(unit).is_none()) {
            return Err(Error::NoPage);
        }
        Ok(Some(Self {
            of: VisitQuery { from, to, as_of, unit: unit.map(str::to_owned) },
            part,
            params: context.params.only(&["from", "to", "unit", "as_of", "findings"]),
        }))
    }

    /// The part of the list that is shown, after what there is in all.
    pub fn rows(&self, context: &RequestContext, paging: Paging) -> (usize, Vec<Row>) {
        let actor = context.actor();
        let Some(part) = self.part else {
            let range = (paging.skip, PAGE);
            let (n, matching) =
                context.app().inspections(&actor, range, |visit| self.of.contains(visit));
            return (n, matching.iter().map(|(id, visit)| row(context, id, visit)).collect());
        };
        let all = (0, usize::MAX);
        let (_, visits) = context.app().inspections(&actor, all, |visit| self.of.contains(visit));
        let findings = visits.iter().flat_map(|(id, visit)| {
            let numbered = (1..).zip(&visit.findings);
            let held = numbered
                .filter(|(_, one)| part.contains(one, self.of.as_of, context.zone()))
                .map(|(number, _)| number);
            held.map(move |number: u32| (id, visit, number))
        });
        let matching: Vec<_> = findings.collect();
        let shown = matching.iter().skip(paging.skip).take(PAGE);
        let rows = shown.filter_map(|(id, visit, number)| finding(context, (id, visit), *number));
        (matching.len(), rows.collect())
    }

    /// The number of visits or findings, in words.
    pub fn count(&self, context: &RequestContext, count: usize) -> String {
        let key = format!("inspections-asked_{}", self.part.map_or("visits", FindingGroup::code));
        let [from, to] = [self.of.from, self.of.to].map(messages::date_of);
        let values = [("n", (count as i64).into()), ("from", from.into()), ("to", to.into())];
        context.format(&key, &values)
    }
}

fn finding(context: &RequestContext, (id, visit): (&str, &Inspection), number: u32) -> Option<Row> {
    let finding = visit.finding(number)?;
    Some(Row {
        name: name(context, visit),
        href: format!("{}#f{number}", super::href(context, id)),
        tag: super::tag_of(context, finding),
        findings: context.format("inspection-number", &[("n", i64::from(number).into())]),
        due: messages::day_of(context.language, finding.due),
        inspector: context.names().officer(&visit.inspector),
    })
}

//! `inspections`: the inspection visits of a period, or a part of their findings, a JSON object a
//! line. Texts are sealed; only pages show them.

use std::path::Path;

use affairs::inspection::{FindingGroup, VisitQuery};
use app::Inquiry;
use serde_json::{Value, json};
use text::sentence;

use super::{CLOCK, now_of};
use crate::args::InspectionArgs;
use crate::command_error::{CommandError, refused, unknown_value};
use crate::out;

pub fn inspections(data: &Path, args: &InspectionArgs) -> Result<(), CommandError> {
    if args.to < args.from {
        return Err(CommandError::BadUsage(sentence!(
            "the period ends ({to}) before it begins ({from}); give --from and --to in order",
            to = args.to,
            from = args.from
        )));
    }
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        let own = inquiry.own_register().unwrap_or_default();
        Ok((now, zone, inquiry.inspections(&own)?, inquiry.rules.clone()))
    });
    let (now, zone, visits, rules) = read.map_err(refused)?;
    if let Some(unit) = args.unit.as_ref().filter(|unit| rules.unit(unit).is_none()) {
        let units = rules.agency.iter().flat_map(|agency| &agency.units);
        return Err(unknown_value("--unit", unit, units.map(|unit| unit.code.as_str())));
    }
    let (from, to, as_of) = (args.from, args.to, args.as_of.unwrap_or(now));
    let of = VisitQuery { from, to, as_of, unit: args.unit.clone() };
    for (id, visit) in visits.iter().filter(|(_, visit)| of.contains(visit)) {
        let Some((unit, visited_on)) = &visit.visited else { continue };
        let about = json!({ "visit": id, "unit": unit, "visited_on": visited_on });
        let holds = |part: FindingGroup, finding| part.contains(finding, as_of, &zone);
        let is_known =
            (1..).zip(&visit.findings).filter(|(_, one)| holds(FindingGroup::Found, one));
        let findings = is_known.map(|(number, finding)| {
            let first = finding.first_follow_up.filter(|(at, _)| *at <= as_of);
            json!({
                "number": number,
                "owner": finding.owner,
                "found_at": zone.format(finding.found_at),
                "followed_up_at": first.map(|(at, _)| zone.format(at)),
                "followed_up_by": first.map(|(_, day)| day),
                "in_time": holds(FindingGroup::InTime, finding),
                "closed": holds(FindingGroup::Closed, finding),
            })
        });
        print(about, findings.collect(), args.findings.map(Into::into))?;
    }
    Ok(())
}

/// Prints one line for the visit with its findings, or one for each finding of a part.
fn print(
    mut about: Value,
    findings: Vec<Value>,
    part: Option<FindingGroup>,
) -> Result<(), CommandError> {
    let Some(part) = part else {
        about["findings"] = json!(findings);
        return out::line(about);
    };
    for finding in findings {
        let of_part = match part {
            FindingGroup::Found => true,
            FindingGroup::FollowedUp => !finding["followed_up_at"].is_null(),
            FindingGroup::InTime => finding["in_time"] == true,
            FindingGroup::Closed => finding["closed"] == true,
        };
        if of_part {
            let mut line = about.clone();
            line["finding"] = finding;
            out::line(line)?;
        }
    }
    Ok(())
}

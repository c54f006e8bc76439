//! `data-requests` and `retention`: requests of persons about their data, and dossiers whose retention has
//! ended, one a line as JSON. Texts are sealed and stay on the pages.

use std::path::Path;

use affairs::data_request::RequestKind;
use app::Inquiry;
use calendar::Instant;
use serde_json::json;

use super::{CLOCK, now_of};
use crate::args::RightsCommand;
use crate::command_error::{CommandError, refused};
use crate::out;

/// Prints what is asked for.
pub fn run(data: &Path, command: &RightsCommand) -> Result<(), CommandError> {
    match command {
        RightsCommand::DataRequests { open } => data_requests(data, *open),
        RightsCommand::Retention => retention(data),
    }
}

/// Prints the requests, the undecided first, the earliest due first.
fn data_requests(data: &Path, open_only: bool) -> Result<(), CommandError> {
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        Ok((now, zone, inquiry.data_requests(&inquiry.own_register().unwrap_or_default())?))
    });
    let (now, zone, mut requests) = read.map_err(refused)?;
    let at = |at: Instant| zone.format(at);
    requests.sort_by_key(|(_, one)| (one.decided.is_some(), one.next_due()));
    let shown = requests.iter().filter(|(_, one)| !open_only || one.decided.is_none());
    shown.filter_map(|(id, one)| Some((id, one, one.filed.as_ref()?))).try_for_each(
        |(id, one, filed)| {
            let decided = one.decided.as_ref();
            out::line(json!({
                "id": id,
                "request": one.kind().map(RequestKind::code),
                "way": filed.way.code(),
                "filed_at": at(filed.at),
                "answer_by": at(filed.answer_by),
                "answered_at": one.answered.as_ref().map(|(when, _)| at(*when)),
                "due": one.due.map(at),
                "extended_days": one.extended.map(|(_, days)| days),
                "overdue": one.overdue(now),
                "proposed_by": one.proposed.as_ref().map(|proposal| &proposal.by),
                "outcome": decided.map(|decision| decision.outcome.code()),
                "decided_at": decided.map(|decision| at(decision.at)),
                "restricts": one.restricted().len(),
            }))
        },
    )
}

/// Prints the dossiers whose retention has ended, each with its rule.
fn retention(data: &Path) -> Result<(), CommandError> {
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        inquiry.past_retention(now)
    });
    read.map_err(refused)?.into_iter().try_for_each(|(row, rule)| {
        out::line(json!({
            "code": row.code,
            "register": row.register,
            "procedure": row.procedure,
            "years": rule.years,
            "basis": rule.basis,
        }))
    })
}

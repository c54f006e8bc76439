//! `data-requests`, `breaches` and `retention`: requests of persons about their data, breaches of it, and
//! dossiers whose retention has ended. Texts are sealed and stay on the pages.

use std::path::Path;

use affairs::breach::{Breach, Notified};
use affairs::data_request::RequestKind;
use app::Inquiry;
use calendar::{Instant, Zone};
use serde_json::json;
use text::Language;

use super::{CLOCK, now_of};
use crate::args::{AnswerFormat, RightsCommand};
use crate::command_error::{CommandError, refused};
use crate::out;

/// Prints what is asked for.
pub fn run(data: &Path, command: &RightsCommand, language: Language) -> Result<(), CommandError> {
    match command {
        RightsCommand::DataRequests { open } => data_requests(data, *open),
        RightsCommand::Breaches { open, format } => breaches(data, *open, *format, language),
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

/// Prints the breaches, those with a notice still due first.
fn breaches(
    data: &Path,
    open_only: bool,
    format: AnswerFormat,
    language: Language,
) -> Result<(), CommandError> {
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        let zone = inquiry.rules.deadline_calendar().zone.clone();
        Ok((now, zone, inquiry.breaches(&inquiry.own_register().unwrap_or_default())?))
    });
    let (now, zone, mut breaches) = read.map_err(refused)?;
    breaches.retain(|(_, breach)| !open_only || breach.waits());
    match format {
        AnswerFormat::Text if breaches.is_empty() => {
            out::line(messages::text(language, "breach-empty", &[]))
        }
        AnswerFormat::Text => breaches
            .iter()
            .filter_map(|(id, one)| breach_text((id.as_str(), one), (now, &zone), language))
            .try_for_each(out::line),
        AnswerFormat::Json => breaches
            .iter()
            .filter_map(|(id, one)| breach_json((id.as_str(), one), (now, &zone)))
            .try_for_each(out::line),
    }
}

/// A breach as a line for reading.
fn breach_text(
    (id, breach): (&str, &Breach),
    (now, zone): (Instant, &Zone),
    language: Language,
) -> Option<String> {
    let known = breach.known.as_ref()?;
    let text = |key: &str| messages::text(language, &format!("breach-{key}"), &[]);
    let at = |at| messages::instant(language, at, zone);
    Some(format!(
        "{id} · {} · {} · {}: {} · {}: {}",
        text(&format!("tag_{}", breach.standing(now).code())),
        text(&format!("nature_{}", known.nature.code())),
        text("discovered"),
        at(known.discovered_at),
        text("notify_by"),
        at(known.notify_by),
    ))
}

/// A breach for programs.
fn breach_json(
    (id, breach): (&str, &Breach),
    (now, zone): (Instant, &Zone),
) -> Option<serde_json::Value> {
    let known = breach.known.as_ref()?;
    let at = |at: Instant| zone.format(at);
    let body = match &breach.notified {
        Some(Notified::Yes { body, number, at: when }) => {
            Some(json!({ "body": body, "number": number, "at": at(*when) }))
        }
        _ => None,
    };
    let informed = breach
        .persons_informed
        .iter()
        .map(|one| json!({ "way": one.way.code(), "at": at(one.at), "persons": one.persons }));
    Some(json!({
        "id": id,
        "standing": breach.standing(now).code(),
        "discovered_at": at(known.discovered_at),
        "notify_by": at(known.notify_by),
        "nature": known.nature.code(),
        "data": known.data.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        "persons": known.persons,
        "persons_must_be_informed": known.must_inform_persons(),
        "notified": body,
        "in_time": breach.in_time(now),
        "persons_informed": informed.collect::<Vec<_>>(),
        "measures": breach.measures,
        "closed_at": breach.closed.map(at),
    }))
}

/// Prints the dossiers whose retention has ended, each with its rule.
fn retention(data: &Path) -> Result<(), CommandError> {
    let read = Inquiry::peek(data, |inquiry| {
        let now = inquiry.now(now_of(inquiry.meta(CLOCK)?))?;
        inquiry.past_retention(now)
    });
    read.map_err(refused)?.into_iter().try_for_each(|(row, rule, kept_until)| {
        out::line(json!({
            "code": row.code,
            "register": row.register,
            "procedure": row.procedure,
            "years": rule.years,
            "basis": rule.basis,
            "kept_until": kept_until,
        }))
    })
}

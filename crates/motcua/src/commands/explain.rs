//! `explain`: everything that the record contains about one dossier.

use std::path::Path;

use calendar::{Instant, Zone};

use app::{DossierView, Inquiry};
use dossier::Event;
use serde_json::{Map, Value, json};
use text::{Language, sentence};

use super::{CLOCK, now_of};
use crate::command_error::{CommandError, refused, unknown_register};
use crate::out;

pub fn explain(
    data: &Path,
    code: &str,
    register: Option<&str>,
    as_of: Option<Instant>,
    as_json: bool,
    language: Language,
) -> Result<(), CommandError> {
    let answer = Inquiry::peek(data, |inquiry| {
        let at = match as_of {
            Some(at) => at,
            None => inquiry.now(now_of(inquiry.meta(CLOCK)?))?,
        };
        let unknown_register = match register {
            Some(register) => inquiry.register(Some(register))?.map(drop),
            None => Ok(()),
        };
        Ok(match unknown_register {
            Ok(()) => Ok((inquiry.dossier(code, register, at)?, at)),
            Err(unknown) => Err(unknown),
        })
    });
    let (view, at) = answer.map_err(refused)?.map_err(|unknown| unknown_register(&unknown))?;
    let view = view.ok_or_else(|| {
        CommandError::Refused(sentence!(
            "no dossier {code:?}; `motcua list` prints the codes of a figure",
            code
        ))
    })?;
    if as_json { out::line(machine(&view, at)) } else { out::print(as_text(&view, at, language)) }
}

fn show(zone: &Zone, at: Option<Instant>) -> Value {
    at.map_or(Value::Null, |at| Value::String(zone.format(at)))
}

fn machine(view: &DossierView, at: Instant) -> Value {
    let (state, snapshot, zone) = (&view.state, &view.snapshot, &view.zone);
    let holder = state.holder_at(at).map(|(officer, acting_for, step)| {
        json!({ "officer": officer, "for": acting_for, "step": step })
    });
    let by_step: Vec<Value> =
        snapshot.lateness.by_step.iter().map(|(step, minutes)| json!([step, minutes])).collect();
    let by_holder = &snapshot.lateness.by_holder;
    let by_holder: Vec<Value> =
        by_holder.iter().map(|(step, who, minutes)| json!([step, who, minutes])).collect();
    let used: Map<String, Value> = snapshot
        .used_by_step
        .iter()
        .map(|(step, minutes)| (step.clone(), json!(minutes)))
        .collect();
    let terms = state.terms.as_ref().map(|terms| {
        json!({ "duration": terms.duration, "calendar": terms.calendar,
            "rule_set": terms.rule_set, "supplement_effect": terms.supplement_effect })
    });
    let basis = state.due().map(|_| if state.due_is_stated { "stated" } else { "computed" });
    json!({
        "code": state.code,
        "register": view.register,
        "state": snapshot.phase.code(),
        "clock": snapshot.clock,
        "due": show(zone, snapshot.due),
        "due_basis": basis,
        "terms": terms,
        "due_suspended": snapshot.due_suspended,
        "effective_reception": show(zone, snapshot.effective),
        "received": show(zone, state.received),
        "finished": show(zone, state.finished),
        "withdrawn": show(zone, state.withdrawn),
        "holder": holder,
        "holders": holders(view, at),
        "pauses": pauses(view),
        "extensions": extensions(view),
        "derivation": derivation(view),
        // An old register without a calendar has no lateness in minutes.
        "lateness_minutes": state.calendar.as_ref().map(|_| snapshot.lateness.minutes),
        "parts_by_step": by_step,
        "parts_by_holder": by_holder,
        "used_by_step": used,
        "letters": letters(view),
        "promised": snapshot.promised,
        "outcome_by_date": snapshot.outcome_by_date.map(dossier::Outcome::code),
        "outcome_by_instant": snapshot.outcome_by_instant.map(dossier::Outcome::code),
        "apology": snapshot.apology.code(),
        "flags": snapshot.flags.iter().map(|flag| flag.code()).collect::<Vec<_>>(),
        "events": events(view),
    })
}

fn holders(view: &DossierView, at: Instant) -> Vec<Value> {
    let end = view.state.ended().unwrap_or(at);
    let open = view.state.hold().is_some();
    let segments = view.state.segments(end);
    let last = segments.len();
    segments
        .into_iter()
        .enumerate()
        .map(|(index, segment)| {
            let to = if open && index + 1 == last { None } else { Some(segment.to) };
            json!({
                "from": view.zone.format(segment.from),
                "to": show(&view.zone, to),
                "officer": segment.officer,
                "for": segment.acting_for,
                "step": segment.step,
                "unit": segment.unit,
            })
        })
        .collect()
}

fn pauses(view: &DossierView) -> Vec<Value> {
    let pauses = view.state.pauses.iter();
    pauses
        .map(|pause| {
            json!({
                "from": view.zone.format(pause.from),
                "to": show(&view.zone, pause.to),
                "reason": pause.reason,
                "basis": pause.basis,
                "after_due": pause.after_due,
            })
        })
        .collect()
}

fn extensions(view: &DossierView) -> Vec<Value> {
    let extensions = view.state.extensions.iter();
    extensions
        .map(|(at, by, basis)| {
            json!({ "at": view.zone.format(*at), "amount": by.amount, "unit": by.unit, "basis": basis })
        })
        .collect()
}

fn letters(view: &DossierView) -> Vec<Value> {
    let letters = view.state.letters.iter();
    letters
        .map(|letter| {
            json!({
                "drafted": view.zone.format(letter.drafted),
                "signed": show(&view.zone, letter.signed.as_ref().map(|(at, _)| *at)),
                "signed_by": letter.signed.as_ref().map(|(_, by)| by),
                "sent": show(&view.zone, letter.sent),
                "for_due": view.zone.format(letter.due),
                "reason": letter.reason,
                "unit": letter.unit,
                "new_date": letter.new_date,
            })
        })
        .collect()
}

/// Each line of the derivation, as values and as sentences in both languages.
fn derivation(view: &DossierView) -> Vec<Value> {
    let [vietnamese, english] = Language::ALL.map(|language| derivation_sentences(language, view));
    vietnamese.into_iter().zip(english).map(|(vi, en)| json!({ "vi": vi, "en": en })).collect()
}

/// The derivation of due as sentences; for an imported dossier, the statement of its register.
fn derivation_sentences(language: Language, view: &DossierView) -> Vec<String> {
    let imported = |recorded: &dossier::Recorded| {
        messages::imported(language, &view.register, &recorded.event, &view.zone)
    };
    let mut lines: Vec<String> = view.history.iter().flat_map(imported).collect();
    lines.extend(messages::derivation(language, &view.derivation, &view.zone));
    lines
}

fn events(view: &DossierView) -> Vec<Value> {
    let history = view.history.iter();
    history
        .map(|recorded| {
            let mut event = json!(recorded.event);
            format_instants(&mut event, &view.zone);
            event["at"] = json!(view.zone.format(recorded.at));
            event["logged_at"] = json!(view.zone.format(recorded.logged_at));
            event["actor"] = json!(recorded.actor);
            event["on_behalf"] = json!(recorded.on_behalf);
            event
        })
        .collect()
}

/// Replaces instants in milliseconds, as the record stores them, by texts.
fn format_instants(value: &mut Value, zone: &Zone) {
    const INSTANTS: [&str; 9] =
        ["at", "due", "from", "to", "until", "received", "finished", "withdrawn", "imported_at"];
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_i64().filter(|_| INSTANTS.contains(&name.as_str())) {
                    Some(millis) => *field = json!(zone.format(Instant(millis))),
                    None => format_instants(field, zone),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| format_instants(item, zone)),
        _ => {}
    }
}

fn as_text(view: &DossierView, at: Instant, language: Language) -> String {
    let is_imported =
        view.history.first().is_some_and(|one| matches!(one.event, Event::Imported { .. }));
    let say = if is_imported { messages::phase_of_import } else { messages::phase };
    let mut lines = vec![format!("{}  {}", view.state.code, say(language, view.snapshot.phase))];
    lines.extend(derivation_sentences(language, view));
    if let Some((officer, _, step)) = view.state.holder_at(at) {
        lines.push(format!("{officer}: {step}"));
    }
    for (step, minutes) in &view.snapshot.lateness.by_step {
        lines.push(format!("{step}: {}", messages::hours(language, *minutes)));
    }

    lines.join("\n") + "\n"
}

//! The answers about single dossiers, in the format of `expected.json`.

use calendar::{Calendars, Instant, Remaining, Zone};
use dossier::{Phase, State, fold_known};
use serde_json::{Map, Value, json};

use super::input::{History, instant};

fn show(at: Option<Instant>) -> Value {
    at.map_or(Value::Null, |at| Value::String(Zone::VIETNAM.format(at)))
}

/// Compares every answer about one dossier; returns a line for each difference.
pub fn compare(history: &History, expected: &Value, calendars: &Calendars) -> Vec<String> {
    let mut differences = Vec::new();
    for answer in expected.as_array().into_iter().flatten() {
        let Ok(at) = instant(&answer["as_of"]) else { continue };
        let state = fold_known(&history.events, calendars, at, at);
        let actual = answers(&state, at, answer, history, calendars);
        for (name, expected) in answer.as_object().into_iter().flatten() {
            let mine = actual.get(name).unwrap_or(&Value::Null);
            if mine != expected {
                differences.push(format!(
                    "{} as of {}: {name} is {mine}, expected {expected}",
                    history.id, answer["as_of"]
                ));
            }
        }
    }
    differences
}

fn answers(
    state: &State,
    at: Instant,
    answer: &Value,
    history: &History,
    calendars: &Calendars,
) -> Map<String, Value> {
    let snapshot = state.snapshot(at);
    let mut actual = Map::new();
    let mut put = |name: &str, value: Value| actual.insert(name.to_owned(), value);
    put("as_of", answer["as_of"].clone());
    put("state", json!(snapshot.phase.code()));
    put("clock", json!(snapshot.clock));
    put("due", show(snapshot.due));
    put("due_suspended", json!(snapshot.due_suspended));
    put("effective_receipt", show(snapshot.effective));
    put("finished", show(state.finished));
    put(
        "remaining",
        match snapshot.remaining {
            None => Value::Null,
            Some(Remaining::Days(days)) => json!(days),
            Some(Remaining::OpenMillis(millis)) => json!(millis / 60_000),
        },
    );
    put("outcome_by_date", json!(snapshot.outcome_by_date.map(dossier::Outcome::code)));
    put("outcome_by_instant", json!(snapshot.outcome_by_instant.map(dossier::Outcome::code)));
    put("lateness_minutes", json!(snapshot.lateness.minutes));
    put("parts_by_step", json!(snapshot.lateness.by_step));
    put("parts_by_holder", json!(snapshot.lateness.by_holder));
    put("apology", json!(snapshot.apology.code()));
    put("letter_sent", show(snapshot.letter_sent));
    put("promised", json!(snapshot.promised.map(|date| date.to_string())));
    put("supplements", json!(state.supplements.len()));
    put("flags", json!(snapshot.flags.iter().map(|flag| flag.code()).collect::<Vec<_>>()));
    put("used_by_step", used(state, &snapshot.used_by_step));
    let holder = state.holder_at(at).filter(|_| state.phase == Phase::Open);
    put(
        "holder",
        match holder {
            None => Value::Null,
            Some((officer, acting_for, step)) => {
                json!({"officer": officer, "for": acting_for, "step": step})
            }
        },
    );
    put("holders_at", holders_at(&answer["holders_at"], history, calendars, at));
    actual
}

fn used(state: &State, used: &[(String, i64)]) -> Value {
    let mut map: Map<String, Value> = Map::new();
    for step in state.terms.iter().flat_map(|terms| &terms.steps) {
        map.insert(step.id.clone(), json!(0));
    }
    for (step, minutes) in used {
        map.insert(step.clone(), json!(minutes));
    }
    Value::Object(map)
}

fn holders_at(expected: &Value, history: &History, calendars: &Calendars, as_of: Instant) -> Value {
    let state = fold_known(&history.events, calendars, as_of, as_of);
    let rows = expected.as_array().into_iter().flatten().map(|row| {
        let holder = instant(&row[0]).ok().and_then(|at| {
            let (officer, acting_for, step) = state.holder_at(at)?;
            Some(json!([officer, acting_for, step]))
        });
        json!([row[0], holder])
    });
    Value::Array(rows.collect())
}

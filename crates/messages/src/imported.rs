//! What an old register says of a dossier, in sentences. Knows the event of an import; not the
//! register that it came from.

use ::text::Language;
use calendar::{Instant, Zone};
use dossier::event::{ImportedPause, ImportedStep};
use dossier::{Event, Phase};

use crate::{Value, channel, day_of, instant, pause_reason, text};

/// The sentences of an import, in order; none for another event.
#[must_use]
pub fn imported(language: Language, register: &str, event: &Event, zone: &Zone) -> Vec<String> {
    let Event::Imported {
        filing,
        received,
        due,
        due_stated,
        officer,
        finished,
        withdrawn,
        steps,
        pauses,
        imported_at,
        ..
    } = event
    else {
        return Vec::new();
    };
    let shown = |at: Instant| moment(language, at, zone);
    let line = |key: &str, value: String| {
        (!value.is_empty()).then(|| text(language, key, &[("value", value.into())]))
    };
    let values =
        [("register", Value::from(register)), ("at", instant(language, *imported_at, zone).into())];
    let mut lines = vec![text(language, "imported-register", &values)];
    let due_key = if *due_stated { "imported-due_stated" } else { "imported-due_counted" };
    let way =
        if filing.channel.is_empty() { String::new() } else { channel(language, &filing.channel) };
    lines.extend(
        [
            line("imported-procedure", filing.procedure.clone()),
            line("imported-field", filing.field.clone()),
            line("imported-unit", filing.unit.clone()),
            line("imported-officer", officer.clone().unwrap_or_default()),
            line("imported-ward", filing.ward.clone()),
            line("imported-channel", way),
            line("imported-received", shown(*received)),
            line(due_key, shown(*due)),
            line("imported-finished", finished.map(shown).unwrap_or_default()),
            line("imported-withdrawn", withdrawn.map(shown).unwrap_or_default()),
        ]
        .into_iter()
        .flatten(),
    );
    match finished {
        Some(at) if withdrawn.is_none() => {
            let days = zone.day(*at).0 - zone.day(*due).0;
            let key = if days > 0 { "imported-late" } else { "imported-in_time" };
            lines.push(text(language, key, &[("days", i64::from(days).into())]));
        }
        None if withdrawn.is_none() => lines.push(text(language, "imported-open", &[])),
        _ => {}
    }
    lines.extend(steps.iter().map(|step| self::step(language, step, zone)));
    lines.extend(pauses.iter().map(|pause| self::pause(language, pause, zone)));
    let unknown = if pauses.is_empty() { "imported-unknown" } else { "imported-unknown_holders" };
    lines.push(text(language, unknown, &[]));
    lines
}

/// The state of an imported dossier: whether a result was handed over, no old register says.
#[must_use]
pub fn phase_of_import(language: Language, phase: Phase) -> String {
    match phase {
        Phase::Ready => text(language, "imported-ready", &[]),
        phase => crate::phase(language, phase),
    }
}

/// A moment of a register. The first and the last millisecond of a day stand for a date without a time.
fn moment(language: Language, at: Instant, zone: &Zone) -> String {
    let day = zone.day(at);
    if at == zone.at(day, 0) {
        day_of(language, day)
    } else if at.plus_millis(1) == zone.at(day.plus(1), 0) {
        text(language, "imported-end_of_day", &[("day", day_of(language, day).into())])
    } else {
        instant(language, at, zone)
    }
}

fn step(language: Language, step: &ImportedStep, zone: &Zone) -> String {
    let shown = |at: Instant| moment(language, at, zone);
    let by: Vec<&str> =
        [&step.officer, &step.unit].into_iter().flatten().map(String::as_str).collect();
    let by = if by.is_empty() { text(language, "imported-nobody", &[]) } else { by.join(", ") };
    let key = match step.due {
        None => "imported-step",
        Some(due) if step.at <= due => "imported-step_in_time",
        Some(_) => "imported-step_late",
    };
    let values = [
        ("step", Value::from(step.name.as_str())),
        ("at", shown(step.at).into()),
        ("due", step.due.map(shown).unwrap_or_default().into()),
        ("by", by.into()),
    ];
    text(language, key, &values)
}

fn pause(language: Language, pause: &ImportedPause, zone: &Zone) -> String {
    let shown = |at: Instant| moment(language, at, zone);
    let key = if pause.to.is_some() { "imported-pause" } else { "imported-pause_open" };
    let values = [
        ("reason", Value::from(pause_reason(language, pause.reason))),
        ("from", shown(pause.from).into()),
        ("to", pause.to.map(shown).unwrap_or_default().into()),
    ];
    text(language, key, &values)
}

#[cfg(test)]
mod tests;

//! What an old register says of a dossier, in sentences. Knows the event of an import; not the
//! register that it came from.

use ::text::Language;
use calendar::{Instant, Zone};
use dossier::Event;
use dossier::event::{ImportedPause, ImportedStep};

use crate::{Value, channel, instant, pause_reason, text};

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
    let shown = |at: Instant| instant(language, at, zone);
    let line = |key: &str, value: String| {
        (!value.is_empty()).then(|| text(language, key, &[("value", value.into())]))
    };
    let values = [("register", Value::from(register)), ("at", shown(*imported_at).into())];
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
    if finished.is_none() && withdrawn.is_none() {
        lines.push(text(language, "imported-open", &[]));
    }
    lines.extend(steps.iter().map(|step| self::step(language, step, zone)));
    lines.extend(pauses.iter().map(|pause| self::pause(language, pause, zone)));
    let unknown = if pauses.is_empty() { "imported-unknown" } else { "imported-unknown_holders" };
    lines.push(text(language, unknown, &[]));
    lines
}

fn step(language: Language, step: &ImportedStep, zone: &Zone) -> String {
    let shown = |at: Instant| instant(language, at, zone);
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
    let shown = |at: Instant| instant(language, at, zone);
    let key = if pause.to.is_some() { "imported-pause" } else { "imported-pause_open" };
    let values = [
        ("reason", Value::from(pause_reason(language, pause.reason))),
        ("from", shown(pause.from).into()),
        ("to", pause.to.map(shown).unwrap_or_default().into()),
    ];
    text(language, key, &values)
}

#[cfg(test)]
mod tests {
    use dossier::Filing;
    use dossier::event::PauseReason;

    use super::*;

    #[test]
    fn an_import_says_what_it_knows_and_what_it_does_not() {
        let event = Event::Imported {
            code: "A".into(),
            filing: Filing { unit: "QLĐT".into(), channel: "online".into(), ..Filing::default() },
            zone: "Asia/Ho_Chi_Minh".into(),
            received: Instant(0),
            due: Instant(86_400_000),
            due_stated: true,
            officer: None,
            finished: None,
            withdrawn: None,
            steps: vec![ImportedStep {
                name: "Ký".into(),
                officer: Some("An".into()),
                unit: None,
                at: Instant(1),
                due: Some(Instant(0)),
            }],
            pauses: vec![ImportedPause {
                from: Instant(0),
                to: None,
                reason: PauseReason::Financial,
                on_due_date: false,
            }],
            imported_at: Instant(0),
        };
        for (language, words) in [
            (
                Language::Vietnamese,
                ["quan-cu", "ghi trong sổ", "QLĐT", "chưa có kết quả", "Ký", "An"],
            ),
            (Language::English, ["quan-cu", "stated", "QLĐT", "no result", "Ký", "An"]),
        ] {
            let lines = imported(language, "quan-cu", &event, &Zone::VIETNAM).join("\n");
            assert!(words.iter().all(|word| lines.contains(word)), "{lines}");
            assert!(!lines.contains("[imported"), "{lines}");
        }
        assert_eq!(imported(Language::English, "x", &Event::Supplied, &Zone::VIETNAM), [""; 0]);
    }
}

//! Events as canonical bytes and back (docs/events.md): JSON with sorted keys, no white space. Text that
//! an older program stored with decomposed letters is read with composed ones; the stored bytes stay.

use calendar::Instant;
use dossier::{Event, Recorded, Sealed};
use serde::{Deserialize, Serialize};
use store::{EventRow, NewEvent};
use text::outside::composed;

use crate::error::Failure;

/// The key of the paper's number in the public part.
const PAPER_NUMBER: &str = "paper_number";

/// The key alone, of any event.
#[derive(Deserialize)]
struct Numbered {
    paper_number: Option<u64>,
}

/// The row of an event.
pub(crate) fn row(recorded: &Recorded) -> NewEvent {
    // Every value written here is made of strings, numbers and lists; none can fail to serialise.
    let mut public = serde_json::to_value(&recorded.event).unwrap_or_default();
    if let Some(number) = recorded.paper_number {
        public[PAPER_NUMBER] = number.into();
    }
    NewEvent {
        happened_at: recorded.at.0,
        logged_at: recorded.logged_at.0,
        actor: recorded.actor.clone(),
        on_behalf: recorded.on_behalf.clone(),
        kind: public["kind"].as_str().unwrap_or_default().to_owned(),
        public_part: public.to_string(),
        sealed_part: recorded.sealed.as_ref().map(canonical),
    }
}

/// The event of a row.
pub(crate) fn recorded(row: &EventRow) -> Result<Recorded, Failure> {
    let broken = |error: serde_json::Error| Failure::BrokenRecord {
        stream: row.stream.clone(),
        what: format!("event {} cannot be read: {error}", row.version),
    };
    let public_part = composed(&row.event.public_part);
    let event: Event = serde_json::from_str(&public_part).map_err(broken)?;
    let numbered = match public_part.contains(PAPER_NUMBER) {
        true => serde_json::from_str::<Numbered>(&public_part).map_err(broken)?.paper_number,
        false => None,
    };
    let sealed = row.event.sealed_part.as_deref().map(composed);
    let sealed = sealed.map(|text| serde_json::from_str::<Sealed>(&text));
    Ok(Recorded {
        at: Instant(row.event.happened_at),
        logged_at: Instant(row.event.logged_at),
        actor: row.event.actor.clone(),
        on_behalf: row.event.on_behalf.clone(),
        paper_number: numbered,
        event,
        sealed: sealed.transpose().map_err(broken)?,
    })
}

/// A stream's events.
pub(crate) fn history(rows: &[EventRow]) -> Result<Vec<Recorded>, Failure> {
    rows.iter().map(recorded).collect()
}

/// Canonical bytes of a value: `serde_json` keeps object keys sorted.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    // Every value written here is made of strings, numbers and lists; none can fail to serialise.
    serde_json::to_value(value).map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_bytes_have_sorted_keys_and_no_white_space() {
        let event = Event::Given {
            from: "a".into(),
            to: "b".into(),
            step: "verify".into(),
            unit: "TNMT".into(),
            accept_within: None,
            proposes_decline: None,
        };
        assert_eq!(
            canonical(&event),
            r#"{"from":"a","kind":"given","step":"verify","to":"b","unit":"TNMT"}"#
        );
    }

    /// An older program stored letters without composing them; the fold compares texts with
    /// composed letters.
    #[test]
    fn decomposed_letters_of_a_stored_event_are_read_composed() {
        let given = |step: &str| Recorded {
            at: Instant(0),
            logged_at: Instant(0),
            actor: "a".into(),
            on_behalf: None,
            paper_number: None,
            event: Event::StepStarted { step: step.into() },
            sealed: Some(Sealed { text: Some(step.into()), ..Sealed::default() }),
        };
        let event = row(&given("Tha\u{309}m \u{111}i\u{323}nh"));
        let stored = EventRow { stream: "s".into(), version: 1, position: 1, event };
        let before = stored.clone();
        assert!(recorded(&stored).is_ok_and(|read| read == given("Thảm định")));
        assert_eq!(stored, before, "the stored bytes stay");
    }
}

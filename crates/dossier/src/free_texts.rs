//! Which fields of an event a person wrote in free words, so that such a text may name a person. All other
//! texts are codes, names of units, steps and procedures. Knows no person.

use serde_json::Value;

use crate::event::Event;

/// The fields with free words, by their keys in the record; a correction may set each of them.
pub const FREE_TEXTS: &[&str] =
    &["basis", "decision", "entered_late", "items", "missing", "reason", "tracking"];

impl Event {
    /// Visits the texts in free words.
    pub fn free_texts(&mut self, mut visit: impl FnMut(&mut String)) {
        match self {
            Self::Guided { missing: texts }
            | Self::SupplementAsked { items: texts, .. }
            | Self::PapersPromised { items: texts }
            | Self::Supplied { items: texts } => texts.iter_mut().for_each(visit),
            Self::Received { entered_late: text, .. }
            | Self::ResultApproved { reason: text, .. } => {
                text.iter_mut().for_each(visit);
            }
            Self::Refused { reason: text }
            | Self::Returned { reason: text, .. }
            | Self::Declined { reason: text, .. }
            | Self::Reassigned { reason: text, .. }
            | Self::Paused { basis: text, .. }
            | Self::Extended { basis: text, .. }
            | Self::CalendarChanged { reason: text, .. }
            | Self::ApologyDrafted { reason: text, .. }
            | Self::ApologySent { tracking: text, .. }
            | Self::ChairmanDate { decision: text, .. }
            | Self::ResultDeclined { reason: text, .. }
            | Self::LetterWaived { reason: text }
            | Self::Posted { tracking: text }
            | Self::Withdrawn { reason: text }
            | Self::MovedToUnit { reason: text, .. } => visit(text),
            Self::Corrected { set, reason, .. } => {
                visit(reason);
                let free = set.iter_mut().filter(|(key, _)| FREE_TEXTS.contains(&key.as_str()));
                free.for_each(|(_, value)| texts_in(value, &mut visit));
            }
            _ => {}
        }
    }
}

fn texts_in(value: &mut Value, visit: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(all) => all.iter_mut().for_each(|one| texts_in(one, visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    /// The texts of events that are not written in free words: codes, pseudonyms, and names of the rules and
    /// of old registers.
    const OTHER: &[&str] = &[
        "approved_by",
        "by",
        "calendar",
        "code",
        "desk",
        "from",
        "officer",
        "request",
        "step",
        "to",
        "unit",
        "zone",
    ];

    /// The fields of type text in the declaration of the events.
    fn text_fields() -> Vec<String> {
        let source = include_str!("event.rs");
        let from = source.find("pub enum Event {").unwrap();
        let declared = source.get(from..).unwrap();
        let declared = declared.get(..declared.find("\n}\n").unwrap()).unwrap();
        let mut fields: Vec<String> = declared
            .split(['{', ',', '}', '\n'])
            .filter_map(|one| one.trim().split_once(": "))
            .filter(|(_, kind)| ["String", "Option<String>", "Vec<String>"].contains(kind))
            .map(|(name, _)| name.to_owned())
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    #[test]
    fn every_text_of_an_event_is_free_or_known_not_to_be() {
        let mut known: Vec<&str> = FREE_TEXTS.iter().chain(OTHER).copied().collect();
        known.sort_unstable();
        assert_eq!(text_fields(), known);
    }

    /// Every event with a field of free words, as the record has it, with `free` there.
    #[test]
    fn every_free_text_is_visited_and_no_other() {
        for (text, free) in [
            (r#"{"kind":"guided","missing":["free","free"]}"#, 2),
            (r#"{"kind":"refused","reason":"free"}"#, 1),
            (r#"{"kind":"returned","from":"a","to":"b","step":"s","unit":"u","reason":"free"}"#, 1),
            (r#"{"kind":"declined","by":"a","reason":"free"}"#, 1),
            (r#"{"kind":"reassigned","to":"b","unit":"u","reason":"free"}"#, 1),
            (r#"{"kind":"supplement_asked","items":["free"]}"#, 1),
            (r#"{"kind":"papers_promised","items":["free"]}"#, 1),
            (r#"{"kind":"supplied","items":["free"]}"#, 1),
            (r#"{"kind":"paused","reason":"agency","basis":"free"}"#, 1),
            (r#"{"kind":"calendar_changed","calendar":"c","reason":"free"}"#, 1),
            (r#"{"kind":"apology_drafted","reason":"free","unit":"u","new_date":null}"#, 1),
            (r#"{"kind":"apology_sent","by":"a","tracking":"free"}"#, 1),
            (r#"{"kind":"chairman_date","date":"2018-06-04","decision":"free"}"#, 1),
            (r#"{"kind":"result_approved","by":"a","declined":true,"reason":"free"}"#, 1),
            (r#"{"kind":"result_declined","by":"a","reason":"free"}"#, 1),
            (r#"{"kind":"letter_waived","reason":"free"}"#, 1),
            (r#"{"kind":"posted","tracking":"free"}"#, 1),
            (r#"{"kind":"withdrawn","reason":"free"}"#, 1),
            (r#"{"kind":"moved_to_unit","unit":"u","reason":"free"}"#, 1),
            (
                r#"{"kind":"corrected","target":1,"reason":"free","set":{"basis":"free","items":["free"],"unit":"x"}}"#,
                3,
            ),
            (r#"{"kind":"step_started","step":"free"}"#, 0),
        ] {
            let mut event: Event = serde_json::from_str(text).unwrap();
            let mut seen = Vec::new();
            event.free_texts(|text| seen.push(text.clone()));
            assert_eq!(seen, vec!["free"; free], "{text}");
        }
    }
}

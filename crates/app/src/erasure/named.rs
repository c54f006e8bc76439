//! The names and numbers of the persons whose data is erased, and the public texts that name them: an
//! officer's reason may. Such a text is blanked. Knows no table.

use dossier::event::Person;
use serde_json::Value;
use text::fold::fold;

use crate::core::Core;
use crate::error::Failure;
use crate::event_codec;

/// What takes the place of a text that named the person.
const BLANK: &str = "—";
/// A number of fewer digits names no person.
const DIGITS: usize = 8;

/// Names as folded words, and numbers as digits.
#[derive(Debug, Default)]
pub(super) struct Named {
    names: Vec<String>,
    numbers: Vec<String>,
}

/// The words of a text, folded, with a blank around each.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

impl Named {
    /// Learns the persons in a dossier's sealed parts.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub(super) fn learn(&mut self, core: &Core, stream: &str) -> Result<(), Failure> {
        for recorded in event_codec::history(&core.writer.stream(stream)?)? {
            let Some(sealed) = recorded.sealed else { continue };
            sealed.applicant.iter().chain(&sealed.submitter).for_each(|person| self.add(person));
            if let Some(taker) = sealed.received_by {
                let (name, identity) = (taker.name, taker.identity);
                self.add(&Person { name, identity, ..Person::default() });
            }
        }
        Ok(())
    }

    fn add(&mut self, person: &Person) {
        let name = words(&person.name);
        // A name of one word stands in many a sentence.
        if name.split_whitespace().count() > 1 && !self.names.contains(&name) {
            self.names.push(name);
        }
        let national = digits(&text::person::national_phone(&person.phone));
        for number in [digits(&person.phone), national, digits(&person.identity)] {
            if number.len() >= DIGITS && !self.numbers.contains(&number) {
                self.numbers.push(number);
            }
        }
    }

    /// Whether a text names one of the persons.
    fn is_in(&self, text: &str) -> bool {
        let (words, digits) = (words(text), digits(text));
        self.names.iter().any(|name| words.contains(name.as_str()))
            || self.numbers.iter().any(|number| digits.contains(number.as_str()))
    }

    /// Blanks every text of a value that names one of the persons; returns whether there was one.
    fn blank(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) if self.is_in(text) => {
                *text = BLANK.to_owned();
                true
            }
            // Each one is blanked, not only the first.
            Value::Array(all) => all.iter_mut().filter_map(|one| self.blanked(one)).count() > 0,
            Value::Object(all) => all.values_mut().filter_map(|one| self.blanked(one)).count() > 0,
            _ => false,
        }
    }

    fn blanked(&self, value: &mut Value) -> Option<()> {
        self.blank(value).then_some(())
    }

    /// Blanks the public texts of a stream that name one of the persons.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn blank_events(&self, core: &mut Core, stream: &str) -> Result<(), Failure> {
        for row in core.writer.stream(stream)? {
            let Ok(mut public) = serde_json::from_str::<Value>(&row.event.public_part) else {
                continue;
            };
            if self.blank(&mut public) {
                core.writer.blank_public(stream, row.version, &public.to_string())?;
            }
        }
        Ok(())
    }

    /// Blanks the reasons in the audit table of acts on a stream that name one of the persons.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn blank_audit(&self, core: &mut Core, stream: &str) -> Result<(), Failure> {
        for (position, detail) in core.reader.audit_details(stream)? {
            if self.is_in(&detail) {
                core.writer.blank_audit(position, BLANK)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> Named {
        let mut named = Named::default();
        named.add(&Person {
            name: "Trần Thị Mai".into(),
            phone: "+84912345678".into(),
            identity: "079123456789".into(),
            address: String::new(),
        });
        named
    }

    #[test]
    fn a_text_that_names_the_person_in_any_spelling_is_blanked() {
        for text in [
            "Bà Trần Thị Mai rút hồ sơ",
            "ba TRAN THI MAI",
            "Tra\u{302}\u{300}n Thi\u{323} Mai",
            "gọi 0912 345 678",
            "số +84912345678",
            "CCCD 079.123.456.789",
        ] {
            assert!(named().is_in(text), "{text}");
        }
        for text in ["Trần Thị Maianh", "Mai sẽ nộp", ""] {
            assert!(!named().is_in(text), "{text}");
        }
    }

    #[test]
    fn only_texts_are_blanked() {
        let mut value = serde_json::json!({
            "kind": "returned", "reason": "Trần Thị Mai xin", "items": ["x", "0912345678"], "n": 1,
        });
        assert!(named().blank(&mut value));
        let expected = serde_json::json!({
            "kind": "returned", "reason": "—", "items": ["x", "—"], "n": 1,
        });
        assert_eq!(value, expected);
        assert!(!named().blank(&mut value), "nothing more");
    }
}

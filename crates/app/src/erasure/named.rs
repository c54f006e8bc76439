//! The names, numbers and addresses of the persons whose data is erased, and the free texts of the public
//! part that name them: an officer's reason may. Such a text is blanked. Knows no table.

use dossier::event::{FilledForm, Person, Sealed};
use text::fold::fold;
use text::person::national_phone;

use crate::core::Core;
use crate::error::Failure;
use crate::event_codec;

/// What takes the place of a text that named the person.
const BLANK: &str = "—";
/// A number of fewer digits within a longer one names no person.
const DIGITS: usize = 8;
/// The number of an identity paper has more letters and digits than others that stand in a reason.
const MARK: usize = 6;

/// What names the persons.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// As folded words.
    names: Vec<String>,
    /// Telephones and numbers of papers, as digits.
    numbers: Vec<String>,
    /// Numbers of papers, as folded letters and digits.
    marks: Vec<String>,
    /// Mail addresses, folded.
    addresses: Vec<String>,
}

/// The words of a text, folded, with a blank around each.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

/// Whether a number may be written with it between two digits.
fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '–' | '+')
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The digits of each run of a text in which only what joins a number stands between them.
fn runs(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !joins(c));
    runs.map(digits).filter(|run| !run.is_empty()).collect()
}

/// The number of a paper in one form; `None` for a text that is none.
fn mark(text: &str) -> Option<String> {
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(joins).filter(|part| !part.is_empty()).collect();
    let whole = parts.concat();
    let is_mark = whole.chars().count() >= MARK
        && whole.chars().all(char::is_alphanumeric)
        && whole.chars().any(|c| c.is_ascii_digit());
    is_mark.then_some(whole)
}

/// Whether a mark stands in a text, whole or in parts.
fn has_mark(text: &str, mark: &str) -> bool {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric() && !joins(c)).any(|clause| {
        let parts: Vec<&str> = clause.split(joins).filter(|part| !part.is_empty()).collect();
        (0..parts.len()).any(|from| {
            let mut left = Some(mark);
            for part in parts.iter().skip(from) {
                left = left.and_then(|left| left.strip_prefix(*part));
                if left.is_none_or(str::is_empty) {
                    break;
                }
            }
            left == Some("")
        })
    })
}

fn put(all: &mut Vec<String>, one: String) {
    if !all.contains(&one) {
        all.push(one);
    }
}

impl Named {
    /// Learns the persons in a dossier's sealed parts.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub(super) fn learn(&mut self, core: &Core, stream: &str) -> Result<(), Failure> {
        for recorded in event_codec::history(&core.writer.stream(stream)?)? {
            recorded.sealed.iter().for_each(|sealed| self.add_sealed(sealed));
        }
        Ok(())
    }

    /// Learns the contacts of a person's account.
    ///
    /// # Errors
    /// The store failed.
    pub(super) fn learn_contacts(&mut self, core: &Core, person: &str) -> Result<(), Failure> {
        for one in core.reader.contacts_of(person)? {
            self.add_contact(&one.contact);
            self.add_name(&one.name);
        }
        Ok(())
    }

    fn add_sealed(&mut self, sealed: &Sealed) {
        sealed.applicant.iter().chain(&sealed.submitter).for_each(|person| self.add(person));
        if let Some(taker) = &sealed.received_by {
            self.add_name(&taker.name);
            self.add_identity(&taker.identity);
        }
        sealed.form.iter().for_each(|form| self.add_form(form));
    }

    fn add(&mut self, person: &Person) {
        self.add_name(&person.name);
        self.add_contact(&person.phone);
        self.add_identity(&person.identity);
    }

    /// A form may name persons who stand nowhere else.
    fn add_form(&mut self, form: &FilledForm) {
        for answer in form.groups.iter().flat_map(|group| &group.answers) {
            let label = words(&answer.label);
            if label.contains(" ho ") && label.contains(" ten ") {
                self.add_name(&answer.value);
            }
            if answer.value.contains('@') {
                self.add_contact(&answer.value);
            } else {
                self.add_identity(&answer.value);
            }
        }
    }

    fn add_name(&mut self, name: &str) {
        let name = words(name);
        // A name of one word stands in many a sentence.
        if name.split_whitespace().count() > 1 {
            put(&mut self.names, name);
        }
    }

    fn add_contact(&mut self, contact: &str) {
        if contact.contains('@') {
            return put(&mut self.addresses, fold(contact));
        }
        for number in [digits(contact), digits(&national_phone(contact))] {
            if number.len() >= DIGITS {
                put(&mut self.numbers, number);
            }
        }
    }

    fn add_identity(&mut self, identity: &str) {
        let Some(mark) = mark(identity) else { return };
        if mark.len() >= DIGITS && mark.chars().all(|c| c.is_ascii_digit()) {
            put(&mut self.numbers, mark.clone());
        }
        put(&mut self.marks, mark);
    }

    /// Whether a text names one of the persons.
    fn is_in(&self, text: &str) -> bool {
        let (words, folded, runs) = (words(text), fold(text), runs(text));
        self.names.iter().any(|name| words.contains(name.as_str()))
            || self.numbers.iter().any(|one| runs.iter().any(|run| run.contains(one.as_str())))
            || self.marks.iter().any(|mark| has_mark(text, mark))
            || self.addresses.iter().any(|address| folded.contains(address.as_str()))
    }

    /// Blanks the free texts of a dossier's public parts that name one of the persons. Texts that differ
    /// stay different: a paper that was asked for is still the one that came.
    ///
    /// # Errors
    /// The store failed, or the record does not read.
    pub(super) fn blank_events(&self, core: &mut Core, stream: &str) -> Result<(), Failure> {
        let mut blanked = Vec::new();
        for row in core.writer.stream(stream)? {
            let mut recorded = event_codec::recorded(&row)?;
            let before = recorded.event.clone();
            recorded.event.free_texts(|text| self.blank(text, &mut blanked));
            if recorded.event != before {
                let public = event_codec::row(&recorded).public_part;
                core.writer.blank_public(stream, row.version, &public)?;
            }
        }
        Ok(())
    }

    fn blank(&self, text: &mut String, blanked: &mut Vec<String>) {
        if !self.is_in(text) {
            return;
        }
        let place = blanked.iter().position(|one| one == text).unwrap_or_else(|| {
            blanked.push(text.clone());
            blanked.len() - 1
        });
        *text = if place == 0 { BLANK.to_owned() } else { format!("{BLANK} {}", place + 1) };
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
    fn numbers_of_passports_mail_addresses_and_names_of_forms_are_learned() {
        use dossier::event::{FilledGroup, FormAnswer};
        let mut named = Named::default();
        let answer = |label: &str, value: &str| FormAnswer {
            label: label.into(),
            value: value.into(),
            ..FormAnswer::default()
        };
        let answers = vec![
            answer("Họ, chữ đệm, tên người mẹ", "Lê Thị Bưởi"),
            answer("Số hộ chiếu", "B 1234567"),
            answer("Thư điện tử", "Hoa@Example.vn"),
            answer("Phường", "Phước Long B"),
        ];
        let groups = vec![FilledGroup { answers, ..FilledGroup::default() }];
        named.add_form(&FilledForm { groups, ..FilledForm::default() });
        for text in [
            "mẹ là Lê Thị Bưởi",
            "hộ chiếu B1234567",
            "HC: b 123 4567, còn hạn",
            "gửi tới hoa@example.vn.",
        ] {
            assert!(named.is_in(text), "{text}");
        }
        for text in ["phường Phước Long B", "B12345678", "AB1234567", "số 1234567", "B, 1234567"]
        {
            assert!(!named.is_in(text), "{text}");
        }
    }

    #[test]
    fn digits_are_joined_only_where_one_number_may_be_written_so() {
        for text in ["079 123/456 789", "079123, 456789", "ngày 07/9/1234 lúc 5:6:789"] {
            assert!(!named().is_in(text), "{text}");
        }
    }

    #[test]
    fn texts_that_differ_stay_different() {
        let mut blanked = Vec::new();
        let mut texts =
            ["Giấy của Trần Thị Mai", "x", "CCCD của Trần Thị Mai", "Giấy của Trần Thị Mai"]
                .map(str::to_owned);
        texts.iter_mut().for_each(|text| named().blank(text, &mut blanked));
        assert_eq!(texts, ["—", "x", "— 2", "—"]);
    }
}

//! The apology letter in words: one function, for the page on which it is signed, for the sheet that
//! is printed and for every later form of it. Knows no page and no dossier.

use ::text::Language;
use calendar::{Day, Instant, Zone};
use dossier::RuleSet;

use crate::bundle::{Value, text};
use crate::time::{date_of, day_of, instant};

/// The content of a letter; officers, units and steps by their names.
#[derive(Clone, Debug)]
pub struct ApologyLetter<'a> {
    /// The law's frame of the dossier, which decides on the form.
    pub rule_set: RuleSet,
    pub agency: &'a str,
    /// The unit in whose name the letter is signed.
    pub unit: &'a str,
    /// The applicant, where the reader may see the name.
    pub applicant: Option<&'a str>,
    pub code: &'a str,
    pub procedure: &'a str,
    pub received: Instant,
    pub due: Instant,
    pub reason: &'a str,
    /// The unit that answers for the delay.
    pub responsible: &'a str,
    pub new_date: Option<Day>,
    /// The desk where the result will be given out, with its address and telephone.
    pub desk: &'a str,
    /// The day of the letter: of its signature, or of the reading while it is not signed.
    pub on: Instant,
    /// The signer's title and name, once the letter is signed.
    pub signer: Option<(&'a str, &'a str)>,
    pub zone: &'a Zone,
}

/// The parts of a letter, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    pub agency: String,
    pub unit: String,
    pub date: String,
    pub heading: String,
    pub to: String,
    pub paragraphs: Vec<String>,
    pub title: String,
    pub signer: String,
}

/// The name of the letter in a rule set: an apology until 14 September 2025, from then on an apology
/// that asks for an extension.
#[must_use]
pub fn letter_name(language: Language, rule_set: RuleSet) -> String {
    text(language, key("name", rule_set), &[])
}

fn key(part: &str, rule_set: RuleSet) -> &'static str {
    match (part, rule_set) {
        ("name", RuleSet::TT03) => "apology_letter-name_2025",
        ("name", _) => "apology_letter-name_2018",
        (_, RuleSet::TT03) => "apology_letter-new_date_2025",
        _ => "apology_letter-new_date_2018",
    }
}

/// The letter.
#[must_use]
pub fn apology_letter(language: Language, letter: &ApologyLetter<'_>) -> LetterText {
    let say = |key: &str, values: &[(&str, Value<'_>)]| text(language, key, values);
    let at = |at: Instant| instant(language, at, letter.zone);
    let agency = || Value::from(letter.agency);
    let delay =
        if letter.on > letter.due { "apology_letter-late" } else { "apology_letter-will_be_late" };
    let promise = match letter.new_date {
        Some(date) => {
            let values = [("agency", agency()), ("date", day_of(language, date).into())];
            say(key("new_date", letter.rule_set), &values)
        }
        None => say("apology_letter-no_new_date", &[("agency", agency())]),
    };
    let received = [
        ("received", date_of(letter.zone.day(letter.received)).into()),
        ("agency", agency()),
        ("procedure", letter.procedure.into()),
        ("code", letter.code.into()),
    ];
    let reason = letter.reason.trim().trim_end_matches('.');
    let reason = [("reason", reason.into()), ("unit", letter.responsible.into())];
    let mut paragraphs = vec![
        say("apology_letter-received", &received),
        say("apology_letter-due", &[("due", at(letter.due).into())]),
        say(delay, &[("agency", agency())]),
        say("apology_letter-reason", &reason),
        say("apology_letter-sorry", &[("agency", agency())]),
        promise,
    ];
    if !letter.desk.is_empty() {
        paragraphs.push(say("apology_letter-desk", &[("desk", letter.desk.into())]));
    }
    paragraphs.push(say("apology_letter-end", &[]));
    let (title, signer) = letter.signer.unwrap_or_default();
    LetterText {
        agency: letter.agency.to_owned(),
        unit: letter.unit.to_owned(),
        date: say("apology_letter-date", &[("date", date_of(letter.zone.day(letter.on)).into())]),
        heading: letter_name(language, letter.rule_set),
        to: match letter.applicant {
            Some(name) => say("apology_letter-to", &[("name", name.into())]),
            None => say("apology_letter-to_applicant", &[("code", letter.code.into())]),
        },
        paragraphs,
        title: title.to_owned(),
        signer: signer.to_owned(),
    }
}

#[cfg(test)]
mod tests;

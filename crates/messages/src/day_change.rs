//! A day that new rules change, in one sentence.

use calendar::Day;
use rules::{DayChange, DayChangeKind};
use text::Language;

use crate::{day_of, text};

/// The sentence: what the day becomes, and what that means where the day has passed or moves nothing.
#[must_use]
pub fn day_change(language: Language, change: &DayChange, today: Day) -> String {
    let name = language.choose(&change.name, &change.name_en);
    let values = [("day", day_of(language, change.day).into()), ("name", name.into())];
    let mut sentence = text(language, &format!("day_change-{}", change.kind.code()), &values);
    if !change.has_openings && change.kind == DayChangeKind::Off {
        sentence += &text(language, "day_change-not_worked", &[]);
    }
    if change.day < today {
        sentence += &text(language, "day_change-past", &[]);
    }
    sentence
}

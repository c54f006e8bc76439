//! The sentences of the summary report, with each number where it stands. Knows no question behind
//! a number and no page.

use ::text::{Language, date, number};
use calendar::Zone;
use dossier::RuleSet;
use indicators::definitions;
use indicators::summary::{Sentence, Value as Counted, Word};

use crate::bundle::{Value, text};
use crate::time::{date_of, instant};
use crate::words::naming;

/// Around a number in a text that is being made: no text of people or rules holds them.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Which of the sentence's numbers it shows.
    pub number: Option<usize>,
}

/// The writer of one report's sentences.
pub struct SummaryTexts<'a> {
    pub language: Language,
    /// The rule set that names the apology letter.
    pub rule_set: RuleSet,
    pub zone: Zone,
    /// The shown name of an agency, a value of a dimension, or a step.
    pub name: &'a dyn Fn(&Word) -> String,
}

impl SummaryTexts<'_> {
    /// A sentence in pieces; the pieces together are the text.
    #[must_use]
    pub fn pieces(&self, sentence: &Sentence) -> Vec<Piece> {
        let words = sentence.words.iter().map(|(name, word)| (*name, self.word(word).into()));
        let numbers = sentence.numbers.iter().enumerate().map(|(place, number)| {
            let counted = counted(self.language, &number.value);
            (number.name, format!("{OPEN}{place}{OPEN}{counted}{CLOSE}").into())
        });
        let mut values: Vec<(&str, Value<'_>)> = words.chain(numbers).collect();
        values.push(naming(self.rule_set));
        split(&text(self.language, &format!("summary-{}", sentence.id), &values))
    }

    /// A sentence as one text.
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> String {
        self.pieces(sentence).into_iter().map(|piece| piece.text).collect()
    }

    /// The heading of a section.
    #[must_use]
    pub fn heading(&self, section: &str) -> String {
        let key = format!("summary-section_{section}");
        text(self.language, &key, &[naming(self.rule_set)])
    }

    fn word(&self, word: &Word) -> String {
        match word {
            Word::Day(day) => date_of(*day),
            Word::At(at) => instant(self.language, *at, &self.zone),
            Word::Figure(figure) => {
                let key = format!("figure-{}", figure.code());
                text(self.language, &key, &[naming(self.rule_set)])
            }
            Word::Definition(name) => definitions::definition(name)
                .map_or_else(String::new, |definition| {
                    self.language.choose(definition.vi, definition.en).to_owned()
                }),
            Word::Text(text) => text.clone(),
            Word::Titled(_, english)
                if self.language == Language::English && !english.is_empty() =>
            {
                english.clone()
            }
            Word::Titled(vietnamese, _) => vietnamese.clone(),
            Word::Indicator(indicator) => {
                text(self.language, &format!("indicator-{}", indicator.code()), &[])
            }
            Word::Decimal(decimal) => number::decimal(decimal, self.language),
            Word::Named(..) | Word::Step(_) | Word::Agency => (self.name)(word),
        }
    }
}

/// A number of the report without what it counts: `3.839`, `90,57 %`, `4,48`.
#[must_use]
pub fn summary_number(language: Language, value: &Counted) -> String {
    match value {
        Counted::Dossiers(n)
        | Counted::Procedures(n)
        | Counted::Sessions(n)
        | Counted::Units(n)
        | Counted::Visits(n)
        | Counted::Findings(n)
        | Counted::Reports(n)
        | Counted::Readers(n) => number::integer(i64::try_from(*n).unwrap_or(i64::MAX), language),
        Counted::Percent(rate) | Counted::ShareOfUnits(rate) => {
            number::percent(Some(rate), language)
        }
        Counted::Points(points) => number::decimal(points, language),
        Counted::Minutes(minutes) => date::working_duration(*minutes, language),
    }
}

/// A number with what it counts: `3.839 hồ sơ`.
fn counted(language: Language, value: &Counted) -> String {
    let noun = |key: &str, n: u64| {
        text(language, key, &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())])
    };
    match value {
        Counted::Dossiers(n) => noun("summary-n_dossiers", *n),
        Counted::Procedures(n) => noun("summary-n_procedures", *n),
        Counted::Sessions(n) => noun("summary-n_sessions", *n),
        Counted::Units(n) => noun("summary-n_units", *n),
        Counted::Visits(n) => noun("summary-n_visits", *n),
        Counted::Findings(n) => noun("summary-n_findings", *n),
        Counted::Reports(n) => noun("summary-n_reports", *n),
        Counted::Readers(n) => noun("summary-n_readers", *n),
        _ => summary_number(language, value),
    }
}

/// Cuts a text where numbers begin and end.
fn split(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut put = |text: &str, number: Option<usize>| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), number });
        }
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        put(before, None);
        let (place, after) = after.split_once(OPEN).unwrap_or_default();
        let (shown, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        put(shown, place.parse().ok());
        rest = after;
    }
    put(rest, None);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, late: u64, expected: &str) {
        let query = indicators::Query::new(calendar::Day(0), calendar::Day(9));
        let listed = indicators::summary::Listed { query, figure: indicators::Figure::Late };
        let sentence = Sentence {
            id: "open_past_due",
            numbers: [("n", Counted::Dossiers(late)), ("rate", Counted::Percent("3.60".into()))]
                .map(|(name, value)| indicators::summary::Number {
                    name,
                    value,
                    behind: indicators::summary::Behind::List(listed.clone()),
                })
                .into(),
            ..Sentence::default()
        };
        let name = |_: &Word| String::new();
        let texts =
            SummaryTexts { language, rule_set: RuleSet::ND61, zone: Zone::VIETNAM, name: &name };
        assert_eq!(texts.sentence(&sentence), expected);
        let numbers: Vec<_> =
            texts.pieces(&sentence).into_iter().filter_map(|p| p.number).collect();
        assert_eq!(numbers, [0, 1]);
    }

    #[test]
    fn numbers_stand_in_their_places_with_the_right_forms() {
        use Language::{English, Vietnamese};
        let vi =
            "Đang giải quyết đã quá hạn 1.061 hồ sơ, chiếm 3,60\u{a0}% tổng số hồ sơ tiếp nhận.";
        check(Vietnamese, 1061, vi);
        let en = "In progress past the due date: 1 dossier, 3.60\u{a0}% of those received.";
        check(English, 1, en);
        let en = "In progress past the due date: 1,061 dossiers, 3.60\u{a0}% of those received.";
        check(English, 1061, en);
    }
}

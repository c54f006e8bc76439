//! Finds procedures by a typed query: without diacritics, in any order, with incomplete or mistyped
//! words. The index is built once for all versions; the day is a parameter. The module must not
//! know pages or languages.

use std::collections::BTreeMap;

use calendar::Day;
use text::words::{has_one_typing_error, words};

use crate::procedure::Procedure;
use crate::{OtherAuthority, Rules};

/// A procedure that answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The version in force on the day of the query.
    pub procedure: &'a Procedure,
    /// The quality of the match.
    pub quality: MatchQuality,
}

/// The quality of a match, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchQuality {
    /// The procedure has the words one after the other.
    Phrase,
    /// The procedure has all words.
    Words,
    /// The procedure has all words, but some of the query's words are incomplete.
    Incomplete,
    /// The procedure has all words, but some of the query's words are mistyped by one letter.
    Mistyped,
    /// The procedure has some of the words, or words that begin with them; used only where no
    /// procedure has all words.
    Partial,
}

/// The kind of text that contains a word. A word in an earlier kind describes a procedure better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum TextKind {
    Name,
    Event,
    Field,
    Result,
}

/// The grades of a match between a word of the query and a word of a procedure; lower is better.
const EXACT: u8 = 0;
const INCOMPLETE: u8 = 1;
const MISTYPED: u8 = 2;
/// A short word before the last one of the query is complete, so a longer word begins with it by
/// chance only.
const ACCIDENTAL: u8 = 3;
/// No word matches.
const ABSENT: u8 = u8::MAX;
/// The number of places. A byte stores grade and place as `grade * PLACES + place`.
const PLACES: u8 = 4;

/// The fewest letters of a word that may be mistyped or incomplete; a shorter word matches too many
/// others.
const TOLERANT_LETTERS: usize = 4;
/// The most words of a query that are read; the longest name of a procedure has fewer.
const MAX_WORDS: usize = 200;
/// The most characters of a word that are read; the longest word of a procedure has fewer.
const MAX_WORD_CHARS: usize = 60;
/// The most hits where no procedure has all words.
const MAX_PARTIAL_HITS: usize = 5;

/// The words of all versions of all procedures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// All words, in alphabetical order.
    words: Vec<Word>,
    /// One document for each version, in the order of [`Rules::procedures`].
    documents: Vec<Document>,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    letters: usize,
    /// Whether a query may have the word with a typing error; false for codes, where one digit
    /// makes another code.
    tolerant: bool,
    /// The documents that contain the word, each once, with the best place in the document.
    at: Vec<(u32, TextKind)>,
}

/// A text of a document. `order` is the position in the list of a life event, which begins with the
/// most frequent procedures.
#[derive(Clone, Debug)]
struct Text<W> {
    place: TextKind,
    order: u32,
    words: Vec<W>,
}

#[derive(Clone, Debug)]
struct Document {
    /// The texts of the document as numbers of words.
    texts: Vec<Text<u32>>,
    /// The number of words of the name, without “Thủ tục” at its beginning: among equal matches, a
    /// document with a shorter name comes first.
    length: usize,
}

/// The match of a document with the whole query.
#[derive(Clone, Copy, Default)]
struct Score {
    worst: u8,
    places: u32,
    missing: bool,
    weight: u32,
}

/// The procedures in force on a day that match a query, best first; none for a query without words.
#[must_use]
pub fn search<'a>(rules: &'a Rules, query: &str, day: Day) -> Vec<Hit<'a>> {
    let mut query_words = words(query);
    query_words.truncate(MAX_WORDS);
    for word in &mut query_words {
        if let Some((end, _)) = word.char_indices().nth(MAX_WORD_CHARS) {
            word.truncate(end);
        }
    }
    if query_words.is_empty() {
        return Vec::new();
    }
    let index = rules.index();
    let mut best: Vec<Option<(MatchQuality, u32, u32)>> = vec![None; index.documents.len()];
    for reading in rules.search_words.readings(query_words) {
        for (best, rank) in best.iter_mut().zip(index.ranks(&reading)) {
            *best = [*best, rank].into_iter().flatten().min();
        }
    }
    let mut ranked: Vec<_> = (rules.procedures.iter().zip(&index.documents).zip(best))
        .filter_map(|((procedure, document), rank)| {
            Some(((rank?, document.length, &procedure.code), procedure))
        })
        .filter(|(_, procedure)| {
            let current = rules.procedure_on(&procedure.code, day);
            current.is_some_and(|current| std::ptr::eq(current, *procedure))
        })
        .collect();
    ranked.sort_by_key(|(key, _)| *key);
    let has_full_match = ranked
        .first()
        .is_some_and(|(((match_kind, ..), ..), _)| *match_kind != MatchQuality::Partial);
    let most = if has_full_match { usize::MAX } else { MAX_PARTIAL_HITS };
    let hits = ranked
        .into_iter()
        .map(|(((match_kind, ..), ..), procedure)| Hit { procedure, quality: match_kind });
    hits.filter(|hit| !has_full_match || hit.quality != MatchQuality::Partial).take(most).collect()
}

/// The other authority that is responsible for the subject of a query, with the words of the query
/// that name the subject.
#[must_use]
pub fn other_authority<'a>(rules: &'a Rules, query: &str) -> Option<(&'a str, &'a OtherAuthority)> {
    let level = rules.agency.as_ref().map(|agency| agency.level);
    rules.search_words.other_authority(query, level)
}

impl Score {
    /// The sort key of a hit, where a lower key is better: the quality of the match; then for a
    /// partial match the weight of its words, for a phrase its text, otherwise the places of the
    /// words.
    fn rank(self, phrase: Option<(TextKind, u32)>) -> (MatchQuality, u32, u32) {
        match (phrase, self.worst) {
            _ if self.missing => (MatchQuality::Partial, u32::MAX - self.weight, self.places),
            (Some((place, order)), _) => (MatchQuality::Phrase, place as u32, order),
            (None, EXACT) => (MatchQuality::Words, 0, self.places),
            (None, INCOMPLETE) => (MatchQuality::Incomplete, 0, self.places),
            (None, _) => (MatchQuality::Mistyped, 0, self.places),
        }
    }
}

impl Document {
    /// The best text that contains these words one after the other: its place, and the procedure's
    /// position in a life event.
    fn phrase(&self, phrase: &[u32]) -> Option<(TextKind, u32)> {
        let has = |text: &&Text<u32>| text.words.windows(phrase.len()).any(|run| run == phrase);
        self.texts.iter().filter(has).map(|text| (text.place, text.order)).min()
    }
}

impl Index {
    pub fn new(rules: &Rules) -> Self {
        let texts: Vec<Vec<Text<String>>> =
            rules.procedures.iter().map(|procedure| texts(rules, procedure)).collect();
        let mut places: BTreeMap<&str, Vec<(u32, TextKind)>> = BTreeMap::new();
        for (document, texts) in (0u32..).zip(&texts) {
            for text in texts {
                for word in &text.words {
                    let at = places.entry(word).or_default();
                    match at.last_mut().filter(|(last, _)| *last == document) {
                        Some((_, first)) => *first = text.place.min(*first),
                        None => at.push((document, text.place)),
                    }
                }
            }
        }
        let word = |(text, at): (&str, Vec<(u32, TextKind)>)| {
            let letters = text.chars().count();
            let tolerant = letters >= TOLERANT_LETTERS && text.chars().all(char::is_alphabetic);
            Word { text: text.to_owned(), letters, tolerant, at }
        };
        let words = places.into_iter().map(word).collect();
        let mut index = Self { words, documents: Vec::new() };
        index.documents = texts.iter().map(|texts| index.document(texts)).collect();
        index
    }

    fn document(&self, texts: &[Text<String>]) -> Document {
        let numbered = |text: &Text<String>| Text {
            place: text.place,
            order: text.order,
            words: text.words.iter().filter_map(|word| self.number(word)).collect(),
        };
        Document {
            length: texts.first().map_or(0, |name| length(&name.words)),
            texts: texts.iter().map(numbered).collect(),
        }
    }

    fn number(&self, word: &str) -> Option<u32> {
        let at = self.words.binary_search_by(|listed| listed.text.as_str().cmp(word)).ok()?;
        u32::try_from(at).ok()
    }

    /// The rank of each document for a reading of a query; `None` for a document without a match.
    fn ranks(&self, query_words: &[String]) -> Vec<Option<(MatchQuality, u32, u32)>> {
        let phrase: Option<Vec<u32>> = query_words.iter().map(|word| self.number(word)).collect();
        let scores = self.documents.iter().zip(self.scores(query_words));
        let rank = |(document, score): (&Document, Score)| {
            let phrase = phrase.as_deref().filter(|_| score.worst == EXACT && !score.missing);
            let phrase = phrase.and_then(|phrase| document.phrase(phrase));
            (score.weight > 0).then(|| score.rank(phrase))
        };
        scores.map(rank).collect()
    }

    /// The score of each document for the query.
    fn scores(&self, query_words: &[String]) -> Vec<Score> {
        let mut scores = vec![Score::default(); self.documents.len()];
        let mut unique: Vec<&str> = query_words.iter().map(String::as_str).collect();
        unique.sort_unstable();
        unique.dedup();
        for word in unique {
            let typing = query_words.last().is_some_and(|last| last == word);
            let grades = self.grades(word, typing);
            let having = grades.iter().filter(|grade| **grade / PLACES == EXACT).count().max(1);
            // A word that every procedure has does not distinguish one from another.
            let weight = 1 + 4 * (grades.len() / having).checked_ilog2().unwrap_or_default();
            for (score, grade) in scores.iter_mut().zip(grades) {
                score.missing |= grade / PLACES >= ACCIDENTAL;
                if grade != ABSENT {
                    score.worst = score.worst.max(grade / PLACES);
                    score.places += u32::from(grade % PLACES);
                    score.weight += match grade {
                        // `grade` includes the place: `EXACT` alone is an exact word of a name.
                        EXACT => 2 * weight,
                        _ if grade / PLACES == EXACT => weight,
                        _ => 1,
                    };
                }
            }
        }
        // A long name matches more words by chance.
        for (score, document) in scores.iter_mut().zip(&self.documents) {
            score.weight = score.weight * 64 / (8 + document.length.checked_ilog2().unwrap_or(0));
        }
        scores
    }

    /// The grade of each document for a word; the last word of a query may be incomplete.
    fn grades(&self, typed: &str, typing: bool) -> Vec<u8> {
        let mut grades = vec![ABSENT; self.documents.len()];
        let mut note = |word: &Word, grade: u8| {
            for &(document, place) in &word.at {
                let best = &mut grades[document as usize];
                *best = (grade * PLACES + place as u8).min(*best);
            }
        };
        let letters = typed.chars().count();
        let incomplete =
            if typing || letters >= TOLERANT_LETTERS { INCOMPLETE } else { ACCIDENTAL };
        let first = self.words.partition_point(|word| word.text.as_str() < typed);
        for word in self.words[first..].iter().take_while(|word| word.text.starts_with(typed)) {
            note(word, if word.text == typed { EXACT } else { incomplete });
        }
        let near = |word: &&Word| word.tolerant && word.letters.abs_diff(letters) <= 1;
        for word in
            self.words.iter().filter(near).filter(|word| has_one_typing_error(typed, &word.text))
        {
            note(word, MISTYPED);
        }
        grades
    }
}

/// The number of words of a name. Some names begin with “Thủ tục”, which distinguishes none.
fn length(name: &[String]) -> usize {
    let procedure = words("Thủ tục");
    name.strip_prefix(procedure.as_slice()).unwrap_or(name).len()
}

/// The searchable texts of a procedure, the Vietnamese name first.
fn texts(rules: &Rules, procedure: &Procedure) -> Vec<Text<String>> {
    let text = |place, order, given: &str| Text { place, order, words: words(given) };
    let after_the_dot = procedure.code.split_once('.').map_or("", |(_, rest)| rest);
    let mut texts = vec![
        text(TextKind::Name, 0, &procedure.name),
        text(TextKind::Name, 0, &procedure.name_en),
        text(TextKind::Name, 0, &procedure.code),
        text(TextKind::Name, 0, after_the_dot),
        text(TextKind::Name, 0, &procedure.code.replace('.', "")),
        text(TextKind::Field, 0, &procedure.field),
        text(TextKind::Result, 0, &procedure.result),
    ];
    for event in &rules.life_events {
        let place = event.procedures.iter().position(|code| *code == procedure.code);
        let Some(order) = place.and_then(|at| u32::try_from(at).ok()) else { continue };
        let given = [&event.name, &event.name_en, &event.help, &event.help_en];
        texts.extend(given.map(|given| text(TextKind::Event, order, given)));
    }
    texts
}

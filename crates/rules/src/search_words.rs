//! Words of searches, from `search_words.toml`: words to ignore, everyday words and abbreviations
//! with their official terms, and subjects of other authorities. The module must not know
//! procedures.

use text::words::words;

use crate::reader::{Source, Table};
use crate::words::Level;

/// A subject for which another authority is responsible, although citizens search for it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherAuthority {
    /// The words that name the subject in a query, as the file writes them.
    pub phrases: Vec<String>,
    /// Words that, in the same query, name a subject of the agency.
    pub exceptions: Vec<String>,
    /// The levels of the agencies that are not responsible; empty for all levels.
    pub levels: Vec<Level>,
    /// The other authority, in Vietnamese.
    pub authority: String,
    /// The other authority, in English.
    pub authority_en: String,
}

/// The most official terms of an everyday word.
const MAX_MEANINGS: usize = 2;

/// The search words of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct SearchWords {
    /// Words and phrases that are left out.
    ignored: Vec<Vec<String>>,
    /// Everyday words with their official terms, the longest first; a word with several official
    /// terms has an entry for each.
    synonyms: Vec<(Vec<String>, Vec<String>)>,
    other_authorities: Vec<OtherAuthority>,
}

pub(crate) fn read(source: &Source<'_>) -> SearchWords {
    let root = source.root();
    let ignored = root.texts("left_out");
    let mut synonyms: Vec<_> = root.tables("synonym").iter().flat_map(synonym).collect();
    // `GCN QSDĐ` must come before `GCN`.
    synonyms.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    let other_authorities = root.tables("elsewhere").iter().map(other_authority).collect();
    root.close();
    let ignored = ignored.iter().map(|phrase| words(phrase)).filter(|phrase| !phrase.is_empty());
    SearchWords { ignored: ignored.collect(), synonyms, other_authorities }
}

fn synonym(table: &Table<'_>) -> Vec<(Vec<String>, Vec<String>)> {
    let meaning = words(&table.text("meant"));
    let phrase = table.texts("said");
    table.close();
    phrase
        .iter()
        .map(|phrase| (words(phrase), meaning.clone()))
        .filter(|(phrase, _)| !phrase.is_empty())
        .collect()
}

fn other_authority(table: &Table<'_>) -> OtherAuthority {
    let authority = OtherAuthority {
        phrases: table.texts("said"),
        exceptions: if table.has("unless") { table.texts("unless") } else { Vec::new() },
        levels: if table.has("levels") { table.words("levels") } else { Vec::new() },
        authority: table.text("where"),
        authority_en: table.text("where_en"),
    };
    table.close();
    authority
}

impl SearchWords {
    /// The readings of a query: as typed; without ignored words; with official terms in place of
    /// everyday words.
    pub fn readings(&self, query_words: Vec<String>) -> Vec<Vec<String>> {
        let replaced = (0..MAX_MEANINGS).map(|nth| self.replaced_by_synonym(&query_words, nth));
        let others: Vec<_> =
            [self.without_filler_words(&query_words)].into_iter().chain(replaced).collect();
        let mut readings = vec![query_words];
        for reading in others {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    fn without_filler_words(&self, query_words: &[String]) -> Vec<String> {
        let mut kept = Vec::new();
        let mut rest = query_words;
        while let Some((first, after)) = rest.split_first() {
            let ignored = self.ignored_at(rest);
            kept.extend((ignored == 0).then(|| first.clone()));
            rest = if ignored == 0 { after } else { &rest[ignored..] };
        }
        kept
    }

    /// The number of words of the longest ignored phrase with which a query begins.
    fn ignored_at(&self, query_words: &[String]) -> usize {
        let phrases = self.ignored.iter().filter(|phrase| query_words.starts_with(phrase));
        phrases.map(Vec::len).max().unwrap_or_default()
    }

    /// The query with every everyday word replaced by its `nth` official term, and without ignored
    /// words; empty where no word is replaced.
    fn replaced_by_synonym(&self, query_words: &[String], nth: usize) -> Vec<String> {
        let mut replacement = Vec::new();
        let (mut rest, mut replaced) = (query_words, false);
        while let Some((first, after)) = rest.split_first() {
            let mut matching = self.synonyms.iter().filter(|(phrase, _)| rest.starts_with(phrase));
            let longest = matching.next();
            let same =
                matching.filter(|(phrase, _)| longest.is_some_and(|(first, _)| first == phrase));
            match longest.into_iter().chain(same).take(nth + 1).last() {
                Some((phrase, words)) => {
                    replacement.extend(words.iter().cloned());
                    (rest, replaced) = (&rest[phrase.len()..], true);
                }
                None => {
                    let ignored = self.ignored_at(rest);
                    replacement.extend((ignored == 0).then(|| first.clone()));
                    rest = if ignored == 0 { after } else { &rest[ignored..] };
                }
            }
        }
        if replaced { replacement } else { Vec::new() }
    }

    /// The authority that is responsible for the subject of a query where an agency of this level
    /// is not, with the words of the query that name the subject.
    pub fn other_authority(
        &self,
        query: &str,
        level: Option<Level>,
    ) -> Option<(&str, &OtherAuthority)> {
        let query_words = words(query);
        let fits = |authority: &&OtherAuthority| {
            authority.levels.is_empty()
                || level.is_some_and(|level| authority.levels.contains(&level))
        };
        self.other_authorities.iter().filter(fits).find_map(|authority| {
            let has = |phrase: &&String| {
                let phrase = words(phrase);
                !phrase.is_empty() && query_words.windows(phrase.len()).any(|run| run == phrase)
            };
            let phrase = authority
                .phrases
                .iter()
                .find(has)
                .filter(|_| !authority.exceptions.iter().any(|w| has(&w)));
            phrase.map(|phrase| (phrase.as_str(), authority))
        })
    }
}

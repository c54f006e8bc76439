//! Words of searches, from a `search_words.toml`: words to ignore, everyday words and abbreviations
//! with their official terms, and subjects of other authorities. It must not know procedures.

use text::words::words;

use crate::reader::{Source, Table};
use crate::words::Level;

/// A subject that citizens ask for here and that belongs to another authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The words of such a query, as the file writes them.
    pub said: Vec<String>,
    /// Words that make the query a subject of the agency after all.
    pub unless: Vec<String>,
    /// The levels of agencies that are not responsible; empty for all levels.
    pub levels: Vec<Level>,
    /// The other authority, in Vietnamese.
    pub place: String,
    /// The same in English.
    pub place_en: String,
}

/// The most meanings of an everyday word.
const MAX_MEANINGS: usize = 2;

/// The words of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct SearchWords {
    left_out: Vec<String>,
    /// Everyday words with their official terms, the longest first; a word with several meanings has
    /// an entry for each.
    synonyms: Vec<(Vec<String>, Vec<String>)>,
    elsewhere: Vec<Elsewhere>,
}

pub(crate) fn read(source: &Source<'_>) -> SearchWords {
    let root = source.root();
    let left_out = root.texts("left_out");
    let mut synonyms: Vec<_> = root.tables("synonym").iter().flat_map(synonym).collect();
    // `GCN QSDĐ` before `GCN`.
    synonyms.sort_by_key(|(said, _)| std::cmp::Reverse(said.len()));
    let elsewhere = root.tables("elsewhere").iter().map(elsewhere).collect();
    root.close();
    let left_out = left_out.iter().flat_map(|word| words(word)).collect();
    SearchWords { left_out, synonyms, elsewhere }
}

fn synonym(table: &Table<'_>) -> Vec<(Vec<String>, Vec<String>)> {
    let meant = words(&table.text("meant"));
    let said = table.texts("said");
    table.close();
    said.iter()
        .map(|said| (words(said), meant.clone()))
        .filter(|(said, _)| !said.is_empty())
        .collect()
}

fn elsewhere(table: &Table<'_>) -> Elsewhere {
    let found = Elsewhere {
        said: table.texts("said"),
        unless: if table.has("unless") { table.texts("unless") } else { Vec::new() },
        levels: if table.has("levels") { table.words("levels") } else { Vec::new() },
        place: table.text("where"),
        place_en: table.text("where_en"),
    };
    table.close();
    found
}

impl SearchWords {
    /// The readings of a query: as typed, without ignored words, with the official terms.
    pub fn readings(&self, asked: Vec<String>) -> Vec<Vec<String>> {
        let meant = (0..MAX_MEANINGS).map(|nth| self.meant(&asked, nth));
        let others: Vec<_> = [self.kept(&asked)].into_iter().chain(meant).collect();
        let mut readings = vec![asked];
        for reading in others {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    fn kept(&self, asked: &[String]) -> Vec<String> {
        asked.iter().filter(|word| !self.left_out.contains(word)).cloned().collect()
    }

    /// The query with every everyday word replaced by its `nth` official term, and without ignored
    /// words. Empty where no word is replaced.
    fn meant(&self, asked: &[String], nth: usize) -> Vec<String> {
        let mut meant = Vec::new();
        let (mut rest, mut replaced) = (asked, false);
        while let Some((first, after)) = rest.split_first() {
            let mut known = self.synonyms.iter().filter(|(said, _)| rest.starts_with(said));
            let longest = known.next();
            let same = known.filter(|(said, _)| longest.is_some_and(|(first, _)| first == said));
            match longest.into_iter().chain(same).take(nth + 1).last() {
                Some((said, words)) => {
                    meant.extend(words.iter().cloned());
                    (rest, replaced) = (&rest[said.len()..], true);
                }
                None => {
                    meant.extend(self.kept(std::slice::from_ref(first)));
                    rest = after;
                }
            }
        }
        if replaced { meant } else { Vec::new() }
    }

    /// The other authority for a query that an agency of this level is not responsible for, with the
    /// words of the query that show it.
    pub fn elsewhere(&self, query: &str, level: Option<Level>) -> Option<(&str, &Elsewhere)> {
        let asked = words(query);
        let fits = |found: &&Elsewhere| {
            found.levels.is_empty() || level.is_some_and(|level| found.levels.contains(&level))
        };
        self.elsewhere.iter().filter(fits).find_map(|found| {
            let has = |said: &&String| {
                let said = words(said);
                !said.is_empty() && asked.windows(said.len()).any(|run| run == said)
            };
            let said =
                found.said.iter().find(has).filter(|_| !found.unless.iter().any(|w| has(&w)));
            said.map(|said| (said.as_str(), found))
        })
    }
}

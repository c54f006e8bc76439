//! Searches for dossiers and persons by a code or by words of the applicant's name. For a rare word
//! its few dossiers are found and sorted; where every word is common, dossiers are read in the
//! order shown until enough are found. Both ways have a bound. The module must not know how words
//! are folded.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::ListQuery;
use crate::driver::{Driver, Row};
use crate::error::Error;
use crate::people::{ApplicantRow, applicant};
use crate::read::{after, dossier_row};
use crate::rows::DossierRow;
use crate::scope::Scope;
use crate::{Reader, schema};

/// The most dossiers that a rare word may have.
const RARE_DOSSIERS: usize = 500;
/// The most dossiers that a search for common words reads.
const MAX_READ: usize = 20_000;

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matches<T> {
    /// The matching rows, the newest first.
    pub rows: Vec<T>,
    /// Whether there may be more rows: as many were found as requested, or the search reached its
    /// bound.
    pub more: bool,
}

impl<T> Default for Matches<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), more: false }
    }
}

const NEWEST_FIRST: &str = " ORDER BY received_at DESC NULLS LAST, dossier.stream DESC";

const PERSON: &str = "applicant.person AS person, applicant.stream AS stream, name, \
     address, phone, identity, ";

const PEOPLE: &str = " FROM dossier JOIN applicant ON applicant.stream = dossier.stream WHERE ";

/// The condition for persons whom an officer met. Data typed online do not prove the identity of a
/// visitor at the desk, so persons with an account are left out.
const MET_AT_DESK: &str = " AND applicant.person <> '' \
     AND NOT EXISTS (SELECT 1 FROM citizen WHERE citizen.person = applicant.person)";

impl ListQuery {
    pub(super) fn by_code(scope: &Scope, code: &str, at: i64) -> Self {
        let mut query = Self::default();
        query.push("SELECT ");
        query.push(schema::LISTED);
        query.push(" FROM dossier WHERE ");
        query.with("code = ", code.to_owned(), " AND CASE WHEN ");
        query.scope(scope, at);
        // A code has at most one dossier in each register.
        query.push(" THEN 1 ELSE 0 END = 1 ORDER BY register, stream");
        query
    }

    /// The dossiers of an agency in the order shown, each marked if it matches.
    pub(super) fn by_name(scope: &Scope, terms: &SearchConditions<'_>, rare: Option<&str>) -> Self {
        let mut query = Self::default();
        query.push("SELECT ");
        query.push(schema::LISTED);
        query.push(", CASE WHEN ");
        query.scope(scope, terms.at);
        query.any_of(" AND phase", terms.phases);
        query.push(" AND EXISTS (SELECT 1 FROM applicant WHERE applicant.stream = dossier.stream");
        query.words(terms.words);
        query.push(") THEN 1 ELSE 0 END AS sought FROM dossier WHERE ");
        query.push_source(&scope.agency, rare);
        query
    }

    /// The persons of an agency's dossiers in the order shown, each marked if it matches.
    pub(super) fn people(agency: &str, words: &[String], rare: Option<&str>) -> Self {
        let mut query = Self::default();
        query.push("SELECT ");
        query.push(PERSON);
        query.with("CASE WHEN agency = ", agency.to_owned(), "");
        query.words(words);
        query.push(MET_AT_DESK);
        query.push(" THEN 1 ELSE 0 END AS sought");
        query.push(PEOPLE);
        query.push_source(agency, rare);
        query
    }

    /// Appends the source of the rows: the dossiers of a rare word, or all of the agency in the
    /// order shown.
    fn push_source(&mut self, agency: &str, rare: Option<&str>) {
        match rare {
            Some(word) => {
                self.push("dossier.stream IN (");
                self.of_word(word);
                self.push(")");
            }
            None => self.with("agency = ", agency.to_owned(), ""),
        }
        self.push(NEWEST_FIRST);
        self.with(" LIMIT ", MAX_READ + 1, "");
    }

    pub(super) fn count_of_word(word: &str) -> Self {
        let mut query = Self::default();
        query.push("SELECT count(*) AS n FROM (");
        query.of_word(word);
        query.with(" LIMIT ", RARE_DOSSIERS + 1, ") AS known");
        query
    }

    fn of_word(&mut self, word: &str) {
        self.with("SELECT stream FROM applicant_word WHERE word >= ", word.to_owned(), "");
        self.with(" AND word < ", after(word), "");
    }

    /// Appends the condition that every word begins a word of the applicant's name. `replace` is
    /// the only test for "contains" that distinguishes case in both engines.
    fn words(&mut self, words: &[String]) {
        for word in words {
            let line = format!("\n{word}");
            self.with(" AND replace(", "\n".to_owned(), " || words, ");
            self.with("", line, ", '') <> ");
            self.with("", "\n".to_owned(), " || words");
        }
    }
}

/// The conditions on applicants and dossiers.
#[derive(Clone, Copy, Debug)]
pub(super) struct SearchConditions<'a> {
    pub words: &'a [String],
    /// The phases; empty for all.
    pub phases: &'a [String],
    pub at: i64,
}

/// The word with the fewest dossiers, if it is rare.
fn rarest<'a>(driver: &dyn Driver, words: &'a [String]) -> Result<Option<&'a str>, Error> {
    let mut rarest = None;
    let mut fewest = RARE_DOSSIERS;
    for word in words {
        let query = ListQuery::count_of_word(word);
        let count: u64 = driver.one(&query.text, &query.values(), "n")?;
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        if count <= fewest {
            (rarest, fewest) = (Some(word.as_str()), count);
        }
    }
    Ok(rarest)
}

/// The first `limit` results that `take` makes of matching rows.
fn collect_matches<T>(
    driver: &dyn Driver,
    query: &ListQuery,
    limit: usize,
    mut take: impl FnMut(&Row<'_>) -> Result<Option<T>, Error>,
) -> Result<Matches<T>, Error> {
    let (mut matches, mut read) = (Matches::default(), 0);
    driver.query(&query.text, &query.values(), &mut |row| {
        read += 1;
        if row.get::<i64>("sought")? != 0 {
            matches.rows.extend(take(row)?);
        }
        matches.more = matches.rows.len() >= limit || read > MAX_READ;
        Ok(if matches.more { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(matches)
}

impl Reader {
    /// The dossiers of a scope with a code, at most one in each register, without their facts.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_code_in(&self, scope: &Scope, code: &str, at: i64) -> Result<Vec<DossierRow>, Error> {
        self.listed(&ListQuery::by_code(scope, code, at))
    }

    /// The dossiers of a scope whose applicant's name has, for each word, a word that begins with
    /// it, without their facts. The result has dossiers in these phases, or in all phases where
    /// none is named; without a word it is empty.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn by_name(
        &self,
        scope: &Scope,
        (words, phases): (&[String], &[String]),
        limit: usize,
        at: i64,
    ) -> Result<Matches<DossierRow>, Error> {
        if words.is_empty() || limit == 0 {
            return Ok(Matches::default());
        }
        let rare = rarest(self.driver(), words)?;
        let query = ListQuery::by_name(scope, &SearchConditions { words, phases, at }, rare);
        collect_matches(self.driver(), &query, limit, |row| dossier_row(row).map(Some))
    }

    /// The persons whom officers of an agency met, without persons who have an account, whose name
    /// has, for each folded word, a word that begins with it. Each person occurs once, with the
    /// last dossier and its applicant. Without a word the result is empty.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn people_by_name(
        &self,
        agency: &str,
        words: &[String],
        limit: usize,
    ) -> Result<Matches<(String, String, ApplicantRow)>, Error> {
        if words.is_empty() || limit == 0 {
            return Ok(Matches::default());
        }
        let query = ListQuery::people(agency, words, rarest(self.driver(), words)?);
        let mut people = BTreeSet::new();
        collect_matches(self.driver(), &query, limit, |row| {
            let person: String = row.get("person")?;
            match people.insert(person.clone()) {
                true => Ok(Some((person, row.get("stream")?, applicant(row)?))),
                false => Ok(None),
            }
        })
    }
}

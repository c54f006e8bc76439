//! Collects the problems of all files. The module must not know the meaning of keys.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use text::{Sentence, ToSentence, sentence};

/// A problem of a file, with its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The problem with its remedy, in one sentence.
    pub text: Sentence,
}

impl ToSentence for Problem {
    fn to_sentence(&self) -> Sentence {
        sentence!("{file}:{line}: {text}", file = self.file, line = self.line, text = self.text)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_sentence().fmt(f)
    }
}

/// The place of a problem: the file, the byte at which its table begins, the name of the key.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub table: usize,
    pub key: &'a str,
}

/// Collects problems. Of several problems of a key on a line only the first is reported, because
/// the others follow from it.
#[derive(Default)]
pub(crate) struct Report {
    problems: RefCell<Vec<Problem>>,
    /// The file, line, table and key of each reported problem.
    reported: RefCell<HashSet<(String, usize, usize, String)>>,
    /// The file and table of each reported problem.
    tables_with_problems: RefCell<HashSet<(String, usize)>>,
}

impl Report {
    pub fn add(&self, place: Place<'_>, line: usize, text: Sentence) {
        let file = place.file.to_owned();
        let place_key = (file.clone(), line, place.table, place.key.to_owned());
        if self.reported.borrow_mut().insert(place_key) {
            self.tables_with_problems.borrow_mut().insert((file.clone(), place.table));
            self.problems.borrow_mut().push(Problem { file, line, text });
        }
    }

    /// Whether a problem of this table was reported.
    pub fn has_problem(&self, file: &str, table: usize) -> bool {
        self.tables_with_problems.borrow().contains(&(file.to_owned(), table))
    }

    /// Whether a problem of this file was reported.
    pub fn file_has_problem(&self, file: &str) -> bool {
        self.problems.borrow().iter().any(|problem| problem.file == file)
    }

    /// The number of problems.
    pub fn len(&self) -> usize {
        self.problems.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// All problems by file and line.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_cached_key(|one| (one.file.clone(), one.line, one.text.to_string()));
        problems
    }
}

//! Collects the problems of all files. It must not know the meaning of keys.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use text::{Sentence, ToSentence, sentence};

/// A problem of a file, with its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the file as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// One sentence.
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

/// A key of a table: the table's file, the byte where it begins, the key's name.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub table: usize,
    pub key: &'a str,
}

/// Collects problems. Only the first problem of a key on a line is kept; later ones follow from it.
#[derive(Default)]
pub(crate) struct Report {
    problems: RefCell<Vec<Problem>>,
    /// The lines with the table and key of a reported problem, by file.
    reported: RefCell<HashSet<(String, usize, usize, String)>>,
    /// The tables with a reported problem, by file.
    faulty: RefCell<HashSet<(String, usize)>>,
}

impl Report {
    pub fn add(&self, place: Place<'_>, line: usize, text: Sentence) {
        let file = place.file.to_owned();
        let place_key = (file.clone(), line, place.table, place.key.to_owned());
        if self.reported.borrow_mut().insert(place_key) {
            self.faulty.borrow_mut().insert((file.clone(), place.table));
            self.problems.borrow_mut().push(Problem { file, line, text });
        }
    }

    /// Whether a problem of this table was reported.
    pub fn faulty(&self, file: &str, table: usize) -> bool {
        self.faulty.borrow().contains(&(file.to_owned(), table))
    }

    /// Whether a problem of this file was reported.
    pub fn faulty_file(&self, file: &str) -> bool {
        self.problems.borrow().iter().any(|problem| problem.file == file)
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

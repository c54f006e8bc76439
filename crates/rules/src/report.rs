//! The problems found so far, in all files. Knows nothing of what the files should say.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

/// What is wrong in a file, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path of the file as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// One sentence.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// A key of a table: the table's file, the byte where it begins, the key's name.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub table: usize,
    pub key: &'a str,
}

/// Collects problems. A key is blamed once a line: what follows from its first problem is an echo.
#[derive(Default)]
pub(crate) struct Report {
    problems: RefCell<Vec<Problem>>,
    /// Lines with the table and key that are blamed there, by file.
    blamed: RefCell<HashSet<(String, usize, usize, String)>>,
    /// Tables of which a key is blamed, by file.
    faulty: RefCell<HashSet<(String, usize)>>,
}

impl Report {
    pub fn blame(&self, place: Place<'_>, line: usize, text: String) {
        let file = place.file.to_owned();
        let blame = (file.clone(), line, place.table, place.key.to_owned());
        if self.blamed.borrow_mut().insert(blame) {
            self.faulty.borrow_mut().insert((file.clone(), place.table));
            self.problems.borrow_mut().push(Problem { file, line, text });
        }
    }

    /// Whether a key of this table has been blamed.
    pub fn faulty(&self, file: &str, table: usize) -> bool {
        self.faulty.borrow().contains(&(file.to_owned(), table))
    }

    /// Whether anything of this file has been blamed.
    pub fn faulty_file(&self, file: &str) -> bool {
        self.problems.borrow().iter().any(|problem| problem.file == file)
    }

    pub fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// All problems by file and line.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems
    }
}

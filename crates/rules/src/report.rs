//! The problems found so far, in all files. Knows nothing of what the files should say.

use std::cell::RefCell;
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
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub table: usize,
    pub key: &'a str,
}

/// Collects problems. A key is blamed once a line: what follows from its first problem is an echo.
#[derive(Default)]
pub(crate) struct Report {
    blames: RefCell<Vec<Blame>>,
}

struct Blame {
    problem: Problem,
    table: usize,
    key: String,
}

impl Report {
    pub fn blame(&self, place: Place<'_>, line: usize, text: String) {
        if self.any(|known, at| known == place && at == line) {
            return;
        }
        let problem = Problem { file: place.file.to_owned(), line, text };
        let blame = Blame { problem, table: place.table, key: place.key.to_owned() };
        self.blames.borrow_mut().push(blame);
    }

    /// Whether a key of this table has been blamed.
    pub fn faulty(&self, file: &str, table: usize) -> bool {
        self.any(|known, _| known.file == file && known.table == table)
    }

    /// Whether anything of this file has been blamed.
    pub fn faulty_file(&self, file: &str) -> bool {
        self.any(|known, _| known.file == file)
    }

    pub fn is_empty(&self) -> bool {
        self.blames.borrow().is_empty()
    }

    /// All problems by file and line.
    pub fn into_problems(self) -> Vec<Problem> {
        let blames = self.blames.into_inner().into_iter();
        let mut problems: Vec<Problem> = blames.map(|blame| blame.problem).collect();
        problems.sort();
        problems
    }

    fn any(&self, matches: impl Fn(Place<'_>, usize) -> bool) -> bool {
        self.blames.borrow().iter().any(|blame| {
            let Problem { file, line, .. } = &blame.problem;
            matches(Place { file, table: blame.table, key: &blame.key }, *line)
        })
    }
}

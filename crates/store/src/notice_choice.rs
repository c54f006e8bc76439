//! How a person receives notices: the language and the way that an account chose, or that a desk noted. The
//! module must not know a notice.

use crate::driver::{Driver, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// How a person receives notices; a text is empty where nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeChoice {
    /// The code of a language.
    pub language: String,
    /// `chat`, `paper`, or `none`.
    pub way: String,
}

const PUT: &str = "INSERT INTO notice_choice (person, language, way) VALUES ($1, $2, $3) \
     ON CONFLICT (person) DO UPDATE SET language = excluded.language, way = excluded.way";

const OF: &str = "SELECT language, way FROM notice_choice WHERE person = $1";

impl Writer {
    /// Replaces the choice of a person.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_notice_choice(&mut self, person: &str, choice: &NoticeChoice) -> Result<(), Error> {
        self.change(PUT, values![person, choice.language, choice.way]).map(|_| ())
    }

    /// The choice of a person, including the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn notice_choice(&self, person: &str) -> Result<NoticeChoice, Error> {
        of(self.driver(), person)
    }
}

impl Reader {
    /// The choice of a person.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn notice_choice(&self, person: &str) -> Result<NoticeChoice, Error> {
        of(self.driver(), person)
    }
}

fn of(driver: &dyn Driver, person: &str) -> Result<NoticeChoice, Error> {
    let choice = driver.first(OF, values![person], |row| {
        Ok(NoticeChoice { language: row.get("language")?, way: row.get("way")? })
    })?;
    Ok(choice.unwrap_or_default())
}

//! Lists of dossiers within a scope, one file for each kind: by the columns of their rows
//! (`pick.rs`), by code or the applicant's name (`search.rs`). Texts are composed of fixed pieces;
//! values of a query are always bound. The module must not know rights: the scope defines what a
//! reader may see.

mod pick;
mod plan;
mod search;
#[cfg(test)]
pub(crate) mod tests;
mod within;

pub use self::search::Matches;

use crate::Reader;
use crate::driver::{ToValue, Value};
use crate::error::Error;
use crate::read::dossier_row;
use crate::rows::DossierRow;

/// A text under construction with its values, in the order of their places.
#[derive(Debug, Default)]
struct ListQuery {
    text: String,
    values: Vec<Bound>,
}

/// A value of a text under construction.
#[derive(Debug)]
enum Bound {
    Integer(i64),
    Text(String),
}

impl ToValue for Bound {
    fn to_value(&self) -> Value<'_> {
        match self {
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(text),
        }
    }
}

impl From<i64> for Bound {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<usize> for Bound {
    fn from(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<String> for Bound {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl ListQuery {
    /// The values in the order of their numbers in the text.
    fn values(&self) -> Vec<&dyn ToValue> {
        self.values.iter().map(|bound| bound as &dyn ToValue).collect()
    }

    fn push(&mut self, piece: &'static str) {
        self.text.push_str(piece);
    }

    fn bind(&mut self, value: impl Into<Bound>) {
        self.values.push(value.into());
        self.text.push_str(&format!("${}", self.values.len()));
    }

    /// Appends `before`, a place for the value, and `after`.
    fn with(&mut self, before: &'static str, value: impl Into<Bound>, after: &'static str) {
        self.push(before);
        self.bind(value);
        self.push(after);
    }

    /// Appends `before IN (…)`; appends nothing where there is no value.
    fn any_of(&mut self, before: &'static str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        self.push(before);
        for (index, value) in values.iter().enumerate() {
            self.with(if index == 0 { " IN (" } else { ", " }, value.clone(), "");
        }
        self.push(")");
    }
}

impl Reader {
    /// The rows of a list, without the column of facts.
    fn listed(&self, query: &ListQuery) -> Result<Vec<DossierRow>, Error> {
        self.driver().all(&query.text, &query.values(), dossier_row)
    }
}

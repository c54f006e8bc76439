//! A value of a TOML text with its name and line, and the collection of problems. The module must
//! not know the keys of a map.

use std::ops::Range;

use toml_edit::{Array, Item, TableLike, Value};

use super::Problem;
use crate::limits::excerpt;
use text::{Sentence, ToValue, nearest, phrase, sentence};

/// Collects the problems of a text.
pub(super) struct Problems<'t> {
    text: &'t str,
    pub(super) list: Vec<Problem>,
}

impl<'t> Problems<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, list: Vec::new() }
    }

    pub(super) fn add(&mut self, line: usize, text: Sentence) {
        self.list.push(Problem { line, text });
    }

    pub(super) fn line_of(&self, span: Option<Range<usize>>) -> usize {
        let start = span.map_or(0, |span| span.start);
        1 + self.text.bytes().take(start).filter(|byte| *byte == b'\n').count()
    }
}

/// A value with its name and line.
pub(super) struct TomlNode<'a> {
    pub(super) name: String,
    pub(super) line: usize,
    node: Node<'a>,
}

enum Node<'a> {
    Table(&'a dyn TableLike),
    Tables(Vec<&'a dyn TableLike>),
    List(&'a Array),
    Text(&'a str),
    Whole(i64),
    Date(String),
    Other,
}

impl<'a> TomlNode<'a> {
    /// The root of the text.
    pub(super) fn root(table: &'a dyn TableLike) -> Self {
        Self { name: phrase!("the map").to_owned(), line: 1, node: Node::Table(table) }
    }

    fn of_item(name: String, line: usize, item: &'a Item) -> Self {
        let node = match item {
            Item::Value(value) => return Self::of_value(name, line, value),
            Item::Table(table) => Node::Table(table),
            Item::ArrayOfTables(tables) => {
                Node::Tables(tables.iter().map(|table| table as &dyn TableLike).collect())
            }
            Item::None => Node::Other,
        };
        Self { name, line, node }
    }

    fn of_value(name: String, line: usize, value: &'a Value) -> Self {
        let node = match value {
            Value::String(text) => Node::Text(text.value()),
            Value::Integer(number) => Node::Whole(*number.value()),
            Value::Datetime(date) => Node::Date(date.value().to_string()),
            Value::Array(array) => Node::List(array),
            Value::InlineTable(table) => Node::Table(table),
            Value::Float(_) | Value::Boolean(_) => Node::Other,
        };
        Self { name, line, node }
    }

    /// The entries of a table; an unknown key is reported.
    pub(super) fn entries(&self, keys: &[&str], problems: &mut Problems<'_>) -> Vec<Self> {
        let mut entries = self.any_entries(problems);
        entries.retain(|entry| {
            let is_known = keys.contains(&entry.name.as_str());
            if !is_known {
                let key = &entry.name;
                let place = Sentence::foreign(self.name.clone());
                let near = nearest::names(excerpt(key).as_ref(), keys.iter().copied()).join(", ");
                let keys = keys.join(", ");
                let text = match near.is_empty() {
                    true => {
                        sentence!(
                            "unknown key {key:?} in {place}; write one of {keys}",
                            key,
                            place,
                            keys
                        )
                    }
                    false => sentence!(
                        "unknown key {key:?} in {place}; perhaps {near}; write one of {keys}",
                        key,
                        place,
                        near,
                        keys
                    ),
                };
                problems.add(entry.line, text);
            }
            is_known
        });
        entries
    }

    /// The entries of a table that may have any keys.
    pub(super) fn any_entries(&self, problems: &mut Problems<'_>) -> Vec<Self> {
        let Node::Table(table) = &self.node else {
            self.report_wrong_type::<()>(sentence!("a table"), problems);
            return Vec::new();
        };
        let names = table.iter().filter_map(|(name, _)| table.get_key_value(name));
        names
            .map(|(key, item)| {
                let line = problems.line_of(key.span().or_else(|| item.span()));
                Self::of_item(key.get().to_owned(), line, item)
            })
            .collect()
    }

    /// The members of a list; the value itself where it is not a list.
    pub(super) fn members(self, problems: &Problems<'_>) -> Vec<Self> {
        match &self.node {
            Node::List(array) => {
                let member = |value: &'a Value| {
                    Self::of_value(self.name.clone(), problems.line_of(value.span()), value)
                };
                array.iter().map(member).collect()
            }
            Node::Tables(tables) => {
                let member = |table: &&'a dyn TableLike| {
                    let first = table.iter().next().and_then(|(key, _)| table.key(key)?.span());
                    let line = first.map_or(self.line, |span| problems.line_of(Some(span)));
                    Self { name: self.name.clone(), line, node: Node::Table(*table) }
                };
                tables.iter().map(member).collect()
            }
            _ => vec![self],
        }
    }

    /// The tables of a list; the table itself where it is not a list.
    pub(super) fn each(&self, problems: &mut Problems<'_>) -> Vec<Self> {
        let again = |node: &Node<'a>| match node {
            Node::Table(table) => Some(Node::Table(*table)),
            Node::Tables(tables) => Some(Node::Tables(tables.clone())),
            Node::List(array) => Some(Node::List(array)),
            _ => None,
        };
        match again(&self.node) {
            Some(node) => Self { name: self.name.clone(), line: self.line, node }.members(problems),
            None => {
                self.report_wrong_type::<()>(
                    sentence!("a list of conditions such as [[skip]]"),
                    problems,
                );
                Vec::new()
            }
        }
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.node, Node::Table(_))
    }

    /// The text, normalised like a cell.
    pub(super) fn text(&self, problems: &mut Problems<'_>) -> Option<String> {
        self.raw_text(problems).map(|text| text::outside::line(&text).into_owned())
    }

    /// The text as written.
    pub(super) fn raw_text(&self, problems: &mut Problems<'_>) -> Option<String> {
        match &self.node {
            Node::Text(text) => Some((*text).to_owned()),
            _ => self.report_wrong_type(sentence!("a text in quotes"), problems),
        }
    }

    pub(super) fn texts(self, problems: &mut Problems<'_>) -> Vec<String> {
        let members = self.members(problems);
        members.iter().filter_map(|member| member.text(problems)).collect()
    }

    pub(super) fn whole<T: TryFrom<i64>>(&self, problems: &mut Problems<'_>) -> Option<T> {
        match self.node {
            Node::Whole(number) => T::try_from(number).ok().or_else(|| {
                self.report_wrong_type(
                    sentence!("a whole number that is not out of range"),
                    problems,
                )
            }),
            _ => self.report_wrong_type(sentence!("a whole number"), problems),
        }
    }

    /// The date, with or without quotes.
    pub(super) fn date(&self, problems: &mut Problems<'_>) -> Option<calendar::Day> {
        let text = match &self.node {
            Node::Text(text) => text,
            Node::Date(text) => text.as_str(),
            _ => "",
        };
        text.parse()
            .ok()
            .or_else(|| self.report_wrong_type(sentence!("a date such as 2018-09-03"), problems))
    }

    /// The value that belongs to the word of this node.
    pub(super) fn word<T: Copy>(
        &self,
        words: &[(&str, T)],
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let matching = match &self.node {
            Node::Text(text) => words.iter().find(|(word, _)| word == text),
            _ => None,
        };
        matching.map(|(_, meaning)| *meaning).or_else(|| {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            self.report_wrong_type(sentence!("one of {words}", words = words.join(", ")), problems)
        })
    }

    /// Reports that the value must be `wanted`.
    pub(super) fn report_wrong_type<T>(
        &self,
        expected: impl ToValue,
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        problems.add(self.line, sentence!("{name} must be {expected}", name = self.name, expected));
        None
    }
}

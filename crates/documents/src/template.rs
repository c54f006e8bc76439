//! A template of a paper: Markdown with placeholders, after a head that names the format. Filling
//! it gives blocks. The module must not know which values exist, only which ones the template
//! names.

use std::borrow::Cow;
use std::collections::BTreeSet;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use text::{Sentence, ToSentence, sentence};

use crate::block::Block;
use crate::markdown;

/// The line that begins and ends the head of a template.
const FENCE: &str = "---";

/// Sizes of a page in points (a 72nd of an inch).
const A5: (f32, f32) = (419.53, 595.28);
const A4: (f32, f32) = (595.28, 841.89);

/// The sizes of letters that a template may choose, in points.
const SIZES: std::ops::RangeInclusive<f32> = 6.0..=16.0;

/// The format of a paper: its page and its letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Format {
    /// The width and height of the page in points.
    pub page: (f32, f32),
    /// The size of the letters in points.
    pub size: f32,
    /// The margin on every side in points.
    pub margin: f32,
}

/// A template, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    format: Format,
    body: String,
    /// The number of lines before the body.
    head_lines: usize,
}

/// A fault of a template, with its line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub message: Sentence,
}

impl ToSentence for Fault {
    fn to_sentence(&self) -> Sentence {
        let (line, what) = (self.line, &self.message);
        sentence!("line {line}: {what}", line, what)
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`Fault`] where the head is missing or names an unknown format, or a placeholder is not
    /// closed.
    pub fn parse(source: &str) -> Result<Self, Fault> {
        let fault = |line: usize, message: Sentence| Fault { line, message };
        let mut lines = source.lines().enumerate();
        if lines.next().is_none_or(|(_, line)| line.trim() != FENCE) {
            return Err(fault(1, sentence!("a template begins with a head: ---, paper: A5, ---")));
        }
        let mut format = None;
        let mut size = None;
        let mut head_lines = None;
        for (index, line) in lines {
            let at = index + 1;
            let line = line.trim();
            if line == FENCE {
                head_lines = Some(at);
                break;
            }
            match line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
                Some(("paper", paper)) => {
                    let paper_format = Format::named(paper).ok_or_else(|| {
                        fault(at, sentence!("no paper {paper:?}; A5, A4 or A4 landscape", paper))
                    });
                    format = Some(paper_format?);
                }
                Some(("size", points)) => {
                    let number = points.parse().ok().filter(|number| SIZES.contains(number));
                    size = Some(number.ok_or_else(|| {
                        fault(
                            at,
                            sentence!("no size {points:?}; a number of points, 6 to 16", points),
                        )
                    })?);
                }
                _ => return Err(fault(at, sentence!("a head says paper: and size: only"))),
            }
        }
        let head_lines = head_lines
            .ok_or_else(|| fault(1, sentence!("the head of the template has no end: ---")))?;
        let mut format =
            format.ok_or_else(|| fault(1, sentence!("the head names no paper: A5")))?;
        format.size = size.unwrap_or(format.size);
        let body = source.lines().skip(head_lines).map(without_line).collect();
        let template = Self { format, body, head_lines };
        template.environment()?;
        Ok(template)
    }

    /// The format of the paper.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The values that the template names.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        let environment = self.environment().ok();
        let template = environment.as_ref().and_then(|loaded| loaded.get_template(NAME).ok());
        let names = template.map(|template| template.undeclared_variables(false));
        names.unwrap_or_default().into_iter().collect()
    }

    /// The line on which a value is named first, counted from 1.
    #[must_use]
    pub fn line_of(&self, name: &str) -> usize {
        let at = self.body.lines().position(|line| line.contains(name));
        self.head_lines + at.map_or(0, |at| at + 1)
    }

    /// Fills the template; returns the blocks of the paper.
    pub(crate) fn fill(&self, values: &impl Serialize) -> Result<Vec<Block>, Fault> {
        let environment = self.environment()?;
        let filled = environment
            .get_template(NAME)
            .and_then(|template| template.render(Value::from(Serde(values))))
            .map_err(|error| self.fault(&error))?;
        Ok(markdown::blocks(&filled))
    }

    fn environment(&self) -> Result<Environment<'_>, Fault> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom(Cow::Borrowed("markdown")));
        environment.set_formatter(|out, _, value| {
            out.write_str(&plain(value))?;
            Ok(())
        });
        environment.add_template(NAME, &self.body).map_err(|error| self.fault(&error))?;
        Ok(environment)
    }

    fn fault(&self, error: &minijinja::Error) -> Fault {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let line = self.head_lines + error.line().unwrap_or(1);
        Fault { line, message: sentence!("the placeholder cannot be filled: {what}", what) }
    }
}

/// The name of the only template in an environment.
const NAME: &str = "paper";

impl Format {
    fn named(paper: &str) -> Option<Self> {
        let (page, size, margin) = match paper {
            "A5" => (A5, 8.2, 30.0),
            "A4" => (A4, 11.0, 56.0),
            "A4 landscape" => ((A4.1, A4.0), 8.5, 40.0),
            _ => return None,
        };
        Some(Self { page, size, margin })
    }

    /// The width between the margins in points.
    pub(crate) fn width(&self) -> f32 {
        self.page.0 - 2.0 * self.margin
    }

    /// The distance from the top of the page to the bottom margin, in points.
    pub(crate) fn content_bottom(&self) -> f32 {
        self.page.1 - self.margin
    }
}

/// A line of a template with its end. A line that contains a condition or a loop only must leave no
/// empty line: its line end is moved into the tag, so that the lines after it keep their numbers.
fn without_line(line: &str) -> String {
    let tag = line.trim();
    let inner = tag.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}"));
    match inner.filter(|inner| !inner.contains("{%") && !inner.contains("{{")) {
        Some(inner) => format!("{{%{inner}\n%}}"),
        None => format!("{line}\n"),
    }
}

/// A value as Markdown that shows exactly the value: its characters are escaped, and its lines stay
/// lines.
fn plain(value: &Value) -> String {
    if value.is_none() || value.is_undefined() {
        return String::new();
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let mut escaped = String::with_capacity(text.len() + 8);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            escaped.push_str("<br>");
        }
        for letter in line.chars() {
            if letter.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;

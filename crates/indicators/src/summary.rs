//! The summary report of a period: tables turned into an ordered list of sentences, each with its
//! numbers and the question behind each number. Knows no language: a sentence is an id with values.

mod comparison;
mod composer;
mod groups;
mod online;
mod results;
mod signs;
mod trust;

use calendar::{Day, Instant};

use crate::counts::IdentityBroken;
use crate::fact_table::FactTable;
use crate::figure::Figure;
use crate::query::{Dimension, Query};

use self::composer::Composer;

/// What the rules say in addition to the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Codes of the procedures that can be filed online in part and in full.
    pub partial: Vec<String>,
    pub full: Vec<String>,
    /// How many procedures are published, and how many of them with a fee or charge.
    pub published: u64,
    pub with_fees: u64,
    /// Codes of the procedures that are settled at once.
    pub one_act: Vec<String>,
}

/// How much of the report its reader sees.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// In public: today. Groups that are too small are in no sentence.
    pub public: Option<Day>,
    /// Whether an officer's minutes are shown.
    pub officer: &'a dyn Fn(&str) -> bool,
}

/// The report: sections in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub sections: Vec<Section>,
}

/// Sentences about one thing, on one basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub id: &'static str,
    pub sentences: Vec<Sentence>,
}

/// A sentence by its id, with what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    pub id: &'static str,
    /// One of a list; the others are prose.
    pub row: bool,
    pub words: Vec<(&'static str, Word)>,
    pub numbers: Vec<Number>,
}

/// What of a sentence is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// A value of a dimension.
    Named(Dimension, String),
    Step(String),
    Day(Day),
    At(Instant),
    Figure(Figure),
    /// A definition by its name.
    Definition(&'static str),
    /// The agency, or the register where it is another's.
    Agency,
    Text(String),
}

/// A number of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The variable of the sentence in which it stands.
    pub name: &'static str,
    pub value: Value,
    pub behind: Behind,
}

/// What a number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Dossiers(u64),
    Procedures(u64),
    /// With two decimals.
    Percent(String),
    /// Percentage points with two decimals.
    Points(String),
    /// Working minutes.
    Minutes(i64),
}

/// The question behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// As many as the list holds.
    List(Listed),
    /// The list's part of another, or a bound of its interval.
    Share(Listed, Listed),
    /// The difference of two shares, the second less the first, or a bound of its interval.
    Difference(Box<[(Listed, Listed); 2]>),
    /// The lateness of the list's dossiers: all of it, or that of one step, unit or officer.
    Lateness(Listed, Option<(LatenessOf, String)>),
    /// The rules in force on the period's last day.
    Rules,
}

/// Whose part of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatenessOf {
    Step,
    Unit,
    Officer,
}

/// The dossiers behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub query: Query,
    pub figure: Figure,
}

impl Summary {
    /// Every sentence in order, with the section it stands in.
    pub fn sentences(&self) -> impl Iterator<Item = (&Section, &Sentence)> {
        let sections = self.sections.iter();
        sections.flat_map(|section| section.sentences.iter().map(move |one| (section, one)))
    }
}

/// Writes the report of the query's period, by dates, on the cohort; a sentence about the flow says so.
///
/// # Errors
/// [`IdentityBroken`] where the counts of a table break an identity.
pub fn summary(
    facts: &FactTable,
    query: &Query,
    offer: &Offer,
    sight: &Sight<'_>,
) -> Result<Summary, IdentityBroken> {
    let composer = Composer { facts, query, offer, sight };
    let Some(total) = composer.table(query)? else { return Ok(Summary::default()) };
    let mut sections =
        vec![composer.scope(), composer.received(&total)?, composer.results(&total)?];
    if total.counts.received > 0 {
        sections.push(composer.earlier(&total)?);
        sections.push(composer.months()?);
        for (id, by) in [
            ("fields", Dimension::Field),
            ("procedures", Dimension::Procedure),
            ("units", Dimension::Unit),
        ] {
            sections.push(composer.groups(id, by, &total)?);
        }
        sections.push(composer.lateness(&total));
        sections.push(composer.signs(&total)?);
    }
    sections.push(composer.letters());
    sections.push(composer.online(&total)?);
    sections.push(composer.basis());
    sections.retain(|section| !section.sentences.is_empty());
    Ok(Summary { sections })
}

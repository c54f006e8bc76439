//! The summary report of a period: tables turned into an ordered list of sentences, each with its
//! numbers and the query of each number. Knows no language: a sentence is an id with values.

mod affairs;
mod comparison;
mod composer;
mod groups;
mod online;
mod oversight;
mod results;
mod signs;
mod trust;

use ::affairs::adviser_session::Outcome;
use ::affairs::inspection::{FindingGroup, VisitQuery};
use ::affairs::measure::Indicator;
use calendar::{Day, Instant};

use crate::counts::IdentityBroken;
use crate::fact_table::FactTable;
use crate::figure::Figure;
use crate::public_runs::PublicRuns;
use crate::query::{Dimension, Query};

pub use self::affairs::{Affairs, DeclaredCampaign};
pub(crate) use self::comparison::earlier;
use self::composer::Composer;
pub use self::oversight::{Published, PublishedReport, Visits};

/// The sections of groups, with the dimension of each.
pub const GROUPS: [(&str, Dimension); 3] = [
    ("fields", Dimension::Field),
    ("procedures", Dimension::Procedure),
    ("units", Dimension::Unit),
];

/// The facts of the rules that the report adds to the record.
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

/// The part of the report that its reader may see.
#[derive(Clone, Copy)]
pub struct Visibility<'a> {
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
    /// Whether the sentence is a row of a list; the others are prose.
    pub row: bool,
    pub words: Vec<(&'static str, Word)>,
    pub numbers: Vec<Number>,
}

/// A value in a sentence that is no number.
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
    /// A name in Vietnamese and in English; this one may be empty.
    Titled(String, String),
    Indicator(Indicator),
    /// A number with decimals that has no list behind it.
    Decimal(String),
}

/// A number of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The variable of the sentence in which it stands.
    pub name: &'static str,
    pub value: Value,
    pub behind: Behind,
}

/// The kind and value of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Dossiers(u64),
    Procedures(u64),
    Sessions(u64),
    Units(u64),
    /// Inspection visits and their findings.
    Visits(u64),
    Findings(u64),
    /// Published reports, and how often one was opened.
    Reports(u64),
    Readers(u64),
    /// With two decimals.
    Percent(String),
    /// Per cent of units, with two decimals.
    ShareOfUnits(String),
    /// Percentage points with two decimals.
    Points(String),
    /// Working minutes.
    Minutes(i64),
}

/// The query of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The length of the list.
    List(Listed),
    /// The list's part of another, or a bound of its interval.
    Share(Listed, Listed),
    /// The difference of two shares, the second less the first, or a bound of its interval.
    Difference(Box<[(Listed, Listed); 2]>),
    /// The lateness of the list's dossiers: all of it, or that of one step, unit or officer.
    Lateness(Listed, Option<(LatenessOf, String)>),
    /// The row of several groups in the query's table: no list has it.
    Table(Query),
    /// The rules in force on the period's last day.
    Rules,
    /// The sessions of the advisory teams in a query's period; of one outcome or team.
    Sessions { query: Query, outcome: Option<Outcome>, team: Option<String> },
    /// The standing of a campaign as of an instant.
    Campaign(String, Instant),
    /// The inspection visits of a period, or a part of their findings.
    Visits(VisitQuery, Option<FindingGroup>),
    /// The published reports, or one of them.
    Published(Option<PublishedReport>),
}

/// The owner of a part of lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatenessOf {
    Step,
    Unit,
    Officer,
}

/// The dossiers that a number counts.
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
    (offer, affairs): (&Offer, Affairs<'_>),
    visibility: &Visibility<'_>,
) -> Result<Summary, IdentityBroken> {
    let public = visibility.public.map(|today| PublicRuns::new(facts, today));
    compose(&Composer { facts, query, offer, affairs, visibility, public })
}

fn compose(composer: &Composer<'_>) -> Result<Summary, IdentityBroken> {
    let Some(total) = composer.table(composer.query)? else { return Ok(Summary::default()) };
    let mut sections =
        vec![composer.scope(), composer.received(&total)?, composer.results(&total)?];
    if total.counts.received > 0 {
        sections.push(composer.earlier(&total)?);
        sections.push(composer.months()?);
        for (id, by) in GROUPS {
            sections.push(composer.groups(id, by, &total)?);
        }
        sections.push(composer.lateness(&total));
        sections.push(composer.signs(&total)?);
    }
    sections.push(composer.letters());
    sections.push(composer.online(&total)?);
    sections.push(composer.advisers());
    sections.push(composer.campaigns()?);
    sections.push(composer.inspections());
    sections.push(composer.published());
    sections.push(composer.basis());
    sections.retain(|section| !section.sentences.is_empty());
    Ok(Summary { sections })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advisers::Sessions;
    use crate::dossier_facts::DossierFacts;
    use crate::fact_history::FactHistory;
    use crate::timeline::Timeline;

    #[test]
    fn merged_groups_of_a_period_are_found_once() {
        let mut facts = FactTable::default();
        for n in 0..240 {
            let day = Day::from_ymd(2018, (n % 12 + 1) as i8, 3);
            let received = calendar::Zone::VIETNAM.at(day, 36_000_000);
            let fact = DossierFacts {
                code: format!("{n:04}"),
                unit: Timeline { now: format!("u{}", n % 2).into(), before: Vec::new() },
                field: format!("f{}", n % 3).into(),
                procedure: format!("p{}", n % 4).into(),
                channel: if n % 2 == 0 { "online" } else { "counter" }.into(),
                received: Some(received),
                due: Timeline { now: received, before: Vec::new() },
                finished: Some(received),
                ..DossierFacts::default()
            };
            facts.put(&format!("{n:04}"), FactHistory::from(fact));
        }
        let today = Day::from_ymd(2019, 1, 10);
        let year = Query::new(Day::from_ymd(2018, 1, 1), Day::from_ymd(2018, 12, 31));
        let query = &Query { as_of: calendar::Zone::VIETNAM.at(today, 0), ..year };
        let (offer, visibility) =
            (&Offer::default(), &Visibility { public: Some(today), officer: &|_| false });
        let public = Some(PublicRuns::new(&facts, today));
        let sessions = Sessions::default();
        let affairs = Affairs::of(&sessions);
        let composer = Composer { facts: &facts, query, offer, affairs, visibility, public };
        let sections = compose(&composer).map(|summary| summary.sections).unwrap_or_default();
        let ids: Vec<&str> = sections.iter().map(|section| section.id).collect();
        assert!(ids.contains(&"fields") && ids.contains(&"procedures"), "{ids:?}");
        assert_eq!(composer.public.map(|public| public.computed()), Some(1));
    }
}

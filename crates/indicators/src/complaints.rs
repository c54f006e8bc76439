//! Complaints and proposals by theme: how many were made in a period, answered, answered by their due.
//! Each is counted as a dossier of its own whose field is the theme, so that identities and the public
//! form are those of every table. It must not know a text, nor who reads.

use affairs::complaint::{Complaint, Theme};
use calendar::Instant;

use crate::counts::IdentityBroken;
use crate::dossier_facts::DossierFacts;
use crate::fact_table::FactTable;
use crate::query::{Basis, Dimension, Filters, Query};
use crate::table::{Report, count};
use crate::timeline::Timeline;

/// A complaint about a dossier, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The name of the dossier in its register, and the complaint's number.
    pub dossier: String,
    pub number: u32,
    pub at: Instant,
    pub theme: Theme,
    pub due: Instant,
    pub answered: Option<Instant>,
}

impl Made {
    /// The complaint of a folded state.
    #[must_use]
    pub fn of(dossier: &str, complaint: &Complaint) -> Self {
        Self {
            dossier: dossier.to_owned(),
            number: complaint.number,
            at: complaint.at,
            theme: complaint.theme,
            due: complaint.due,
            answered: complaint.answer.as_ref().map(|answer| answer.at),
        }
    }
}

/// The complaints about the dossiers that a query's filters admit, each as a fact, of any time up to
/// as-of.
#[must_use]
pub fn as_facts(facts: &FactTable, made: &[Made], query: &Query) -> FactTable {
    let mut table = FactTable::default();
    for one in made.iter().filter(|one| one.at <= query.as_of) {
        let fact = facts.get(&one.dossier).and_then(|history| history.as_of(query.as_of));
        let Some(fact) = fact.filter(|fact| query.filters.admit(fact, one.at)) else { continue };
        let name = format!("{}/{}", one.dossier, one.number);
        let complaint = DossierFacts {
            code: name.clone(),
            field: one.theme.code().into(),
            unit: Timeline { now: fact.unit.at(one.at).clone(), before: Vec::new() },
            zone: fact.zone.clone(),
            received: Some(one.at),
            finished: one.answered.filter(|answered| *answered <= query.as_of),
            due: Timeline { now: one.due, before: Vec::new() },
            ..DossierFacts::default()
        };
        table.put(&name, complaint.into());
    }
    table
}

/// The query for a period's complaints by theme, to be run on [`as_facts`]: by instants, because the
/// due of an answer is an instant.
#[must_use]
pub fn by_theme(query: &Query) -> Query {
    Query {
        basis: Basis::Cohort,
        by_date: false,
        filters: Filters::default(),
        by: Some(Dimension::Field),
        ..query.clone()
    }
}

/// Counts the complaints of a query's period: received are those made in it, finished those answered,
/// in time those answered by their due.
///
/// # Errors
/// [`IdentityBroken`] where the counts break an identity.
pub fn complaints(
    facts: &FactTable,
    made: &[Made],
    query: &Query,
) -> Result<Report, IdentityBroken> {
    count(as_facts(facts, made, query).iter(), &by_theme(query))
}

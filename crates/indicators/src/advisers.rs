//! The sessions of the advisory teams, and how much is filed online, by ward and by
//! procedure, with the trend. It must not know who reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use affairs::adviser_session::{AdviserSession, Correction, HeldSession, Outcome};
use calendar::{Day, Instant};
use serde::Serialize;

use crate::counts::IdentityBroken;
use crate::fact_history::FactHistory;
use crate::query::{Dimension, Query, matches_filter};
use crate::statistics::{Difference, difference, rate};
use crate::table::count;

const ONLINE: &str = "online";

/// A session on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub held: HeldSession,
    pub logged_at: Instant,
    /// The adviser, by id.
    pub adviser: String,
    /// What was on record before each correction, the first one first.
    pub corrections: Vec<Correction>,
}

impl Session {
    /// The session of a folded state; `None` where no session is on record.
    #[must_use]
    pub fn of(state: AdviserSession) -> Option<Self> {
        let AdviserSession { session, logged_at, adviser, corrections } = state;
        session.map(|held| Self { held, logged_at, adviser, corrections })
    }

    /// The session as it was on record at an instant.
    #[must_use]
    pub fn known_at(&self, as_of: Instant) -> Option<&HeldSession> {
        let later = self.corrections.iter().find(|correction| as_of < correction.logged_at);
        let held = later.map_or(&self.held, |correction| &correction.before);
        Some(held).filter(|_| self.logged_at <= as_of)
    }
}

/// The sessions of a register by their names; a clone is a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    by_name: Arc<BTreeMap<String, Session>>,
}

impl Sessions {
    /// Replaces the session of the same name, or adds the session.
    pub fn put(&mut self, name: &str, session: Session) {
        Arc::make_mut(&mut self.by_name).insert(name.to_owned(), session);
    }

    /// Every session, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Session> + Clone {
        self.by_name.values()
    }

    /// Every session with its name.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Session)> {
        self.by_name.iter().map(|(name, session)| (name.as_str(), session))
    }

    /// The sessions of a period and of procedures (of all procedures where none is named), as they were
    /// on record at an instant.
    pub fn within<'a>(
        &'a self,
        (from, to): (Day, Day),
        procedures: &'a [String],
        as_of: Instant,
    ) -> impl Iterator<Item = &'a HeldSession> + Clone {
        self.iter().filter_map(move |session| session.known_at(as_of)).filter(move |held| {
            let has_procedure = procedures.is_empty() || procedures.contains(&held.procedure);
            (from..=to).contains(&held.day) && has_procedure
        })
    }
}

/// Sessions by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub sessions: u64,
    pub filed_online: u64,
    pub filed_at_desk: u64,
    pub advised: u64,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        self.sessions += 1;
        *match outcome {
            Outcome::FiledOnline => &mut self.filed_online,
            Outcome::FiledAtDesk => &mut self.filed_at_desk,
            Outcome::Advised => &mut self.advised,
        } += 1;
    }
}

/// The number of dossiers filed online among those received in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uptake {
    pub online: u64,
    pub received: u64,
}

impl Uptake {
    /// The share filed online, in per cent; `None` where no dossier was received.
    #[must_use]
    pub fn rate(self) -> Option<String> {
        rate(self.online, self.received)
    }
}

/// A group: its sessions, and the share filed online compared with the period before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub tally: Tally,
    pub uptake: Uptake,
    pub before: Uptake,
}

impl Row {
    /// The change of the share filed online since the period before.
    #[must_use]
    pub fn change(&self) -> Option<Difference> {
        let pair = |uptake: Uptake| (uptake.online, uptake.received);
        difference(pair(self.before), pair(self.uptake))
    }
}

/// A table of the advisory teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The rows in the order of their keys.
    pub rows: Vec<(String, Row)>,
    pub total: Row,
    /// The share filed online month by month.
    pub months: Vec<(String, Uptake)>,
    /// The period before, of the same length.
    pub before: (Day, Day),
}

/// The dimensions by which the teams are shown: the ward of a team is its unit.
pub const DIMENSIONS: [Dimension; 2] = [Dimension::Ward, Dimension::Procedure];

/// Counts the sessions of a query's period, and the dossiers filed online in it.
///
/// # Errors
/// [`IdentityBroken`] where the counts of a table break an identity.
pub fn advisers<'a, I>(
    facts: I,
    sessions: &Sessions,
    query: &Query,
) -> Result<Report, IdentityBroken>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let before = crate::summary::earlier(query.from, query.to)[0];
    let earlier = Query { from: before.0, to: before.1, ..query.clone() };
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut total = Row::default();
    for held in of_query(sessions, query) {
        total.tally.add(held.outcome);
        let key = match query.by {
            Some(Dimension::Ward) => &held.unit,
            Some(Dimension::Procedure) => &held.procedure,
            _ => continue,
        };
        rows.entry(key.clone()).or_default().tally.add(held.outcome);
    }
    for (query, place) in [
        (query, (|row| &mut row.uptake) as fn(&mut Row) -> &mut Uptake),
        (&earlier, |row| &mut row.before),
    ] {
        let (by_key, all) = uptake(facts.clone(), query)?;
        *place(&mut total) = all;
        for (key, uptake) in by_key {
            *place(rows.entry(key).or_default()) = uptake;
        }
    }
    let by_month = Query { by: Some(Dimension::Month), ..query.clone() };
    let months = uptake(facts, &by_month)?.0.into_iter().collect();
    Ok(Report { rows: rows.into_iter().collect(), total, months, before })
}

/// The uptake of each row in each month, the months in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monthly {
    pub months: Vec<String>,
    pub rows: Vec<(String, Vec<Uptake>)>,
}

/// The share filed online, by the rows of the query's dimension, in each of the last months of its
/// period; the months are in order.
///
/// # Errors
/// [`IdentityBroken`] where the counts of a table break an identity.
pub fn monthly<'a, I>(facts: I, query: &Query, most: usize) -> Result<Monthly, IdentityBroken>
where
    I: IntoIterator<Item = &'a FactHistory>,
    I::IntoIter: Clone,
{
    let facts = facts.into_iter();
    let by_month = Query { by: Some(Dimension::Month), ..query.clone() };
    let all: Vec<String> = uptake(facts.clone(), &by_month)?.0.into_keys().collect();
    let months = all[all.len().saturating_sub(most)..].to_vec();
    let mut rows: BTreeMap<String, Vec<Uptake>> = BTreeMap::new();
    for (place, month) in months.iter().enumerate() {
        let mut query = query.clone();
        query.filters.month = Some(month.clone());
        for (key, uptake) in uptake(facts.clone(), &query)?.0 {
            let row = rows.entry(key).or_insert_with(|| vec![Uptake::default(); months.len()]);
            row[place] = uptake;
        }
    }
    Ok(Monthly { months, rows: rows.into_iter().collect() })
}

/// The sessions that a query's period and filters admit; the ward of the query is the team's unit.
pub fn of_query<'a>(
    sessions: &'a Sessions,
    query: &'a Query,
) -> impl Iterator<Item = &'a HeldSession> + Clone {
    let filters = &query.filters;
    let in_period = sessions.within((query.from, query.to), &filters.procedures, query.as_of);
    in_period
        .filter(|held| filters.ward.as_ref().is_none_or(|ward| matches_filter(ward, &held.unit)))
}

/// The dossiers received in a query's period and those of them filed online, by row and in total.
fn uptake<'a, I>(
    facts: I,
    query: &Query,
) -> Result<(BTreeMap<String, Uptake>, Uptake), IdentityBroken>
where
    I: Iterator<Item = &'a FactHistory> + Clone,
{
    let all = count(facts.clone(), query)?;
    let mut online = query.clone();
    online.filters.channel = Some(ONLINE.to_owned());
    let online = count(facts, &online)?;
    let received = all.rows.iter().map(|(key, counts)| {
        let uptake = Uptake { online: 0, received: counts.received };
        (key.clone(), uptake)
    });
    let mut rows: BTreeMap<String, Uptake> = received.collect();
    for (key, counts) in &online.rows {
        rows.entry(key.clone()).or_default().online = counts.received;
    }
    let total = Uptake { online: online.total.received, received: all.total.received };
    Ok((rows, total))
}

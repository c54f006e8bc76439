//! Biểu II.06a and II.06b: the flow table by date, by field or by unit, withdrawn ones in a note
//! (decisions, "Published figures" 6). It must not know how the form is printed.

use std::collections::BTreeMap;

use dossier::Outcome;
use serde::Serialize;

use crate::counts::IdentityBroken;
use crate::fact_history::FactHistory;
use crate::month_tables::{Numbers, number_of};
use crate::place::{Placed, placed};
use crate::query::{Basis, Dimension, Key, Query};

/// The columns of one row, named by their numbers on the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// Received: (4) + (5) + (6).
    #[serde(rename = "3")]
    pub received: u64,
    #[serde(rename = "4")]
    pub online: u64,
    /// At the desk and by post.
    #[serde(rename = "5")]
    pub desk_and_post: u64,
    #[serde(rename = "6")]
    pub carried_over: u64,
    /// Resolved: (8) + (9) + (10).
    #[serde(rename = "7")]
    pub resolved: u64,
    #[serde(rename = "8")]
    pub early: u64,
    #[serde(rename = "9")]
    pub on_the_day: u64,
    #[serde(rename = "10")]
    pub late: u64,
    /// Being resolved: (12) + (13).
    #[serde(rename = "11")]
    pub open: u64,
    /// Suspended ones included.
    #[serde(rename = "12")]
    pub within_due: u64,
    #[serde(rename = "13")]
    pub past_due: u64,
    /// In no column; the note under the table.
    pub withdrawn: u64,
}

/// The codes of the numbers of a row that are no sums of others.
const CODES: [&str; 9] = [
    "online",
    "desk_and_post",
    "carried_over",
    "early",
    "on_the_day",
    "late",
    "open_within_due",
    "open_past_due",
    "withdrawn",
];

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form06a {
    /// By field or unit, in order.
    pub rows: Vec<(String, Columns)>,
    pub total: Columns,
}

/// Fills the form for the query's period, as of its instant, with its filters: a row for each field
/// (II.06a).
///
/// # Errors
/// [`IdentityBroken`] where the columns break an identity.
pub fn form_06a<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
) -> Result<Form06a, IdentityBroken> {
    form_06(facts, query, Dimension::Field)
}

/// The same form with a row for each value of a dimension; by unit it is II.06b.
///
/// # Errors
/// [`IdentityBroken`] where the columns break an identity.
pub fn form_06<'a>(
    facts: impl IntoIterator<Item = &'a FactHistory>,
    query: &Query,
    by: Dimension,
) -> Result<Form06a, IdentityBroken> {
    let query = Query { basis: Basis::Flow, by_date: true, by: None, ..query.clone() };
    let mut rows: BTreeMap<Key<'_>, Columns> = BTreeMap::new();
    let mut total = Columns::default();
    for dossier in placed(facts, &query) {
        let key = Key::of(by, dossier.fact, dossier.state);
        rows.entry(key).or_default().add(&dossier);
        total.add(&dossier);
    }
    total.check(None)?;
    let mut named = Vec::with_capacity(rows.len());
    for (key, columns) in rows {
        let key = key.to_string();
        columns.check(Some(&key))?;
        named.push((key, columns));
    }
    Ok(Form06a { rows: named, total })
}

impl Columns {
    fn add(&mut self, dossier: &Placed<'_>) {
        let outcome = match dossier.place.outcome {
            Outcome::Withdrawn => {
                self.withdrawn += 1;
                return;
            }
            Outcome::Early => &mut self.early,
            Outcome::OnTheDay => &mut self.on_the_day,
            Outcome::Late => &mut self.late,
            Outcome::Within | Outcome::Paused => &mut self.within_due,
            Outcome::PastDue => &mut self.past_due,
        };
        *outcome += 1;
        let ended =
            matches!(dossier.place.outcome, Outcome::Early | Outcome::OnTheDay | Outcome::Late);
        *if ended { &mut self.resolved } else { &mut self.open } += 1;
        let source = match (dossier.place.carried_over, dossier.fact.channel.as_str()) {
            (true, _) => &mut self.carried_over,
            (false, "online") => &mut self.online,
            (false, _) => &mut self.desk_and_post,
        };
        *source += 1;
        self.received += 1;
    }

    /// The numbers that are no sums of others, by their codes.
    pub(crate) fn numbers(&self) -> Numbers {
        let [sources, outcomes] = [
            [self.online, self.desk_and_post, self.carried_over],
            [self.early, self.on_the_day, self.late],
        ];
        let rest = [self.within_due, self.past_due, self.withdrawn];
        let numbers = [sources, outcomes, rest].into_iter().flatten();
        CODES.iter().map(|code| (*code).to_owned()).zip(numbers).collect()
    }

    /// The row whose numbers that are no sums of others are stored by their codes.
    pub(crate) fn of_numbers(numbers: &Numbers) -> Self {
        let numbers = CODES.map(|code| number_of(numbers, code));
        let [online, desk_and_post, carried_over, early, on_the_day, late, ..] = numbers;
        let [.., within_due, past_due, withdrawn] = numbers;
        Self {
            received: online + desk_and_post + carried_over,
            online,
            desk_and_post,
            carried_over,
            resolved: early + on_the_day + late,
            early,
            on_the_day,
            late,
            open: within_due + past_due,
            within_due,
            past_due,
            withdrawn,
        }
    }

    /// Adds the numbers of another row.
    pub(crate) fn plus(&mut self, other: &Self) {
        self.received += other.received;
        self.online += other.online;
        self.desk_and_post += other.desk_and_post;
        self.carried_over += other.carried_over;
        self.resolved += other.resolved;
        self.early += other.early;
        self.on_the_day += other.on_the_day;
        self.late += other.late;
        self.open += other.open;
        self.within_due += other.within_due;
        self.past_due += other.past_due;
        self.withdrawn += other.withdrawn;
    }

    fn check(&self, row: Option<&str>) -> Result<(), IdentityBroken> {
        let sources = self.online + self.desk_and_post + self.carried_over;
        let identities = [
            ("(3) = (4) + (5) + (6)", self.received, sources),
            ("(3) = (7) + (11)", self.received, self.resolved + self.open),
            ("(7) = (8) + (9) + (10)", self.resolved, self.early + self.on_the_day + self.late),
            ("(11) = (12) + (13)", self.open, self.within_due + self.past_due),
        ];
        match identities.into_iter().find(|(_, left, right)| left != right) {
            None => Ok(()),
            Some((identity, left, right)) => {
                Err(IdentityBroken { identity, sides: (left, right), row: row.map(str::to_owned) })
            }
        }
    }
}

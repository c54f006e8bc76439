//! The query for a table: period, as-of, basis, rule, filters, rows. It must not know how a table is
//! counted.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::dossier_facts::DossierFacts;

/// The row of dossiers for which a dimension is not known.
pub const NONE: &str = "(none)";

/// Which dossiers a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The dossiers received in the period.
    Cohort,
    /// The dossiers carried over into the period and received in it.
    Flow,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The unit that answers for the result.
    Unit,
    Field,
    Procedure,
    /// The holder at the state's moment; for ended ones the last.
    Officer,
    Channel,
    /// The ward of the applicant's address.
    Ward,
    /// The month of reception (cohort), or one table a month (flow).
    Month,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 7] = [
        Self::Unit,
        Self::Field,
        Self::Procedure,
        Self::Officer,
        Self::Channel,
        Self::Ward,
        Self::Month,
    ];

    /// The word in machine-readable input and output.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Field => "field",
            Self::Procedure => "procedure",
            Self::Officer => "officer",
            Self::Channel => "channel",
            Self::Ward => "ward",
            Self::Month => "month",
        }
    }
}

impl FromStr for Dimension {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|dimension| dimension.code() == text);
        named.ok_or_else(|| {
            let codes: Vec<&str> = Self::ALL.into_iter().map(Self::code).collect();
            format!("no such dimension: {text}; one of {}", codes.join(", "))
        })
    }
}

/// The dossiers that are counted; [`NONE`] selects those whose value is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    pub field: Option<String>,
    /// Any of these procedures; all where the list is empty.
    pub procedures: Vec<String>,
    pub unit: Option<String>,
    pub officer: Option<String>,
    pub channel: Option<String>,
    pub ward: Option<String>,
    /// Month of reception, `2018-11`.
    pub month: Option<String>,
}

impl Filters {
    /// The values that the filters admit in a dimension; all where the list is empty.
    pub(crate) fn values_of(&self, dimension: Dimension) -> &[String] {
        let filter = match dimension {
            Dimension::Unit => &self.unit,
            Dimension::Field => &self.field,
            Dimension::Procedure => return &self.procedures,
            Dimension::Officer => &self.officer,
            Dimension::Channel => &self.channel,
            Dimension::Ward => &self.ward,
            Dimension::Month => &self.month,
        };
        filter.as_slice()
    }

    /// The filters with one value that are set, by name; the procedures are asked for apart.
    pub fn single(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("field", &self.field),
            ("unit", &self.unit),
            ("officer", &self.officer),
            ("channel", &self.channel),
            ("ward", &self.ward),
            ("month", &self.month),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    pub(crate) fn admit(&self, fact: &DossierFacts, state: Instant) -> bool {
        let is = |filter: &Option<String>, value: &str| {
            filter.as_ref().is_none_or(|a| matches_filter(a, value))
        };
        is(&self.field, &fact.field)
            && is(&self.channel, &fact.channel)
            && is(&self.ward, &fact.ward)
            && (self.unit.is_none() || is(&self.unit, fact.unit.at(state)))
            && (self.officer.is_none() || is(&self.officer, fact.holder.at(state)))
            && (self.procedures.is_empty()
                || self.procedures.iter().any(|filter| matches_filter(filter, &fact.procedure)))
            && self.month.as_ref().is_none_or(|filter| month(fact).is_some_and(|m| m == *filter))
    }
}

fn month(fact: &DossierFacts) -> Option<String> {
    let received = fact.received?;
    Some(Key::of(Dimension::Month, fact, received).to_string())
}

pub(crate) fn matches_filter(filter: &str, value: &str) -> bool {
    filter == value || (filter == NONE && value.is_empty())
}

/// A query to a register.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// First day of the period.
    pub from: Day,
    /// Last day of the period.
    pub to: Day,
    /// The instant up to which logged events count.
    pub as_of: Instant,
    pub basis: Basis,
    /// Whether outcomes are compared by civil dates; otherwise by instants.
    pub by_date: bool,
    pub filters: Filters,
    /// The dimension of the rows; `None` for the total alone.
    pub by: Option<Dimension>,
}

impl Query {
    /// The cohort of a period by dates, all of it, without rows, with everything that is known.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Self {
        Self {
            from,
            to,
            as_of: Instant::MAX,
            basis: Basis::Cohort,
            by_date: true,
            filters: Filters::default(),
            by: None,
        }
    }

    /// The same query over all time, without rows.
    pub(crate) fn over_all_periods(&self) -> Self {
        let (from, to) = (Day::from_ymd(1900, 1, 1), Day::from_ymd(2999, 12, 31));
        Self { from, to, by: None, ..self.clone() }
    }

    /// First and last day.
    #[must_use]
    pub fn period(&self) -> (Day, Day) {
        (self.from, self.to)
    }

    /// The same question about one row of its dimension; `None` where there can be no such row.
    pub(crate) fn of_row(&self, row: &str) -> Option<Self> {
        let dimension = self.by?;
        if dimension == Dimension::Month && self.basis == Basis::Flow {
            let mut months = self.months().into_iter();
            return months.find(|(key, _)| key.to_string() == row).map(|(_, month)| month);
        }
        let mut query = Self { by: None, ..self.clone() };
        let (filters, value) = (&mut query.filters, Some(row.to_owned()));
        match dimension {
            Dimension::Unit => filters.unit = value,
            Dimension::Field => filters.field = value,
            Dimension::Procedure => filters.procedures = vec![row.to_owned()],
            Dimension::Officer => filters.officer = value,
            Dimension::Channel => filters.channel = value,
            Dimension::Ward => filters.ward = value,
            Dimension::Month => filters.month = value,
        }
        self.stricter(query)
    }

    /// The stricter of a row's query and the filters: a row admits no dossier that the filters exclude.
    fn stricter(&self, query: Self) -> Option<Self> {
        let (own, row) = (&self.filters, &query.filters);
        let agree = |own: &Option<String>, row: &Option<String>| own.is_none() || own == row;
        let agreed = agree(&own.field, &row.field)
            && agree(&own.unit, &row.unit)
            && agree(&own.officer, &row.officer)
            && agree(&own.channel, &row.channel)
            && agree(&own.ward, &row.ward)
            && agree(&own.month, &row.month)
            && (own.procedures.is_empty()
                || row.procedures.iter().all(|code| own.procedures.contains(code)));
        agreed.then_some(query)
    }

    /// The same question for each month of the period, cut to the period.
    pub(crate) fn months(&self) -> Vec<(Key<'static>, Self)> {
        let mut months = Vec::new();
        let mut first = self.from.first_of_month();
        while first <= self.to {
            let next = first.plus(31).first_of_month();
            let (from, to) = (self.from.max(first), self.to.min(next.plus(-1)));
            months.push((Key::Month(first), Self { from, to, by: None, ..self.clone() }));
            first = next;
        }
        months
    }
}

/// The row a dossier stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key<'a> {
    Text(&'a str),
    /// The first day of a month.
    Month(Day),
}

impl<'a> Key<'a> {
    /// The row of a fact that was received, at the state's moment.
    pub(crate) fn of(dimension: Dimension, fact: &'a DossierFacts, state: Instant) -> Self {
        Self::Text(match dimension {
            Dimension::Unit => fact.unit.at(state),
            Dimension::Field => &fact.field,
            Dimension::Procedure => &fact.procedure,
            Dimension::Officer => fact.holder.at(state),
            Dimension::Channel => &fact.channel,
            Dimension::Ward => &fact.ward,
            Dimension::Month => {
                let day = fact.zone.0.day(fact.received.unwrap_or_default());
                return Self::Month(day.first_of_month());
            }
        })
    }
}

impl<'a> Key<'a> {
    /// The value itself, empty where it is not known.
    pub(crate) fn name(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Month(day) => {
                let (year, month, _) = day.ymd();
                Cow::Owned(format!("{year:04}-{month:02}"))
            }
        }
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text("") => f.write_str(NONE),
            key => f.write_str(&key.name()),
        }
    }
}

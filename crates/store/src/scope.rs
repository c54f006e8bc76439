//! The scope of a reader and the query of a list, as plain data. The rule of a scope is written twice
//! on purpose: `holds` for one row, `lists/within.rs` for a table; a test compares them. It must not
//! know rights or readers.

use crate::rows::DossierRow;

/// An access path to a dossier. A path with an empty text matches no dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessPath {
    /// The unit answers for the result.
    AnsweringUnit(String),
    /// The unit's officer holds it.
    HoldingUnit(String),
    /// It was received at the desk.
    Desk(String),
    /// The unit was asked for its opinion and has not answered.
    ConsultedUnit(String),
    /// The unit helped the applicant to file.
    HelperUnit(String),
    /// The officer holds it.
    Holder(String),
    /// It is offered to the officer.
    Offered(String),
    /// It is offered to an officer of the unit.
    OfferedUnit(String),
    /// The officer stands in for its holder.
    StandIn(String),
    /// It is the person's own.
    Person(String),
}

/// The dossiers that a reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The agency; dossiers of another agency are not seen, whatever the paths.
    pub agency: String,
    /// The access paths, of which one is enough; `None` for all dossiers of the agency; empty for none.
    pub access_paths: Option<Vec<AccessPath>>,
}

impl AccessPath {
    /// Whether the path matches the row at an instant.
    #[must_use]
    pub fn holds(&self, row: &DossierRow, at: i64) -> bool {
        if self.text().is_empty() {
            return false;
        }
        match self {
            Self::AnsweringUnit(unit) => row.unit == *unit,
            Self::HoldingUnit(unit) => row.holding_unit == *unit,
            Self::Desk(unit) => row.desk == *unit,
            Self::ConsultedUnit(unit) => row.consulted.contains(&spaced(unit)),
            Self::HelperUnit(unit) => row.helped_at == *unit,
            Self::Holder(officer) => row.holder.as_ref() == Some(officer),
            Self::Offered(officer) => row.offered_to.as_ref() == Some(officer),
            Self::OfferedUnit(unit) => row.offered_unit.as_ref() == Some(unit),
            Self::StandIn(officer) => {
                row.stand_in.as_ref() == Some(officer) && row.stand_in_until > Some(at)
            }
            Self::Person(person) => row.person == *person,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::AnsweringUnit(text)
            | Self::HoldingUnit(text)
            | Self::Desk(text)
            | Self::ConsultedUnit(text)
            | Self::HelperUnit(text)
            | Self::Holder(text)
            | Self::Offered(text)
            | Self::OfferedUnit(text)
            | Self::StandIn(text)
            | Self::Person(text) => text,
        }
    }
}

impl Scope {
    /// Whether the scope contains the row at an instant.
    #[must_use]
    pub fn holds(&self, row: &DossierRow, at: i64) -> bool {
        let matches = |access_paths: &Vec<AccessPath>| {
            access_paths.iter().any(|access_path| access_path.holds(row, at))
        };
        row.agency == self.agency && self.access_paths.as_ref().is_none_or(matches)
    }
}

/// A unit in the format of [`DossierRow::consulted`].
pub(crate) fn spaced(unit: &str) -> String {
    format!(" {unit} ")
}

/// The conditions of a list of dossiers; a condition that is not set matches every dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// The phases; empty for all.
    pub phases: Vec<String>,
    /// Held by the officer, or by an officer whose stand-in the officer is now; without those for which
    /// the officer has a stand-in.
    pub held_by: Option<String>,
    /// Offered to the officer.
    pub offered_to: Option<String>,
    /// Held by the officer and offered to another.
    pub offered_by: Option<String>,
    /// The unit that answers for the result.
    pub unit: Option<String>,
    /// The unit whose officer holds it.
    pub holding_unit: Option<String>,
    /// The desk that received it.
    pub desk: Option<String>,
    /// The unit was asked and has not answered.
    pub consulted: Option<String>,
    /// The states of the letter; empty for all.
    pub letters: Vec<String>,
    /// The procedure.
    pub procedure: Option<String>,
    /// The step of its holder.
    pub step: Option<String>,
    /// Due before the instant.
    pub due_before: Option<i64>,
    /// Due at the instant or later.
    pub due_from: Option<i64>,
    /// Whether due is suspended.
    pub suspended: Option<bool>,
    /// The result was given out at the instant or later.
    pub given_out_from: Option<i64>,
    /// Suspended before the instant.
    pub suspended_before: Option<i64>,
    /// A supplement was awaited until a day before this one, in days since 1970-01-01.
    pub supplement_before: Option<i64>,
    /// No supplement is awaited, or until this day or a later one.
    pub supplement_from: Option<i64>,
    /// No letter was sent for the due in force.
    pub without_letter: bool,
    /// The order of the result.
    pub order: Order,
    /// Only dossiers after this place ([`Order::place`]) in the order.
    pub after: Option<(i64, String)>,
    /// The most dossiers; 0 for none.
    pub limit: usize,
    /// Now.
    pub at: i64,
}

/// The instant by which a list is ordered, then by stream. A row without the instant is the earliest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The earliest due first.
    #[default]
    Due,
    /// The earliest filing first.
    Filed,
    /// The latest reception first.
    Received,
    /// The earliest end first.
    Ended,
    /// The earliest suspension first.
    Suspended,
    /// The latest hand-over first.
    GivenOut,
}

impl Order {
    /// A row's place in the order, for [`Pick::after`].
    #[must_use]
    pub fn place(self, row: &DossierRow) -> (i64, String) {
        let instant = match self {
            Self::Due => row.due_at,
            Self::Filed => row.filed_at,
            Self::Received => row.received_at,
            Self::Ended => row.ended_at,
            Self::Suspended => row.suspended_at,
            Self::GivenOut => row.given_out_at,
        };
        (instant.unwrap_or(i64::MIN), row.stream.clone())
    }

    /// The column, and whether the latest comes first.
    pub(crate) fn column(self) -> (&'static str, bool) {
        match self {
            Self::Due => ("due_at", false),
            Self::Filed => ("filed_at", false),
            Self::Received => ("received_at", true),
            Self::Ended => ("ended_at", false),
            Self::Suspended => ("suspended_at", false),
            Self::GivenOut => ("given_out_at", true),
        }
    }
}

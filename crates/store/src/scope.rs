//! The scope of a reader and the query of a list, as plain values. The rule of a scope is written
//! twice: `holds` is for one row, `lists/within.rs` for a table; a test compares the two. The
//! module must not know rights or readers.

use crate::rows::DossierRow;

/// An access path to a dossier. A path with an empty text matches no dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessPath {
    /// The unit answers for the result.
    AnsweringUnit(String),
    /// An officer of the unit holds the dossier.
    HoldingUnit(String),
    /// The desk received the dossier.
    Desk(String),
    /// The unit was consulted and has not answered.
    ConsultedUnit(String),
    /// The unit helped the applicant to file.
    HelperUnit(String),
    /// The officer holds the dossier.
    Holder(String),
    /// The dossier is offered to the officer.
    Offered(String),
    /// The dossier is offered to an officer of the unit.
    OfferedUnit(String),
    /// The officer stands in for the holder.
    StandIn(String),
    /// The dossier belongs to the person.
    Person(String),
}

/// The dossiers that a reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The agency; the scope has no dossier of another agency.
    pub agency: String,
    /// The access paths, of which one is enough; `None` for all dossiers of the agency; empty for
    /// no dossier.
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
            Self::ConsultedUnit(unit) => row.consulted.contains(&with_blanks(unit)),
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

/// The code of a unit in the format of [`DossierRow::consulted`].
pub(crate) fn with_blanks(unit: &str) -> String {
    format!(" {unit} ")
}

/// The conditions of a list of dossiers; a condition that is not set matches every dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// The phases of the dossiers; empty for all.
    pub phases: Vec<String>,
    /// Dossiers that the officer holds, or that are held by an officer for whom this officer stands
    /// in at `at`; without those for which the officer has a stand-in.
    pub held_by: Option<String>,
    /// Dossiers that are offered to the officer.
    pub offered_to: Option<String>,
    /// Dossiers that the officer holds and has offered.
    pub offered_by: Option<String>,
    /// Dossiers for whose result the unit answers.
    pub unit: Option<String>,
    /// Dossiers that an officer of the unit holds.
    pub holding_unit: Option<String>,
    /// Dossiers that the desk received.
    pub desk: Option<String>,
    /// Dossiers for which the unit was consulted and has not answered.
    pub consulted: Option<String>,
    /// The states of the letter; empty for all.
    pub letters: Vec<String>,
    /// The code of the procedure.
    pub procedure: Option<String>,
    /// The id of the step in progress.
    pub step: Option<String>,
    /// Dossiers with due before the instant.
    pub due_before: Option<i64>,
    /// Dossiers with due at the instant or later.
    pub due_from: Option<i64>,
    /// Dossiers whose due is suspended, or is not.
    pub suspended: Option<bool>,
    /// Dossiers whose result was handed over or posted at the instant or later.
    pub given_out_from: Option<i64>,
    /// Dossiers suspended before the instant.
    pub suspended_before: Option<i64>,
    /// Dossiers that await a supplement whose last day is before this day, in days since
    /// 1970-01-01.
    pub supplement_before: Option<i64>,
    /// Dossiers that await no supplement, or one whose last day is this day or later.
    pub supplement_from: Option<i64>,
    /// Dossiers without a sent letter for the due in force.
    pub without_letter: bool,
    /// The order of the result.
    pub order: Order,
    /// The place ([`Order::place`]) in the order after which the result begins.
    pub after: Option<(i64, String)>,
    /// The most dossiers of the result; 0 for none.
    pub limit: usize,
    /// The instant of the query, which decides on stand-ins.
    pub at: i64,
}

/// The instant by which a list is ordered, then by stream. A row without the instant is the
/// earliest.
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
    /// The place of a row in the order, for [`Pick::after`].
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

    /// The column of the order, and whether the latest row comes first.
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

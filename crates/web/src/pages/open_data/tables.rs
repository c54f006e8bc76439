//! The public tables by name.

use indicators::{Basis, Dimension};

/// The content of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The figures of a period by a dimension.
    Figures(Dimension),
    /// Form II.06a by field or II.06b by unit.
    Form(Dimension),
    /// Answers of citizens about results by a dimension.
    Satisfaction(Dimension),
    /// Apology letters of those that became late, by unit.
    Letters,
    Procedures,
}

/// A table.
pub(super) struct Table {
    pub code: &'static str,
    pub kind: Kind,
}

pub(super) const TABLES: [Table; 11] = [
    Table { code: "units", kind: Kind::Figures(Dimension::Unit) },
    Table { code: "fields", kind: Kind::Figures(Dimension::Field) },
    Table { code: "by-procedure", kind: Kind::Figures(Dimension::Procedure) },
    Table { code: "channels", kind: Kind::Figures(Dimension::Channel) },
    Table { code: "wards", kind: Kind::Figures(Dimension::Ward) },
    Table { code: "form-06a", kind: Kind::Form(Dimension::Field) },
    Table { code: "form-06b", kind: Kind::Form(Dimension::Unit) },
    Table { code: "letters", kind: Kind::Letters },
    Table { code: "satisfaction-units", kind: Kind::Satisfaction(Dimension::Unit) },
    Table { code: "satisfaction-procedures", kind: Kind::Satisfaction(Dimension::Procedure) },
    Table { code: "procedures", kind: Kind::Procedures },
];

impl Kind {
    /// The key of its definition.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Figures(Dimension::Unit | Dimension::Field) => "said_months",
            Self::Figures(_) => "said_quarters",
            Self::Form(_) => "said_form",
            Self::Satisfaction(Dimension::Unit) => "said_satisfaction_months",
            Self::Satisfaction(_) => "said_satisfaction_quarters",
            Self::Letters => "said_letters",
            Self::Procedures => "said_procedures",
        }
    }

    /// The key of what its rates are of.
    pub fn denominator(self) -> &'static str {
        match self {
            Self::Figures(_) => "of_figures",
            Self::Satisfaction(_) => "of_satisfaction",
            Self::Letters => "of_letters",
            Self::Form(_) | Self::Procedures => "of_procedures",
        }
    }

    /// The name of its schema.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Figures(_) => "figures.schema.json",
            Self::Form(_) => "forms.schema.json",
            Self::Satisfaction(_) => "satisfaction.schema.json",
            Self::Letters => "letters.schema.json",
            Self::Procedures => "procedures.schema.json",
        }
    }

    /// The dimension of the rows; `None` for the catalogue of procedures.
    pub fn rows(self) -> Option<Dimension> {
        match self {
            Self::Figures(by) | Self::Form(by) | Self::Satisfaction(by) => Some(by),
            Self::Letters => Some(Dimension::Unit),
            Self::Procedures => None,
        }
    }

    pub fn basis(self) -> Basis {
        if matches!(self, Self::Form(_)) { Basis::Flow } else { Basis::Cohort }
    }

    /// Whether a closed month freezes it: figures by month, forms, letters.
    pub fn is_frozen(self) -> bool {
        match self {
            Self::Figures(by) => matches!(by, Dimension::Unit | Dimension::Field),
            Self::Form(_) | Self::Letters => true,
            Self::Satisfaction(_) | Self::Procedures => false,
        }
    }
}

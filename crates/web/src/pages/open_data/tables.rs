//! The public tables by name.

use indicators::Dimension;

/// What a table holds.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// The figures of a period by a dimension.
    Figures(Dimension),
    Procedures,
}

/// A table.
pub(super) struct Table {
    pub code: &'static str,
    pub kind: Kind,
}

pub(super) const TABLES: [Table; 6] = [
    Table { code: "units", kind: Kind::Figures(Dimension::Unit) },
    Table { code: "fields", kind: Kind::Figures(Dimension::Field) },
    Table { code: "by-procedure", kind: Kind::Figures(Dimension::Procedure) },
    Table { code: "channels", kind: Kind::Figures(Dimension::Channel) },
    Table { code: "wards", kind: Kind::Figures(Dimension::Ward) },
    Table { code: "procedures", kind: Kind::Procedures },
];

impl Kind {
    /// The key of its definition.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Figures(Dimension::Unit | Dimension::Field) => "said_months",
            Self::Figures(_) => "said_quarters",
            Self::Procedures => "said_procedures",
        }
    }

    /// The key of what its rates are of.
    pub fn denominator(self) -> &'static str {
        match self {
            Self::Figures(_) => "of_figures",
            Self::Procedures => "of_procedures",
        }
    }

    /// The name of its schema.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Figures(_) => "figures.schema.json",
            Self::Procedures => "procedures.schema.json",
        }
    }
}

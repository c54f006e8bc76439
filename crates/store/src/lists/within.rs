//! The conditions of a scope as SQL: the same rule as [`Scope::holds`]. The module must not know
//! lists.

use super::ListQuery;
use crate::scope::{AccessPath, Pick, Scope, with_blanks};

impl ListQuery {
    pub(super) fn scope(&mut self, scope: &Scope, at: i64) {
        let Some(access_paths) = &scope.access_paths else {
            return self.with("agency = ", scope.agency.clone(), "");
        };
        // The expression hides the column from the index of the agency, because the access paths
        // have fewer rows.
        self.with("CASE WHEN agency = ", scope.agency.clone(), " THEN 1 ELSE 0 END = 1 AND (");
        let mut any = false;
        for access_path in access_paths.iter().filter(|access_path| !access_path.text().is_empty())
        {
            self.push(if any { " OR " } else { "" });
            self.access_path(access_path, at);
            any = true;
        }
        self.push(if any { ")" } else { "1 = 0)" });
    }

    /// Appends the scope of a list. Where the list has an index, the access paths are written so
    /// that the engine does not use their indexes: without statistics it would read all past
    /// dossiers of a unit for one queue. The dossiers of one person are fewer than those of any
    /// list.
    pub(super) fn scope_of(&mut self, scope: &Scope, pick: &Pick) {
        let indexed = [
            &pick.held_by,
            &pick.offered_to,
            &pick.offered_by,
            &pick.unit,
            &pick.holding_unit,
            &pick.desk,
            &pick.consulted,
        ];
        let narrow = is_for_waiting(pick) || indexed.iter().any(|filter| filter.is_some());
        if narrow && !is_of_one_person(scope) {
            self.push("CASE WHEN ");
            self.scope(scope, pick.at);
            self.push(" THEN 1 ELSE 0 END = 1");
        } else {
            self.scope(scope, pick.at);
        }
    }

    /// Appends the condition of an access path; it contains the condition of the path's partial
    /// index.
    fn access_path(&mut self, access_path: &AccessPath, at: i64) {
        let text = access_path.text().to_owned();
        match access_path {
            AccessPath::AnsweringUnit(_) => self.with("unit = ", text, ""),
            AccessPath::HoldingUnit(_) => {
                self.with("(holding_unit <> '' AND holding_unit = ", text, ")")
            }
            AccessPath::Desk(_) => self.with("(desk <> '' AND desk = ", text, ")"),
            AccessPath::ConsultedUnit(_) => self.consulted(&text),
            AccessPath::HelperUnit(_) => self.with("(helped_at <> '' AND helped_at = ", text, ")"),
            AccessPath::Holder(_) => self.with("holder = ", text, ""),
            AccessPath::Offered(_) => self.with("offered_to = ", text, ""),
            AccessPath::OfferedUnit(_) => self.with("offered_unit = ", text, ""),
            AccessPath::StandIn(_) => {
                self.with("(stand_in = ", text, "");
                self.with(" AND stand_in_until > ", at, ")");
            }
            AccessPath::Person(_) => self.with("(person <> '' AND person = ", text, ")"),
        }
    }

    /// Appends the condition that a unit is consulted. `replace` is the only test for "contains"
    /// that distinguishes case in both engines.
    pub(super) fn consulted(&mut self, unit: &str) {
        self.with(
            "(consulted <> '' AND replace(consulted, ",
            with_blanks(unit),
            ", '') <> consulted)",
        );
    }
}

/// Whether a query asks only for filings that wait for their reception.
pub(super) fn is_for_waiting(pick: &Pick) -> bool {
    !pick.phases.is_empty() && pick.phases.iter().all(|p| p == "filed" || p == "guided")
}

/// Whether the scope has the dossiers of one person only.
pub(super) fn is_of_one_person(scope: &Scope) -> bool {
    let person = |path: &AccessPath| matches!(path, AccessPath::Person(_));
    scope.access_paths.as_ref().is_some_and(|paths| paths.iter().all(person))
}

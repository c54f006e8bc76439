//! Lists of dossiers by conditions on their rows, in an order that has an index. The module must
//! not know names of applicants.

use super::ListQuery;
use super::within::is_for_waiting;
use crate::error::Error;
use crate::rows::DossierRow;
use crate::scope::{Pick, Scope};
use crate::{Reader, schema};

impl ListQuery {
    fn pick(&mut self, pick: &Pick) {
        match pick.phases.as_slice() {
            // The phase is a literal, because the engine does not use a partial index for a bound
            // value.
            [one] if one == "open" => self.push(" AND phase = 'open'"),
            [one] if one == "ready" => self.push(" AND phase = 'ready'"),
            phases => self.any_of(" AND phase", phases),
        }
        if is_for_waiting(pick) {
            self.push(" AND phase IN ('filed', 'guided')");
        }
        self.any_of(" AND letter", &pick.letters);
        if !pick.letters.is_empty() && pick.letters.iter().all(|letter| !letter.is_empty()) {
            self.push(" AND letter <> ''");
        }
        let texts = [
            (" AND offered_to = ", &pick.offered_to),
            (" AND offered_to IS NOT NULL AND holder = ", &pick.offered_by),
            (" AND unit = ", &pick.unit),
            (" AND holding_unit <> '' AND holding_unit = ", &pick.holding_unit),
            (" AND desk <> '' AND desk = ", &pick.desk),
            (" AND procedure_code = ", &pick.procedure),
            (" AND step = ", &pick.step),
        ];
        for (piece, text) in texts {
            if let Some(text) = text {
                self.with(piece, text.clone(), "");
            }
        }
        if let Some(unit) = &pick.consulted {
            self.push(" AND ");
            self.consulted(unit);
        }
        if let Some(at) = pick.due_before {
            self.with(" AND due_at < ", at, "");
        }
        if let Some(at) = pick.due_from {
            self.with(" AND due_at >= ", at, "");
        }
        if let Some(suspended) = pick.suspended {
            // The second condition is that of the partial index.
            self.push(match suspended {
                true => " AND suspended <> 0 AND suspended_at IS NOT NULL",
                false => " AND suspended = 0",
            });
        }
        if let Some(at) = pick.given_out_from {
            self.with(" AND given_out_at IS NOT NULL AND given_out_at >= ", at, "");
        }
        if let Some(at) = pick.suspended_before {
            self.with(" AND suspended_at < ", at, "");
        }
        if let Some(day) = pick.supplement_before {
            self.with(" AND supplement_until < ", day, "");
        }
        if let Some(day) = pick.supplement_from {
            self.with(" AND (supplement_until IS NULL OR supplement_until >= ", day, ")");
        }
        if pick.without_letter {
            self.push(" AND letter <> 'sent'");
        }
    }

    /// Appends the condition for rows after a place in the order; a row without the instant is the
    /// earliest.
    fn after(&mut self, pick: &Pick) {
        let Some((instant, stream)) = &pick.after else { return };
        let (column, newest_first) = pick.order.column();
        self.push(" AND (");
        match (newest_first, *instant) {
            (false, i64::MIN) => {
                self.push(column);
                self.push(" IS NOT NULL OR ");
                self.with("stream > ", stream.clone(), ")");
            }
            (true, i64::MIN) => {
                self.push(column);
                self.with(" IS NULL AND stream < ", stream.clone(), ")");
            }
            (false, instant) => {
                self.after_key(column, " > ", instant, " AND stream > ", stream, ")")
            }
            (true, instant) => {
                self.after_key(column, " < ", instant, " AND stream < ", stream, " OR ");
                self.push(column);
                self.push(" IS NULL)");
            }
        }
    }

    fn after_key(
        &mut self,
        column: &'static str,
        than: &'static str,
        instant: i64,
        and: &'static str,
        stream: &str,
        end: &'static str,
    ) {
        self.push(column);
        self.with(than, instant, " OR ");
        self.push(column);
        self.with(" = ", instant, "");
        self.with(and, stream.to_owned(), end);
    }

    /// Appends the condition for dossiers that an officer holds without a stand-in at an instant.
    fn held_by_officer(&mut self, officer: &str, at: i64) {
        self.with(" AND holder = ", officer.to_owned(), " AND (stand_in IS NULL");
        self.with(" OR stand_in_until IS NULL OR stand_in_until <= ", at, ")");
    }

    fn as_stand_in(&mut self, officer: &str, at: i64) {
        self.with(" AND stand_in = ", officer.to_owned(), "");
        self.with(" AND stand_in_until > ", at, "");
    }

    /// Appends one part of a list; the engine merges two parts in order without sorting.
    fn part(&mut self, scope: &Scope, pick: &Pick) {
        self.push("SELECT ");
        self.push(schema::LISTED);
        self.push(" FROM dossier WHERE ");
        self.scope_of(scope, pick);
        self.pick(pick);
        self.after(pick);
    }

    pub(super) fn list(scope: &Scope, pick: &Pick) -> Self {
        let mut query = Self::default();
        query.part(scope, pick);
        if let Some(officer) = &pick.held_by {
            query.held_by_officer(officer, pick.at);
            query.push(" UNION ALL ");
            query.part(scope, pick);
            query.as_stand_in(officer, pick.at);
        }
        let (column, newest_first) = pick.order.column();
        query.push(" ORDER BY ");
        query.push(column);
        query.push(match newest_first {
            false => " ASC NULLS FIRST, stream ASC",
            true => " DESC NULLS LAST, stream DESC",
        });
        query.with(" LIMIT ", i64::try_from(pick.limit).unwrap_or(i64::MAX), "");
        query
    }

    pub(super) fn count(scope: &Scope, pick: &Pick) -> Self {
        let mut query = Self::default();
        query.push("SELECT (SELECT count(*) FROM dossier WHERE ");
        query.scope_of(scope, pick);
        query.pick(pick);
        if let Some(officer) = &pick.held_by {
            query.held_by_officer(officer, pick.at);
            query.push(") + (SELECT count(*) FROM dossier WHERE ");
            query.scope_of(scope, pick);
            query.pick(pick);
            query.as_stand_in(officer, pick.at);
        }
        query.push(") AS n");
        query
    }

    /// The text that counts dossiers, up to the limit.
    pub(super) fn count_to_limit(scope: &Scope, pick: &Pick) -> Self {
        let mut query = Self::default();
        query.push("SELECT count(*) AS n FROM (SELECT stream FROM dossier WHERE ");
        query.scope_of(scope, pick);
        query.pick(pick);
        if let Some(officer) = &pick.held_by {
            query.held_by_officer(officer, pick.at);
            query.push(" UNION ALL SELECT stream FROM dossier WHERE ");
            query.scope_of(scope, pick);
            query.pick(pick);
            query.as_stand_in(officer, pick.at);
        }
        let limit = i64::try_from(pick.limit).unwrap_or(i64::MAX);
        query.with(" LIMIT ", limit, ") AS listed");
        query
    }
}

impl Reader {
    /// The dossiers of a scope that match, in order, without their facts.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn pick(&self, scope: &Scope, pick: &Pick) -> Result<Vec<DossierRow>, Error> {
        self.listed(&ListQuery::list(scope, pick))
    }

    /// The number of matching dossiers, without regard to limit and place.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn count(&self, scope: &Scope, pick: &Pick) -> Result<u64, Error> {
        let query = ListQuery::count(scope, pick);
        self.driver().one(&query.text, &query.values(), "n")
    }

    /// The number of matching dossiers, at most the limit, so that the cost is bounded in a long
    /// list.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn count_to_limit(&self, scope: &Scope, pick: &Pick) -> Result<u64, Error> {
        let query = ListQuery::count_to_limit(scope, pick);
        self.driver().one(&query.text, &query.values(), "n")
    }
}

//! The audit table: actor, kind, instant, objects and outcome of each act or read. Rows are only
//! added. The module must not know kinds of acts or rights.

use crate::driver::{Row, values};
use crate::error::Error;
use crate::{Reader, Writer};

/// An act to record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAudit {
    pub at: i64,
    pub actor: String,
    pub kind: String,
    /// The purpose of a read; the reason or the outcome of an act.
    pub detail: String,
    /// The objects of the act: streams of dossiers, accounts, registers.
    pub objects: Vec<String>,
}

/// A recorded act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditRow {
    pub position: i64,
    pub at: i64,
    pub actor: String,
    pub kind: String,
    pub detail: String,
    pub objects: Vec<String>,
}

/// A query of recorded acts, the newest first. An empty text matches every act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    pub actor: String,
    pub kind: String,
    pub object: String,
    /// The first instant of the result.
    pub from: Option<i64>,
    /// The instant before which the result ends.
    pub to: Option<i64>,
    /// The instant and position after which the result begins, in its own order.
    pub after: Option<(i64, i64)>,
    pub limit: usize,
}

const POSITIONS: &str = "audit";

const PUT: &str = "INSERT INTO audit (position, at, actor, kind, detail) \
     VALUES ($1, $2, $3, $4, $5)";

const PUT_OBJECT: &str = "INSERT INTO audit_object (position, object, at) VALUES ($1, $2, $3) \
     ON CONFLICT (position, object) DO NOTHING";

const OBJECTS: &str = "SELECT object FROM audit_object WHERE position = $1 ORDER BY object";

const ANY: &str = "SELECT position, at, actor, kind, detail FROM audit \
     WHERE (at, position) < ($1, $2) AND at >= $3 ORDER BY at DESC, position DESC LIMIT $4";

const BY_ACTOR: &str = "SELECT position, at, actor, kind, detail FROM audit \
     WHERE (at, position) < ($1, $2) AND at >= $3 AND actor = $4 \
     ORDER BY at DESC, position DESC LIMIT $5";

const BY_KIND: &str = "SELECT position, at, actor, kind, detail FROM audit \
     WHERE (at, position) < ($1, $2) AND at >= $3 AND kind = $4 \
     ORDER BY at DESC, position DESC LIMIT $5";

const BY_ACTOR_AND_KIND: &str = "SELECT position, at, actor, kind, detail FROM audit \
     WHERE (at, position) < ($1, $2) AND at >= $3 AND actor = $4 AND kind = $5 \
     ORDER BY at DESC, position DESC LIMIT $6";

const BY_OBJECT: &str = "SELECT audit.position AS position, audit.at AS at, actor, kind, detail \
     FROM audit_object \
     JOIN audit ON audit.position = audit_object.position \
     WHERE (audit_object.at, audit_object.position) < ($1, $2) AND audit_object.at >= $3 \
     AND object = $4 AND ($5 = '' OR actor = $5) AND ($6 = '' OR kind = $6) \
     ORDER BY audit_object.at DESC, audit_object.position DESC LIMIT $7";

impl Writer {
    /// Records an act in the open group.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn put_audit(&mut self, act: &NewAudit) -> Result<(), Error> {
        let position = self.next_serial(POSITIONS)? as i64;
        self.change(PUT, values![position, act.at, act.actor, act.kind, act.detail])?;
        for object in &act.objects {
            self.change(PUT_OBJECT, values![position, object, act.at])?;
        }
        Ok(())
    }
}

impl Reader {
    /// The acts of a query, the newest first.
    ///
    /// # Errors
    /// An error of the database driver.
    pub fn audit(&self, query: &AuditQuery) -> Result<Vec<AuditRow>, Error> {
        // Positions begin at 1, so that position 0 excludes rows of the instant `to` itself.
        let end = (query.to.unwrap_or(i64::MAX), 0);
        let (at, position) = query.after.map_or(end, |after| after.min(end));
        let from = query.from.unwrap_or(i64::MIN);
        let AuditQuery { actor, kind, object, .. } = query;
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let driver = self.driver();
        let mut rows = match (object.is_empty(), actor.is_empty(), kind.is_empty()) {
            (false, ..) => {
                let values = values![at, position, from, object, actor, kind, limit];
                driver.all(BY_OBJECT, values, act)
            }
            (_, true, true) => driver.all(ANY, values![at, position, from, limit], act),
            (_, false, true) => {
                driver.all(BY_ACTOR, values![at, position, from, actor, limit], act)
            }
            (_, true, false) => driver.all(BY_KIND, values![at, position, from, kind, limit], act),
            (_, false, false) => {
                let values = values![at, position, from, actor, kind, limit];
                driver.all(BY_ACTOR_AND_KIND, values, act)
            }
        }?;
        for row in &mut rows {
            row.objects = driver.all(OBJECTS, values![row.position], |row| row.get("object"))?;
        }
        Ok(rows)
    }
}

fn act(row: &Row<'_>) -> Result<AuditRow, Error> {
    Ok(AuditRow {
        position: row.get("position")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        kind: row.get("kind")?,
        detail: row.get("detail")?,
        objects: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;
    use crate::schema::MIGRATIONS;

    #[test]
    fn every_query_reads_from_an_index_in_its_order() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for migration in MIGRATIONS.concat() {
            connection.execute_batch(migration).unwrap();
        }
        for text in [OBJECTS, ANY, BY_ACTOR, BY_KIND, BY_ACTOR_AND_KIND, BY_OBJECT] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {text}")).unwrap();
            let count = statement.parameter_count();
            let values = rusqlite::params_from_iter(std::iter::repeat_n(0, count));
            let plan = statement.query_map(values, |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = plan.map(Result::unwrap).collect();
            assert!(plan.iter().all(|line| line.starts_with("SEARCH")), "{text}: {plan:?}");
        }
    }
}

//! Notices that failed, for the officers of the desk: listed within their sight, tried again, or
//! noted as done in another way. Knows no program that delivers.

use calendar::Instant;
use store::{DossierRow, Notice, NoticeEnd};

use crate::core::Application;
use crate::error::Failure;
use crate::policy::{self, Right, Who, allow};

/// Failed notices looked through for those in sight.
const LOOKED_THROUGH: usize = 1000;

/// A notice that failed, with the dossier that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedNotice {
    pub notice: Notice,
    pub row: DossierRow,
}

/// What an officer does about a notice that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeRemedy {
    /// It is handed over again, with all its waits.
    TryAgain,
    /// The applicant was reached in another way.
    ReachedElsewhere,
}

impl Application {
    /// How many failed notices an officer of the desk sees. Shows nobody's data.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_failed_notices(&self, who: &Who, at: Instant) -> Result<usize, Failure> {
        Ok(self.failed_in_sight(who, LOOKED_THROUGH, at)?.len())
    }

    /// The failed notices that an officer of the desk sees, the last first. That their addresses are
    /// shown is on record before they are given.
    ///
    /// # Errors
    /// The store failed, or the showing cannot be put on record.
    pub fn failed_notices(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Vec<FailedNotice>, Failure> {
        let failed = self.failed_in_sight(who, limit, at)?;
        for one in &failed {
            self.log_read(who, &one.row.stream, "notices", at)?;
        }
        Ok(failed)
    }

    fn failed_in_sight(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Vec<FailedNotice>, Failure> {
        if allow(who, Right::Desk).is_err() {
            return Ok(Vec::new());
        }
        let scope = policy::scope(who, &self.agency_code());
        self.read(|reader| {
            let mut failed = Vec::new();
            for notice in reader.failed_notices(LOOKED_THROUGH)? {
                let Some(stream) = &notice.stream else { continue };
                let row = reader.row(stream)?.filter(|row| scope.holds(row, at.0));
                failed.extend(row.map(|row| FailedNotice { notice, row }));
                if failed.len() == limit {
                    break;
                }
            }
            Ok(failed)
        })
    }

    /// Does something about a failed notice in sight; whether it was still failed.
    ///
    /// # Errors
    /// The store failed.
    pub fn remedy_notice(
        &self,
        who: &Who,
        id: i64,
        remedy: NoticeRemedy,
        (at, machine): (Instant, Instant),
    ) -> Result<bool, Failure> {
        let failed = self.failed_in_sight(who, LOOKED_THROUGH, at)?;
        let Some(failed) = failed.into_iter().find(|failed| failed.notice.id == id) else {
            return Ok(false);
        };
        let officer = who.actor().id;
        let (from, state, trouble) = ("failed", "elsewhere", failed.notice.trouble.as_str());
        let end = NoticeEnd { id, from, state, trouble, by: &officer, at: machine.0 };
        let mut done = false;
        self.keep(|core| {
            done = match remedy {
                NoticeRemedy::TryAgain => core.writer.try_again(id, machine.0)?,
                NoticeRemedy::ReachedElsewhere => core.writer.end_notice(&end)?,
            };
            Ok(())
        })?;
        Ok(done)
    }
}

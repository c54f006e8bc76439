//! Notices that failed, for the officers of the desk: listed for the dossiers that they see, tried again, or
//! noted as done in another way. Knows no program that delivers.

use calendar::Instant;
use store::{DossierRow, Notice, NoticeEnd};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::notices;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{self, Right, Who, allow, permit_search};

/// A notice that failed, with the dossier that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedNotice {
    pub notice: Notice,
    pub row: DossierRow,
}

/// The remedy of an officer for a notice that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeRemedy {
    /// The notice is handed over again, with all its waits.
    TryAgain,
    /// The applicant was reached in another way.
    ReachedElsewhere,
}

impl NoticeRemedy {
    const fn audited(self) -> AuditKind {
        match self {
            Self::TryAgain => AuditKind::RetryNotice,
            Self::ReachedElsewhere => AuditKind::CloseNotice,
        }
    }
}

impl Application {
    /// Whether the desk of an officer has notices that failed. Shows no personal data.
    ///
    /// # Errors
    /// The store failed.
    pub fn has_failed_notices(&self, who: &Who, at: Instant) -> Result<bool, Failure> {
        Ok(!self.failed_in_sight(who, 1, at)?.is_empty())
    }

    /// The failed notices about the dossiers of an officer's desk, the last first. That their
    /// addresses are shown is on record before they are given.
    ///
    /// # Errors
    /// The store failed.
    pub fn failed_notices(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Shown<Vec<FailedNotice>>, Failure> {
        let Ok(permit) = permit_search(who, Right::Desk) else {
            return Ok(Shown::NotPermitted);
        };
        let failed = self.failed_in_sight(who, limit, at)?;
        let mut streams: Vec<String> = failed.iter().map(|one| one.row.stream.clone()).collect();
        streams.sort_unstable();
        streams.dedup();
        Ok(self.show(&permit, streams, (Purpose::Notices, at), failed))
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
            for notice in reader.failed_notices(&who.actor().unit, limit)? {
                let row = reader.row(notice.stream.as_deref().unwrap_or_default())?;
                let row = row.filter(|row| scope.holds(row, at));
                failed.extend(row.map(|row| FailedNotice { notice, row }));
            }
            Ok(failed)
        })
    }

    fn failed_one(&self, who: &Who, id: i64, at: Instant) -> Result<Option<Notice>, Failure> {
        if allow(who, Right::Desk).is_err() {
            return Ok(None);
        }
        let scope = policy::scope(who, &self.agency_code());
        self.read(|reader| {
            let notice = reader.notice(id)?.filter(|notice| notice.state == "failed");
            let Some(notice) = notice else { return Ok(None) };
            let row = reader.row(notice.stream.as_deref().unwrap_or_default())?;
            let unit = who.actor().unit;
            let seen = row.is_some_and(|row| row.desk == unit && scope.holds(&row, at));
            Ok(seen.then_some(notice))
        })
    }

    /// Applies a remedy to a failed notice of a visible dossier; returns whether it was still failed.
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
        let Some(failed) = self.failed_one(who, id, at)? else { return Ok(false) };
        let officer = who.actor().id;
        self.persist(move |core| {
            let trouble = failed.trouble.as_str();
            let (from, state, by, at) = ("failed", "elsewhere", officer.as_str(), machine.0);
            let done = match remedy {
                // A letter is sent again from its dossier, which may have changed.
                NoticeRemedy::TryAgain if notices::is_letter(&failed) => false,
                NoticeRemedy::TryAgain => core.writer.try_again(id, at)?,
                NoticeRemedy::ReachedElsewhere => {
                    core.writer.end_notice(&NoticeEnd { id, from, state, trouble, by, at })?
                }
            };
            if done {
                let objects = failed.stream.into_iter().collect();
                audit::write(core, (by, machine), remedy.audited(), objects, "")?;
            }
            Ok(done)
        })
    }
}

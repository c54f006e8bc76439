//! Notices on paper, for persons whom no gateway reaches: the officers of the desk print them, give or post
//! them, and note that. Knows no words of a notice.

use calendar::Instant;
use store::{ApplicantRow, DossierRow, Notice, NoticeEnd};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::personal_data::{Purpose, Shown};
use crate::policy::{self, Right, Who, allow, permit_search};

/// A notice on paper, with the dossier that it is about and its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperNotice {
    pub notice: Notice,
    pub row: DossierRow,
    pub applicant: ApplicantRow,
}

/// What an officer does with notices on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperAct {
    /// They are printed; they wait until they are given or posted.
    Print,
    Give,
    Post,
}

impl Application {
    /// Whether the desk of an officer has notices to be printed. Shows no personal data.
    ///
    /// # Errors
    /// The store failed.
    pub fn has_paper_notices(&self, who: &Who, at: Instant) -> Result<bool, Failure> {
        Ok(!self.paper_in_sight(who, 1, at)?.is_empty())
    }

    /// The notices on paper about the dossiers of an officer's desk, the oldest first. That names and
    /// addresses are shown is on record before they are given.
    ///
    /// # Errors
    /// The store failed.
    pub fn paper_notices(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Shown<Vec<PaperNotice>>, Failure> {
        let Ok(permit) = permit_search(who, Right::Desk) else {
            return Ok(Shown::NotPermitted);
        };
        let waiting = self.paper_in_sight(who, limit, at)?;
        let mut streams: Vec<String> = waiting.iter().map(|one| one.row.stream.clone()).collect();
        streams.sort_unstable();
        streams.dedup();
        Ok(self.show(&permit, streams, (Purpose::Notices, at), waiting))
    }

    fn paper_in_sight(
        &self,
        who: &Who,
        limit: usize,
        at: Instant,
    ) -> Result<Vec<PaperNotice>, Failure> {
        if allow(who, Right::Desk).is_err() {
            return Ok(Vec::new());
        }
        let scope = policy::scope(who, &self.agency_code());
        self.read(|reader| {
            let mut waiting = Vec::new();
            for notice in reader.paper_notices(&who.actor().unit, limit)? {
                let stream = notice.stream.as_deref().unwrap_or_default();
                let applicant = reader.applicant(stream)?.unwrap_or_default();
                let row = reader.row(stream)?.filter(|row| scope.holds(row, at));
                waiting.extend(row.map(|row| PaperNotice { notice, row, applicant }));
            }
            Ok(waiting)
        })
    }

    /// Carries out an act on notices of the desk, of which `limit` are looked at; returns the numbers of
    /// those that still waited.
    ///
    /// # Errors
    /// The store failed.
    pub fn handle_paper(
        &self,
        who: &Who,
        (ids, limit): (&[i64], usize),
        act: PaperAct,
        (at, machine): (Instant, Instant),
    ) -> Result<Vec<i64>, Failure> {
        let chosen: Vec<Notice> = self
            .paper_in_sight(who, limit, at)?
            .into_iter()
            .map(|one| one.notice)
            .filter(|notice| ids.contains(&notice.id))
            .collect();
        let officer = who.actor().id;
        self.persist(move |core| {
            let (by, at) = (officer.as_str(), machine.0);
            let mut done = Vec::new();
            let mut streams = Vec::new();
            for notice in chosen {
                let (id, from, trouble) = (notice.id, "waiting", "");
                let end = |state| NoticeEnd { id, from, state, trouble, by, at };
                let is_done = match act {
                    PaperAct::Print => core.writer.put_printed(id, at)?,
                    PaperAct::Give => core.writer.end_notice(&end("given"))?,
                    PaperAct::Post => core.writer.end_notice(&end("posted"))?,
                };
                if is_done {
                    done.push(id);
                    streams.extend(notice.stream);
                }
            }
            let kind = match act {
                PaperAct::Print => AuditKind::PrintNotices,
                PaperAct::Give | PaperAct::Post => AuditKind::CloseNotice,
            };
            streams.sort_unstable();
            streams.dedup();
            if !done.is_empty() {
                audit::write(core, (by, machine), kind, streams, "")?;
            }
            Ok(done)
        })
    }
}

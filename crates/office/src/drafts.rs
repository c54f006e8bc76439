//! Drafts of filings: kept outside the record, gone after thirty days or when they are sent.

use calendar::Instant;
use dossier::{Actor, Command, Filing};

use crate::core::Office;
use crate::error::Failure;
use crate::execute::{Done, Submission};

const KEPT_MILLIS: i64 = 30 * 86_400_000;

impl Office {
    /// Keeps a draft as it stands; drops those not touched for thirty days.
    ///
    /// # Errors
    /// The store failed.
    pub fn save_draft(&self, id: &str, filing: &Filing, at: Instant) -> Result<(), Failure> {
        let mut core = self.core();
        core.writer.drop_drafts_before(at.0 - KEPT_MILLIS)?;
        core.writer.put_draft(id, at.0, &crate::wire::canonical(filing))?;
        self.commit_if_full(&mut core)
    }

    /// Sends a draft: it becomes a filing of the dossier `stream`, in the same commit.
    ///
    /// # Errors
    /// There is no such draft; the filing is refused.
    pub fn send_draft(
        &self,
        id: &str,
        stream: &str,
        actor: &Actor,
        at: Instant,
        key: Option<String>,
        sealed: Option<dossier::Sealed>,
    ) -> Result<Done, Failure> {
        let unknown = || Failure::Unknown { what: "draft", name: id.to_owned() };
        let mut core = self.core();
        if let Some(key) = &key
            && let Some((stream, version)) = core.writer.by_key(key)?
        {
            // It was sent, and the draft is gone since.
            return Err(Failure::AlreadyDone { stream, version });
        }
        let body = core.writer.draft(id)?.ok_or_else(unknown)?;
        let filing: Filing = serde_json::from_str(&body).map_err(|_| unknown())?;
        let command = Command::File { filing };
        let submission = Submission {
            stream: stream.to_owned(),
            actor: actor.clone(),
            command,
            at,
            key,
            sealed,
        };
        let done = self.carry_out(&mut core, submission)?;
        core.writer.put_draft(id, at.0, "")?;
        self.commit_if_full(&mut core)?;
        Ok(done)
    }
}

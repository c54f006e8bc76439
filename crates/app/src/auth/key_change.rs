//! The change of the folder's own key by two officers: one proposes it, another one carries it out. The
//! key binds tokens of forms, proofs of what was done and forms carried over a sign-in; those of open
//! pages end with it. Sessions and the record do not depend on it. Knows no page.

use calendar::Instant;
use credentials::once;

use super::account::SERVER_KEY;
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::lock::lock;
use crate::policy::{AgencyAction, SecondFactor, Who, permit_agency};

/// The named value with the proposal: the officer and the instant in milliseconds.
const PROPOSAL: &str = "key_change";

/// A proposal that waits for another officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The officer who proposed it.
    pub officer: String,
    pub at: Instant,
}

fn read(text: &str) -> Option<KeyChange> {
    let (officer, at) = text.split_once(' ')?;
    Some(KeyChange { officer: officer.to_owned(), at: Instant(at.parse().ok()?) })
}

impl Application {
    /// The proposal that waits.
    ///
    /// # Errors
    /// The store failed.
    pub fn key_change(&self) -> Result<Option<KeyChange>, Failure> {
        let text = self.read(|reader| Ok(reader.meta(PROPOSAL)?))?;
        Ok(text.as_deref().and_then(read))
    }

    /// Proposes a new key; a second proposal takes the place of the first.
    ///
    /// # Errors
    /// The policy gives no permit, or the store failed.
    pub fn propose_key_change(
        &self,
        by: (&Who, SecondFactor),
        now: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::ChangeKey, "").map_err(Failure::NoPermit)?;
        self.persist(move |core| {
            core.writer.put_meta(PROPOSAL, &format!("{} {}", permit.actor, now.0))?;
            let kind = AuditKind::ProposeKeyChange;
            audit::write(core, (&permit.actor, now), kind, Vec::new(), "")
        })
    }

    /// Drops the proposal.
    ///
    /// # Errors
    /// The policy gives no permit, or the store failed.
    pub fn drop_key_change(&self, by: (&Who, SecondFactor), now: Instant) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::ChangeKey, "").map_err(Failure::NoPermit)?;
        self.persist(move |core| {
            core.writer.put_meta(PROPOSAL, "")?;
            audit::write(core, (&permit.actor, now), AuditKind::DropKeyChange, Vec::new(), "")
        })
    }

    /// Changes the key as another officer proposed; returns whether a proposal waited.
    ///
    /// # Errors
    /// The policy gives no permit, as to the officer who proposed it, or the store failed.
    pub fn change_key(
        &self,
        by: (&Who, SecondFactor),
        random: [u8; 32],
        now: Instant,
    ) -> Result<bool, Failure> {
        let Some(proposal) = self.key_change()? else { return Ok(false) };
        let permit = permit_agency(by, AgencyAction::ChangeKey, &proposal.officer);
        let permit = permit.map_err(Failure::NoPermit)?;
        let key = once::hex(&random);
        let stored = key.clone();
        let changed = self.write_alone(move |core| {
            let waits = core.reader.meta(PROPOSAL)?.as_deref().and_then(read);
            if waits.as_ref() != Some(&proposal) {
                return Ok(false);
            }
            core.writer.put_meta(PROPOSAL, "")?;
            core.writer.put_meta(SERVER_KEY, &stored)?;
            audit::write(core, (&permit.actor, now), AuditKind::ChangeKey, Vec::new(), "")?;
            Ok(true)
        })?;
        if changed {
            *lock(&self.server_key) = key;
        }
        Ok(changed)
    }
}

//! A slip that was lost or seen by others: its key and token are revoked, a new one is given out. What
//! was claimed by the old one ends. Knows no page.

use calendar::Instant;
use dossier::event::Slip;
use dossier::{Action, Command, Sealed};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::command_key::CommandKey;
use crate::core::Core;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::execute::{Extras, Submission};
use crate::policy::{AgencyAction, AgencyPermit, NoPermit, SecondFactor, Who, permit_agency};
use crate::slip_lookup::{SLIP, counted};

impl Application {
    /// Revokes the slips of a dossier that an officer sees: their key and token open nothing any more,
    /// and the accounts that claimed its person by one of them see the person no more.
    ///
    /// # Errors
    /// The policy gives no permit, or the store failed.
    pub fn revoke_slip(
        &self,
        by: (&Who, SecondFactor),
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::RevokeSlip, &dossier.stream);
        let permit = permit.map_err(Failure::NoPermit)?;
        let code = dossier.row.code.clone();
        let accounts = self.persist(move |core| revoke(core, permit, &code, at))?;
        accounts.iter().for_each(|account| self.forget_account(account));
        Ok(())
    }

    /// Revokes the slips of a received dossier and gives it a new one, which stands in the sealed part
    /// of a note on record; both in one commit.
    ///
    /// # Errors
    /// The policy gives no permit, the dossier was never received, or the store failed: the old slips
    /// are good then as before.
    pub fn renew_slip(
        &self,
        by: (&Who, SecondFactor),
        dossier: &VisibleDossier,
        (slip, salt): (Slip, String),
        key: CommandKey,
        at: Instant,
    ) -> Result<(), Failure> {
        if !dossier.actions.contains(&Action::Note) {
            return Err(Failure::NoPermit(NoPermit::NotPermitted));
        }
        let permit = permit_agency(by, AgencyAction::RevokeSlip, &dossier.stream);
        let permit = permit.map_err(Failure::NoPermit)?;
        let actor = by.0.actor();
        if self.done_before(key.clone(), &actor, Action::Note, &dossier.stream)? {
            return Ok(());
        }
        let new = Submission {
            stream: dossier.stream.clone(),
            actor,
            command: Command::Note,
            at,
            key: Some(key),
            sealed: Some(Sealed { salt, slip: Some(slip), ..Sealed::default() }),
        };
        let code = dossier.row.code.clone();
        let accounts = self.write(move |core| {
            let accounts = revoke(core, permit, &code, at)?;
            core.carry_out_with(new, &Extras::without_session(), at)?;
            Ok(accounts)
        })?;
        accounts.iter().for_each(|account| self.forget_account(account));
        Ok(())
    }
}

/// Revokes a dossier's slips, in the open group; gives the accounts that claimed by them.
fn revoke(
    core: &mut Core,
    permit: AgencyPermit,
    code: &str,
    at: Instant,
) -> Result<Vec<String>, store::Error> {
    core.writer.revoke_slips(&permit.about, at.0)?;
    core.writer.drop_devices_of(SLIP, &counted(code))?;
    let accounts = core.writer.drop_claims_by(&permit.about)?;
    let (actor, objects) = (permit.actor, vec![permit.about]);
    audit::write(core, (&actor, at), AuditKind::RevokeSlip, objects, "")?;
    Ok(accounts)
}

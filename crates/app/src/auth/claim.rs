//! An account claims a person met at the desk by the code and key of that person's slip. From then on
//! the account sees that person's dossiers and gets their notices. No name and no number joins an
//! account to a person.

use calendar::Instant;
use store::Claim;

use super::contact::Contact;
use super::session::CITIZEN;
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::policy::Who;
use crate::slip_lookup::{BySlip, Client};

impl Application {
    /// Joins the person of a dossier to a citizen's account, by the code and key of the dossier's slip;
    /// gives the dossier's stream. A look-up is counted as any other: a wrong key and a code that no
    /// dossier has are the same answer. A dossier filed online belongs to its account and cannot be
    /// claimed.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn claim(
        &self,
        who: &Who,
        slip: (&str, &str),
        client: &Client<'_>,
        now: Instant,
    ) -> Result<BySlip<String>, Failure> {
        let Who::Citizen { person: account, .. } = who else { return Ok(BySlip::Absent) };
        let stream = match self.look_up(slip, client, now)? {
            BySlip::Found(stream) => stream,
            other => return Ok(other),
        };
        let person = self.applicant_of(&stream)?;
        if who.actor().is_person(&person) {
            return Ok(BySlip::Found(stream));
        }
        let claim = Claim { account: account.clone(), person, stream: stream.clone(), at: now.0 };
        let claimed = self.persist(move |core| {
            let at_desk = core.writer.contact_of(&claim.person)?.is_none();
            if claim.person.is_empty() || !at_desk {
                return Ok(false);
            }
            core.writer.put_claim(&claim)?;
            let objects = vec![claim.stream];
            audit::write(core, (CITIZEN, now), AuditKind::ClaimPerson, objects, "")?;
            Ok(true)
        })?;
        if !claimed {
            return Ok(BySlip::Absent);
        }
        self.forget_account(account);
        Ok(BySlip::Found(stream))
    }

    /// Drops what memory holds of a citizen's sessions: they are read again with what is claimed now.
    pub(crate) fn forget_account(&self, account: &str) {
        self.sessions.drop_where(|session| session.kind == CITIZEN && session.who == account);
    }

    /// The contacts that belong to a dossier: of the account that filed it; of one received at the desk,
    /// that of the account that claimed it, and the telephone given there. A telephone typed into an
    /// online form proves nothing.
    pub(super) fn contacts_of_dossier(&self, stream: &str) -> Result<Vec<Contact>, Failure> {
        let person = self.applicant_of(stream)?;
        let texts = self.read(|reader| {
            if let Some(account) = reader.citizen_of(&person)? {
                return Ok([Some(account.contact), None]);
            }
            let phone = reader.applicant(stream)?.map(|applicant| applicant.phone);
            Ok([reader.contact_of_claim(&person)?, phone])
        })?;
        Ok(texts.into_iter().flatten().filter_map(|text| Contact::read(&text)).collect())
    }
}

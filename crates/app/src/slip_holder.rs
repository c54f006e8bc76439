//! Dossiers opened by the citizen whom they concern, to say something of them: by the slip's code and
//! key, by its QR code, or as the citizen's own. Knows nothing of what is said.

use calendar::Instant;

use crate::application::Application;
use crate::dossier_queries::VisibleDossier;
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::policy::{CitizenPermit, Who};
use crate::slip_lookup::{BySlip, Client};

/// A dossier that its citizen opened.
#[derive(Debug)]
pub struct CitizenDossier {
    pub view: DossierView,
    pub(crate) permit: CitizenPermit,
}

impl Application {
    /// The dossier that a code and the slip's key open; `now` is the machine's clock.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn of_citizen_by_key(
        &self,
        who: &Who,
        slip: (&str, &str),
        (client, now): (&Client<'_>, Instant),
        at: Instant,
    ) -> Result<BySlip<CitizenDossier>, Failure> {
        Ok(match self.look_up(slip, client, now)? {
            BySlip::Found(stream) => {
                let permit = CitizenPermit::of_slip_holder(who, &stream);
                self.of_citizen(permit, at)?.map_or(BySlip::Absent, BySlip::Found)
            }
            BySlip::Absent => BySlip::Absent,
            BySlip::Wait(millis) => BySlip::Wait(millis),
        })
    }

    /// Like [`Self::of_citizen_by_key`], by the slip's QR code.
    ///
    /// # Errors
    /// As [`Self::of_citizen_by_key`].
    pub fn of_citizen_by_token(
        &self,
        who: &Who,
        token: &str,
        (client, now): (&Client<'_>, Instant),
        at: Instant,
    ) -> Result<BySlip<CitizenDossier>, Failure> {
        Ok(match self.by_token(token, client, now, at)? {
            BySlip::Found(dossier) => {
                let permit = CitizenPermit::of_slip_holder(who, &dossier.stream);
                BySlip::Found(CitizenDossier { view: dossier.view, permit })
            }
            BySlip::Absent => BySlip::Absent,
            BySlip::Wait(millis) => BySlip::Wait(millis),
        })
    }

    /// A citizen's own dossier; `None` for an officer.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn of_citizen_own(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Result<Option<CitizenDossier>, Failure> {
        match CitizenPermit::of_own(who, &dossier.stream) {
            Some(permit) => self.of_citizen(permit, at),
            None => Ok(None),
        }
    }

    /// A dossier that the desk sees, for which it records what the citizen says; `None` for others.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn of_citizen_at_desk(
        &self,
        who: &Who,
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Result<Option<CitizenDossier>, Failure> {
        match CitizenPermit::of_desk(who, &dossier.stream) {
            Some(permit) => self.of_citizen(permit, at),
            None => Ok(None),
        }
    }

    fn of_citizen(
        &self,
        permit: CitizenPermit,
        at: Instant,
    ) -> Result<Option<CitizenDossier>, Failure> {
        let view = self.view_stream(&permit.stream, at)?;
        Ok(view.map(|view| CitizenDossier { view, permit }))
    }
}

//! Removing an imported register whole: the only way in which events leave the record, put on record
//! itself. Knows no other register.

use calendar::Instant;
use text::{Sentence, ToSentence, sentence};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;

/// Why a register is not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterKept {
    /// The register is the agency's own.
    Own,
    /// No dossier was ever taken over into the register, or the register was removed before.
    Unknown,
    /// Its dossiers have events that this program recorded after the import.
    Lives,
}

impl ToSentence for RegisterKept {
    fn to_sentence(&self) -> Sentence {
        match self {
            Self::Own => sentence!(
                "it is the agency's own register, the record itself; only an imported one is \
                 removed"
            ),
            Self::Unknown => sentence!("the folder has no such register"),
            Self::Lives => sentence!(
                "its dossiers went on after the import; only what was taken over is removed"
            ),
        }
    }
}

impl Application {
    /// Removes an imported register with all its dossiers; how many there were.
    ///
    /// # Errors
    /// The register is kept (`Ok(Err(…))`), or the store failed; nothing is removed then.
    pub fn remove_register(
        &self,
        register: &str,
        at: Instant,
    ) -> Result<Result<usize, RegisterKept>, Failure> {
        if self.rules().agency.as_ref().is_some_and(|agency| agency.code == register) {
            return Ok(Err(RegisterKept::Own));
        }
        let register = register.to_owned();
        self.in_log(move |core| {
            // The open group may hold dossiers of this register: it is committed first, so that they
            // are removed with the others.
            core.end_group()?;
            let removed = core.whole(|core| {
                let removed = core.writer.remove_imported(&register)?;
                if let Some(dossiers) = removed.filter(|dossiers| *dossiers > 0) {
                    let objects = vec![format!("register/{register}")];
                    let detail = dossiers.to_string();
                    let by = (audit::OWNER, at);
                    audit::write(core, by, AuditKind::RemoveRegister, objects, &detail)?;
                }
                Ok(removed)
            })?;
            match removed {
                None => Ok(Err(RegisterKept::Lives)),
                Some(0) => Ok(Err(RegisterKept::Unknown)),
                Some(dossiers) => {
                    core.end_group()?;
                    core.forget_register(&register);
                    Ok(Ok(dossiers))
                }
            }
        })
    }
}

//! Dossiers within a reader's visibility: one opened, lists picked. A reader who may not see a
//! dossier gets the same answer as for one that is not there.

use calendar::Instant;
use credentials::spelling;
use dossier::{Action, available_actions};
use store::{AuditRow, DossierRow, Pick, Reader};

use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::inquiry::DossierView;
use crate::policy::{
    self, AgencyAction, NoPermit, ReadPermit, Right, SecondFactor, Visibility, Who, allow,
    permit_agency, permit_search,
};
use crate::row_scope;

/// A dossier that the reader may see.
#[derive(Debug)]
pub struct VisibleDossier {
    pub stream: String,
    /// The version that the actor saw; the next command returns it.
    pub version: u64,
    pub row: DossierRow,
    pub view: DossierView,
    pub visibility: Visibility,
    /// The actions that the actor may take now.
    pub actions: Vec<Action>,
}

impl VisibleDossier {
    /// The number of a filing or refusal as a person can dictate it; none once there is a code.
    #[must_use]
    pub fn dictated(&self) -> Option<String> {
        spelling::dictated_form(self.name())
    }

    /// The code as the agency spells it, or before reception the filing's number.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.row.code.as_str() {
            "" => self.stream.rsplit('/').next().unwrap_or_default(),
            code => code,
        }
    }
}

/// A dossier opened by its slip.
#[derive(Debug)]
pub struct DossierOfSlip {
    pub stream: String,
    pub view: DossierView,
    pub(crate) permit: ReadPermit,
}

/// A dossier whole, for the inspector's file.
#[derive(Debug)]
pub struct Export {
    pub stream: String,
    /// Events as they stand on record, sealed parts too.
    pub events: Vec<store::EventRow>,
    pub reads: Vec<AuditRow>,
    pub files: Vec<store::AttachmentRow>,
}

/// A code as it was typed, which another register may spell so, then in the spelling of this program;
/// a filing's number has small letters.
fn spellings(code: &str) -> Vec<String> {
    let spelt = spelling::code(code);
    let small = spelt.to_lowercase();
    let mut all = vec![code.to_owned(), spelt, small];
    all.dedup();
    all
}

impl Application {
    pub(crate) fn agency_code(&self) -> String {
        self.rules().agency.as_ref().map(|agency| agency.code.clone()).unwrap_or_default()
    }

    /// Opens a dossier by its code, or by the number of its filing.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn open_dossier(
        &self,
        who: &Who,
        code: &str,
        register: Option<&str>,
        at: Instant,
    ) -> Result<Option<VisibleDossier>, Failure> {
        let agency = self.agency_code();
        let scope = row_scope::of(&policy::scope(who, &agency));
        let mut rows = self.read(|reader| {
            let mut rows = Vec::new();
            for code in spellings(code) {
                rows = reader.by_code_in(&scope, &code, at.0)?;
                if rows.is_empty() {
                    let stream = format!("dossier/{}/{code}", register.unwrap_or(&agency));
                    rows.extend(reader.row(&stream)?);
                }
                if !rows.is_empty() {
                    break;
                }
            }
            if let Some(digits) = spelling::prefix_of_dictated(code).filter(|_| rows.is_empty()) {
                rows.extend(reader.by_code_prefix(&digits)?);
            }
            Ok(rows)
        })?;
        rows.retain(|row| register.is_none_or(|name| row.register == name));
        rows.sort_by_key(|row| row.register != agency);
        match rows.into_iter().next() {
            Some(row) => self.seen(who, row, at),
            None => Ok(None),
        }
    }

    /// The position of the last event on record; 0 of an empty record.
    ///
    /// # Errors
    /// The store failed.
    pub fn last_position(&self) -> Result<i64, Failure> {
        self.read(|reader| Ok(reader.last_position()?))
    }

    /// Opens a dossier by its stream.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn open_stream(
        &self,
        who: &Who,
        stream: &str,
        at: Instant,
    ) -> Result<Option<VisibleDossier>, Failure> {
        match self.read(|reader| Ok(reader.row(stream)?))? {
            Some(row) => self.seen(who, row, at),
            None => Ok(None),
        }
    }

    fn seen(
        &self,
        who: &Who,
        row: DossierRow,
        at: Instant,
    ) -> Result<Option<VisibleDossier>, Failure> {
        let Some(visibility) = policy::visibility(who, &row, &self.agency_code(), at) else {
            return Ok(None);
        };
        let view = self.view_now(&row, at)?;
        let version = row.version;
        let mut actions = match allow(who, Right::Act).or(allow(who, Right::OwnDossiers)) {
            Ok(()) => available_actions(&view.state, &who.actor(), at),
            Err(_) => Vec::new(),
        };
        actions.extend(self.stands_in_for_offer(&view.state, &who.actor().id, at));
        Ok(Some(VisibleDossier {
            stream: row.stream.clone(),
            version,
            row,
            view,
            visibility,
            actions,
        }))
    }

    /// A dossier for the holder of its slip, with or without a session.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub(crate) fn view_stream(
        &self,
        stream: &str,
        at: Instant,
    ) -> Result<Option<DossierView>, Failure> {
        match self.read(|reader| Ok(reader.row(stream)?))? {
            Some(row) => self.view_now(&row, at).map(Some),
            None => Ok(None),
        }
    }

    /// An opened dossier as it stood at an instant, by what was known then.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn view_as_of(
        &self,
        dossier: &VisibleDossier,
        at: Instant,
    ) -> Result<DossierView, Failure> {
        self.ask(|inquiry| inquiry.view_row(&dossier.row, at))
    }

    /// The dossiers of a register with these codes, or streams of these names, that the reader may
    /// see; facts are left out.
    ///
    /// # Errors
    /// The store failed.
    pub fn rows_of(
        &self,
        who: &Who,
        (register, names): (&str, &[&str]),
        at: Instant,
    ) -> Result<Vec<DossierRow>, Failure> {
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        self.read(|reader| {
            let mut rows = Vec::new();
            for name in names {
                let by_code = reader.by_code_in(&scope, name, at.0)?;
                rows.extend(by_code.into_iter().filter(|row| row.register == register));
                rows.extend(reader.row(name)?.filter(|row| scope.holds(row, at.0)));
            }
            Ok(rows)
        })
    }

    fn view_now(&self, row: &DossierRow, clock: Instant) -> Result<DossierView, Failure> {
        self.ask(|inquiry| inquiry.view_row(row, inquiry.now(clock)?))
    }

    /// The dossiers of a list query that the reader may see.
    ///
    /// # Errors
    /// The store failed.
    pub fn pick(&self, who: &Who, pick: &Pick) -> Result<Vec<DossierRow>, Failure> {
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        self.read(|reader| {
            debug_assert_eq!(reader.list_faults(&scope, pick)?, [""; 0], "{scope:?} {pick:?}");
            Ok(reader.pick(&scope, pick)?)
        })
    }

    /// The number of dossiers of a pick.
    ///
    /// # Errors
    /// The store failed.
    pub fn count(&self, who: &Who, pick: &Pick) -> Result<u64, Failure> {
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        self.read(|reader| Ok(reader.count(&scope, pick)?))
    }

    /// The number of dossiers of a pick, at most its limit.
    ///
    /// # Errors
    /// The store failed.
    pub fn count_to_limit(&self, who: &Who, pick: &Pick) -> Result<u64, Failure> {
        let scope = row_scope::of(&policy::scope(who, &self.agency_code()));
        self.read(|reader| Ok(reader.count_to_limit(&scope, pick)?))
    }

    /// A person's dossiers that the reader may see, the newest first; for the desk.
    ///
    /// # Errors
    /// [`Failure::NoPermit`], or the store failed.
    pub fn dossiers_of(
        &self,
        who: &Who,
        person: &str,
        at: Instant,
    ) -> Result<Vec<DossierRow>, Failure> {
        let agency = self.agency_code();
        self.read(|reader| dossiers_of(reader, (who, &agency), person, at))
    }

    /// A dossier whole. That it is given out, and why, is on record before it is given.
    ///
    /// # Errors
    /// The policy gives no permit, the export cannot be put on record, or the store failed.
    pub fn export(
        &self,
        by: (&Who, SecondFactor),
        stream: &str,
        reason: &str,
        at: Instant,
    ) -> Result<Export, Failure> {
        permit_agency(by, AgencyAction::ExportDossier, stream).map_err(Failure::NoPermit)?;
        let (actor, objects) = (by.0.actor().id, vec![stream.to_owned()]);
        let reason = reason.to_owned();
        self.persist(move |core| {
            audit::write(core, (&actor, at), AuditKind::ExportDossier, objects, &reason)
        })?;
        let reads = self.reads_of_stream(stream, usize::MAX)?;
        self.read(|reader| {
            Ok(Export {
                stream: stream.to_owned(),
                events: reader.stream(stream)?,
                reads,
                files: reader.attachments_of(stream)?,
            })
        })
    }

    /// The applicant's pseudonym in a dossier; empty where there is none.
    ///
    /// # Errors
    /// The store failed, or the record does not fold.
    pub fn applicant_of(&self, stream: &str) -> Result<String, Failure> {
        let stream = stream.to_owned();
        // Of what is submitted too, though not committed yet.
        self.in_log(move |core| {
            let rules = core.rules();
            Ok(core.load(&stream, &rules)?.state.filing.person.clone())
        })
    }

    /// The notices last posted.
    ///
    /// # Errors
    /// The store failed.
    pub fn outbox(&self, limit: usize) -> Result<Vec<store::Notice>, Failure> {
        self.read(|reader| Ok(reader.outbox(limit)?))
    }
}

/// Like [`Application::dossiers_of`], by a connection.
pub(crate) fn dossiers_of(
    reader: &Reader,
    (who, agency): (&Who, &str),
    person: &str,
    at: Instant,
) -> Result<Vec<DossierRow>, Failure> {
    permit_search(who, Right::Desk).map_err(|_| NoPermit::NotPermitted)?;
    let scope = row_scope::of(&policy::scope(who, agency));
    let mut rows = Vec::new();
    for (stream, _) in reader.applicants_of(person)? {
        rows.extend(reader.row(&stream)?.filter(|row| scope.holds(row, at.0)));
    }
    Ok(rows)
}

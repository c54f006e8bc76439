//! The audit table as use cases know it: which acts are put on record in addition to the dossiers'
//! events, and the questions of the inspector and of the citizen. Knows no page and no wording.

use calendar::Instant;
use store::{Account, AuditQuery, AuditRow, DossierRow, NewAudit};

use crate::application::Application;
use crate::core::Core;
use crate::dossier_queries::{DossierOfSlip, VisibleDossier};
use crate::error::Failure;
use crate::policy::{Denial, Right, Who, allow};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// A kind of act on record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AuditKind { $($(#[$doc])* $name),* }

        impl AuditKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word on record.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

kinds! {
    /// An officer was shown personal data.
    Read "read";
    /// A citizen was shown the data of their own dossier.
    ReadOwn "read_own";
    /// The holder of a slip was shown the dossier's data.
    ReadBySlip "read_by_slip";
    /// A dossier was given out whole, as a file.
    ExportDossier "export_dossier";
    /// A report with personal data was given out as a file.
    ExportReport "export_report";
    /// The audit table was given out as a file.
    ExportAudit "export_audit";
    /// An officer, or a citizen, signed in.
    SignIn "sign_in";
    /// A sign-in was refused.
    SignInRefused "sign_in_refused";
    /// A recovery code was used in place of the authenticator's.
    UseRecoveryCode "use_recovery_code";
    /// Sessions were ended, by their owner or the administrator.
    EndSessions "end_sessions";
    /// A browser that an account knew is a stranger's again.
    RevokeDevices "revoke_devices";
    /// A citizen claimed the person of a dossier, by its slip.
    ClaimPerson "claim_person";
    /// The slips of a dossier were revoked.
    RevokeSlip "revoke_slip";
    /// A change of the folder's own key was proposed.
    ProposeKeyChange "propose_key_change";
    /// The proposal was dropped.
    DropKeyChange "drop_key_change";
    /// The folder's own key was changed, as another officer had proposed.
    ChangeKey "change_key";
    /// An account was made, or set back to a first password.
    IssueAccount "issue_account";
    CloseAccount "close_account";
    OpenAccount "open_account";
    /// An officer changed the password or the second factor.
    ChangeAccount "change_account";
    /// Rules, and with them posts and roles, were put in force.
    PutRules "put_rules";
    /// The tables of a month were frozen or signed.
    CloseMonth "close_month";
    ImportRegister "import_register";
    /// An imported register was removed whole; the detail is the number of its dossiers.
    RemoveRegister "remove_register";
    /// The link of a desk's ticket kiosk was made anew; the detail is the desk.
    RenewKiosk "renew_kiosk";
    /// An officer looked at a scan that waits in the folder of scans.
    OpenScan "open_scan";
    /// An officer took a scan from the folder into a form.
    TakeScan "take_scan";
    /// An officer has a notice that failed tried again.
    RetryNotice "retry_notice";
    /// An officer notes that the applicant of a failed notice was reached in another way.
    CloseNotice "close_notice";
    /// An officer notes in which language, and whether on paper, an applicant receives notices.
    NoteNotices "note_notices";
    /// A result was not handed over: the code that was shown is not its own.
    WrongCollectionCode "wrong_collection_code";
    /// An officer had notices printed.
    PrintNotices "print_notices";
}

/// The actor of acts on the command line: the owner of the folder.
pub(crate) const OWNER: &str = "system";

/// The actor of what a slip shows to its holder.
pub(crate) const SLIP_HOLDER: &str = "slip";

/// The name of an account among the objects of an act.
#[must_use]
pub fn account(login: &str) -> String {
    format!("account/{login}")
}

/// Records an act in the open group, with what the act writes.
pub(crate) fn write(
    core: &mut Core,
    (actor, at): (&str, Instant),
    kind: AuditKind,
    objects: Vec<String>,
    detail: &str,
) -> Result<(), store::Error> {
    core.writer.put_audit(&NewAudit {
        at: at.0,
        actor: actor.to_owned(),
        kind: kind.code().to_owned(),
        detail: detail.to_owned(),
        objects,
    })
}

/// An act on record, with the dossiers among its objects that the store knows.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    pub row: AuditRow,
    pub dossiers: Vec<DossierRow>,
}

impl AuditKind {
    /// The kinds whose detail is the purpose of a showing.
    #[must_use]
    pub const fn reads() -> &'static [Self] {
        &[Self::Read, Self::ReadOwn, Self::ReadBySlip]
    }
}

/// Records that an officer changed the password or the second factor.
pub(crate) fn of_own_account(
    core: &mut Core,
    account: &Account,
    at: Instant,
) -> Result<(), store::Error> {
    let objects = vec![self::account(&account.login)];
    write(core, (&account.officer, at), AuditKind::ChangeAccount, objects, "")
}

impl Application {
    /// The acts on record that are asked for, the newest first.
    ///
    /// # Errors
    /// The policy gives no right, or the store failed.
    pub fn audit(
        &self,
        who: &Who,
        query: &AuditQuery,
    ) -> Result<Result<Vec<AuditEntry>, Denial>, Failure> {
        if let Err(denial) = allow(who, Right::Audit) {
            return Ok(Err(denial));
        }
        self.read(|reader| {
            let mut entries = Vec::new();
            for row in reader.audit(query)? {
                let mut dossiers = Vec::new();
                for object in row.objects.iter().filter(|name| name.starts_with("dossier/")) {
                    dossiers.extend(reader.row(object)?);
                }
                entries.push(AuditEntry { row, dossiers });
            }
            Ok(Ok(entries))
        })
    }

    /// Like [`Self::audit`], as a file to take away: that is an act on record itself, and where it
    /// cannot be put on record nothing is given.
    ///
    /// # Errors
    /// As [`Self::audit`].
    pub fn export_audit(
        &self,
        who: &Who,
        query: &AuditQuery,
        at: Instant,
    ) -> Result<Result<Vec<AuditEntry>, Denial>, Failure> {
        let rows = self.audit(who, query)?;
        if rows.is_ok() {
            let by = (who.actor().id, at);
            let objects = [&query.object].into_iter().filter(|object| !object.is_empty());
            let objects = objects.cloned().collect();
            self.persist(move |core| {
                write(core, (&by.0, by.1), AuditKind::ExportAudit, objects, "")
            })?;
        }
        Ok(rows)
    }

    /// The showings of the personal data of a dossier, the newest first, for the inspector and for the
    /// dossier's own citizen, without what the citizen was shown.
    ///
    /// # Errors
    /// The store failed.
    pub fn reads_of(
        &self,
        dossier: &VisibleDossier,
        limit: usize,
    ) -> Result<Vec<AuditRow>, Failure> {
        if !dossier.visibility.reads {
            return Ok(Vec::new());
        }
        self.reads_of_stream(&dossier.stream, limit)
    }

    /// Like [`Self::reads_of`], for the holder of the slip.
    ///
    /// # Errors
    /// The store failed.
    pub fn reads_of_slip(
        &self,
        dossier: &DossierOfSlip,
        limit: usize,
    ) -> Result<Vec<AuditRow>, Failure> {
        self.reads_of_stream(&dossier.stream, limit)
    }

    pub(crate) fn reads_of_stream(
        &self,
        stream: &str,
        limit: usize,
    ) -> Result<Vec<AuditRow>, Failure> {
        self.read(|reader| {
            let mut rows = Vec::new();
            let kinds = [
                AuditKind::Read,
                AuditKind::ReadBySlip,
                AuditKind::ExportDossier,
                AuditKind::ExportReport,
            ];
            for kind in kinds {
                rows.extend(reader.audit(&AuditQuery {
                    object: stream.to_owned(),
                    kind: kind.code().to_owned(),
                    limit,
                    ..AuditQuery::default()
                })?);
            }
            rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.position)));
            rows.truncate(limit);
            Ok(rows)
        })
    }
}

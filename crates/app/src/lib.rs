//! Use cases: authorise → load → decide → append → project. The permission policy, the rules in
//! force, what the program does by itself, and the questions that pages and commands ask.
//!
//! Time, randomness and identifiers come with each call. It renders neither HTML nor JSON pages and
//! names no database driver.

mod absence;
mod advising;
mod affairs;
mod affairs_index;
mod application;
mod appointment_slip;
mod attachments;
mod audit;
mod auth;
mod bank_notices;
mod board;
mod breaches;
mod campaigns;
mod cashbook;
mod certifications;
mod closed_months;
mod collection;
mod command_key;
mod commit_log;
mod complaints;
mod core;
mod corrections;
mod daily;
mod data_requests;
mod declared_absences;
mod delivery;
mod digests;
mod directives;
mod disposals;
mod doctor;
mod dossier_queries;
mod draft_links;
mod drafts;
mod duplicates;
mod erasure;
mod error;
mod evaluations;
mod event_codec;
mod execute;
mod export;
mod failed_notices;
mod figures;
mod handover_lists;
mod import;
mod initiatives;
mod inquiry;
mod inspections;
mod intake;
mod late_spans;
mod letters;
mod lock;
mod lost_groups;
mod money_waiting;
mod notice_choices;
mod notices;
mod objections;
mod offer;
mod offers;
mod paper_notices;
mod paper_numbers;
mod payments;
mod person_data;
mod person_searches;
mod personal_data;
mod policy;
mod postponed;
mod project;
mod queue;
mod queue_days;
mod ratings;
mod readers;
mod register_book;
mod register_removal;
mod register_sizes;
mod replay;
mod report_readers;
mod row_scope;
mod rulebook;
mod rules_migration;
mod scan_folder;
mod settlements;
mod slip_holder;
mod slip_lookup;
mod slip_revocation;
mod stand_ins;
mod state_cache;
mod tills;
mod timer_queue;
mod timers;
mod watches;

pub use absence::{Absence, NotDeclared};
pub use advising::{NewSession, SessionCorrection, SessionTexts};
pub use affairs::WrittenTurn;
pub use attachments::{DRAFT_RESULT, RESULT, Scan};
pub use audit::{AuditEntry, AuditKind, account as audited_account};
pub use auth::{
    AccountView, Attempt, CODES_A_DAY, CONTACT_MINUTES, CitizenEntered, CitizenRandom, CodeRequest,
    Contact, DEVICE_DAYS, DeviceView, Entered, IDLE_MILLIS, KeyChange, NewAccount, NotConfirmed,
    NotEntered, PasswordRefused, STAFF_MILLIS, STEP_MILLIS, Secret, SessionView, Signed, login_of,
};
pub use bank_notices::{BankCall, BankOutcome, OpenTransfer};
pub use board::Board;
pub use breaches::{BreachTurn, VisibleBreach};
pub use campaigns::{declared_campaigns, id_of_name};
pub use cashbook::{Cashbook, CashbookEntry, DayTakings, Takings};
pub use certifications::{BookPart, CertificationLine, Certified, NewCertification};
pub use closed_months::{LaterEntry, MonthMark, MonthView, Restated, UnsignedMonth};
pub use command_key::CommandKey;
pub use complaints::{ComplaintRow, ComplaintText, NewComplaint, VisibleComplaint};
pub use credentials::password::Weakness;
pub use credentials::spelling::slip_code as code_of;
pub use data_requests::{NewDataRequest, OwnDataRequest, VisibleDataRequest, gives_data};
pub use declared_absences::{AbsencePhase, DeclaredAbsence};
pub use delivery::{TERM_MILLIS, Trouble, WAITS, notice_name};
pub use digests::{ShownDigest, digest_of};
pub use directives::{DirectiveTurn, NewDirective, VisibleDirective, directive_waits};
pub use disposals::{NewDisposal, PastRetention, VisibleDisposal};
pub use doctor::{Examination, Finding, doctor};
pub use dossier_queries::{DossierOfSlip, Export, VisibleDossier};
pub use draft_links::{DraftHolder, LINK_DAYS};
pub use drafts::{DRAFTS_OF_ACCOUNT, FilingDraft, KeptDraft, draft_files};
pub use duplicates::DuplicateQuery;
pub use erasure::{ErasedAgain, ErasurePlan, Kept, ListedErasure};
pub use error::Failure;
pub use evaluations::{AgencyWork, EvaluationTexts, FrozenSheet, OfficerWork, VisibleEvaluation};
pub use execute::{Done, Extras, NewFile, Submission};
pub use failed_notices::{FailedNotice, NoticeRemedy};
pub use figures::{Figures, UnknownRegister};
pub use handover_lists::{HandoverLine, VisibleHandoverList};
pub use import::{Held, ImportSummary};
pub use inquiry::{DossierView, Inquiry};
pub use inspections::{InspectionTurn, VisibleInspection, inspection_waits};
pub use intake::Intake;
pub use late_spans::LateSpan;
pub use money_waiting::{MoneyToApprove, WaitingApproval};
pub use notice_choices::{NO_WAY, WAYS_OF_DESK, ways_of_account};
pub use notices::{LETTER, NoticeReach, ReadyNotices, Turn, turn_of};
pub use objections::{ObjectionRow, ObjectionText, OwnParts, VisibleObjection};
pub use offer::offer;
pub use paper_notices::{PaperAct, PaperNotice};
pub use payments::{MoneyAct, charge_of};
pub use person_data::{AccountData, DossierData, DraftData, EarlierFiling, PersonData};
pub use personal_data::{FoundDossier, OwnersDossier, Personal, Purpose, Shown, StoredFile};
pub use policy::{
    AccessPath, AgencyAction, AgencyPermit, Denial, FiguresScope, NoPermit, Officers, Permit,
    ReadPermit, Reader, Right, Scope, SecondFactor, Standing, Visibility, Who, allow,
    figures_scope, needs_second_factor, permit, permit_agency, permit_read, permit_search, role_of,
    scope, sees_person, visibility,
};
pub use queue::AtStep;
pub use ratings::{DossierToRate, NewRating};
pub use register_book::{BookLine, ResultWay};
pub use register_removal::RegisterKept;
pub use replay::{Replay, ReplayFailed};
pub use report_readers::report_name;
pub use rulebook::{RULES_STREAM, RuleFiles};
pub use rules_migration::DueMove;
pub use scan_folder::WaitingScan;
pub use settlements::{NewSettlement, SettlementSheet};
pub use slip_holder::CitizenDossier;
pub use slip_lookup::{BySlip, Client};
pub use store::{
    ApplicantRow, AttachmentRow, AuditQuery, AuditRow, DossierRow, Error as StoreError, Matches,
    Notice, NoticeChoice, Order, Pick,
};

pub use watches::{Counted, NewWatch};

pub use crate::application::Application;

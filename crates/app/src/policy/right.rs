//! Rights by role: one table, asked by every route before anything else. Which dossier is meant is
//! not known here.

use dossier::Role;

use super::permit::NoPermit;
use super::who::Who;

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident $code:literal [$($role:ident),*];)*) => {
        /// What a role may ask of the program, whichever dossier it is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Right { $($(#[$doc])* $name),* }

        impl Right {
            /// Every right.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in documents.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The roles that have it; [`Right::Public`] needs none.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => &[$(Role::$role),*]),* }
            }
        }
    };
}

rights! {
    /// Pages for every visitor.
    Public "public" [];
    /// A demonstration folder's accounts, notices and clock; no role has it elsewhere.
    Demonstrate "demonstrate" [];
    /// The citizen's own dossiers and filings.
    OwnDossiers "own_dossiers" [Citizen];
    /// The citizen's own drafts; the draft of a link is also open to the visitor who holds its secret.
    OwnDrafts "own_drafts" [Citizen];
    /// The officer's own account: password, second factor, sessions.
    OwnAccount "own_account" [DeskOfficer, Specialist, Head, Leader, Inspector, Adviser, Administrator];
    /// The queue of dossiers held, offered or asked about.
    Work "work" [DeskOfficer, Specialist, Head, Leader];
    /// The page of a visible dossier.
    ReadDossiers "read_dossiers" [DeskOfficer, Specialist, Head, Leader, Inspector, Adviser, Administrator];
    /// Names, addresses and papers in a visible dossier.
    ReadPersonal "read_personal" [DeskOfficer, Specialist, Head, Leader, Inspector, Adviser];
    /// Actions on a visible dossier, as the table of actions permits.
    Act "act" [DeskOfficer, Specialist, Head, Leader, Adviser, Administrator];
    /// Reception, guidance, refusal, hand-over lists, results.
    Desk "desk" [DeskOfficer];
    /// The link of the desk's ticket kiosk.
    QueueKiosk "queue_kiosk" [DeskOfficer, Administrator];
    /// Money of dossiers, the till of the own office, transfers put aside, settlements.
    Money "money" [DeskOfficer];
    /// As the second officer: refunds, differences of a till, transfers that are paid back.
    ApproveMoney "approve_money" [Head, Leader];
    /// The cashbook of the agency.
    Cashbook "cashbook" [DeskOfficer, Head, Leader, Inspector];
    /// Signed letters on their way to the applicants.
    SendLetters "send_letters" [DeskOfficer, Head];
    /// Filing for a citizen who is helped.
    Assist "assist" [Adviser];
    /// Recording the sessions of an advisory team.
    Advise "advise" [DeskOfficer, Adviser];
    /// Campaigns, initiatives and the advisory teams, as officers see them.
    Campaigns "campaigns" [DeskOfficer, Specialist, Head, Leader, Inspector, Adviser, Administrator];
    /// Declaring campaigns and deciding on commendations.
    DeclareCampaigns "declare_campaigns" [Leader];
    /// What a unit or the agency has to approve, to sign, to hurry.
    Lead "lead" [Head, Leader];
    /// Complaints about dossiers, and issuing directives: those who answer for the work of others.
    Oversee "oversee" [Head, Leader, Inspector];
    /// The objections to a part of lateness that concern the officer.
    Objections "objections" [DeskOfficer, Specialist, Head, Leader, Inspector];
    /// The figures and the evaluation of other officers, once their period is over.
    Evaluation "evaluation" [Head, Leader, Inspector];
    /// The directives that concern the officer.
    Directives "directives" [DeskOfficer, Specialist, Head, Leader, Inspector, Adviser];
    /// Declaring absences and their stand-ins.
    DeclareLeave "declare_leave" [Head, Leader, Administrator];
    /// Figures with officers and codes, of the dossiers that the actor sees.
    StaffFigures "staff_figures" [DeskOfficer, Specialist, Head, Leader, Inspector, Administrator];
    /// The register book: every dossier with its applicant.
    RegisterBook "register_book" [DeskOfficer, Head, Leader, Inspector];
    /// A month's tables whole, as they are frozen, and what was restated since.
    Months "months" [Leader, Inspector, Administrator];
    /// Closing a month: the signature under its tables.
    SignMonths "sign_months" [Leader];
    /// Who read a dossier's personal data.
    ReadReads "read_reads" [Inspector];
    /// The audit table: acts and showings of every actor.
    Audit "audit" [Inspector];
    /// One dossier whole, with its reads, as a file.
    Export "export" [Inspector];
    /// Requests of persons about their data: to answer, to decide, to erase by two.
    DataRequests "data_requests" [Leader, Inspector];
    /// Breaches of personal data: to record, to notify, to close.
    Breaches "breaches" [Leader, Inspector];
    /// Dossiers past their retention: to propose their erasure, to approve it as another officer.
    Retention "retention" [Leader, Inspector];
    /// The folder's own key: to propose its change, to carry it out as another officer.
    ServerKey "server_key" [Leader, Administrator];
    /// Accounts of officers, their sessions.
    Accounts "accounts" [Administrator];
    /// Days off and make-up days put in force.
    Rules "rules" [Leader, Administrator];
}

/// Why a right is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The visitor has no session.
    SignInFirst,
    /// The role does not have the right.
    Role(Right),
    /// The act has no permit.
    NoPermit(NoPermit),
}

impl Denial {
    /// The key of its sentence in `messages`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::SignInFirst => "denied-sign_in_first".into(),
            Self::Role(right) => format!("denied-{}", right.code()),
            Self::NoPermit(why) => format!("denied-{}", why.code()),
        }
    }
}

/// Whether a role has a right.
pub(crate) fn allow_role(role: Role, right: Right) -> bool {
    right.roles().contains(&role)
}

/// Allows a visitor a right, or returns the reason why not.
///
/// # Errors
/// The reason.
pub fn allow(who: &Who, right: Right) -> Result<(), Denial> {
    match who.role() {
        _ if right == Right::Public => Ok(()),
        None => Err(Denial::SignInFirst),
        Some(role) if allow_role(role, right) => Ok(()),
        Some(_) => Err(Denial::Role(right)),
    }
}

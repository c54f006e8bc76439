//! Officers' accounts: made, listed, set back, closed by the administrator. A login is the officer's
//! id in the one spelling of logins.

use calendar::Instant;
use credentials::{once, password, spelling};
use store::Account;

use super::hash_queue::Caller;
use super::session::{Ending, STAFF};
use crate::application::Application;
use crate::audit::{self, AuditKind};
use crate::error::Failure;
use crate::lock::lock;
use crate::policy::{AgencyAction, AgencyPermit, SecondFactor, Who, permit_agency};
use text::phrase;

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    pub officer: &'a str,
    /// The hash as [`password::hash`] gives it; several demonstration accounts may share one hash.
    pub password: &'a str,
    /// A secret already shared with the officer's device; empty where it is still to be set up.
    pub totp: &'a str,
    /// The password is to be changed at the first sign-in.
    pub must_change: bool,
}

/// An account as the administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    pub login: String,
    pub officer: String,
    pub enrolled: bool,
    pub must_change: bool,
    pub disabled: bool,
    pub changed: Instant,
    pub recovery_left: usize,
}

impl Application {
    /// Makes an account, or sets it back to a new password and no second factor; its sessions end.
    ///
    /// # Errors
    /// The rules know no such officer, or the store failed.
    pub fn put_account(&self, new: &NewAccount<'_>, now: Instant) -> Result<String, Failure> {
        self.put_account_by(audit::OWNER, new, now)
    }

    fn put_account_by(
        &self,
        actor: &str,
        new: &NewAccount<'_>,
        now: Instant,
    ) -> Result<String, Failure> {
        let rules = self.rules();
        let officer = rules.officer(new.officer).ok_or_else(|| Failure::Unknown {
            what: phrase!("officer"),
            name: new.officer.to_owned(),
        })?;
        let login = login_of(&officer.id);
        let account = Account {
            login: login.clone(),
            officer: officer.id.clone(),
            password: new.password.to_owned(),
            totp: new.totp.to_owned(),
            enrolled: !new.totp.is_empty(),
            must_change: new.must_change,
            changed_at: now.0,
            ..Account::default()
        };
        let (actor, objects) = (actor.to_owned(), vec![audit::account(&login)]);
        let ending = Ending::of_all(&login, None);
        let written = ending.clone();
        self.persist(move |core| {
            core.writer.put_account(&account)?;
            written.write(core, now)?;
            audit::write(core, (&actor, now), AuditKind::IssueAccount, objects, "")
        })?;
        self.forget_sessions(&ending);
        Ok(login)
    }

    /// Makes an officer's account, or sets it back, with a random first password that the officer
    /// must change: given this once.
    ///
    /// # Errors
    /// The policy gives no permit, the rules know no such officer, too many passwords wait to be
    /// hashed ([`Failure::Overloaded`]), or the store failed.
    pub fn issue_account(
        &self,
        by: (&Who, SecondFactor),
        officer: &str,
        (random, salt): ([u8; 100], [u8; 16]),
        now: Instant,
    ) -> Result<String, Failure> {
        let permit = permit_agency(by, AgencyAction::IssueAccount, officer);
        let permit = permit.map_err(Failure::NoPermit)?;
        // Sixteen letters and digits in groups of four: they can be read out.
        let plain = once::recovery(random).into_iter().next().unwrap_or_default();
        let hash = self.hash_queue.enter(Caller::Known)?.hash(&plain, salt);
        let new = NewAccount { officer, password: &hash, totp: "", must_change: true };
        self.put_account_by(&permit.actor, &new, now)?;
        Ok(plain)
    }

    /// Closes an officer's account; its sessions end.
    ///
    /// # Errors
    /// The policy gives no permit, there is no such account, or the store failed.
    pub fn close_account(
        &self,
        by: (&Who, SecondFactor),
        officer: &str,
        now: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::CloseAccount, officer);
        self.disable_account(&permit.map_err(Failure::NoPermit)?, true, now)
    }

    /// Opens an officer's account again.
    ///
    /// # Errors
    /// The policy gives no permit, there is no such account, or the store failed.
    pub fn open_account(
        &self,
        by: (&Who, SecondFactor),
        officer: &str,
        now: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::OpenAccount, officer);
        self.disable_account(&permit.map_err(Failure::NoPermit)?, false, now)
    }

    /// Ends one session of another officer, or all of them.
    ///
    /// # Errors
    /// The policy gives no permit, or the store failed.
    pub fn end_sessions_of(
        &self,
        by: (&Who, SecondFactor),
        officer: &str,
        session: Option<&str>,
        now: Instant,
    ) -> Result<(), Failure> {
        let permit = permit_agency(by, AgencyAction::EndSessions, officer);
        let permit = permit.map_err(Failure::NoPermit)?;
        let login = login_of(officer);
        let ending = match session {
            Some(session) => Ending::of_one(STAFF, &login, session),
            None => Ending::of_all(&login, None),
        };
        let (written, objects) = (ending.clone(), vec![audit::account(&login)]);
        self.persist(move |core| {
            written.write(core, now)?;
            audit::write(core, (&permit.actor, now), AuditKind::EndSessions, objects, "")
        })?;
        self.forget_sessions(&ending);
        Ok(())
    }

    fn disable_account(
        &self,
        permit: &AgencyPermit,
        off: bool,
        now: Instant,
    ) -> Result<(), Failure> {
        let login = login_of(&permit.about);
        let kind = if off { AuditKind::CloseAccount } else { AuditKind::OpenAccount };
        let ending = Ending::of_all(&login, None);
        let (written, account, actor) = (ending.clone(), login.clone(), permit.actor.clone());
        let exists = self.persist(move |core| {
            let exists = core.writer.set_disabled(&account, off)?;
            if exists {
                written.write(core, now)?;
                let objects = vec![audit::account(&account)];
                audit::write(core, (&actor, now), kind, objects, "")?;
            }
            Ok(exists)
        })?;
        if !exists {
            return Err(Failure::Unknown { what: phrase!("account"), name: login });
        }
        self.forget_sessions(&ending);
        Ok(())
    }

    /// All accounts, in the order of their logins.
    ///
    /// # Errors
    /// The store failed.
    pub fn accounts(&self) -> Result<Vec<AccountView>, Failure> {
        self.ask(|inquiry| inquiry.accounts())
    }

    /// One account.
    ///
    /// # Errors
    /// The store failed.
    pub fn account_view(&self, login: &str) -> Result<Option<AccountView>, Failure> {
        Ok(self.account(login)?.map(view))
    }

    pub(crate) fn account(&self, login: &str) -> Result<Option<Account>, Failure> {
        self.read(|reader| Ok(reader.account(login)?))
    }

    /// The folder's own key, for cookies that prove something: random, kept with the record.
    pub(crate) fn key(&self) -> Result<String, Failure> {
        let mut stored = lock(&self.server_key);
        if stored.is_empty() {
            *stored = self.read(|reader| Ok(reader.meta(SERVER_KEY)?))?.unwrap_or_default();
        }
        Ok(stored.clone())
    }

    /// Gives the folder its key, where it has none yet. Where nothing can be written now, the key
    /// lasts as long as this process.
    ///
    /// # Errors
    /// The store failed.
    pub fn ensure_key(&self, random: [u8; 32]) -> Result<(), Failure> {
        if self.key()?.is_empty() {
            let key = once::hex(&random);
            let stored = key.clone();
            match self.persist(move |core| core.writer.put_meta(SERVER_KEY, &stored)) {
                Ok(()) | Err(Failure::ReadOnly | Failure::Full) => *lock(&self.server_key) = key,
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }

    /// A text bound to this folder's key: it proves that it was made here.
    ///
    /// # Errors
    /// The store failed.
    pub fn bound(&self, text: &str) -> Result<String, Failure> {
        Ok(once::keyed(self.key()?.as_bytes(), text))
    }

    /// The code that a shared secret gives at this moment, for demonstration folders.
    #[must_use]
    pub fn code_now(&self, secret: &str, now: Instant) -> String {
        let seconds = u64::try_from(now.0 / 1000).unwrap_or_default();
        credentials::totp::code(secret, seconds).unwrap_or_default()
    }

    /// The words that a password may not consist of: the officer's name and login, the agency's name.
    pub(crate) fn password_context(&self, login: &str) -> Vec<String> {
        let rules = self.rules();
        let agency = rules.agency.as_ref();
        let officer =
            agency.and_then(|agency| agency.officers.iter().find(|o| is_login_of(login, &o.id)));
        let mut words = vec![login.to_owned(), "motcua".to_owned()];
        words.extend(officer.map(|officer| officer.name.clone()));
        words.extend(agency.map(|agency| agency.name.clone()));
        words
    }

    pub(crate) fn check_password(
        &self,
        login: &str,
        candidate: &str,
    ) -> Result<(), password::Weakness> {
        let words = self.password_context(login);
        password::check(candidate, &words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// The login of an officer.
#[must_use]
pub fn login_of(officer: &str) -> String {
    spelling::login(officer)
}

/// Whether an officer signs in as `login`, which is in the one spelling of logins.
pub(crate) fn is_login_of(login: &str, officer: &str) -> bool {
    // Nearly always plain letters: asked on each page, of each officer.
    match officer.is_ascii() {
        true => officer.eq_ignore_ascii_case(login),
        false => login_of(officer) == login,
    }
}

/// The name under which the key is stored; of the first version, and never changed.
pub(super) const SERVER_KEY: &str = "door_key";

pub(crate) fn view(account: Account) -> AccountView {
    AccountView {
        recovery_left: account.recovery.lines().count(),
        login: account.login,
        officer: account.officer,
        enrolled: account.enrolled,
        must_change: account.must_change,
        disabled: account.disabled,
        changed: Instant(account.changed_at),
    }
}

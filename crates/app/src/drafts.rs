//! Drafts of filings: kept outside the record until they are sent or dropped. A citizen's draft is seen and
//! changed by that citizen only; one begun without an account by the holder of its link
//! ([`crate::draft_links`]).

use std::fmt;

use calendar::Instant;
use dossier::event::Person;
use dossier::{Action, Actor, Command, Filing};
use rules::form::Answers;
use serde::{Deserialize, Serialize};

use crate::application::Application;
use crate::command_key::{CommandKey, DraftFiles};
use crate::core::Core;
use crate::draft_links::DraftHolder;
use crate::error::Failure;
use crate::execute::{Done, Submission};
use text::phrase;

/// How long a draft without an owner is kept, and the files of a form that was not sent.
pub(crate) const KEPT_MILLIS: i64 = 30 * 86_400_000;
/// Drafts of one account at most.
pub const DRAFTS_OF_ACCOUNT: u64 = 100;

/// A filing as the citizen has typed it so far; nothing is checked here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilingDraft {
    /// Code of the procedure; empty where only papers are being gathered.
    pub procedure: String,
    /// The stream of the dossier that is filed again or added to; empty for a new one.
    pub dossier: String,
    /// The person for whom the filing is made: the word of the form.
    pub for_whom: String,
    pub applicant: Person,
    /// The submitter, where that is another person than the applicant.
    pub submitter: Person,
    /// Ward of the address, or the form's word for elsewhere.
    pub ward: String,
    /// The ward that the citizen confirmed although the address names another.
    pub ward_confirmed: String,
    pub case: String,
    /// Components that will be brought to the desk on paper.
    pub on_paper: Vec<String>,
    /// The note that goes with added papers.
    pub note: String,
    /// The answers of the procedure's form, by [`rules::form::answer_key`].
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub form: Answers,
}

/// A draft as its owner sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDraft {
    pub id: String,
    pub touched: Instant,
    pub draft: FilingDraft,
    /// The secret of its link, where it is of no account.
    pub secret: Option<String>,
}

impl fmt::Debug for KeptDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the secret: a text for debugging may stand in a log.
        let Self { id, touched, draft, secret: _ } = self;
        let mut text = f.debug_struct("KeptDraft");
        text.field("id", id).field("touched", touched).field("draft", draft);
        text.finish_non_exhaustive()
    }
}

/// Under what name a draft's files are kept.
#[must_use]
pub fn draft_files(id: &str) -> String {
    format!("draft/{id}")
}

impl Application {
    /// Keeps a draft as it stands; drops those without an owner not touched for thirty days.
    ///
    /// # Errors
    /// The store failed.
    pub fn save_draft(&self, id: &str, filing: &Filing, at: Instant) -> Result<(), Failure> {
        self.write_later(save_draft(id, filing, at))
    }

    /// Sends a draft: it becomes a filing of the dossier `stream`, in the same commit.
    ///
    /// # Errors
    /// There is no such draft; the filing is refused.
    pub fn send_draft(
        &self,
        id: &str,
        stream: &str,
        actor: &Actor,
        at: Instant,
        key: Option<CommandKey>,
        sealed: Option<dossier::Sealed>,
    ) -> Result<Done, Failure> {
        self.write_later(sending((id, stream), (actor, at), key, sealed))
    }

    /// Keeps a citizen's new draft. A draft that the citizen already has stays as it is.
    ///
    /// # Errors
    /// [`Failure::TooManyDrafts`]; the store failed.
    pub fn begin_draft(
        &self,
        person: &str,
        id: &str,
        draft: &FilingDraft,
        at: Instant,
    ) -> Result<(), Failure> {
        let body = crate::event_codec::canonical(draft);
        let (person, id) = (person.to_owned(), id.to_owned());
        self.write(move |core| {
            if core.writer.draft(&id)?.is_some() {
                return Ok(());
            }
            check_number(core, &person)?;
            Ok(core.writer.put_draft_of(&id, &person, at.0, &body)?)
        })
    }

    /// A draft, for who holds it.
    ///
    /// # Errors
    /// The store failed.
    pub fn draft_of(&self, holder: &DraftHolder, id: &str) -> Result<Option<KeptDraft>, Failure> {
        let draft = self.read(|reader| Ok(reader.draft(id)?))?;
        Ok(draft.and_then(|(owner, touched, body)| {
            let secret = holder.secret_of(&owner).map(str::to_owned);
            let kept = holder.holds(&owner).then(|| stored(id, touched, &body)).flatten()?;
            Some(KeptDraft { secret, ..kept })
        }))
    }

    /// A citizen's drafts, the last touched first.
    ///
    /// # Errors
    /// The store failed.
    pub fn drafts_of(&self, person: &str) -> Result<Vec<KeptDraft>, Failure> {
        let drafts = self.read(|reader| Ok(reader.drafts_of(person)?))?;
        Ok(drafts.iter().filter_map(|(id, touched, body)| stored(id, *touched, body)).collect())
    }

    /// Changes a draft of its holder. If two tabs change different fields, both changes are kept. A draft of
    /// a link that a citizen changes is that citizen's from then on.
    ///
    /// # Errors
    /// [`Failure::TooManyDrafts`] of the citizen; the store failed.
    pub fn change_draft(
        &self,
        holder: &DraftHolder,
        id: &str,
        at: Instant,
        change: impl FnOnce(&mut FilingDraft) + Send + 'static,
    ) -> Result<Option<FilingDraft>, Failure> {
        let (holder, id) = (holder.clone(), id.to_owned());
        self.write(move |core| {
            let Some(owner) = held(core, &holder, &id)? else { return Ok(None) };
            let body = core.writer.draft(&id)?.unwrap_or_default();
            let Some(mut stored) = stored(&id, at.0, &body) else { return Ok(None) };
            change(&mut stored.draft);
            let body = crate::event_codec::canonical(&stored.draft);
            match holder.account {
                Some(account) => {
                    if owner != account {
                        check_number(core, &account)?;
                    }
                    core.writer.put_draft_of(&id, &account, at.0, &body)?;
                }
                None => core.writer.put_draft(&id, at.0, &body)?,
            }
            Ok(Some(stored.draft))
        })
    }

    /// Drops a draft of its holder, and its files.
    ///
    /// # Errors
    /// The store failed.
    pub fn drop_draft(&self, holder: &DraftHolder, id: &str) -> Result<(), Failure> {
        let (holder, id) = (holder.clone(), id.to_owned());
        self.write(move |core| {
            if held(core, &holder, &id)?.is_some() {
                core.writer.drop_attachments_of(&draft_files(&id))?;
                core.writer.put_draft(&id, 0, "")?;
            }
            Ok(())
        })
    }
}

/// The owner of a draft that the holder holds now; `None` where it was sent, dropped or taken over since.
fn held(core: &Core, holder: &DraftHolder, id: &str) -> Result<Option<String>, Failure> {
    Ok(core.writer.draft_owner(id)?.filter(|owner| holder.holds(owner)))
}

/// Whether an account may have one draft more.
fn check_number(core: &Core, account: &str) -> Result<(), Failure> {
    let full = core.reader.drafts_of(account)?.len() as u64 >= DRAFTS_OF_ACCOUNT;
    if full { Err(Failure::TooManyDrafts) } else { Ok(()) }
}

pub(crate) fn stored(id: &str, touched: i64, body: &str) -> Option<KeptDraft> {
    let draft = serde_json::from_str(body).ok()?;
    Some(KeptDraft { id: id.to_owned(), touched: Instant(touched), draft, secret: None })
}

/// Saves a draft as it stands, and drops those without an owner not touched for thirty days.
pub(crate) fn save_draft(
    id: &str,
    filing: &Filing,
    at: Instant,
) -> impl FnOnce(&mut Core) -> Result<(), Failure> + Send + use<> {
    let (id, body) = (id.to_owned(), crate::event_codec::canonical(filing));
    move |core| {
        core.writer.drop_drafts_before(at.0 - KEPT_MILLIS)?;
        Ok(core.writer.put_draft(&id, at.0, &body)?)
    }
}

/// Sends a draft: it becomes a filing, in the same commit.
pub(crate) fn sending(
    (id, stream): (&str, &str),
    (actor, at): (&Actor, Instant),
    key: Option<CommandKey>,
    sealed: Option<dossier::Sealed>,
) -> impl FnOnce(&mut Core) -> Result<Done, Failure> + Send + use<> {
    let (id, stream, actor) = (id.to_owned(), stream.to_owned(), actor.clone());
    move |core| {
        if let Some(key) = key.clone() {
            // Where it was sent, the draft is gone since.
            let key = key.bound(&actor, Action::File.code(), &DraftFiles::default());
            core.check_key(&key, &actor, &stream)?;
        }
        let unknown = || Failure::Unknown { what: phrase!("draft"), name: id.clone() };
        let body = core.writer.draft(&id)?.ok_or_else(unknown)?;
        let filing: Filing = serde_json::from_str(&body).map_err(|_| unknown())?;
        let command = Command::File { filing };
        let done = core.carry_out(Submission { stream, actor, command, at, key, sealed })?;
        core.writer.put_draft(&id, at.0, "")?;
        Ok(done)
    }
}
